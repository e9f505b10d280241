"""Renew requirements.lock: every version with its hashes, the dev extra included, and nothing in it that names the machine it was made on."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEADER = "# Every version that `make setup` installs, with its hashes. Written by `make lock` from pyproject.toml; not edited by hand.\n"
OPTIONS = (
    "--extra=dev",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--quiet",
)


def lock(*extra: str) -> None:
    """Compile the lock file with pip-tools; further options such as ``--upgrade`` are handed on."""
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *extra, "--output-file", str(LOCK), "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True)
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("--index-url", "--extra-index-url", "--find-links", "--trusted-host"))]
    LOCK.write_text(HEADER + "\n".join(kept).strip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    lock(*sys.argv[1:])

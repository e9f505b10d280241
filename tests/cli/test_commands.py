"""The commands as a user meets them, in their own process where that matters."""

import os
import pty
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from reportedly import __version__
from reportedly.cli.app import COMMANDS, app

ROOT = Path(__file__).parents[2]
HEAVY = ("rich", "yaml", "spacy", "trafilatura", "httpx", "numpy", "reportedly.collect", "reportedly.pipeline", "reportedly.lexicon")


def run(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "reportedly.cli", *words], input=stdin, capture_output=True, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_help_imports_nothing_heavy() -> None:
    code = f"""
import sys
from reportedly.cli.app import app
try:
    app(['--help'])
except SystemExit:
    pass
sys.exit(', '.join(name for name in {HEAVY!r} if name in sys.modules) or 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_help_answers_at_once() -> None:
    # Time of the processor, not of the clock: other work on the machine must not count.
    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    best = 9.0
    for _ in range(5):
        before = spent()
        run("--help")
        best = min(best, spent() - before)
    assert best < 0.2


def test_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout.strip() == f"reportedly {__version__}"


def test_samples_are_listed_with_what_is_planted() -> None:
    listed = CliRunner().invoke(app, ["samples"]).stdout
    index = yaml.safe_load((ROOT / "src/reportedly/samples/index.yaml").read_text(encoding="utf-8"))
    assert all(entry["file"] in listed and entry["planted"][0] in listed for entry in index)


def test_samples_are_written(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["samples", str(tmp_path / "new"), "--quiet"])
    written = sorted(path.name for path in (tmp_path / "new").iterdir())
    home = ROOT / "src/reportedly/samples"
    assert written == sorted(path.name for path in home.iterdir() if path.suffix in {".txt", ".html"})
    assert all((tmp_path / "new" / name).read_bytes() == (home / name).read_bytes() for name in written)


def test_samples_cannot_replace_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("samples", str(tmp_path / "file"))
    assert done.returncode == 2
    assert "not a folder" in done.stderr


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["read"], "nothing to read"),
        (["read", "x.txt", "--published", "yesterday"], "yesterday"),
        (["read", "x.txt", "--lang", "klingon"], "klingon"),
        (["read", "--no-such-option"], "no-such-option"),
        (["nothing"], "nothing"),
    ],
)
def test_wrong_usage_leaves_with_2_and_a_reason(words: list[str], reason: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_the_reference_of_commands_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "scripts/cli_reference.py"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_lexicon_file_is_well_formed() -> None:
    done = run("lexicon", "check", "--quick")
    assert done.returncode == 0, done.stderr
    assert "no fault" in done.stdout


def test_a_closed_pipe_ends_it_without_a_word() -> None:
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m reportedly.cli samples | true"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_colours_are_for_terminals_only() -> None:
    assert "\x1b" not in run("--help").stdout
    mine, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "reportedly.cli", "samples"], stdout=theirs, check=True)
    os.close(theirs)
    assert b"Saryjaz" in os.read(mine, 4096)
    os.close(mine)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    told = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "400"}, terminal_width=400).stdout
    assert f"  {COMMANDS[name][1]}\n" in told

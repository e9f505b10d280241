"""A PostgreSQL server of the tests' own: made in a folder of its own, reached through a socket in it, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder of initdb and postgres, or None."""
    folders = [Path(found).resolve().parent for name in ("initdb",) if (found := shutil.which(name))]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


@contextmanager
def server(folder_of_binaries: Path) -> Iterator[str]:
    """A running server.

    Yields:
        An address with ``{}`` in the place of the name of the database.
    """
    home = Path(tempfile.mkdtemp(prefix="reportedly-pg-"))
    account = None
    if os.getuid() == 0:
        # PostgreSQL refuses to run as root.
        account = _account()
        os.chown(home, account, -1)
    data = home / "data"
    make: list[str | Path] = [folder_of_binaries / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"]
    subprocess.run(make, check=True, capture_output=True, cwd=home, user=account)
    run: list[str | Path] = [folder_of_binaries / "postgres", "-D", data, "-k", home, "-c", "listen_addresses=", "-c", "fsync=off"]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(run, stdout=log, stderr=log, cwd=home, user=account)
    try:
        _wait(home, process)
        yield f"postgresql://tester@/{{}}?host={home}"
    finally:
        # At once: what is in it is thrown away, and need not be written out before.
        process.send_signal(signal.SIGQUIT)
        process.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def _account() -> int:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise RuntimeError("no account to run PostgreSQL as")


def _wait(home: Path, process: "subprocess.Popen[bytes]") -> None:
    import psycopg

    for _ in range(100):
        if process.poll() is not None:
            break
        try:
            psycopg.connect(f"host={home} user=tester dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(home / 'log').read_text()}")

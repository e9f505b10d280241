"""The command line. Nothing heavy is imported before a command runs, so that ``--help`` answers at once."""

import io
import sys

from reportedly.errors import ReportedlyError

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code: 0 all read, 1 some input refused, 2 wrong usage."""
    from reportedly.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="reportedly")
    except ReportedlyError as error:
        sys.stderr.write(f"reportedly: {error}\n")
        sys.exit(error.exit_code)

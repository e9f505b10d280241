"""Write docs/reference/commands.md from the commands themselves. With ``--check`` nothing is written, and the exit code is 1 if the page is stale."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from reportedly.cli.app import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"
HEAD = """# Commands

This page is written by `make reference` from the commands themselves.

Exit codes: **0** all was read; **1** some input was refused, or a check found a fault (the rest was read); **2** wrong usage.
Results go to standard output, errors and progress to standard error.
Colours are used on a terminal only; `NO_COLOR=1` turns them off, `COLUMNS` sets the width.
"""


def page() -> str:
    """The whole page as Markdown."""
    os.environ["COLUMNS"] = "100"
    os.environ["TERM"] = "dumb"
    return "\n".join([HEAD, *_sections()])


def paths() -> list[tuple[str, ...]]:
    """The words of every command, such as ``("lexicon", "check")``; the program itself is the empty one."""
    return [(), *_below((), get_command(app))]


def _below(path: tuple[str, ...], command: object) -> Iterator[tuple[str, ...]]:
    if isinstance(command, TyperGroup):
        for name in command.list_commands(typer.Context(command)):
            yield (*path, name)
            yield from _below((*path, name), command.get_command(typer.Context(command), name))


def _sections() -> Iterator[str]:
    for path in paths():
        result = CliRunner().invoke(app, [*path, "--help"], prog_name="reportedly")
        yield f"## {' '.join(('reportedly', *path))}\n\n```text\n{result.stdout.strip()}\n```\n"


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page()
        sys.exit("docs/reference/commands.md is stale; run: make reference" if stale else 0)
    PAGE.write_text(page(), encoding="utf-8")

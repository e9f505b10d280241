"""`reportedly read`: reports in, readings out, for people or as JSON."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.errors import InputError, UsageError

if TYPE_CHECKING:
    from reportedly.collect import Collected, Overrides, Refused
    from reportedly.model.claims import ReportReading

__all__ = ["collected", "complain", "fault_in", "holds_many", "print_line", "progress", "read"]

_PUBLISHED = "Day of publication, such as 2025-04-23; relative dates are resolved against it."
_LANG = "Language of the report as a code of ISO 639-1, such as en or ru."
_JSON = "Print JSON: one indented object for one input, one object a line for several."
_JSONL = "Read reports from JSON lines; - reads them from standard input."


def read(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="PATH|URL|-", help="Files, folders or addresses; - reads standard input.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help=_PUBLISHED)] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the outlet.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Address of the report.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="LANG", help=_LANG)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_JSON)] = False,
    jsonl: Annotated[Path | None, typer.Option("--jsonl", metavar="FILE", help=_JSONL)] = None,
) -> None:
    """Read reports and print what they say.

    Each fact comes with its sentence, its sources and its date. What is given by an option overrides what would be detected in the report. An input
    that cannot be read is told on standard error with the reason, and the rest is read.
    """
    from reportedly.collect import Overrides, Refused
    from reportedly.pipeline import read as read_article

    paths = inputs or []
    if not paths and jsonl is None:
        raise UsageError("nothing to read", mend="name a file, a folder, an address, or - for standard input; see reportedly read --help")
    given = Overrides.of(published=published, outlet=outlet, url=url, lang=lang)
    many = jsonl is not None or len(paths) > 1 or any(holds_many(path) for path in paths)
    show = _as_json(many=many) if as_json else _for_people()
    refused = 0
    with progress(many=many) as tick:
        for item in collected(paths, jsonl, given):
            if isinstance(item, Refused):
                refused += 1
                complain(item.error)
            else:
                try:
                    show(read_article(item.article))
                except (LookupError, ValueError, TypeError, RecursionError, AttributeError) as fault:
                    # A fault of ours in one report must not cost the rest of a batch; one report alone shows all of it.
                    if not many:
                        raise
                    refused += 1
                    complain(fault_in(item.path, fault))
            tick()
    if refused:
        raise typer.Exit(1)


def fault_in(path: str, fault: Exception) -> InputError:
    """A fault of ours in one report, as an error of that input."""
    what = f"a fault of the reader, not of the report: {type(fault).__name__}: {fault}"
    return InputError(what, where=path, mend="please tell the makers, with this line")


def holds_many(path: str) -> bool:
    """Whether an input stands for several reports."""
    return Path(path).is_dir() or path.lower().endswith((".jsonl", ".ndjson"))


def collected(paths: list[str], jsonl: Path | None, given: "Overrides") -> "Iterator[Collected | Refused]":
    """All reports of all inputs, and the inputs that were refused."""
    from reportedly.collect import collect, collect_jsonl

    for path in paths:
        yield from collect(path, overrides=given)
    if jsonl is not None:
        yield from collect_jsonl(jsonl, overrides=given)


def _as_json(*, many: bool) -> "Callable[[ReportReading], None]":
    from reportedly.export.report_json import report_json

    def show(reading: "ReportReading") -> None:
        print_line(json.dumps(report_json(reading), ensure_ascii=False, indent=None if many else 2))

    return show


def _for_people() -> "Callable[[ReportReading], None]":
    from reportedly.cli.glance import glance
    from reportedly.cli.paper import Paper

    paper = Paper.on(sys.stdout)
    shown = 0

    def show(reading: "ReportReading") -> None:
        nonlocal shown
        if shown:
            paper.line()
            paper.rule()
        glance(reading, paper)
        sys.stdout.flush()
        shown += 1

    return show


def print_line(text: str) -> None:
    """Write one line to standard output at once, so that a reader at the other end of a pipe need not wait."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def complain(error: Exception) -> None:
    """Tell an error on standard error, in one line."""
    sys.stderr.write(f"reportedly: {error}\n")


@contextmanager
def progress(*, many: bool) -> "Iterator[Callable[[], None]]":
    """Count on standard error, if somebody watches it and it does not run into the results."""
    if not many or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports read"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)
        yield lambda: bar.advance(task)

"""`reportedly add`: reports in, case files kept up to date."""

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.read import collected, complain, fault_in, holds_many, print_line, progress
from reportedly.cli.stored import Db, now, opened
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.bulk.merging import Stride, Tick
    from reportedly.collect import Collected
    from reportedly.review.casework import Added
    from reportedly.store import Store

__all__ = ["add"]

_PUBLISHED = "Day of publication, such as 2025-04-23; relative dates are resolved against it."
_JSONL = "Read reports from JSON lines; - reads them from standard input."
_FROM = "Load the folder that reportedly bulk wrote: a path or an address such as s3://…"
_WORKERS = "With --from: how many processes work things out beside the one that writes."
_LANG = "Language of the report as a code of ISO 639-1, such as en or ru."


def add(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="PATH|URL|-", help="Files, folders or addresses; - reads standard input.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help=_PUBLISHED)] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the outlet.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Address of the report.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="LANG", help=_LANG)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each report.")] = False,
    jsonl: Annotated[Path | None, typer.Option("--jsonl", metavar="FILE", help=_JSONL)] = None,
    source: Annotated[str | None, typer.Option("--from", metavar="OUT", help=_FROM)] = None,
    workers: Annotated[int, typer.Option("--workers", min=0, metavar="N", help=_WORKERS)] = 0,
    db: Db = None,
) -> None:
    """Read reports into a store and keep its case files.

    Takes the same inputs and options as read. A line is printed for each report once it is safely kept: what is printed survives a crash. The same
    report again changes nothing; other bytes at the same address are a new version. What cannot be read is told on standard error, and the rest is
    added. Several can add to one store at once.

    With --from what reportedly bulk wrote is loaded many reports at once, with the same case files in the end. Case files follow when all reports are
    in. If it is cut off, the same command goes on; each report is loaded once.
    """
    if source is not None:
        if inputs or jsonl is not None:
            raise UsageError("--from stands alone", mend="add files and addresses with a command of their own")
        _load(source, workers, db, as_json=as_json)
        return
    from reportedly.collect import Overrides, Refused

    paths = inputs or []
    if not paths and jsonl is None:
        raise UsageError("nothing to add", mend="name a file, a folder, an address, or - for standard input; see reportedly add --help")
    given = Overrides.of(published=published, outlet=outlet, url=url, lang=lang)
    many = jsonl is not None or len(paths) > 1 or any(holds_many(path) for path in paths)
    refused = 0
    with opened(db, create=True) as store, progress(many=many) as tick:
        for item in collected(paths, jsonl, given):
            if isinstance(item, Refused):
                refused += 1
                complain(item.error)
            else:
                try:
                    added = _add(store, item)
                except (LookupError, ValueError, TypeError, RecursionError, AttributeError) as fault:
                    # A fault of ours in one report must not cost the rest of a batch; one report alone shows all of it.
                    if not many:
                        raise
                    refused += 1
                    complain(fault_in(item.path, fault))
                else:
                    print_line(_as_json(item.path, added) if as_json else _for_people(item.path, added))
            tick()
    if refused:
        raise typer.Exit(1)


def _load(source: str, workers: int, db: str | None, *, as_json: bool) -> None:
    from reportedly.bulk.loading import load
    from reportedly.errors import InputError

    with opened(db, create=True) as store, _counted() as tick:
        merged = load(store, source, now, processes=workers, tick=tick)
    for failure in merged.failures:
        complain(InputError(failure.what, where=failure.record, mend=failure.mend))
    counts = merged.reports
    if as_json:
        found = {"added": counts.added, "changed": counts.changed, "unchanged": counts.unchanged, "failed": len(merged.failures)}
        print_line(json.dumps({**found, "cases": merged.cases, "shards_known": merged.known}))
    else:
        known = f", {merged.known} shards were in already" if merged.known else ""
        told = f"{counts.added} reports added, {counts.changed} changed, {counts.unchanged} unchanged, {len(merged.failures)} set aside"
        print_line(f"{told}; {merged.cases} case files written{known}")
    if merged.failures:
        raise typer.Exit(1)


@contextmanager
def _counted() -> "Iterator[Tick]":
    """Count reports and then parts of cases on standard error, if somebody watches it."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("reports kept", total=None)
        done = {"reports": 0, "cases": 0}

        def tell(stride: "Stride", more: int) -> None:
            done[stride.value] += more
            bar.update(task, description=f"{done['reports']} reports kept, tellings placed", completed=done["cases"])

        yield tell


def _add(store: "Store", item: "Collected") -> "Added":
    from reportedly.pipeline import read
    from reportedly.review import casework

    return casework.add(store, read(item.article), item.snapshot, now())


def _as_json(path: str, added: "Added") -> str:
    found = {"path": path, "report": added.report, "outcome": added.outcome.value, "cases": list(added.cases)}
    return json.dumps(found, ensure_ascii=False)


def _for_people(path: str, added: "Added") -> str:
    cases = f"in {', '.join(added.cases)}" if added.cases else "no criminal case read in it"
    return f"{added.outcome.value:<12} {path}  {cases}"

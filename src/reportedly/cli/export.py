"""`reportedly export`: cases in the formats of others."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from reportedly.cli.screening import agree_to_topics
from reportedly.cli.stored import AsOf, By, Db, Unmask, Why, day_of, opened, who_acts
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.export.formats import ExportOptions, Format
    from reportedly.model.material import CaseMaterial
    from reportedly.review.exporting import Wanted
    from reportedly.store import Store

__all__ = ["export"]

_FORMAT = "The format; without it the formats are listed."
_CASE = "Only this case, by its id or the beginning of it; can be given more than once."
_TOPICS = "Mark accused people with topics that screening programs act on (followthemoney, ftm-statements); you are told what that does."
_DATASET = "The name of the dataset (followthemoney, ftm-statements)."
_OUT = "Where to write: a file, a folder for formats of several files, or - for standard output."


def export(
    name: Annotated[str | None, typer.Argument(metavar="FORMAT", help=_FORMAT)] = None,
    case: Annotated[list[str] | None, typer.Option("--case", metavar="ID", help=_CASE)] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only cases that were reported on since this day.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Only cases of this country, as a code of two letters.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STEP", help="Only cases in which somebody's last reported step is this.")] = None,
    out: Annotated[str | None, typer.Option("--output", "-o", metavar="PATH", help=_OUT)] = None,
    topics: Annotated[bool, typer.Option("--topics", help=_TOPICS)] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    dataset: Annotated[str, typer.Option(metavar="NAME", help=_DATASET)] = "reportedly",
    unmask: Unmask = False,
    by: By = None,
    reason: Why = "",
    as_of: AsOf = None,
    db: Db = None,
) -> None:
    """Write cases in a format that other programs open.

    Without -o one file goes to standard output. A format of several files goes to an empty folder, or as one archive to a file that ends in .zip.
    A format with one file for each case gives that file alone when one --case is named. Names that are withheld stay withheld.
    """
    from reportedly.export.formats import ExportOptions
    from reportedly.review.exporting import count, record_unmasked

    if name is None:
        _list_formats()
        return
    form = _format(name)
    wanted = _wanted(case, since, country, status)
    options = ExportOptions(day_of(as_of), topics=topics, single=bool(case) and len(case or ()) == 1, dataset=dataset)
    if topics:
        agree_to_topics(form.name, yes=yes)
    with opened(db) as store:
        total = count(store, wanted)
        with _target(form, options, out) as target, _counted(total, form.name) as counted:
            if unmask:
                record_unmasked(store, wanted, who_acts(by, reason))
            form.write(counted(_materials(store, wanted, options, unmask=unmask)), target, options)
    if not total:
        sys.stderr.write("no such cases\n")


def _materials(store: "Store", wanted: "Wanted", options: "ExportOptions", *, unmask: bool) -> "Iterator[CaseMaterial]":
    from reportedly.review.exporting import materials

    return materials(store, wanted, options.as_of, unmasked=unmask)


def _list_formats() -> None:
    from reportedly.export.formats import FORMATS

    for one in FORMATS.values():
        typer.echo(f"{one.name:<14} {one.title} ({one.suffix}, {one.shape.value})")


def _format(name: str) -> "Format":
    from reportedly.export.formats import FORMATS

    form = FORMATS.get(name)
    if form is None:
        raise UsageError("not a format", where=name, mend=f"one of {', '.join(FORMATS)}")
    return form


def _wanted(case: list[str] | None, since: str | None, country: str | None, status: str | None) -> "Wanted":
    from reportedly.store.casefiles import CaseFilter

    if case and (since or country or status):
        raise UsageError("a case that is named needs no filter", mend="give --case, or --since, --country and --status")
    return case or CaseFilter(country.upper() if country else None, status, day_of(since) if since else None)


@contextmanager
def _target(form: "Format", options: "ExportOptions", out: str | None) -> "Iterator[BinaryIO | Path]":
    """Where to write; a file takes its name only once it is whole."""
    if out is None or out == "-":
        _check_stdout(form, options, asked=out is not None)
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    if form.packed(options) and path.suffix != ".zip":
        with _folder(path) as folder:
            yield folder
        return
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise UsageError("not a file that can be written", where=out, mend="name a file in a folder that exists")
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _check_stdout(form: "Format", options: "ExportOptions", *, asked: bool) -> None:
    if form.packed(options) and not asked:
        raise UsageError(
            f"{form.name} is more than one file", mend="name an empty folder or a .zip file with -o, or -o - for an archive on standard output"
        )
    if sys.stdout.isatty() and (form.packed(options) or not form.text):
        raise UsageError(f"{form.name} cannot be shown on a terminal", mend="name a file with -o")


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    """A folder to fill, which takes its name only once it is whole."""
    if path.is_file() or not path.absolute().parent.is_dir() or (path.is_dir() and any(path.iterdir())):
        # Files of an earlier export could hold somebody who was expunged since.
        raise UsageError("not an empty folder", where=str(path), mend="name a folder that is empty or not there yet, or a file that ends in .zip")
    part = path.absolute().with_name(f".{path.absolute().name}.part")
    part.mkdir()
    try:
        yield part
        if path.is_dir():
            path.rmdir()
        part.rename(path)
    finally:
        rmtree(part, ignore_errors=True)


Counted = Callable[["Iterable[CaseMaterial]"], "Iterator[CaseMaterial]"]


@contextmanager
def _counted(total: int, what: str) -> Iterator[Counted]:
    """A progress bar on standard error that counts cases, if somebody watches it and it does not run into the results."""
    if not sys.stderr.isatty():
        yield iter
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("cases"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(what, total=total)

        def counted(materials: "Iterable[CaseMaterial]") -> "Iterator[CaseMaterial]":
            for material in materials:
                yield material
                bar.advance(task)

        yield counted

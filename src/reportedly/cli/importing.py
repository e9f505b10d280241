"""`reportedly import …`: what others keep, brought in; dry unless told to write, and everything's fate is told."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from reportedly.cli.read import complain, progress
from reportedly.cli.stored import AsJson, By, Db, Why, now, opened, print_list, who_acts

if TYPE_CHECKING:
    from reportedly.errors import ReportedlyError
    from reportedly.model.known import KnownLink
    from reportedly.review.importing import Arrival, Imported
    from reportedly.store import Store

__all__ = ["app"]

app = typer.Typer(
    name="import",
    help="Bring in earlier exports, a table of cases, and lists of known people and organisations; nothing is written without --write.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Write = Annotated[bool, typer.Option("--write", help="Do it; without this only what would be done is told.")]
_MAPPING = "A YAML file that says what the columns mean; see the guide on imports."
_LIST = "The name of the list; a list of that name that is there already is replaced."
_BEGINNING = 64
_LINK = "The id of the link, as reportedly import links prints it."


@app.command("export")
def earlier_export(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files that reportedly export followthemoney or jsonld wrote.")],
    write: Write = False,
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Bring back the reports of earlier exports, with all that was read in them; their cases are put together anew.

    A report that the store has already stays as it is. Names that were withheld in the export stay unknown.
    """
    fates = _Fates(write=write, as_json=as_json)
    with _store(db, write=write) as store, progress(many=True) as tick:
        for path in files:
            fates.tell(store, _arrivals(path), tick)
    fates.end()


@app.command()
def table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The table as CSV, with the names of its columns in the first row.")],
    mapping: Annotated[Path, typer.Option("--mapping", metavar="FILE", help=_MAPPING)],
    write: Write = False,
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Bring in a table of cases that somebody keeps: each row becomes a report in its own words, told on the word of who keeps it.

    All cells of a row are kept, whether the mapping names their columns or not. The same row again changes nothing; a row with other words is a new
    version.
    """
    from reportedly.collect.table import header_of, rows_of
    from reportedly.review.mapping import load_mapping
    from reportedly.review.tabling import arrivals_of, check_columns

    meant = load_mapping(mapping)
    check_columns(meant, header_of(file))
    fates = _Fates(write=write, as_json=as_json)
    with _store(db, write=write) as store, progress(many=True) as tick:
        fates.tell(store, arrivals_of(rows_of(file), meant, str(file)), tick)
    fates.end()


@app.command()
def entities(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Entities of FollowTheMoney, one JSON object a line.")],
    name: Annotated[str, typer.Option("--list", metavar="NAME", help=_LIST)],
    write: Write = False,
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Bring in people and organisations that you have a list of, such as a sanctions list, to see where cases may speak of them.

    They are kept beside the cases and change none. Topics and reasons of the list are not taken over.
    """
    from reportedly.export.ftm_known import known_entities
    from reportedly.review.linking import bring_in_list

    with _store(db, write=write) as store, _opened_file(file) as lines:
        found = bring_in_list(store, name, known_entities(lines, name, str(file)), write=write)
    for error in found.refused:
        complain(error)
    if as_json:
        told = {"people": found.people, "organisations": found.organisations, "others": found.others, "refused": len(found.refused)}
        typer.echo(json.dumps({**told, "before": found.before, "written": write}))
    else:
        instead = f"; in place of {found.before}" if found.before else ""
        typer.echo(f"people: {found.people}, organisations: {found.organisations}, neither: {found.others}, refused: {len(found.refused)}{instead}")
        _say_dry(write=write)
    if found.refused:
        raise typer.Exit(1)


@app.command("links")
def list_links(
    every: Annotated[bool, typer.Option("--all", help="Also those that were accepted or rejected.")] = False,
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """List where cases may speak of known people and organisations, with what speaks for and against it.

    A link is a question about two records and says nothing of what anybody did; many people share a name.
    """
    from reportedly.model.known import LinkState
    from reportedly.review.linking import links

    with opened(db) as store:
        found = links(store, None if every else LinkState.OPEN)
        if as_json:
            print_list(_link_json(link) for link in found)
            return
        shown = 0
        for link in found:
            shown += 1
            _print_link(link)
    if not shown:
        sys.stderr.write("no links\n")


@app.command()
def accept(link: Annotated[str, typer.Argument(metavar="LINK", help=_LINK)], by: By = None, reason: Why = "", db: Db = None) -> None:
    """Say that the two ends of a link are one; it is kept with who, when and why, and changes no case."""
    _answer(link, by, reason, db, accepted=True)


@app.command()
def reject(link: Annotated[str, typer.Argument(metavar="LINK", help=_LINK)], by: By = None, reason: Why = "", db: Db = None) -> None:
    """Say that the two ends of a link are not one; it is not asked again."""
    _answer(link, by, reason, db, accepted=False)


def _answer(link: str, by: str | None, reason: str, db: str | None, *, accepted: bool) -> None:
    from reportedly.review.linking import answer_link

    with opened(db) as store:
        made = answer_link(store, link, who_acts(by, reason), accepted=accepted)
    typer.echo(f"{'accepted' if accepted else 'rejected'}: {made.called} and {made.known}")


class _Fates:
    """Tells what becomes of each thing, counts, and ends with the exit code of a batch."""

    def __init__(self, *, write: bool, as_json: bool) -> None:
        self._write, self._as_json = write, as_json
        self._counts: dict[str, int] = {}

    def tell(self, store: "Store", arrivals: "Iterator[Arrival | ReportedlyError]", tick: "Callable[[], None]") -> None:
        from reportedly.review.importing import bring_in

        for found in bring_in(store, arrivals, now(), write=self._write):
            self._counts[found.fate.value] = self._counts.get(found.fate.value, 0) + 1
            typer.echo(_fate_json(found) if self._as_json else _fate_line(found))
            tick()

    def end(self) -> None:
        if not self._as_json:
            sys.stderr.write((", ".join(f"{count} {fate}" for fate, count in self._counts.items()) or "nothing in it") + "\n")
            _say_dry(write=self._write)
        if "refused" in self._counts:
            raise typer.Exit(1)


def _say_dry(*, write: bool) -> None:
    if not write:
        sys.stderr.write("nothing was written; add --write to do it\n")


def _fate_json(found: "Imported") -> str:
    told = {"where": found.where, "fate": found.fate.value, "why": found.why or None, "report": found.report, "cases": list(found.cases)}
    return json.dumps(told, ensure_ascii=False)


def _fate_line(found: "Imported") -> str:
    ending = f": {found.why}" if found.why else f"  in {', '.join(found.cases)}" if found.cases else ""
    return f"{found.fate.value:<13} {found.where}{ending}"


def _link_json(link: "KnownLink") -> dict[str, object]:
    known = link.known
    return {
        "id": link.id,
        "state": link.state.value,
        "case": link.case,
        "name": link.name,
        "known": {"list": known.list, "id": known.id, "kind": known.kind.value, "names": list(known.names), "url": known.url},
        "for": list(link.speaks_for),
        "against": list(link.speaks_against),
    }


def _print_link(link: "KnownLink") -> None:
    state = "" if link.state == "open" else f"  {link.state.value}"
    typer.echo(f"{link.id}  {link.name} in {link.case} may be {link.known.names[0]} of {link.known.list} ({link.known.id}){state}")
    for words in link.speaks_for:
        typer.echo(f"    for: {words}")
    for words in link.speaks_against:
        typer.echo(f"    against: {words}")


@contextmanager
def _store(db: str | None, *, write: bool) -> "Iterator[Store]":
    """The store; one that is not there is made only when something is to be written, and else an empty one stands for it."""
    from reportedly.store.opening import open_store, where

    place = where(db)
    if not write and "://" not in place and not Path(place).exists():
        with open_store(":memory:") as store:
            yield store
        return
    with opened(db, create=True) as store:
        yield store


def _arrivals(path: Path) -> "Iterator[Arrival | ReportedlyError]":
    from reportedly.errors import ReportedlyError
    from reportedly.export.ftm_return import returned_entities
    from reportedly.export.jsonld_return import returned_graph
    from reportedly.review.importing import Arrival

    with _opened_file(path) as file:
        linked = b'"@context"' in file.read(_BEGINNING)
        file.seek(0)
        for item in returned_graph(file, str(path)) if linked else returned_entities(file, str(path)):
            if isinstance(item, ReportedlyError):
                yield item
            else:
                yield Arrival(f"{path}: {item.reading.article.id}", item.reading, item.snapshot, item.at)


@contextmanager
def _opened_file(path: Path) -> "Iterator[BinaryIO]":
    from reportedly.errors import InputError

    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path), mend="check the path") from error
    with file:
        yield file

"""`reportedly add`: reports in, case files kept up to date."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.read import collected, complain, fault_in, holds_many, print_line, progress
from reportedly.cli.stored import Db, now, opened
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.collect import Collected
    from reportedly.review.casework import Added
    from reportedly.store import Store

__all__ = ["add"]

_PUBLISHED = "Day of publication, such as 2025-04-23; relative dates are resolved against it."
_JSONL = "Read reports from JSON lines; - reads them from standard input."
_LANG = "Language of the report as a code of ISO 639-1, such as en or ru."


def add(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="PATH|URL|-", help="Files, folders or addresses; - reads standard input.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help=_PUBLISHED)] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the outlet.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Address of the report.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="LANG", help=_LANG)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each report.")] = False,
    jsonl: Annotated[Path | None, typer.Option("--jsonl", metavar="FILE", help=_JSONL)] = None,
    db: Db = None,
) -> None:
    """Read reports into a store and keep its case files.

    Takes the same inputs and options as read. A line is printed for each report once it is safely kept: what is printed survives a crash. The same
    report again changes nothing; other bytes at the same address are a new version. What cannot be read is told on standard error, and the rest is
    added. Several can add to one store at once.
    """
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

"""What the commands that use a store share: where it is, the day to look from, and how JSON lists are printed."""

import getpass
import json
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from reportedly.review.deciding import Who
    from reportedly.store import Store

__all__ = ["WITHHELD", "AsJson", "AsOf", "By", "Db", "Limit", "Unmask", "Why", "day_of", "now", "opened", "print_list", "who_acts"]

_DB = "The store: a path of a SQLite file, or postgresql://user@host/name. Without it reportedly.db in this folder."

Db = Annotated[str | None, typer.Option("--db", envvar="REPORTEDLY_DB", metavar="PLACE", help=_DB)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day to look from, such as 2025-04-23; without it today.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides or looks; without it the name of your account.")]
Why = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why.")]
Unmask = Annotated[bool, typer.Option("--unmask", help="Show names that are withheld; who looked, when and why is kept on record.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Print so many at most.")]


WITHHELD = "[name withheld]"


def who_acts(by: str | None, reason: str) -> "Who":
    """Who decides or looks, now."""
    from reportedly.review.deciding import Who

    return Who(by or getpass.getuser(), now(), reason)


def opened(db: str | None, *, create: bool = False) -> "Store":
    """The store, open; it is an error that it is not there, unless it is to be made."""
    from reportedly.store.opening import open_store, where

    return open_store(where(db), create=create)


def now() -> datetime:
    """The moment of a command."""
    return datetime.now(UTC)


def day_of(given: str | None) -> date:
    """The day to look from."""
    from reportedly.errors import UsageError

    if given is None:
        return now().date()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise UsageError("not a day", where=given, mend="write it as 2025-04-23") from error


def print_list(items: Iterable[Any]) -> None:
    """Print a JSON list, one item a line, without holding all of it."""
    sys.stdout.write("[")
    for number, item in enumerate(items):
        sys.stdout.write(",\n" if number else "\n")
        sys.stdout.write(json.dumps(item, ensure_ascii=False))
    sys.stdout.write("\n]\n")

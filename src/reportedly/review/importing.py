"""Bringing in what others kept: reports of earlier exports, and rows of a spreadsheet; each has a fate that is told, and nothing is done unasked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reportedly.errors import ReportedlyError
from reportedly.model.claims import ReportReading
from reportedly.model.text import Snapshot
from reportedly.review.casework import add
from reportedly.store import Store
from reportedly.store.erasing import mask_of
from reportedly.store.reports import Outcome, current_reading, known, rekeyed

__all__ = ["Arrival", "Fate", "Imported", "bring_in"]


class Fate(StrEnum):
    """What becomes of something that is brought in."""

    TAKEN = "taken"
    CHANGED = "taken as a new version"
    THERE = "already there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that is to be brought in.

    ``where`` is its place in what it comes from. ``renews`` tells that it comes from a list that goes on, so that other words are a new version; a
    report of an earlier export never replaces what the store has read since.
    """

    where: str
    reading: ReportReading
    snapshot: Snapshot
    at: datetime | None = None
    renews: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """The fate of one thing: where it stood, what became of it and why, and the report and the cases that hold it now."""

    where: str
    fate: Fate
    why: str = ""
    report: str | None = None
    cases: tuple[str, ...] = ()


def bring_in(store: Store, arrivals: Iterable[Arrival | ReportedlyError], now: datetime, *, write: bool) -> Iterator[Imported]:
    """Bring reports in one by one, each in a transaction of its own.

    Args:
        store: The store.
        arrivals: The reports; an error stands for one that could not be read.
        now: The moment of keeping, for reports that do not bring their own.
        write: Whether to keep them; else only their fates are told.
    """
    for arrival in arrivals:
        if isinstance(arrival, ReportedlyError):
            yield Imported(arrival.where, Fate.REFUSED, str(arrival) if not arrival.where else f"{arrival.what} ({arrival.mend})")
            continue
        fate, why = _fate(store, arrival)
        if not write or fate in (Fate.THERE, Fate.REFUSED):
            yield Imported(arrival.where, fate, why, arrival.reading.article.id)
            continue
        try:
            added = add(store, arrival.reading, arrival.snapshot, arrival.at or now)
        except (LookupError, ValueError, TypeError, RecursionError, AttributeError) as fault:
            # What was written by hand can name people and offences that it does not have; the rest must come all the same.
            yield Imported(arrival.where, Fate.REFUSED, f"no case can be made of it: {fault!r}", arrival.reading.article.id)
            continue
        if added.outcome is Outcome.UNCHANGED:
            fate, why = Fate.THERE, ""
        yield Imported(arrival.where, fate, why, added.report, added.cases)


def _fate(store: Store, arrival: Arrival) -> tuple[Fate, str]:
    article = arrival.reading.article
    with store.reading() as connection:
        found = known(connection, article.id, article.url)
        if found is None:
            return Fate.TAKEN, ""
        if mask_of(connection, found.id, article.url) is not None:
            return Fate.THERE, "somebody was expunged from it"
        now = current_reading(connection, found.number)
    if not arrival.renews or now == rekeyed(arrival.reading, found.id):
        return Fate.THERE, ""
    return Fate.CHANGED, "its words have changed" if now.article.text != article.text else "it is read with another mapping"

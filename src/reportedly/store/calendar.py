"""Which days were given out to calendars, so that a day that moves or falls away can be told to those who have it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, exists, select

from reportedly.store.calendar_tables import anchors, events
from reportedly.store.rows import batches, insert_new, upsert
from reportedly.store.schema import cases

__all__ = ["GivenDay", "given_days", "keep_given_days"]


@dataclass(frozen=True, slots=True)
class GivenDay:
    """An event as it was last given out.

    ``who`` are ids of people of the case. ``anchors`` are the places of the sentences that told it: the id of a report and where in its text.
    ``sequence`` rises whenever the day moves, is cancelled or comes back. ``case`` is the case that it last belonged to; ``orphan`` tells that there
    is no such case any more.
    """

    uid: str
    case: str
    what: str
    who: tuple[str, ...]
    day: date
    sequence: int
    cancelled: bool
    anchors: frozenset[tuple[str, int]]
    orphan: bool = False


def given_days(connection: Connection, case: str, reports: Sequence[str]) -> list[GivenDay]:
    """The events that were given out for a case or told by its reports, in order of their ids.

    Args:
        connection: A connection.
        case: The id of the case.
        reports: The ids of its reports.
    """
    told: set[str] = set(connection.execute(select(events.c.uid).where(events.c.case_id == case)).scalars())
    for batch in batches(reports):
        told.update(connection.execute(select(anchors.c.uid).where(anchors.c.report.in_(batch)).distinct()).scalars())
    found = []
    for batch in batches(sorted(told)):
        living = exists().where(cases.c.id == events.c.case_id)
        rows = connection.execute(select(events, living.label("living")).where(events.c.uid.in_(batch)).order_by(events.c.uid)).all()
        places: dict[str, set[tuple[str, int]]] = {}
        for row in connection.execute(select(anchors).where(anchors.c.uid.in_(batch))):
            places.setdefault(row.uid, set()).add((row.report, row.start))
        for row in rows:
            who, cancelled = tuple(row.who.split("\n")) if row.who else (), bool(row.cancelled)
            day, at = date.fromisoformat(row.day), frozenset(places.get(row.uid, ()))
            found.append(GivenDay(row.uid, row.case_id, row.what, who, day, row.sequence, cancelled, at, not row.living))
    return found


def keep_given_days(connection: Connection, days: Iterable[GivenDay]) -> None:
    """Remember events as they are given out now; what told them before stays known too."""
    every = list(days)
    upsert(connection, events, [_row(day) for day in every])
    insert_new(connection, anchors, [{"uid": day.uid, "report": report, "start": start} for day in every for report, start in sorted(day.anchors)])


def _row(day: GivenDay) -> dict[str, object]:
    return {
        "uid": day.uid,
        "case_id": day.case,
        "what": day.what,
        "who": "\n".join(day.who),
        "day": day.day.isoformat(),
        "sequence": day.sequence,
        "cancelled": int(day.cancelled),
    }

"""Sources that are followed, and what they listed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.engine import Row

from reportedly.errors import StoreError
from reportedly.model.following import ItemState, Listed, Source, SourceKind
from reportedly.store.moments import moment_of, text_of
from reportedly.store.reports import address_of
from reportedly.store.rows import begins, insert_one, upsert
from reportedly.store.source_tables import items, source_files, sources

__all__ = [
    "Item",
    "add_source",
    "due_items",
    "due_sources",
    "file_position",
    "keep_file_position",
    "keep_items",
    "mark_item",
    "next_moment",
    "pause_source",
    "remove_source",
    "source_id",
    "source_named",
    "sources_kept",
    "take_item",
    "update_source",
    "waiting_items",
]


@dataclass(frozen=True, slots=True)
class Item:
    """A listed report that waits to be fetched."""

    number: int
    source: str
    url: str
    title: str
    published: datetime | None
    credit: str | None
    content: bytes | None
    tries: int
    keep_all: bool
    outlet: str | None


def source_id(place: str) -> str:
    """The id of a source, which follows from its place."""
    return "s" + hashlib.sha256(place.encode()).hexdigest()[:8]


def add_source(connection: Connection, source: Source) -> bool:
    """Keep a source; False when its place is followed already."""
    row = {
        "id": source.id,
        "kind": source.kind.value,
        "place": source.place,
        "name": source.name,
        "outlet": source.outlet,
        "every": source.every,
        "keep_all": int(source.keep_all),
        "paused": 0,
        "failures": 0,
        "last_result": "",
    }
    return insert_one(connection, sources, row)


def sources_kept(connection: Connection) -> list[Source]:
    """All sources in the order in which they were added."""
    return [_source(row) for row in connection.execute(select(sources).order_by(sources.c.number))]


def source_named(connection: Connection, name: str) -> Source:
    """The source with that id, beginning of an id, or place.

    Raises:
        StoreError: If there is none, or more than one.
    """
    query = select(sources).where(begins(sources.c.id, name) | (sources.c.place == name))
    found = connection.execute(query.limit(2)).all() if name else []
    if len(found) != 1:
        raise StoreError("more than one source is called so" if found else "no such source", where=name, mend="see reportedly source list")
    return _source(found[0])


def pause_source(connection: Connection, source: Source, *, paused: bool) -> None:
    """Stop looking at a source, or go on at once."""
    connection.execute(update(sources).where(sources.c.id == source.id).values(paused=int(paused), next_at=None, failures=0))


def remove_source(connection: Connection, source: Source) -> None:
    """Follow a source no longer, and forget what it listed that was not fetched; reports that came from it stay."""
    number = _number(connection, source)
    connection.execute(delete(items).where(items.c.source == number, items.c.state != ItemState.DONE.value))
    connection.execute(delete(source_files).where(source_files.c.source == number))
    connection.execute(delete(sources).where(sources.c.number == number))


def update_source(connection: Connection, source: Source) -> None:
    """Keep what looking at a source gave: when to look again, what to ask with, and the result."""
    values = {
        "etag": source.etag,
        "modified": source.modified,
        "next_at": text_of(source.next_at) if source.next_at else None,
        "failures": source.failures,
        "last_at": text_of(source.last_at) if source.last_at else None,
        "last_result": source.last_result,
    }
    connection.execute(update(sources).where(sources.c.id == source.id).values(values))


def due_sources(connection: Connection, now: datetime) -> list[Source]:
    """The sources that it is time to look at."""
    due = select(sources).where(sources.c.paused == 0, sources.c.next_at.is_(None) | (sources.c.next_at <= text_of(now)))
    return [_source(row) for row in connection.execute(due.order_by(sources.c.number))]


def keep_items(connection: Connection, source: Source, listed: Iterable[Listed], pages: Sequence[bytes | None], now: datetime, most: int) -> int:
    """Keep what a source lists and was not listed before by any.

    Args:
        connection: A connection that may write.
        source: The source.
        listed: What it lists.
        pages: For each, the report as a page when the source carries all of it.
        now: The moment.
        most: How many of one source may wait at most; more are left for another time.

    Returns:
        How many are new.
    """
    number = _number(connection, source)
    counted = select(func.count()).select_from(items).where(items.c.source == number, items.c.state == ItemState.WAITING.value)
    room, new = most - connection.execute(counted).scalar_one(), 0
    for item, page in zip(listed, pages, strict=True):
        if new >= room:
            break
        row = {
            "address": address_of(item.url),
            "source": number,
            "url": item.url,
            "title": item.title,
            "published": text_of(item.published) if item.published else None,
            "credit": item.credit,
            "content": page,
            "state": ItemState.WAITING.value,
            "next_at": text_of(now),
            "tries": 0,
            "result": "",
        }
        new += insert_one(connection, items, row)
    return new


def due_items(connection: Connection, now: datetime, limit: int = 200) -> list[Item]:
    """Listed reports that it is time to fetch, those listed first first; none of paused sources."""
    joined = select(items, sources.c.id.label("source_id"), sources.c.keep_all, sources.c.outlet).join(sources, sources.c.number == items.c.source)
    due = joined.where(items.c.state == ItemState.WAITING.value, items.c.next_at <= text_of(now), sources.c.paused == 0)
    return [
        Item(
            row.number,
            row.source_id,
            row.url or "",
            row.title,
            moment_of(row.published),
            row.credit,
            row.content,
            row.tries,
            bool(row.keep_all),
            row.outlet,
        )
        for row in connection.execute(due.order_by(items.c.next_at, items.c.number).limit(limit))
    ]


def take_item(connection: Connection, number: int) -> None:
    """Count a try before the page is read, so that a page which brings the program down is not tried for ever."""
    connection.execute(update(items).where(items.c.number == number).values(tries=items.c.tries + 1))


def mark_item(
    connection: Connection, number: int, state: ItemState, result: str, *, next_at: datetime | None = None, report: str | None = None
) -> None:
    """Keep what became of a listed report."""
    values: dict[str, object] = {"state": state.value, "result": result, "report": report}
    if next_at is not None:
        values["next_at"] = text_of(next_at)
    if state is not ItemState.WAITING:
        values["content"] = None
    connection.execute(update(items).where(items.c.number == number).values(values))


def waiting_items(connection: Connection) -> dict[str, int]:
    """How many reports of each source wait to be fetched."""
    counted = select(sources.c.id, func.count()).join(items, items.c.source == sources.c.number).where(items.c.state == ItemState.WAITING.value)
    return {row[0]: row[1] for row in connection.execute(counted.group_by(sources.c.id))}


def next_moment(connection: Connection) -> datetime | None:
    """When the next source or listed report is due; the beginning of time when a source was never looked at."""
    active = sources.c.paused == 0
    if connection.execute(select(sources.c.id).where(active, sources.c.next_at.is_(None)).limit(1)).first():
        return moment_of("0001-01-01T00:00:00+00:00")
    soonest = connection.execute(select(func.min(sources.c.next_at)).where(active)).scalar()
    waiting = select(func.min(items.c.next_at)).join(sources, sources.c.number == items.c.source)
    listed = connection.execute(waiting.where(items.c.state == ItemState.WAITING.value, active)).scalar()
    return moment_of(min(filter(None, (soonest, listed)), default=None))


def file_position(connection: Connection, source: Source, name: str) -> tuple[str, int | None, bool] | None:
    """How far a file of a source was read: its stamp then, the position of the last record, and whether it was read to its end."""
    query = select(source_files).where(source_files.c.source == _number(connection, source), source_files.c.name == name)
    row = connection.execute(query).first()
    return (row.stamp, row.position, bool(row.done)) if row else None


def keep_file_position(connection: Connection, source: Source, name: str, stamp: str, position: int | None, *, done: bool) -> None:
    """Keep how far a file of a source was read."""
    number = _number(connection, source)
    upsert(connection, source_files, [{"source": number, "name": name, "stamp": stamp, "position": position, "done": int(done)}])


def _number(connection: Connection, source: Source) -> int:
    number: int = connection.execute(select(sources.c.number).where(sources.c.id == source.id)).scalar_one()
    return number


def _source(row: Row[tuple[object, ...]]) -> Source:
    return Source(
        id=row.id,
        kind=SourceKind(row.kind),
        place=row.place,
        name=row.name,
        outlet=row.outlet,
        every=row.every,
        keep_all=bool(row.keep_all),
        paused=bool(row.paused),
        etag=row.etag,
        modified=row.modified,
        next_at=moment_of(row.next_at),
        failures=row.failures,
        last_at=moment_of(row.last_at),
        last_result=row.last_result,
    )

"""Time stamps of the bytes of reports: those that are kept, and those that are still to be asked for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from reportedly.model.evidence import Stamp
from reportedly.store.moments import moment_of, text_of
from reportedly.store.rows import batches, insert_new, upsert
from reportedly.store.schema import settings, versions
from reportedly.store.stamp_tables import stamps

__all__ = ["due_stamps", "keep_stamp", "next_stamp_moment", "put_off_stamp", "stamp_new_versions", "stamp_notes", "stamps_of"]

# The number of the version up to which all are stamped or wait for it.
_UPTO = "stamps_upto"


def stamp_new_versions(connection: Connection, now: datetime) -> None:
    """Let all versions that were kept since the last call wait for a time stamp; the first call only remembers from where on."""
    last = int(connection.execute(select(func.coalesce(func.max(versions.c.number), 0))).scalar_one())
    upto = connection.execute(select(settings.c.value).where(settings.c.name == _UPTO)).scalar()
    if upto is None:
        connection.execute(insert(settings).values(name=_UPTO, value=str(last)))
        return
    if last > int(upto):
        new = connection.execute(select(versions.c.sha256).where(versions.c.number > int(upto)).distinct()).scalars().all()
        insert_new(connection, stamps, [_row(sha256, next_at=text_of(now)) for sha256 in new])
        connection.execute(update(settings).where(settings.c.name == _UPTO).values(value=str(last)))


def due_stamps(connection: Connection, now: datetime, limit: int) -> list[tuple[str, int]]:
    """Digests of bytes whose time stamp it is time to ask for, those that failed least often first, and how often each failed."""
    due = select(stamps.c.sha256, stamps.c.tries).where(stamps.c.next_at <= text_of(now))
    return [(row.sha256, row.tries) for row in connection.execute(due.order_by(stamps.c.tries, stamps.c.next_at, stamps.c.sha256).limit(limit))]


def next_stamp_moment(connection: Connection) -> datetime | None:
    """When the next time stamp is to be asked for."""
    return moment_of(connection.execute(select(func.min(stamps.c.next_at))).scalar())


def keep_stamp(connection: Connection, stamp: Stamp) -> None:
    """Keep a time stamp; the first that is there stays, since it shows most."""
    if not stamps_of(connection, [stamp.sha256]):
        row = _row(stamp.sha256, authority=stamp.authority, at=text_of(stamp.at), token=stamp.token)
        upsert(connection, stamps, [row])


def put_off_stamp(connection: Connection, sha256: str, next_at: datetime | None, note: str) -> None:
    """Remember that a time stamp did not come.

    Args:
        connection: A connection that may write.
        sha256: The digest of the bytes.
        next_at: When it is asked for again; None for never.
        note: What happened.
    """
    insert_new(connection, stamps, [_row(sha256)])
    moment = text_of(next_at) if next_at else None
    changed = update(stamps).where(stamps.c.sha256 == sha256, stamps.c.token.is_(None))
    connection.execute(changed.values(tries=stamps.c.tries + 1, next_at=moment, note=note))


def stamps_of(connection: Connection, digests: Sequence[str]) -> dict[str, Stamp]:
    """The time stamps of some bytes, by their digests; those without one are left out."""
    found = dict[str, Stamp]()
    for batch in batches(digests):
        rows = connection.execute(select(stamps).where(stamps.c.sha256.in_(batch), stamps.c.token.is_not(None)))
        found |= {row.sha256: Stamp(row.sha256, datetime.fromisoformat(row.at), row.authority, bytes(row.token)) for row in rows}
    return found


def stamp_notes(connection: Connection) -> dict[str, str]:
    """What happened the last time to those time stamps that are not there, by digest; empty for those not asked for yet."""
    rows = connection.execute(select(stamps.c.sha256, stamps.c.note).where(stamps.c.token.is_(None)))
    return {row.sha256: row.note for row in rows}


def _row(sha256: str, **more: object) -> dict[str, object]:
    return {"sha256": sha256, "authority": "", "at": None, "token": None, "tries": 0, "next_at": None, "note": "", **more}

"""Parts of reports that were kept in bulk and wait: first to be compared with those near them, then for their place among the cases."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, select, update

from reportedly.store.loading_tables import waiting
from reportedly.store.rows import ONE_OF, batches, insert_new
from reportedly.store.schema import parts

__all__ = ["leave", "mark_compared", "next_to_compare", "next_to_place", "wait", "waiting_count"]

_COMPARED = update(waiting).where(waiting.c.part.in_(ONE_OF)).values(compared=1)
_LEFT = delete(waiting).where(waiting.c.part.in_(ONE_OF))


def wait(connection: Connection, ids: Iterable[str]) -> None:
    """Let parts that have been compared wait for their place; those that still have to be compared go on waiting for that."""
    for batch in batches(sorted(set(ids))):
        rows = connection.execute(select(parts.c.id, parts.c.rank).where(parts.c.id.in_(batch)))
        insert_new(connection, waiting, [{"part": row.id, "rank": row.rank, "compared": 1} for row in rows])


def next_to_compare(connection: Connection) -> list[str]:
    """All parts that have not been compared with those near them, in canonical order."""
    return list(connection.execute(select(waiting.c.part).where(waiting.c.compared == 0).order_by(waiting.c.rank)).scalars())


def next_to_place(connection: Connection, limit: int) -> list[str]:
    """Parts that wait for their place among the cases, in canonical order."""
    query = select(waiting.c.part).where(waiting.c.compared == 1).order_by(waiting.c.rank).limit(limit)
    return list(connection.execute(query).scalars())


def mark_compared(connection: Connection, ids: Sequence[str]) -> None:
    """Let parts wait for their place."""
    for batch in batches(ids):
        connection.execute(_COMPARED, {"ids": batch})


def leave(connection: Connection, ids: Iterable[str]) -> None:
    """Parts that wait no longer."""
    for batch in batches(sorted(ids)):
        connection.execute(_LEFT, {"ids": batch})


def waiting_count(connection: Connection) -> tuple[int, int]:
    """How many parts wait to be compared, and how many for their place."""
    query = select(waiting.c.compared, func.count().label("parts")).group_by(waiting.c.compared)
    found = {row.compared: row.parts for row in connection.execute(query)}
    return found.get(0, 0), found.get(1, 0)

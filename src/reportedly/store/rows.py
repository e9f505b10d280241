"""Rows that may be there already, in the words of both databases."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

__all__ = ["batches", "insert_new", "upsert"]

# SQLite takes 32,766 values in one statement.
_VALUES = 30_000


def batches(items: Sequence[Any], columns: int = 1) -> Iterator[Sequence[Any]]:
    """Pieces of a list that fit in one statement."""
    step = max(1, _VALUES // columns)
    for start in range(0, len(items), step):
        yield items[start : start + step]


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert the rows whose keys are not there yet.

    Returns:
        How many were inserted.
    """
    inserted = 0
    for batch in batches(rows, len(table.columns)):
        key = next(iter(table.primary_key))
        statement = _insert(connection, table).values(list(batch)).on_conflict_do_nothing().returning(key)
        inserted += len(connection.execute(statement).all())
    return inserted


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or give those that are there already the new values."""
    keys = [column.name for column in table.primary_key]
    for batch in batches(rows, len(table.columns)):
        statement = _insert(connection, table).values(list(batch))
        others = {name: statement.excluded[name] for name in batch[0] if name not in keys}
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))


def _insert(connection: Connection, table: Table) -> Any:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)

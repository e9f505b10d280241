"""Rows that may be there already, in the words of both databases."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Column, ColumnElement, Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

__all__ = ["ONE_OF", "batches", "begins", "insert_new", "insert_one", "upsert"]

# SQLite takes 32,766 values in one statement.
_VALUES = 30_000
_LAST_SIGN = "\U0010ffff"

# The values of a condition ``column.in_(ONE_OF)`` in a statement that is put together once; they are given as ``ids`` when it is run.
ONE_OF: BindParameter[Any] = bindparam("ids", expanding=True)


def batches(items: Sequence[Any], size: int = _VALUES) -> Iterator[Sequence[Any]]:
    """Pieces of a list that fit in one statement."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def begins(column: Column[str], beginning: str) -> ColumnElement[bool]:
    """Whether a column that is ordered by code point begins so: as a range, since LIKE reads the whole table."""
    return (column >= beginning) & (column < beginning + _LAST_SIGN)


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows whose keys are not there yet."""
    if rows:
        connection.execute(_new(table, connection.dialect.name), rows)


def insert_one(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row if its key is not there yet, and tell whether it was not."""
    return connection.execute(_new_told(table, connection.dialect.name), row).first() is not None


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or give those that are there already the new values."""
    if rows:
        connection.execute(_upsert(table, connection.dialect.name), rows)


# The statements are made once: putting them together costs more than running them.


@cache
def _new(table: Table, dialect: str) -> Any:
    return _insert(table, dialect).on_conflict_do_nothing()


@cache
def _new_told(table: Table, dialect: str) -> Any:
    return _new(table, dialect).returning(next(iter(table.primary_key)))


@cache
def _upsert(table: Table, dialect: str) -> Any:
    statement = _insert(table, dialect)
    keys = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=others)


def _insert(table: Table, dialect: str) -> Any:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)

"""Many rows at once: COPY in PostgreSQL, one prepared statement in SQLite. Rows are tuples of all named columns."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, text

__all__ = ["Row", "beside", "numbers_for", "pour", "pour_new", "roomy"]

Row = tuple[Any, ...]


def roomy(connection: Connection, cache_mb: int) -> None:
    """Let the database keep more of its pages in memory while much is read or written.

    Args:
        connection: A connection.
        cache_mb: How many MB of pages.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{cache_mb * 1024}")


def pour(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows none of which is there yet."""
    if rows:
        _pour(connection, table.name, tuple(columns), rows)


def pour_new(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert the rows whose keys are not there yet."""
    if not rows:
        return
    names = ", ".join(columns)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_insert(table.name, tuple(columns)) + " ON CONFLICT DO NOTHING", list(rows))
        return
    kinds = tuple(_kind(table, column) for column in columns)
    with beside(connection, f"new_{table.name}", tuple(columns), kinds, rows) as name:
        connection.execute(text(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {name} ON CONFLICT DO NOTHING"))  # noqa: S608 (our own names)


@contextmanager
def beside(connection: Connection, name: str, columns: Sequence[str], kinds: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """Rows in a table of this connection alone, to be joined with the tables of the store; gone afterwards.

    Args:
        connection: A connection.
        name: What to call the table.
        columns: Its columns.
        kinds: Their types, in the words of both databases; text is ordered by code point.
        rows: The rows.
    """
    sorted_by = ' COLLATE "C"' if connection.dialect.name == "postgresql" else ""
    told = ", ".join(f"{column} {kind}{sorted_by if kind == 'TEXT' else ''}" for column, kind in zip(columns, kinds, strict=True))
    connection.execute(text(f"CREATE TEMPORARY TABLE {name} ({told})"))
    _pour(connection, name, tuple(columns), rows)
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ANALYZE {name}"))
    # When something fails the transaction is given up, and the table with it.
    yield name
    connection.execute(text(f"DROP TABLE {name}"))


def numbers_for(connection: Connection, table: Table, count: int) -> range:
    """Numbers for so many new rows of a table that numbers its rows, in the writer's transaction."""
    if connection.dialect.name == "sqlite":
        last = connection.execute(text(f"SELECT coalesce(max(number), 0) FROM {table.name}")).scalar_one()  # noqa: S608 (a name of our own)
        return range(last + 1, last + 1 + count)
    # Only one writer is at work at a time, so the numbers follow each other.
    sequence = text(f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'number'))")
    first: int = connection.execute(sequence).scalar_one()
    if count > 1:
        connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'number'), :last)"), {"last": first + count - 1})
    return range(first, first + count)


def _pour(connection: Connection, name: str, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_insert(name, columns), list(rows))
        return
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@cache
def _insert(name: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 (our own names)


def _kind(table: Table, column: str) -> str:
    found = str(table.columns[column].type.compile(dialect=None)).upper()
    return {"BLOB": "BYTEA"}.get(found, found)

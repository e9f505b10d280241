"""The whole store in one file, and back again, from either database into either: compressed JSON lines, one row a line."""

import base64
import gzip
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Date, LargeBinary, Table, func, insert, select, text

from reportedly.errors import StoreError
from reportedly.store.account_tables import CARRIED as ACCOUNT_TABLES
from reportedly.store.account_tables import accounts
from reportedly.store.calendar_tables import metadata as calendar
from reportedly.store.facet_tables import metadata as facets
from reportedly.store.known_tables import metadata as known
from reportedly.store.loading_tables import metadata as loading
from reportedly.store.opening import HEAD, Store
from reportedly.store.schema import metadata, reports
from reportedly.store.source_tables import metadata as sources
from reportedly.store.stamp_tables import metadata as stamps

__all__ = ["FORMAT", "back_up", "restore"]

FORMAT = "reportedly-backup/1"
_BATCH = 500
# All that a backup carries, in the order in which it can be put back.
_TABLES = (
    *metadata.sorted_tables,
    *facets.sorted_tables,
    *ACCOUNT_TABLES,
    *calendar.sorted_tables,
    *known.sorted_tables,
    *loading.sorted_tables,
    *sources.sorted_tables,
    *stamps.sorted_tables,
)
_BY_NAME = {table.name: table for table in _TABLES}


def back_up(store: Store, path: Path) -> int:
    """Write all of a store to a file, as it was at one moment; others may write meanwhile.

    Returns:
        The number of reports in it.

    Raises:
        StoreError: If the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        with store.reading() as connection, gzip.open(part, "wt", encoding="utf-8", compresslevel=4) as file:
            count = _write(connection, file)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(
            f"the backup cannot be written: {error.strerror}", where=str(path), mend="name a file in a folder that you may write to"
        ) from error
    return count


def _write(connection: Connection, file: IO[str]) -> int:
    file.write(json.dumps({"format": FORMAT, "revision": HEAD}) + "\n")
    rows = 0
    for table in _TABLES:
        ordered = select(table).order_by(*table.primary_key)
        for row in connection.execute(ordered.execution_options(yield_per=_BATCH)):
            file.write(json.dumps([table.name, *map(_plain, row)], ensure_ascii=False, separators=(",", ":")) + "\n")
            rows += 1
    file.write(json.dumps({"rows": rows}) + "\n")
    return connection.execute(select(func.count()).select_from(reports)).scalar_one()


def restore(store: Store, path: Path) -> int:
    """Fill an empty store from a file that ``back_up`` wrote: all of it or nothing.

    Returns:
        The number of reports in it.

    Raises:
        StoreError: If the file is no backup or not whole, or the store is not empty.
    """
    try:
        with store.writing() as connection, gzip.open(path, "rt", encoding="utf-8") as file:
            if any(connection.execute(select(table.c.number).limit(1)).first() for table in (reports, accounts)):
                raise StoreError("the store is not empty", mend="restore into a new one, and name it with --db")
            _fill(connection, _lines(file, path), path)
            return connection.execute(select(func.count()).select_from(reports)).scalar_one()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise StoreError(f"the backup cannot be read: {error}", where=str(path), mend="give a file that reportedly backup wrote") from error


def _lines(file: IO[str], path: Path) -> Iterator[Any]:
    for number, line in enumerate(file, 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            raise StoreError("not a line of a backup", where=f"{path}:{number}", mend="give a file that reportedly backup wrote") from error


def _fill(connection: Connection, lines: Iterator[Any], path: Path) -> None:
    head = next(lines, None)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise StoreError("not a backup of this program", where=str(path), mend="give a file that reportedly backup wrote")
    if head.get("revision") != HEAD:
        raise StoreError(
            f"the backup has the tables of another version ({head.get('revision')})", where=str(path), mend="restore it with that version"
        )
    waiting, whole = list[dict[str, Any]](), False
    table: Table | None = None
    for rows, line in enumerate(lines):
        if isinstance(line, dict):
            whole = line.get("rows") == rows
            break
        if table is None or table.name != line[0] or len(waiting) >= _BATCH:
            _insert(connection, table, waiting)
            table, waiting = _BY_NAME[line[0]], []
        waiting.append(dict(zip(table.columns.keys(), map(_noun, table.columns, line[1:]), strict=True)))
    if not whole:
        raise StoreError("the backup is not whole", where=str(path), mend="make it again, or take an earlier one")
    _insert(connection, table, waiting)
    _count_on(connection)


def _insert(connection: Connection, table: Table | None, rows: list[dict[str, Any]]) -> None:
    if table is not None and rows:
        connection.execute(insert(table), rows)


def _count_on(connection: Connection) -> None:
    """PostgreSQL numbers rows by a sequence that does not see numbers given by hand."""
    if connection.dialect.name != "postgresql":
        return
    for table in _TABLES:
        if "number" in table.columns:
            last = f"(SELECT coalesce(max(number), 0) + 1 FROM {table.name})"  # noqa: S608 (a name of our own)
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'number'), {last}, false)"))
    # Without knowing how much came in at once, PostgreSQL goes through whole tables until its own upkeep comes round.
    connection.execute(text("ANALYZE"))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _noun(column: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value

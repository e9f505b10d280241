"""Opening a store: the engine, its settings, its migrations, and the two ways to use it: reading, and the one writer at a time."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from reportedly.errors import StoreError, UsageError

__all__ = ["DEFAULT", "HEAD", "VARIABLE", "Store", "open_store", "where"]

DEFAULT = "reportedly.db"
VARIABLE = "REPORTEDLY_DB"
HEAD = "0008"
_WAIT_SECONDS = 60
# The key of PostgreSQL's advisory lock that lets one writer in at a time; any constant that nobody else uses.
_WRITERS_LOCK = 7_265_706_772


class Store:
    """An open store.

    Args:
        engine: The engine of its database, migrated to the newest tables.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.dialect: str = engine.dialect.name
        self.url: URL = engine.url

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store, whatever others write meanwhile."""
        with _told(self.url), self._engine.connect() as connection:
            snapshot = connection.execution_options(isolation_level="REPEATABLE READ") if self.dialect == "postgresql" else connection
            with snapshot.begin():
                yield snapshot

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one write transaction: waits for other writers, and keeps all of it or, on any error or death, nothing."""
        with _told(self.url), self._engine.connect() as connection, connection.execution_options(writes=True).begin():
            if self.dialect == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS_LOCK})
            yield connection

    @contextmanager
    def outside_transaction(self) -> Iterator[Connection]:
        """A connection for what no transaction can hold, such as writing the whole database anew."""
        with _told(self.url), self._engine.connect() as connection:
            if self.dialect == "postgresql":
                yield connection.execution_options(isolation_level="AUTOCOMMIT")
            else:
                yield connection.execution_options(begins=False)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def where(given: str | None = None) -> str:
    """The place of the store: what is given, else ``REPORTEDLY_DB``, else ``reportedly.db`` in the working folder."""
    return given or os.environ.get(VARIABLE) or DEFAULT


def open_store(place: str, *, create: bool = True) -> Store:
    """Open a store, make it if it is not there, and bring its tables up to date.

    Args:
        place: A path of a SQLite file, or a URL ``postgresql://…``.
        create: Whether a file that is not there is made.

    Raises:
        StoreError: If it cannot be opened, is no store, or was written by a newer version.
    """
    url = _url(place)
    _check_file(url, create=create)
    engine = _engine(url)
    try:
        with _told(url):
            _migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def _url(place: str) -> URL:
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise UsageError("not an address of a store", where=place, mend="give a path, or postgresql://user@host/name") from error
    if url.get_backend_name() == "postgresql" or url.drivername == "postgres":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return url
    raise UsageError(f"{url.drivername} is not a kind of store", where=url.render_as_string(), mend="give a path, or postgresql://user@host/name")


def _check_file(url: URL, *, create: bool) -> None:
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise StoreError("not a file that can be a store", where=str(path), mend="name a file in a folder that exists")
    if not create and not path.exists():
        raise StoreError("there is no store", where=str(path), mend=f"add reports first, or name the store with --db or {VARIABLE}")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_size=2)
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions are begun by hand, or SQLite's driver would begin them late and deadlock two writers.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: what was acknowledged survives a power cut too, not only the death of the process.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_WAIT_SECONDS * 1000}", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("begins", True):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _migrate(engine: Engine) -> None:
    if _revision(engine) == HEAD:
        return
    from reportedly.store.migrating import upgrade

    with Store(engine).writing() as connection:
        # Another process may have done it while this one waited.
        if (found := _revision_on(connection)) == HEAD:
            return
        if found is None and any(name != "alembic_version" for name in inspect(connection).get_table_names() if name in {"reports", "versions"}):
            raise StoreError("holds tables that this program did not make", where=engine.url.render_as_string(), mend="name another store")
        upgrade(connection, found)


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return _revision_on(connection)


def _revision_on(connection: Connection) -> str | None:
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


@contextmanager
def _told(url: URL) -> Iterator[None]:
    """Database errors in the words of this program, with the place (without password)."""
    place = url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    try:
        yield
    except OperationalError as error:
        mend = "check the path or address, and that nobody locks it"
        raise StoreError(f"the store cannot be used: {_reason(error)}", where=place, mend=mend) from error
    except DatabaseError as error:
        mend = "check that this is a store of this program"
        raise StoreError(f"the store refused: {_reason(error)}", where=place, mend=mend) from error


def _reason(error: DatabaseError) -> str:
    return " ".join(str(error.orig).split())

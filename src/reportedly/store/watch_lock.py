"""One watcher at a time for each store: two would not know of each other's visits to a host. The lock is gone when its holder is, however it ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from reportedly.errors import StoreError
from reportedly.store.opening import Store

__all__ = ["watching_alone"]

# The key of PostgreSQL's advisory lock for watchers; any constant that nobody else uses.
_KEY = 7_265_706_773


@contextmanager
def watching_alone(store: Store) -> Iterator[None]:
    """Hold the place of the one watcher of a store.

    Raises:
        StoreError: If another process watches for the same store.
    """
    taken = StoreError("another process watches for this store", where=store.url.database or "", mend="end it first, or let it do the work")
    if store.dialect == "postgresql":
        with store.outside_transaction() as connection:
            if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar():
                raise taken
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _KEY})
        return
    # A database beside the store, locked by this process: the system lets go of it when the process dies.
    lock = sqlite3.connect(f"{store.url.database}.watch", timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise taken from error
        yield
    finally:
        lock.close()

"""The store: reports, claims and decisions are only added; case files and indexes are derived. SQLite in one file, or PostgreSQL."""

from sqlalchemy import Connection

from reportedly.store.opening import Store, open_store

__all__ = ["Connection", "Store", "open_store"]

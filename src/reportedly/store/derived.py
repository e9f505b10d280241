"""Emptying what is derived, before it is made anew."""

from sqlalchemy import Connection, delete

from reportedly.store.facet_tables import FACETS
from reportedly.store.loading_tables import waiting
from reportedly.store.schema import DERIVED

__all__ = ["forget_derived"]


def forget_derived(connection: Connection) -> None:
    """Empty all tables that can be made again from reports, claims and decisions."""
    for table in (waiting, *FACETS, *DERIVED):
        connection.execute(delete(table))

"""The tables of loading in bulk: how far each shard of an archive is in, and the parts of reports whose place among the cases waits to be found."""

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from reportedly.store.schema import Ordered

__all__ = ["loaded", "metadata", "waiting"]

metadata = MetaData()

# Kept in the transaction that keeps the reports, so that after a crash it is known to the row what is in.
loaded = Table(
    "loaded",
    metadata,
    Column("shard", Ordered, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("at", Text, nullable=False),
)

# Derived: empty when nothing waits. ``compared`` is 0 for a part that has not been compared with those near it.
waiting = Table(
    "waiting",
    metadata,
    Column("part", Ordered, primary_key=True),
    Column("rank", Ordered, nullable=False),
    Column("compared", Integer, nullable=False),
    Index("ix_waiting_turn", "compared", "rank"),
)

"""The tables of what case files are filtered and counted by, and of the pairs of cases that wait for somebody to decide; all of them derived."""

from sqlalchemy import Column, Float, Index, Integer, MetaData, Table, Text

from reportedly.store.schema import Ordered

__all__ = ["FACETS", "case_facets", "case_organisations", "case_places", "metadata", "proposals"]

metadata = MetaData()

case_facets = Table(
    "case_facets",
    metadata,
    Column("kind", Ordered, primary_key=True),
    Column("value", Ordered, primary_key=True),
    Column("case_id", Ordered, primary_key=True),
    Index("ix_case_facets_case", "case_id"),
    sqlite_with_rowid=False,
)

case_places = Table(
    "case_places",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("case_id", Ordered, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", Text, nullable=True),
    Column("lat", Float, nullable=True),
    Column("lon", Float, nullable=True),
    Column("reports", Integer, nullable=False),
    Index("ix_case_places_case", "case_id"),
    Index("ix_case_places_name", "name"),
    sqlite_with_rowid=False,
)

case_organisations = Table(
    "case_organisations",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("case_id", Ordered, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Index("ix_case_organisations_case", "case_id"),
    Index("ix_case_organisations_name", "name"),
    sqlite_with_rowid=False,
)

# The judgements that ask somebody, in the order in which they are asked.
proposals = Table(
    "proposals",
    metadata,
    Column("low", Ordered, primary_key=True),
    Column("high", Ordered, primary_key=True),
    Column("doubt", Float, nullable=False),
    Index("ix_proposals_high", "high"),
    Index("ix_proposals_order", "doubt", "low", "high"),
    sqlite_with_rowid=False,
)

# In the order in which they can be emptied.
FACETS = (proposals, case_organisations, case_places, case_facets)

"""The tables of known people and organisations, of what they are found by, and of what people said of links to them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

from reportedly.store.schema import Ordered

__all__ = ["known", "known_keys", "link_decisions", "metadata"]

metadata = MetaData()

# A list is replaced as a whole when it is brought in anew.
known = Table(
    "known",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("list", Ordered, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

known_keys = Table(
    "known_keys",
    metadata,
    Column("word", Ordered, primary_key=True),
    Column("known", ForeignKey("known.key"), primary_key=True),
    Index("ix_known_keys_known", "known"),
)

# Only ever added to, except when a person is expunged. Not bound to the entities: a list that is brought in anew keeps what was decided.
link_decisions = Table(
    "link_decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("known", Ordered, nullable=False, index=True),
    Column("target", Ordered, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

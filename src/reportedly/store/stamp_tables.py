"""The table of time stamps. It cannot be made anew."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

from reportedly.store.schema import Ordered

__all__ = ["metadata", "stamps"]

metadata = MetaData()

# One for the bytes with a digest, asked for until it is there: ``token`` is None until then, ``next_at`` is None when nobody is asked any more.
stamps = Table(
    "stamps",
    metadata,
    Column("sha256", Ordered, primary_key=True),
    Column("authority", Text, nullable=False),
    Column("at", Text, nullable=True),
    Column("token", LargeBinary, nullable=True),
    Column("tries", Integer, nullable=False),
    Column("next_at", Ordered, nullable=True, index=True),
    Column("note", Text, nullable=False),
)

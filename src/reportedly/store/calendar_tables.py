"""The tables that remember which days were given out to calendars. They name no one, and cannot be made anew."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

from reportedly.store.schema import Ordered

__all__ = ["anchors", "events", "metadata"]

metadata = MetaData()

events = Table(
    "calendar_events",
    metadata,
    Column("uid", Ordered, primary_key=True),
    Column("case_id", Ordered, nullable=False, index=True),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("cancelled", Integer, nullable=False),
)

# Where the sentences stand that told the event: that outlives corrections, another reading, and the covering of a name.
anchors = Table(
    "calendar_anchors",
    metadata,
    Column("uid", ForeignKey("calendar_events.uid"), primary_key=True),
    Column("report", Ordered, primary_key=True),
    Column("start", Integer, primary_key=True),
    Index("ix_calendar_anchors_report", "report"),
    sqlite_with_rowid=False,
)

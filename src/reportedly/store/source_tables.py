"""The tables of sources that are followed, of fetches, of pages that are looked at again, and of alerts. None of them can be made anew."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from reportedly.store.schema import Ordered

__all__ = [
    "alerts",
    "channels",
    "deliveries",
    "exchanges",
    "fetches",
    "follow_reports",
    "follows",
    "hosts",
    "items",
    "metadata",
    "noticed",
    "page_events",
    "pages",
    "searches",
    "source_files",
    "sources",
]

metadata = MetaData()

# Moments are ISO 8601 in UTC with microseconds, so that their order as text is their order in time.
sources = Table(
    "sources",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Ordered, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("place", Ordered, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("outlet", Text, nullable=True),
    Column("every", Integer, nullable=True),
    Column("keep_all", Integer, nullable=False),
    Column("paused", Integer, nullable=False),
    Column("etag", Text, nullable=True),
    Column("modified", Text, nullable=True),
    Column("next_at", Ordered, nullable=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Text, nullable=True),
    Column("last_result", Text, nullable=False),
)

# How far each archive or file of a source has been read.
source_files = Table(
    "source_files",
    metadata,
    Column("source", ForeignKey("sources.number"), primary_key=True),
    Column("name", Ordered, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("position", Integer, nullable=True),
    Column("done", Integer, nullable=False),
)

# What sources listed: each page once, whichever lists it first.
items = Table(
    "items",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("address", Ordered, nullable=False, unique=True),
    Column("source", Integer, nullable=False, index=True),
    Column("url", Text, nullable=True),
    Column("title", Text, nullable=False),
    Column("published", Text, nullable=True),
    Column("credit", Text, nullable=True),
    Column("content", LargeBinary, nullable=True),
    Column("state", Ordered, nullable=False),
    Column("next_at", Ordered, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("result", Text, nullable=False),
    Column("report", Ordered, nullable=True),
    Index("ix_items_waiting", "state", "next_at"),
)

# What is known of each origin (scheme, host and port): what its robots.txt says, and when it may be asked again.
hosts = Table(
    "hosts",
    metadata,
    Column("origin", Ordered, primary_key=True),
    Column("robots", Text, nullable=True),
    Column("robots_at", Text, nullable=True),
    Column("next_at", Text, nullable=True),
    Column("failures", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
)

fetches = Table(
    "fetches",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Ordered, nullable=False, index=True),
    Column("url", Text, nullable=True),
    Column("purpose", Text, nullable=False),
    Column("status", Integer, nullable=True),
    Column("result", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("seconds", Text, nullable=False),
)

# What was asked and answered for the bytes that are kept, by their digest.
exchanges = Table(
    "exchanges",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", Ordered, nullable=False, index=True),
    Column("sha256", Ordered, nullable=False),
    Column("at", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Index("ix_exchanges_once", "report", "sha256", unique=True),
)

# Pages behind cases that are looked at again.
pages = Table(
    "pages",
    metadata,
    Column("report", Ordered, primary_key=True),
    Column("url", Text, nullable=True),
    Column("next_at", Ordered, nullable=True, index=True),
    Column("wait", Integer, nullable=False),
    Column("checked", Text, nullable=True),
    Column("gone", Integer, nullable=False),
    Column("etag", Text, nullable=True),
    Column("modified", Text, nullable=True),
    Column("failures", Integer, nullable=False),
)

page_events = Table(
    "page_events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", Ordered, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Integer, nullable=True),
)

follows = Table("follows", metadata, Column("case_id", Ordered, primary_key=True), Column("at", Text, nullable=False))

# Every report that a followed case ever had: when a report is taken back, its case may be gone.
follow_reports = Table(
    "follow_reports",
    metadata,
    Column("case_id", ForeignKey("follows.case_id"), primary_key=True),
    Column("report", Ordered, primary_key=True),
    Column("since", Integer, nullable=False),
    Index("ix_follow_reports_report", "report"),
)

# ``upto`` is the number of the version up to which new cases were looked for.
searches = Table(
    "searches",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("query", Text, nullable=False),
    Column("upto", Integer, nullable=False),
    Column("at", Text, nullable=False),
)

channels = Table(
    "channels",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("secret", Text, nullable=True),
    Column("at", Text, nullable=False),
)

# Keys of what has been seen, so that nothing is told twice: they are digests and name no one.
noticed = Table("noticed", metadata, Column("key", Ordered, primary_key=True), Column("at", Text, nullable=False))

# Alerts hold keys and no words: what they say is written when they are sent, from what may be shown then.
alerts = Table(
    "alerts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Ordered, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("case_id", Ordered, nullable=True),
    Column("report", Ordered, nullable=True),
    Column("ref", Text, nullable=False),
    Column("at", Text, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("alert", ForeignKey("alerts.number"), primary_key=True),
    Column("channel", ForeignKey("channels.name"), primary_key=True),
    Column("sent", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_at", Ordered, nullable=False),
    Column("at", Text, nullable=True),
    Column("note", Text, nullable=False),
)

"""The tables. Those above the line are only ever added to; all others can be made again from them."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

__all__ = [
    "DERIVED",
    "case_people",
    "cases",
    "claims",
    "deadlines",
    "decision_targets",
    "decisions",
    "documents",
    "edges",
    "masks",
    "metadata",
    "part_keys",
    "parts",
    "person_keys",
    "readings",
    "reports",
    "settings",
    "signatures",
    "snapshots",
    "versions",
]

metadata = MetaData()

# Text that is put in order: by code point in every database, so that SQLite, PostgreSQL and Python agree.
Ordered = Text().with_variant(Text(collation="C"), "postgresql")

settings = Table("settings", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

snapshots = Table(
    "snapshots",
    metadata,
    Column("sha256", Ordered, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# A report is a page; each of its versions has its own bytes.
reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Ordered, nullable=False, unique=True),
    Column("url", Text, nullable=True),
    # The digest of the address: it still finds the report when the address itself had to be expunged.
    Column("address", Ordered, nullable=True, index=True),
    Column("outlet", Text, nullable=True),
    Column("headline", Text, nullable=True),
    Column("published", Date, nullable=True),
    Column("lang", Text, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False),
    Column("sha256", Ordered, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("report", "sha256"),
)

# What one lexicon read in one version. The newest reading of the newest version is the one that case files are made of.
readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("version", ForeignKey("versions.number"), nullable=False),
    Column("digest", Ordered, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    UniqueConstraint("version", "digest"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("version", ForeignKey("versions.number"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("sentence", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Ordered, nullable=False, unique=True),
    Column("payload", Text, nullable=False),
)

# What decisions are about, so that those about a few parts are found without reading all.
decision_targets = Table(
    "decision_targets",
    metadata,
    Column("target", Ordered, primary_key=True),
    Column("decision", Ordered, primary_key=True),
)

# Keyed hashes of words that must never come back in a report from which a person was expunged; they name no one.
masks = Table("masks", metadata, Column("report", ForeignKey("reports.number"), primary_key=True), Column("word", Ordered, primary_key=True))

# ---- derived ---------------------------------------------------------------------------------------------------------------------

signatures = Table(
    "signatures",
    metadata,
    Column("report", ForeignKey("reports.number"), primary_key=True),
    Column("payload", LargeBinary, nullable=False),
)

parts = Table(
    "parts",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True),
    Column("rank", Ordered, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("alias", Ordered, nullable=False, index=True),
    Column("case_id", Ordered, nullable=True, index=True),
)

part_keys = Table(
    "part_keys",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("rank", Ordered, primary_key=True),
    Column("part", Ordered, primary_key=True),
    Index("ix_part_keys_part", "part"),
    sqlite_with_rowid=False,
)

# What comparing two parts gave, kept when it was more than "different".
edges = Table(
    "edges",
    metadata,
    Column("low", Ordered, primary_key=True),
    Column("high", Ordered, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Index("ix_edges_high", "high"),
    Index("ix_edges_verdict", "verdict"),
    sqlite_with_rowid=False,
)

cases = Table(
    "cases",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("payload", LargeBinary, nullable=False),
    Column("title", Text, nullable=False),
    Column("countries", Text, nullable=False),
    Column("opened", Text, nullable=True),
    Column("updated", Ordered, nullable=True, index=True),
    Column("reports", Integer, nullable=False),
)

case_people = Table(
    "case_people",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("person", Ordered, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("status", Text, nullable=True),
)

person_keys = Table(
    "person_keys",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("case_id", Ordered, primary_key=True),
    Column("person", Ordered, primary_key=True),
    Index("ix_person_keys_case", "case_id"),
    sqlite_with_rowid=False,
)

deadlines = Table(
    "deadlines",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("date", Ordered, nullable=False, index=True),
    Column("followed", Integer, nullable=False),
    Column("payload", Text, nullable=False),
)

# What can be searched: one document for each report and one for each sentence that says a fact. ``names`` holds search keys of names.
documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("names", Text, nullable=False),
)

# In the order in which they can be emptied.
DERIVED = (documents, deadlines, person_keys, case_people, cases, edges, part_keys, parts, signatures)

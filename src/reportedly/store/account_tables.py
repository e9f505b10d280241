"""The tables of accounts, sessions and the audit log."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

from reportedly.store.schema import Ordered

__all__ = ["CARRIED", "accounts", "attempts", "audit", "metadata", "sessions", "tokens"]

metadata = MetaData()

# Names are case-folded; passwords are hashes of Argon2.
accounts = Table(
    "accounts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Ordered, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("disabled", Integer, nullable=False),
    Column("created", Text, nullable=False),
)

# Keys are hashes of the secrets that open a session or stand for a token: nobody who reads the store can use them.
sessions = Table(
    "sessions",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("account", ForeignKey("accounts.number"), nullable=False, index=True),
    Column("created", Text, nullable=False),
    Column("seen", Ordered, nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("account", ForeignKey("accounts.number"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("used", Text, nullable=True),
)

# Failed attempts to sign in: what they were counted by, as a hash.
attempts = Table(
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", Ordered, nullable=False, index=True),
    Column("at", Ordered, nullable=False, index=True),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Ordered, nullable=False, index=True),
    Column("action", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("address", Text, nullable=False),
)

# What a backup carries. Sessions and tokens stay behind: an old backup must not bring back a token that was ended since.
CARRIED = (accounts, audit)

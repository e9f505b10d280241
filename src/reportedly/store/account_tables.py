"""The tables of accounts, sessions and the audit log."""

from sqlalchemy import MetaData

__all__ = ["metadata"]

metadata = MetaData()

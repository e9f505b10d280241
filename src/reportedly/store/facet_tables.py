"""The tables of what case files are found by."""

from sqlalchemy import MetaData

__all__ = ["metadata"]

metadata = MetaData()

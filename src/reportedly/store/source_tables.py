"""The tables of sources that are followed, fetches and alerts."""

from sqlalchemy import MetaData

__all__ = ["metadata"]

metadata = MetaData()

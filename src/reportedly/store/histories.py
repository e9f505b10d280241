"""The versions of reports one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from reportedly.model.claims import ReportReading
from reportedly.store.codec import unpack
from reportedly.store.schema import readings, reports, versions

__all__ = ["Version", "last_version", "newest_versions", "reports_since", "texts_of_versions", "versions_of"]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a report: its number, the report, the digest of its bytes, the moment of keeping, and whether it is the first one."""

    number: int
    report: str
    sha256: str
    at: datetime
    first: bool


def versions_of(connection: Connection, ids: Sequence[str] | None = None, limit: int | None = None) -> list[Version]:
    """Versions of some or all reports, the latest first.

    Args:
        connection: A connection.
        ids: Ids of reports; without them all.
        limit: How many later versions at most, when all reports are asked for; first versions are left out then.
    """
    firsts = select(versions.c.report, func.min(versions.c.number).label("number")).group_by(versions.c.report).subquery()
    query = select(versions.c.number, reports.c.id, versions.c.sha256, versions.c.at, firsts.c.number.label("first"))
    query = query.join(reports, reports.c.number == versions.c.report).join(firsts, firsts.c.report == versions.c.report)
    query = query.order_by(versions.c.number.desc())
    if ids is not None:
        query = query.where(reports.c.id.in_(list(ids)))
    elif limit is not None:
        query = query.where(versions.c.number > firsts.c.number).limit(limit)
    rows = connection.execute(query)
    return [Version(row.number, row.id, row.sha256, datetime.fromisoformat(row.at), row.number == row.first) for row in rows]


def texts_of_versions(connection: Connection, report: str, number: int) -> tuple[str, str]:
    """The text of the version before one, and of that one, as they were read last."""
    query = select(versions.c.number).join(reports, reports.c.number == versions.c.report).where(reports.c.id == report, versions.c.number <= number)
    numbers = list(connection.execute(query.order_by(versions.c.number.desc()).limit(2)).scalars())
    found = [_text(connection, version) for version in numbers]
    return (found[1], found[0]) if len(found) > 1 else ("", found[0])


def _text(connection: Connection, version: int) -> str:
    newest = select(readings.c.payload).where(readings.c.version == version).order_by(readings.c.number.desc()).limit(1)
    reading: ReportReading = unpack(ReportReading, connection.execute(newest).scalar_one())
    return reading.article.text


def newest_versions(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """The number and the digest of the newest version of some reports."""
    found: dict[str, tuple[int, str]] = {}
    query = select(reports.c.id, versions.c.number, versions.c.sha256).join(versions, versions.c.report == reports.c.number)
    for row in connection.execute(query.where(reports.c.id.in_(list(ids))).order_by(versions.c.number)):
        found[row.id] = (row.number, row.sha256)
    return found


def last_version(connection: Connection) -> int:
    """The number of the version that was kept last; 0 when there is none."""
    return connection.execute(select(func.max(versions.c.number))).scalar() or 0


def reports_since(connection: Connection, number: int, limit: int) -> list[tuple[int, str]]:
    """The versions kept after one, the first first: number and id of the report of each."""
    query = select(versions.c.number, reports.c.id).join(reports, reports.c.number == versions.c.report)
    rows = connection.execute(query.where(versions.c.number > number).order_by(versions.c.number).limit(limit))
    return [(row.number, row.id) for row in rows]

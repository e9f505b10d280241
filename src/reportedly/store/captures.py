"""When the versions of reports were kept, and by what digest their bytes are known."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from reportedly.model.claims import ReportReading
from reportedly.model.material import Capture
from reportedly.store.codec import unpack
from reportedly.store.rows import batches
from reportedly.store.schema import readings, reports, snapshots, versions

__all__ = ["captures_of", "readings_of_versions"]


def captures_of(connection: Connection, ids: Sequence[str]) -> list[Capture]:
    """Every version of some reports, in the order of the ids, the oldest version of each first.

    Args:
        connection: A connection.
        ids: Ids of reports; those that the store does not hold are left out.
    """
    found: dict[str, list[Capture]] = {report: [] for report in ids}
    columns = select(reports.c.id, versions.c.sha256, versions.c.at, snapshots.c.media_type)
    joined = columns.join(versions, versions.c.report == reports.c.number).join(snapshots, snapshots.c.sha256 == versions.c.sha256)
    for batch in batches(list(found)):
        for row in connection.execute(joined.where(reports.c.id.in_(batch)).order_by(versions.c.number)):
            found[row.id].append(Capture(row.id, row.sha256, row.media_type, datetime.fromisoformat(row.at)))
    return [capture for captures in found.values() for capture in captures]


def readings_of_versions(connection: Connection, report: str) -> list[tuple[str, ReportReading]]:
    """The newest reading of every version of a report, with the digest of its bytes, the oldest version first.

    Args:
        connection: A connection.
        report: The id of the report.
    """
    columns = select(versions.c.sha256, versions.c.number, readings.c.payload).join(readings, readings.c.version == versions.c.number)
    query = columns.join(reports, reports.c.number == versions.c.report).where(reports.c.id == report)
    # Later readings of a version take the place of earlier ones.
    newest = {row.number: (row.sha256, row.payload) for row in connection.execute(query.order_by(versions.c.number, readings.c.number))}
    return [(sha256, unpack(ReportReading, payload)) for sha256, payload in newest.values()]

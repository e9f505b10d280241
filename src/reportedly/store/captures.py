"""When the versions of reports were kept, and by what digest their bytes are known."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from reportedly.model.material import Capture
from reportedly.store.rows import batches
from reportedly.store.schema import reports, snapshots, versions

__all__ = ["captures_of"]


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

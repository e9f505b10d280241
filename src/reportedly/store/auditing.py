"""The audit log: who did what, when and from where. Only ever added to."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from reportedly.model.accounts import AuditEntry
from reportedly.store.account_tables import audit
from reportedly.store.accounts import moment, stamp

__all__ = ["audit_entries", "keep_audit"]

_ABOUT = 500


def keep_audit(connection: Connection, at: datetime, who: str, action: str, about: str = "", address: str = "") -> None:
    """Keep what somebody did.

    Args:
        connection: A connection that may write.
        at: The moment.
        who: The name of the account, or of whoever works alone on the machine.
        action: What was done, such as ``logged in``.
        about: Ids of what it was done to; never the name of anybody told of in a report.
        address: The network address that it came from, if it came from one.
    """
    connection.execute(insert(audit).values(at=stamp(at), who=who, action=action, about=about[:_ABOUT], address=address))


def audit_entries(
    connection: Connection, *, before: int | None = None, who: str | None = None, action: str | None = None, limit: int = 100
) -> list[AuditEntry]:
    """Entries of the log, the newest first.

    Args:
        connection: A connection.
        before: Only those with a smaller number.
        who: Only those of one account.
        action: Only those of one kind.
        limit: How many at most.
    """
    query = select(audit).order_by(audit.c.number.desc()).limit(limit)
    for column, value in ((audit.c.who, who), (audit.c.action, action)):
        if value:
            query = query.where(column == value)
    if before is not None:
        query = query.where(audit.c.number < before)
    return [AuditEntry(row.number, moment(row.at), row.who, row.action, row.about, row.address) for row in connection.execute(query)]

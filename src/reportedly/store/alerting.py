"""What is followed, what was noticed, and which alerts still have to be told where."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.engine import Row

from reportedly.model.alerts import Alert, AlertKind, Channel, ChannelKind, SavedSearch
from reportedly.store.codec import dumps, loads
from reportedly.store.moments import text_of
from reportedly.store.rows import batches, insert_new, insert_one
from reportedly.store.source_tables import alerts, channels, deliveries, follow_reports, follows, noticed, searches

__all__ = [
    "add_channel",
    "alerts_kept",
    "channels_kept",
    "due_alerts",
    "follow",
    "followed_reports",
    "follows_kept",
    "keep_alert",
    "keep_follow_reports",
    "notice",
    "put_off",
    "remove_channel",
    "remove_search",
    "save_search",
    "searched_up_to",
    "searches_kept",
    "sent",
    "unfollow",
    "unnoticed",
    "waiting_alerts",
]


def follow(connection: Connection, case: str, at: datetime) -> bool:
    """Follow a case from now on; False when it is followed already."""
    return insert_one(connection, follows, {"case_id": case, "at": text_of(at)})


def unfollow(connection: Connection, case: str) -> bool:
    """Follow a case no longer; False when it was not followed."""
    connection.execute(delete(follow_reports).where(follow_reports.c.case_id == case))
    return connection.execute(delete(follows).where(follows.c.case_id == case)).rowcount > 0


def follows_kept(connection: Connection) -> list[str]:
    """The ids by which cases are followed; a case may have another one by now."""
    return list(connection.execute(select(follows.c.case_id).order_by(follows.c.at, follows.c.case_id)).scalars())


def keep_follow_reports(connection: Connection, case: str, reports: Iterable[tuple[str, int]]) -> None:
    """Remember which reports a followed case has, and the number of the version that each had when that was first seen."""
    insert_new(connection, follow_reports, [{"case_id": case, "report": report, "since": since} for report, since in reports])


def followed_reports(connection: Connection) -> dict[str, tuple[str, int]]:
    """Every report that a followed case ever had: the case, and the version from which on it was followed."""
    rows = connection.execute(select(follow_reports).order_by(follow_reports.c.report, follow_reports.c.case_id))
    return {row.report: (row.case_id, row.since) for row in rows}


def save_search(connection: Connection, search: SavedSearch, upto: int, at: datetime) -> bool:
    """Keep a search whose new cases are told from the versions after ``upto`` on; False when its name is taken."""
    return insert_one(connection, searches, {"name": search.name, "query": dumps(search), "upto": upto, "at": text_of(at)})


def searches_kept(connection: Connection) -> list[tuple[SavedSearch, int]]:
    """All saved searches by name, and the number of the version up to which each was looked for."""
    rows = connection.execute(select(searches.c.query, searches.c.upto).order_by(searches.c.name))
    return [(loads(SavedSearch, row.query), row.upto) for row in rows]


def searched_up_to(connection: Connection, name: str, number: int) -> None:
    """Remember up to which version the new cases of a search were looked for."""
    connection.execute(update(searches).where(searches.c.name == name).values(upto=number))


def remove_search(connection: Connection, name: str) -> bool:
    """Forget a saved search; False when there is none of that name."""
    return connection.execute(delete(searches).where(searches.c.name == name)).rowcount > 0


def add_channel(connection: Connection, channel: Channel, at: datetime) -> bool:
    """Tell alerts here too from now on; False when the name is taken."""
    row = {"name": channel.name, "kind": channel.kind.value, "target": channel.target, "secret": channel.secret, "at": text_of(at)}
    return insert_one(connection, channels, row)


def channels_kept(connection: Connection) -> list[Channel]:
    """All channels by name."""
    return [_channel(row) for row in connection.execute(select(channels).order_by(channels.c.name))]


def remove_channel(connection: Connection, name: str) -> bool:
    """Tell alerts here no longer, not even those that wait; False when there is no such channel."""
    connection.execute(delete(deliveries).where(deliveries.c.channel == name))
    return connection.execute(delete(channels).where(channels.c.name == name)).rowcount > 0


def unnoticed(connection: Connection, keys: Sequence[str]) -> list[str]:
    """Those of some keys that were not noticed yet, in their order."""
    seen: set[str] = set()
    for batch in batches(keys):
        seen.update(connection.execute(select(noticed.c.key).where(noticed.c.key.in_(batch))).scalars())
    return [key for key in keys if key not in seen]


def notice(connection: Connection, keys: Iterable[str], at: datetime) -> None:
    """Remember that some keys were noticed."""
    insert_new(connection, noticed, [{"key": key, "at": text_of(at)} for key in dict.fromkeys(keys)])


def keep_alert(connection: Connection, alert: Alert) -> bool:
    """Keep an alert, to be told on every channel that there is; False when it is there already."""
    row = {"id": alert.id, "kind": alert.kind.value, "case_id": alert.case, "report": alert.report, "ref": alert.ref, "at": text_of(alert.at)}
    if not insert_one(connection, alerts, row):
        return False
    number = connection.execute(select(alerts.c.number).where(alerts.c.id == alert.id)).scalar_one()
    for channel in channels_kept(connection):
        values = {"alert": number, "channel": channel.name, "sent": 0, "tries": 0, "next_at": text_of(alert.at), "note": ""}
        connection.execute(insert(deliveries).values(values))
    return True


def alerts_kept(connection: Connection, limit: int, channel: str | None = None) -> list[Alert]:
    """The last alerts, the latest first; if wanted only those that are told on a channel."""
    query = select(alerts).order_by(alerts.c.number.desc()).limit(limit)
    if channel is not None:
        query = query.where(alerts.c.number.in_(select(deliveries.c.alert).where(deliveries.c.channel == channel)))
    return [_alert(row) for row in connection.execute(query)]


def due_alerts(connection: Connection, channel: str, now: datetime, limit: int = 50) -> list[tuple[int, Alert, int]]:
    """The alerts that it is time to tell on a channel, the first first: number, alert, and how often that was tried in vain."""
    query = select(alerts, deliveries.c.tries).join(deliveries, deliveries.c.alert == alerts.c.number)
    query = query.where(deliveries.c.channel == channel, deliveries.c.sent == 0, deliveries.c.next_at <= text_of(now))
    return [(row.number, _alert(row), row.tries) for row in connection.execute(query.order_by(alerts.c.number).limit(limit))]


def sent(connection: Connection, channel: str, numbers: Sequence[int], at: datetime) -> None:
    """Remember that alerts were told on a channel."""
    for batch in batches(numbers):
        told = update(deliveries).where(deliveries.c.channel == channel, deliveries.c.alert.in_(batch))
        connection.execute(told.values(sent=1, at=text_of(at), note=""))


def put_off(connection: Connection, channel: str, number: int, next_at: datetime, note: str) -> None:
    """Remember that telling an alert failed, and when to try again."""
    failed = update(deliveries).where(deliveries.c.channel == channel, deliveries.c.alert == number)
    connection.execute(failed.values(tries=deliveries.c.tries + 1, next_at=text_of(next_at), note=note))


def waiting_alerts(connection: Connection) -> dict[str, tuple[int, str]]:
    """For each channel how many alerts wait, and what went wrong last."""
    counted = select(deliveries.c.channel, func.count(), func.max(deliveries.c.note)).where(deliveries.c.sent == 0)
    return {row[0]: (row[1], row[2]) for row in connection.execute(counted.group_by(deliveries.c.channel))}


def _channel(row: Row[tuple[object, ...]]) -> Channel:
    return Channel(row.name, ChannelKind(row.kind), row.target, row.secret)


def _alert(row: Row[tuple[object, ...]]) -> Alert:
    return Alert(row.id, AlertKind(row.kind), row.case_id, row.report, row.ref, datetime.fromisoformat(row.at))

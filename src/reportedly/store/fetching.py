"""What was fetched, what hosts want, what was exchanged for the bytes that are kept, and the pages that are looked at again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import unquote

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.engine import Row

from reportedly.model.fetching import Exchange
from reportedly.store.codec import dumps, loads
from reportedly.store.moments import moment_of, text_of
from reportedly.store.rows import insert_new, upsert
from reportedly.store.source_tables import exchanges, fetches, hosts, items, page_events, pages

__all__ = [
    "Fetch",
    "Host",
    "Page",
    "PageEvent",
    "due_pages",
    "exchanges_of",
    "first_pages",
    "forget_old_fetches",
    "forget_traces",
    "host_of",
    "keep_event",
    "keep_exchange",
    "keep_fetch",
    "keep_host",
    "keep_page",
    "last_fetches",
    "next_page_moment",
    "page_events_of",
    "page_of",
]

_MOVES = ("gone", "back")


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request and its result. ``purpose`` is ``source``, ``robots``, ``page``, ``again`` or ``stamp``; ``status`` is None when none came."""

    at: datetime
    url: str
    purpose: str
    status: int | None
    result: str
    bytes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of an origin, or of an authority for time stamps by its whole address. ``bytes`` came from it on ``day``."""

    origin: str
    robots: str | None = None
    robots_at: datetime | None = None
    next_at: datetime | None = None
    failures: int = 0
    day: date | None = None
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page behind a case that is looked at again. ``wait`` is the time between the last two looks in hours."""

    report: str
    url: str
    next_at: datetime | None
    wait: int
    checked: datetime | None = None
    gone: bool = False
    etag: str | None = None
    modified: str | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class PageEvent:
    """A page went (``gone``) or came back (``back``)."""

    number: int
    report: str
    at: datetime
    kind: str
    status: int | None


def keep_fetch(connection: Connection, fetch: Fetch) -> None:
    """Record a request."""
    row = {
        "at": text_of(fetch.at),
        "url": fetch.url,
        "purpose": fetch.purpose,
        "status": fetch.status,
        "result": fetch.result,
        "bytes": fetch.bytes,
        "seconds": f"{fetch.seconds:.3f}",
    }
    connection.execute(insert(fetches).values(row))


def last_fetches(connection: Connection, limit: int) -> list[Fetch]:
    """The last requests, the latest first."""
    rows = connection.execute(select(fetches).order_by(fetches.c.number.desc()).limit(limit))
    return [Fetch(datetime.fromisoformat(row.at), row.url or "", row.purpose, row.status, row.result, row.bytes, float(row.seconds)) for row in rows]


def forget_old_fetches(connection: Connection, before: datetime) -> None:
    """Take the records of old requests away."""
    connection.execute(delete(fetches).where(fetches.c.at < text_of(before)))


def host_of(connection: Connection, origin: str) -> Host:
    """What is known of an origin."""
    row = connection.execute(select(hosts).where(hosts.c.origin == origin)).first()
    if row is None:
        return Host(origin)
    day = date.fromisoformat(row.day) if row.day else None
    return Host(origin, row.robots, moment_of(row.robots_at), moment_of(row.next_at), row.failures, day, row.bytes)


def keep_host(connection: Connection, host: Host) -> None:
    """Keep what is known of an origin."""
    row = {
        "origin": host.origin,
        "robots": host.robots,
        "robots_at": text_of(host.robots_at) if host.robots_at else None,
        "next_at": text_of(host.next_at) if host.next_at else None,
        "failures": host.failures,
        "day": host.day.isoformat() if host.day else "",
        "bytes": host.bytes,
    }
    upsert(connection, hosts, [row])


def keep_exchange(connection: Connection, report: str, sha256: str, exchange: Exchange) -> None:
    """Keep what was asked and answered for the bytes of a version; the first time counts."""
    row = {"report": report, "sha256": sha256, "at": text_of(exchange.at), "payload": dumps(exchange)}
    insert_new(connection, exchanges, [row])


def exchanges_of(connection: Connection, report: str) -> dict[str, Exchange]:
    """What was asked and answered for the versions of a report, by the digest of their bytes."""
    rows = connection.execute(select(exchanges.c.sha256, exchanges.c.payload).where(exchanges.c.report == report))
    return {row.sha256: loads(Exchange, row.payload) for row in rows}


def page_of(connection: Connection, report: str) -> Page | None:
    """The page of a report, if it is looked at again."""
    row = connection.execute(select(pages).where(pages.c.report == report)).first()
    return _page(row) if row else None


def keep_page(connection: Connection, page: Page) -> None:
    """Keep when a page is to be looked at again, and what is known of it."""
    row = {
        "report": page.report,
        "url": page.url,
        "next_at": text_of(page.next_at) if page.next_at else None,
        "wait": page.wait,
        "checked": text_of(page.checked) if page.checked else None,
        "gone": int(page.gone),
        "etag": page.etag,
        "modified": page.modified,
        "failures": page.failures,
    }
    upsert(connection, pages, [row])


def due_pages(connection: Connection, now: datetime, limit: int = 200) -> list[Page]:
    """Pages that it is time to look at again."""
    due = select(pages).where(pages.c.next_at <= text_of(now), pages.c.url.is_not(None)).order_by(pages.c.next_at, pages.c.report)
    return [_page(row) for row in connection.execute(due.limit(limit))]


def next_page_moment(connection: Connection) -> datetime | None:
    """When the next page is to be looked at again."""
    return moment_of(connection.execute(select(func.min(pages.c.next_at)).where(pages.c.url.is_not(None))).scalar())


def keep_event(connection: Connection, report: str, at: datetime, kind: str, status: int | None) -> None:
    """Record that a page went (``gone``), came back (``back``), or was kept for the first time of a report that stood in a feed (``first``)."""
    connection.execute(insert(page_events).values(report=report, at=text_of(at), kind=kind, status=status))


def page_events_of(connection: Connection, ids: Iterable[str] | None = None) -> list[PageEvent]:
    """When the pages of some or all reports went and came back, in the order of time."""
    query = select(page_events).where(page_events.c.kind.in_(_MOVES)).order_by(page_events.c.number)
    if ids is not None:
        query = query.where(page_events.c.report.in_(list(ids)))
    return [PageEvent(row.number, row.report, datetime.fromisoformat(row.at), row.kind, row.status) for row in connection.execute(query)]


def first_pages(connection: Connection, ids: Iterable[str]) -> set[tuple[str, datetime]]:
    """Versions that are no changes, by report and second of keeping: the first page of a report that stood in a feed, with the same facts."""
    query = select(page_events.c.report, page_events.c.at).where(page_events.c.kind == "first", page_events.c.report.in_(sorted(set(ids))))
    return {(row.report, datetime.fromisoformat(row.at).replace(microsecond=0)) for row in connection.execute(query)}


def forget_traces(connection: Connection, report: str, names: Callable[[str], bool]) -> None:
    """Take away what following sources kept of a report from which somebody was expunged: what was exchanged for it, and what names them.

    Args:
        connection: A connection that may write.
        report: The id of the report.
        names: Tells whether a text names the person.
    """
    connection.execute(delete(exchanges).where(exchanges.c.report == report))
    url = connection.execute(select(pages.c.url).where(pages.c.report == report)).scalar()
    urls = {url} if url else set()
    for row in connection.execute(select(items.c.number, items.c.url, items.c.title).where(items.c.report == report)).all():
        urls.add(row.url)
        named = _names_in_address(row.url, names)
        title = "" if names(row.title) else row.title
        connection.execute(update(items).where(items.c.number == row.number).values(url=None if named else row.url, title=title, credit=None))
    # The page is not looked at again: it would bring back what is to be gone, to be covered once more each time.
    connection.execute(update(pages).where(pages.c.report == report).values(url=None, next_at=None))
    for address in filter(None, urls):
        if _names_in_address(address, names):
            connection.execute(update(fetches).where(fetches.c.url == address).values(url=None))


def _names_in_address(url: str | None, names: Callable[[str], bool]) -> bool:
    return bool(url) and names(unquote(url or "").replace("-", " ").replace("_", " ").replace("/", " "))


def _page(row: Row[tuple[object, ...]]) -> Page:
    get = row._mapping
    return Page(
        get["report"],
        get["url"] or "",
        moment_of(get["next_at"]),
        get["wait"],
        moment_of(get["checked"]),
        bool(get["gone"]),
        get["etag"],
        get["modified"],
        get["failures"],
    )

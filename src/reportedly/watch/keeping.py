"""Pages that came: collected, read, and kept with what was exchanged for them."""

from dataclasses import dataclass, replace
from datetime import datetime

from reportedly.collect import Collected, Overrides
from reportedly.collect.origin import credited
from reportedly.collect.page_at import collect_page
from reportedly.errors import InputError
from reportedly.model.claims import Accusation, ReportReading, Step
from reportedly.model.fetching import Exchange
from reportedly.review import casework
from reportedly.review.casework import Added
from reportedly.store import Connection
from reportedly.store.fetching import keep_exchange, keep_page, page_of
from reportedly.store.reports import known
from reportedly.watch.schedule import first_look
from reportedly.watch.settings import Watcher

__all__ = ["Arrived", "keep", "keep_traces", "read_safely", "report_in", "tells_case"]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A page that came, with what its source said of it. ``exchange`` is None when nobody was asked for it: it stood in a feed or a file."""

    content: bytes
    url: str
    media_type: str | None
    charset: str | None
    exchange: Exchange | None = None
    outlet: str | None = None
    published: datetime | None = None
    credit: str | None = None


def report_in(page: Arrived) -> Collected:
    """The report on a page.

    A page is believed about its own site only: one that claims to be a page of another site is a report at the address where it was found.

    Raises:
        InputError: If there is none.
    """
    found = collect_page(page.content, page.url, page.media_type, page.charset, Overrides(outlet=page.outlet))
    article = credited(found.article, page.credit) if page.credit else found.article
    if article.published is None and page.published is not None:
        article = replace(article, published=page.published.date(), published_at=page.published)
    return replace(found, article=article)


def read_safely(watcher: Watcher, found: Collected) -> ReportReading:
    """What a report says.

    Raises:
        InputError: If reading it failed by a fault of ours, which must not end the watching.
    """
    try:
        return watcher.read(found.article)
    except (LookupError, ValueError, TypeError, RecursionError, AttributeError) as fault:
        what = f"a fault of the reader, not of the report: {type(fault).__name__}: {fault}"
        raise InputError(what[:300], where=found.path, mend="please tell the makers, with this line") from fault


def tells_case(reading: ReportReading) -> bool:
    """Whether a report tells of a criminal case."""
    return any(isinstance(claim.says, Step | Accusation) for claim in reading.claims)


def keep(watcher: Watcher, found: Collected, *, keep_all: bool) -> Added | None:
    """Read and keep a report; None when it tells no case and is not known yet, and only cases are wanted.

    Raises:
        InputError: If it could not be read.
    """
    reading = read_safely(watcher, found)
    if not keep_all and not tells_case(reading):
        with watcher.store.reading() as connection:
            if known(connection, reading.article.id, reading.article.url) is None:
                return None
    return casework.add(watcher.store, reading, found.snapshot, watcher.clock.now())


def keep_traces(connection: Connection, watcher: Watcher, page: Arrived, found: Collected, added: Added) -> None:
    """Keep what was exchanged for a report, and when to look at its page again."""
    if page.exchange is not None:
        keep_exchange(connection, added.report, found.snapshot.sha256, page.exchange)
    url = found.article.url
    if added.cases and url and page_of(connection, added.report) is None:
        keep_page(connection, first_look(added.report, url, watcher.clock.now(), page.exchange))

"""Pages behind cases looked at again: what has changed is a new version, what has gone is marked, and nothing that was kept is lost."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from reportedly.collect import Overrides, collect_bytes
from reportedly.collect.fetch import Answer
from reportedly.collect.politeness import backoff
from reportedly.errors import AddressError, FetchError, InputError, RobotsError
from reportedly.model.claims import ReportReading
from reportedly.model.text import Article
from reportedly.review import casework
from reportedly.review.changes import notes_of
from reportedly.store import Connection
from reportedly.store.casefiles import case_payloads, cases_of_reports
from reportedly.store.fetching import Page, due_pages, exchanges_of, keep_event, keep_exchange, keep_page
from reportedly.store.reports import Outcome, current_readings, withdrawn
from reportedly.watch.gathering import Tell
from reportedly.watch.keeping import read_safely
from reportedly.watch.lanes import Job, answers
from reportedly.watch.looking import conditions
from reportedly.watch.schedule import CONFIRM, is_open, later, sooner
from reportedly.watch.settings import Watcher
from reportedly.watch.visiting import Visitor

__all__ = ["look_again"]

_GONE = frozenset({404, 410})
_BATCH = 200
# Half an hour, more or less: the host itself is left alone for longer after each error.
_UNREACHED = 6


def look_again(watcher: Watcher, visitor: Visitor, tell: Tell) -> int:
    """Look again at all pages whose time has come.

    Returns:
        How many have changed, gone or come back.
    """
    changed = 0
    ends_at = watcher.clock.now() + timedelta(seconds=watcher.round_seconds)
    while not watcher.stopped() and watcher.clock.now() <= ends_at:
        with watcher.store.reading() as connection:
            due = due_pages(connection, watcher.clock.now(), _BATCH)
        if not due:
            break
        jobs = [Job(page.url, "again", page, conditions(page.etag, page.modified)) for page in due]
        for job, answer in answers(jobs, visitor, watcher):
            result = _take(watcher, visitor, job.thing, answer)
            changed += result in {"changed", "gone", "back"}
            tell(job.url, result)
    return changed


def _take(watcher: Watcher, visitor: Visitor, page: Page, answer: Answer | FetchError) -> str:
    if isinstance(answer, FetchError):
        return _unreached(watcher, visitor, page, answer)
    status = answer.exchange.status
    if status in _GONE or (status == 200 and _sent_home(page, answer)):
        return _missing(watcher, visitor, page, answer, sure=status == 410)
    if status == 304 and (page.etag or page.modified):
        return _same(watcher, visitor, page, answer)
    if status != 200:
        return _unreached(watcher, visitor, page, FetchError(f"the server answered {status}", where=page.url))
    try:
        given = Overrides(url=page.url)
        found = collect_bytes(answer.content, page.url, answer.media_type, given, charset=answer.charset, address=page.url)
        with watcher.store.reading() as connection:
            known = current_readings(connection, [page.report])
        if known and _same_words(found.article, known[0].article):
            return _same(watcher, visitor, page, answer)
        reading = read_safely(watcher, replace(found, article=_as_before(found.article, known[0].article if known else None)))
    except InputError:
        # A page without a report on it may be one that says so in words instead of a status.
        return _missing(watcher, visitor, page, answer, sure=False)
    now = watcher.clock.now()
    with watcher.store.writing() as connection:
        visitor.write(connection)
        added = casework.add_within(connection, reading, found.snapshot, now)
        new = added.outcome is Outcome.NEW_VERSION
        first = new and _is_first_page(connection, page, reading)
        if first:
            keep_event(connection, added.report, now, "first", answer.exchange.status)
        keep_exchange(connection, added.report, found.snapshot.sha256, answer.exchange)
        _came_back(connection, watcher, page)
        looked = later(page, now, open_case=_behind_open_case(connection, page)) if first else sooner(page, now)
        keep_page(connection, _asked_with(looked, answer))
    return "changed" if new and not first else "back" if page.gone else "the same"


def _is_first_page(connection: Connection, page: Page, reading: ReportReading) -> bool:
    """Whether a report that stood in a feed is now seen on its page for the first time.

    Pages have other words around the same report: that is no change. A fact whose sentence is gone, and a note of the editors, are one all the same.
    """
    if page.checked is not None or exchanges_of(connection, page.report):
        return False
    return not withdrawn(connection, [page.report]) and not notes_of(reading)


def _same_words(new: Article, old: Article) -> bool:
    def words(article: Article) -> list[str]:
        return [*article.text.split(), *(word for piece in article.furniture if piece.kind == "notice" for word in piece.text.split())]

    return words(new) == words(old)


def _as_before(article: Article, before: Article | None) -> Article:
    """The new version with what only the source of the first one told."""
    if before is None:
        return article
    if article.published is None:
        article = replace(article, published=before.published, published_at=before.published_at)
    return replace(article, origin=article.origin or before.origin, outlet=article.outlet or before.outlet)


def _sent_home(page: Page, answer: Answer) -> bool:
    """Whether the server sent on from the page to its front page, as some do when a page is gone."""
    return urlsplit(answer.exchange.url).path in {"", "/"} and urlsplit(page.url).path not in {"", "/"}


def _same(watcher: Watcher, visitor: Visitor, page: Page, answer: Answer) -> str:
    with watcher.store.writing() as connection:
        visitor.write(connection)
        back = _came_back(connection, watcher, page)
        looked = later(page, watcher.clock.now(), open_case=_behind_open_case(connection, page))
        keep_page(connection, _asked_with(looked, answer) if answer.exchange.status == 200 else replace(looked, gone=False))
    return "back" if back else "the same"


def _asked_with(page: Page, answer: Answer) -> Page:
    etag, modified = answer.exchange.header("etag"), answer.exchange.header("last-modified")
    return replace(page, gone=False, etag=etag if etag and len(etag) < 500 else None, modified=modified if modified and len(modified) < 100 else None)


def _came_back(connection: Connection, watcher: Watcher, page: Page) -> bool:
    if page.gone:
        keep_event(connection, page.report, watcher.clock.now(), "back", 200)
    return page.gone


def _missing(watcher: Watcher, visitor: Visitor, page: Page, answer: Answer, *, sure: bool) -> str:
    now = watcher.clock.now()
    with watcher.store.writing() as connection:
        visitor.write(connection)
        if not sure and not page.gone and page.failures < CONFIRM:
            keep_page(connection, replace(page, failures=page.failures + 1, checked=now, next_at=now + timedelta(hours=1)))
            return "not found"
        looked = replace(later(page, now, open_case=_behind_open_case(connection, page)), gone=True, etag=None, modified=None)
        keep_page(connection, looked)
        if page.gone:
            return "still gone"
        keep_event(connection, page.report, now, "gone", answer.exchange.status)
    return "gone"


def _unreached(watcher: Watcher, visitor: Visitor, page: Page, error: FetchError) -> str:
    now = watcher.clock.now()
    with watcher.store.writing() as connection:
        visitor.write(connection)
        if isinstance(error, AddressError | RobotsError):
            # The site does not want it; it is asked once more when its robots.txt may have changed.
            keep_page(connection, later(page, now, open_case=isinstance(error, RobotsError)))
        else:
            keep_page(connection, replace(page, next_at=now + backoff(_UNREACHED, watcher.chance)))
    return error.what


def _behind_open_case(connection: Connection, page: Page) -> bool:
    cases = cases_of_reports(connection, [page.report]).get(page.report, [])
    return any(is_open(file) for file in case_payloads(connection, cases))

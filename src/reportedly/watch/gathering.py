"""Listed reports fetched, read and kept; and what becomes of those that do not come."""

from collections.abc import Callable
from datetime import datetime, timedelta

from reportedly.collect.fetch import Answer
from reportedly.collect.politeness import backoff
from reportedly.errors import AddressError, FetchError, HeldBackError, InputError, RobotsError
from reportedly.model.following import ItemState
from reportedly.store.sources import Item, due_items, mark_item, take_item
from reportedly.watch.keeping import Arrived, keep, keep_traces, report_in
from reportedly.watch.lanes import Job, answers
from reportedly.watch.settings import Watcher
from reportedly.watch.visiting import Visitor

__all__ = ["Tell", "gather"]

Tell = Callable[[str, str], None]

_HELD = timedelta(minutes=10)
_TRIES = 6
# A page that is not found may have been listed a moment too early.
_TRIES_NOT_FOUND = 2
_LARGEST_BATCH = 200


def gather(watcher: Watcher, visitor: Visitor, tell: Tell) -> int:
    """Fetch, read and keep all listed reports whose time has come.

    Args:
        watcher: What watching goes by.
        visitor: Who fetches.
        tell: Told the address and the result of each.

    Returns:
        How many reports were added or are a new version.
    """
    added = 0
    ends_at = watcher.clock.now() + timedelta(seconds=watcher.round_seconds)
    while not watcher.stopped() and watcher.clock.now() <= ends_at:
        with watcher.store.reading() as connection:
            due = due_items(connection, watcher.clock.now(), _LARGEST_BATCH)
        if not due:
            break
        for item in due:
            if item.content is not None:
                added += _take(watcher, visitor, item, None, tell)
        jobs = [Job(item.url, "page", item) for item in due if item.content is None]
        for job, answer in answers(jobs, visitor, watcher):
            added += _take(watcher, visitor, job.thing, answer, tell)
    return added


def _take(watcher: Watcher, visitor: Visitor, item: Item, answer: Answer | FetchError | None, tell: Tell) -> int:
    with watcher.store.writing() as connection:
        visitor.write(connection)
        if not isinstance(answer, HeldBackError):
            take_item(connection, item.number)
    if isinstance(answer, FetchError):
        return _failed(watcher, item, answer, tell)
    if answer is not None and answer.exchange.status != 200:
        return _refused(watcher, item, answer, tell)
    try:
        page = _arrived(item, answer)
        found = report_in(page)
        added = keep(watcher, found, keep_all=item.keep_all)
    except InputError as error:
        return _given_up(watcher, item, error.what, tell)
    with watcher.store.writing() as connection:
        if added is not None:
            keep_traces(connection, watcher, page, found, added)
        result = added.outcome.value if added else "tells no case"
        mark_item(connection, item.number, ItemState.DONE, result, report=added.report if added else None)
    tell(item.url, result)
    return int(added is not None)


def _arrived(item: Item, answer: Answer | None) -> Arrived:
    if answer is None:
        return Arrived(item.content or b"", item.url, "text/html", "utf-8", None, item.outlet, item.published, item.credit)
    url, kind, charset = answer.exchange.url, answer.media_type, answer.charset
    return Arrived(answer.content, url, kind, charset, answer.exchange, item.outlet, item.published, item.credit)


def _failed(watcher: Watcher, item: Item, error: FetchError, tell: Tell) -> int:
    if isinstance(error, RobotsError | AddressError) or (item.tries + 1 >= _TRIES and not isinstance(error, HeldBackError)):
        return _given_up(watcher, item, error.what, tell)
    now = watcher.clock.now()
    wait = _HELD if isinstance(error, HeldBackError) else backoff(item.tries + 1, watcher.chance)
    return _again(watcher, item, error.what, now + wait)


def _refused(watcher: Watcher, item: Item, answer: Answer, tell: Tell) -> int:
    status = answer.exchange.status
    told = f"the server answered {status} {answer.exchange.reason}".rstrip()[:200]
    most = _TRIES if status == 429 or status >= 500 else _TRIES_NOT_FOUND
    if item.tries + 1 >= most:
        return _given_up(watcher, item, told, tell)
    return _again(watcher, item, told, watcher.clock.now() + backoff(item.tries + 3, watcher.chance))


def _again(watcher: Watcher, item: Item, result: str, next_at: datetime) -> int:
    with watcher.store.writing() as connection:
        mark_item(connection, item.number, ItemState.WAITING, result, next_at=next_at)
    return 0


def _given_up(watcher: Watcher, item: Item, result: str, tell: Tell) -> int:
    with watcher.store.writing() as connection:
        mark_item(connection, item.number, ItemState.GIVEN_UP, result)
    tell(item.url, result)
    return 0

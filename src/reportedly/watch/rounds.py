"""Rounds of watching: sources looked at, reports fetched and read, pages looked at again, and what is new told; then waiting for the next."""

from dataclasses import dataclass
from datetime import timedelta

from reportedly.collect.fetch import Answer
from reportedly.errors import FetchError
from reportedly.model.following import Source
from reportedly.store.fetching import forget_old_fetches, next_page_moment
from reportedly.store.sources import due_sources, keep_items, next_moment, update_source
from reportedly.watch.again import look_again
from reportedly.watch.archives import look_into
from reportedly.watch.delivering import deliver
from reportedly.watch.gathering import Tell, gather
from reportedly.watch.lanes import Job, answers
from reportedly.watch.looking import conditions, look_at, pages_in
from reportedly.watch.noticing import notice_new
from reportedly.watch.settings import Watcher
from reportedly.watch.stamping import next_stamping, stamp_from_now_on, stamp_kept
from reportedly.watch.visiting import Visitor

__all__ = ["Round", "one_round", "watch"]

_FETCHES_KEPT = timedelta(days=365)
_NAP = 1.0


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: sources looked at, reports newly listed, reports kept, pages that changed; alerts noticed, and told on some channel."""

    sources: int
    listed: int
    kept: int
    changed: int
    noticed: int
    told: int


def one_round(watcher: Watcher, visitor: Visitor, tell: Tell = lambda _place, _result: None) -> Round:
    """Do all whose time has come, once.

    Args:
        watcher: What watching goes by.
        visitor: Who fetches.
        tell: Told the place and the result of everything that was done.
    """
    stamp_from_now_on(watcher)
    with watcher.store.reading() as connection:
        due = due_sources(connection, watcher.clock.now())
    listed = _look(watcher, visitor, [source for source in due if source.kind.is_web], tell)
    kept = sum(look_into(source, watcher, tell) for source in due if not source.kind.is_web)
    kept += gather(watcher, visitor, tell)
    changed = look_again(watcher, visitor, tell)
    with watcher.store.writing() as connection:
        visitor.write(connection)
        forget_old_fetches(connection, watcher.clock.now() - _FETCHES_KEPT)
    noticed = notice_new(watcher)
    delivered = deliver(watcher)
    for channel, fault in delivered.faults:
        tell(channel, fault)
    stamp_kept(watcher, tell)
    return Round(len(due), listed, kept, changed, noticed, delivered.told)


def _look(watcher: Watcher, visitor: Visitor, due: list[Source], tell: Tell) -> int:
    new = 0
    jobs = [Job(source.place, "source", source, conditions(source.etag, source.modified)) for source in due]
    for job, answer in answers(jobs, visitor, watcher):
        new += _listed(watcher, visitor, job.thing, answer, tell)
    return new


def _listed(watcher: Watcher, visitor: Visitor, source: Source, first: Answer | FetchError, tell: Tell) -> int:
    def visit(url: str, headers: dict[str, str]) -> Answer:
        if url != source.place:
            return visitor.visit(url, "source", headers)
        if isinstance(first, FetchError):
            raise first
        return first

    look = look_at(source, visit, watcher)
    with watcher.store.writing() as connection:
        visitor.write(connection)
        pages = pages_in(source, look.listed)
        new = keep_items(connection, source, look.listed, pages, watcher.clock.now(), watcher.waiting)
        update_source(connection, look.source)
    tell(source.place, f"{look.source.last_result}, {new} new" if look.listed else look.source.last_result)
    return new


def watch(watcher: Watcher, tell: Tell = lambda _place, _result: None) -> None:
    """Do round after round, each as soon as something is due, until it is time to end.

    Args:
        watcher: What watching goes by.
        tell: Told the place and the result of everything that was done.
    """
    visitor = Visitor(watcher)
    while not watcher.stopped():
        one_round(watcher, visitor, tell)
        _rest(watcher)


def _rest(watcher: Watcher) -> None:
    with watcher.store.reading() as connection:
        waiting = (next_moment(connection), next_page_moment(connection), next_stamping(connection, watcher))
        moments = [moment for moment in waiting if moment]
    latest = watcher.clock.now() + watcher.every
    until = max(min([*moments, latest]), watcher.clock.now() + timedelta(seconds=_NAP))
    while not watcher.stopped() and (left := (until - watcher.clock.now()).total_seconds()) > 0:
        watcher.clock.sleep(min(left, _NAP * 5))

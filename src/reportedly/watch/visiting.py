"""Visits to hosts: one at a time to each, as slowly as it wants, only where its robots.txt allows, and not at all while it is in trouble."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from reportedly.collect.addresses import Target, target_of
from reportedly.collect.fetch import Answer, ask, is_address
from reportedly.collect.politeness import EVERYTHING, LONGEST_DELAY, NOTHING, ROBOTS_BYTES, Robots, backoff, retry_after
from reportedly.errors import AddressError, FetchError, HeldBackError, RobotsError
from reportedly.store import Connection
from reportedly.store.fetching import Fetch, Host, host_of, keep_fetch, keep_host
from reportedly.watch.settings import Watcher

__all__ = ["Visitor"]

_ROBOTS_LASTS = timedelta(hours=24)
_ROBOTS_RETRY = timedelta(hours=1)
# So long may an old robots.txt stand in for one that cannot be fetched (RFC 9309).
_ROBOTS_AT_MOST = timedelta(days=30)
_OVERLOADED = frozenset({429, 503})
# A server is done with an answer only a little after its last byte has come, and the rest is meant to be long enough as the server sees it.
_LONGER = 1.2


@dataclass(slots=True)
class _Door:
    """One host while this program runs: who is in, and when the next may come in."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    open_at: datetime | None = None
    known: dict[str, Host] = field(default_factory=dict)


class Visitor:
    """Fetches for many threads at once.

    Args:
        watcher: What watching goes by.
    """

    def __init__(self, watcher: Watcher) -> None:
        self._watcher, self._clock = watcher, watcher.clock
        self._started = watcher.clock.now()
        self._doors: dict[str, _Door] = {}
        self._guard = threading.Lock()
        self._fetches: list[Fetch] = []
        self._hosts: dict[str, Host] = {}

    def visit(self, url: str, purpose: str, headers: Mapping[str, str] | None = None, *, max_bytes: int | None = None) -> Answer:
        """Fetch an address, waiting for its host as long as that wants; the request is recorded whatever comes of it.

        Args:
            url: The address.
            purpose: What for, as it is recorded.
            headers: More headers of the request.
            max_bytes: The largest size.

        Raises:
            HeldBackError: If the host is not to be asked now.
            RobotsError: If the site does not want it.
            FetchError: If nothing came of it.
        """
        rules = self._watcher.rules.up_to(max_bytes or self._watcher.page_bytes)
        began, at = time.monotonic(), self._clock.now()
        try:
            answer = ask(url, rules, headers, gate=self._gate, now=self._clock.now)
        except HeldBackError:
            # Nobody was asked, so there is nothing to record.
            raise
        except FetchError as error:
            self._record(Fetch(at, url, purpose, None, error.what[:200], 0, time.monotonic() - began))
            if not isinstance(error, RobotsError | AddressError):
                self._trouble(error.where if is_address(error.where) else url, None)
            raise
        status = answer.exchange.status
        self._record(Fetch(at, url, purpose, status, _result(answer), len(answer.content), time.monotonic() - began))
        self._came(answer)
        if status in _OVERLOADED:
            self._trouble(answer.exchange.url, retry_after(answer.exchange.header("retry-after"), self._clock.now()))
        return answer

    def write(self, connection: Connection) -> None:
        """Keep what was recorded since the last time, in the transaction of somebody else."""
        with self._guard:
            fetches, self._fetches = self._fetches, []
            hosts, self._hosts = self._hosts, {}
        for fetch in fetches:
            keep_fetch(connection, fetch)
        for host in hosts.values():
            keep_host(connection, host)

    @property
    def has_records(self) -> bool:
        """Whether there is something to keep."""
        return bool(self._fetches or self._hosts)

    @contextmanager
    def _gate(self, url: str) -> Iterator[None]:
        target = target_of(url)
        door = self._door(target.host)
        with door.lock:
            host = self._known(door, target.origin)
            self._check(host, url)
            self._wait(door, self._gap(host))
            host = self._with_robots(door, target, host)
            if not _robots(host).allows(url):
                raise RobotsError("the site does not want this page fetched by programs", where=url, mend="its robots.txt says so")
            gap = self._gap(host)
            self._wait(door, gap)
            try:
                yield
            finally:
                door.open_at = self._clock.now() + timedelta(seconds=gap)

    def _door(self, host: str) -> _Door:
        with self._guard:
            return self._doors.setdefault(host, _Door())

    def _known(self, door: _Door, origin: str) -> Host:
        if origin not in door.known:
            with self._watcher.store.reading() as connection:
                host = host_of(connection, origin)
            door.known[origin] = host
            if host.robots_at is not None and door.open_at is None:
                # The program may have been ended in the middle of a request: a known host is not asked at once again.
                door.open_at = self._started + timedelta(seconds=self._gap(host))
        return door.known[origin]

    def _gap(self, host: Host) -> float:
        return max(self._watcher.gap, _robots(host).delay) * _LONGER

    def _check(self, host: Host, url: str) -> None:
        now = self._clock.now()
        if host.next_at is not None and host.next_at > now:
            raise HeldBackError("the host is left alone for a while", where=url, mend="it is asked again later")
        if host.day == now.date() and host.bytes > self._watcher.day_bytes:
            raise HeldBackError("the host has sent enough for one day", where=url, mend="it is asked again tomorrow")

    def _wait(self, door: _Door, gap: float) -> None:
        if door.open_at is not None:
            wait = (door.open_at - self._clock.now()).total_seconds()
            if wait > 0:
                self._clock.sleep(min(wait, max(gap, LONGEST_DELAY)))

    def _with_robots(self, door: _Door, target: Target, host: Host) -> Host:
        now = self._clock.now()
        lasts = _ROBOTS_LASTS if host.robots is not None else _ROBOTS_RETRY
        if host.robots_at is not None and now - host.robots_at < lasts:
            return host
        url = f"{target.origin}/robots.txt"
        began = time.monotonic()
        rules = replace(self._watcher.rules, max_bytes=ROBOTS_BYTES * 4, seconds=30.0)
        try:
            answer = ask(url, rules, now=self._clock.now)
        except AddressError:
            raise
        except FetchError as error:
            text = None
            self._record(Fetch(now, url, "robots", None, error.what[:200], 0, time.monotonic() - began))
        else:
            text = _robots_text(answer)
            self._record(Fetch(now, url, "robots", answer.exchange.status, _result(answer), len(answer.content), time.monotonic() - began))
        ended = self._clock.now()
        if not (text is None and host.robots is not None and host.robots_at is not None and now - host.robots_at < _ROBOTS_AT_MOST):
            host = self._keep(door, replace(host, robots=text, robots_at=now))
        door.open_at = ended + timedelta(seconds=self._gap(host))
        return host

    def _came(self, answer: Answer) -> None:
        target = target_of(answer.exchange.url)
        door = self._door(target.host)
        with door.lock:
            host = self._known(door, target.origin)
            today = self._clock.now().date()
            size = len(answer.content) + (host.bytes if host.day == today else 0)
            failures = host.failures if answer.exchange.status in _OVERLOADED else 0
            self._keep(door, replace(host, failures=failures, next_at=None, day=today, bytes=size))

    def _trouble(self, url: str, wanted: timedelta | None) -> None:
        """Leave a host alone after an error, longer after each."""
        target = target_of(url)
        door = self._door(target.host)
        with door.lock:
            host = self._known(door, target.origin)
            wait = max(wanted or timedelta(), backoff(host.failures + 1, self._watcher.chance))
            self._keep(door, replace(host, failures=host.failures + 1, next_at=self._clock.now() + wait))

    def _keep(self, door: _Door, host: Host) -> Host:
        door.known[host.origin] = host
        with self._guard:
            self._hosts[host.origin] = host
        return host

    def _record(self, fetch: Fetch) -> None:
        with self._guard:
            self._fetches.append(fetch)


def _robots(host: Host) -> Robots:
    if host.robots is not None:
        return Robots(host.robots)
    return EVERYTHING if host.robots_at is None else NOTHING


def _robots_text(answer: Answer) -> str | None:
    """What a robots.txt says; None when the server could not tell, which forbids everything for a while."""
    status = answer.exchange.status
    if status == 200:
        return answer.content[:ROBOTS_BYTES].decode("utf-8", errors="replace")
    return "" if 300 <= status < 500 and status != 429 else None


def _result(answer: Answer) -> str:
    return {200: "ok", 304: "not modified"}.get(answer.exchange.status, answer.exchange.reason.lower()[:100] or "no reason given")

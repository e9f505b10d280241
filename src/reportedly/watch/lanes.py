"""Many hosts at once, each by one after the other: jobs go out in lanes by host, answers come back as they arrive and wait in a short line."""

import contextlib
import queue
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from reportedly.collect.fetch import Answer
from reportedly.errors import FetchError, HeldBackError
from reportedly.watch.settings import Watcher
from reportedly.watch.visiting import Visitor

__all__ = ["Job", "answers"]

_LINE = 8
_PATIENCE = 0.5


@dataclass(frozen=True, slots=True)
class Job:
    """An address to ask for, what for, and the thing that it is asked for. Sources have lists of their own size and do not need it whole."""

    url: str
    purpose: str
    thing: Any
    headers: dict[str, str] = field(default_factory=dict)


_Found = tuple[Job, Answer | FetchError] | BaseException | None


def answers(jobs: Iterable[Job], visitor: Visitor, watcher: Watcher) -> Iterator[tuple[Job, Answer | FetchError]]:
    """Ask for all jobs, and give what came of each. What is not begun when the time of a round is over, or when it is time to end, is left out.

    Args:
        jobs: What to ask for; those of one host go one after the other, in their order.
        visitor: Who asks.
        watcher: What watching goes by.
    """
    lanes: dict[str, list[Job]] = {}
    for job in jobs:
        lanes.setdefault(urlsplit(job.url).netloc.lower(), []).append(job)
    if not lanes:
        return
    line = _Line(visitor, watcher)
    with ThreadPoolExecutor(max_workers=min(watcher.workers, len(lanes))) as pool:
        for lane in lanes.values():
            pool.submit(line.go, lane)
        try:
            yield from _drained(line.found, len(lanes))
        finally:
            line.left.set()


class _Line:
    """Where answers wait for the one who takes them; when that one has left, nobody waits any longer."""

    def __init__(self, visitor: Visitor, watcher: Watcher) -> None:
        self.found: queue.Queue[_Found] = queue.Queue(_LINE)
        self.left = threading.Event()
        self._visitor, self._watcher = visitor, watcher
        self._ends_at = watcher.clock.now() + timedelta(seconds=watcher.round_seconds)

    def go(self, lane: list[Job]) -> None:
        """Ask for the jobs of one host."""
        try:
            held: FetchError | None = None
            for job in lane:
                if self.left.is_set() or self._watcher.stopped() or self._watcher.clock.now() > self._ends_at:
                    break
                found = held or _asked(job, self._visitor)
                held = found if isinstance(found, HeldBackError) else None
                self._put((job, found))
        except BaseException as fault:  # noqa: BLE001 (handed to the one who takes the answers, who raises it)
            self._put(fault)
        finally:
            self._put(None)

    def _put(self, found: _Found) -> None:
        while not self.left.is_set():
            with contextlib.suppress(queue.Full):
                self.found.put(found, timeout=_PATIENCE)
                return


def _drained(line: "queue.Queue[_Found]", lanes: int) -> Iterator[tuple[Job, Answer | FetchError]]:
    while lanes:
        found = line.get()
        if found is None:
            lanes -= 1
        elif isinstance(found, BaseException):
            raise found
        else:
            yield found


def _asked(job: Job, visitor: Visitor) -> Answer | FetchError:
    try:
        return visitor.visit(job.url, job.purpose, job.headers)
    except FetchError as error:
        return error

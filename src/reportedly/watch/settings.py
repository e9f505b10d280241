"""What watching goes by: the store, the reader, the clock, and the limits."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from reportedly.collect.rules import FetchRules
from reportedly.collect.stamping import Authority
from reportedly.model.claims import ReportReading
from reportedly.model.text import Article
from reportedly.store import Store
from reportedly.watch.clock import Clock, SystemClock

__all__ = ["Watcher"]


@dataclass(frozen=True, slots=True)
class Watcher:
    """All that watching needs.

    ``read`` reads an article. ``every`` is how often a source is looked at that has no time of its own. ``gap`` is the least time between two
    requests to one host, in seconds, when its robots.txt wants no longer one. ``workers`` hosts are asked at once; no round of fetching begins a
    page after ``round_seconds``. A host may send ``day_bytes`` a day, a page may have ``page_bytes``. Of each source ``waiting`` listed reports
    wait at most. ``near`` is how long before its day a deadline is told. ``chance`` gives numbers from 0 to 1. ``stopped`` tells that it is time
    to end. ``authority`` is asked to time-stamp the bytes that are kept.
    """

    store: Store
    read: Callable[[Article], ReportReading]
    rules: FetchRules = field(default_factory=FetchRules)
    clock: Clock = field(default_factory=SystemClock)
    every: timedelta = timedelta(minutes=15)
    gap: float = 1.0
    workers: int = 6
    round_seconds: float = 600.0
    page_bytes: int = 10_000_000
    day_bytes: int = 500_000_000
    waiting: int = 2_000
    near: timedelta = timedelta(days=3)
    chance: Callable[[], float] = random.random
    stopped: Callable[[], bool] = lambda: False
    authority: Authority | None = None

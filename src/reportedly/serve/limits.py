"""How often a token may ask: so many times in a minute, and no more."""

import math
import threading
import time
from collections.abc import Callable

__all__ = ["PER_MINUTE", "Bucket"]

PER_MINUTE = 600
_MOST = 10_000


class Bucket:
    """Counts requests. Each key may ask ``most`` times at once, and is given back ``most`` requests a minute, evenly.

    Args:
        most: How often in a minute; ``PER_MINUTE`` if not given.
        clock: Tells the time in seconds.
    """

    def __init__(self, most: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most or PER_MINUTE, clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, key: str) -> int:
        """How many seconds a key has to wait: 0 if it may ask now, which then counts."""
        with self._lock:
            at = self._clock()
            left, last = self._left.get(key, (float(self._most), at))
            left = min(float(self._most), left + (at - last) * self._most / 60)
            if left < 1:
                self._left[key] = (left, at)
                return math.ceil((1 - left) * 60 / self._most)
            if len(self._left) >= _MOST:
                self._left.clear()
            self._left[key] = (left - 1, at)
            return 0

"""What a site asks of those who fetch from it: robots.txt (RFC 9309), crawl delay, Retry-After; and how long to wait after errors."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from reportedly.collect.rules import ROBOTS_NAME

__all__ = ["EVERYTHING", "LONGEST_DELAY", "NOTHING", "ROBOTS_BYTES", "Robots", "backoff", "retry_after"]

# By RFC 9309 a crawler has to read at least so much; more is cut off.
ROBOTS_BYTES = 512_000
LONGEST_DELAY = 120.0
_LONGEST_RETRY = timedelta(days=1)
_FIRST_WAIT = 60.0
_LONGEST_WAIT = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Robots:
    """What a robots.txt says to this program; its text is kept, and parsed when it is asked."""

    text: str

    def allows(self, url: str) -> bool:
        """Whether a page may be fetched."""
        return bool(_parsed(self.text).can_fetch(url, ROBOTS_NAME))

    @property
    def delay(self) -> float:
        """The seconds that a site wants between two requests; 0 if it does not say. Longer ones than two minutes are cut."""
        parsed = _parsed(self.text)
        wanted = [float(parsed.crawl_delay(ROBOTS_NAME) or 0)]
        rate = parsed.request_rate(ROBOTS_NAME)
        if rate and rate.requests:
            wanted.append(rate.seconds / rate.requests)
        return min(max(0.0, *wanted), LONGEST_DELAY)


EVERYTHING = Robots("")
NOTHING = Robots("User-agent: *\nDisallow: /\n")


@lru_cache(maxsize=256)
def _parsed(text: str) -> Any:
    from protego import Protego

    return Protego.parse(text)


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """The time that a server wants to be left alone, from ``Retry-After``: seconds or a date; never more than a day, whatever it says."""
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), _LONGEST_RETRY)
    try:
        until = parsedate_to_datetime(text)
        return min(max(until - now, timedelta()), _LONGEST_RETRY)
    except (ValueError, TypeError, OverflowError):
        return None


def backoff(failures: int, chance: Callable[[], float]) -> timedelta:
    """How long to wait after so many failures in a row: twice as long each time, from a minute to six hours, a half more or less by chance.

    Args:
        failures: How many, 1 or more.
        chance: Gives a number from 0 to 1, so that not all come back at the same moment.
    """
    seconds = min(_FIRST_WAIT * 2 ** min(failures - 1, 20), _LONGEST_WAIT)
    return timedelta(seconds=seconds * (0.5 + chance()))

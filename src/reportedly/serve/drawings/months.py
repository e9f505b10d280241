"""The marks of a scale of time: weeks, months or years, never so many that they touch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Tick", "ticks"]

_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DENSE = timedelta(days=75)
_SPARSE = timedelta(days=500)
_LONG = timedelta(days=2000)
# So far apart that two of them do not touch.
_APART = 58.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale."""

    x: float
    words: str


def ticks(first: date, last: date, x: Callable[[date], float]) -> tuple[Tick, ...]:
    """The marks between two days.

    Args:
        first: The first day.
        last: The last day.
        x: Gives the place of a day.
    """
    found: list[Tick] = []
    year = 0
    for day in _days(first, last):
        words = _words(day, last - first, with_year=day.year != year)
        if found and x(day) - found[-1].x < _APART:
            continue
        found.append(Tick(x(day), words))
        year = day.year
    return tuple(found)


def _words(day: date, span: timedelta, *, with_year: bool) -> str:
    if span > _LONG:
        return str(day.year)
    begin = f"{day.day} " if span <= _DENSE else ""
    return f"{begin}{_NAMES[day.month - 1]}{f' {day.year}' if with_year else ''}"


def _days(first: date, last: date) -> Iterator[date]:
    span = last - first
    if span <= _DENSE:
        day = first + timedelta(days=(7 - first.weekday()) % 7)
        while day <= last:
            yield day
            day += timedelta(days=7)
        return
    step = 12 if span > _LONG else 3 if span > _SPARSE else 1
    year, month = first.year, first.month
    while (day := date(year, month, 1)) <= last:
        if day >= first and (month - 1) % step == 0:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)

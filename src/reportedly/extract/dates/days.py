"""Days, weeks, months and years: the arithmetic of the calendar."""

from calendar import monthrange
from datetime import date, timedelta

__all__ = ["Interval", "around", "month_of", "moved", "narrow", "shifted", "year_of"]

Interval = tuple[date | None, date | None]
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def month_of(year: int, month: int) -> tuple[date, date]:
    """All days of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_of(year: int) -> tuple[date, date]:
    """All days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def shifted(day: date, months: int) -> date:
    """A day some months later; the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def around(day: date, unit: str) -> tuple[date, date]:
    """The day, week, month, quarter, year or decade that a day lies in."""
    match unit:
        case "week" | "fortnight":
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case "month":
            return month_of(day.year, day.month)
        case "quarter":
            first = (day.month - 1) // 3 * 3 + 1
            return date(day.year, first, 1), month_of(day.year, first + 2)[1]
        case "year":
            return year_of(day.year)
        case "decade":
            return date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31)
    return day, day


def moved(day: date, unit: str, count: float) -> date:
    """A day some days, weeks, months or years later."""
    if unit in _MONTHS:
        return shifted(day, round(count * _MONTHS[unit]))
    return day + timedelta(days=round(count * _DAYS.get(unit, 1)))


def narrow(interval: Interval, part: str) -> Interval:
    """The early, middle or late part of an interval; a day stays as it is."""
    first, last = interval
    if not part or first is None or last is None or first == last:
        return interval
    length = (last - first).days + 1
    if part.endswith("half"):
        middle = first + timedelta(days=length // 2)
        return (first, middle - timedelta(days=1)) if part.startswith("early") else (middle, last)
    if 28 <= length <= 31:
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, length)}[part]
        return first.replace(day=bounds[0]), first.replace(day=bounds[1])
    if length in (365, 366):
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
        return date(first.year, months[0], 1), month_of(first.year, months[1])[1]
    if length > 3650:
        years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
        return date(first.year + years[0], 1, 1), date(first.year + years[1], 12, 31)
    third = max(length // 3, 1)
    match part:
        case "early":
            return first, first + timedelta(days=third)
        case "late":
            return last - timedelta(days=third), last
    return first + timedelta(days=third), last - timedelta(days=third)

"""Lines that tell when a report was published: ``April 23, 2025``, ``Опубликовано: 3 мая 2021, 14:05 МСК``, and days in addresses."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from reportedly.lexicon.calendar import calendar
from reportedly.lexicon.furniture import marks_of

__all__ = ["Dated", "date_line", "day_in_address", "moment"]

_NUMERIC = re.compile(r"\b(?:(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4}))(?!\d)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:?\d{2}(?::?\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?")
# A name is tried from its beginning only: from each of its letters, a text without spaces would take for ever.
_WORDED = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?P<name>[^\W\d_]{3,})\.?,?\s+(?:de\s+)?(?P<y>\d{4})|(?<![^\W\d_])(?P<name2>[^\W\d_]{3,})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4})"
)
_EAST = re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]")
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?(?:\s*\(?((?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|[A-ZА-Я]{2,4}|мск)\)?)?", re.I)
_ZONES = {
    "GMT": 0,
    "UTC": 0,
    "Z": 0,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
    "EET": 120,
    "EEST": 180,
    "MSK": 180,
    "МСК": 180,
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "AEST": 600,
    "AEDT": 660,
    "HKT": 480,
    "JST": 540,
    "KST": 540,
}
_IN_PATH = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>0?[1-9]|1[0-2]|[a-z]{3})[/-](?P<d>0?[1-9]|[12]\d|3[01])(?=[/_-])|[/-](?P<y2>20\d{2})-(?P<m2>\d{2})-(?P<d2>\d{2})(?=[/._-]|$)|/(?P<y3>20\d{2})(?P<m3>[01]\d)(?P<d3>[0-3]\d)(?=/)"
)
_IN_QUERY = re.compile(r"[?&]\w+=(?P<y>20\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?:\d{4}|\d{6})?(?=&|$)")
_LEFT_OVER = {
    "at",
    "on",
    "в",
    "г",
    "года",
    "year",
    "um",
    "uhr",
    "à",
    "às",
    "the",
    "de",
    "del",
    "and",
    "local",
    "time",
    "hrs",
    "h",
    "am",
    "pm",
    "день",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """What a date line tells. ``label`` is ``published`` or ``updated`` if the line says which it is."""

    day: date
    at: datetime | None
    label: str | None


def date_line(line: str) -> Dated | None:
    """The day that a line tells, if it tells nothing else."""
    if not 6 <= len(line) <= 90:
        return None
    label, rest = _label(line)
    iso = _ISO.search(rest)
    if iso and (found := moment(iso[0])):
        return Dated(found.date(), found, label) if not rest.replace(iso[0], "").strip(" .,;:|()-–—") else None
    for pattern in (_NUMERIC, _WORDED, _EAST):
        match = pattern.search(rest)
        day = _day(match) if match else None
        if match and day:
            remains = rest[: match.start()] + " " + rest[match.end() :]
            clock = _CLOCK.search(remains)
            if clock:
                remains = remains[: clock.start()] + " " + remains[clock.end() :]
            if not _only_filling(remains):
                return None
            return Dated(day, _at(day, clock) if clock else None, label)
    return None


def _label(line: str) -> tuple[str | None, str]:
    for mark in marks_of("updated", "published"):
        start = mark.start_of(line)
        if start:
            return mark.kind, line.lstrip()[len(start) :].lstrip(" :-–—|")
    return None, line


def _day(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    year = found.get("y") or found.get("y2")
    number = found.get("d") or found.get("d2")
    name = found.get("name") or found.get("name2")
    month = calendar().months.get(name.casefold()) if name else int(found.get("m") or found.get("m2") or 0)
    try:
        return date(int(year or 0), month or 0, int(number or 0))
    except ValueError:
        return None


def _only_filling(text: str) -> bool:
    words = re.findall(r"[^\W_]+", text.casefold())
    return all(word in _LEFT_OVER or word in calendar().weekdays for word in words)


def _at(day: date, clock: re.Match[str]) -> datetime | None:
    hour, minute = int(clock[1]), int(clock[2])
    half = (clock[3] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=_zone(clock[4]))


def _zone(name: str | None) -> timezone | None:
    if not name:
        return None
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes)) if minutes < 1440 else None
    known = _ZONES.get(name.upper())
    return None if known is None else timezone(timedelta(minutes=known))


def moment(text: str) -> datetime | None:
    """A moment or day (as midnight without zone) from the forms that pages write for machines."""
    text = text.strip()
    text = re.sub(r"\s+([+-]\d{2}:?\d{2}|Z)$", r"\1", text)
    text = re.sub(r"(T\d{2}:\d{2}(?::\d{2})?\.\d{6})\d+", r"\1", text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    found = date_line(text) if not _ISO.match(text) else None
    if found:
        return found.at or datetime(found.day.year, found.day.month, found.day.day)
    return None


def day_in_address(url: str) -> date | None:
    """The day that stands in an address, as in ``/2022/07/17/`` or ``?id=202207171530``."""
    match = _IN_PATH.search(url.split("?")[0].lower()) or _IN_QUERY.search(url)
    if not match:
        return None
    found = {key: value for key, value in match.groupdict().items() if value}
    year, month, day = (next(found[key] for key in found if key.startswith(part)) for part in "ymd")
    number = int(month) if month.isdigit() else calendar().months.get(month, 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None

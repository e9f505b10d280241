"""From the meaning of a wording to an interval of days. Knows calendars, not languages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from reportedly.extract.dates.days import Interval, around, month_of, moved, narrow, shifted, year_of
from reportedly.extract.dates.matching import Filler, Wording

__all__ = ["UNKNOWN", "Setting", "Turn", "resolve"]

UNKNOWN: Interval = (None, None)
_SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
# a report may be dated a day before the event that it tells, for the time zone
_SLACK = timedelta(days=1)
# a year further back than this, counted from the newest told or from when news pages began, is history: "the 1904 treaty"
_MEMORY = 40
_OLDEST = 1990


class Turn(StrEnum):
    """Which of several possible times is meant: the last one, the next one, or the nearest."""

    PAST = "past"
    FUTURE = "future"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a wording is resolved against: the day of publication, the tense, the times told before, the order of numeric dates."""

    published: date | None
    turn: Turn
    before: tuple[tuple[date, date], ...] = ()
    month_first: bool | None = None


def _pick(candidates: Iterable[tuple[date, date]], setting: Setting, rule: str = "") -> Interval:
    """The candidate that is meant, by the words (last, next) or by the tense."""
    day = setting.published
    if day is None:
        return UNKNOWN
    ordered = sorted(candidates)
    before = [one for one in ordered if one[0] <= day]
    match rule:
        case "last":
            before = [one for one in ordered if one[1] < day]
            return before[-1] if before else UNKNOWN
        case "next" | "coming":
            after = [one for one in ordered if one[0] > day]
            return after[0] if after else UNKNOWN
    if setting.turn is Turn.FUTURE:
        after = [one for one in ordered if one[1] >= day]
        return after[0] if after else UNKNOWN
    if setting.turn is Turn.NEAR:
        return min(
            ordered, key=lambda one: 0 if one[0] <= day <= one[1] else min(abs((one[0] - day).days), abs((one[1] - day).days)), default=UNKNOWN
        )
    return before[-1] if before else UNKNOWN


def _whole(value: Filler) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _years(setting: Setting) -> range:
    return range(setting.published.year - 9, setting.published.year + 10) if setting.published else range(0)


def _calendar(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    year, month, day, weekday = (slots.get(key) for key in ("year", "month", "day", "weekday"))
    if year is None and "shift" in given:
        year = setting.published.year + _whole(given["shift"]) if setting.published else None
        if year is None:
            return UNKNOWN
    if month is None and day is None and year is None:
        return _weekday(_whole(weekday), given, setting)
    if year is not None:
        return _fixed(_whole(year), month, day)
    if setting.published is None and month is not None:
        return _beside_told(month, day, setting)
    candidates = [_fixed(one, month, day) for one in _years(setting)]
    known = [(first, last) for first, last in candidates if first and last]
    if weekday is not None and day is not None:
        known = [one for one in known if one[0].weekday() == weekday] or known
        if len(known) <= len(candidates) // 3:
            # weekday and day agree once in five or six years, so that the nearest is meant
            return _pick(known, Setting(setting.published, Turn.NEAR), str(given.get("turn", "")))
    if setting.turn is Turn.PAST and day is not None and setting.published and (setting.published + _SLACK, setting.published + _SLACK) in known:
        return setting.published + _SLACK, setting.published + _SLACK
    return _pick(known, setting, str(given.get("turn", "")))


def _beside_told(month: Filler, day: Filler, setting: Setting) -> Interval:
    """Without a day of publication, "held on 9 April 2019 … on 11 October" means the year of the time told last, if it is one of our age."""
    if not setting.before or setting.before[-1][0].year != setting.before[-1][1].year:
        return UNKNOWN
    newest = max(last.year for _, last in setting.before)
    year = setting.before[-1][0].year
    return _fixed(year, month, day) if max(newest, _OLDEST) - year <= _MEMORY else UNKNOWN


def _fixed(year: int, month: Filler, day: Filler) -> Interval:
    try:
        if month is None:
            return year_of(year)
        if day is None:
            return month_of(year, _whole(month))
        only = date(year, _whole(month), _whole(day))
    except ValueError:
        return UNKNOWN
    return only, only


def _weekday(weekday: int, given: Mapping[str, int | str], setting: Setting) -> Interval:
    day = setting.published
    if day is None:
        return UNKNOWN
    monday = day - timedelta(days=day.weekday())
    if "week" in given:
        only = monday + timedelta(days=7 * _whole(given["week"]) + weekday)
        return only, only
    rule = str(given.get("turn", ""))
    if rule == "this":
        only = monday + timedelta(days=weekday)
        return only, only
    near = [day + timedelta(days=step) for step in range(-7, 8)]
    return _pick([(one, one) for one in near if one.weekday() == weekday], setting, rule)


def _numeric(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    month_first = False if given.get("order") == "day" else setting.month_first
    first, second, third = (_whole(slots[key]) for key in ("number", "number.b", "number.c"))
    if first > 31:
        return _fixed(first, second, third)
    year = third + (2000 if third < 70 else 1900) if third < 100 else third
    if first > 12 or (second <= 12 and month_first is False):
        return _fixed(year, second, first)
    if second > 12 or first == second or month_first:
        return _fixed(year, first, second)
    return UNKNOWN


def _days(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    first = _calendar({key: value for key, value in slots.items() if key != "day.to"}, given, setting)
    if first[0] is None:
        return UNKNOWN
    last = _fixed(first[0].year, first[0].month, slots["day.to"])[0]
    return (first[0], last) if last and last >= first[0] else UNKNOWN


def _unit(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    if setting.published is None:
        return UNKNOWN
    unit = str(slots.get("unit", given.get("unit", "year")))
    there = moved(setting.published, unit, 1 * _whole(given["shift"]))
    return narrow(around(there, unit), str(given.get("part", "")))


def _offset(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    del slots
    if setting.published is None:
        return UNKNOWN
    only = setting.published + timedelta(days=_whole(given["days"]))
    return only, only


def _ago(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    day, count, unit = setting.published, slots.get("count"), str(slots["unit"])
    if day is None:
        return UNKNOWN
    sign = _whole(given.get("sign", -1))
    if count is None:
        return (None, day) if sign < 0 else (day, None)
    if unit in {"hour", "minute"}:
        days = float(count) / (24 if unit == "hour" else 1440)
        early, late = day + timedelta(days=sign * int(-(-days // 1))), day + timedelta(days=sign * int(days // 1))
        return min(early, late), max(early, late)
    first, last = around(moved(day, unit, sign * float(count)), _coarse(unit, float(count)))
    return (None, last) if given.get("open") == "before" else (first, last)


def _coarse(unit: str, count: float) -> str:
    """The unit that a distance is exact to: half a year back is a month, not a year."""
    return "month" if unit == "year" and count != int(count) else unit


def _span(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    day = setting.published
    unit = str(slots.get("unit", given.get("unit")))
    count = slots["count"] if "count" in slots else given.get("count", 1)
    ahead = given.get("turn") == "next"
    if day is None:
        return UNKNOWN
    if count is None:
        return (day, None) if ahead else (None, day)
    other = moved(day, unit, float(count) * (1 if ahead else -1)) if unit not in {"hour", "minute"} else day + timedelta(days=1 if ahead else -1)
    return (day, other) if ahead else (other, day)


def _anchored(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    unit = str(slots.get("unit", given.get("unit")))
    anchor = _anchor(setting, unit)
    if anchor is None:
        return UNKNOWN
    return around(moved(anchor[0], unit, _whole(given["shift"])), unit)


def _anchored_count(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    unit, count = str(slots["unit"]), slots.get("count", 1)
    anchor = _anchor(setting, unit)
    if anchor is None:
        return UNKNOWN
    ahead = _whole(given["sign"]) > 0
    if count is None:
        return (anchor[0], None) if ahead else (None, anchor[1])
    if unit in {"hour", "minute"}:
        return (anchor[0], anchor[0] + timedelta(days=int(float(count) // 24) + 1)) if ahead and unit == "hour" else UNKNOWN
    there = moved(anchor[0], unit, float(count) * (1 if ahead else -1))
    if unit == "week" and anchor[0] == anchor[1]:
        return there, there
    return around(there, _coarse(unit, float(count)))


def _anchor(setting: Setting, unit: str) -> tuple[date, date] | None:
    """The nearest time told before that is at least as exact as a unit."""
    longest = {"day": 1, "hour": 1, "minute": 1, "week": 7, "fortnight": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653}[unit]
    for first, last in reversed(setting.before):
        if (last - first).days < longest:
            return first, last
    return None


def _season(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    first_month = _SEASONS[str(slots["season"])]
    year = slots.get("year")
    if year is not None:
        # a winter lies in two years; which one is meant is not told
        return UNKNOWN if first_month == 12 else _quarter_from(_whole(year), first_month)
    if setting.published is None:
        return UNKNOWN
    if "shift" in given:
        return _quarter_from(setting.published.year + _whole(given["shift"]), first_month)
    return _pick([_quarter_from(one, first_month) for one in _years(setting)], setting, str(given.get("turn", "")))


def _quarter_from(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    end = shifted(first, 2)
    return first, month_of(end.year, end.month)[1]


def _quarter(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    number, year = _whole(slots["ordinal"]), slots.get("year")
    if not 1 <= number <= 4:
        return UNKNOWN
    if year is not None:
        return _quarter_from(_whole(year), number * 3 - 2)
    if setting.published is None:
        return UNKNOWN
    if "shift" in given:
        return _quarter_from(setting.published.year + _whole(given["shift"]), number * 3 - 2)
    return _pick([_quarter_from(one, number * 3 - 2) for one in _years(setting)], setting)


def _half(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    del given, setting
    year, number = _whole(slots["year"]), _whole(slots["ordinal"])
    return UNKNOWN if number not in (1, 2) else (date(year, number * 6 - 5, 1), month_of(year, number * 6)[1])


def _decade(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    del given, setting
    year = _whole(slots.get("year", slots.get("short-year")))
    return date(year, 1, 1), date(year + 9, 12, 31)


def _weekend(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    del slots
    day = setting.published
    if day is None:
        return UNKNOWN
    saturday = day - timedelta(days=(day.weekday() + 2) % 7)
    near = [(saturday + timedelta(days=step), saturday + timedelta(days=step + 1)) for step in (-7, 0, 7)]
    return _pick(near, setting, str(given.get("turn", "")))


def _within(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    day = setting.published
    if day is None:
        return UNKNOWN
    first, last = around(day, str(slots["unit"]))
    return (first, day) if given.get("side") == "before" else (day, last)


def _vague(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    del slots
    return (None, setting.published) if given.get("open") == "before" else (setting.published, None)


def _feast(slots: Mapping[str, Filler], given: Mapping[str, int | str], setting: Setting) -> Interval:
    month, day = (int(part) for part in str(slots["feast"]).split("-"))
    return _calendar({"month": month, "day": day, "year": slots.get("year")}, given, setting)


_MEANINGS: dict[str, Callable[[Mapping[str, Filler], Mapping[str, int | str], Setting], Interval]] = {
    "calendar": _calendar,
    "numeric": _numeric,
    "days": _days,
    "unit": _unit,
    "offset": _offset,
    "ago": _ago,
    "span": _span,
    "anchored": _anchored,
    "anchored-count": _anchored_count,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "decade": _decade,
    "weekend": _weekend,
    "within": _within,
    "vague": _vague,
    "feast": _feast,
}


def resolve(wording: Wording, setting: Setting) -> Interval:
    """The interval that a wording means; both ends None when it cannot be known."""
    try:
        interval = _MEANINGS[wording.rule.means](wording.slots, wording.rule.given, setting)
    except (OverflowError, ValueError):
        return UNKNOWN
    return narrow(interval, wording.part)

"""The timeline of a case as a drawing: one lane a person, time from left to right, every step a mark with its name beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reportedly.export.case_wording import STANDINGS, entry_words, when_words
from reportedly.export.wording import FAVOURABLE, STEP_NAMES, duration
from reportedly.model.casefile import CaseFile, TimelineEntry
from reportedly.model.claims import Standing, StepType
from reportedly.serve.drawings.months import Tick, ticks

__all__ = ["Lane", "Mark", "Stretch", "Timeline", "timeline"]

WIDTH = 1120
LEFT = 190
RIGHT = 1096
ROW = 28
LANES = 10
_SIGN = 6.6
_TOP = 30
_GAP = 16
_NOBODY, _UNNAMED = "", "not named"
_HELD = frozenset({StepType.ARREST, StepType.PRETRIAL_DETENTION, StepType.DETENTION_EXTENDED, StepType.HOUSE_ARREST, StepType.BAIL})
_FORCE = _HELD | {
    StepType.SEARCH,
    StepType.WANTED,
    StepType.EXTRADITION,
    StepType.DEPORTATION,
    StepType.DEATH_IN_CUSTODY,
    StepType.CITIZENSHIP_REVOKED,
    StepType.SANCTION,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A step. ``shape`` is ``square`` (taken or held), ``disc`` (before a court) or ``diamond`` (in their favour); ``hollow`` if it did not happen.

    ``end`` tells that the words stand left of the mark. ``told`` marks a step whose day is not told: it stands where it was first reported.
    """

    entry: str
    x: float
    y: float
    shape: str
    hollow: bool
    told: bool
    words: str
    hint: str
    end: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time that lasts: held until a day, or a step whose day is only known within bounds."""

    x: float
    y: float
    width: float
    held: bool


@dataclass(slots=True)
class Lane:
    """The steps of one person, from ``top`` down."""

    name: str
    top: float
    height: float = ROW
    marks: list[Mark] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Where the name stands."""
        return self.top + ROW / 2


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing. ``today`` is where the day of looking stands, if it is in the picture; ``more`` counts the people without a lane."""

    width: int
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    more: int
    left: int = LEFT
    right: int = RIGHT


def timeline(file: CaseFile, names: Mapping[str, str], today: date) -> Timeline | None:
    """The drawing of a case's timeline; None when no step has a day.

    Args:
        file: The case file as it is shown.
        names: Names of its people by id.
        today: The day of looking.
    """
    dated = [(entry, day) for entry in file.timeline if (day := _day(entry)) is not None]
    if not dated:
        return None
    first, last = _bounds(dated, today)
    scale = _Scale(first, last)
    rows = _lanes(file, names, [entry for entry, _ in dated])
    lanes: list[Lane] = []
    top = float(_TOP)
    for name, entries in rows[:LANES]:
        lane = Lane(name, top)
        _fill(lane, entries, scale)
        lanes.append(lane)
        top += lane.height + _GAP
    here = scale.x(today) if first <= today <= last else None
    return Timeline(WIDTH, top, tuple(lanes), ticks(first, last, scale.x), here, max(0, len(rows) - LANES))


def _day(entry: TimelineEntry) -> date | None:
    if entry.when and (entry.when.earliest or entry.when.latest):
        return entry.when.earliest or entry.when.latest
    return entry.told


def _bounds(dated: Sequence[tuple[TimelineEntry, date]], today: date) -> tuple[date, date]:
    days = [day for _, day in dated]
    days += [until for entry, _ in dated if entry.until and (until := entry.until.latest or entry.until.earliest)]
    first, last = min(days), max(days)
    if first <= today <= last + (last - first) / 8:
        last = max(last, today)
    space = max(timedelta(days=3), (last - first) / 30)
    return first - space, last + space


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + share * (RIGHT - LEFT), 1)


def _lanes(file: CaseFile, names: Mapping[str, str], entries: Sequence[TimelineEntry]) -> list[tuple[str, list[TimelineEntry]]]:
    """One lane for each person with a step, in the order of the people, then those not named, then the case itself."""
    found: list[tuple[str, list[TimelineEntry]]] = []
    for person in sorted(file.people, key=lambda person: not person.favourable):
        own = [entry for entry in entries if person.id in entry.who]
        if own:
            found.append((names.get(person.id, person.id), own))
    unnamed = [entry for entry in entries if not entry.who and entry.unnamed]
    whole = [entry for entry in entries if not entry.who and not entry.unnamed]
    return found + [(name, own) for name, own in ((_UNNAMED, unnamed), (_NOBODY, whole)) if own]


def _fill(lane: Lane, entries: Iterable[TimelineEntry], scale: _Scale) -> None:
    """Put each step into the first row in which its words touch no others."""
    ends: list[list[tuple[float, float]]] = []
    for entry in sorted(entries, key=lambda entry: (_day(entry) or date.max, entry.id)):
        x = scale.x(_day(entry) or scale.last)
        words = _words(entry)
        width = 16 + len(words) * _SIGN
        end = x + width > RIGHT and x - width > LEFT
        taken = (x - width, x + 8) if end else (x - 8, x + width)
        row = next((number for number, row in enumerate(ends) if all(taken[1] < left or taken[0] > right for left, right in row)), len(ends))
        if row == len(ends):
            ends.append([])
        ends[row].append(taken)
        y = lane.top + row * ROW + ROW / 2
        lane.stretches += _stretches(entry, x, y, scale)
        lane.marks.append(Mark(entry.id, x, y, _shape(entry), entry.standing is not Standing.REPORTED, _untold(entry), words, _hint(entry), end))
    lane.height = len(ends) * ROW


def _untold(entry: TimelineEntry) -> bool:
    return entry.when is None or not (entry.when.earliest or entry.when.latest)


def _stretches(entry: TimelineEntry, x: float, y: float, scale: _Scale) -> Iterator[Stretch]:
    until = entry.until and (entry.until.latest or entry.until.earliest)
    if until and entry.type in _HELD and entry.standing is Standing.REPORTED and scale.x(until) > x:
        yield Stretch(x, y, round(scale.x(until) - x, 1), held=True)
    elif entry.when and entry.when.earliest and entry.when.latest and entry.when.latest > entry.when.earliest:
        yield Stretch(x, y, round(min(scale.x(entry.when.latest), RIGHT) - x, 1), held=False)


def _shape(entry: TimelineEntry) -> str:
    if entry.type in FAVOURABLE:
        return "diamond"
    return "square" if entry.type in _FORCE else "disc"


def _words(entry: TimelineEntry) -> str:
    term = f", {duration(entry.term)}" if entry.term else ""
    return f"{STANDINGS[entry.standing]}{STEP_NAMES[entry.type]}{term}"


def _hint(entry: TimelineEntry) -> str:
    """What is shown of a mark when it is pointed at: the day, and the sentence."""
    at = when_words(entry.when) or "Day not told"
    sentence = " ".join(entry.evidence[0].sentence.split()) if entry.evidence else entry_words(entry, {})
    return f"{at}: “{sentence}”"

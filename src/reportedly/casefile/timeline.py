"""Fold the steps that reports tell into one timeline: each step once, with all who tell it.

Two tellings are one step when the kind, the standing and somebody concerned agree and their days can be one. A step without a day joins the last
dated step of its kind that had happened when it was told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.casefile.telling import Telling
from reportedly.model.casefile import Interval
from reportedly.model.claims import Claim, Standing, Step, StepType
from reportedly.model.when import When

__all__ = ["StepGroup", "ToldStep", "step_groups"]

# Kinds that happen again and again: two days are two steps, not one step with two days.
_REPEATED = frozenset({StepType.DETENTION_EXTENDED, StepType.HEARING, StepType.SEARCH, StepType.APPEAL, StepType.PLEA})
_ONE_STEP = timedelta(days=7)
_TOLD_LATE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step as one report tells it. ``who`` are the people of the case that it concerns."""

    telling: Telling
    claim: Claim
    step: Step
    who: frozenset[str]

    @property
    def unnamed(self) -> int:
        """How many people without a name it concerns."""
        return self.telling.unnamed(self.step.who)

    @property
    def day(self) -> When | None:
        """When it happened, as told."""
        when = self.claim.when
        return when if when and (when.earliest or when.latest) else None

    @property
    def order(self) -> tuple[int, str, str, str]:
        """Narrow days first, then by day and report."""
        when = self.day
        if when is None or when.earliest is None or when.latest is None:
            width, first = 9999, (when.latest or when.earliest or date.max).isoformat() if when else "9999"
        else:
            width, first = (when.latest - when.earliest).days, when.earliest.isoformat()
        return (width, first, self.telling.part.order[0] + self.telling.report, self.claim.id)


@dataclass(frozen=True, slots=True)
class StepGroup:
    """One step with all tellings of it, in canonical order.

    ``who`` are all people of the case that it concerns, ``when`` is the narrowest interval that agrees with most tellings.
    """

    type: StepType
    standing: Standing
    told: tuple[ToldStep, ...]
    who: frozenset[str]
    when: Interval | None

    @property
    def unnamed(self) -> int:
        """The greatest number of people without a name that one report tells beside those whom the case knows by name."""
        known = len(self.who)
        return max(max(0, item.unnamed + len(item.who) - known) for item in self.told)

    @property
    def first_told(self) -> date | None:
        """The first day on which it was reported."""
        return min((item.telling.published for item in self.told if item.telling.published), default=None)


def _group(pile: "_Pile") -> StepGroup:
    told = tuple(sorted(pile.told, key=_by_report))
    return StepGroup(pile.first.step.type, pile.first.claim.standing, told, frozenset[str]().union(*(item.who for item in told)), _when(told))


def _when(told: Iterable[ToldStep]) -> Interval | None:
    days: dict[tuple[date | None, date | None], When] = {}
    times = Counter[tuple[date | None, date | None]]()
    for when in (item.day for item in told):
        if when:
            times[when.earliest, when.latest] += 1
            days.setdefault((when.earliest, when.latest), when)
    if not days:
        return None
    counts = {key: sum(times[other] for other in days if _overlap(days[key], days[other])) for key in days}
    chosen = max(counts, key=lambda key: (counts[key], -_width(key), str(key)))
    return Interval(*chosen, days[chosen].text)


def _width(key: tuple[date | None, date | None]) -> int:
    return (key[1] - key[0]).days if key[0] and key[1] else 9999


def step_groups(told: Iterable[Telling]) -> tuple[StepGroup, ...]:
    """All steps of a case, each once, by day.

    Args:
        told: The parts of the case.
    """
    steps = sorted(_steps(told), key=lambda item: item.order)
    groups: list[_Pile] = []
    for item in (item for item in steps if item.day):
        _put(item, groups, _nearest(item, groups))
    for item in (item for item in steps if not item.day):
        _put(item, groups, _latest_before(item, groups))
    return tuple(sorted(map(_group, groups), key=_chronology))


def _by_report(item: ToldStep) -> tuple[str, str, int, str]:
    return (*item.telling.part.order, item.claim.id)


def _chronology(group: StepGroup) -> tuple[str, str, str]:
    when = group.when
    day = (when.earliest or when.latest) if when else group.first_told
    return (day.isoformat() if day else "9999", group.type.value, group.told[0].claim.id)


def _steps(told: Iterable[Telling]) -> Iterator[ToldStep]:
    for telling in told:
        for claim in telling.claims:
            if isinstance(claim.says, Step):
                yield ToldStep(telling, claim, claim.says, frozenset(telling.named(claim.says.who)))


class _Pile:
    """Tellings of one step while they are gathered, with what each further one is held against, so that a step told by hundreds costs little."""

    def __init__(self, first: ToldStep) -> None:
        self.first = first
        self.told: list[ToldStep] = []
        self.who: set[str] = set()
        self.days: dict[tuple[date | None, date | None], When] = {}
        self.terms: set[tuple[str, frozenset[str]]] = set()
        self.put(first)

    def put(self, item: ToldStep) -> None:
        """Take in another telling."""
        self.told.append(item)
        self.who |= item.who
        if item.day:
            self.days.setdefault((item.day.earliest, item.day.latest), item.day)
        if item.step.term:
            self.terms.add((item.step.term, item.who))


def _put(item: ToldStep, groups: list[_Pile], home: _Pile | None) -> None:
    if home is None:
        groups.append(_Pile(item))
    else:
        home.put(item)


def _nearest(item: ToldStep, groups: Sequence[_Pile]) -> _Pile | None:
    fitting = [(_distance(item, group), number) for number, group in enumerate(groups) if _agree(item, group) and _days_fit(item, group)]
    return groups[min(fitting)[1]] if fitting else None


def _latest_before(item: ToldStep, groups: Sequence[_Pile]) -> _Pile | None:
    """The last dated step of this kind that had happened when this one was told; else one without a day like itself."""
    fitting = []
    for number, group in enumerate(groups):
        if not _agree(item, group):
            continue
        day = _first_day(group)
        if day is None:
            fitting.append((date.min, number))
        elif item.telling.published is None or _could_tell(item.telling.published, day, item.step.type):
            fitting.append((day, number))
    return groups[max(fitting)[1]] if fitting else None


def _could_tell(published: date, day: date, kind: StepType) -> bool:
    """Whether a report can mean a step of that day without giving the day: not before it, and not long after it if such steps come again."""
    return day <= published and (kind not in _REPEATED or published <= day + _TOLD_LATE)


def _first_day(group: _Pile) -> date | None:
    return next((day.earliest or day.latest for day in group.days.values()), None)


def _agree(item: ToldStep, group: _Pile) -> bool:
    if item.step.type is not group.first.step.type or item.claim.standing is not group.first.claim.standing:
        return False
    if (item.who or group.who) and not item.who & group.who:
        return False
    return not _other_terms(item, group)


def _other_terms(item: ToldStep, group: _Pile) -> bool:
    """Whether two tellings give different people different terms, as in one ruling on several defendants."""
    return bool(item.step.term) and any(term != item.step.term and who != item.who for term, who in group.terms)


def _overlap(left: When, right: When) -> bool:
    return not (left.earliest and right.latest and left.earliest > right.latest) and not (
        right.earliest and left.latest and right.earliest > left.latest
    )


def _gap(left: When, right: When) -> timedelta:
    if _overlap(left, right):
        return timedelta(0)
    first, second = (left, right) if (left.latest or date.max) < (right.earliest or date.min) else (right, left)
    return (second.earliest or date.min) - (first.latest or date.max)


def _distance(item: ToldStep, group: _Pile) -> int:
    return min((abs(_gap(item.day, day).days) for day in group.days.values() if item.day), default=0)


def _days_fit(item: ToldStep, group: _Pile) -> bool:
    """Whether the days can be one; a step that happens once may be told with two days, which is then a contradiction."""
    allowed = timedelta(0) if item.step.type in _REPEATED else _ONE_STEP
    return all(_gap(item.day, day) <= allowed for day in group.days.values() if item.day)

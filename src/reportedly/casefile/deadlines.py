"""What is to happen by a day, and whether anybody has reported since what happened."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from reportedly.casefile.telling import cite
from reportedly.casefile.timeline import StepGroup, ToldStep
from reportedly.lexicon.time_limits import time_limits
from reportedly.model.casefile import Cited, Deadline, DeadlineState
from reportedly.model.claims import Standing, StepType

__all__ = ["deadlines"]

_HELD = {
    StepType.ARREST: "detention ends",
    StepType.PRETRIAL_DETENTION: "detention ends",
    StepType.DETENTION_EXTENDED: "detention ends",
    StepType.HOUSE_ARREST: "house arrest ends",
    StepType.BAIL: "bail ends",
}
_SCHEDULED = {
    StepType.HEARING: "hearing",
    StepType.SENTENCE: "sentence expected",
    StepType.CONVICTION: "verdict expected",
    StepType.APPEAL: "appeal hearing",
    StepType.RELEASE: "release expected",
    StepType.EXTRADITION: "extradition expected",
    StepType.DEPORTATION: "deportation expected",
}
_NO_NEWS = frozenset({StepType.SEARCH, StepType.CASE_OPENED, StepType.WANTED, StepType.ARREST})
_OUTCOMES = frozenset(
    {
        StepType.RELEASE,
        StepType.CONVICTION,
        StepType.SENTENCE,
        StepType.ACQUITTAL,
        StepType.CASE_CLOSED,
        StepType.EXCHANGE,
        StepType.PARDON,
        StepType.DEATH_IN_CUSTODY,
        StepType.DEPORTATION,
        StepType.EXTRADITION,
    }
)
_LEAD = timedelta(days=10)


def deadlines(groups: Sequence[StepGroup], countries: Sequence[str], today: date | None) -> tuple[Deadline, ...]:
    """The deadlines of a case by day.

    Args:
        groups: All steps of the case.
        countries: The countries of the case; a time limit of the law counts only when there is exactly one.
        today: The day to look from; without one, all that was not followed by a report is ahead.
    """
    found = [*_ends(groups), *_coming(groups), *_legal(groups, countries)]
    merged: dict[tuple[str, date, tuple[str, ...]], Deadline] = {}
    for item, source in found:
        seen = _seen(item, source, groups, today)
        key = (seen.what, seen.day, seen.who)
        known = merged.get(key)
        evidence = tuple(dict.fromkeys([*(known.evidence if known else ()), *seen.evidence]))
        state = DeadlineState.FOLLOWED if known is not None and known.state is DeadlineState.FOLLOWED else seen.state
        merged[key] = replace(seen, state=state, evidence=evidence)
    return tuple(sorted(merged.values(), key=lambda item: (item.day, item.what, item.who)))


def _cited(told: Iterable[ToldStep]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys(cited for item in told for cited in cite(item.telling.report, item.claim.evidence)))


def _deadline(what: str, day: date, group: StepGroup, told: Sequence[ToldStep], reference: str | None = None) -> tuple[Deadline, StepGroup]:
    who = tuple(sorted({person for item in told for person in item.who}))
    unnamed = max(item.unnamed for item in told)
    return Deadline(what, who, day, DeadlineState.AHEAD, _cited(told), unnamed, reference), group


def _ends(groups: Iterable[StepGroup]) -> Iterator[tuple[Deadline, StepGroup]]:
    for group in groups:
        if group.standing is not Standing.REPORTED or group.type not in _HELD:
            continue
        by_day: dict[date, list[ToldStep]] = {}
        for item in group.told:
            until = item.step.until
            if until and until.latest:
                by_day.setdefault(until.latest, []).append(item)
        yield from (_deadline(_HELD[group.type], day, group, told) for day, told in sorted(by_day.items()))


def _coming(groups: Iterable[StepGroup]) -> Iterator[tuple[Deadline, StepGroup]]:
    for group in groups:
        when = group.when
        if group.standing is Standing.SCHEDULED and when and when.latest:
            what = _SCHEDULED.get(group.type, f"{group.type.value.replace('_', ' ')} expected")
            yield _deadline(what, when.latest, group, group.told)


def _legal(groups: Iterable[StepGroup], countries: Sequence[str]) -> Iterator[tuple[Deadline, StepGroup]]:
    if len(countries) != 1:
        return
    for group in groups:
        when = group.when
        if group.standing is not Standing.REPORTED or not when or when.earliest is None or when.earliest != when.latest:
            continue
        for limit in time_limits():
            if limit.country == countries[0] and limit.after == group.type.value and when.earliest >= limit.since:
                yield _deadline(limit.what, when.earliest + limit.days, group, group.told, limit.reference)


def _seen(item: Deadline, source: StepGroup, groups: Sequence[StepGroup], today: date | None) -> Deadline:
    """The deadline as of a day, for those only of whom nothing was reported since; for all when something was reported of all."""
    news = [group for group in groups if group is not source and group.standing is Standing.REPORTED and group.type not in _NO_NEWS]
    waiting = [person for person in item.who if not any(person in group.who and _answers(group, item, source) for group in news)]
    if not waiting and (item.who or any(_answers(group, item, source) for group in news)):
        return replace(item, state=DeadlineState.FOLLOWED)
    return replace(item, who=tuple(waiting), state=DeadlineState.SILENCE if today and item.day < today else DeadlineState.AHEAD)


def _answers(group: StepGroup, item: Deadline, source: StepGroup) -> bool:
    """Whether a later step tells what became of it: it happened about that day or after it, or it ends or outlasts what was to end."""
    moment = _moment(group)
    if moment is None or moment <= (_moment(source) or date.min):
        return False
    return (
        moment >= item.day - _LEAD
        or group.type in _OUTCOMES
        or any(t.step.until and (t.step.until.latest or date.min) > item.day for t in group.told)
    )


def _moment(group: StepGroup) -> date | None:
    when = group.when
    return (when.latest or when.earliest) if when else group.first_told

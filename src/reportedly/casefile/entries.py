"""Steps of the timeline as the case file shows them, with support and evidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.casefile.independence import Independence
from reportedly.casefile.telling import cite
from reportedly.casefile.timeline import StepGroup, ToldStep
from reportedly.model.casefile import Interval, TimelineEntry
from reportedly.model.when import When

__all__ = ["entries"]


def entries(groups: Sequence[StepGroup], sources: Independence) -> tuple[TimelineEntry, ...]:
    """The timeline of a case.

    Args:
        groups: The steps of the case by day.
        sources: Who is independent of whom.
    """
    return tuple(_entry(group, sources) for group in groups)


def _entry(group: StepGroup, sources: Independence) -> TimelineEntry:
    told = group.told
    return TimelineEntry(
        id=min(item.claim.id for item in told),
        type=group.type,
        who=tuple(sorted(group.who)),
        unnamed=group.unnamed,
        when=group.when,
        until=_until(told, sources),
        term=_best([(item, item.step.term) for item in told if item.step.term], sources),
        by=_most(item.telling.organisation(item.step.by) for item in told),
        place=_most(item.telling.place(item.step.place) for item in told),
        standing=group.standing,
        support=sources.support((item.telling.report, item.claim) for item in told),
        evidence=tuple(dict.fromkeys(cited for item in told for cited in cite(item.telling.report, item.claim.evidence))),
        offences=tuple(dict.fromkeys(kind for item in told for kind in item.telling.kinds(item.step.offences))),
        told=group.first_told,
        claims=tuple(item.claim.id for item in told),
    )


def _until(told: Sequence[ToldStep], sources: Independence) -> Interval | None:
    days: dict[str, When] = {}
    values = []
    for item in told:
        until = item.step.until
        if until and (until.earliest or until.latest):
            key = f"{until.earliest}/{until.latest}"
            days.setdefault(key, until)
            values.append((item, key))
    chosen = _best(values, sources)
    return Interval(days[chosen].earliest, days[chosen].latest, days[chosen].text) if chosen else None


def _best(values: Sequence[tuple[ToldStep, str | None]], sources: Independence) -> str | None:
    """The value that most newsrooms tell, the newest of several."""
    by_value: dict[str, list[ToldStep]] = {}
    for item, value in values:
        if value:
            by_value.setdefault(value, []).append(item)

    def weight(value: str) -> tuple[int, date, str]:
        items = by_value[value]
        newsrooms = sources.support((item.telling.report, item.claim) for item in items).newsrooms
        return newsrooms, max((item.telling.published for item in items if item.telling.published), default=date.min), value

    return max(by_value, key=weight, default=None)


def _most(names: Iterable[str | None]) -> str | None:
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], -len(name), name), default=None)

"""Values that reports give for a fact that can have only one: put side by side when they cannot all be right, never silently chosen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.casefile.independence import Independence
from reportedly.model.casefile import Cited, Contradiction, Value
from reportedly.model.claims import Claim

__all__ = ["CONTEXT", "Told", "best", "contradiction"]

CONTEXT = "@"


@dataclass(frozen=True, slots=True)
class Told:
    """A value that a report tells. ``key`` is what is compared, up to ``@`` the value and after it its context; ``words`` is how it is shown."""

    key: str
    words: str
    report: str
    published: date | None
    evidence: tuple[Cited, ...]
    claim: Claim | None = None


def _values(told: Iterable[Told], independence: Independence) -> tuple[Value, ...]:
    by_value: dict[str, list[Told]] = {}
    for item in told:
        by_value.setdefault(item.key.partition(CONTEXT)[0], []).append(item)
    found = [_value(items, independence) for items in by_value.values()]
    found.sort(key=lambda value: value.value)
    return tuple(sorted(found, key=lambda value: (value.newest or date.min, value.support.newsrooms, value.support.reports), reverse=True))


def _value(items: Sequence[Told], independence: Independence) -> Value:
    newest = max((item.published for item in items if item.published), default=None)
    support = independence.support((item.report, item.claim) for item in items)
    evidence = tuple(dict.fromkeys(cited for item in items for cited in item.evidence))
    return Value(items[0].words, support, evidence, newest)


def contradiction(
    about: str, told: Iterable[Told], independence: Independence, compatible: Callable[[str, str], bool] = str.__eq__
) -> Contradiction | None:
    """The values side by side, newest and best supported first; None when all of them can be right together.

    Args:
        about: What the values are about.
        told: All that is told of it.
        independence: Who is independent of whom.
        compatible: Whether two keys can both be right.
    """
    items = tuple(told)
    keys = tuple(dict.fromkeys(item.key for item in items))
    against = {key for key in keys if any(not compatible(key, other) for other in keys if other != key)}
    if not against:
        return None
    return Contradiction(about, _values((item for item in items if item.key in against), independence))


def best(told: Iterable[Told], independence: Independence) -> str | None:
    """The value that most independent newsrooms tell, the newest of several."""
    values = _values(told, independence)
    ranked = sorted(values, key=lambda value: (value.support.newsrooms, value.newest or date.min), reverse=True)
    return ranked[0].value if ranked else None

"""Time as reports tell it: intervals, never bare dates."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.model.text import Span

__all__ = ["Bearing", "Term", "TermKind", "When", "WhenMention"]


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included; an end that is not told is None.

    ``text`` is the wording in the report, ``span`` where it stands, ``anchor`` the day that a relative wording was resolved against.

    Raises:
        ValueError: If the interval ends before it begins.
    """

    earliest: date | None
    latest: date | None
    text: str
    span: Span | None = None
    anchor: date | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"interval ends before it begins: {self.earliest}..{self.latest}")

    @property
    def is_day(self) -> bool:
        """Whether the interval is exactly one day."""
        return self.earliest is not None and self.earliest == self.latest


class Bearing(StrEnum):
    """How an expression of time bears on what it is said of."""

    ON = "on"
    UNTIL = "until"
    SINCE = "since"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class WhenMention:
    """An expression of time in a report: its interval, its bearing, and its half-open token range."""

    when: When
    bearing: Bearing
    first: int
    last: int


class TermKind(StrEnum):
    """What a length of time is the length of."""

    PRISON = "prison"
    DETENTION = "detention"
    SUSPENDED = "suspended"
    PROBATION = "probation"
    SUPERVISION = "supervision"
    HOUSE_ARREST = "house_arrest"
    LABOUR = "labour"
    LIFE = "life"
    DEATH = "death"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """A penalty or a length of detention.

    ``iso`` is an ISO 8601 duration (``P13Y6M``), ``life`` or ``death``; None for a range. ``maximum`` tells a penalty that could be given from one
    that was. ``first``/``last`` is its half-open token range.
    """

    iso: str | None
    kind: TermKind
    text: str
    span: Span
    first: int
    last: int
    maximum: bool = False

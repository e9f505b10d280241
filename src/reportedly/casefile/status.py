"""What was last reported of a person in a case.

The status follows from the day of a step, not from the day on which it was told: a late report of an early step does not move it back. Nothing
escalates by itself, and an outcome in the person's favour counts as much as a charge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.casefile.timeline import StepGroup
from reportedly.model.claims import Standing, StepType

__all__ = ["FAVOURABLE", "Status", "status_of"]

FAVOURABLE = frozenset({StepType.ACQUITTAL, StepType.CASE_CLOSED, StepType.RELEASE, StepType.PARDON, StepType.EXCHANGE})

# The order of steps when they happen on one day or have no day. What is not listed tells of a proceeding but not of where a person stands in it.
_RANK = {
    StepType.CASE_OPENED: 1,
    StepType.WANTED: 2,
    StepType.ARREST: 3,
    StepType.BAIL: 4,
    StepType.CHARGE: 5,
    StepType.HOUSE_ARREST: 6,
    StepType.PRETRIAL_DETENTION: 7,
    StepType.DETENTION_EXTENDED: 8,
    StepType.INDICTMENT: 9,
    StepType.CONVICTION: 10,
    StepType.SENTENCE: 11,
    StepType.APPEAL_OVERTURNED: 12,
    StepType.EXTRADITION: 13,
    StepType.DEPORTATION: 14,
    StepType.RELEASE: 15,
    StepType.ACQUITTAL: 16,
    StepType.CASE_CLOSED: 17,
    StepType.EXCHANGE: 18,
    StepType.PARDON: 19,
    StepType.DEATH_IN_CUSTODY: 20,
}
_VERDICTS = frozenset({StepType.CONVICTION, StepType.SENTENCE, StepType.ACQUITTAL})
_OF_APPEAL = frozenset({StepType.APPEAL_UPHELD, StepType.APPEAL_OVERTURNED})


@dataclass(frozen=True, slots=True)
class Status:
    """The last reported step of a person, None when no step is reported; and whether it is under appeal."""

    group: StepGroup | None
    under_appeal: bool = False

    @property
    def favourable(self) -> bool:
        """Whether the last step is an outcome in the person's favour."""
        return self.group is not None and self.group.type in FAVOURABLE


def status_of(person: str, groups: Sequence[StepGroup]) -> Status:
    """The status of a person.

    Args:
        person: The id of a person of the case.
        groups: All steps of the case.
    """
    own = [group for group in groups if person in group.who and group.standing is Standing.REPORTED]
    last = _last([group for group in own if group.type in _RANK])
    if last is None:
        last = _last(own)
    return Status(last, _under_appeal(own, last))


def _last(groups: Sequence[StepGroup]) -> StepGroup | None:
    dated = [group for group in groups if _day(group)]
    # "Arrested in 2024" is not later than an acquittal in June of that year only because the year ends later.
    certain = max((_first(group) for group in dated), default=date.min)
    open_ended = [group for group in dated if _moment(group) >= certain]
    last = max(open_ended, key=lambda group: (_rank(group), _moment(group)), default=None)
    for group in sorted((group for group in groups if not _day(group)), key=lambda group: (_rank(group), group.first_told or date.min)):
        if last is None or _comes_after(group, last):
            last = group
    return last


def _comes_after(group: StepGroup, last: StepGroup) -> bool:
    """Whether a step without a day is later than another: only if it was told later, and comes later in a proceeding."""
    day = _day(last) or last.first_told
    told_later = day is None or group.first_told is None or group.first_told >= day
    return told_later and _rank(group) > _rank(last)


def _day(group: StepGroup) -> date | None:
    when = group.when
    return (when.latest or when.earliest) if when else None


def _first(group: StepGroup) -> date:
    when = group.when
    return (when.earliest or when.latest or date.min) if when else date.min


def _rank(group: StepGroup) -> int:
    return _RANK.get(group.type, 0)


def _under_appeal(own: Sequence[StepGroup], last: StepGroup | None) -> bool:
    if last is None or last.type not in _VERDICTS:
        return False
    appeals = [_moment(group) for group in own if group.type is StepType.APPEAL]
    decided = [_moment(group) for group in own if group.type in _OF_APPEAL]
    return bool(appeals) and max(appeals) > max(decided, default=date.min)


def _moment(group: StepGroup) -> date:
    return _day(group) or group.first_told or date.min

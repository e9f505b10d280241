"""Take one report apart into the cases that it tells: its own subject, and background cases with people of their own.

People, groups and steps belong together when a step, an accusation or a sentence joins them, or when their days do not clash and no other offence
is told of them. Days that clash keep apart what shares an offence: "several others were sentenced for the same in earlier years" is another case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.casefile.digest import Members, digest
from reportedly.casefile.joining import Forest
from reportedly.model.cases import CasePart
from reportedly.model.claims import Accusation, Claim, ReportReading, Standing, Step
from reportedly.model.parties import Group, Person, RoleName

__all__ = ["parts"]

_NEAR = timedelta(days=45)
_LONG = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Accused people and what is claimed of them, not yet joined with others. ``sentences`` are where it is told."""

    who: frozenset[str]
    claims: tuple[str, ...]
    offences: frozenset[str]
    types: frozenset[str]
    sentences: frozenset[int]
    earliest: date | None
    latest: date | None
    vague: bool
    named: bool
    at: int


def parts(reading: ReportReading) -> tuple[CasePart, ...]:
    """The cases that one report tells, its own subject first. Empty when it tells none.

    Args:
        reading: What was read in the report.
    """
    bundles = _bundles(reading)
    if not bundles:
        return ()
    forest = Forest(range(len(bundles)))
    for left in range(len(bundles)):
        for right in range(left + 1, len(bundles)):
            if _belong_together(bundles[left], bundles[right]):
                forest.join(left, right)
    groups = sorted(([bundles[number] for number in group] for group in forest.groups()), key=_weight)
    members = [_members(group) for group in groups]
    return tuple(digest(reading, number, own, _elsewhere(members, own)) for number, own in enumerate(members, 1))


def _weight(group: Sequence[_Bundle]) -> tuple[bool, int]:
    """The report's own subject comes first: named before unnamed, then by where it is first told."""
    return (not any(bundle.named for bundle in group), min(bundle.at for bundle in group))


def _elsewhere(members: Sequence[Members], own: Members) -> frozenset[str]:
    return frozenset(offence for other in members if other is not own for offence in other.offences)


def _members(group: Sequence[_Bundle]) -> Members:
    who = frozenset(member for bundle in group for member in bundle.who)
    claims = frozenset(claim for bundle in group for claim in bundle.claims)
    offences = frozenset(offence for bundle in group for offence in bundle.offences)
    return Members(who, claims, offences)


def _bundles(reading: ReportReading) -> list[_Bundle]:
    named = {person.id for person in reading.people if person.named}
    accused = {person.id for person in reading.people if person.role is RoleName.ACCUSED}
    accused |= {group.id for group in reading.groups if group.role is RoleName.ACCUSED}
    claims = [claim for claim in reading.claims if isinstance(claim.says, Step | Accusation) and not _is_denied(claim)]
    found = [_bundle([claim], frozenset(claim.says.who), named) for claim in claims if isinstance(claim.says, Step | Accusation)]
    told = {member for bundle in found for member in bundle.who}
    parties: list[Person | Group] = [*reading.people, *reading.groups]
    for party in parties:
        if party.id in accused - told and party.evidence:
            spans = frozenset(piece.span.start for piece in party.evidence)
            found.append(_Bundle(frozenset({party.id}), (), frozenset(), frozenset(), spans, None, None, False, party.id in named, min(spans)))
    return found


def _is_denied(claim: Claim) -> bool:
    return claim.standing in (Standing.DENIED, Standing.HYPOTHETICAL)


def _bundle(claims: Sequence[Claim], who: frozenset[str], named: set[str]) -> _Bundle:
    claim = claims[0]
    says = claim.says
    offences = frozenset(says.offences) if isinstance(says, Step | Accusation) else frozenset()
    types = frozenset({says.type.value}) if isinstance(says, Step) else frozenset()
    sentences = frozenset(piece.span.start for piece in claim.evidence)
    earliest = claim.when.earliest if claim.when else None
    latest = claim.when.latest if claim.when else None
    vague = claim.when is not None and not (earliest and latest and latest - earliest <= _LONG)
    return _Bundle(who, (claim.id,), offences, types, sentences, earliest, latest, vague, bool(who & named), min(sentences))


def _belong_together(left: _Bundle, right: _Bundle) -> bool:
    if left.who & right.who:
        return True
    if not _days_agree(left, right):
        return False
    if left.sentences & right.sentences:
        return True
    if not (left.offences and right.offences) or not (left.who and right.who):
        return True
    return bool(left.offences & right.offences or left.types & right.types)


def _days_agree(left: _Bundle, right: _Bundle) -> bool:
    """Whether nothing speaks against one time: a vague or distant day of people who are not named is the mark of background."""
    if left.vague != right.vague and not (left.named and right.named):
        return False
    if left.earliest and right.latest and left.earliest - right.latest > _NEAR:
        return False
    return not (right.earliest and left.latest and right.earliest - left.latest > _NEAR)

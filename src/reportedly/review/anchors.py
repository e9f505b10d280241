"""What a decision is about, when a second reading by another lexicon has numbered parts and people anew.

A decision keeps, beside each target, how the target was called when it was decided: the names of the accused of a part, the name of a person, the
sentence of a claim. When the target is not there any more under its id, it is found again by what it was called, within the same report.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reportedly.model.cases import CasePart, PersonDigest
from reportedly.model.decisions import Decision

__all__ = ["called", "is_person", "naming", "part_of", "translated"]

_CALLED = "of "
_PARTS = "parts"
_BETWEEN = "; "


def naming(target: str, name: str) -> tuple[str, str]:
    """The entry of ``Decision.before`` that says how a target was called."""
    return (_CALLED + target, name)


def is_person(target: str) -> bool:
    """Whether a target is a person within a part; the id of a report may hold any sign."""
    return "/" in target.rpartition("#")[2]


def part_of(target: str) -> str:
    """The part that a target is, or is in."""
    report, mark, rest = target.rpartition("#")
    return f"{report}{mark}{rest.partition('/')[0]}" if mark else target


def called(target: str, parts: Iterable[CasePart]) -> str:
    """How a part or a person is called now; empty when it is not there."""
    for part in parts:
        if part.id == target:
            return _BETWEEN.join(person.names[0] for person in part.accused if person.named)
        for person in _people(part):
            if person.id == target:
                return person.names[0]
    return ""


def translated(decisions: Sequence[Decision], parts: Sequence[CasePart], twin: Callable[[str], str | None]) -> tuple[Decision, ...]:
    """The decisions with the ids that their targets have now.

    Args:
        decisions: Decisions that stand.
        parts: The parts that they may be about.
        twin: Gives for the id of a claim that is in no part any more the id of the present claim with the same sentence and kind.
    """
    here = {part.article_id for part in parts}
    return tuple(_translated(decision, parts, here, twin) for decision in decisions)


def _translated(decision: Decision, parts: Sequence[CasePart], here: set[str], twin: Callable[[str], str | None]) -> Decision:
    names = {field.removeprefix(_CALLED): value for field, value in decision.before if field.startswith(_CALLED)}

    def now(target: str) -> str:
        report, mark, _ = target.rpartition("#")
        if not mark:
            return twin(target) or target
        if report not in here:
            return target
        own = [part for part in parts if part.article_id == report]
        return _person_now(target, names.get(target, ""), own) if is_person(target) else _part_now(target, names.get(target, ""), own)

    before = tuple((field, " ".join(map(now, value.split())) if field == _PARTS else value) for field, value in decision.before)
    return replace(decision, target=tuple(map(now, decision.target)), before=before)


def _part_now(target: str, name: str, parts: Sequence[CasePart]) -> str:
    names = set(name.split(_BETWEEN)) - {""}

    def fit(part: CasePart) -> tuple[int, bool]:
        return (len(names & {spelt for person in part.accused for spelt in person.names}), part.id == target)

    best = max(parts, key=fit, default=None)
    return best.id if best is not None and (any(fit(best)) or len(parts) == 1) else target


def _person_now(target: str, name: str, parts: Sequence[CasePart]) -> str:
    people = [person for part in parts for person in _people(part)]
    same = [person for person in people if person.id == target and (not name or name in person.names)]
    by_name = [person for person in people if name and name in person.names]
    return (same or by_name)[0].id if same or by_name else target


def _people(part: CasePart) -> tuple[PersonDigest, ...]:
    return part.accused + part.others

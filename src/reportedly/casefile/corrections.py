"""Apply what people decided about single claims and people before anything is folded: a correction never changes what was read, only what counts."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from reportedly.casefile.titles import TITLE
from reportedly.model.claims import Claim, ReportReading, Standing, Step, StepType
from reportedly.model.decisions import Action, Decision, standing_decisions
from reportedly.model.parties import Person, RoleName
from reportedly.model.when import When

__all__ = ["REJECTED", "corrected", "correction_fault"]

REJECTED = "rejected"
_TERM = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?|life|death|")
_OLDEST = 130
_LONGEST_TITLE = 120


def correction_fault(after: Iterable[tuple[str, str]]) -> str | None:
    """What is wrong with the values of a correction, in words; None if they can be applied."""
    for field, value in after:
        check = _FIELDS.get(field)
        if check is None:
            return f"{field} is no field that can be corrected: {', '.join(sorted(_FIELDS))}"
        if not check(value):
            return f"{field} cannot be {value!r}"
    return None


def _is_when(text: str) -> bool:
    try:
        when = _when(text)
    except ValueError:
        return False
    return when is None or (when.earliest or date.min) <= (when.latest or date.max)


_FIELDS: dict[str, Callable[[str], bool]] = {
    "type": lambda value: value in set(StepType),
    "standing": lambda value: value == REJECTED or value in set(Standing),
    "date": _is_when,
    "until": _is_when,
    "term": lambda value: _TERM.fullmatch(value) is not None,
    "name": lambda value: bool(value.strip()),
    "role": lambda value: value in set(RoleName),
    "age": lambda value: value.isascii() and value.isdigit() and int(value) <= _OLDEST,
    TITLE: lambda value: value == "" or (bool(value.strip()) and value.isprintable() and len(value) <= _LONGEST_TITLE),
}


def corrected(reading: ReportReading, decisions: Iterable[Decision]) -> ReportReading:
    """A reading as people corrected it; the ids of its claims stay.

    Fields of a claim: ``type``, ``standing`` (also ``rejected``), ``date`` and ``until`` (``2024-03-14`` or ``2024-03-01/2024-03-31``), ``term``.
    Fields of a person: ``name``, ``role``, ``age``.

    Args:
        reading: What was read.
        decisions: All decisions.
    """
    changes = [decision for decision in standing_decisions(decisions) if decision.action is Action.CORRECT]
    if not changes:
        return reading
    of_claim: dict[str, dict[str, str]] = {}
    of_person: dict[str, dict[str, str]] = {}
    for decision in changes:
        for target in decision.target:
            article, _, rest = target.rpartition("#")
            if article == reading.article.id and "/" in rest:
                of_person.setdefault(rest.partition("/")[2], {}).update(decision.after)
            else:
                of_claim.setdefault(target, {}).update(decision.after)
    people = tuple(_person(person, of_person.get(person.id, {})) for person in reading.people)
    claims = tuple(_claim(claim, of_claim.get(claim.id, {})) for claim in reading.claims if of_claim.get(claim.id, {}).get("standing") != REJECTED)
    return replace(reading, people=people, claims=claims)


def _person(person: Person, after: Mapping[str, str]) -> Person:
    if not after:
        return person
    role = RoleName(after["role"]) if "role" in after else person.role
    age = int(after["age"]) if after.get("age", "").isdigit() else person.age
    return replace(person, name=after.get("name", person.name), role=role, age=age)


def _claim(claim: Claim, after: Mapping[str, str]) -> Claim:
    if not after:
        return claim
    says = claim.says
    if isinstance(says, Step):
        says = replace(
            says,
            type=StepType(after["type"]) if "type" in after else says.type,
            until=_when(after["until"]) if "until" in after else says.until,
            term=after.get("term", says.term),
        )
    standing = Standing(after["standing"]) if "standing" in after else claim.standing
    when = _when(after["date"]) if "date" in after else claim.when
    return replace(claim, says=says, standing=standing, when=when)


def _when(text: str) -> When | None:
    if not text:
        return None
    first, _, last = text.partition("/")
    return When(date.fromisoformat(first), date.fromisoformat(last or first), text)

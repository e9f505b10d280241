"""Is it the same person? Names decide first, what else is told of the person and the case second; a number or a description never names anybody."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportedly.model.cases import Feature, Judgement, PersonDigest, Verdict
from reportedly.model.parties import RoleName
from reportedly.resolve.names import MATCH, NameKinship, NameLikeness, likeness
from reportedly.resolve.spelling import surname

__all__ = ["CERTAIN", "IN_ONE_CASE", "NEARLY", "ONLY_ONE", "SURE", "best_likeness", "judge_people", "logistic", "may_be_one"]

SURE = 0.90
NEARLY = 0.70
CERTAIN = 0.97
_BASE = -1.5
_YEARS_OF_DOUBT = 1


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the policy: from which likeness of names on, what it adds, and how to say it."""

    least: float
    weight: float
    words: str


# The policy for people on one screen. A name alone never reaches SURE unless it is written the same; the case decides about the rest.
_NAMES = (
    _Row(CERTAIN, 3.0, "the names are the same"),
    _Row(0.85, 2.0, "the names are spelt nearly the same"),
    _Row(0.75, 1.2, "the names are alike"),
    _Row(MATCH, 0.6, "the names are a little alike"),
)
_SURNAME_ONLY, _GIVEN_NAME_ONLY = 0.8, 0.1
_SAME_CASE = 1.8
_AGE_AGREES, _AGE_DIFFERS, _AGE_DIFFERS_A_LITTLE = 1.2, -2.0, -0.4
_EMPLOYER_AGREES, _POSITION_AGREES = 1.0, 0.6
_CITIZENSHIP_DIFFERS = -0.8
IN_ONE_CASE = Feature("same case", _SAME_CASE, "both stand in reports of one case")
ONLY_ONE = Feature("only one", 1.6, "nobody else in the case has that name")


def logistic(total: float) -> float:
    """A sum of weights as a score between 0 and 1, rounded so that it is the same everywhere."""
    return round(1 / (1 + math.exp(-total)), 4)


def may_be_one(left: PersonDigest, right: PersonDigest) -> bool:
    """Whether the roles allow one person: an accused and a victim, lawyer, witness or official stay two, whatever their names."""
    roles = {left.role, right.role}
    return RoleName.ACCUSED not in roles or roles <= {RoleName.ACCUSED, RoleName.OTHER}


def best_likeness(left: PersonDigest, right: PersonDigest) -> NameLikeness:
    """How alike the most alike of the full names are. Only the fullest name and those as long as it are compared."""
    return _best(_full_names(left.names), _full_names(right.names))


@lru_cache(maxsize=2048)
def _full_names(names: tuple[str, ...]) -> tuple[str, ...]:
    longest = max((len(name.split()) for name in names), default=0)
    return tuple(name for name in names if len(name.split()) >= min(longest, 2))


@lru_cache(maxsize=4096)
def _best(left: tuple[str, ...], right: tuple[str, ...]) -> NameLikeness:
    return max((likeness(a, b) for a in left for b in right), key=lambda found: found.score, default=NameLikeness(0.0, NameKinship.CONFLICT))


def judge_people(left: PersonDigest, right: PersonDigest, context: Sequence[Feature] = ()) -> Judgement:
    """Whether two mentions are the same person.

    Args:
        left: A person of one part.
        right: A person of another.
        context: What speaks for or against it besides the two mentions, such as that both stand in one case (``in_one_case``).

    Returns:
        ``SAME`` from 0.90 on, ``MAYBE`` from 0.70 on. People without a name, and initials, are never ``SAME`` without a human.
    """
    reasons = [*_features(left, right), *context]
    score = logistic(_BASE + sum(reason.weight for reason in reasons))
    return Judgement(left.id, right.id, score, _verdict(left, right, score), tuple(reasons))


def _verdict(left: PersonDigest, right: PersonDigest, score: float) -> Verdict:
    if not (left.named and right.named) or not may_be_one(left, right):
        return Verdict.DIFFERENT
    found = best_likeness(left, right)
    if found.score < MATCH or found.kinship is NameKinship.CONFLICT or score < NEARLY:
        return Verdict.DIFFERENT
    if found.kinship is NameKinship.INITIALS and _only_initials(left, right):
        return Verdict.MAYBE
    return Verdict.SAME if score >= SURE else Verdict.MAYBE


def _only_initials(left: PersonDigest, right: PersonDigest) -> bool:
    """Whether one side is told by an initial in place of the given name or of the surname (a middle initial does no harm)."""
    return any(
        all(any(len(word.strip(".")) <= 1 for word in (name.split()[0], name.split()[-1])) for name in _full_names(side.names))
        for side in (left, right)
    )


def _features(left: PersonDigest, right: PersonDigest) -> list[Feature]:
    reasons = [_name_feature(left, right)]
    reasons += [feature for feature in (_age(left, right), _employer(left, right), _position(left, right), _citizenship(left, right)) if feature]
    return reasons


def _name_feature(left: PersonDigest, right: PersonDigest) -> Feature:
    found = best_likeness(left, right)
    shown = f"“{left.names[0]}” and “{right.names[0]}”"
    if found.kinship is NameKinship.PART and 1 in (len(left.names[0].split()), len(right.names[0].split())):
        weight = _SURNAME_ONLY if surname(left.names[0]) == surname(right.names[0]) else _GIVEN_NAME_ONLY
        return Feature("name", weight, f"one report gives only a part of the name: {shown}")
    row = next((row for row in _NAMES if found.score >= row.least and found.kinship is not NameKinship.CONFLICT), None)
    if row is None:
        return Feature("name", -4.0, f"the names differ: {shown}")
    return Feature("name", row.weight, f"{row.words}: {shown}")


def _age(left: PersonDigest, right: PersonDigest) -> Feature | None:
    if left.age is None or right.age is None:
        return None
    passed = abs(left.seen - right.seen).days // 365 if left.seen and right.seen else 0
    gap = right.age - left.age if not (left.seen and right.seen) or left.seen <= right.seen else left.age - right.age
    if -_YEARS_OF_DOUBT <= gap - passed <= _YEARS_OF_DOUBT:
        return Feature("age", _AGE_AGREES, f"the ages agree: {left.age} and {right.age}")
    return Feature("age", _AGE_DIFFERS if abs(gap - passed) > 2 else _AGE_DIFFERS_A_LITTLE, f"the ages differ: {left.age} and {right.age}")


def _employer(left: PersonDigest, right: PersonDigest) -> Feature | None:
    if left.employer and right.employer and likeness(left.employer, right.employer, person=False).score >= MATCH:
        return Feature("employer", _EMPLOYER_AGREES, f"the employer is the same: {left.employer}")
    return None


def _position(left: PersonDigest, right: PersonDigest) -> Feature | None:
    if left.position and right.position and left.position.casefold() == right.position.casefold():
        return Feature("position", _POSITION_AGREES, f"the position is the same: {left.position}")
    return None


def _citizenship(left: PersonDigest, right: PersonDigest) -> Feature | None:
    if left.citizenship and right.citizenship and not set(left.citizenship) & set(right.citizenship):
        return Feature("citizenship", _CITIZENSHIP_DIFFERS, "the citizenships differ")
    return None

"""Questions that wait for a human: two cases that may be one, put side by side row by row, and what somebody can answer."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.errors import MissingError
from reportedly.export.case_wording import offence_name, outlet_of
from reportedly.export.wording import STEP_NAMES, day, role_name
from reportedly.model.casefile import CaseFile, CasePerson
from reportedly.model.cases import CasePart, Judgement, PersonDigest
from reportedly.model.claims import Standing
from reportedly.model.decisions import Action, standing_decisions
from reportedly.model.parties import RoleName
from reportedly.resolve.placing import Bans
from reportedly.resolve.spelling import fold
from reportedly.review.deciding import Made, Who, decide
from reportedly.review.shielding import covering, shielded
from reportedly.store import Connection, Store
from reportedly.store.casefiles import load_case
from reportedly.store.deciding import decisions_about
from reportedly.store.parts import parts_of_cases
from reportedly.store.proposals import Asked, proposals_from

__all__ = ["Answer", "Compared", "Comparison", "Fit", "answer", "compare", "next_pair", "open_pairs"]

_CASES = ("scope", "cases")
_ROLE = re.compile(r", \w+$")
_ACCUSED, _OTHERS, _REPORTS = "Accused", "Others", "Reports"
# Reports differ by themselves; days that only touch say nothing.
_UNCOMPARED = (_REPORTS, "Time", "Accused, not named")
_TELLING = (RoleName.VICTIM, RoleName.WITNESS, RoleName.LAWYER, RoleName.JUDGE, RoleName.PROSECUTOR, RoleName.RELATIVE)


class Answer(StrEnum):
    """What somebody can answer. ``NOT_SAME`` holds for the two reports that raise the question, ``NEVER`` for the two cases whatever is reported."""

    SAME = "same"
    NOT_SAME = "not_same"
    NEVER = "never"


class Fit(StrEnum):
    """How what two cases tell of one thing fits together."""

    AGREE = "agree"
    PARTLY = "partly"
    DIFFER = "differ"
    ONE_SIDE = "one side"


@dataclass(frozen=True, slots=True)
class Compared:
    """One row: what each case tells of one thing, and how it fits."""

    about: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    fit: Fit


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two cases that may be one: ``place`` is where the question stands among all, ``left`` and ``right`` are without names that are withheld."""

    place: Asked
    left: CaseFile
    right: CaseFile
    judgement: Judgement
    rows: tuple[Compared, ...]


def open_pairs(connection: Connection, after: Asked | None = None) -> Iterable[tuple[Asked, str, str, Judgement]]:
    """The pairs of cases that nobody has decided on, the surest first, each once.

    Args:
        connection: A connection.
        after: Where to begin.
    """
    seen: set[frozenset[str]] = set()
    for place, left, right, judgement in proposals_from(connection, after):
        pair = frozenset((left, right))
        if pair not in seen and not _decided(connection, judgement, left, right):
            seen.add(pair)
            yield place, left, right, judgement


def _decided(connection: Connection, judgement: Judgement, left: str, right: str) -> bool:
    about = standing_decisions(decisions_about(connection, {judgement.left, judgement.right}))
    if about and Bans(about).forbid(judgement.left, judgement.right):
        return True
    parts = parts_of_cases(connection, [left, right])
    ours, theirs = ({part.id for part in parts.get(case, ())} for case in (left, right))
    never = [made for made in decisions_about(connection, {part.article_id for part in parts.get(left, ())}) if _CASES in made.after or made.undoes]
    return any(_CASES in made.after and ours & set(made.target) and theirs & set(made.target) for made in standing_decisions(never))


def next_pair(store: Store, after: Asked | None = None) -> Comparison | None:
    """The next question, or None when there is none.

    Args:
        store: The store.
        after: The place of the question after which to look; those before it were put off for later.
    """
    with store.reading() as connection:
        for place, left, right, judgement in open_pairs(connection, after):
            files = [file for case in (left, right) if (file := load_case(connection, case))]
            parts = parts_of_cases(connection, [left, right])
            if len(files) == 2:
                return compare(place, files[0], files[1], judgement, (parts[left], parts[right]))
    return None


def answer(store: Store, place: Asked, given: Answer, who: Who) -> Made:
    """Decide on a question.

    Args:
        store: The store.
        place: The place of the question.
        given: The answer.
        who: Who answers, when and why.

    Raises:
        MissingError: If the question is not open any more.
    """
    _, low, high = place
    if given is not Answer.NEVER:
        return decide(store, Action.MERGE if given is Answer.SAME else Action.NEVER_MERGE, [low, high], who)
    with store.reading() as connection:
        found = [pair for pair in proposals_from(connection) if pair[0][1:] == (low, high)]
    if not found:
        raise MissingError("this question is not open any more", mend="go to the next one")
    # The two parts hold the cases apart; what is kept beside says that it holds for all that is in them.
    return decide(store, Action.NEVER_MERGE, [low, high], who, [_CASES])


def compare(place: Asked, left: CaseFile, right: CaseFile, judgement: Judgement, parts: tuple[Sequence[CasePart], Sequence[CasePart]]) -> Comparison:
    """Two cases side by side, names that are withheld covered in both.

    Args:
        place: Where the question stands.
        left: A case file as it is kept.
        right: The other one.
        judgement: What raised the question.
        parts: The parts of each.
    """
    hide = covering([left, right])
    shown = shielded(left, [right]), shielded(right, [left])
    told = [_told(file, own, hide) for file, own in zip(shown, parts, strict=True)]
    rows = [Compared(about, told[0][about], told[1][about], _fit(about, told[0][about], told[1][about])) for about in told[0]]
    reasons = tuple(replace(reason, words=hide(reason.words)) for reason in judgement.reasons)
    return Comparison(place, *shown, replace(judgement, reasons=reasons), tuple(row for row in rows if row.left or row.right))


def _told(file: CaseFile, parts: Sequence[CasePart], hide: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """What a case tells of each thing that is compared."""
    accused = [person for person in file.people if person.role is RoleName.ACCUSED and person.named]
    others = [person for person in file.people if person.role in _TELLING and person.named]
    digests = [person for part in parts for person in part.accused]
    entries = [entry for entry in file.timeline if entry.standing is Standing.REPORTED]
    found = {
        _ACCUSED: _each(map(_spellings, accused)),
        "Accused, not named": (f"{file.headcount.unnamed} of {file.headcount.accused}",) if file.headcount.unnamed else (),
        "Age": _each(str(person.age) for person in accused if person.age is not None),
        "Work": _each(hide(words) for person in digests if (words := _work(person))),
        "Citizenship": _each(code for person in digests for code in person.citizenship),
        _OTHERS: _each(f"{_spellings(person)}, {role_name(person.role)}" for person in others),
        "Offence": _each(hide((offence.kind or offence_name(offence)).replace("_", " ")) for offence in file.offences),
        "Place": _each(hide(place.title()) for part in parts for place in part.places if not place.startswith("geonames:")),
        "Steps": _each(STEP_NAMES[entry.type] for entry in entries),
        "Time": (f"{day(file.opened)} to {day(file.updated)}",) if file.opened and file.updated else (),
    }
    reports = (f"{outlet_of(report)}, {day(report.published) if report.published else 'day not told'}" for report in file.reports)
    return {**found, _REPORTS: _each(reports)}


def _each(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told))


def _spellings(person: CasePerson) -> str:
    names = [form.name for form in person.names]
    return names[0] + (f" (also {', '.join(names[1:4])})" if names[1:] else "") if names else "somebody not named"


def _work(person: PersonDigest) -> str:
    return ", ".join(filter(None, (person.position, person.employer)))


def _fit(about: str, left: Sequence[str], right: Sequence[str]) -> Fit:
    if not left or not right or about in _UNCOMPARED:
        return Fit.ONE_SIDE
    ours, theirs = (_keys(about, told) for told in (left, right))
    if ours == theirs:
        return Fit.AGREE
    return Fit.PARTLY if ours & theirs else Fit.DIFFER


def _keys(about: str, told: Sequence[str]) -> set[str]:
    """What is compared of what is told: of people the words of their names in any script, of the rest all that is told."""
    if about in (_ACCUSED, _OTHERS):
        return {word for one in told for word in fold(_ROLE.sub("", one).replace("(also", ""))}
    return {one.casefold() for one in told}

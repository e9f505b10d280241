"""How readings are put into words for people: careful words that never say more than the report does."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from reportedly.model.claims import Claim, Standing, Step, StepType
from reportedly.model.parties import RoleName
from reportedly.model.when import When

__all__ = ["FAVOURABLE", "STEP_NAMES", "day", "duration", "joined", "role_name", "step_sentence", "when"]

FAVOURABLE = frozenset({StepType.ACQUITTAL, StepType.CASE_CLOSED, StepType.RELEASE, StepType.PARDON, StepType.EXCHANGE})

# What has happened to a person ("is reported to have …") and what would ("is due to …"), in that order; then the name of the step as a heading.
_PHRASES: dict[StepType, tuple[str, str, str]] = {
    StepType.SEARCH: ("been searched", "be searched", "search"),
    StepType.ARREST: ("been arrested or detained", "be arrested or detained", "arrest"),
    StepType.PRETRIAL_DETENTION: ("been placed in pre-trial detention", "be placed in pre-trial detention", "pre-trial detention"),
    StepType.DETENTION_EXTENDED: ("had the detention extended", "have the detention extended", "detention extended"),
    StepType.HOUSE_ARREST: ("been placed under house arrest", "be placed under house arrest", "house arrest"),
    StepType.BAIL: ("been released on bail or a similar condition", "be released on bail or a similar condition", "bail"),
    StepType.WANTED: ("been declared wanted", "be declared wanted", "wanted"),
    StepType.CASE_OPENED: ("become the subject of a criminal case", "become the subject of a criminal case", "case opened"),
    StepType.CHARGE: ("been charged", "be charged", "charge"),
    StepType.INDICTMENT: ("been sent to trial", "be sent to trial", "indictment"),
    StepType.PLEA: ("entered a plea", "enter a plea", "plea"),
    StepType.HEARING: ("had a court hearing", "have a court hearing", "hearing"),
    StepType.CONVICTION: ("been convicted", "be convicted", "conviction"),
    StepType.SENTENCE: ("been sentenced", "be sentenced", "sentence"),
    StepType.ACQUITTAL: ("been acquitted", "be acquitted", "acquittal"),
    StepType.APPEAL: ("had an appeal lodged in the case", "have an appeal lodged in the case", "appeal"),
    StepType.APPEAL_UPHELD: ("had the earlier decision upheld on appeal", "have the earlier decision upheld on appeal", "decision upheld on appeal"),
    StepType.APPEAL_OVERTURNED: (
        "had the earlier decision changed on appeal",
        "have the earlier decision changed on appeal",
        "decision changed on appeal",
    ),
    StepType.RELEASE: ("been released", "be released", "release"),
    StepType.PARDON: ("been pardoned", "be pardoned", "pardon"),
    StepType.EXCHANGE: ("been freed in an exchange", "be freed in an exchange", "exchange"),
    StepType.EXTRADITION: ("been extradited", "be extradited", "extradition"),
    StepType.DEPORTATION: ("been deported", "be deported", "deportation"),
    StepType.CASE_CLOSED: ("had the case closed", "have the case closed", "case closed"),
    StepType.DEATH_IN_CUSTODY: ("died in custody", "die in custody", "death in custody"),
    StepType.CITIZENSHIP_REVOKED: ("been stripped of citizenship", "be stripped of citizenship", "citizenship revoked"),
    StepType.SANCTION: ("been placed under sanctions", "be placed under sanctions", "sanction"),
}
STEP_NAMES = {step: name for step, (_, _, name) in _PHRASES.items()}

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_ISO_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_SUBJECT_UNKNOWN = "somebody not named"


def role_name(role: RoleName) -> str:
    """A role as a word for people."""
    return "mentioned" if role is RoleName.OTHER else role.value


def day(value: date) -> str:
    """A day, such as ``19 April 2025``."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def when(told: When | None) -> str:
    """An interval of days as people write it, never more exact than it was told; empty when there is none."""
    if told is None:
        return ""
    first, last = told.earliest, told.latest
    if first is None and last is None:
        return f"“{told.text}”" if told.text else ""
    if first is None or last is None:
        return f"by {day(last)}" if last else f"from {day(first)}" if first else ""
    if first == last:
        return day(first)
    return _interval(first, last)


def _interval(first: date, last: date) -> str:
    next_day = last + timedelta(days=1)
    if first.day == 1 and next_day.day == 1:
        if first.month == 1 and next_day.month == 1:
            return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    start = f"{first.day} {_MONTHS[first.month - 1]}" if first.year == last.year else day(first)
    return f"{start} to {day(last)}"


def duration(iso: str) -> str:
    """An ISO 8601 duration in words; ``life`` and ``death`` and what is not understood stay as they are."""
    found = _ISO_DURATION.fullmatch(iso)
    if not found or not any(found.groups()):
        return iso
    parts = zip(found.groups(), ("year", "month", "week", "day"), strict=True)
    return " ".join(f"{number} {unit}{'' if number == '1' else 's'}" for number, unit in parts if number)


def joined(names: Sequence[str]) -> str:
    """Names as a list in a sentence: ``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def step_sentence(claim: Claim, step: Step, who: Sequence[str], *, plural: bool) -> str:
    """One careful sentence about a step, such as *X is reported to have been charged*.

    Args:
        claim: The claim that says the step; its standing chooses the words.
        step: The step itself.
        who: The names of those it happened to, as the report has them.
        plural: Whether they are more than one.
    """
    subject = joined(who) or step.who_text or _SUBJECT_UNKNOWN
    done, would, _ = _PHRASES[step.type]
    ending = _ending(step)
    be, have = ("are", "have") if plural else ("is", "has")
    match claim.standing:
        case Standing.SCHEDULED:
            said = f"{subject} {be} reported to be due to {would}{ending}"
        case Standing.REQUESTED:
            said = f"a request is reported that {subject} {would}{ending}"
        case Standing.DENIED:
            said = f"it is reported not to be so that {subject} {have} {done}{ending}"
        case Standing.HYPOTHETICAL:
            said = f"it is reported only as a possibility that {subject} might {would}{ending}"
        case _:
            said = f"{subject} {be} reported to have {done}{ending}"
    return said[0].upper() + said[1:]


def _ending(step: Step) -> str:
    term = ""
    if step.term:
        term = f" to {duration(step.term)}" if step.type is StepType.SENTENCE else f" for {duration(step.term)}"
    return term + _until(step.until)


def _until(until: When | None) -> str:
    last = until and (until.latest or until.earliest)
    return f" until {day(last)}" if last else ""

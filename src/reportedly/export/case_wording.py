"""How case files are put into words for people, wherever they are shown."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from reportedly.export.wording import STEP_NAMES, duration, joined, when
from reportedly.model.casefile import (
    CaseFile,
    CaseOffence,
    CasePerson,
    CaseReport,
    Concern,
    Deadline,
    DeadlineState,
    Interval,
    OriginHow,
    Support,
    TimelineEntry,
)
from reportedly.model.claims import Standing
from reportedly.model.when import When

__all__ = [
    "CONCERNS",
    "HOW",
    "STANDINGS",
    "STATES",
    "WITHHELD_NOTE",
    "counted",
    "deadline_words",
    "entry_words",
    "offence_name",
    "outlet_of",
    "penalty_words",
    "people_names",
    "person_name",
    "support_words",
    "when_words",
    "who_words",
]

STANDINGS = {
    Standing.REPORTED: "",
    Standing.SCHEDULED: "planned: ",
    Standing.REQUESTED: "asked for, not told as granted: ",
    Standing.DENIED: "told not to be so: ",
    Standing.HYPOTHETICAL: "told only as a possibility: ",
}
STATES = {
    DeadlineState.AHEAD: "ahead",
    DeadlineState.SILENCE: "passed in silence: no report since says what happened",
    DeadlineState.FOLLOWED: "followed by a report",
}
CONCERNS = {Concern.TORTURE: "torture", Concern.THREATS: "threats", Concern.UNFAIR_TRIAL: "the fairness of the trial"}
HOW = {OriginHow.CREDIT: "credited", OriginHow.REUSE: "by reuse of text", OriginHow.OWN: "own reporting"}
WITHHELD_NOTE = "Names are withheld of people reported to be under 18 and of victims of sexual violence."
_PENALTIES = {"life": "life imprisonment", "death": "death"}


def counted(number: int, thing: str) -> str:
    """A number with its noun."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def outlet_of(report: CaseReport) -> str:
    """The name of the outlet of a report, or else the domain that it was found at."""
    domain = urlsplit(report.url).hostname if report.url else None
    return report.outlet or (domain or "").removeprefix("www.") or "outlet not told"


def person_name(person: CasePerson) -> str:
    """The name that a person of a case is called by."""
    return person.names[0].name if person.names else "somebody not named"


def people_names(file: CaseFile) -> dict[str, str]:
    """The names of the people of a case by their ids."""
    return {person.id: person_name(person) for person in file.people}


def when_words(interval: Interval | None) -> str:
    """An interval in words."""
    return when(When(interval.earliest, interval.latest, interval.text)) if interval else ""


def who_words(who: Sequence[str], unnamed: int, names: Mapping[str, str]) -> str:
    """Those whom a step is about: names, and how many without one."""
    told = [names.get(key, key) for key in who]
    if unnamed:
        told.append(f"{counted(unnamed, 'other') if told else 'one person' if unnamed == 1 else f'{unnamed} people'} not named")
    return joined(told) or "somebody not named"


def deadline_words(item: Deadline, names: Mapping[str, str]) -> str:
    """A deadline in words."""
    return f"{item.what}: {who_words(item.who, item.unnamed, names)}"


def entry_words(entry: TimelineEntry, names: Mapping[str, str]) -> str:
    """A step of a timeline in words, without its day."""
    words = f"{STANDINGS[entry.standing]}{STEP_NAMES[entry.type]} of {who_words(entry.who, entry.unnamed, names)}"
    until = when_words(entry.until)
    words += f" until {until}" if until else ""
    words += f", {duration(entry.term)}" if entry.term else ""
    return words[0].upper() + words[1:]


def support_words(support: Support) -> str:
    """How a fact is supported."""
    return ", ".join((counted(support.reports, "report"), counted(support.newsrooms, "newsroom"), counted(support.voices, "voice")))


def offence_name(offence: CaseOffence) -> str:
    """What an offence of a case is called."""
    return offence.text or (offence.kind or "").replace("_", " ")


def penalty_words(value: str) -> str:
    """The greatest penalty that an offence can carry, in words."""
    return _PENALTIES.get(value) or duration(value)

"""English reports as they are read from beginning to end, and what was read in them by name. All people are invented."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from reportedly.model.claims import Accusation, Claim, ReportReading, Step
from reportedly.model.parties import Person, RoleName
from reportedly.model.text import Article
from reportedly.pipeline import read

PUBLISHED = date(2025, 4, 23)


@cache
def reported(text: str, lang: str = "en") -> ReportReading:
    """A text read as a report, published on Wednesday 2025-04-23."""
    return read(Article("test", text, "0" * 64, lang, published=PUBLISHED))


def names_of(report: ReportReading, ids: Iterable[str]) -> list[str]:
    """The names of people and the words for groups, by their ids."""
    called = {person.id: person.name for person in report.people} | {group.id: group.text for group in report.groups}
    return [called[one] for one in ids]


def person(report: ReportReading, name: str) -> Person:
    """The person of that name."""
    return next(one for one in report.people if name in (one.name, *one.other_names))


def steps(report: ReportReading) -> list[tuple[Claim, Step]]:
    """The claims that tell steps."""
    return [(claim, claim.says) for claim in report.claims if isinstance(claim.says, Step)]


def told(report: ReportReading) -> list[tuple[str, list[str]]]:
    """The types of the steps, and those whom each concerns."""
    return [(step.type.value, names_of(report, step.who)) for _, step in steps(report)]


def concerned(report: ReportReading) -> set[str]:
    """All whom some step or accusation concerns."""
    return {name for claim in report.claims if isinstance(claim.says, Step | Accusation) for name in names_of(report, claim.says.who)}


def accused(report: ReportReading) -> set[str]:
    """All who are told as accused."""
    return {one.name for one in report.people if one.role is RoleName.ACCUSED} | {one.text for one in report.groups if one.role is RoleName.ACCUSED}

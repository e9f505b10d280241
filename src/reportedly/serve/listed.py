"""Cases as they stand in lists: with the people and the last reported step of each, outcomes in somebody's favour first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.export.wording import FAVOURABLE
from reportedly.model.claims import StepType
from reportedly.model.parties import RoleName
from reportedly.serve.naming import country_name, step_name
from reportedly.store import Connection
from reportedly.store.casefiles import CaseLine, PersonLine
from reportedly.store.finding import people_of

__all__ = ["WITHHELD", "ListedCase", "ListedPerson", "listed"]

WITHHELD = "name withheld"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person in a list: the name, and the last reported step of somebody accused or the role of anybody else."""

    id: str
    name: str
    about: str
    favourable: bool


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case in a list."""

    id: str
    title: str
    countries: tuple[str, ...]
    opened: date | None
    updated: date | None
    reports: int
    people: tuple[ListedPerson, ...]
    more: int


def listed(connection: Connection, lines: Sequence[CaseLine]) -> list[ListedCase]:
    """Cases with the first few of their accused people."""
    people = people_of(connection, [line.id for line in lines])
    return [_case(line, people[line.id]) for line in lines]


def _case(line: CaseLine, people: Sequence[PersonLine]) -> ListedCase:
    accused = sorted((_person(person) for person in people if person.role == RoleName.ACCUSED), key=lambda person: not person.favourable)
    days = [date.fromisoformat(day) if day else None for day in (line.opened, line.updated)]
    countries = tuple(country_name(code) for code in line.countries[:3])
    return ListedCase(line.id, line.title, countries, days[0], days[1], line.reports, tuple(accused[:_SHOWN]), max(0, len(accused) - _SHOWN))


def _person(line: PersonLine) -> ListedPerson:
    about = step_name(line.status) if line.status else "no step reported"
    return ListedPerson(line.person, line.name or WITHHELD, about, line.status in {StepType(step).value for step in FAVOURABLE})

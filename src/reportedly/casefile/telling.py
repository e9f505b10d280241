"""One report's part of a case with its reading, and who of its people is whom in the case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from reportedly.model.casefile import Cited
from reportedly.model.cases import CasePart, Identity
from reportedly.model.claims import Claim, ReportReading
from reportedly.model.parties import Evidence, Group, Person

__all__ = ["Spelled", "Telling", "cite", "tellings"]

Spelled = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Telling:
    """A part of the case, its reading, and its claims. ``who`` gives the person of the case for the id of a person in the reading."""

    part: CasePart
    reading: ReportReading
    claims: tuple[Claim, ...]
    who: Mapping[str, str]
    people: Mapping[str, Person] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)

    @property
    def report(self) -> str:
        """The id of the report."""
        return self.part.article_id

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.part.published

    def named(self, members: Iterable[str]) -> tuple[str, ...]:
        """The people of the case among ids of the reading, without those who are told without a name."""
        return tuple(dict.fromkeys(self.who[member] for member in members if member in self.people and self.people[member].named))

    def unnamed(self, members: Iterable[str]) -> int:
        """How many people without a name are among ids of the reading; a group without a number counts as one."""
        single = sum(1 for member in members if member in self.people and not self.people[member].named)
        return single + sum(self.groups[member].count or 1 for member in members if member in self.groups)

    def begins(self, member: str) -> int:
        """Where the report first tells of a person or a group."""
        found: Person | Group | None = self.people.get(member) or self.groups.get(member)
        spans = (found.mentions or tuple(piece.span for piece in found.evidence)) if found else ()
        return min((span.start for span in spans), default=0)

    def place(self, place_id: str | None) -> str | None:
        """The name of a place of the reading."""
        return next((place.name for place in self.reading.places if place.id == place_id), None)

    def organisation(self, organisation_id: str | None) -> str | None:
        """The name of an organisation of the reading; a text that is no id is its own name."""
        if organisation_id is None:
            return None
        return next((found.name for found in self.reading.organisations if found.id == organisation_id), organisation_id)

    def kinds(self, offence_ids: Iterable[str]) -> tuple[str, ...]:
        """The kinds (or, without a kind, the words) of offences of the reading."""
        wanted = frozenset(offence_ids)
        return tuple(dict.fromkeys(offence.kind or offence.text for offence in self.reading.offences if offence.id in wanted))


def tellings(parts: Iterable[CasePart], readings: Mapping[str, ReportReading], identities: Iterable[Identity]) -> tuple[Telling, ...]:
    """The parts of a case with their readings, in canonical order.

    Args:
        parts: The parts of the case.
        readings: Readings by the id of their article.
        identities: The people of the case.
    """
    home = {member: identity.id for identity in identities for member in identity.members}
    return tuple(_telling(part, readings[part.article_id], home) for part in sorted(parts, key=lambda part: part.order))


def _telling(part: CasePart, reading: ReportReading, home: Mapping[str, str]) -> Telling:
    wanted = frozenset(part.claims)
    claims = tuple(claim for claim in reading.claims if claim.id in wanted)
    people = {person.id: person for person in reading.people}
    groups = {group.id: group for group in reading.groups}
    who = {person: home.get(f"{part.id}/{person}", f"{part.id}/{person}") for person in people}
    return Telling(part, reading, claims, who, people, groups)


def cite(report: str, evidence: Iterable[Evidence]) -> tuple[Cited, ...]:
    """Sentences of a report as the case file cites them."""
    return tuple(Cited(report, piece.span, piece.sentence) for piece in evidence)

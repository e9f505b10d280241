"""What merging needs to know of one part of a report, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.model.cases import CasePart, PersonDigest, StepDigest
from reportedly.model.claims import Claim, Headcount, Penalty, Quote, ReportReading, Role, Standing, Step
from reportedly.model.parties import OrgKind, Person, RoleName

__all__ = ["Members", "digest"]


@dataclass(frozen=True, slots=True)
class Members:
    """What belongs to one part: ids of the accused and of those whom its steps concern, of its claims, and of the offences that these name."""

    who: frozenset[str]
    claims: frozenset[str]
    offences: frozenset[str]


def digest(reading: ReportReading, number: int, members: Members, elsewhere: frozenset[str] = frozenset()) -> CasePart:
    """The part of a report that tells of these people.

    Args:
        reading: What was read in the report.
        number: The number of the part; 1 is the report's own subject.
        members: Who and what belongs to it.
        elsewhere: Ids of the offences that the other parts of the report name.
    """
    who, claims, offences = members.who, members.claims, members.offences
    article = reading.article
    part_id = f"{article.id}#{number}"
    own = number == 1
    chosen = [claim for claim in reading.claims if claim.id in claims or _belongs(claim, who, offences, own)]
    people = [person for person in reading.people if person.id in who or (own and person.role is not RoleName.ACCUSED)]
    accused = [person for person in people if person.role is RoleName.ACCUSED and person.id in who]
    others = [person for person in people if person not in accused and person.named]
    groups = [group for group in reading.groups if group.id in who]
    steps = tuple(_step(claim, claim.says) for claim in chosen if isinstance(claim.says, Step))
    days = [day for step in steps for day in (step.earliest, step.latest) if day]
    places = _places(reading, chosen, own)
    return CasePart(
        id=part_id,
        article_id=article.id,
        number=number,
        published=article.published,
        lang=article.lang,
        outlet=article.outlet,
        background=not own,
        people=tuple(person.id for person in people),
        groups=tuple(group.id for group in groups),
        offences=tuple(offence.id for offence in reading.offences if offence.id in offences or own),
        claims=tuple(claim.id for claim in chosen),
        accused=tuple(_person(reading, part_id, person) for person in accused),
        others=tuple(_person(reading, part_id, person) for person in others),
        count=_count(accused, [group.count for group in groups if group.role is RoleName.ACCUSED]),
        kinds=_kinds(reading, offences if offences or not own else frozenset(offence.id for offence in reading.offences)),
        mentioned=_kinds(reading, frozenset(offence.id for offence in reading.offences) - elsewhere) if own else (),
        places=places,
        countries=tuple(sorted({place.country for place in reading.places if place.country})) if own else (),
        organisations=tuple(sorted({found.name for found in reading.organisations if found.kind is not OrgKind.MEDIA})) if own else (),
        steps=steps,
        earliest=min(days, default=article.published),
        latest=max(days, default=article.published),
    )


def _kinds(reading: ReportReading, offences: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({found.kind for found in reading.offences if found.kind and found.id in offences}))


def _belongs(claim: Claim, who: frozenset[str], offences: frozenset[str], own: bool) -> bool:
    says = claim.says
    if isinstance(says, Penalty):
        return says.offence in offences or own
    if isinstance(says, Headcount):
        return says.group in who
    if isinstance(says, Role):
        return says.who in who or own
    return own and isinstance(says, Quote)


def _step(claim: Claim, step: Step) -> StepDigest:
    told = claim.when if claim.standing is Standing.REPORTED else None
    return StepDigest(step.type, told.earliest if told else None, told.latest if told else None)


def _count(accused: Iterable[Person], groups: Iterable[int | None]) -> int:
    return sum(1 for _ in accused) + sum(count or 1 for count in groups)


def _places(reading: ReportReading, claims: Iterable[Claim], own: bool) -> tuple[str, ...]:
    ids = {claim.says.place for claim in claims if isinstance(claim.says, Step) and claim.says.place}
    chosen = [place for place in reading.places if own or place.id in ids]
    names = {place.name.casefold() for place in chosen} | {f"geonames:{place.geonames}" for place in chosen if place.geonames}
    return tuple(sorted(names))


def _person(reading: ReportReading, part_id: str, person: Person) -> PersonDigest:
    employer = next((organisation.name for organisation in reading.organisations if organisation.id == person.employer), None)
    names = (person.name, *sorted(person.other_names, key=lambda name: (-len(name), name)))
    seen: date | None = reading.article.published
    return PersonDigest(
        f"{part_id}/{person.id}",
        names,
        person.named,
        person.role,
        reading.article.lang,
        person.age,
        person.citizenship,
        employer,
        person.position,
        seen,
    )

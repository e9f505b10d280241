"""The people of a case: names, role, last reported step; and how many are accused."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.casefile.shields import shields_of
from reportedly.casefile.status import status_of
from reportedly.casefile.telling import Telling, cite
from reportedly.casefile.timeline import StepGroup
from reportedly.model.casefile import CaseHeadcount, CasePerson, NameForm
from reportedly.model.cases import Identity
from reportedly.model.claims import Accusation, Step
from reportedly.model.parties import Person, RoleName

__all__ = ["headcount", "people"]

_Mention = tuple[Telling, Person]


def people(told: Sequence[Telling], identities: Iterable[Identity], groups: Sequence[StepGroup]) -> tuple[CasePerson, ...]:
    """The people of a case, the accused first; people without a name are only counted.

    Args:
        told: The parts of the case in canonical order.
        identities: Who of the mentions is the same person.
        groups: The steps of the case.
    """
    mentions = {f"{telling.part.id}/{key}": (telling, person) for telling in told for key, person in telling.people.items()}
    found = []
    for identity in identities:
        known = [mentions[member] for member in identity.members if member in mentions]
        if known and any(person.named for _, person in known):
            found.append(_person(identity, known, groups))
    return tuple(sorted(found, key=lambda person: (person.role is not RoleName.ACCUSED,)))


def _person(identity: Identity, known: Sequence[_Mention], groups: Sequence[StepGroup]) -> CasePerson:
    status = status_of(identity.id, groups)
    group = status.group
    return CasePerson(
        id=identity.id,
        names=_names(known),
        role=_role(known),
        status=group.type if group else None,
        status_since=group.when if group else None,
        status_told_by=tuple(dict.fromkeys(item.telling.report for item in group.told if identity.id in item.who)) if group else (),
        favourable=status.favourable,
        under_appeal=status.under_appeal,
        mentions=identity.members,
        evidence=tuple(dict.fromkeys(cited for telling, person in known for cited in cite(telling.report, person.evidence))),
        age=_age(known),
        shields=shields_of(known),
    )


def _age(known: Sequence[_Mention]) -> int | None:
    """The age told last; others stand among the contradictions."""
    ages = [(telling.published or date.min, person.age) for telling, person in known if person.age is not None]
    return max(ages)[1] if ages else None


def _role(known: Sequence[_Mention]) -> RoleName:
    """What most reports say that the person is; a report that gives no role does not count. Nobody is accused whom no report accuses."""
    counts = Counter(person.role for _, person in known if person.role is not RoleName.OTHER)
    return min(counts, key=lambda role: (-counts[role], role.value), default=RoleName.OTHER)


def _names(known: Sequence[_Mention]) -> tuple[NameForm, ...]:
    reports: dict[tuple[str, str], set[str]] = {}
    for telling, person in known:
        reports.setdefault((person.name, telling.part.lang), set()).add(telling.report)
    forms = [NameForm(name, lang, len(found)) for (name, lang), found in reports.items()]
    return tuple(sorted(forms, key=lambda form: (-len(form.name.split()) if len(form.name.split()) < 2 else -2, -form.reports, form.lang, form.name)))


def headcount(told: Iterable[Telling], persons: Iterable[CasePerson]) -> CaseHeadcount:
    """How many people are accused: the greatest number that one report tells, less those whom the case knows by name, are without a name.

    A report that names somebody whom another report accuses counts that person, also if it gives no role itself. Two numbers of one report may be of
    the same people ("three others were detained … two of them at the station"), so they are added up only where one sentence tells them together;
    to each are added those whom the report has named before it.

    Args:
        told: The parts of the case.
        persons: The people of the case.
    """
    accused = {person.id for person in persons if person.role is RoleName.ACCUSED}
    greatest = max((_told_accused(telling, accused) for telling in told), default=0)
    unnamed = max(0, greatest - len(accused))
    return CaseHeadcount(len(accused) + unnamed, len(accused), unnamed)


def _told_accused(telling: Telling, accused: set[str]) -> int:
    own = set(telling.part.people)
    named = {person: telling.who[person] for person in own if person in telling.who and telling.who[person] in accused}
    single = [person.id for person in telling.people.values() if person.id in own and person.role is RoleName.ACCUSED and not person.named]
    groups = [group for group in telling.part.groups if group in telling.groups and telling.groups[group].role is RoleName.ACCUSED]
    unnamed = {*single, *groups}
    together = [frozenset(claim.says.who) for claim in telling.claims if isinstance(claim.says, Step | Accusation)]
    counts = [len(set(named.values())), telling.unnamed(single)]
    for members in {*together, *(frozenset({one}) for one in unnamed)}:
        counted = members & unnamed
        if counted:
            start = min(telling.begins(member) for member in counted)
            before = {who for person, who in named.items() if person in members or telling.begins(person) < start}
            counts.append(len(before) + telling.unnamed(counted))
    return max(counts)

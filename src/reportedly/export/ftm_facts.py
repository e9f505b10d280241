"""A case in the terms of FollowTheMoney, without its library: entities as schema, stable id and values.

Nobody without a name becomes an entity, nobody who is merely quoted a party of the case, and an outcome in somebody's favour comes first. Ids are
hashes of what never changes, so that every export of the same case gives the same ids.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.records import is_nameable, nameless
from reportedly.export.wording import STEP_NAMES, day
from reportedly.model.casefile import CasePerson, Interval, TimelineEntry
from reportedly.model.claims import ReportReading, Standing, StepType
from reportedly.model.material import CaseMaterial
from reportedly.model.parties import Organisation, OrgKind, Person, RoleName
from reportedly.model.when import When

__all__ = [
    "PARTIES",
    "Fact",
    "Scene",
    "Value",
    "article_id",
    "case_facts",
    "days_of",
    "event_id",
    "key",
    "organisation_schema",
    "person_id",
    "scene_of",
    "step_name",
    "told",
]

PARTIES = frozenset({RoleName.ACCUSED, RoleName.VICTIM, RoleName.WITNESS, RoleName.LAWYER, RoleName.JUDGE, RoleName.PROSECUTOR})
"""Roles that make somebody a party of a case; those who are quoted, related, in an office or write about it are none."""

_PUBLIC = frozenset({OrgKind.COURT, OrgKind.POLICE, OrgKind.SECURITY, OrgKind.PROSECUTOR, OrgKind.GOVERNMENT})
_FIRM = frozenset({StepType.CONVICTION, StepType.SENTENCE})


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property; ``lang`` is the language of its words (ISO 639-1), if they have one. ``ready`` values are written as they are."""

    prop: str
    value: str
    lang: str | None = None
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """An entity: its schema, its id, its values, and the moment at which the first report that tells it was kept."""

    schema: str
    id: str
    values: tuple[Value, ...]
    seen: datetime | None = None


def told(prop: str, value: str | None, lang: str | None = None) -> tuple[Value, ...]:
    """A value of a property, if there is one."""
    return (Value(prop, value, lang),) if value else ()


def key(kind: str, *parts: str) -> str:
    """The id of an entity, from what never changes about it."""
    return "rp-" + hashlib.sha256("\x1f".join((kind, *parts)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Scene:
    """A case with what its entities are found by.

    ``people`` are those who have a name, by id; ``person_of`` gives the person of the case for a report and the id of a person in its reading;
    ``entry_of`` the step for the id of a claim; ``seen`` when a report was kept first.
    """

    material: CaseMaterial
    options: ExportOptions
    readings: tuple[ReportReading, ...]
    people: dict[str, CasePerson]
    person_of: dict[tuple[str, str], CasePerson]
    entry_of: dict[str, TimelineEntry]
    seen: dict[str, datetime] = field(default_factory=dict)

    @property
    def case_id(self) -> str:
        """The id of the entity of the case."""
        return key("case", self.material.file.id)

    @property
    def country(self) -> str:
        """The country of the case, lower-case; empty when it is not told."""
        return (self.material.file.countries or ("",))[0].lower()

    def first_seen(self, reports: Iterable[str]) -> datetime | None:
        """When the first of some reports was kept."""
        return min((self.seen[report] for report in reports if report in self.seen), default=None)

    def organisation_id(self, organisation: Organisation) -> str:
        """The id of an organisation: courts of one name in two countries are two."""
        return key("organisation", self.country, " ".join(organisation.name.casefold().split()))

    def people_in(self, reading: ReportReading) -> Iterator[tuple[Person, CasePerson]]:
        """The people of a reading who are people of this case and have a name."""
        for person in reading.people:
            known = self.person_of.get((reading.article.id, person.id))
            if known is not None and person.named:
                yield person, known


def scene_of(material: CaseMaterial, options: ExportOptions) -> Scene:
    """A case as its entities are made from it."""
    file = material.file
    people = {person.id: person for person in file.people if person.named and person.names and is_nameable(person.names[0].name)}
    mentions = {(one.rpartition("#")[0], one.rpartition("/")[2]): person for person in people.values() for one in person.mentions}
    seen: dict[str, datetime] = {}
    for capture in material.captures:
        seen.setdefault(capture.report, capture.at.astimezone(UTC))
    return Scene(
        material,
        options,
        tuple(nameless(reading) for reading in material.readings),
        people,
        mentions,
        {claim: entry for entry in file.timeline for claim in entry.claims},
        seen,
    )


def days_of(when: Interval | When | None) -> tuple[Value, ...]:
    """Days of an interval: one date when it is one day, else where it begins and ends."""
    if when is None:
        return ()
    if when.earliest and when.earliest == when.latest:
        return told("date", when.earliest.isoformat())
    return told("startDate", when.earliest.isoformat() if when.earliest else None) + told("endDate", when.latest.isoformat() if when.latest else None)


def status_words(person: CasePerson) -> str:
    """The last reported step of a person in careful words; empty when none is reported."""
    if person.status is None:
        return ""
    since = person.status_since
    on = f" ({day(since.earliest)})" if since and since.earliest and since.earliest == since.latest else ""
    appeal = ", under appeal, not final" if person.under_appeal else ""
    return f"{STEP_NAMES[person.status]} reported{on}{appeal}"


def sentence_of(words: str) -> str:
    """Words as a sentence in front of another; empty when there are none."""
    return f"{words[0].upper()}{words[1:]}. " if words else ""


def article_id(report: str) -> str:
    """The id of the entity of a report."""
    return key("article", report)


def person_id(person: CasePerson) -> str:
    """The id of the entity of a person of a case."""
    return key("person", person.id)


def event_id(entry: TimelineEntry) -> str:
    """The id of the entity of a step."""
    return key("event", entry.id)


def case_facts(scene: Scene) -> Iterator[Fact]:
    """The entities of the case itself: the case, its people, who is what in it, its steps."""
    yield _case(scene)
    for person in scene.people.values():
        yield _person(scene, person)
        if person.role in PARTIES:
            yield _party(scene, person)
    for entry in scene.material.file.timeline:
        yield _event(scene, entry)


def _reports(ids: Iterable[str]) -> tuple[Value, ...]:
    return tuple(Value("proof", article_id(report)) for report in dict.fromkeys(ids))


def _case(scene: Scene) -> Fact:
    file = scene.material.file
    accused = sorted((person for person in file.people if person.role is RoleName.ACCUSED), key=lambda person: not person.favourable)
    outcomes = list(dict.fromkeys(words for person in accused if (words := status_words(person))))
    courts = {entry.by for entry in file.timeline if entry.by and entry.by in _courts(scene)}
    values = [
        Value("name", file.title, "en"),
        *told("status", "; ".join(outcomes)),
        Value("summary", f"{sentence_of('; '.join(outcomes))}{NOTICE}", "en"),
        Value("notes", f"{NOTICE} As of {day(scene.options.as_of)}.", "en"),
        Value("category", "criminal"),
        *(Value("type", offence.kind or offence.text) for offence in file.offences),
        *(Value("country", country.lower()) for country in file.countries),
        *(Value("court", court) for court in sorted(courts)),
        *told("modifiedAt", file.updated.isoformat() if file.updated else None),
        *_reports(report.id for report in file.reports),
    ]
    return Fact("CourtCase", scene.case_id, tuple(values), scene.first_seen(report.id for report in file.reports))


def _courts(scene: Scene) -> set[str]:
    return {one.name for reading in scene.readings for one in reading.organisations if one.kind is OrgKind.COURT}


def _person(scene: Scene, person: CasePerson) -> Fact:
    telling = [(reading, one) for reading in scene.readings for one, known in scene.people_in(reading) if known.id == person.id]
    words = status_words(person)
    values = [Value("name", form.name, form.lang) for form in person.names if is_nameable(form.name)]
    values += [Value("alias", name, reading.article.lang) for reading, one in telling for name in _full(one.other_names)]
    values += [Value("citizenship", country.lower()) for _, one in telling for country in one.citizenship]
    values += [Value("position", one.position, reading.article.lang) for reading, one in telling if one.position]
    values += [Value("summary", f"{sentence_of(words)}{NOTICE}", "en")]
    values += [Value("notes", f"Age as reported: {person.age}", "en")] if person.age is not None else []
    values += [Value("topics", topic) for topic in _topics(scene.options, person)]
    values += _reports(reading.article.id for reading, _ in telling)
    return Fact("Person", person_id(person), tuple(values), scene.first_seen(reading.article.id for reading, _ in telling))


def _full(names: Iterable[str]) -> Iterator[str]:
    """Names of more than one word: a surname alone would be taken for a name of many."""
    return (name for name in names if len(name.split()) > 1 and is_nameable(name))


def _topics(options: ExportOptions, person: CasePerson) -> tuple[str, ...]:
    """Topics that screening programs act on: only when asked for, only for the accused, and for nobody with an outcome in their favour."""
    if not options.topics or person.role is not RoleName.ACCUSED or person.favourable:
        return ()
    if person.status is StepType.WANTED:
        return ("wanted",)
    return ("crime",) if person.status in _FIRM and not person.under_appeal else ("poi",)


def _party(scene: Scene, person: CasePerson) -> Fact:
    words = status_words(person)
    sentences = [cited.sentence for cited in person.evidence]
    values = [
        Value("case", scene.case_id),
        Value("party", person_id(person)),
        Value("role", person.role.value),
        *told("status", words),
        *told("summary", f"{sentence_of(words)}{NOTICE}", "en"),
        *days_of(person.status_since),
        *(Value("description", sentence) for sentence in sentences),
        *_reports([*person.status_told_by, *(cited.report for cited in person.evidence)]),
    ]
    return Fact("CourtCaseParty", key("party", scene.case_id, person.id), tuple(values), scene.first_seen(cited.report for cited in person.evidence))


def event_name(entry: TimelineEntry) -> str:
    """The name of a step, which says when it is not reported to have happened."""
    return step_name(entry.type, entry.standing)


def step_name(step: StepType, standing: Standing) -> str:
    """The name of a kind of step, with how it is put unless it is reported to have happened."""
    name = STEP_NAMES[step].capitalize()
    return name if standing is Standing.REPORTED else f"{name} ({standing.value})"


def _event(scene: Scene, entry: TimelineEntry) -> Fact:
    involved = [person_id(scene.people[one]) for one in entry.who if one in scene.people]
    by = next((one for reading in scene.readings for one in reading.organisations if one.name == entry.by), None)
    unnamed = entry.unnamed + sum(one not in scene.people for one in entry.who)
    support = f"Told by {_number(entry.support.reports, 'report')} of {_number(entry.support.newsrooms, 'newsroom')}."
    values = [
        Value("name", event_name(entry), "en"),
        Value("keywords", entry.type.value),
        Value("recordId", entry.id),
        Value("summary", f"{event_name(entry)}: as reported. {support}", "en"),
        *days_of(entry.when),
        *(Value("involved", one) for one in involved),
        *told("organizer", scene.organisation_id(by) if by and is_nameable(by.name) else None),
        *told("location", entry.place),
        *(Value("notes", words, "en") for words in _details(entry, unnamed)),
        *(Value("description", cited.sentence) for cited in entry.evidence),
        *told("country", scene.country),
        *_reports(cited.report for cited in entry.evidence),
    ]
    return Fact("Event", event_id(entry), tuple(values), scene.first_seen(cited.report for cited in entry.evidence))


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _details(entry: TimelineEntry, unnamed: int) -> Iterator[str]:
    if entry.standing is not Standing.REPORTED:
        yield f"Standing: {entry.standing.value}; not reported to have happened"
    if entry.term:
        yield f"Term: {entry.term}"
    if entry.until:
        yield f"Until: {_end(entry.until)}"
    if unnamed:
        yield f"People without a name: {unnamed}"
    for offence in entry.offences:
        yield f"Offence: {offence}"
    yield NOTICE


def _end(until: Interval) -> str:
    last: date | None = until.latest or until.earliest
    return last.isoformat() if last else until.text


def organisation_schema(organisation: Organisation) -> str:
    """The schema of an organisation."""
    return "PublicBody" if organisation.kind in _PUBLIC else "Organization"

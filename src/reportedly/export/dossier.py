"""The dossier of a case, before it is set as a page: sections of short entries, every fact with the numbers of the sentences that tell it.

The pages made from it (HTML, Markdown, PDF) say the same in the same order: what is reported in somebody's favour comes first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.export.case_wording import (
    CONCERNS,
    HOW,
    STATES,
    WITHHELD_NOTE,
    counted,
    deadline_words,
    entry_words,
    offence_name,
    outlet_of,
    penalty_words,
    people_names,
    person_name,
    support_words,
    when_words,
)
from reportedly.export.citing import Citing
from reportedly.export.differing import topic_words, value_words
from reportedly.export.wording import FAVOURABLE, STEP_NAMES, day, joined, role_name
from reportedly.model.casefile import CasePerson, CaseStatement, Cited, DeadlineState, TimelineEntry
from reportedly.model.claims import Standing
from reportedly.model.material import CaseMaterial
from reportedly.model.parties import RoleName

__all__ = ["Dossier", "Entry", "Note", "Section", "dossier", "quoted", "runs"]

_MARKS = frozenset('"“«„‘')
_STATE_ORDER = (DeadlineState.SILENCE, DeadlineState.AHEAD, DeadlineState.FOLLOWED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact: ``label`` stands before it (a day, a value), ``details`` below it in small type, ``quote`` is what somebody is reported to have said.

    ``good`` marks an outcome in somebody's favour. ``notes`` are numbers of the dossier's notes. ``address`` can be followed.
    """

    words: str
    label: str = ""
    details: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    good: bool = False
    quote: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a dossier with its heading; ``key`` is its anchor, ``lead`` a sentence before its entries."""

    key: str
    title: str
    entries: tuple[Entry, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that tells a fact: the outlet and those whom it tells it from, its day and address, and the bytes that were kept."""

    number: int
    sentence: str
    chain: tuple[str, ...]
    published: str
    address: str
    captured: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole dossier. ``facts`` is the line under the title."""

    case: str
    title: str
    lang: str
    facts: str
    as_of: date
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


def dossier(material: CaseMaterial, as_of: date) -> Dossier:
    """Put a case together as a dossier.

    Args:
        material: The case.
        as_of: The day that it is seen from.
    """
    desk = _Desk(material)
    sections = tuple(section for section in desk.sections() if section.entries)
    file = material.file
    first, last = (day(at) if at else "day not told" for at in (file.opened, file.updated))
    told = f"{counted(len(file.reports), 'report')} from {counted(len(file.origins), 'origin')}"
    facts = " · ".join(filter(None, (file.id, ", ".join(file.countries), told, f"{first} to {last}")))
    return Dossier(file.id, file.title, "en", facts, as_of, sections, tuple(desk.notes))


class _Desk:
    """Puts sections together and numbers the sentences that they cite, each once."""

    def __init__(self, material: CaseMaterial) -> None:
        self.material, self.file = material, material.file
        self.citing = Citing(material)
        self.names = people_names(material.file)
        self.notes: list[Note] = []
        self._numbers: dict[tuple[str, int, int], int] = {}

    def sections(self) -> Iterator[Section]:
        """All sections, the empty ones too."""
        count = self.file.headcount
        accused = f"Told as accused: {count.accused}, of them {count.named} named and {count.unnamed} not named." if count.accused else ""
        withheld = WITHHELD_NOTE if any(person.shields for person in self.file.people) else ""
        yield Section("favour", "Outcomes in their favour", tuple(self._outcomes()))
        yield Section("standing", "Where it stands", tuple(self._standing()), accused)
        yield Section("deadlines", "Deadlines and silence", tuple(self._deadlines()))
        yield Section("timeline", "Timeline", tuple(self._timeline()))
        yield Section("people", "People", tuple(map(self._person, self._people())), withheld)
        yield Section("statements", "Statements of torture, threats or unfair trial", tuple(map(self._statement, self.file.statements)))
        yield Section(
            "differently", "Told differently", tuple(self._contradictions()), "Values that cannot all be right, newest and best supported first."
        )
        yield Section("offences", "Offences named", tuple(self._offences()))
        yield Section("sources", "Told by", tuple(self._sources()))
        yield Section("withdrawn", "No longer in the report", tuple(self._withdrawn()), "Sentences that a newer version of a report has no longer.")
        yield Section("related", "Other cases that have to do with it", tuple(Entry(case) for case in self.file.related))

    def _cite(self, told: Iterable[Cited], claims: Sequence[str] = ()) -> tuple[int, ...]:
        return tuple(sorted({self._note(cited, claims) for cited in told}))

    def _note(self, cited: Cited, claims: Sequence[str]) -> int:
        key = (cited.report, cited.span.start, cited.span.end)
        if key not in self._numbers:
            report, capture = self.citing.reports.get(cited.report), self.citing.captures.get(cited.report)
            self._numbers[key] = len(self.notes) + 1
            note = Note(
                number=self._numbers[key],
                sentence=_one_line(cited.sentence),
                chain=self.citing.chain(cited, claims),
                published=day(report.published) if report and report.published else "day not told",
                address=(report.url or "") if report else "",
                captured=f"{capture.at:%Y-%m-%d %H:%M} UTC" if capture else "",
                sha256=capture.sha256 if capture else "",
            )
            self.notes.append(note)
        return self._numbers[key]

    def _people(self) -> list[CasePerson]:
        roles = list(RoleName)
        return sorted(self.file.people, key=lambda person: (not person.favourable, roles.index(person.role)))

    def _outcomes(self) -> Iterator[Entry]:
        for person in self.file.people:
            if person.favourable and person.status:
                yield self._status(person)

    def _standing(self) -> Iterator[Entry]:
        for person in self._people():
            if not person.favourable and (person.role is RoleName.ACCUSED or person.status):
                yield self._status(person)

    def _status(self, person: CasePerson) -> Entry:
        status = STEP_NAMES[person.status] if person.status else "no step reported"
        outlets = dict.fromkeys(outlet_of(self.citing.reports[key]) for key in person.status_told_by if key in self.citing.reports)
        told = [entry for entry in self.file.timeline if person.id in entry.who and entry.type is person.status]
        notes = self._cite(told[-1].evidence, told[-1].claims) if told else self._cite(person.evidence[:1])
        appeal = "an appeal is reported to be open" if person.under_appeal else ""
        details = tuple(filter(None, (appeal, f"told by {joined(list(outlets))}" if outlets else "")))
        term, since = told[-1].term if told else None, when_words(person.status_since)
        words = ", ".join(filter(None, (f"{person_name(person)}: {status}", penalty_words(term or ""), since)))
        return Entry(words, details=details, notes=notes, good=person.favourable)

    def _deadlines(self) -> Iterator[Entry]:
        for item in sorted(self.file.deadlines, key=lambda one: (_STATE_ORDER.index(one.state), one.day)):
            details = tuple(filter(None, (STATES[item.state], item.reference)))
            yield Entry(_capital(deadline_words(item, self.names)), day(item.day), details, self._cite(item.evidence))

    def _timeline(self) -> Iterator[Entry]:
        for entry in self.file.timeline:
            good = entry.type in FAVOURABLE and entry.standing is Standing.REPORTED
            label = when_words(entry.when) or "day not told"
            notes = self._cite(entry.evidence, entry.claims)
            yield Entry(entry_words(entry, self.names), label, tuple(_step_details(entry)), notes, good)
            for said in self.file.statements:
                if entry.id in said.steps:
                    yield self._statement(said)

    def _person(self, person: CasePerson) -> Entry:
        others = [f"“{form.name}”" for form in person.names[1:]]
        also = f"also {joined(others)}" if others else ""
        age = f"age told: {person.age}" if person.age is not None else ""
        return Entry(person_name(person), role_name(person.role), tuple(filter(None, (also, age))), self._cite(person.evidence), person.favourable)

    def _statement(self, said: CaseStatement) -> Entry:
        about = joined([CONCERNS[concern] for concern in said.about])
        speaker = self.names.get(said.speaker or "", said.speaker_text)
        words = _one_line(said.text).strip('"“”«»')
        return Entry(f"{_capital(speaker)} on {about}", notes=self._cite(said.evidence, (said.id,)), quote=words)

    def _contradictions(self) -> Iterator[Entry]:
        for found in self.file.contradictions:
            about = topic_words(found.about, self.names)
            for number, value in enumerate(found.values):
                yield Entry(value_words(value.value), "" if number else about, (support_words(value.support),), self._cite(value.evidence))

    def _offences(self) -> Iterator[Entry]:
        for offence in self.file.offences:
            penalty = f"maximum penalty told: {penalty_words(offence.max_penalty)}" if offence.max_penalty else "maximum penalty not told"
            details = tuple(filter(None, (penalty, offence.law, counted(offence.reports, "report"))))
            yield Entry(_capital(offence_name(offence)), details=(" · ".join(details),), notes=self._cite(offence.evidence))

    def _sources(self) -> Iterator[Entry]:
        for origin in self.file.origins:
            reports = [self.citing.reports[key] for key in origin.reports if key in self.citing.reports]
            known = next((outlet_of(report) for report in reports), "an outlet without a name")
            for report in reports:
                published = day(report.published) if report.published else "day not told"
                goes_back = f"{origin.name or known}, {HOW[origin.how]}"
                yield Entry(outlet_of(report), published, (f"goes back to {goes_back}",), address=report.url or "")

    def _withdrawn(self) -> Iterator[Entry]:
        for item in self.material.withdrawn:
            report = self.citing.reports.get(item.report)
            outlet = outlet_of(report) if report else "An outlet"
            yield Entry(outlet, quote=_one_line(item.sentence), details=(f"said by the version with SHA-256 {item.sha256}",))


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in rising order as runs without a gap, each as its first and last: 1, 3, 4, 5 are (1, 1) and (3, 5)."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def quoted(words: str) -> str:
    """Words in quotation marks, unless they stand in some already."""
    return words if words[:1] in _MARKS else f"“{words}”"


def _step_details(entry: TimelineEntry) -> Iterator[str]:
    facts = [f"by {entry.by}"] if entry.by else []
    facts += [f"at {entry.place}"] if entry.place else []
    facts += [f"on {joined([offence.replace('_', ' ') for offence in entry.offences])}"] if entry.offences else []
    if facts:
        yield "; ".join(facts)
    first_told = f"first told on {day(entry.told)}; " if entry.told and not when_words(entry.when) else ""
    yield first_told + support_words(entry.support)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""One case for people to read: outcomes in somebody's favour and deadlines first, every fact with a sentence, contradictions side by side."""

from collections.abc import Sequence
from datetime import date

from reportedly.cli.paper import Paper, styled
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
from reportedly.export.wording import FAVOURABLE, STEP_NAMES, day, duration, joined, role_name
from reportedly.model.casefile import CasePerson, CaseStatement, Cited, DeadlineState, TimelineEntry
from reportedly.model.claims import Standing
from reportedly.model.parties import RoleName
from reportedly.review.changes import Aside
from reportedly.review.viewing import CaseView

__all__ = ["CasePage"]

_HEADING, _MAIN, _GOOD, _QUIET, _NEXT = "bold", "bold", "bold green", "dim", "bold cyan"
_COLUMN = 20


class CasePage:
    """Writes one case to one sheet, section by section.

    Args:
        view: The case as of a day.
        paper: Where to write it.
        today: The day of looking.
        ids: Whether to print the ids that decisions need.
        full: Whether to print every sentence of a fact, not only one.
        aside: What editors say of the reports, and which pages are gone.
    """

    def __init__(self, view: CaseView, paper: Paper, today: date, *, ids: bool = False, full: bool = False, aside: Aside = Aside()) -> None:  # noqa: B008 (frozen)
        self.aside = aside
        self.view, self.file, self.paper, self.today, self.ids, self.full = view, view.file, paper, today, ids, full
        self._names = people_names(self.file)
        self._reports = {report.id: report for report in self.file.reports}
        steps = {entry.id for entry in self.file.timeline}
        self._apart = [said for said in self.file.statements if not steps & set(said.steps)]

    def write(self) -> None:
        """Write all sections that have something to say."""
        self._head()
        self._favourable()
        self._deadlines()
        self._people()
        self._steps()
        self._statements()
        self._contradictions()
        self._offences()
        self._told_by()
        self._notes()
        self._withdrawn()
        self._related()

    def _head(self) -> None:
        file, line = self.file, self.paper.line
        line(styled((f"As reported by the sources named, as of {day(self.today)}; not a finding of fact.", _QUIET)))
        line()
        line(styled((file.title, _HEADING)))
        first, last = (day(at) if at else "day not told" for at in (file.opened, file.updated))
        newsrooms = counted(len(file.origins), "origin")
        facts = [file.id, ", ".join(file.countries), f"{counted(len(file.reports), 'report')} from {newsrooms}", f"{first} to {last}"]
        line(styled(("; ".join(filter(None, facts)), _QUIET)))

    def _favourable(self) -> None:
        told = [(person, person.status) for person in self.file.people if person.favourable and person.status]
        if told:
            self._heading("Outcome in their favour")
        for person, status in told:
            since = when_words(person.status_since)
            self.paper.line(styled((f"{person_name(person)}: {STEP_NAMES[status]}", _GOOD), f"  {since}" if since else ""), indent=2, hang=2)
            self._sentences(self._status_evidence(person), 6)

    def _status_evidence(self, person: CasePerson) -> tuple[Cited, ...]:
        told = [entry for entry in self.file.timeline if person.id in entry.who and entry.type is person.status]
        return told[-1].evidence if told else person.evidence

    def _deadlines(self) -> None:
        order = {DeadlineState.SILENCE: 0, DeadlineState.AHEAD: 1, DeadlineState.FOLLOWED: 2}
        found = sorted(self.file.deadlines, key=lambda item: (order[item.state], item.day))
        if found:
            self._heading("Deadlines and silence")
        for item in found:
            style = _NEXT if item.state is not DeadlineState.FOLLOWED else _QUIET
            label = styled((day(item.day), style))
            self.paper.row(label, styled((deadline_words(item, self._names), _MAIN), f"; {STATES[item.state]}"), indent=2, column=_COLUMN)
            if item.reference:
                self.paper.line(styled((item.reference, _QUIET)), indent=_COLUMN)
            self._sentences(item.evidence, _COLUMN)

    def _people(self) -> None:
        people = sorted(self.file.people, key=lambda person: list(RoleName).index(person.role))
        count = self.file.headcount
        self._heading("People")
        if count.accused:
            self.paper.line(f"Told as accused: {count.accused}, of them {count.named} named and {count.unnamed} not named", indent=2)
        for person in people:
            self._person(person)
        if any(person.shields for person in people) and any(person_name(person).startswith("[") for person in people):
            self.paper.line(styled((WITHHELD_NOTE, _QUIET)), indent=2)

    def _person(self, person: CasePerson) -> None:
        others = [form.name for form in person.names[1:]]
        also = f" (also {joined([f'“{name}”' for name in others])})" if others else ""
        mark = f"  {person.id}" if self.ids else ""
        age = f", {person.age}" if person.age is not None else ""
        self.paper.line(styled((person_name(person), _MAIN), also, age, f"  {role_name(person.role)}", (mark, _QUIET)), indent=2, hang=4)
        if person.role is RoleName.ACCUSED or person.status:
            since = when_words(person.status_since)
            words = STEP_NAMES[person.status] if person.status else "no step reported"
            style = _GOOD if person.favourable else _MAIN
            appeal = "; an appeal is reported to be open" if person.under_appeal else ""
            self.paper.line(styled("last step told: ", (words, style), f", {since}" if since else "", appeal), indent=6)
            if person.status_told_by:
                self.paper.line(styled((f"told by {self._outlets(person.status_told_by)}", _QUIET)), indent=6, hang=2)
        self._sentences(person.evidence, 6)

    def _steps(self) -> None:
        if self.file.timeline:
            self._heading("Steps")
        for entry in self.file.timeline:
            self._step(entry)

    def _step(self, entry: TimelineEntry) -> None:
        good = entry.type in FAVOURABLE and entry.standing is Standing.REPORTED
        words = entry_words(entry, self._names)
        self.paper.row(when_words(entry.when) or "day not told", styled((words, _GOOD if good else _MAIN)), indent=2, column=_COLUMN)
        facts = [f"by {entry.by}"] if entry.by else []
        facts += [f"at {entry.place}"] if entry.place else []
        facts += [f"on {joined([offence.replace('_', ' ') for offence in entry.offences])}"] if entry.offences else []
        if facts:
            self.paper.line("; ".join(facts), indent=_COLUMN)
        self.paper.line(styled((support_words(entry.support), _QUIET)), indent=_COLUMN)
        if self.ids:
            self.paper.line(styled((" ".join(entry.claims), _QUIET)), indent=_COLUMN)
        self._sentences(entry.evidence, _COLUMN)
        for said in self.file.statements:
            if entry.id in said.steps:
                self._statement(said, _COLUMN)

    def _statements(self) -> None:
        """Statements that no step was told beside."""
        if self._apart:
            self._heading("Statements of torture, threats or unfair trial")
        for said in self._apart:
            self._statement(said, 2)

    def _statement(self, said: CaseStatement, indent: int) -> None:
        report = self._reports.get(said.report)
        about = joined([CONCERNS[concern] for concern in said.about])
        speaker = self._names.get(said.speaker or "", said.speaker_text)
        self.paper.line(styled((f"{speaker} on {about}", _MAIN)), indent=indent, hang=2)
        words = " ".join(said.text.split()).strip('"“”«»')
        outlet = f"  {outlet_of(report)}" if report else ""
        self.paper.line(f"“{words}”{outlet}", indent=indent + 2, hang=1)

    def _contradictions(self) -> None:
        if self.file.contradictions:
            self._heading("Told differently")
        for found in self.file.contradictions:
            about = found.about
            for key, name in self._names.items():
                about = about.replace(key, name)
            self.paper.line(styled((about, _MAIN)), indent=2)
            for value in found.values:
                self.paper.row(styled((duration(value.value), _MAIN)), styled((support_words(value.support), _QUIET)), indent=4, column=_COLUMN)
                self._sentences(value.evidence, _COLUMN)

    def _offences(self) -> None:
        if self.file.offences:
            self._heading("Offences named")
        for offence in self.file.offences:
            penalty = f"maximum penalty told: {penalty_words(offence.max_penalty)}" if offence.max_penalty else "maximum penalty not told"
            law = f"; {offence.law}" if offence.law else ""
            self.paper.line(styled((offence_name(offence), _MAIN), f"  {penalty}{law}; {counted(offence.reports, 'report')}"), indent=2, hang=4)
            self._sentences(offence.evidence, 6)

    def _told_by(self) -> None:
        self._heading("Told by")
        for origin in self.file.origins:
            told = next((outlet_of(self._reports[key]) for key in origin.reports if key in self._reports), "an outlet without a name")
            self.paper.line(styled((origin.name or told, _MAIN), f"  {HOW[origin.how]}"), indent=2, hang=4)
            for key in origin.reports:
                report = self._reports.get(key)
                if report:
                    at = day(report.published) if report.published else "day not told"
                    marks = [part.id for part in self.view.parts if part.article_id == key] if self.ids else []
                    more = "".join(f"  {mark}" for mark in (report.url, *marks) if mark)
                    self.paper.line(styled(f"{outlet_of(report)}, {at}", (more, _QUIET)), indent=6, hang=2)

    def _withdrawn(self) -> None:
        if self.view.withdrawn:
            self._heading("No longer in the report")
        for item in self.view.withdrawn:
            report = self._reports.get(item.report)
            self.paper.line(f"{outlet_of(report) if report else 'An outlet'} has taken this sentence out of a newer version:", indent=2)
            self.paper.line(styled((f"“{' '.join(item.sentence.split())}”", _QUIET)), indent=6, hang=1)

    def _notes(self) -> None:
        if self.aside.notes or self.aside.gone:
            self._heading("What became of the reports")
        for note in self.aside.notes:
            report = self._reports.get(note.report)
            self.paper.line(styled((f"{note.kind}: ", _MAIN), f"“{note.text}”  {outlet_of(report) if report else ''}"), indent=2, hang=4)
        for page in self.aside.gone:
            report = self._reports.get(page.report)
            told = f"{outlet_of(report) if report else 'An outlet'}: the page is gone since {day(page.since.date())}; what it said is kept here"
            self.paper.line(told, indent=2, hang=4)

    def _related(self) -> None:
        if self.file.related:
            self._heading("Other cases that have to do with it")
            self.paper.line(joined(self.file.related), indent=2)

    def _heading(self, title: str) -> None:
        self.paper.line()
        self.paper.line(styled((title.upper(), _HEADING)))

    def _outlets(self, ids: Sequence[str]) -> str:
        return joined(list(dict.fromkeys(outlet_of(self._reports[key]) for key in ids if key in self._reports)))

    def _sentences(self, evidence: Sequence[Cited], indent: int) -> None:
        shown = evidence if self.full else evidence[:1]
        for cited in shown:
            report = self._reports.get(cited.report)
            outlet = f"  {outlet_of(report)}" if report else ""
            self.paper.line(styled((f"“{' '.join(cited.sentence.split())}”{outlet}", _QUIET)), indent=indent, hang=1)

"""Made reports for tests of cases: short to write, complete readings. All people, outlets and places are invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reportedly.casefile import fold, parts
from reportedly.export.case_json import case_json
from reportedly.model.casefile import CaseFile
from reportedly.model.cases import CaseDigest, CasePart
from reportedly.model.claims import Attribution, Claim, Offence, Penalty, ReportReading, Standing, Step, StepType, Voice
from reportedly.model.decisions import Decision
from reportedly.model.parties import Evidence, Group, Person, Place, RoleName
from reportedly.model.text import Article, Depth, Span
from reportedly.model.when import When
from reportedly.resolve import fold as folded
from reportedly.resolve import identities, keys, place, reprints, sketch

Day = str | None


def when(text: Day) -> When | None:
    """``2024-03-14``, ``2024-03-01/2024-03-31`` or None."""
    if text is None:
        return None
    first, _, last = text.partition("/")
    return When(date.fromisoformat(first), date.fromisoformat(last or first), text)


@dataclass
class Report:
    """A report under construction; every call adds a sentence to it."""

    id: str
    published: str
    outlet: str = "Tasbulan Herald"
    lang: str = "en"
    origin: str | None = None
    place: str | None = "Tasbulan"
    country: str | None = "KZ"
    lines: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    offences: list[Offence] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def sentence(self, text: str) -> tuple[Evidence, ...]:
        """Add a sentence and give it back as evidence."""
        start = sum(len(line) + 1 for line in self.lines)
        self.lines.append(text)
        return (Evidence(Span(start, start + len(text)), text),)

    def person(self, name: str, role: str = "accused", *, named: bool = True, age: int | None = None, position: str | None = None) -> str:
        """Add a person and give back the id."""
        number = f"p{len(self.people) + 1}"
        evidence = self.sentence(f"{name} is told of here ({number}).")
        self.people.append(Person(number, name, (), named, RoleName(role), age, (), None, position, (), evidence))
        return number

    def group(self, words: str, number: int | None, role: str = "accused") -> str:
        """Add people told as a number."""
        key = f"g{len(self.groups) + 1}"
        self.groups.append(Group(key, words, number, RoleName(role), (), self.sentence(f"There were {words}.")))
        return key

    def offence(self, kind: str, max_penalty: str | None = None) -> str:
        """Add an offence, with the greatest penalty as a claim of its own."""
        key = f"f{len(self.offences) + 1}"
        evidence = self.sentence(f"It is about {kind} ({key}).")
        self.offences.append(Offence(key, kind, kind, None, None, max_penalty, (), evidence))
        if max_penalty:
            self.claims.append(Claim(self.id, evidence, Attribution(), Penalty(key, max_penalty)))
        return key

    def step(
        self,
        kind: str,
        who: Sequence[str],
        day: Day = None,
        *,
        until: Day = None,
        term: str | None = None,
        offences: Sequence[str] = (),
        standing: str = "reported",
        voices: Sequence[tuple[str, str]] = (),
    ) -> str:
        """Add a step and give back the id of its claim. ``voices`` are pairs of name and kind, nearest to the writer first."""
        evidence = self.sentence(f"{kind} of {' and '.join(who)} on {day} until {until} for {term} (step {len(self.claims)}).")
        chain = tuple(Voice(f"c{number}", name, sort, "said") for number, (name, sort) in enumerate(voices, 1))
        says = Step(StepType(kind), tuple(who), None, None, "l1" if self.place else None, when(until), term, tuple(offences))
        claim = Claim(self.id, evidence, Attribution(chain), says, Standing(standing), when(day), "made.rule")
        self.claims.append(claim)
        return claim.id

    def reading(self) -> ReportReading:
        """The finished reading."""
        text = "\n".join(self.lines) or self.id
        published = date.fromisoformat(self.published)
        article = Article(self.id, text, "0" * 64, self.lang, None, self.outlet, published=published, origin=self.origin)
        places = (Place("l1", self.place, self.country, evidence=(Evidence(Span(0, 1), "x"),)),) if self.place else ()
        return ReportReading(
            article, Depth.FULL, tuple(self.people), tuple(self.groups), (), places, tuple(self.offences), (), tuple(self.claims), "made"
        )


def simple(
    key: str,
    name: str,
    published: str,
    *,
    kind: str = "arrest",
    day: Day = None,
    offence: str | None = "smuggling",
    age: int | None = None,
    where: str = "Tasbulan",
    country: str = "KZ",
    outlet: str = "Tasbulan Herald",
    lang: str = "en",
) -> ReportReading:
    """A report with one accused person and one step."""
    report = Report(key, published, outlet, lang, place=where, country=country)
    who = report.person(name, age=age)
    report.step(kind, [who], day, offences=[report.offence(offence)] if offence else [])
    return report.reading()


@dataclass
class Desk:
    """Cases as a store would keep them: parts by key, cases by id, everything in memory."""

    readings: dict[str, ReportReading] = field(default_factory=dict)
    cases: dict[str, CaseDigest] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)

    def add(self, *readings: ReportReading) -> "Desk":
        """Add reports one by one."""
        for reading in readings:
            self.readings[reading.article.id] = reading
            for part in parts(reading):
                self._place(part)
        return self

    def _place(self, part: CasePart) -> None:
        own = keys(part)
        near = [case for case in self.cases.values() if any(own & keys(other) for other in case.parts)]
        placed = place(part, near, self.decisions)
        for case in placed.replaced:
            del self.cases[case]
        self.cases.update({case.id: case for case in placed.cases})

    def again(self) -> "Desk":
        """Everything placed again, as after a decision."""
        fresh = Desk(decisions=self.decisions)
        return fresh.add(*self.readings.values())

    def groups(self) -> set[frozenset[str]]:
        """The parts that hang together."""
        return {frozenset(part.id for part in case.parts) for case in self.cases.values()}

    def case_of(self, part: str) -> CaseDigest:
        """The case that holds a part."""
        return next(case for case in self.cases.values() if any(other.id == part for other in case.parts))

    def file(self, part: str, today: Day = None) -> CaseFile:
        """The case file of the case that holds a part."""
        case = self.case_of(part)
        articles = [self.readings[other.article_id].article for other in case.parts]
        return fold(
            case,
            self.readings,
            identities=identities(case.parts, self.decisions),
            reprints=reprints(sketch(article) for article in articles),
            decisions=self.decisions,
            today=date.fromisoformat(today) if today else None,
            spelled=lambda name: " ".join(folded(name)),
        )

    def json(self) -> list[dict[str, Any]]:
        """All case files as JSON, by id."""
        return [case_json(self.file(case.parts[0].id)) for _, case in sorted(self.cases.items())]

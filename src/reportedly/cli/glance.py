"""One report at a glance: who, which steps, which offences, who says what, by whom it is told, and every line with its sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from reportedly.cli.paper import Paper, styled
from reportedly.export.wording import FAVOURABLE, STEP_NAMES, day, duration, joined, role_name, step_sentence, when
from reportedly.lexicon.countries import country_of_code
from reportedly.model.claims import Accusation, Attribution, Claim, Quote, ReportReading, Standing, Step, StepType
from reportedly.model.parties import Evidence, Group, Person, RoleName
from reportedly.model.text import Depth

__all__ = ["Glance", "glance"]

_HEADING, _MAIN, _GOOD, _QUIET, _NEXT = "bold", "bold", "bold green", "dim", "bold cyan"
_COLUMN = 20
_HELD = {
    StepType.PRETRIAL_DETENTION: "pre-trial detention",
    StepType.DETENTION_EXTENDED: "detention",
    StepType.HOUSE_ARREST: "house arrest",
    StepType.BAIL: "release on bail or a similar condition",
}
_FAR = date.max
_SHALLOW = {
    Depth.NAMES: "Only names could be read in this language; steps may be missing.",
    Depth.NONE: "This language could not be read; only the report itself is kept.",
}


def glance(reading: ReportReading, paper: Paper) -> None:
    """Write one report for people to read.

    Args:
        reading: What was read in the report.
        paper: Where to write it.
    """
    Glance(reading, paper).write()


@dataclass(frozen=True, slots=True)
class _Told:
    """A step with the claim that says it."""

    claim: Claim
    step: Step

    @property
    def happened(self) -> bool:
        return self.claim.standing is Standing.REPORTED


class Glance:
    """Writes one reading to one sheet, section by section."""

    def __init__(self, reading: ReportReading, paper: Paper) -> None:
        self.reading = reading
        self.paper = paper
        self.outlet = reading.article.outlet or _host(reading.article.url) or "an outlet not named"
        self._names = {person.id: person.name for person in reading.people} | {group.id: group.text for group in reading.groups}
        self._names |= {organisation.id: organisation.name for organisation in reading.organisations} | {
            place.id: place.name for place in reading.places
        }
        self._names |= {offence.id: offence.text for offence in reading.offences} | {source.id: source.name for source in reading.sources}
        self._groups = {group.id: group for group in reading.groups}
        self._quoted: set[Evidence] = set()
        told = [_Told(claim, claim.says) for claim in reading.claims if isinstance(claim.says, Step)]
        self.steps = sorted(told, key=_in_time)

    def write(self) -> None:
        """Write all sections that have something to say."""
        self._head()
        self._outcomes()
        self._next_date()
        self._people()
        self._steps()
        self._offences()
        self._accusations()
        self._statements()
        self._sources()

    def _head(self) -> None:
        article, line = self.reading.article, self.paper.line
        published = f", {day(article.published)}" if article.published else ", date not told"
        line(styled((f"As reported by {self.outlet}{published}; not a finding of fact.", _QUIET)))
        line()
        if article.headline:
            line(styled((article.headline, _HEADING)))
        origin = f"reprints {article.origin}" if article.origin else ""
        for fact in filter(None, (article.byline and f"by {article.byline}", origin)):
            line(styled((fact, _QUIET)))
        if article.url:
            self.paper.unbroken(styled((article.url, _QUIET)))
        if self.reading.depth in _SHALLOW:
            line(_SHALLOW[self.reading.depth])
        if not self.steps and not any(person.role is RoleName.ACCUSED for person in self.reading.people):
            line()
            line("No step of a criminal case was read in this report.")

    def _outcomes(self) -> None:
        good = [told for told in self.steps if told.happened and told.step.type in FAVOURABLE]
        if good:
            self._heading("Outcome in their favour")
            for told in good:
                date_told = when(told.claim.when)
                self.paper.line(styled((self._sentence(told), _GOOD), f"  {date_told}" if date_told else ""), indent=2, hang=2)

    def _next_date(self) -> None:
        ends = [
            (told.step.until.latest, f"{_HELD[told.step.type]} of {self._who(told.step)} ends", told)
            for told in self.steps
            if _ends(told) and told.step.until
        ]
        planned = [
            (told.claim.when.latest, self._sentence(told), told)
            for told in self.steps
            if told.claim.standing is Standing.SCHEDULED and told.claim.when
        ]
        dated = [(at, what) for at, what, _ in ends + planned if at]
        if dated:
            at, what = max(dated, key=lambda item: item[0])
            self._heading("Next date told")
            self.paper.row(styled((day(at), _NEXT)), styled(what), indent=2, column=_COLUMN)

    def _people(self) -> None:
        people = sorted(self.reading.people, key=lambda person: list(RoleName).index(person.role))
        groups = sorted(self.reading.groups, key=lambda group: list(RoleName).index(group.role))
        if people or groups:
            self._heading("People")
        for party in _accused_first(people, groups):
            if isinstance(party, Person):
                self._person(party)
            else:
                count = f" ({party.count} people, not named)" if party.count else " (not named)"
                self.paper.line(styled((party.text, _MAIN), count, f"  {role_name(party.role)}"), indent=2, hang=4)
                self._last_step(party.id)
                self._evidence(party.evidence)

    def _person(self, person: Person) -> None:
        also = f" (also {joined([f'“{name}”' for name in person.other_names])})" if person.other_names else ""
        self.paper.line(styled((person.name, _MAIN), also, f"  {role_name(person.role)}"), indent=2, hang=4)
        facts = [f"aged {person.age}"] if person.age is not None else []
        facts += [f"citizen of {joined([_country(code) for code in person.citizenship])}"] if person.citizenship else []
        facts += [
            fact
            for fact in (
                person.position if person.position != person.role else None,
                person.employer and self._names.get(person.employer, person.employer),
            )
            if fact
        ]
        if facts:
            self.paper.line("; ".join(facts), indent=6)
        self._last_step(person.id)
        self._evidence(person.evidence)

    def _last_step(self, party: str) -> None:
        told = [told for told in self.steps if told.happened and party in told.step.who]
        if told:
            last = told[-1]
            at = when(last.claim.when)
            style = _GOOD if last.step.type in FAVOURABLE else _MAIN
            self.paper.line(styled("last step told: ", (STEP_NAMES[last.step.type], style), f", {at}" if at else ""), indent=6)

    def _steps(self) -> None:
        if not self.steps:
            return
        self._heading("Steps")
        for told in self.steps:
            style = _GOOD if told.happened and told.step.type in FAVOURABLE else _MAIN
            label = when(told.claim.when) or "date not told"
            self.paper.row(label, styled((self._sentence(told), style)), indent=2, column=_COLUMN)
            facts = [f"offence: {joined([self._names.get(key, key) for key in told.step.offences])}"] if told.step.offences else []
            by = self._names.get(told.step.by or "", told.step.by_text or told.step.by)
            facts += [f"by: {by}"] if by else []
            facts += [f"place: {self._names.get(told.step.place, told.step.place)}"] if told.step.place else []
            if facts:
                self.paper.line("; ".join(facts), indent=_COLUMN)
            self.paper.line(styled((f"told by {self._told_by(told.claim.attribution)}", _QUIET)), indent=_COLUMN, hang=2)
            self._evidence(told.claim.evidence, indent=_COLUMN)

    def _offences(self) -> None:
        if self.reading.offences:
            self._heading("Offences named")
        for offence in self.reading.offences:
            penalty = f"maximum penalty told: {_penalty(offence.max_penalty)}" if offence.max_penalty else "maximum penalty not told"
            law = f"; {offence.law}" if offence.law else ""
            kind = f"; kind: {offence.kind.replace('_', ' ')}" if offence.kind and offence.kind != offence.text.lower() else ""
            self.paper.line(styled((offence.text, _MAIN), f"  {penalty}{law}{kind}"), indent=2, hang=4)
            self._evidence(offence.evidence)

    def _accusations(self) -> None:
        claims = [(claim, claim.says) for claim in self.reading.claims if isinstance(claim.says, Accusation)]
        if claims:
            self._heading("Suspicions told without a step")
        for claim, accusation in claims:
            who = joined([self._names.get(key, key) for key in accusation.who])
            of = joined([self._names.get(key, key) for key in accusation.offences])
            be = "are" if self._plural(accusation.who) else "is"
            denied = " not" if claim.standing is Standing.DENIED else ""
            said = f"{who} {be} reported{denied} to be suspected or accused{f' of {of}' if of else ''}"
            self.paper.line(styled((said, _MAIN)), indent=2, hang=4)
            self.paper.line(styled((f"told by {self._told_by(claim.attribution)}", _QUIET)), indent=6, hang=2)
            self._evidence(claim.evidence)

    def _statements(self) -> None:
        claims = [(claim, claim.says) for claim in self.reading.claims if isinstance(claim.says, Quote)]
        if claims:
            self._heading("Who says what")
        for claim, quote in claims:
            via = f", via {self._names.get(quote.via, quote.via)}" if quote.via else ""
            at = when(claim.when)
            said = "in their words" if quote.verbatim else "as retold"
            self.paper.line(styled((quote.speaker_text, _MAIN), f"{via}{f', {at}' if at else ''}, {said}"), indent=2, hang=4)
            if quote.via:
                last = self._names.get(quote.speaker or "", quote.speaker_text)
                chain = [self.outlet, *(voice.name for voice in claim.attribution.voices[:-1]), last]
                self.paper.line(styled((" <- ".join(chain), _QUIET)), indent=6, hang=2)
            self._evidence(claim.evidence)

    def _sources(self) -> None:
        self._heading("Told by")
        handed_on = {source.via for source in self.reading.sources if source.via}
        ends = [source for source in self.reading.sources if source.id not in handed_on]
        if not ends:
            self.paper.line(f"{self.outlet} itself", indent=2)
        by_id = {source.id: source for source in self.reading.sources}
        for source in ends:
            chain, at = [source.name], source.via
            while at in by_id and by_id[at].name not in chain:
                chain.append(by_id[at].name)
                at = by_id[at].via
            self.paper.line(" <- ".join([self.outlet, *reversed(chain)]), indent=2, hang=4)
            self._evidence(source.evidence)

    def _heading(self, title: str) -> None:
        self.paper.line()
        self.paper.line(styled((title.upper(), _HEADING)))

    def _sentence(self, told: _Told) -> str:
        names = [self._names.get(key, key) for key in told.step.who]
        return step_sentence(told.claim, told.step, names, plural=self._plural(told.step.who))

    def _who(self, step: Step) -> str:
        return joined([self._names.get(key, key) for key in step.who]) or step.who_text or "somebody not named"

    def _plural(self, who: Sequence[str]) -> bool:
        return len(who) > 1 or any(key in self._groups and self._groups[key].count != 1 for key in who)

    def _told_by(self, attribution: Attribution) -> str:
        return " <- ".join([self.outlet, *(voice.name for voice in attribution.voices)])

    def _evidence(self, evidence: Iterable[Evidence], indent: int = 6) -> None:
        first = next(iter(evidence), None)
        if first is None:
            return
        sentence = " ".join(first.sentence.split())
        if first in self._quoted:
            sentence = _shortened(sentence, self.paper.width - indent - 2)
        self._quoted.add(first)
        self.paper.quote(styled((sentence, _QUIET)), indent=indent)


def _host(url: str | None) -> str | None:
    """The host of an address, which stands in for an outlet that is not known by name."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _country(code: str) -> str:
    country = country_of_code(code)
    return country.name if country else code


def _in_time(told: _Told) -> date:
    at = told.claim.when
    return (at.earliest or at.latest or _FAR) if at else _FAR


def _ends(told: _Told) -> bool:
    return told.happened and told.step.type in _HELD


def _penalty(iso: str) -> str:
    return {"life": "life imprisonment", "death": "death"}.get(iso) or duration(iso)


def _accused_first(people: Sequence[Person], groups: Sequence[Group]) -> list[Person | Group]:
    parties: list[Person | Group] = [*people, *groups]
    return sorted(parties, key=lambda party: party.role is not RoleName.ACCUSED)


def _shortened(sentence: str, room: int) -> str:
    if len(sentence) <= room:
        return sentence
    return sentence[: room - 2].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"

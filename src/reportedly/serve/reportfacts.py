"""The facts of a report as they stand in the margin of its page: what is said, by whom, when, and what people decided about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.export.case_wording import STANDINGS, counted, penalty_words
from reportedly.export.wording import FAVOURABLE, STEP_NAMES, duration, joined, role_name, when
from reportedly.model.cases import CasePart
from reportedly.model.claims import Accusation, Claim, Headcount, Penalty, Quote, ReportReading, Role, Standing, Step
from reportedly.model.decisions import Action, Decision
from reportedly.model.text import Span
from reportedly.review.record import Recorded

__all__ = ["Fact", "facts_of", "span_of"]

_LONGEST = 160
# Facts of one sentence: what happened first.
_ORDER = ("step", "statement", "offence", "person")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in the margin.

    ``id`` is that of its claim, ``target`` what a correction is about: the claim, or for a role the person. ``kind`` is that of its colour, ``name``
    its second sign in words. ``lines`` say more of it. ``voices`` are those who say it, nearest to the writer first. ``decision`` is the last one
    about it that stands.
    """

    id: str
    target: str
    kind: str
    name: str
    who: str
    lines: tuple[str, ...]
    voices: tuple[str, ...]
    why: str
    span: Span
    sentences: tuple[Span, ...]
    claim: Claim
    small: bool = False
    favourable: bool = False
    decision: Decision | None = None
    fresh: Decision | None = None

    @property
    def rejected(self) -> bool:
        """Whether somebody rejected it."""
        return self.decision is not None and ("standing", "rejected") in self.decision.after


def span_of(given: str | None, facts: Iterable[Fact]) -> tuple[Span | None, str | None]:
    """The sentence that is chosen and the fact, from what an address says: the id of a claim, or where the sentence begins and ends."""
    if not given:
        return None, None
    facts = list(facts)
    for fact in facts:
        if fact.id == given:
            return fact.span, fact.id
    start, _, end = given.partition("-")
    if not (start.isascii() and end.isascii() and start.isdigit() and end.isdigit() and int(start) < int(end)):
        return None, None
    span = Span(int(start), int(end))
    return span, next((fact.id for fact in facts if span in fact.sentences), None)


def facts_of(reading: ReportReading, parts: Sequence[CasePart], record: Iterable[Recorded]) -> tuple[Fact, ...]:
    """The facts of a report in the order of its text.

    Args:
        reading: What was read in it, as it may be shown.
        parts: Its parts, by which people are named in decisions.
        record: What was decided about it, the last first.
    """
    standing: dict[str, Decision] = {}
    for made in reversed(list(record)):
        if made.stands and made.decision.action in {Action.ACCEPT, Action.CORRECT}:
            standing.update(dict.fromkeys(made.decision.target, made.decision))
    names = _names(reading)
    homes = {person: part.id for part in reversed(parts) for person in part.people}
    found = [_fact(claim, reading, names, homes) for claim in reading.claims]
    found = [replace(fact, decision=standing.get(fact.target) or standing.get(fact.id)) for fact in found]
    return tuple(sorted(found, key=_place))


def _place(fact: Fact) -> tuple[object, ...]:
    """Where a fact stands: by its sentence; what is reported before what is planned or asked for, what is in somebody's favour first."""
    unreal = fact.claim.standing is not Standing.REPORTED
    return (fact.span.start, fact.small, unreal, _ORDER.index(fact.kind), not fact.favourable, fact.span.end, fact.id)


def _names(reading: ReportReading) -> Mapping[str, str]:
    named = {person.id: person.name for person in reading.people} | {group.id: group.text for group in reading.groups}
    return (
        named
        | {organisation.id: organisation.name for organisation in reading.organisations}
        | {place.id: place.name for place in reading.places}
        | {offence.id: (offence.kind or offence.text).replace("_", " ") for offence in reading.offences}
    )


def _fact(claim: Claim, reading: ReportReading, names: Mapping[str, str], homes: Mapping[str, str]) -> Fact:
    kind, name, who, lines = _told(claim, names)
    says = claim.says
    target = f"{homes[says.who]}/{says.who}" if isinstance(says, Role) and says.who in homes else claim.id
    voices = tuple(voice.name for voice in claim.attribution.voices) or (reading.article.outlet or "the outlet itself",)
    spans = tuple(piece.span for piece in claim.evidence)
    small = isinstance(says, Role | Headcount)
    good = isinstance(says, Step) and says.type in FAVOURABLE and claim.standing is Standing.REPORTED
    return Fact(claim.id, target, kind, name, who, tuple(filter(None, lines)), voices, claim.why, spans[0], spans, claim, small, good)


def _told(claim: Claim, names: Mapping[str, str]) -> tuple[str, str, str, Sequence[str]]:
    """The kind of a fact, its name, who it is about, and lines that say more."""
    match claim.says:
        case Step() as step:
            return "step", STANDINGS[claim.standing] + STEP_NAMES[step.type], _people(step.who, names, step.who_text), _step_lines(claim, step, names)
        case Accusation() as accusation:
            return "offence", f"{STANDINGS[claim.standing]}accusation", _people(accusation.who, names, None), (_over(accusation.offences, names),)
        case Penalty() as penalty:
            return "offence", "maximum penalty", names.get(penalty.offence, ""), (penalty_words(penalty.max_penalty),)
        case Role() as role:
            return "person", role_name(role.role), names.get(role.who, "somebody not named"), ()
        case Quote() as quote:
            return "statement", "statement", names.get(quote.speaker or "", quote.speaker_text), (_short(quote.text),)
        case Headcount() as headcount:
            number = counted(headcount.count, "person").replace("persons", "people") if headcount.count else "a number not told"
            return "person", "number of people", names.get(headcount.group, ""), (f"{number}, {role_name(headcount.role)}",)


def _people(who: Iterable[str], names: Mapping[str, str], words: str | None) -> str:
    return joined([names[member] for member in who if member in names]) or words or "somebody not named"


def _step_lines(claim: Claim, step: Step, names: Mapping[str, str]) -> Sequence[str]:
    until = f"until {when(step.until)}" if step.until else ""
    at = ", ".join(filter(None, (when(claim.when), until, duration(step.term) if step.term else "")))
    by = names.get(step.by or "", step.by_text or step.by or "")
    where = names.get(step.place or "", "")
    told = "; ".join(filter(None, (by and f"by {by}", where and f"at {where}", _over(step.offences, names))))
    return ("; ".join(filter(None, (at, told))),)


def _over(offences: Iterable[str], names: Mapping[str, str]) -> str:
    found = list(dict.fromkeys(names[offence] for offence in offences if offence in names))
    return f"over {joined(found)}" if found else ""


def _short(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= _LONGEST else f"{folded[:_LONGEST].rstrip()}…"

"""Facts that can have one value and have several: names, ages, days, ends, terms, numbers of people, charges, greatest penalties.

Only values that cannot both be right are put side by side. A day inside a month, "four" beside "two named and two unnamed", a surname beside the
full name and one name in two scripts are no contradictions.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reportedly.casefile.independence import Independence
from reportedly.casefile.telling import Spelled, Telling, cite
from reportedly.casefile.timeline import StepGroup, ToldStep
from reportedly.casefile.values import CONTEXT, Told, contradiction
from reportedly.lexicon.offences import offence_kinds
from reportedly.model.casefile import Cited, Contradiction
from reportedly.model.cases import Identity
from reportedly.model.claims import Penalty, Standing, StepType
from reportedly.model.parties import Person
from reportedly.model.when import When

__all__ = ["contradictions"]

_FREE = frozenset({Standing.DENIED, Standing.HYPOTHETICAL})
_VOWELS = frozenset("aeiouy")


def contradictions(
    told: Sequence[Telling], identities: Sequence[Identity], groups: Sequence[StepGroup], independence: Independence, spelled: Spelled
) -> tuple[Contradiction, ...]:
    """All contradictions of a case.

    Args:
        told: The parts of the case in canonical order.
        identities: The people of the case.
        groups: The steps of the case.
        independence: Who is independent of whom.
        spelled: A comparable form of a name in any script.
    """
    found = [*_of_people(told, identities, independence, spelled), *_of_steps(groups, independence), *_of_penalties(told, independence)]
    return tuple(item for item in found if item is not None)


def _of_people(
    told: Sequence[Telling], identities: Iterable[Identity], independence: Independence, spelled: Spelled
) -> Iterator[Contradiction | None]:
    mentions = {f"{telling.part.id}/{person}": (telling, found) for telling in told for person, found in telling.people.items()}
    for identity in identities:
        known = [mentions[member] for member in identity.members if member in mentions and mentions[member][1].named]
        yield contradiction(f"person {identity.id} name", _names(known, spelled), independence, _same_words)
        yield contradiction(f"person {identity.id} age", _ages(known), independence, _ages_agree)


def _names(known: Iterable[tuple[Telling, Person]], spelled: Spelled) -> Iterator[Told]:
    for telling, person in known:
        key = f"{spelled(person.name)}{CONTEXT}{telling.part.lang}"
        yield Told(key, person.name, telling.report, telling.published, cite(telling.report, person.evidence))


def _same_words(left: str, right: str) -> bool:
    """Whether two spellings can both be right: the same words in any order, or one a part of the other.

    Vowels are not compared across languages: they are written as each language hears and declines them.
    """
    (name, lang), (other, other_lang) = left.split(CONTEXT), right.split(CONTEXT)
    alike = str if lang == other_lang else _without_vowels
    ours, theirs = {alike(word) for word in name.split()}, {alike(word) for word in other.split()}
    initials = {word for word in ours ^ theirs if len(word) == 1}
    return ours - initials <= theirs or theirs - initials <= ours


def _without_vowels(word: str) -> str:
    return word[:1] + "".join(sign for sign in word[1:] if sign not in _VOWELS)


def _ages(known: Iterable[tuple[Telling, Person]]) -> Iterator[Told]:
    for telling, person in known:
        if person.age is not None:
            day = telling.published.isoformat() if telling.published else ""
            telling_it = tuple(piece for piece in person.evidence if str(person.age) in piece.sentence) or person.evidence
            yield Told(f"{person.age}{CONTEXT}{day}", str(person.age), telling.report, telling.published, cite(telling.report, telling_it))


def _ages_agree(left: str, right: str) -> bool:
    """Whether the years between two reports explain two ages, birthdays included."""
    (age, day), (other_age, other_day) = left.split(CONTEXT), right.split(CONTEXT)
    if not day or not other_day:
        return age == other_age
    days = (date.fromisoformat(other_day) - date.fromisoformat(day)).days
    grown = int(other_age) - int(age)
    return (days - 366) / 365 <= grown <= (days + 366) / 365


def _of_steps(groups: Iterable[StepGroup], independence: Independence) -> Iterator[Contradiction | None]:
    for group in groups:
        if group.standing in _FREE:
            continue
        about = f"step {group.type.value}"
        yield contradiction(f"{about} date", _days((item, item.day) for item in group.told), independence, _days_agree)
        yield contradiction(f"{about} until", _days((item, item.step.until) for item in group.told), independence, _days_agree)
        terms = (_told(item, item.step.term, item.step.term) for item in group.told if item.step.term)
        yield contradiction(f"{about} term", terms, independence)
        yield contradiction(f"{about} number of people", _counts(group), independence)
        if group.type is StepType.CHARGE:
            yield contradiction(f"{about} offence", _charges(group), independence, _kinds_agree)


def _told(item: ToldStep, key: str, words: str) -> Told:
    evidence: tuple[Cited, ...] = cite(item.telling.report, item.claim.evidence)
    return Told(key, words, item.telling.report, item.telling.published, evidence, item.claim)


def _days(told: Iterable[tuple[ToldStep, When | None]]) -> Iterator[Told]:
    for item, when in told:
        if when and (when.earliest or when.latest):
            first = when.earliest.isoformat() if when.earliest else ""
            last = when.latest.isoformat() if when.latest else ""
            yield _told(item, f"{first}/{last}", first if first == last else f"{first}/{last}")


def _days_agree(left: str, right: str) -> bool:
    (first, last), (other_first, other_last) = left.split("/"), right.split("/")
    return not (first and other_last and first > other_last) and not (other_first and last and other_first > last)


def _counts(group: StepGroup) -> Iterator[Told]:
    """Numbers of people that are told as a number, of each report the greatest; a report that names only some of them tells no number."""
    greatest: dict[str, tuple[int, ToldStep]] = {}
    for item in group.told:
        telling = item.telling
        if any(member in telling.groups and telling.groups[member].count for member in item.step.who):
            total = len(item.who) + item.unnamed
            if total > greatest.get(telling.report, (0, item))[0]:
                greatest[telling.report] = (total, item)
    yield from (_told(item, str(total), str(total)) for total, item in greatest.values())


def _charges(group: StepGroup) -> Iterator[Told]:
    for item in group.told:
        kinds = item.telling.kinds(item.step.offences)
        if kinds and len(group.who) == 1:
            yield _told(item, "|".join(sorted(kinds)), ", ".join(kind.replace("_", " ") for kind in kinds))


def _kinds_agree(left: str, right: str) -> bool:
    """Whether two charges can be one: a shared kind, or kinds of one family."""
    return bool(_families(left) & _families(right))


def _families(key: str) -> set[str]:
    kinds = offence_kinds()
    return {kinds[kind].family if kind in kinds else kind for kind in key.split("|")}


def _of_penalties(told: Iterable[Telling], independence: Independence) -> Iterator[Contradiction | None]:
    by_kind: dict[str, list[Told]] = {}
    for telling in told:
        for kind, item in _penalties(telling):
            by_kind.setdefault(kind, []).append(item)
    for kind, items in sorted(by_kind.items()):
        yield contradiction(f"offence {kind} maximum penalty", items, independence)


def _penalties(telling: Telling) -> Iterator[tuple[str, Told]]:
    offences = {offence.id: offence for offence in telling.reading.offences if offence.id in telling.part.offences}
    claimed = set()
    for claim in telling.claims:
        if isinstance(claim.says, Penalty) and claim.says.offence in offences and claim.standing is not Standing.DENIED:
            offence = offences[claim.says.offence]
            claimed.add(offence.id)
            evidence = cite(telling.report, claim.evidence)
            told = Told(claim.says.max_penalty, claim.says.max_penalty, telling.report, telling.published, evidence, claim)
            yield offence.kind or offence.text.casefold(), told
    for offence in offences.values():
        if offence.max_penalty and offence.id not in claimed:
            evidence = cite(telling.report, offence.evidence)
            told = Told(offence.max_penalty, offence.max_penalty, telling.report, telling.published, evidence)
            yield offence.kind or offence.text.casefold(), told

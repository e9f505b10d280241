"""Bodies that only a position tells: "a chef of the Norvik Grill", "who works for Larchwood"; nothing in their names says that they are bodies."""

from collections.abc import Iterator

from reportedly.extract.mentions import evidence_of
from reportedly.extract.names import PersonName
from reportedly.extract.person_nouns import noun_at
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.places import is_place_name
from reportedly.lexicon.positions import Positions, load_positions
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import Organisation, OrgKind, Place
from reportedly.model.text import Oblique, Reading, Span

__all__ = ["with_employers"]


def with_employers(
    organisations: tuple[Organisation, ...], reading: Reading, names: tuple[PersonName, ...], places: tuple[Place, ...]
) -> tuple[Organisation, ...]:
    """The organisations of a report and, numbered after them, those that it only tells as somebody's employer."""
    words = load_positions(reading.lang)
    taken = [span for org in organisations for span in org.mentions]
    taken += [span for place in places for span in place.mentions]
    taken += [reading.span_of(name.first, name.last) for name in names]
    found: dict[str, list[tuple[int, int]]] = {}
    for first, last in sorted({*_behind_positions(reading, words), *_behind_work(reading, words), *_before_positions(reading, words, names)}):
        span, said = reading.span_of(first, last), reading.normal_of(first, last)
        if any(span.overlaps(other) for other in taken) or country_named(said) is not None or is_place_name(said):
            continue
        found.setdefault(fold_name(said), []).append((first, last))
    return (*organisations, *(_organisation(reading, len(organisations) + at, ranges) for at, ranges in enumerate(found.values(), start=1)))


def _organisation(reading: Reading, number: int, ranges: list[tuple[int, int]]) -> Organisation:
    spans: tuple[Span, ...] = tuple(reading.span_of(first, last) for first, last in ranges)
    evidence = evidence_of(reading, (reading.sentence_of(first) for first, _ in ranges))
    return Organisation(f"o{number}", reading.normal_of(*ranges[0]), OrgKind.EMPLOYER, (), spans, evidence)


def _holds(reading: Reading, words: Positions, head: int) -> bool:
    """Whether a noun is a post that one has at a body: a clerk, a manager, no customer and no president of a country."""
    word = noun_at(reading, head)
    token = reading.tokens[head]
    said = f"{reading.tokens[head - 1].text} {token.text}".lower() if head else ""
    return word is not None and not word.means_accused and bool({token.lemma, token.text.lower(), said} & words.post)


def _behind_positions(reading: Reading, words: Positions) -> Iterator[tuple[int, int]]:
    for head, phrase in reading.phrases.items():
        if _holds(reading, words, head):
            for oblique in phrase.obliques:
                yield from _named(reading, words, oblique)
            owner = reading.phrases.get(phrase.possessor) if phrase.possessor is not None else None
            if (
                owner is not None
                and owner.head - owner.first >= 1
                and all(reading.tokens[at].pos == "PROPN" for at in range(owner.first, owner.head + 1))
            ):
                yield owner.first, owner.head + 1


def _behind_work(reading: Reading, words: Positions) -> Iterator[tuple[int, int]]:
    for clause in reading.clauses.values():
        if clause.nominal or clause.negated or not (clause.lemma in words.work or (clause.lemma in words.hired and clause.passive)):
            continue
        for oblique in clause.obliques:
            yield from _named(reading, words, oblique)


def _named(reading: Reading, words: Positions, oblique: Oblique) -> Iterator[tuple[int, int]]:
    """The name that a preposition governs, without article."""
    phrase = reading.phrases.get(oblique.head)
    if phrase is None or oblique.prep not in words.named or noun_at(reading, oblique.head) is not None:
        return
    first, last = phrase.first, max(phrase.last, oblique.head + 1)
    while first < last and not reading.tokens[first].text[0].isupper():
        first += 1
    run = reading.tokens[first:last]
    if run and all(token.pos == "PROPN" or token.text.lower() in {"of", "&", "-"} for token in run) and run[-1].text[0].isupper():
        yield first, last


def _before_positions(reading: Reading, words: Positions, names: tuple[PersonName, ...]) -> Iterator[tuple[int, int]]:
    """Names of two words or more before a post and a person's name: "Norvik Grill chef Jon Dahl"."""
    for name in names:
        at = name.first - 1
        if at < 2 or reading.sentence_of(at) is not reading.sentence_of(name.first) or not _holds(reading, words, at):
            continue
        first = at
        floor = reading.sentence_of(at).first
        while first > floor and reading.tokens[first - 1].pos == "PROPN" and reading.tokens[first - 1].text[0].isupper():
            first -= 1
        if at - first >= 2:
            yield first, at

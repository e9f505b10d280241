"""Offences that a report tells without any word of accusation: "убийство журналистки", in a language whose lexicon says which kinds are told so."""

from collections.abc import Container, Iterator
from functools import cache

from reportedly.extract.offence_nominative import case_of
from reportedly.extract.offence_wording import Wording
from reportedly.lexicon.charges import edges
from reportedly.lexicon.offences import NameMatch, matches, offence_names, word_forms
from reportedly.model.text import NameKind, Reading

__all__ = ["told_plainly"]

_BEFORE = 3
_FAR = 10


def told_plainly(reading: Reading, taken: Container[int], kinds: Container[str | None]) -> Iterator[Wording]:
    """The best wording of each kind that is told by its name alone.

    Args:
        reading: The report.
        taken: Tokens that are told otherwise.
        kinds: Kinds that are told otherwise, of which no more is taken.
    """
    openings = _openings(reading.lang)
    if not openings:
        return
    best: dict[str, NameMatch] = {}
    end = 0
    for token in reading.tokens:
        if token.lemma not in openings or token.pos not in {"NOUN", "ADJ"} or token.index in taken or token.index < end:
            continue
        match = _match_at(reading, token.index)
        end = match.last if match is not None else end
        if match is None or match.name.kind in kinds or _is_no_event(reading, match):
            continue
        if match.name.kind not in best or best[match.name.kind].weight < match.weight:
            best[match.name.kind] = match
    for match in best.values():
        yield Wording(match.first, _end(reading, match.last), match)


@cache
def _openings(lang: str) -> frozenset[str]:
    """The words with which a kind told by its name alone can begin."""
    bounds = edges(lang)
    names = (name for name in offence_names(lang) if name.kind in bounds.plain)
    return frozenset(word for name in names for pattern in name.patterns for word in pattern[0] or ()) - bounds.not_plain


def _match_at(reading: Reading, first: int) -> NameMatch | None:
    limit = min(first + _FAR, reading.sentence_of(first).last)
    words = [word_forms(reading.tokens[i].text, reading.tokens[i].lemma, reading.lang) for i in range(first, limit)]
    found = [match for match in matches(words, reading.lang) if match.first == 0 and match.name.kind in edges(reading.lang).plain]
    best = max(found, key=lambda match: match.weight, default=None)
    return NameMatch(best.name, first, first + best.last, best.weight) if best else None


def _is_no_event(reading: Reading, match: NameMatch) -> bool:
    """Whether a name stands for something else than what was done: in the name of an office, in a law, in a fight against it."""
    inside = any(name.first <= match.first < name.last and name.kind is NameKind.ORGANISATION for name in reading.names)
    before = reading.tokens[max(match.first - _BEFORE, 0) : match.first]
    return inside or any(token.lemma in edges(reading.lang).no_event for token in before)


def _end(reading: Reading, last: int) -> int:
    """Where what the name governs in the genitive ends: "убийство [двух журналистов]"."""
    limit = reading.sentence_of(last - 1).last
    while last < limit and reading.tokens[last].pos in {"NOUN", "ADJ", "PROPN", "NUM"} and case_of(reading.tokens[last]) in {"Gen", ""}:
        last += 1
    return last

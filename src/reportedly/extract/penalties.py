"""The greatest penalty that an offence can carry, as a report tells it: "face up to 15 years in prison", "punishable by death"."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from reportedly.lexicon.charges import charge_cues, edges
from reportedly.model.offences import OffenceMention
from reportedly.model.text import Reading
from reportedly.model.when import Term

__all__ = ["find_penalties"]

_NEAR = 2


def find_penalties(reading: Reading, mentions: Sequence[OffenceMention], terms: Iterable[Term]) -> tuple[tuple[OffenceMention, str], ...]:
    """Each offence that a greatest penalty is told of, with that penalty as an ISO 8601 duration, ``life`` or ``death``; the greatest comes first.

    Args:
        reading: The report.
        mentions: What ``find_offences`` found in it.
        terms: The penalties and lengths of time in it.
    """
    found: list[tuple[OffenceMention, str]] = []
    for term in terms:
        if term.iso and not _is_graver(reading, term) and (term.maximum or _could_be(reading, term)):
            found.extend((mention, term.iso) for mention in _told_of(reading, mentions, term))
    return tuple(sorted(found, key=lambda entry: _weight(entry[1]), reverse=True))


def _is_graver(reading: Reading, term: Term) -> bool:
    """Whether the sentence speaks of a graver case than the one charged; "if convicted" does not."""
    sentence = reading.sentence_of(term.first)
    verdicts = {word for cue in charge_cues(reading.lang) if cue.formal for word in cue.words}
    opening = reading.tokens[sentence.first : sentence.last]
    return opening[0].text.lower() in edges(reading.lang).condition and not any(token.lemma in verdicts for token in opening)


def _could_be(reading: Reading, term: Term) -> bool:
    """Whether a term is one that somebody could be given, by the words before it in its sentence."""
    sentence = reading.sentence_of(term.first)
    before = reading.tokens[sentence.first : term.last]
    return any(token.lemma in edges(reading.lang).could for token in before[-12:])


def _told_of(reading: Reading, mentions: Sequence[OffenceMention], term: Term) -> list[OffenceMention]:
    """The offences of the same sentence, nearest first; else those told before it that it shares most words with, the last of them."""
    here = reading.sentence_of(term.first)
    same = [mention for mention in mentions if reading.sentence_of(mention.first) == here]
    if same:
        after = [mention for mention in same if mention.first >= term.last]
        return after[:1] or _whole_group(mentions, same[-1])
    earlier = [mention for mention in mentions if mention.first < term.first]
    if not earlier:
        # the lead names the penalty, the offences follow
        below = [mention for mention in mentions if reading.sentence_of(mention.first).index <= here.index + _NEAR]
        return _whole_group(mentions, below[0]) if below and not below[0].rank else []
    words = _words(reading, here.first, here.last)
    group = _whole_group(mentions, max(earlier, key=lambda mention: (len(words & _words(reading, mention.first, mention.last)), mention.first)))
    return group[:1] if _speaks_of_topmost(reading, here.first, here.last) else group


def _speaks_of_topmost(reading: Reading, first: int, last: int) -> bool:
    """Whether a range speaks of the gravest of several charges, which reports name first: "if convicted of the top count"."""
    counters = {word for cue in charge_cues(reading.lang) if cue.count for word in cue.words}
    tokens = reading.tokens[first:last]
    return any(word.lemma in edges(reading.lang).topmost and counted.lemma in counters for word, counted in pairwise(tokens))


def _words(reading: Reading, first: int, last: int) -> frozenset[str]:
    """The telling words of a range, by which a sentence can speak of an offence that it does not name."""
    return frozenset(token.lemma for token in reading.tokens[first:last] if token.pos in {"NOUN", "VERB", "ADJ"})


def _whole_group(mentions: Sequence[OffenceMention], one: OffenceMention) -> list[OffenceMention]:
    if one.group is None:
        return [one]
    return [mention for mention in mentions if mention.group == one.group]


def _weight(iso: str) -> tuple[int, float]:
    if iso in {"death", "life"}:
        return (2 if iso == "death" else 1, 0.0)
    days, number = 0.0, ""
    for char in iso.removeprefix("P"):
        if char.isdigit():
            number += char
        elif number:
            days += int(number) * {"Y": 365, "M": 30, "W": 7, "D": 1}.get(char, 0)
            number = ""
    return (0, days)

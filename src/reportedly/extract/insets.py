"""Insets: who says it, between dashes inside the marks of a quotation, as some languages print it: «Я рада, — сказала мэр. — Идите домой»."""

import re
from collections.abc import Iterator

from reportedly.lexicon import attribution
from reportedly.lexicon.attribution import Attributions
from reportedly.model.text import Reading, Sentence, Span

__all__ = ["spoken_after_dash", "without_insets"]

_OPENS = re.compile(r"[,!?…][»”\"]? ?[—–-]\s(?=\w)")
_RESUMES = re.compile(r"[.,;:!?…]\s*[—–-]\s(?=\S)")
_DASH = re.compile(r"[—–-]\s+(?=\w)")


def without_insets(reading: Reading, quotation: Span) -> Iterator[Span]:
    """The pieces of a quotation that are its speaker's words."""
    lexicon = attribution.load(reading.lang)
    start = quotation.start
    for found in _OPENS.finditer(reading.text, quotation.start, quotation.end):
        if found.start() < start or not _credits(reading, found.end(), lexicon):
            continue
        if start <= found.start():
            yield Span(start, found.start() + 1)
        start = _resumed(reading, found.end(), quotation.end)
    if start < quotation.end:
        yield Span(start, quotation.end)


def spoken_after_dash(reading: Reading, paragraph: Span) -> Iterator[Span]:
    """The words of a paragraph that begins with a dash, as direct speech is printed without marks; none if it tells nobody who says it."""
    dash = _DASH.match(reading.text, paragraph.start, paragraph.end)
    if dash is None:
        return
    pieces = list(without_insets(reading, Span(dash.end(), paragraph.end)))
    if pieces != [Span(dash.end(), paragraph.end)]:
        yield from pieces


def _credits(reading: Reading, start: int, lexicon: Attributions) -> bool:
    """Whether a verb of saying that is not the speaker's own stands at a place, or right behind a pronoun there."""
    at = next(iter(reading.tokens_in(Span(start, start + 1))), None)
    if at is None:
        return False
    for token in reading.tokens[at : at + 2]:
        if token.pos == "VERB" and token.lemma in lexicon.verbs:
            return not {"Person=1", "Person=2", "Mood=Imp"} & token.features
        if token.lower not in lexicon.pronouns:
            return False
    return False


def _resumed(reading: Reading, start: int, end: int) -> int:
    """Where a quotation goes on after an inset: behind its second dash, else behind the sentence."""
    sentence = next((one for one in reading.sentences if one.span.start <= start < one.span.end), None)
    after = _RESUMES.search(reading.text, start, end)
    if after is not None and (sentence is None or after.start() <= _end(sentence)):
        return after.end()
    return min(end, _end(sentence) + 1) if sentence is not None else end


def _end(sentence: Sentence) -> int:
    return sentence.span.end

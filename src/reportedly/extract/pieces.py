"""Words, numbers and marks of a sentence, finer than tokens: "21July", "mid-July" and "2025-04-19" come apart the same way in every language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.remembered import once_a_report
from reportedly.model.text import Reading, Sentence, Span

__all__ = ["Piece", "pieces_of"]

_PIECE = re.compile(r"\d+(?:,\d{3})+(?!\d)|\d+|[^\W\d_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters, a run of digits or one mark. ``text`` is lower case; ``capital`` tells whether it began with a capital letter.

    ``token`` is the token that it lies in, ``lemma`` that token's lemma if the piece is the whole token, and ``glued`` whether nothing stands between
    it and the piece before.
    """

    text: str
    lemma: str
    span: Span
    token: int
    capital: bool
    glued: bool

    @property
    def is_number(self) -> bool:
        """Whether it is a plain run of digits."""
        return self.text.isdecimal()


@once_a_report
def pieces_of(reading: Reading, sentence: Sentence) -> tuple[Piece, ...]:
    """The pieces of one sentence, in order."""
    return tuple(_pieces(reading, sentence))


def _pieces(reading: Reading, sentence: Sentence) -> Iterator[Piece]:
    token = sentence.first
    before = -1
    tokens = reading.tokens
    for found in _PIECE.finditer(reading.text, sentence.span.start, sentence.span.end):
        start, end = found.span()
        while token + 1 < sentence.last and tokens[token].span.end <= start:
            token += 1
        text, within = found.group(), tokens[token]
        if within.span.start == start and within.span.end == end:
            yield Piece(within.lower, within.lemma, within.span, token, text[0].isupper(), start == before)
        else:
            lowered = text.lower()
            yield Piece(lowered, lowered, Span(start, end), token, text[0].isupper(), start == before)
        before = end

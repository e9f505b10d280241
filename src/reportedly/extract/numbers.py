"""Read numbers in digits and in words, by the number words of a language."""

from collections.abc import Sequence

from reportedly.extract.pieces import Piece
from reportedly.lexicon.numbers import NumberWords

__all__ = ["may_start", "phrase_at", "read_number", "read_ordinal"]


def phrase_at(pieces: Sequence[Piece], at: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """Where the first of some phrases that stands at a piece ends; ``at`` itself if none does."""
    here = pieces[at].text if at < len(pieces) else None
    for words in phrases:
        if words[0] == here and at + len(words) <= len(pieces) and all(pieces[at + step].text == word for step, word in enumerate(words)):
            return at + len(words)
    return at


def may_start(piece: Piece, words: NumberWords) -> bool:
    """Whether a number can begin with a piece at all; a quick test for the many pieces that cannot."""
    return piece.text in words.starts or piece.text[0].isdecimal()


def read_number(pieces: Sequence[Piece], at: int, words: NumberWords) -> tuple[float, int] | None:
    """The number that starts at a piece and where it ends, halves included ("six and a half"), or None."""
    if at >= len(pieces) or not may_start(pieces[at], words):
        return None
    halved = phrase_at(pieces, at, words.half_alone)
    if halved > at:
        return 0.5, halved
    found = _digits(pieces, at) or _in_words(pieces, at, words)
    if found is None:
        return None
    value, end = found
    after = phrase_at(pieces, end, words.halves)
    return (value + 0.5, after) if after > end else (value, end)


def _digits(pieces: Sequence[Piece], at: int) -> tuple[float, int] | None:
    first = pieces[at].text
    plain = first.replace(",", "")
    if not plain.isdecimal():
        return None
    if at + 2 < len(pieces) and _is_point(pieces, at + 1) and pieces[at + 1].glued and pieces[at + 2].glued and pieces[at + 2].is_number:
        return float(f"{plain}.{pieces[at + 2].text}"), at + 3
    return float(plain), at + 1


def _is_point(pieces: Sequence[Piece], at: int) -> bool:
    """A decimal point, or the comma that many languages write for it: "6,5 года"."""
    return pieces[at].text == "." or (pieces[at].text == "," and len(pieces[at + 1].text) == 1)


def _in_words(pieces: Sequence[Piece], at: int, words: NumberWords) -> tuple[float, int] | None:
    total, part, smallest = 0, 0, 10_000
    end = position = at
    while position < len(pieces):
        word = pieces[position].text
        if word in words.cardinals:
            value = words.cardinals[word]
            # "twenty-one" adds up, "two three" does not
            if (part or total) and (smallest < 20 or value >= min(smallest, 100)):
                break
            part, smallest = part + value, value
        elif word in words.multipliers and (part or position > at):
            part, smallest = max(part, 1) * words.multipliers[word], words.multipliers[word]
            if part >= 1000:
                total, part = total + part, 0
        elif (word in words.articles and position == at and _next_multiplies(pieces, at, words)) or (
            end > at and (word == "-" or word in words.links) and smallest >= 20
        ):
            position += 1
            continue
        else:
            break
        position += 1
        end = position
    return (float(total + part), end) if end > at else None


def _next_multiplies(pieces: Sequence[Piece], at: int, words: NumberWords) -> bool:
    return at + 1 < len(pieces) and pieces[at + 1].text in words.multipliers


def read_ordinal(pieces: Sequence[Piece], at: int, words: NumberWords) -> tuple[int, int] | None:
    """The ordinal that starts at a piece ("21st", "twenty-first") and where it ends, or None."""
    if at >= len(pieces) or not may_start(pieces[at], words):
        return None
    if pieces[at].is_number:
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if after is not None and after.glued and after.text in words.endings:
            return int(pieces[at].text), at + 2
        return None
    for length in (3, 1):
        inside = tuple(piece.text for piece in pieces[at : at + length])
        if len(inside) == length and inside in words.ordinals:
            return words.ordinals[inside], at + length
    return None

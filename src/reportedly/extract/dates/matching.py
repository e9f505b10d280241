"""Find wordings of time among the pieces of a sentence, by the tree of phrases of a lexicon. Nothing is resolved here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.extract.numbers import may_start, phrase_at, read_number, read_ordinal
from reportedly.extract.pieces import Piece
from reportedly.lexicon.dates import Branch, DateLexicon, DateRule, Table
from reportedly.lexicon.numbers import NumberWords

__all__ = ["Filler", "Wording", "match", "may_open"]

Filler = int | float | str | None
_LAST_YEAR = 2150


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule that matched pieces ``first`` up to ``last``, with what fills its slots. ``careful`` tells that its only word is also another word."""

    rule: DateRule
    slots: dict[str, Filler]
    first: int
    last: int
    careful: bool = False
    part: str = ""


def match(pieces: Sequence[Piece], at: int, lexicon: DateLexicon, numbers: NumberWords) -> Iterator[Wording]:
    """All wordings that start at a piece which may open one, the longest first."""
    found = list(_walk(pieces, at, lexicon.root, {}, False, lexicon, numbers))
    found.sort(key=lambda entry: (-entry[1], entry[3]))
    for rule, end, slots, careful in found:
        alone = end - at == 1 or (end - at == 2 and pieces[end - 1].text == ".")
        yield Wording(rule, slots, at, end, careful and alone)


def may_open(piece: Piece, lexicon: DateLexicon, numbers: NumberWords) -> bool:
    """Whether a wording can start with a piece at all; most words begin nothing."""
    return piece.text in lexicon.starts or (lexicon.by_lemma and piece.lemma in lexicon.starts) or may_start(piece, numbers)


_Step = tuple[DateRule, int, dict[str, Filler], bool]


def _walk(
    pieces: Sequence[Piece], at: int, branch: Branch, slots: dict[str, Filler], careful: bool, lexicon: DateLexicon, numbers: NumberWords
) -> Iterator[_Step]:
    if branch.rule is not None:
        yield branch.rule, at, slots, careful
    if at >= len(pieces):
        return
    piece = pieces[at]
    follow = branch.words.get(piece.text) or (branch.words.get(piece.lemma) if lexicon.by_lemma else None)
    if follow is not None:
        yield from _walk(pieces, at + 1, follow, slots, careful, lexicon, numbers)
    if not branch.slots:
        return
    counted = may_start(piece, numbers)
    for slot, after in branch.slots.items():
        kind = slot.partition(".")[0]
        table = lexicon.tables.get(kind)
        # most words begin nothing, so they are not looked at slot by slot
        if not counted if table is None else piece.text not in table.starts and not (lexicon.by_lemma and piece.lemma in table.starts):
            continue
        for value, end, doubtful in _fill(pieces, at, kind, lexicon, numbers):
            yield from _walk(pieces, end, after, {**slots, slot: value}, careful or doubtful, lexicon, numbers)


def _fill(pieces: Sequence[Piece], at: int, slot: str, lexicon: DateLexicon, numbers: NumberWords) -> Iterator[tuple[Filler, int, bool]]:
    """What may fill a slot from a piece on: the value, where it ends, and whether the word is a careful one."""
    if slot in lexicon.tables:
        yield from _from_table(pieces, at, lexicon.tables[slot], lexicon.by_lemma)
        return
    match slot:
        case "number":
            if pieces[at].is_number:
                yield int(pieces[at].text), at + 1, False
        case "day":
            yield from _day(pieces, at, numbers)
        case "year":
            yield from _year(pieces, at, numbers)
        case "short-year":
            if pieces[at].is_number and len(pieces[at].text) == 2:
                yield 1900 + int(pieces[at].text), at + 1, False
        case "ordinal":
            ordinal = read_ordinal(pieces, at, numbers)
            if ordinal is not None:
                yield ordinal[0], ordinal[1], False
        case "count":
            yield from _count(pieces, at, numbers)


def _from_table(pieces: Sequence[Piece], at: int, table: Table, by_lemma: bool) -> Iterator[tuple[Filler, int, bool]]:
    first = pieces[at]
    longest = table.starts.get(first.text, 0) or (table.starts.get(first.lemma, 0) if by_lemma else 0)
    if not longest or (table.capital and not first.capital):
        return
    for length in range(longest, 0, -1):
        inside = pieces[at : at + length]
        words = tuple(piece.text for piece in inside)
        if words not in table.words and by_lemma:
            words = tuple(piece.lemma for piece in inside)
        if len(inside) == length and words in table.words:
            yield table.words[words], _past_dot(pieces, at + length), words in table.careful
            return


def _past_dot(pieces: Sequence[Piece], end: int) -> int:
    """An abbreviation takes its full stop along, unless the sentence ends there."""
    short = len(pieces[end - 1].text) <= 5
    return end + 1 if short and end + 1 < len(pieces) and pieces[end].text == "." and pieces[end].glued else end


def _day(pieces: Sequence[Piece], at: int, numbers: NumberWords) -> Iterator[tuple[Filler, int, bool]]:
    ordinal = read_ordinal(pieces, at, numbers)
    if ordinal is not None and 1 <= ordinal[0] <= 31:
        yield ordinal[0], ordinal[1], False
    piece = pieces[at]
    if piece.is_number and len(piece.text) <= 2 and 1 <= int(piece.text) <= 31 and not _goes_on(pieces, at):
        yield int(piece.text), at + 1, False


def _goes_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a number is part of a longer one: a clock, a decimal, a percentage."""
    if at + 1 >= len(pieces) or not pieces[at + 1].glued:
        return False
    follow = pieces[at + 1].text
    if follow in {"%", "°"}:
        return True
    return follow in {":", "."} and at + 2 < len(pieces) and pieces[at + 2].glued and pieces[at + 2].is_number


def _year(pieces: Sequence[Piece], at: int, numbers: NumberWords) -> Iterator[tuple[Filler, int, bool]]:
    piece = pieces[at]
    if piece.is_number and len(piece.text) == 4 and 1000 <= int(piece.text) <= _LAST_YEAR and not _goes_on(pieces, at):
        yield int(piece.text), at + 1, False
        return
    century = numbers.cardinals.get(piece.text, 0)
    if 15 <= century <= 20 and at + 1 < len(pieces):
        rest = read_number(pieces, at + 1, numbers)
        if rest is not None and 10 <= rest[0] <= 99 and pieces[at + 1].text in numbers.cardinals:
            yield century * 100 + int(rest[0]), rest[1], False
    whole = read_number(pieces, at, numbers)
    if whole is not None and whole[1] - at > 1 and 1900 <= whole[0] <= _LAST_YEAR and piece.text in numbers.cardinals:
        yield int(whole[0]), whole[1], False


def _count(pieces: Sequence[Piece], at: int, numbers: NumberWords) -> Iterator[tuple[Filler, int, bool]]:
    number = read_number(pieces, at, numbers)
    if number is not None:
        yield number[0], number[1], False
    vague = phrase_at(pieces, at, numbers.vague)
    if vague > at:
        yield None, vague, False
    elif pieces[at].text in numbers.articles:
        yield 1.0, at + 1, False

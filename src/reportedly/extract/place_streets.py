"""Names of streets that a word opens ("Highway 99", "Rue de la Larche") or that a number tells ("the 1200 block of Larch Cove")."""

from collections.abc import Iterator

from reportedly.extract.organisation_line import Line
from reportedly.lexicon.place_words import PlaceWords
from reportedly.model.text import Span

__all__ = ["streets"]

_SMALL = 2
_LONGEST = 4


def streets(line: Line, table: PlaceWords) -> Iterator[Span]:
    """Names of streets in one sentence, besides those that end in "Street" and the like."""
    for at, word in enumerate(line.words):
        if not word.capital:
            continue
        if word.folded in table.numbered and not word.possessive:
            first = _front(line, at)
            if first < at and _is_numbered(line, first):
                yield line.span(first, at + 1)
        last = _opened(line, at, table)
        if last:
            yield line.span(at, last)


def _front(line: Line, at: int) -> int:
    first = at
    while first > 0 and not line.words[first].apart and line.words[first - 1].capital and line.words[first - 1].folded not in line.heads.edge:
        first -= 1
    return first


def _is_numbered(line: Line, first: int) -> bool:
    words = line.words
    if first == 0 or words[first].apart:
        return False
    return words[first - 1].text.isdigit() or (first > 1 and words[first - 1].text == "of" and words[first - 2].text == "block")


def _opened(line: Line, at: int, table: PlaceWords) -> int:
    """Where a name ends that a word for a street opens here, or 0."""
    words = line.words
    end = next(
        (
            at + length
            for length in (2, 1)
            if line.unbroken(at, at + length) and " ".join(word.folded for word in words[at : at + length]) in table.opens
        ),
        0,
    )
    if not end or end >= len(words) or words[end].apart:
        return 0
    if words[end].bare.rstrip("ABCNSEW").isdigit():
        return end + 1
    if words[at].folded in {"route", "highway", "interstate", "plaza"}:
        return 0
    last = end
    while last < len(words) and last - end < _LONGEST and not words[last].apart:
        here = last
        while here < len(words) and here - last < _SMALL and words[here].folded in line.heads.joins_foreign and not words[here].capital:
            here += 1
        if here >= len(words) or words[here].apart or not words[here].capital or words[here].folded in line.heads.edge:
            break
        last = here + 1
    return last if last > end else 0

"""Names of organisations that their first letters in brackets tell: "the First Harbour Command (FHC)"."""

from collections.abc import Iterator

from reportedly.extract.organisation_line import Found, Line
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.organisations import org_kind

__all__ = ["lettered_names"]

_SMALL = frozenset(
    {"of", "the", "for", "and", "in", "on", "against", "de", "del", "da", "do", "di", "du", "des", "la", "y", "e", "et", "to", "or", "with", "&"}
)
_SHORTEST = 2
_LONGEST = 9


def lettered_names(line: Line) -> Iterator[Found]:
    """Runs of words with capitals whose first letters follow in brackets, if their last word does not tell something else."""
    for at, word in enumerate(line.words):
        letters = word.bare
        if not (
            at > 1 and word.apart and _SHORTEST <= len(letters) <= _LONGEST and letters.isalpha() and sum(map(str.isupper, letters)) >= _SHORTEST
        ):
            continue
        if line.text[word.start - 1 : word.start] != "(" or line.text[word.end : word.end + 1] != ")" or country_named(letters) is not None:
            continue
        first = _first(line, at, letters.upper())
        if first is not None:
            name = line.said(first, at)
            yield Found(line.span(first, at), name, org_kind(name, line.lang), "head", line.sentence)


def _first(line: Line, last: int, letters: str) -> int | None:
    """Where the run begins whose words begin with these letters, or None."""
    words = line.words
    left = len(letters)
    first = last
    while first > 0 and left and not (first < last and words[first].apart) and not (first < last and words[first - 1].possessive):
        word = words[first - 1]
        small = word.text in _SMALL
        if (word.capital or small) and word.folded[:1].upper() == letters[left - 1]:
            left -= 1
        elif not (small or word.capital):
            return None
        first -= 1
    heads = line.heads
    if left or last - first < _SHORTEST or not words[first].capital or words[first].folded in heads.edge:
        return None
    edges = {words[last - 1].folded, words[first].folded}
    return None if edges & heads.none or edges & heads.posts else first

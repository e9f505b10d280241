"""Names of organisations that stand whole in another language: "Fiscalía General de la República", "Lashkar-e-Heron"."""

from collections.abc import Iterator

from reportedly.extract.organisation_line import Found, Line
from reportedly.lexicon.organisations import known_organisation
from reportedly.model.parties import OrgKind

__all__ = ["names_from_abroad"]

# the longest phrase that opens a name: "Consiglio Superiore della Magistratura"
_LONGEST = 4
# small words in a row that a name goes over: "de la"
_SMALL = 2


def names_from_abroad(line: Line) -> Iterator[Found]:
    """Names that a word of another language opens, or whose words end as its compounds do."""
    stop = 0
    ends = tuple(line.heads.ends)
    for at, word in enumerate(line.words):
        if at < stop or not word.capital:
            continue
        opened = _opened(line, at)
        if opened is not None:
            end, kind = opened
            last = _goes_on(line, end)
            if (last > at + 1 or "-" in word.text) and line.words[last - 1].folded not in line.heads.none:
                stop = last
                yield _found(line, at, last, kind)
            continue
        ending = next((end for end in line.heads.ends if word.folded.endswith(end)), None) if word.folded.endswith(ends) else None
        if ending is not None:
            first, stop = _front(line, at), _goes_on(line, at + 1)
            if stop - first > 1 or word.folded != ending:
                yield _found(line, first, stop, line.heads.ends[ending])


def _found(line: Line, first: int, last: int, kind: OrgKind) -> Found:
    name = line.said(first, last)
    known = known_organisation(name)
    return Found(line.span(first, last), name, known.kind if known is not None else kind, "head", line.sentence)


def _opened(line: Line, at: int) -> tuple[int, OrgKind] | None:
    """Where the words that open a name here end, and the kind that they tell."""
    word = line.words[at]
    left = word.folded.partition("-")[0] + "-"
    if "-" in word.folded and left in line.heads.opens:
        return at + 1, line.heads.opens[left]
    # most words open nothing
    for end in range(min(len(line.words), at + _LONGEST), at, -1) if word.folded in line.heads.opens_first else ():
        if line.unbroken(at, end) and not any(other.possessive for other in line.words[at : end - 1]):
            kind = line.heads.opens.get(_joined(line, at, end))
            if kind is not None:
                return end, kind
    return None


def _joined(line: Line, first: int, last: int) -> str:
    return " ".join(word.folded for word in line.words[first:last])


def _goes_on(line: Line, end: int) -> int:
    """Where a name ends: at its last word with a capital, small foreign words between."""
    words = line.words
    last = end
    while last < len(words) and not words[last].apart and not words[last - 1].possessive:
        at = last
        while (
            at < len(words) and at - last < _SMALL and not words[at].apart and words[at].folded in line.heads.joins_foreign and not words[at].capital
        ):
            at += 1
        if at >= len(words) or (at > last and words[at].apart) or not _is_part(line, at):
            break
        last = at + 1
    return last


def _is_part(line: Line, at: int) -> bool:
    word = line.words[at]
    elided = len(word.text) > 2 and word.text[1] in "'’" and word.text[2].isupper()
    return (word.capital or elided) and word.folded not in line.heads.posts and (word.folded not in line.heads.edge or word.folded in {"la", "el"})


def _front(line: Line, at: int) -> int:
    """Where the words with capitals before a compound begin: "Larcher Nachrichten"."""
    first = at
    while first > 0 and not line.words[first].apart and line.words[first - 1].capital and not line.words[first - 1].possessive:
        if line.words[first - 1].folded in line.heads.edge | line.heads.posts:
            break
        first -= 1
    return first

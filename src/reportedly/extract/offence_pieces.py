"""The pieces of a list of offences: whether one names an offence of its own, and how it goes with the one before it."""

from functools import cache

from reportedly.extract.offence_nominative import case_of, head_of
from reportedly.extract.regions import hangs_on
from reportedly.extract.remembered import once_a_report
from reportedly.lexicon.charges import Edges, charge_cues, edges
from reportedly.lexicon.offences import NameMatch, best_name, matches, offence_names, word_forms
from reportedly.model.text import Reading, Token

__all__ = [
    "HYPHENS",
    "QUOTES",
    "after_counts",
    "counters_of",
    "first_but_adverbs",
    "is_act",
    "is_counted",
    "is_gloss",
    "name_in",
    "opens_with_name",
    "relation",
    "root_of",
    "stands_alone",
]

QUOTES = {'"', "“", "”", "''", "``", "«", "»", "'", "‘", "’"}
HYPHENS = {"-", "‐", "‑"}
_FAR = 4
_BARE = 2


@once_a_report
def name_in(reading: Reading, first: int, last: int) -> NameMatch | None:
    """The name of an offence in a token range; its positions are token numbers. What stands before the first preposition counts most."""
    at = [i for i in range(first, last) if reading.tokens[i].text not in HYPHENS]
    words = [word_forms(reading.tokens[i].text, reading.tokens[i].lemma, reading.lang) for i in at]
    opening = next((n for n, i in enumerate(at) if n and reading.tokens[i].pos in {"ADP", "SCONJ"}), len(at))
    found = best_name(words, reading.lang, opening)
    return NameMatch(found.name, at[found.first], at[found.last - 1] + 1, found.weight) if found else None


def is_act(token: Token) -> bool:
    """Whether a token tells an act as a thing: "stealing"."""
    return token.pos in {"VERB", "AUX"} and ("VerbForm=Ger" in token.features or token.text.lower().endswith("ing"))


def relation(reading: Reading, left: tuple[int, int], right: tuple[int, int], mark: str, sure: bool) -> str:
    """How a piece of a list relates to the one before it: another offence, part of the same, or none."""
    if mark == "again":
        return "another"
    if sure and (told := _by_case(reading, left, right)):
        return told
    left_whole, right_whole = stands_alone(reading, *left), is_counted(reading, *right) or stands_alone(reading, *right)
    root = root_of(reading, *right)
    hangs = hangs_on(reading, root, left[0], right[0])
    sibling = hangs and reading.heads[root] == root_of(reading, *left)
    if right_whole or _waits(reading, right[1]):
        if _waits(reading, left[1]):
            return "same"
        if left_whole or (mark == "," and sure and not _is_open(reading, left[1])):
            return "another"
        return "same"
    if not hangs:
        return "none"
    return "another" if sibling and sure and left_whole and not is_act(reading.tokens[root_of(reading, *left)]) and mark == "and" else "same"


def _by_case(reading: Reading, left: tuple[int, int], right: tuple[int, int]) -> str:
    """How two pieces go together by the cases of their heads, "" if these do not tell.

    A head of another case is governed by the first piece; a head of its own case is another offence, if the first one has its object and
    does not end in that case.
    """
    mine, theirs = head_of(reading, *left), head_of(reading, *right)
    if mine is None or theirs is None or reading.tokens[right[0]].pos == "VERB":
        return ""
    one, other = case_of(reading.tokens[mine]), case_of(reading.tokens[theirs])
    if not one or not other:
        return ""
    tail = next((case_of(reading.tokens[i]) for i in range(left[1] - 1, mine, -1) if case_of(reading.tokens[i])), "")
    if one != other:
        return "same" if tail == other and not opens_with_name(reading, *right) else ""
    if not tail and name_in(reading, *left) is None and reading.tokens[mine].lemma in edges(reading.lang).empty:
        return "same"
    return "another" if tail != other else ""


def is_gloss(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece names no offence of its own: "a third-degree felony", "other charges"."""
    bounds = edges(reading.lang)
    plain = bounds.generic | bounds.grade | bounds.skip | HYPHENS | {"degree", "class"}
    piece = reading.tokens[first:last]
    return piece[-1].lemma in bounds.generic and all(not plain.isdisjoint((token.lemma, token.text.lower())) for token in piece)


def _is_open(reading: Reading, last: int) -> bool:
    """Whether a piece waits for its noun: "second-", "federal"."""
    token = reading.tokens[last - 1]
    if any(token.text.lower() in name.weak for name in offence_names(reading.lang)):
        return False
    return _waits(reading, last) or token.pos in {"ADJ", "NUM", "ADP", "DET"}


def _waits(reading: Reading, last: int) -> bool:
    """Whether a piece is only the beginning of a compound: "second-"."""
    return reading.tokens[last - 1].text in HYPHENS or reading.tokens[last - 1].text.endswith("-")


def is_counted(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece begins with its own count: "two counts of"."""
    begin = after_counts(reading, first, last, edges(reading.lang))
    return begin < last and any(token.lemma in counters_of(reading.lang) for token in reading.tokens[first:begin])


def opens_with_name(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece begins with the name of an offence, after its count."""
    begin = after_counts(reading, first, last, edges(reading.lang))
    words = [word_forms(token.text, token.lemma, reading.lang) for token in reading.tokens[begin:last] if token.text not in HYPHENS]
    return any(match.first == 0 and not match.name.within for match in matches(words, reading.lang))


def stands_alone(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece names an offence by itself."""
    bounds = edges(reading.lang)
    first = after_counts(reading, first, last, bounds)
    if first >= last:
        return False
    if is_act(first_but_adverbs(reading, first, last)) and last - first > 1:
        return True
    if last - first > _BARE - 1 and _names_formally(reading, first, last):
        return True
    found = name_in(reading, first, last)
    if found is None:
        return False
    leading = [reading.tokens[i] for i in range(first, found.first)]
    return all(token.pos not in {"ADP", "SCONJ"} or token.text.lower() == "of" for token in leading) and len(leading) <= _FAR


def _names_formally(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece has the form of a charge: "failure to …", "second-degree …", "… violations"."""
    bounds, tokens = edges(reading.lang), reading.tokens
    graded = tokens[first].text.lower().rstrip("-") in bounds.grade and tokens[last - 1].pos == "NOUN"
    return graded or tokens[first].lemma in bounds.empty or tokens[last - 1].lemma in bounds.empty | counters_of(reading.lang)


def first_but_adverbs(reading: Reading, first: int, last: int) -> Token:
    """The first token that is no adverb."""
    return next((reading.tokens[i] for i in range(first, last) if reading.tokens[i].pos != "ADV"), reading.tokens[first])


def root_of(reading: Reading, first: int, last: int) -> int:
    """The token of a piece that the rest of it hangs on."""
    for at in range(first, last):
        if not first <= reading.heads[at] < last or reading.heads[at] == at:
            if reading.tokens[at].pos in {"DET", "PUNCT", "ADV", "CCONJ"}:
                continue
            return at
    return first


def after_counts(reading: Reading, first: int, last: int, bounds: Edges) -> int:
    """Past articles, numbers and "three felony counts each of"."""
    counters = counters_of(reading.lang)
    at = first
    while at < last and _is_preamble(reading, at, last, bounds, counters):
        at += 1
    return at


@cache
def counters_of(lang: str) -> frozenset[str]:
    """The words of a language that count offences, such as "count"."""
    return frozenset(word for cue in charge_cues(lang) if cue.count for word in cue.words)


def _is_preamble(reading: Reading, at: int, last: int, bounds: Edges, counters: frozenset[str]) -> bool:
    token = reading.tokens[at]
    lower = token.text.lower()
    if lower in bounds.skip or token.text in QUOTES:
        return True
    if token.lemma in counters and at > 0 and reading.tokens[at - 1].pos == "NUM":
        return True
    if token.lemma in counters:
        return any(reading.tokens[i].text.lower() in {"of", "for"} for i in range(at + 1, min(at + 3, last)))
    return (token.pos == "NUM" or lower.isdigit()) and _counts(reading, at + 1, last, counters)


def _counts(reading: Reading, first: int, last: int, counters: frozenset[str]) -> bool:
    return any(reading.tokens[i].lemma in counters for i in range(first, min(first + 3, last)))

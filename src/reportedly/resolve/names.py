"""Compare two names across scripts and spellings.

Words of the two names are paired first by what is known of them (the same given name in another language, a nickname, an initial, a legal form),
then by how they are spelt. What stays unpaired on one side only is an omission and weighs little; what stays unpaired on both sides is a
substitution and weighs much: two people who share a given name and a patronymic are still two people when their surnames differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from rigour.names import Alignment, Name, NamePart, NamePartTag, NameTypeTag, SymbolCategory, analyze_names, compare_parts, pair_symbols

from reportedly.resolve.spelling import fold_word, given_name_numbers, one_given_name

__all__ = ["MATCH", "NameKinship", "NameLikeness", "compare_names", "likeness"]

MATCH = 0.7

_SCORES = {
    SymbolCategory.ORG_CLASS: 0.9,
    SymbolCategory.INITIAL: 0.9,
    SymbolCategory.NAME: 0.95,
    SymbolCategory.NICK: 0.75,
    SymbolCategory.SYMBOL: 0.9,
    SymbolCategory.DOMAIN: 0.9,
    SymbolCategory.NUMERIC: 1.0,
    SymbolCategory.LOCATION: 0.9,
}
_WEIGHTS = {
    SymbolCategory.ORG_CLASS: 0.3,
    SymbolCategory.INITIAL: 0.5,
    SymbolCategory.SYMBOL: 0.4,
    SymbolCategory.DOMAIN: 0.7,
    SymbolCategory.NUMERIC: 1.3,
    SymbolCategory.LOCATION: 0.9,
}
# Few are kept: names come again within a case and a day, and memory must not grow with the store.
_NAMES_KEPT, _PAIRS_KEPT = 4096, 4096
_SAME_FOLDED = 0.95
_STOP_WEIGHT = 0.3
_OMITTED = 0.3
_OMITTED_ORG = 0.75
_SUBSTITUTED = 1.2


class NameKinship(StrEnum):
    """How two names of people relate, beyond their likeness."""

    FULL = "full"
    PART = "part"
    INITIALS = "initials"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """How alike two names are (0..1) and how they relate."""

    score: float
    kinship: NameKinship


_DIFFERENT = NameLikeness(0.0, NameKinship.CONFLICT)


def compare_names(left: str, right: str, *, person: bool = True) -> float:
    """How alike two names are, from 0 to 1; from ``MATCH`` on they can be names of the same person or organisation.

    Args:
        left: A name in any script.
        right: Another.
        person: Whether these are names of people; False for organisations.
    """
    return likeness(left, right, person=person).score


def likeness(left: str, right: str, *, person: bool = True) -> NameLikeness:
    """How alike two names are, and whether one is only a part of the other, or only initials.

    Args:
        left: A name in any script.
        right: Another.
        person: Whether these are names of people; False for organisations.
    """
    first, second = sorted((left, right))
    return _likeness(first, second, person)


@lru_cache(maxsize=_PAIRS_KEPT)
def _likeness(left: str, right: str, person: bool) -> NameLikeness:
    soon = _soon_told(left, right) if person else None
    return soon if soon is not None else _fully_told(left, right, person)


def _soon_told(left: str, right: str) -> NameLikeness | None:
    """What is seen at a glance of two names of two whole words: that they are the same, or differ in a word or in both.

    It is what the full comparison gives, many times as fast: most names that are compared are nothing to each other. Only how little alike two names
    are that are a conflict anyway is not told as finely.
    """
    ours, theirs = _plain(left), _plain(right)
    if ours is None or theirs is None:
        return None
    same = [(one, other) for one in (0, 1) for other in (0, 1) if ours.folded[one] == theirs.folded[other]]
    if len(same) == 2:
        return _both_words_alike(*(1.0 if ours.words[one] == theirs.words[other] else _SAME_FOLDED for one, other in same))
    if not same:
        far = ours.given.isdisjoint(theirs.given) and all(_far(one, other) for one in ours.forms for other in theirs.forms)
        return _DIFFERENT if far else None
    ((one, other),) = same
    if one_given_name(ours.words[1 - one], theirs.words[1 - other]) or not _far(ours.words[1 - one], theirs.words[1 - other]):
        return None
    return _one_word_alike(1.0 if ours.words[one] == theirs.words[other] else _SAME_FOLDED)


def _far(left: str, right: str) -> bool:
    """Whether more than half of the signs differ: then no words are paired by how they are spelt."""
    most = max(len(left), len(right)) // 2
    return Levenshtein.distance(left, right, score_cutoff=most) > most


@lru_cache(maxsize=8)
def _both_words_alike(first: float, second: float) -> NameLikeness:
    return NameLikeness((first + second) / 2, NameKinship.FULL)


@lru_cache(maxsize=8)
def _one_word_alike(score: float) -> NameLikeness:
    return NameLikeness(min(score / (1 + 2 * _SUBSTITUTED), MATCH - 0.05), NameKinship.CONFLICT)


@dataclass(frozen=True, slots=True)
class _Plain:
    """A name of two whole words that differ: the words, folded, the given names that these can be, and all that can be made of the words in a row."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    given: frozenset[int]
    forms: tuple[str, ...]


@lru_cache(maxsize=_NAMES_KEPT)
def _plain(name: str) -> _Plain | None:
    found = _analyse(NameTypeTag.PER, name)
    if found is None or len(found.parts) != 2 or any(len(part.comparable) < 2 or _part_weight(part) < 1 for part in found.parts):
        return None
    words = tuple(part.comparable for part in found.parts)
    folded = tuple(map(fold_word, words))
    if folded[0] == folded[1]:
        return None
    given = given_name_numbers(words[0]) | given_name_numbers(words[1])
    return _Plain(words, folded, given, (*words, "".join(words), "".join(reversed(words))))


def _fully_told(left: str, right: str, person: bool) -> NameLikeness:
    tag = NameTypeTag.PER if person else NameTypeTag.ORG
    ours, theirs = _analyse(tag, left), _analyse(tag, right)
    if ours is None or theirs is None:
        return _DIFFERENT
    best = _DIFFERENT
    for edges in pair_symbols(ours, theirs):
        found = _weigh(ours, theirs, edges, person)
        if found.score > best.score:
            best = found
    return best


@lru_cache(maxsize=_NAMES_KEPT)
def _analyse(tag: NameTypeTag, text: str) -> Name | None:
    # The table of people's names that comes with the tagger takes ten seconds and 400 MB to load; our own short one is enough.
    person = tag == NameTypeTag.PER
    names = analyze_names(tag, [text], infer_initials=person, phonetics=False, symbols=not person)
    return min(names, key=lambda name: name.form) if names else None


def _weigh(ours: Name, theirs: Name, edges: tuple[Alignment, ...], person: bool) -> NameLikeness:
    used_ours = {part for edge in edges for part in edge.qps}
    used_theirs = {part for edge in edges for part in edge.rps}
    left = [part for part in ours.parts if part not in used_ours]
    right = [part for part in theirs.parts if part not in used_theirs]
    pairs = [_symbol_pair(edge) for edge in edges]
    pairs += _take(left, right, lambda a, b: fold_word(a.comparable) == fold_word(b.comparable), _SAME_FOLDED, 1.0)
    if person:
        pairs += _take(left, right, lambda a, b: one_given_name(a.comparable, b.comparable), _SCORES[SymbolCategory.NAME], 1.0)
    initials = _take(left, right, _is_initial_of, _SCORES[SymbolCategory.INITIAL], _WEIGHTS[SymbolCategory.INITIAL]) if person else []
    rest = compare_parts(left, right)
    pairs += initials + [(a.score, _length(a)) for a in rest if a.qps and a.rps and a.score > 0]
    only_ours = [part for a in rest if not (a.rps and a.score > 0) for part in a.qps]
    only_theirs = [part for a in rest if not (a.qps and a.score > 0) for part in a.rps]
    score, kinship = _total(pairs, only_ours, only_theirs, person)
    by_initial = bool(initials) or any(edge.symbol and edge.symbol.category == SymbolCategory.INITIAL for edge in edges)
    return NameLikeness(score, NameKinship.INITIALS if by_initial and kinship is not NameKinship.CONFLICT else kinship)


def _take(
    left: list[NamePart], right: list[NamePart], alike: Callable[[NamePart, NamePart], bool], score: float, weight: float
) -> list[tuple[float, float]]:
    """Take pairs that are alike out of both lists."""
    taken = []
    for part in list(left):
        partner = next((other for other in right if alike(part, other)), None)
        if partner is not None:
            left.remove(part)
            right.remove(partner)
            taken.append((1.0 if part.comparable == partner.comparable else score, weight * _part_weight(part)))
    return taken


def _is_initial_of(left: NamePart, right: NamePart) -> bool:
    one, other = left.comparable, right.comparable
    return 1 in (len(one), len(other)) and one[:1] == other[:1] and one.isalpha() and other.isalpha()


def _symbol_pair(edge: Alignment) -> tuple[float, float]:
    category = edge.symbol.category if edge.symbol else SymbolCategory.NAME
    score = 1.0 if edge.qstr == edge.rstr else _SCORES.get(category, 1.0)
    return score, _WEIGHTS.get(category, 1.0) * _length(edge)


def _length(edge: Alignment) -> float:
    return max(sum(_part_weight(p) for p in edge.qps), sum(_part_weight(p) for p in edge.rps))


def _part_weight(part: NamePart) -> float:
    if part.tag in (NamePartTag.STOP, NamePartTag.LEGAL):
        return _STOP_WEIGHT
    return 1.0


def _total(pairs: list[tuple[float, float]], only_ours: list[NamePart], only_theirs: list[NamePart], person: bool) -> tuple[float, NameKinship]:
    ours, theirs = sum(map(_part_weight, only_ours)), sum(map(_part_weight, only_theirs))
    swapped = min(ours, theirs)
    omitted = max(ours, theirs) - swapped
    paired = sum(weight for _, weight in pairs)
    cost = 2 * swapped * _SUBSTITUTED + omitted * (_OMITTED if person else _OMITTED_ORG)
    if not paired:
        return 0.0, NameKinship.CONFLICT
    score = sum(value * weight for value, weight in pairs) / (paired + cost)
    if swapped >= 1:
        return min(score, MATCH - 0.05) if person else score, NameKinship.CONFLICT
    return score, NameKinship.PART if omitted >= 1 else NameKinship.FULL

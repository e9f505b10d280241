"""Fold a word of a name so that its usual spellings in any script come out the same."""

from functools import lru_cache

from rigour.names import tokenize_name
from rigour.text.translit import ascii_text

from reportedly.lexicon.given_names import given_names
from reportedly.lexicon.romanisations import RomanisationRule, romanisations

__all__ = ["comparable", "fold", "fold_word", "given_name_numbers", "one_given_name", "skeleton", "surname", "words"]

_SUFFIXES = frozenset({"Jr", "sr", "i", "iv"})
_KEPT = 8192
_VOWELS = frozenset("aeiouy")


def words(name: str) -> tuple[str, ...]:
    """The words of a name, case-folded and as far as possible in plain Latin letters.

    Args:
        name: A name in any script.
    """
    return tuple(plain for word in tokenize_name(name.casefold()) if (plain := _plain(word)))


@lru_cache(maxsize=_KEPT)
def _plain(word: str) -> str:
    latin = ascii_text(word).casefold()
    return latin if latin.isalnum() else "".join(sign for sign in latin if sign.isalnum())


@lru_cache(maxsize=_KEPT)
def fold_word(word: str) -> str:
    """One word (as from ``words``) in the signs of the spelling rules, without doubled letters."""
    rules = _by_first_letter()
    signs: list[str] = []
    at = 0
    while at < len(word):
        rule = next((rule for rule in rules.get(word[at], ()) if _applies(rule, word, at)), None)
        signs.append(rule.sign if rule else word[at])
        at += len(rule.write) if rule else 1
    joined = "".join(signs)
    return "".join(sign for number, sign in enumerate(joined) if number == 0 or joined[number - 1] != sign)


def _applies(rule: RomanisationRule, word: str, at: int) -> bool:
    if not word.startswith(rule.write, at):
        return False
    if rule.where == "start":
        return at == 0
    return rule.where != "end" or at + len(rule.write) == len(word)


@lru_cache(maxsize=1)
def _by_first_letter() -> dict[str, list[RomanisationRule]]:
    found: dict[str, list[RomanisationRule]] = {}
    for rule in romanisations():
        found.setdefault(rule.write[0], []).append(rule)
    return found


@lru_cache(maxsize=_KEPT)
def fold(name: str) -> tuple[str, ...]:
    """All words of a name, folded."""
    return tuple(fold_word(word) for word in words(name))


def comparable(name: str) -> str:
    """A name in its folded words, to be compared with one in another script or spelling."""
    return " ".join(fold(name))


def surname(name: str) -> str:
    """The last word of a name, folded, without what tells father and son apart; empty when there is none."""
    return next((word for word in reversed(fold(name)) if word not in _SUFFIXES), "")


def one_given_name(left: str, right: str) -> bool:
    """Whether two words (as from ``words``) are forms of one given name, such as a short form."""
    return not given_name_numbers(left).isdisjoint(given_name_numbers(right))


def given_name_numbers(word: str) -> frozenset[int]:
    """The given names that a word (as from ``words``) can be a form of, by number."""
    return _given_name_numbers().get(fold_word(word), frozenset())


@lru_cache(maxsize=1)
def _given_name_numbers() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, name in enumerate(given_names()):
        for form in name.forms:
            key = fold_word(words(form)[0])
            found[key] = found.get(key, frozenset()) | {number}
    return found


def skeleton(folded: str) -> str:
    """The consonants of a folded word and its first sign: what survives most misspellings of vowels.

    Args:
        folded: A word as ``fold_word`` gives it.
    """
    rest = "".join(sign for sign in folded[1:] if sign not in _VOWELS)
    return "".join(sign for number, sign in enumerate(folded[:1] + rest) if number == 0 or (folded[:1] + rest)[number - 1] != sign)

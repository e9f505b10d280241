"""All forms that a lemma is printed in, for looking words up without reading them: rather one form too many than one too few."""

import re
from collections.abc import Callable, Iterable
from importlib.metadata import version

from reportedly.lexicon.inflections import load_inflections
from reportedly.lexicon.kept import kept_json

__all__ = ["LANGUAGES", "forms_of", "plurals_of"]

_OF_VERBS = ("ed", "ing", "d")
_DOUBLED = re.compile(r"[aeiou][bcdfgklmnprstvz]$")


def forms_of(lang: str, words: Iterable[str]) -> dict[str, frozenset[str]]:
    """The forms of lemmas or printed words, in lower case, each word being a form of itself.

    Args:
        lang: One of ``LANGUAGES``.
        words: The words, in lower case.
    """
    irregular = load_inflections(lang)
    return {word: found.union(irregular.get(word, ())) for word, found in LANGUAGES[lang](sorted(set(words))).items()}


def plurals_of(lang: str, nouns: Iterable[str]) -> dict[str, frozenset[str]]:
    """The forms of nouns alone: of an English one those of the plural, in a language with cases all of them.

    Args:
        lang: One of ``LANGUAGES``.
        nouns: The nouns, in lower case.
    """
    found = forms_of(lang, nouns)
    return (
        found
        if lang != "en"
        else {word: frozenset(form for form in forms if not form.endswith(_OF_VERBS) or form == word) for word, forms in found.items()}
    )


def _english(words: list[str]) -> dict[str, frozenset[str]]:
    return {word: frozenset(_regular(word)) for word in words}


def _regular(word: str) -> set[str]:
    found = {word, f"{word}s", f"{word}es", f"{word}ed", f"{word}d", f"{word}ing"}
    if word.endswith("e"):
        found.add(f"{word[:-1]}ing")
    if word.endswith("y"):
        found |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    if _DOUBLED.search(word):
        found |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return found


def _russian(words: list[str]) -> dict[str, frozenset[str]]:
    def make() -> dict[str, list[str]]:
        from reportedly.language.russian_forms import paradigm

        return {word: sorted(paradigm(word)) for word in words}

    kept = kept_json("forms-ru", f"{version('pymorphy3-dicts-ru')} {' '.join(words)}", make)
    return {word: frozenset(found) for word, found in kept.items()}


LANGUAGES: dict[str, Callable[[list[str]], dict[str, frozenset[str]]]] = {"en": _english, "ru": _russian}
"""The languages that are read in depth, whose words can be looked up."""

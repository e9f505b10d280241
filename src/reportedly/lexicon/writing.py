"""How a language writes names and sentences: abbreviations with a full stop, hyphens that are no part of a name, and what is told beside a name."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.load import Record, files, records

__all__ = ["Writing", "aside_pattern", "load_writing"]

_KINDS = ("abbreviation", "after_name", "no_name_part", "tie", "alias", "sex", "letter_name")


@dataclass(frozen=True, slots=True)
class Writing:
    """Lower-case words. A full stop after ``abbreviations`` ends no sentence, unless a capital follows one of ``after_name``.

    Behind a name, ``ties`` ("s/o") stand before that of a parent, a spouse or a home, ``aliases`` ("@") before what else somebody is called, and
    ``sexes`` in quotation marks. ``letter_names`` are names of one letter with the word before them: a full stop ends the sentence there.
    """

    abbreviations: frozenset[str]
    after_name: frozenset[str]
    no_name_parts: frozenset[str]
    ties: frozenset[str]
    aliases: frozenset[str]
    sexes: frozenset[str]
    letter_names: frozenset[str]
    examples: tuple[Record, ...]


@cache
def load_writing(lang: str) -> Writing:
    """The ways of writing of one language; empty for a language without a file.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    words: dict[str, list[str]] = defaultdict(list)
    examples: list[Record] = []
    for path in files(f"{lang}/writing.yaml"):
        for record in records(path):
            record.allow("id", "kind", "words", "note", "yes", "no")
            words[record.one_of("kind", _KINDS)].extend(record.texts("words"))
            examples.extend(record.records("yes") + record.records("no"))
    abbreviations, after_name, parts, ties, aliases, sexes, letters = (frozenset(words[kind]) for kind in _KINDS)
    return Writing(abbreviations, after_name, parts, ties, aliases, sexes, letters, tuple(examples))


@cache
def aside_pattern(lang: str) -> re.Pattern[str] | None:
    """What is told behind a name and is no part of it; the group ``alias`` holds what else somebody is called. None if a language has no words."""
    words = load_writing(lang)
    if not words.ties:
        return None
    name = r"[A-Z][\w.'’-]*"
    ties, aliases, sexes = ("|".join(map(re.escape, sorted(kind, key=len, reverse=True))) for kind in (words.ties, words.aliases, words.sexes))
    asides = (
        rf",?\s+(?i:{ties})\.?\s+(?:(?:late|Late|Mr\.?|Shri|Sh\.?)\s+)?{name}(?:\s+(?!(?i:{ties})\b){name}){{0,3}}",
        rf",?\s+(?i:{aliases})\s+(?P<alias>[\"“‘'][^\"”’'\n]{{2,30}}[\"”’']|{name}(?:\s+{name})?)",
        rf"\s*(?:\(\s?)?[‘'“\"](?i:{sexes})[’'”\"](?:\s?\))?(?=[\s,;.)])",
    )
    return re.compile(rf"(?<=[\w).])(?:{'|'.join(asides)})")

"""How a language writes names and sentences: abbreviations with a full stop, and hyphens that are no part of a name."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.load import Record, files, records

__all__ = ["Writing", "load_writing"]

_KINDS = ("abbreviation", "after_name", "no_name_part")


@dataclass(frozen=True, slots=True)
class Writing:
    """Lower-case words. A full stop after ``abbreviations`` ends no sentence, unless a capital follows one of ``after_name``."""

    abbreviations: frozenset[str]
    after_name: frozenset[str]
    no_name_parts: frozenset[str]
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
    return Writing(frozenset(words["abbreviation"]), frozenset(words["after_name"]), frozenset(words["no_name_part"]), tuple(examples))

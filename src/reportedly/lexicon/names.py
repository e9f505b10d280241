"""Small words in people's names, and words that no person's name begins or ends with."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import Record, files, records

__all__ = ["NameWords", "load_names"]

_KINDS = ("particle", "suffix", "ending", "feminine", "not_last", "not_first", "alias", "relational", "owned", "also_given")


@dataclass(frozen=True, slots=True)
class NameWords:
    """Lower-case words by what they do in a name; ``relational`` nouns tell whose somebody is: a name behind them may be the other one's.

    Behind ``owned`` ones, which are relational too, it always is where its form does not tell: "сына Дальнина". ``also_given`` titles are given names
    before a word that is none: "Prince Dube".
    """

    particles: frozenset[str]
    suffixes: frozenset[str]
    endings: frozenset[str]
    feminine: frozenset[str]
    not_last: frozenset[str]
    not_first: frozenset[str]
    aliases: tuple[tuple[str, ...], ...]
    relational: frozenset[str]
    owned: frozenset[str]
    also_given: frozenset[str]
    examples: tuple[Record, ...]


@lru_cache(maxsize=8)
def load_names(lang: str) -> NameWords:
    """The name words of one language.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    words: dict[str, list[str]] = defaultdict(list)
    examples: list[Record] = []
    for path in files(f"{lang}/names.yaml"):
        for record in records(path):
            record.allow("id", "kind", "words", "note", "yes", "no")
            words[record.one_of("kind", _KINDS)].extend(word.lower() for word in record.texts("words"))
            examples.extend(record.records("yes") + record.records("no"))
    return NameWords(
        frozenset(words["particle"]),
        frozenset(words["suffix"]),
        frozenset(words["ending"]),
        frozenset(words["feminine"]),
        frozenset(words["not_last"]),
        frozenset(words["not_first"]),
        tuple(tuple(alias.split()) for alias in words["alias"]),
        frozenset(words["relational"] + words["owned"]),
        frozenset(words["owned"]),
        frozenset(words["also_given"]),
        tuple(examples),
    )

"""Words that stand for people told before."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import Record, files, records

__all__ = ["Pronouns", "load_pronouns"]

_KINDS = (
    "singular",
    "plural",
    "possessive",
    "counts",
    "definite",
    "generic",
    "naming",
    "inclusive",
    "including",
    "among",
    "together",
    "surnaming",
    "bare",
    "equating",
    "speaking",
    "defended",
    "defending",
    "relative",
    "unique",
)


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Lower-case words. ``singular`` maps to a gender, ``counts`` to a number; ``loose`` names rules of words that fit anybody.

    ``bare`` is not empty in a language without articles: a noun without a determiner may mean somebody told before, unless one of these words stands
    by it. ``equating`` verbs say who somebody is ("be"). ``naming`` verbs give somebody a name, ``inclusive`` words and
    ``including`` verbs tell who belongs to a group, as does an equating verb with a preposition of ``among``; prepositions of ``together`` add those
    to whom the same happens. A word of ``speaking`` ("my") with
    one of ``defended`` ("client") means whom the lawyer who says it stands for, told as the lawyer's owner or with a preposition of ``defending``.
    A name right behind a word of ``surnaming`` names the noun before it. ``relative`` words stand for the owner that a clause hangs on ("whose").
    A noun with one of ``unique`` ("the only adult") can be no other than whom a sentence says it is.
    """

    singular: dict[str, str]
    plural: frozenset[str]
    possessive: frozenset[str]
    counts: dict[str, int]
    definite: frozenset[str]
    generic: frozenset[str]
    naming: frozenset[str]
    inclusive: tuple[tuple[str, ...], ...]
    including: frozenset[str]
    among: frozenset[str]
    together: frozenset[str]
    surnaming: frozenset[str]
    bare: frozenset[str]
    equating: frozenset[str]
    speaking: frozenset[str]
    defended: frozenset[str]
    defending: frozenset[str]
    relative: frozenset[str]
    unique: frozenset[str]
    words: frozenset[str]
    loose: frozenset[str]
    examples: tuple[Record, ...]


@lru_cache(maxsize=8)
def load_pronouns(lang: str) -> Pronouns:
    """The pronouns of one language.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    by_kind: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    singular: dict[str, str] = {}
    counts: dict[str, int] = {}
    examples: list[Record] = []
    for path in files(f"{lang}/pronouns.yaml"):
        for record in records(path):
            record.allow("id", "kind", "gender", "words", "counts", "note", "yes", "no")
            kind = record.one_of("kind", _KINDS)
            words = record.texts("words")
            by_kind[kind].extend(words)
            if kind == "singular":
                singular.update(dict.fromkeys(words, record.one_of("gender", ("m", "f", ""), "")))
            if kind == "counts":
                counts.update({str(word): int(number) for word, number in record.data["counts"].items() if word != "__line__"})
            examples.extend(record.records("yes") + record.records("no"))
    return Pronouns(
        singular,
        frozenset(by_kind["plural"]),
        frozenset(by_kind["possessive"]),
        counts,
        frozenset(by_kind["definite"]),
        frozenset(by_kind["generic"]),
        frozenset(by_kind["naming"]),
        tuple(tuple(words.split()) for words in by_kind["inclusive"]),
        frozenset(by_kind["including"]),
        frozenset(by_kind["among"]),
        frozenset(by_kind["together"]),
        frozenset(by_kind["surnaming"]),
        frozenset(by_kind["bare"]),
        frozenset(by_kind["equating"]),
        frozenset(by_kind["speaking"]),
        frozenset(by_kind["defended"]),
        frozenset(by_kind["defending"]),
        frozenset(by_kind["relative"]),
        frozenset(by_kind["unique"]),
        frozenset((*singular, *by_kind["plural"])),
        frozenset({f"{lang}.person.man", f"{lang}.person.woman"}),
        tuple(examples),
    )

"""Words for numbers of one language, and how they are put together."""

from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.load import Record, files, records

__all__ = ["NumberWords", "load"]

_KEYS = ("id", "words", "times", "articles", "links", "halves", "half_alone", "ordinals", "ordinal_endings", "vague", "yes")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words in lower case. Words of several pieces are tuples ("and", "a", "half"); ``multipliers`` multiply what stands before them.

    ``starts`` are all words that a number can begin with.
    """

    cardinals: dict[str, int]
    multipliers: dict[str, int]
    articles: frozenset[str]
    links: frozenset[str]
    halves: tuple[tuple[str, ...], ...]
    half_alone: tuple[tuple[str, ...], ...]
    ordinals: dict[tuple[str, ...], int]
    endings: frozenset[str]
    vague: tuple[tuple[str, ...], ...]
    examples: tuple[Record, ...]
    starts: frozenset[str]


def _table(record: Record, key: str) -> dict[str, int]:
    value = record.data.get(key, {})
    if not isinstance(value, dict):
        raise record.fault(f"'{key}' must map words to numbers", f"write `{key}: {{one: 1, two: 2}}`")
    pairs = {str(word): number for word, number in value.items() if word != "__line__"}
    for word, number in pairs.items():
        if not isinstance(number, int):
            raise record.fault(f"'{word}' stands for {number!r}", "write a whole number")
    return pairs


def _pieces(words: str) -> tuple[str, ...]:
    return tuple(words.replace("-", " - ").split())


def _longest_first(found: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((_pieces(words) for words in found), key=len, reverse=True))


@cache
def load(lang: str) -> NumberWords:
    """The number words of a language; empty when the language has none.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = [record for path in files(f"{lang}/numbers.yaml") for record in records(path)]
    for record in found:
        record.allow(*_KEYS)
        record.text("id")
    cardinals: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    ordinals: dict[tuple[str, ...], int] = {}
    for record in found:
        (multipliers if record.data.get("times") else cardinals).update(_table(record, "words"))
        ordinals.update({_pieces(word): number for word, number in _table(record, "ordinals").items()})

    def gather(key: str) -> tuple[str, ...]:
        return tuple(word for record in found for word in record.texts(key))

    vague, half_alone, articles = _longest_first(gather("vague")), _longest_first(gather("half_alone")), frozenset(gather("articles"))
    firsts = {words[0] for words in (*vague, *half_alone, *ordinals)}
    return NumberWords(
        cardinals=cardinals,
        multipliers=multipliers,
        articles=articles,
        links=frozenset(gather("links")),
        halves=_longest_first(gather("halves")),
        half_alone=half_alone,
        ordinals=ordinals,
        endings=frozenset(gather("ordinal_endings")),
        vague=vague,
        examples=tuple(found),
        starts=frozenset({*cardinals, *multipliers, *articles, *firsts}),
    )

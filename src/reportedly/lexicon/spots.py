"""Words that make the name of a place that of a spot: a street, a school, a park."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import DATA, records

__all__ = ["SpotWords", "is_spot", "spots"]


@dataclass(frozen=True, slots=True)
class SpotWords:
    """The words of one language, with names that are spots and names that are not."""

    lang: str
    words: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@lru_cache(maxsize=1)
def spots() -> tuple[SpotWords, ...]:
    """The words of all languages.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = []
    for record in records(DATA / "spots.yaml"):
        record.allow("lang", "words", "yes", "no")
        if not record.texts("yes") or not record.texts("no"):
            raise record.fault("examples are missing", "add `yes:` and `no:` with at least one name of a place each")
        words = frozenset(word.casefold() for word in record.texts("words"))
        found.append(SpotWords(record.text("lang"), words, record.texts("yes"), record.texts("no")))
    return tuple(found)


def is_spot(name: str) -> bool:
    """Whether a place is so small that two cases there within days are seldom two.

    Args:
        name: The name of a place as printed, in any case.
    """
    words = name.casefold().replace(".", " ").split()
    return len(words) > 1 and any(word in known.words for known in spots() for word in words)

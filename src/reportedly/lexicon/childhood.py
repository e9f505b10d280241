"""Words that say of a person that he or she is under 18."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import DATA, records

__all__ = ["ChildhoodWords", "childhood", "says_child"]


@dataclass(frozen=True, slots=True)
class ChildhoodWords:
    """The words of one language, with descriptions that say it and descriptions that do not."""

    lang: str
    words: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@lru_cache(maxsize=1)
def childhood() -> tuple[ChildhoodWords, ...]:
    """The words of all languages.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = []
    for record in records(DATA / "childhood.yaml"):
        record.allow("lang", "words", "yes", "no")
        if not record.texts("yes") or not record.texts("no"):
            raise record.fault("examples are missing", "add `yes:` and `no:` with at least one description each")
        words = frozenset(word.casefold() for word in record.texts("words"))
        found.append(ChildhoodWords(record.text("lang"), words, record.texts("yes"), record.texts("no")))
    return tuple(found)


def says_child(description: str, lang: str) -> bool:
    """Whether a description of a person says that he or she is under 18.

    Args:
        description: The words, such as a position.
        lang: The language, as ISO 639-1 code.
    """
    words = description.casefold().split()
    return any(word.strip(",.;:") in known.words for known in childhood() if known.lang == lang for word in words)

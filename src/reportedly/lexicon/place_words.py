"""Words that tell that a name is a place's, and of which kind: ``Street``, ``Airport``, ``County``."""

from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.spelling import fold_name

__all__ = ["PlaceWords", "load_place_words"]

_KINDS = ("street", "facility", "area", "nature", "none", "before", "at")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Folded head words with the kind of place each tells.

    ``none`` are whole names of what is no such place, ``before`` stands before a name, ``at`` before where something happens.
    """

    heads: dict[str, str]
    none: frozenset[str]
    before: frozenset[str]
    at: frozenset[str]
    longest: int
    examples: tuple[Record, ...]


@cache
def load_place_words(lang: str) -> PlaceWords:
    """The place words of a language; empty for a language without any.

    Raises:
        LexiconError: If a record breaks the format.
    """
    heads: dict[str, str] = {}
    none: set[str] = set()
    before: set[str] = set()
    at: set[str] = set()
    examples = []
    for record in (record for path in files(f"{lang}/places.yaml") for record in records(path)):
        record.allow("id", "kind", "heads", "note", "yes", "no")
        kind = record.one_of("kind", _KINDS)
        examples.append(record)
        words = [fold_name(word) for word in record.texts("heads")]
        if kind == "none":
            none.update(words)
        elif kind == "before":
            before.update(words)
        elif kind == "at":
            at.update(words)
        else:
            heads.update(dict.fromkeys(words, kind))
    return PlaceWords(
        heads, frozenset(none), frozenset(before), frozenset(at), max((len(head.split()) for head in heads), default=0), tuple(examples)
    )

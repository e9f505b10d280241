"""Words that tell that a name is a place's, and of which kind: ``Street``, ``Airport``, ``County``."""

from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.spelling import fold_name

__all__ = ["PlaceWords", "load_place_words"]

_HEADS = ("street", "facility", "area", "nature")
_AROUND = ("none", "before", "at", "inside", "areas", "behind", "speaking", "things", "numbered", "opens", "homes", "buildings", "fields", "works")
_KINDS = (*_HEADS, *_AROUND)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Folded head words with the kind of place each tells.

    ``none`` are whole names of what is no such place, ``before`` stands before a name, ``at`` before where something happens, ``inside`` before
    hardly anything but places. ``areas`` lead a name with "of" or follow on it ("the Larch area"), ``behind`` follow on a town ("a Larch woman").
    ``speaking`` follow on people instead, ``things`` on names of things ("in Larch jeans"). ``numbered`` end the name of a street only where a
    number stands before, ``opens`` begin it ("Rue de la Larche", "Route 2"). ``homes`` stand before "of" and a home, ``buildings`` behind a name,
    ``fields`` before "of" and what is no place ("head of Media"), ``works`` shortly before "in" and what is none ("published in Grey Heron").
    """

    heads: dict[str, str]
    none: frozenset[str]
    before: frozenset[str]
    at: frozenset[str]
    inside: frozenset[str]
    areas: frozenset[str]
    behind: frozenset[str]
    speaking: frozenset[str]
    things: frozenset[str]
    numbered: frozenset[str]
    opens: frozenset[str]
    homes: frozenset[str]
    buildings: frozenset[str]
    fields: frozenset[str]
    works: frozenset[str]
    longest: int
    examples: tuple[Record, ...]


@cache
def load_place_words(lang: str) -> PlaceWords:
    """The place words of a language; empty for a language without any.

    Raises:
        LexiconError: If a record breaks the format.
    """
    heads: dict[str, str] = {}
    around: dict[str, set[str]] = {kind: set() for kind in _AROUND}
    examples = []
    for record in (record for path in files(f"{lang}/places.yaml") for record in records(path)):
        record.allow("id", "kind", "heads", "note", "yes", "no")
        kind = record.one_of("kind", _KINDS)
        examples.append(record)
        words = [fold_name(word) for word in record.texts("heads")]
        if kind in around:
            around[kind].update(words)
        else:
            heads.update(dict.fromkeys(words, kind))
    few = {kind: frozenset(words) for kind, words in around.items()}
    return PlaceWords(heads, **few, longest=max((len(head.split()) for head in heads), default=0), examples=tuple(examples))

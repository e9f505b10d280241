"""Words for those who take steps in a case: courts that decide, forces that arrest."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import Record, files, records

__all__ = ["Deciders", "load_deciders"]

_KINDS = ("court", "force", "order", "before", "session", "where", "paper")
_KEYS = ("id", "kind", "words", "note", "yes", "no")


@dataclass(frozen=True, slots=True)
class Deciders:
    """``court`` and ``force`` are nouns, ``order`` verbs of a decision whose content is a step, ``before`` words before the court or judge.

    ``session`` nouns are what happens in court, ``where`` words stand for the place told right before them. ``paper`` accuses but is nobody.
    """

    court: frozenset[str]
    force: frozenset[str]
    order: frozenset[str]
    before: frozenset[str]
    session: frozenset[str]
    where: frozenset[str]
    paper: frozenset[str]
    examples: tuple[tuple[Record, bool], ...]


@lru_cache(maxsize=8)
def load_deciders(lang: str) -> Deciders:
    """The words of one language; empty for a language without any.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    words: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    examples: list[tuple[Record, bool]] = []
    for record in (record for path in files(f"{lang}/deciders.yaml") for record in records(path)):
        record.allow(*_KEYS)
        words[record.one_of("kind", _KINDS)].update(word.lower() for word in record.texts("words"))
        examples += [(one, True) for one in record.records("yes")] + [(one, False) for one in record.records("no")]
    court, force, order, before, session, where, paper = (frozenset(words[kind]) for kind in _KINDS)
    return Deciders(court, force, order, before, session, where, paper, tuple(examples))

"""Words for those who take steps in a case: courts that decide, forces that arrest."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import Record, words_by_kind

__all__ = ["Deciders", "load_deciders"]

_KINDS = ("court", "force", "order", "before", "session", "where", "paper", "refusing", "choosing", "causing", "serving", "against", "ruling", "mob")


@dataclass(frozen=True, slots=True)
class Deciders:
    """``court`` and ``force`` are nouns, ``order`` verbs of a decision whose content is a step, ``before`` words before the court or judge.

    ``session`` nouns are what happens in court, ``where`` words stand for the place told right before them. ``paper`` accuses but is nobody.
    ``serving`` words stand before whom an officer serves. What hangs on a ``refusing`` verb, or with "not" on a ``choosing`` one, is not done;
    a participle on a ``causing`` verb is passive. What somebody "must" undergo is done by a court's word with a verb of ``ruling``.
    ``mob`` words are of those who take the law into their own hands: whom they accuse of something is no accused.
    By an ``against`` preposition hangs whom a case is brought against, in languages whose cases tell who does something.
    """

    court: frozenset[str]
    force: frozenset[str]
    order: frozenset[str]
    ruling: frozenset[str]
    mob: frozenset[str]
    before: frozenset[str]
    session: frozenset[str]
    where: frozenset[str]
    paper: frozenset[str]
    refusing: frozenset[str]
    choosing: frozenset[str]
    causing: frozenset[str]
    serving: frozenset[str]
    against: frozenset[str]
    examples: tuple[tuple[Record, bool], ...]


@lru_cache(maxsize=8)
def load_deciders(lang: str) -> Deciders:
    """The words of one language; empty for a language without any.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    words, examples = words_by_kind(f"{lang}/deciders.yaml", _KINDS)
    return Deciders(**{kind: words[kind] for kind in _KINDS}, examples=examples)

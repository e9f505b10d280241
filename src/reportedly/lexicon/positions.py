"""Words that tell where somebody works and as what."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import Record, words_by_kind

__all__ = ["Positions", "load_positions"]

_KINDS = ("work", "hired", "as", "at", "none", "aside", "citizen", "belongs", "spell", "post", "named", "run", "member")


@dataclass(frozen=True, slots=True)
class Positions:
    """The words by what they tell.

    ``work`` are verbs of those who work, ``hired`` verbs that happen to them. ``role`` words stand before a position, ``at`` words before an
    employer. ``none`` are nouns that are no position, ``aside`` words that a position is told without. ``citizen`` nouns go on with "of" and a
    country. ``belongs`` nouns are a position only where the body is told, ``spell`` nouns are time spent "as" something. ``post`` nouns
    tell that the name behind or before them is a body's, behind ``named`` words. ``run`` verbs have the body
    as their object. ``member`` nouns say less of somebody than a post does.
    """

    work: frozenset[str]
    hired: frozenset[str]
    role: frozenset[str]
    at: frozenset[str]
    none: frozenset[str]
    aside: frozenset[str]
    citizen: frozenset[str]
    belongs: frozenset[str]
    spell: frozenset[str]
    post: frozenset[str]
    named: frozenset[str]
    run: frozenset[str]
    member: frozenset[str]
    examples: tuple[tuple[Record, bool], ...]


@lru_cache(maxsize=8)
def load_positions(lang: str) -> Positions:
    """The words of one language about positions; empty for a language without any.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    words, examples = words_by_kind(f"{lang}/positions.yaml", _KINDS)
    work, hired, role, at, none, aside, citizen, belongs, spell, post, named, run, member = (words[kind] for kind in _KINDS)
    return Positions(work, hired, role, at, none, aside, citizen, belongs, spell, post, named, run, member, examples)

"""Usual spellings of one sound in Latin letters, so that a name compares equal however it was put into Latin letters."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import DATA, Record, records

__all__ = ["RomanisationRule", "romanisations"]


@dataclass(frozen=True, slots=True)
class RomanisationRule:
    """Letters that are written for a sound, and the sign that stands for it in comparisons. ``where`` is ``any``, ``start`` or ``end`` of a word.

    ``yes`` are pairs of spellings that the rule brings together, ``no`` pairs that must stay apart.
    """

    write: str
    sign: str
    where: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def romanisations() -> tuple[RomanisationRule, ...]:
    """All rules: those for the start or end of a word before those for any place, then longest letters first.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = []
    for record in records(DATA / "romanisations.yaml"):
        record.allow("write", "as", "where", "yes", "no")
        yes, no = _pairs(record, "yes"), _pairs(record, "no")
        where = record.one_of("where", ("any", "start", "end"), "any")
        found += [RomanisationRule(letters, record.text("as"), where, yes, no) for letters in record.texts("write")]
    return tuple(sorted(found, key=lambda rule: (rule.where == "any", -len(rule.write), rule.write)))


def _pairs(record: Record, key: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for text in record.texts(key):
        left, mark, right = text.partition(" ~ ")
        if not mark:
            raise record.fault(f"{text!r} in '{key}' is no pair", "write two names with ` ~ ` between them")
        pairs.append((left, right))
    if not pairs:
        raise record.fault(f"no '{key}' examples", f"add `{key}:` with at least one pair of names")
    return tuple(pairs)

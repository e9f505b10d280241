"""Forms of one given name: short forms, and the same name in neighbouring languages."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import DATA, Record, records

__all__ = ["GivenName", "given_names"]


@dataclass(frozen=True, slots=True)
class GivenName:
    """One given name with its forms; ``yes`` are pairs of forms that are one name, ``no`` pairs that are not."""

    forms: tuple[str, ...]
    yes: tuple[tuple[str, str], ...]
    no: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def given_names() -> tuple[GivenName, ...]:
    """All given names that have several forms, in the order of the file.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = []
    for record in records(DATA / "given_names.yaml"):
        record.allow("forms", "yes", "no")
        forms = record.texts("forms")
        if len(forms) < 2:
            raise record.fault("'forms' needs two forms at least", "add a short form or the name in another language, or delete the record")
        found.append(GivenName(forms, _pairs(record, "yes"), _pairs(record, "no")))
    return tuple(found)


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

"""Given names of many countries: who "he" and "she" can mean, and which capitalised words begin a person's name."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import DATA, Record, records

__all__ = ["GivenNames", "load_given"]


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names in lower case with their gender: ``m``, ``f``, or empty for names that both men and women bear."""

    genders: dict[str, str]
    examples: tuple[Record, ...]

    def knows(self, word: str) -> bool:
        """Whether a word is a given name."""
        return word.lower() in self.genders

    def gender(self, word: str) -> str:
        """The gender that a given name tells; empty if it tells none or is unknown."""
        return self.genders.get(word.lower(), "")


@lru_cache(maxsize=1)
def load_given() -> GivenNames:
    """All given names whose bearers' gender is listed.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    genders: dict[str, str] = {}
    examples = []
    for record in records(DATA / "given_names_by_gender.yaml"):
        record.allow("id", "gender", "names", "yes", "no")
        if not record.texts("yes") or not record.texts("no"):
            raise record.fault("examples are missing", "add `yes:` and `no:` with at least one name each")
        gender = record.one_of("gender", ("m", "f", ""), "")
        genders.update((name.lower(), gender) for name in record.text("names").split())
        examples.append(record)
    return GivenNames(genders, tuple(examples))

"""Words that make a name that of a newspaper, site or station, so that one which the lexicon does not list is known for what it is."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.load import DATA, records

__all__ = ["OutletWords", "outlet_words", "sounds_like_outlet"]

_ENDINGS = (".ru", ".com", ".org", ".net", ".info", ".media", ".news", ".kg", ".kz", ".ua", ".by")

_ARTICLES = frozenset({"the", "le", "la", "el", "il", "o", "der", "die", "das"})


@dataclass(frozen=True, slots=True)
class OutletWords:
    """Words of one language that end (``last``) or begin (``first``) the name of an outlet, with names that are outlets and names that are not.

    What ends with words of ``never`` is none all the same.
    """

    lang: str
    last: frozenset[str]
    first: frozenset[str]
    never: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@lru_cache(maxsize=1)
def outlet_words() -> tuple[OutletWords, ...]:
    """The words of all languages.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = []
    for record in records(DATA / "outlet_names.yaml"):
        record.allow("lang", "last", "first", "never", "yes", "no")
        if not record.texts("yes") or not record.texts("no"):
            raise record.fault("examples are missing", "add `yes:` and `no:` with at least one name each")
        last, first = (frozenset(word.casefold() for word in record.texts(key)) for key in ("last", "first"))
        found.append(OutletWords(record.text("lang"), last, first, record.texts("never"), record.texts("yes"), record.texts("no")))
    return tuple(found)


def sounds_like_outlet(name: str) -> bool:
    """Whether a name is built like that of a newspaper, site or station: "Tasbulan Herald", "Radio Tasbulan", "tasbulan.com".

    Args:
        name: A name as printed; a name that opens with a given name is a person's, whatever its last word.
    """
    words = name.strip("«»\"“”'’").split()
    if not words or not words[0][:1].isalnum():
        return False
    if len(words) == 1:
        return words[0].casefold().endswith(_ENDINGS)
    if load_given().knows(words[0]) or (not words[-1][0].isupper() and not words[0][0].isupper()):
        return False
    words = words[1:] if words[0].casefold() in _ARTICLES and len(words) > 2 else words
    first, last = words[0].casefold(), words[-1].casefold().removesuffix("’s").removesuffix("'s")
    whole = " ".join(words).casefold()
    return any((last in known.last or first in known.first) and not whole.endswith(known.never) for known in outlet_words())

"""How names are compared: without case, accents, quotation marks or a leading article."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold_name"]

_MARKS = re.compile(r"[\"'`‘’“”«»„]")
_OTHER = re.compile(r"[^\w&+/.-]+")
_LETTERS = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ё": "е", "Ё": "е"})


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """One comparable form for all spellings of a name.

    Example:
        >>> fold_name("The  São-Miguel “Herald”")
        'sao-miguel herald'
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    words = _OTHER.sub(" ", _MARKS.sub("", bare)).split()
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)

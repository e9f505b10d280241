"""The words of a sentence as a reader sees them, for finding names: possessives and hyphens stay on their word, marks between words are noted."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.extract.remembered import once_a_report
from reportedly.lexicon.spelling import fold_name
from reportedly.model.text import Reading, Sentence

__all__ = ["Word", "is_headlike", "is_title_case", "words_of"]

_CHUNK = re.compile(r"\S+")
_DASH = re.compile(r"[–—]|--")
_LEFT = "([{<\"'“‘«*#@|•"
_RIGHT = ")]}>,;:!?\"'“”’»*|…"
# "New York-based" is a name too, and nothing follows on it
_POSSESSIVE = re.compile(r"[’'][sS]?$|-(?:based|born|area)$")
# a full stop that belongs to the word: "St.", "U.S.", "N.J.", "Co.", initials
_ABBREVIATION = re.compile(
    r"(?:[A-Za-z]\.)+|(?:St|Mt|Ft|Sgt|Lt|Col|Gen|Capt|Det|Dr|Mr|Mrs|Ms|Jr|Sr|Co|Inc|Ltd|Corp|No|Ave|Blvd|Rd|Gov|Sen|Rep|Prof)\."
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the article. ``bare`` leaves off a possessive ending; ``folded`` is ``bare`` for comparing.

    ``apart`` tells that a mark stands between it and the word before; ``capital`` that it is written like a part of a name.
    """

    text: str
    start: int
    end: int
    bare: str
    folded: str
    capital: bool
    apart: bool

    @property
    def possessive(self) -> bool:
        """Whether the word ends in a possessive."""
        return self.bare != self.text

    @property
    def bare_end(self) -> int:
        """Where the word ends without a possessive."""
        return self.start + len(self.bare)


def words_of(sentence: Sentence, text: str) -> list[Word]:
    """The words of a sentence."""
    found: list[Word] = []
    open_mark = True
    for chunk in _CHUNK.finditer(text, sentence.span.start, sentence.span.end):
        for number, (start, end) in enumerate(_pieces(chunk.group(), chunk.start())):
            open_mark = open_mark or number > 0
            while start < end and text[start] in _LEFT:
                start += 1
                open_mark = True
            stop = end
            while stop > start and _is_mark(text, start, stop):
                stop -= 1
            if start == stop:
                open_mark = True
                continue
            found.append(_word(text, start, stop, open_mark))
            open_mark = stop != end
    return found


def _pieces(chunk: str, offset: int) -> list[tuple[int, int]]:
    if not _DASH.search(chunk):
        return [(offset, offset + len(chunk))]
    pieces = []
    start = 0
    for dash in _DASH.finditer(chunk):
        # the dash alone is a piece of its own, so that it counts as a mark
        pieces += [(offset + start, offset + dash.start())] if dash.start() > start else []
        start = dash.end()
    return [*pieces, (offset + start, offset + len(chunk))]


def _is_mark(text: str, start: int, end: int) -> bool:
    letter = text[end - 1]
    if letter in "’'" and end - start > 1 and text[end - 2] in "sS":
        # "prosecutors' office": kept when a word follows
        return not re.match(r"\s+\w", text[end:])
    if letter == ".":
        return not _ABBREVIATION.fullmatch(text[start:end])
    return letter in _RIGHT or letter in "–—-"


def _word(text: str, start: int, end: int, apart: bool) -> Word:
    said = text[start:end]
    return Word(said, start, end, *_looks(said), apart)


@lru_cache(maxsize=1 << 14)
def _looks(said: str) -> tuple[str, str, bool]:
    """A word without a possessive ending, the same for comparing, and whether it is written like a part of a name."""
    bare = _POSSESSIVE.sub("", said) or said
    parts = re.split(r"[-/]", bare)
    capital = bool(parts[0]) and (parts[0][0].isupper() or (parts[0][0].isdigit() and not parts[0].isdigit()))
    small = any(len(part) > 3 and part[0].islower() for part in parts[1:] if part)
    return bare, fold_name(bare), capital and not small


def is_title_case(words: list[Word], text: str) -> bool:
    """Whether a line is written as a headline, where a capital letter tells nothing. A line that ends in a full stop rarely is."""
    long = [word for word in words if len(word.bare) > 3 and word.bare[0].isalpha()]
    stopped = bool(words) and text[words[-1].end : words[-1].end + 1] == "."
    return len(long) >= 4 and sum(word.capital for word in long) > (0.95 if stopped else 0.75) * len(long)


@once_a_report
def is_headlike(reading: Reading, number: int) -> bool:
    """Whether nearly every word of a sentence is capitalised, as in headlines: there a capital tells nothing about names.

    Args:
        reading: The report as read.
        number: The number of the sentence.
    """
    sentence = reading.sentences[number]
    tokens = reading.tokens[sentence.first : sentence.last]
    if tokens[-1].text in {".", "!", "?"}:
        return False
    words = [token.text for token in tokens if token.text.isalpha() and len(token.text) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)

"""The words of a document that spaCy has read, each made once: rules ask each word dozens of times, and spaCy makes it anew each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc

__all__ = ["Said", "Word", "said_of", "words_of"]

_COLUMNS: list[int | str] = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "MORPH", "HEAD", "IDX", "IS_SPACE", "IS_ALPHA", "IS_PUNCT", "SENT_START"]
_MOST_KEPT = 100_000
_NO_FEATURES = "_"


@dataclass(slots=True, eq=False)
class Word:
    """A word of a document with its place in the tree, under the names that spaCy gives these.

    ``i`` counts the words of the document, ``idx`` its characters. ``children`` are the words that hang on it, in their order, ``lefts`` and
    ``rights`` those before and behind it. ``sent_start`` and ``sent_end`` bound its sentence, half-open. ``by_use`` is kept for ``is_noun_by_use``.
    """

    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    features: frozenset[str]
    is_space: bool
    is_alpha: bool
    is_punct: bool
    all: "list[Word]" = field(repr=False)
    head: "Word" = field(init=False, repr=False)
    children: "Sequence[Word]" = ()
    lefts: "Sequence[Word]" = ()
    rights: "Sequence[Word]" = ()
    sent_start: int = 0
    sent_end: int = 0
    by_use: bool | None = None
    edges: tuple[int, int] | None = field(default=None, repr=False)

    def before(self) -> "Word":
        """The word before; there must be one."""
        return self.all[self.i - 1]

    def after(self) -> "Word | None":
        """The word behind, if there is one."""
        return self.all[self.i + 1] if self.i + 1 < len(self.all) else None

    def range(self) -> tuple[int, int]:
        """The first and the last of all words that hang on this one, itself among them."""
        if self.edges is None:
            first = last = self.i
            for child in self.children:
                inner = child.edges or child.range()
                first, last = min(first, inner[0]), max(last, inner[1])
            self.edges = first, last
        return self.edges


def words_of(doc: Doc) -> list[Word]:
    """All words of a document, spaces among them."""
    said = said_of(doc.vocab.strings)
    words: list[Word] = []
    starts: list[int] = []
    rows: list[list[int]] = doc.to_array(_COLUMNS).astype("int64").tolist()
    for at, (orth, lemma, pos, tag, dep, morph, _, idx, space, alpha, punct, start) in enumerate(rows):
        words.append(
            Word(
                at,
                idx,
                said.text(orth),
                said.lower(orth),
                said.text(lemma),
                said.text(pos),
                said.text(tag),
                said.text(dep),
                said.features(morph),
                bool(space),
                bool(alpha),
                bool(punct),
                words,
            )
        )
        if start == 1 or not at:
            starts.append(at)
    hanging: dict[int, list[Word]] = {}
    for word, row in zip(words, rows, strict=True):
        head = word.head = words[word.i + row[6]]
        if head is not word:
            hanging.setdefault(head.i, []).append(word)
    for at, found in hanging.items():
        head = words[at]
        head.children = found
        head.lefts, head.rights = [child for child in found if child.i < at], [child for child in found if child.i > at]
    for first, last in zip(starts, [*starts[1:], len(words)], strict=True):
        for word in words[first:last]:
            word.sent_start, word.sent_end = first, last
    return words


class Said:
    """What the numbers of a vocabulary stand for, kept: a word as printed, in small letters, or its features."""

    def __init__(self, strings: Any) -> None:
        def told(number: int) -> str:
            return str(strings[number % (1 << 64)])

        def lowered(number: int) -> str:
            return self.text(number).lower()

        def featured(number: int) -> frozenset[str]:
            if not number:
                return frozenset()
            said = told(number)
            return frozenset(("" if said == _NO_FEATURES else said).split("|"))

        self.text: Callable[[int], str] = lru_cache(maxsize=_MOST_KEPT)(told)
        self.lower: Callable[[int], str] = lru_cache(maxsize=_MOST_KEPT)(lowered)
        self.features: Callable[[int], frozenset[str]] = lru_cache(maxsize=_MOST_KEPT)(featured)


@lru_cache(maxsize=2)
def said_of(strings: Any) -> Said:
    """The numbers of a vocabulary, the same for all who ask."""
    return Said(strings)

"""What the finders of organisations share: one sentence with its words, and one place where a name stands."""

from dataclasses import dataclass

from reportedly.extract.capitals import Word
from reportedly.lexicon.organisations import Heads
from reportedly.model.parties import OrgKind
from reportedly.model.text import Name, NameKind, Reading, Sentence, Span

__all__ = ["Found", "Line", "reading_names"]


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a name of an organisation stands. ``how`` tells what found it: known, outlet, head, small, described, led, station or ner."""

    span: Span
    name: str
    kind: OrgKind
    how: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its words, the names that the language part saw in it, and the words of the lexicon.

    ``people`` are last names of people in the report, ``plain`` the words that it writes small, ``countries`` the ISO codes that it speaks of.
    """

    text: str
    lang: str
    sentence: Sentence
    words: list[Word]
    names: tuple[Name, ...]
    heads: Heads
    people: frozenset[str]
    countries: frozenset[str]
    plain: frozenset[str]

    def span(self, first: int, last: int) -> Span:
        """The span of a half-open range of words, without a possessive ending."""
        return Span(self.words[first].start, self.words[last - 1].bare_end)

    def said(self, first: int, last: int) -> str:
        """A half-open range of words as printed, on one line."""
        if last - first == 1:
            return self.words[first].bare
        return " ".join(self.text[self.words[first].start : self.words[last - 1].bare_end].split())

    def kinds(self, span: Span) -> frozenset[NameKind]:
        """What the language part took the words of a span for."""
        return frozenset(name.kind for name in self.names if name.span.overlaps(span))

    def unbroken(self, first: int, last: int) -> bool:
        """Whether no mark stands between these words."""
        return not any(word.apart for word in self.words[first + 1 : last])

    def run_end(self, first: int) -> int:
        """Where the unbroken words with capitals end that begin at a word; that word itself if it has none."""
        words = self.words
        last = first
        while last < len(words) and words[last].capital and (last == first or not (words[last].apart or words[last - 1].possessive)):
            last += 1
        return last

    def after(self, last: int) -> Word | None:
        """The word that follows without a mark or possessive between, if there is one."""
        if last >= len(self.words) or self.words[last].apart or self.words[last - 1].possessive:
            return None
        return self.words[last]

    def before(self, first: int) -> Word | None:
        """The word before without a mark between, if there is one."""
        return self.words[first - 1] if first and not self.words[first].apart else None


def reading_names(reading: Reading, sentence: Sentence) -> tuple[Name, ...]:
    """The names that the language part saw in a sentence."""
    return tuple(name for name in reading.names if sentence.first <= name.first < sentence.last)

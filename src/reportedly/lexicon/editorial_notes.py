"""How pages say that they were corrected, cleared up, taken back or commented on by their editors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import DATA, records

__all__ = ["KINDS", "NoteWords", "note_kind", "note_words", "notes_in"]

KINDS = ("correction", "clarification", "retraction", "editor's note")
_LONGEST = 700
_BREAK = re.compile(r"\s*(?:\([^)]{1,40}\)\s*)?(?:[:.–—\[\]]|- |$)")


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The wordings of one kind of note in one language, case-folded, with paragraphs that are one and paragraphs that are none."""

    kind: str
    lang: str
    starts: tuple[str, ...]
    holds: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def matches(self, paragraph: str) -> bool:
        """Whether a paragraph is such a note."""
        low = " ".join(paragraph.casefold().split()).lstrip("*•[(_ ")
        return any(low.startswith(words) and _BREAK.match(low, len(words)) for words in self.starts) or any(words in low for words in self.holds)


@lru_cache(maxsize=1)
def note_words() -> tuple[NoteWords, ...]:
    """The wordings of all languages.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = []
    for record in records(DATA / "editorial_notes.yaml"):
        record.allow("kind", "lang", "starts", "holds", "yes", "no")
        if not record.texts("yes") or not record.texts("no"):
            raise record.fault("examples are missing", "add `yes:` and `no:` with at least one paragraph each")
        starts, holds = (tuple(words.casefold() for words in record.texts(key)) for key in ("starts", "holds"))
        if not starts and not holds:
            raise record.fault("no words", "add `starts:` or `holds:`")
        kind = record.one_of("kind", KINDS)
        found.append(NoteWords(kind, record.text("lang"), starts, holds, record.texts("yes"), record.texts("no")))
    return tuple(found)


def note_kind(paragraph: str) -> str | None:
    """What kind of editorial note a paragraph is, or None."""
    if not 0 < len(paragraph) <= _LONGEST:
        return None
    return next((known.kind for known in note_words() if known.matches(paragraph)), None)


def notes_in(text: str) -> Iterator[tuple[str, str]]:
    """The editorial notes among the paragraphs of a text: the kind and the words of each."""
    for paragraph in text.splitlines():
        kind = note_kind(paragraph.strip())
        if kind:
            yield kind, " ".join(paragraph.split())

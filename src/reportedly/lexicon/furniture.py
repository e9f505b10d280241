"""Lines that surround a report on a page or in print and are not the report: share bars, related articles, captions, notices."""

from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.load import files, records

__all__ = ["KINDS", "Mark", "marks", "marks_of", "may_match"]

KINDS = ("related", "caption", "share", "notice", "original_url", "published", "updated", "byline", "author", "reprint", "site")
_TRAIL = " :.!…»>→|"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that tell one kind of such a line; all words are case-folded."""

    kind: str
    lines: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    holds: tuple[str, ...]
    follows: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    where: str

    def matches(self, line: str) -> bool:
        """Whether a line is of this kind."""
        low = line.casefold().strip()
        bare = low.strip(_TRAIL)
        if bare in self.lines or low in self.lines:
            return True
        return self.start_of(line) is not None or any(_ends(bare, words) for words in self.ends) or any(_holds(low, words) for words in self.holds)

    def start_of(self, line: str) -> str | None:
        """The words of this kind that a line starts with, as long as they can be, or None."""
        low = line.casefold().lstrip()
        if not low.startswith(self.starts):
            return None
        found = [words for words in self.starts if low.startswith(words) and not (words[-1].isalnum() and low[len(words) : len(words) + 1].isalnum())]
        return max(found, key=len) if found else None


def _ends(line: str, words: str) -> bool:
    return line.endswith(words) and (not words[0].isalnum() or not line[: -len(words)][-1:].isalnum())


def _holds(line: str, words: str) -> bool:
    at = line.find(words)
    before, after = line[at - 1 : at], line[at + len(words) : at + len(words) + 1]
    return at >= 0 and not (words[0].isalnum() and before.isalnum()) and not (words[-1].isalnum() and after.isalpha())


def _words(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words.casefold() for words in given)


@cache
def marks() -> tuple[Mark, ...]:
    """All marks of all languages.

    Raises:
        LexiconError: If a file breaks the rules of its format.
    """
    found = []
    for path in files("*/furniture.yaml"):
        for record in records(path):
            record.allow("kind", "lines", "starts", "ends", "holds", "follows", "yes", "no")
            found.append(
                Mark(
                    kind=record.one_of("kind", KINDS),
                    lines=frozenset(words.strip(_TRAIL) or words for words in _words(record.texts("lines"))),
                    starts=_words(record.texts("starts")),
                    ends=_words(record.texts("ends")),
                    holds=_words(record.texts("holds")),
                    follows=record.one_of("follows", ("yes", "no"), "no") == "yes",
                    yes=record.texts("yes"),
                    no=record.texts("no"),
                    where=f"{record.file}:{record.line}",
                )
            )
    return tuple(found)


@cache
def marks_of(*kinds: str) -> tuple[Mark, ...]:
    """The marks of some kinds."""
    return tuple(mark for mark in marks() if mark.kind in kinds)


def may_match(line: str, *kinds: str) -> bool:
    """Whether any mark of some kinds can match a line: a look at all their words at once, which most lines do not pass."""
    low = line.casefold().lstrip()
    bare = low.rstrip().strip(_TRAIL)
    told = _all_words(*kinds)
    return (
        low.startswith(told.starts)
        or bare.endswith(told.ends)
        or bare in told.lines
        or low.rstrip() in told.lines
        or any(words in low for words in told.holds)
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """All words of some kinds of marks."""

    lines: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    holds: tuple[str, ...]


@cache
def _all_words(*kinds: str) -> _Words:
    some = marks_of(*kinds)
    return _Words(
        lines=frozenset(words for mark in some for words in mark.lines),
        starts=tuple(words for mark in some for words in mark.starts),
        ends=tuple(words for mark in some for words in mark.ends),
        holds=tuple(words for mark in some for words in mark.holds),
    )

"""Words around lengths of time that make them penalties or detentions, for one language."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.load import Record, files, records
from reportedly.model.when import TermKind

__all__ = ["Cue", "TermLexicon", "load"]

_KEYS = (
    "id",
    "unit",
    "after",
    "before",
    "verb",
    "bare",
    "whole",
    "maximum",
    "range",
    "refuse",
    "filler",
    "list",
    "change",
    "words",
    "link",
    "yes",
    "no",
    "note",
)
_KINDS = tuple(TermKind)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words in pieces, the kind of term that they tell, and the words that may open the part that they stand in."""

    words: tuple[str, ...]
    kind: TermKind
    links: frozenset[str]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class TermLexicon:
    """All words of one language for lengths of penalties; phrases are tuples of pieces, the longest first."""

    units: dict[str, str]
    after: tuple[Cue, ...]
    before: tuple[Cue, ...]
    verbs: dict[str, Cue]
    whole: dict[str, tuple[Cue, ...]]
    fillers: tuple[tuple[str, ...], ...]
    listed: tuple[tuple[str, ...], ...]
    ranges: frozenset[str]
    between: frozenset[str]
    opened: frozenset[str]
    upper: tuple[tuple[str, ...], ...]
    changes: frozenset[str]
    maximum: dict[str, tuple[tuple[str, ...], ...]]
    refuse: dict[str, tuple[tuple[str, ...], ...]]
    examples: tuple[Record, ...]


def _pieces(words: str) -> tuple[str, ...]:
    for mark in ("-", "'", "’"):
        words = words.replace(mark, f" {mark} ")
    return tuple(words.split())


def _phrases(found: list[Record], key: str, value: str | None = None) -> tuple[tuple[str, ...], ...]:
    chosen = [record for record in found if key in record.data and (value is None or record.text(key) == value)]
    return tuple(sorted((_pieces(words) for record in chosen for words in record.texts("words")), key=len, reverse=True))


def _cues(found: list[Record], key: str) -> Iterator[Cue]:
    for record in found:
        if key in record.data:
            kind = TermKind(record.one_of(key, _KINDS))
            for words in record.texts("words"):
                yield Cue(_pieces(words), kind, frozenset(record.texts("link")), bool(record.data.get("bare")))


def _longest_first(cues: Iterator[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted(cues, key=lambda cue: -len(cue.words)))


def _by_first(cues: tuple[Cue, ...]) -> dict[str, tuple[Cue, ...]]:
    return {first: tuple(cue for cue in cues if cue.words[0] == first) for first in {cue.words[0] for cue in cues}}


def _units(found: list[Record]) -> dict[str, str]:
    units: dict[str, str] = {}
    for record in found:
        words = record.data.get("words")
        if "unit" not in record.data:
            continue
        if not isinstance(words, dict):
            raise record.fault("'words' of units must map words to ISO letters", "write `words: {year: Y, month: M}`")
        units.update({str(word): str(letter) for word, letter in words.items() if word != "__line__"})
    return units


@cache
def load(lang: str) -> TermLexicon:
    """The words for terms of a language; empty when the language has none.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = [record for path in files(f"{lang}/terms.yaml") for record in records(path)]
    for record in found:
        record.allow(*_KEYS)
        record.text("id")
    return TermLexicon(
        units=_units(found),
        after=_longest_first(_cues(found, "after")),
        before=_longest_first(_cues(found, "before")),
        verbs={" ".join(cue.words): cue for cue in _cues(found, "verb")},
        whole=_by_first(_longest_first(_cues(found, "whole"))),
        fillers=_phrases(found, "filler"),
        listed=_phrases(found, "list"),
        ranges=frozenset(word for phrase in _phrases(found, "range", "joins") for word in phrase),
        between=frozenset(word for phrase in _phrases(found, "range", "opens") for word in phrase),
        opened=frozenset(word for phrase in _phrases(found, "range", "joins when opened") for word in phrase),
        upper=_phrases(found, "range", "upper"),
        changes=frozenset(word for phrase in _phrases(found, "change") for word in phrase),
        maximum={where: _phrases(found, "maximum", where) for where in ("before", "after", "verb", "modal")},
        refuse={where: _phrases(found, "refuse", where) for where in ("before", "after", "place", "bare")},
        examples=tuple(record for record in found if record.data.get("yes") or record.data.get("no")),
    )

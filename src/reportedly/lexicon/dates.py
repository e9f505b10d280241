"""Expressions of time of one language: words that fill slots, phrases with their meaning, prepositions with their bearing, and cue words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from reportedly.lexicon.load import Record, files, records
from reportedly.model.when import Bearing

__all__ = ["CUES", "MEANINGS", "SLOTS", "Branch", "DateLexicon", "DateRule", "Table", "load"]

MEANINGS = (
    "calendar",
    "numeric",
    "unit",
    "offset",
    "ago",
    "span",
    "anchored",
    "anchored-count",
    "season",
    "quarter",
    "half",
    "decade",
    "weekend",
    "within",
    "vague",
    "days",
    "feast",
)
SLOTS = ("month", "weekday", "season", "unit", "day", "year", "short-year", "number", "count", "ordinal", "feast")
TABLES = ("month", "weekday", "season", "unit", "feast", "part", "day-part", "part-of-day", "join", "filler")
CUES = (
    "upcoming",
    "acting",
    "reporting",
    "ending",
    "leading",
    "modal",
    "perfect",
    "infinitive",
    "ahead",
    "fixing",
    "behind",
    "clock",
    "strong",
    "moment",
    "scene",
)
_KEYS = (
    "id",
    "slot",
    "words",
    "careful",
    "careful-after",
    "capital",
    "match",
    "phrases",
    "means",
    "with",
    "needs",
    "bearing",
    "only-with",
    "cue",
    "yes",
    "no",
    "note",
)
_MARK = re.compile(r"\[|\]|[^\s\[\]]+")
Value = int | str


@dataclass(frozen=True, slots=True)
class Table:
    """The words that fill one slot, each a tuple of pieces. ``careful`` ones are also other words ("May") and need a sign that a date is meant."""

    words: dict[tuple[str, ...], Value]
    careful: frozenset[tuple[str, ...]]
    capital: bool
    starts: dict[str, int]


@dataclass(frozen=True, slots=True)
class DateRule:
    """A meaning with the phrases that carry it. ``given`` are fixed values; ``needs`` name conditions that code checks."""

    id: str
    means: str
    given: Mapping[str, Value]
    phrases: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...]


@dataclass(slots=True)
class Branch:
    """A fork of the tree of phrases: words and slots that may come next, and the rule that may end here."""

    words: dict[str, "Branch"] = field(default_factory=dict)
    slots: dict[str, "Branch"] = field(default_factory=dict)
    rule: DateRule | None = None


@dataclass(frozen=True, slots=True)
class DateLexicon:
    """All expressions of time of one language. ``bearings`` are (words, bearing, lemmas that must govern), the longest first.

    ``starts`` are the words that an expression can begin with, besides numbers.
    """

    tables: dict[str, Table]
    careful_after: frozenset[str]
    root: Branch
    rules: tuple[DateRule, ...]
    bearings: tuple[tuple[tuple[str, ...], Bearing, frozenset[str]], ...]
    cues: dict[str, frozenset[str]]
    examples: tuple[Record, ...]
    by_lemma: bool
    starts: frozenset[str]

    def words_of(self, table: str) -> dict[tuple[str, ...], Value]:
        """The words of a table; empty when the language has none."""
        return self.tables[table].words if table in self.tables else {}


def _pieces(words: str) -> tuple[str, ...]:
    return tuple(words.replace("-", " - ").split())


def _values(record: Record) -> dict[tuple[str, ...], Value]:
    value = record.data.get("words", {})
    if isinstance(value, list):
        return {_pieces(str(word)): 0 for word in value}
    if not isinstance(value, dict):
        raise record.fault("'words' must map words to what they stand for", "write `words: {january: 1, february: 2}`")
    return {_pieces(str(word)): stands for word, stands in value.items() if word != "__line__"}


def _table(found: list[Record]) -> Table:
    words: dict[tuple[str, ...], Value] = {}
    careful: set[tuple[str, ...]] = set()
    for record in found:
        words.update(_values(record))
        careful.update(_pieces(word) for word in record.texts("careful"))
        for word in careful:
            if word not in words:
                raise record.fault(f"careful word '{' '.join(word)}' is no word of the slot", "list it under 'words' too")
    starts: dict[str, int] = {}
    for entry in words:
        starts[entry[0]] = max(starts.get(entry[0], 0), len(entry))
    return Table(words, frozenset(careful), any(bool(record.data.get("capital")) for record in found), starts)


def _expand(phrase: str, record: Record) -> Iterator[tuple[str, ...]]:
    """All wordings of a phrase with [optional] parts and a/b alternatives."""
    marks = _MARK.findall(phrase)
    if marks.count("[") != marks.count("]"):
        raise record.fault(f"brackets do not match in '{phrase}'", "every [ needs its ]")
    yield from dict.fromkeys(_wordings(marks))


def _wordings(marks: list[str]) -> Iterator[tuple[str, ...]]:
    if not marks:
        yield ()
        return
    first, rest = marks[0], marks[1:]
    if first != "[":
        for follow in _wordings(rest):
            for choice in first.split("/") if len(first) > 1 else [first]:
                yield ((choice,) if choice.startswith("{") else _pieces(choice)) + follow
        return
    depth, at = 1, 0
    while depth:
        depth += {"[": 1, "]": -1}.get(rest[at], 0)
        at += 1
    for follow in _wordings(rest[at:]):
        yield follow
        for inner in _wordings(rest[: at - 1]):
            yield inner + follow


def _rule(record: Record) -> DateRule:
    given = record.data.get("with", {})
    if not isinstance(given, dict):
        raise record.fault("'with' must be a mapping", "write `with: {shift: -1}`")
    phrases = tuple(wording for phrase in record.texts("phrases") for wording in _expand(phrase, record))
    for wording in phrases:
        for element in wording:
            if element.startswith("{") and element.strip("{}").split(".")[0] not in SLOTS:
                raise record.fault(f"unknown slot {element}", f"use one of: {', '.join(SLOTS)}")
        if not wording:
            raise record.fault("a phrase can be empty", "leave at least one word outside the brackets")
    fixed = {key: value for key, value in given.items() if key != "__line__"}
    return DateRule(record.text("id"), record.one_of("means", MEANINGS), fixed, phrases, record.texts("needs"))


def _plant(root: Branch, rule: DateRule) -> None:
    for wording in rule.phrases:
        branch = root
        for element in wording:
            branch = (branch.slots if element.startswith("{") else branch.words).setdefault(element.strip("{}"), Branch())
        branch.rule = branch.rule or rule


def _bearings(found: list[Record]) -> Iterator[tuple[tuple[str, ...], Bearing, frozenset[str]]]:
    for record in found:
        bearing = Bearing(record.one_of("bearing", tuple(Bearing)))
        for words in record.texts("words"):
            yield _pieces(words), bearing, frozenset(record.texts("only-with"))


@cache
def load(lang: str) -> DateLexicon:
    """The expressions of time of a language; empty when the language has none.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = [record for path in files(f"{lang}/dates.yaml") for record in records(path)]
    for record in found:
        record.allow(*_KEYS)
        record.text("id")
    slots: dict[str, list[Record]] = {}
    for record in found:
        if "slot" in record.data:
            slots.setdefault(record.one_of("slot", TABLES), []).append(record)
    rules = tuple(_rule(record) for record in found if "means" in record.data)
    root = Branch()
    for rule in rules:
        _plant(root, rule)
    cues: dict[str, frozenset[str]] = {}
    for record in found:
        if "cue" in record.data:
            name = record.one_of("cue", CUES)
            cues[name] = cues.get(name, frozenset()) | frozenset(record.texts("words"))
    bearings = sorted(_bearings([record for record in found if "bearing" in record.data]), key=lambda entry: -len(entry[0]))
    tables = {name: _table(entries) for name, entries in slots.items()}
    return DateLexicon(
        tables=tables,
        careful_after=frozenset(word for record in found for word in record.texts("careful-after")),
        root=root,
        rules=rules,
        bearings=tuple(bearings),
        cues=cues,
        examples=tuple(record for record in found if record.data.get("yes") or record.data.get("no")),
        by_lemma=any(record.data.get("match") == "any form" for record in found),
        starts=frozenset(root.words) | {word for slot in root.slots if (kind := slot.partition(".")[0]) in tables for word in tables[kind].starts},
    )

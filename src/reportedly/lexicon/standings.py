"""How a language puts a step: as having happened, coming, asked for, denied or only thought of."""

from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import Record, files, records
from reportedly.model.claims import Standing

__all__ = ["StandingRule", "load_standings"]

_KEYS = (
    "id",
    "standing",
    "auxiliaries",
    "marks",
    "governs",
    "phrases",
    "around",
    "without",
    "negated",
    "infinitive",
    "future",
    "decided",
    "settled",
    "leaves",
    "note",
    "yes",
    "no",
)


@dataclass(frozen=True, slots=True)
class StandingRule:
    """One rule; its cues and their scope are described at the head of the data file."""

    id: str
    standing: Standing
    auxiliaries: frozenset[str]
    marks: frozenset[str]
    governs: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    around: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]
    negated: bool
    infinitive: bool
    future: bool
    decided: frozenset[str]
    settled: frozenset[str]
    leaves: frozenset[str]
    yes: tuple[Record, ...]
    no: tuple[Record, ...]


def _rule(record: Record) -> StandingRule:
    record.allow(*_KEYS)
    return StandingRule(
        id=record.text("id"),
        standing=Standing(record.one_of("standing", tuple(Standing))),
        auxiliaries=frozenset(record.texts("auxiliaries")),
        marks=frozenset(record.texts("marks")),
        governs=frozenset(record.texts("governs")),
        phrases=tuple(tuple(text.split()) for text in record.texts("phrases")),
        around=tuple(tuple(text.split()) for text in record.texts("around")),
        without=tuple(tuple(text.split()) for text in record.texts("without")),
        negated=record.data.get("negated") is True,
        infinitive=record.data.get("infinitive") is True,
        future=record.data.get("future") is True,
        decided=frozenset(record.texts("decided")),
        settled=frozenset(record.texts("settled")),
        leaves=frozenset(record.texts("leaves")),
        yes=record.records("yes"),
        no=record.records("no"),
    )


@lru_cache(maxsize=8)
def load_standings(lang: str) -> tuple[StandingRule, ...]:
    """The standing rules of one language, in the order in which they decide.

    Raises:
        LexiconError: If a rule is not well formed.
    """
    return tuple(_rule(record) for path in files(f"{lang}/standings.yaml") for record in records(path))

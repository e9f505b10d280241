"""A reading in pieces that can be written one by one and put together again: an export that holds them loses nothing of the reading."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from reportedly.errors import InputError
from reportedly.model.claims import Claim, Offence, ReportReading
from reportedly.model.coding import noun_of, plain
from reportedly.model.parties import Evidence, Group, Organisation, Person, Place, Source
from reportedly.model.text import Article, Depth, Snapshot

__all__ = ["LISTS", "Record", "Returned", "article_values", "is_nameable", "nameless", "put_together", "records"]

_COVER = "█"
_WITHHELD = "[name withheld"
_LATE_FIELDS = frozenset({"id", "text"})

LISTS: dict[str, tuple[str, type[Any]]] = {
    "person": ("people", Person),
    "group": ("groups", Group),
    "organisation": ("organisations", Organisation),
    "place": ("places", Place),
    "offence": ("offences", Offence),
    "source": ("sources", Source),
    "claim": ("claims", Claim),
}
"""The kinds of records: the list of a reading that holds each, and its noun."""


@dataclass(frozen=True, slots=True)
class Record:
    """One noun of a reading: its kind, and its place in its list."""

    kind: str
    at: int
    noun: Any

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences that it is told by."""
        found: tuple[Evidence, ...] = self.noun.evidence
        return found


@dataclass(frozen=True, slots=True)
class Returned:
    """A report that came back from an export, ready to be kept: its reading, what stands for its bytes, and when these were kept."""

    reading: ReportReading
    snapshot: Snapshot
    at: datetime | None


def is_nameable(name: str) -> bool:
    """Whether a name is one, and no label that stands for a name that is withheld."""
    return not name.startswith(_WITHHELD) and _COVER not in name


def nameless(reading: ReportReading) -> ReportReading:
    """The reading with people whose name is withheld as people without a name, so that no program takes two labels for one person."""
    people = tuple(person if is_nameable(person.name) else replace(person, named=False) for person in reading.people)
    return replace(reading, people=people)


def records(reading: ReportReading) -> tuple[Record, ...]:
    """All that was read in a report, piece by piece."""
    return tuple(Record(kind, at, noun) for kind, (name, _) in LISTS.items() for at, noun in enumerate(getattr(reading, name)))


def article_values(article: Article) -> dict[str, Any]:
    """What is known of a report apart from its id and its text, as plain values."""
    return {name: value for name, value in plain(article).items() if name not in _LATE_FIELDS}


def put_together(article: dict[str, Any], depth: str, model: str, found: Iterable[tuple[str, int, Any]], where: str) -> ReportReading:
    """The reading that records were made from.

    Args:
        article: The plain values of the article, text included.
        depth: How deeply it was read.
        model: What it was read with.
        found: Kind, place in its list, and plain values of each record.
        where: What to call it in a message.

    Raises:
        InputError: If the values are not those of a reading, or a sentence does not stand where it should in the text.
    """
    try:
        lists: dict[str, list[tuple[int, Any]]] = {}
        for kind, at, values in found:
            name, noun = LISTS[kind]
            lists.setdefault(name, []).append((at, noun_of(noun, values)))
        ordered = {name: tuple(noun for _, noun in sorted(pairs, key=lambda pair: pair[0])) for name, pairs in lists.items()}
        reading = ReportReading(article=noun_of(Article, article), depth=Depth(depth), model=model, **ordered)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"not what an export of this program holds: {error}", where=where, mend="give the file as it was exported") from error
    for record in records(reading):
        for piece in record.evidence:
            _check(reading.article.text, piece, record.kind == "claim", where)
    return reading


def _check(text: str, piece: Evidence, exact: bool, where: str) -> None:
    """See that a sentence stands in the text; what a claim rests on must stand there word for word."""
    there = piece.span.end <= len(text) and (not exact or piece.span.of(text).split() == piece.sentence.split())
    if not there:
        raise InputError("a sentence does not stand in the text where it should", where=where, mend="give the file as it was exported")

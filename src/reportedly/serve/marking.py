"""The text of a report cut into pieces: paragraphs, sentences that say facts, and the words in them that name something."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model.claims import Claim, ReportReading, Step
from reportedly.model.text import Span

__all__ = ["Paragraph", "Piece", "Run", "paragraphs"]

# A pronoun stands for somebody, but marking each would mark half a text.
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind: ``kind`` is that of what they name and ``hint`` what it is, both empty for all other words."""

    text: str
    kind: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph. ``facts`` are the ids of the claims that it says; ``start`` is where it begins in the text."""

    start: int
    end: int
    facts: tuple[str, ...]
    chosen: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, from ``start`` up to ``end``; ``headline`` if it is that of the report."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    headline: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    kind: str
    hint: str


def paragraphs(reading: ReportReading, chosen: Span | None = None) -> tuple[Paragraph, ...]:
    """The text of a report, its headline first.

    Args:
        reading: What was read in it, as it may be shown.
        chosen: The sentence that is highlighted.
    """
    text, head = reading.article.text, reading.article.headline_span
    marks = _painted(list(_marks(reading)))
    found = []
    for span in _blocks(text):
        inside = [mark for mark in marks if mark.span.overlaps(span)]
        pieces = tuple(_pieces(text, span, reading.claims, inside, chosen))
        found.append(Paragraph(span.start, span.end, pieces, head is not None and head.overlaps(span)))
    return tuple(found)


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            left = start + len(line) - len(line.lstrip())
            yield Span(left, left + len(line.strip()))
        start += len(line) + 1


def _pieces(text: str, block: Span, claims: Iterable[Claim], marks: list[_Mark], chosen: Span | None) -> Iterator[Piece]:
    said = [(piece.span, claim.id) for claim in claims for piece in claim.evidence if piece.span.overlaps(block)]
    cuts = {block.start, block.end}
    for span in (*(span for span, _ in said), *((chosen,) if chosen and chosen.overlaps(block) else ())):
        cuts |= {max(span.start, block.start), min(span.end, block.end)}
    for start, end in pairwise(sorted(cuts)):
        here = Span(start, end)
        facts = tuple(dict.fromkeys(claim for span, claim in said if span.overlaps(here)))
        yield Piece(start, end, facts, chosen is not None and chosen.overlaps(here), tuple(_runs(text, here, marks)))


def _runs(text: str, here: Span, marks: Iterable[_Mark]) -> Iterator[Run]:
    at = here.start
    for mark in marks:
        start, end = max(mark.span.start, here.start), min(mark.span.end, here.end)
        if start >= end:
            continue
        if start > at:
            yield Run(text[at:start])
        yield Run(text[start:end], mark.kind, mark.hint)
        at = end
    if at < here.end:
        yield Run(text[at : here.end])


def _marks(reading: ReportReading) -> Iterator[_Mark]:
    """What the words of a report name; where two overlap, the one that comes first here is shown."""
    for claim in reading.claims:
        days = (claim.when, claim.says.until) if isinstance(claim.says, Step) else (claim.when,)
        yield from (_Mark(when.span, "date", f"date: {when.text}") for when in days if when and when.span)
    for person in reading.people:
        yield from (_Mark(span, "person", f"person: {person.name}") for span in person.mentions if _is_name(span, reading.article.text))
    for organisation in reading.organisations:
        yield from (_Mark(span, "organisation", f"organisation: {organisation.name}") for span in organisation.mentions)
    for place in reading.places:
        yield from (_Mark(span, "place", f"place: {place.name}") for span in place.mentions)
    for offence in reading.offences:
        yield from (_Mark(span, "offence", f"offence: {(offence.kind or offence.text).replace('_', ' ')}") for span in offence.mentions)
    for source in reading.sources:
        yield from (_Mark(span, "source", f"source: {source.name}") for span in source.mentions)


def _is_name(span: Span, text: str) -> bool:
    return span.end - span.start >= _LEAST and not span.of(text).islower()


def _painted(marks: Iterable[_Mark]) -> list[_Mark]:
    """The marks without overlaps: what an earlier one covers is taken out of a later one."""
    kept: list[_Mark] = []
    for mark in marks:
        free = [mark.span]
        for other in kept:
            if other.span.overlaps(mark.span):
                free = [piece for span in free for piece in _without(span, other.span)]
        kept += [_Mark(span, mark.kind, mark.hint) for span in free]
    return sorted(kept, key=lambda mark: mark.span)


def _without(span: Span, taken: Span) -> Iterator[Span]:
    if not span.overlaps(taken):
        yield span
        return
    if span.start < taken.start:
        yield Span(span.start, taken.start)
    if taken.end < span.end:
        yield Span(taken.end, span.end)

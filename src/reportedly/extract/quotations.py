"""Quotation marks: which stretches of a text stand between them."""

import re
from collections.abc import Iterator

from reportedly.extract.insets import spoken_after_dash, without_insets
from reportedly.model.text import NameKind, Reading, Span

__all__ = ["quotations_of"]

_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_STRAIGHT = '"'
_MARKS = re.compile(f"[{''.join(_PAIRS)}{''.join(_PAIRS.values())}{_STRAIGHT}]")


def quotations_of(reading: Reading) -> tuple[Span, ...]:
    """All quotations of a reading in text order, without their marks.

    A quotation that is opened and not closed in its paragraph runs to the end of the paragraph, as print does when it goes on in the next one.
    """
    found = (piece for paragraph in _paragraphs(reading) for piece in _pieces(reading, paragraph))
    # «Интерфакс» is a name, not what somebody said
    named = {name.span for name in reading.names if name.kind is NameKind.ORGANISATION and reading.text[name.span.start - 1 : name.span.start] == "«"}
    return tuple(span for span in found if span not in named)


def _pieces(reading: Reading, paragraph: Span) -> Iterator[Span]:
    """What stands between marks in a paragraph, or behind the dash that it opens with."""
    marked = [piece for span in _in_paragraph(reading.text, paragraph) for piece in without_insets(reading, span)]
    yield from marked or spoken_after_dash(reading, paragraph)


def _paragraphs(reading: Reading) -> Iterator[Span]:
    start: int | None = None
    end = 0
    number: int | None = None
    for sentence in reading.sentences:
        if start is not None and sentence.paragraph != number:
            yield Span(start, end)
            start = None
        if start is None:
            start = sentence.span.start
        number, end = sentence.paragraph, sentence.span.end
    if start is not None:
        yield Span(start, end)


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    opened: int | None = None
    closer = ""
    for found in _MARKS.finditer(text, paragraph.start, paragraph.end):
        at, mark = found.start(), found.group()
        if opened is None:
            closes = _closer(text, at, paragraph)
            if closes:
                opened, closer = at + 1, closes
        elif mark == closer or (closer != "’" and mark == _STRAIGHT):
            if opened < at:
                yield Span(opened, at)
            opened = None
    if opened is not None and opened < paragraph.end and closer != "’":
        yield Span(opened, paragraph.end)


def _closer(text: str, at: int, paragraph: Span) -> str:
    mark = text[at]
    if mark == _STRAIGHT:
        return _STRAIGHT
    if mark == "‘":
        # a lone apostrophe is printed the same way: only a pair around a phrase counts
        end = text.find("’ ", at, paragraph.end)
        return "’" if end > at + 3 else ""
    return _PAIRS.get(mark, "")

"""PDF files as text, in paragraphs."""

import re
from collections import Counter
from typing import Any

from reportedly.errors import InputError

__all__ = ["pdf_text"]

_LONGEST = 300
_HYPHEN = re.compile("(?<=\\w)[\ufffe\u0002\u00ad]\\s*|(?<=[a-zа-яё])-\n(?=[a-zа-яё])")


def pdf_text(content: bytes) -> str:
    """The text of a PDF, paragraphs parted by blank lines.

    Raises:
        InputError: If the file is broken, encrypted, or has no text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("an encrypted PDF", mend="save it without a password first") from error
        raise InputError("a broken PDF", mend="the file may be cut short: fetch it again") from error
    try:
        pages = [_lines(document, number) for number in range(min(len(document), _LONGEST))]
    except pypdfium2.PdfiumError as error:
        raise InputError("a broken PDF", mend="the file may be cut short: fetch it again") from error
    finally:
        document.close()
    text = "\n\n".join(_paragraphs(_without_running_heads(pages)))
    if sum(character.isalnum() for character in text) < 20:
        raise InputError("a PDF without text", mend="it may hold pictures of pages only: run text recognition on it first")
    return text


# A line: its words, its height, the distance from the line above it (of the base lines; 0 at the head of a page).
_Line = tuple[str, float, float]


def _lines(document: Any, number: int) -> list[_Line]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        raw = textpage.get_text_range()
        found: list[_Line] = []
        last: float | None = None
        at = 0
        for line in re.split(r"\r?\n", raw):
            words = line.strip()
            if words:
                inside = at + len(line) - len(line.lstrip())
                _, bottom, _, top = textpage.get_charbox(min(inside, textpage.count_chars() - 1), loose=True)
                found.append((words, top - bottom, 0.0 if last is None else last - bottom))
                last = bottom
            at += len(line) + 2
        return found
    finally:
        textpage.close()
        page.close()


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without numbers of pages and without first and last lines that most pages share."""
    edges = Counter(_figureless(line[0]) for page in pages for line in {*page[:2], *page[-2:]})
    running = {words for words, count in edges.items() if len(pages) >= 3 and count * 2 > len(pages)}
    return [
        [
            line
            for at, line in enumerate(page)
            if not (
                (at < 2 or at >= len(page) - 2)
                and len(pages) > 1
                and (
                    _figureless(line[0]) in running
                    or re.fullmatch(r"(?:page\s*|стр\.?\s*)?[-–—\s]*\d{1,3}[-–—\s]*(?:(?:/|of|из)\s*\d{1,3})?", line[0], re.I)
                )
            )
        ]
        for page in pages
    ]


def _figureless(words: str) -> str:
    return re.sub(r"\d+", "0", words.casefold())


def _paragraphs(pages: list[list[_Line]]) -> list[str]:
    # The usual distance of two lines is the smallest that leaves room for a line; smaller ones are raised or lowered words.
    gaps = sorted(line[2] for page in pages for line in page if line[2] > 0.8 * line[1])
    usual = gaps[len(gaps) // 10] if gaps else 0.0
    width = max((len(line[0]) for page in pages for line in page), default=0)
    found: list[str] = []
    before: _Line | None = None
    for page in pages:
        for at, line in enumerate(page):
            if before is None or not found or _starts(line, before, at == 0, usual, width):
                found.append(line[0])
            else:
                found[-1] += "\n" + line[0]
            before = line
    return [_HYPHEN.sub("", paragraph).replace("\n", " ") for paragraph in found]


def _starts(line: _Line, before: _Line, page_head: bool, usual: float, width: int) -> bool:
    """Whether a line starts a paragraph: white space above it, another size of type, or a short line that ends a sentence before it."""
    ended = bool(re.search(r"""[.!?…:]["'”’»)\]]*$""", before[0]))
    short = ended and len(before[0]) < 0.75 * width
    if page_head:
        return short
    return line[2] > 1.4 * usual or line[2] < 0 or abs(line[1] - before[1]) > 0.25 * max(before[1], 1.0) or short

"""What the single lines of a printed report are."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reportedly.lexicon.furniture import marks_of, may_match

__all__ = ["address_of", "is_byline", "is_fragment", "kind_of", "plain", "split_address", "starts_related", "where_others_begin"]

_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?\.?")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\((?:#[^)]*|https?:[^)\s]*|/[^)\s]*|mailto:[^)\s]*|)\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_CREDIT = re.compile(r"\*\*([^*\n]{2,60})\*\*\s*$")
_END = re.compile(r"""[.!?…。！？؟।]["'”’»)\]]*$""")
_ABBREVIATION = re.compile(r"(?:\b[A-ZА-Я]\.){2,}$|\b(?:Inc|Co|Jr|Sr|No|St|Mr|Dr)\.$")
_NAME = r"[^\W\d_][\w'’.-]*"
_BYLINE_NAMES = re.compile(rf"{_NAME}(?:\s+{_NAME}){{0,3}}(?:\s*(?:,|and|AND|&|и|with)\s*{_NAME}(?:\s+{_NAME}){{0,4}}){{0,4}}")
_SHOUTED = re.compile(r"[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ'’.-]+(?:\s+(?:[A-ZÀ-ÞА-ЯЁ]\.|[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ'’.-]+)){1,3}")
_FURNITURE = ("related", "original_url", "share", "caption", "notice")
# how long a line is at least that tells something in a sentence, and how many of them a report has before a list of others
_SENTENCE = 40
_REPORT = 3
_MAIL = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.\w+")


def plain(line: str) -> str:
    """A line without marks of Markdown: links and strong words reduced to their words."""
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    line = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", line))
    line = re.sub(r"^#{1,6}\s+(?=\S)|^>\s+", "", line)
    return re.sub(r"^[×✕✖]\s*", "", line).strip()


def is_fragment(line: str) -> bool:
    """Whether a line is no sentence: a title, a name, an entry of a menu."""
    return not _END.search(line) or bool(_ABBREVIATION.search(line))


def address_of(line: str) -> str | None:
    """The web address, if the line is nothing else."""
    match = _ADDRESS.fullmatch(line.strip())
    return match[1] if match else None


def split_address(line: str) -> tuple[str, str] | None:
    """An address that a line of text starts with, and the rest; also where the blank between them was lost."""
    match = _ADDRESS.match(line)
    if not match:
        return None
    url, rest = match[1], line[match.end() :].strip()
    if not rest:
        return None
    glued = re.search(r"(?<=\d)([A-ZА-Я][a-zа-я]+)$", url)
    if glued and rest[:1].islower():
        return url[: glued.start()], f"{glued[1]} {rest}"
    return url, rest


def starts_related(line: str) -> bool:
    """Whether a line heads a list of other articles."""
    return any(mark.follows and mark.matches(line) for mark in marks_of("related"))


def where_others_begin(lines: Sequence[str]) -> int:
    """The line from which on only other articles are listed, each by its title, date or first words; the number of lines if there is none.

    A heading such as "Recent posts" begins such a list if the report stands before it and no running text below it.
    """
    told = [not is_fragment(line) and len(line) >= _SENTENCE for line in lines]
    for at, line in enumerate(lines):
        below = told[at + 1 :]
        if not below or not starts_related(line) or sum(told[:at]) < _REPORT:
            continue
        running = any(one and next_one for one, next_one in pairwise(below))
        if not running and sum(below) * 2 <= len(below):
            return at
    return len(lines)


def is_byline(line: str, *, near_head: bool) -> bool:
    """Whether a line names the authors. Names in capitals alone count only near the head of a report."""
    if len(line) > 120 or not is_fragment(line):
        return False
    for mark in marks_of("byline"):
        start = mark.start_of(line)
        if start:
            names = line[len(start) :].strip(" :")
            return bool(_BYLINE_NAMES.match(names)) and names[:1].isupper() and _mostly_capital(names)
    return near_head and bool(_SHOUTED.fullmatch(line)) and len(line) <= 60


def _mostly_capital(names: str) -> bool:
    words: list[str] = re.findall(r"[^\W\d_]{3,}", names)
    capital = [word for word in words if word[:1].isupper()]
    return len(capital) * 3 >= len(words) * 2


def _labelled(line: str, start: str | None) -> bool:
    """Whether the words that a line starts with are a label, so that even a whole sentence behind them is furniture."""
    return start is not None and (not start[-1].isalnum() or line.lstrip()[len(start) :].lstrip()[:1] in {":", "|", "–", "—", "-"})


def kind_of(raw: str, line: str) -> str | None:
    """The kind of furniture that a line is whatever stands around it, or None.

    Args:
        raw: The line with its marks of Markdown.
        line: The same line without them.
    """
    credit = _CREDIT.search(raw)
    if credit and not is_fragment(raw[: credit.start()].strip()) and is_fragment(credit[1]):
        return "caption"
    if not re.search(r"\w", line):
        return "notice" if len(line) < 12 else None
    if may_match(line, *_FURNITURE):
        for mark in marks_of(*_FURNITURE[:-1]):
            if mark.matches(line) and (is_fragment(line) or _labelled(line, mark.start_of(line))):
                return mark.kind
        for mark in marks_of("notice"):
            if mark.matches(line):
                return "notice"
    if re.match(r"(?:contact|email|e-mail|reach|send)\b", line, re.I) and _MAIL.search(line):
        return "notice"
    return None

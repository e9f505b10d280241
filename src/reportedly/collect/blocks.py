"""The running text of a page at little cost, without a parser: enough to see what it may be about, not to read it."""

import json
import re
from collections.abc import Iterator
from html import unescape

from reportedly.collect.charset import decoded
from reportedly.collect.sniff import Format, format_of

__all__ = ["running_text"]

_FEWEST_WORDS = 8
_LINKED = 0.5
_OPEN, _CLOSE = "\ue000", "\ue001"
_NO_TEXT = ("script", "style", "noscript", "svg", "template", "select", "textarea", "iframe", "nav", "footer")
_ASIDE = re.compile(rf"<(?:!--|({'|'.join(_NO_TEXT)})\b)".encode(), re.I)
_ENDS = {name.encode(): re.compile(rf"</{name}\b[^>]*>".encode(), re.I) for name in _NO_TEXT}
_RECORD = re.compile(rb"[^>]*ld\+json", re.I)
_STATED = re.compile(rb'"(?:articleBody|description|headline)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_META = re.compile(r"<meta\b[^<>]*>", re.I)
_TOLD = re.compile(r"""\b(?:name|property)\s*=\s*["']?(?:og:)?(?:description|title)\b""", re.I)
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_LINK = re.compile(r"<a\b[^<>]*>", re.I)
_LINK_END = re.compile(r"</a\s*>", re.I)
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|font|small|sub|sup|mark|abbr|cite|q|code|time|wbr|ins|del|s|bdi|dfn|var|label)\b[^<>]*>", re.I)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_BLANK = re.compile(r"\s+")


def running_text(content: bytes, media_type: str | None = None, charset: str | None = None) -> tuple[str, ...] | None:
    """The blocks of text of a page that can be sentences: no menus, no lists of links, and for HTML nothing between tags that is no text.

    Args:
        content: Plain text or HTML.
        media_type: The type that a server gave, if any.
        charset: The charset that a server gave, if any.

    Returns:
        The blocks in their order, or None for bytes whose text is not to be had cheaply, such as a PDF.

    Raises:
        InputError: If the bytes are not text.
    """
    kind = format_of(content, media_type)
    if kind is Format.PDF:
        return None
    if kind is not Format.HTML:
        return tuple(line for line in decoded(content, declared=charset).split("\n") if line.strip())
    return tuple(_of_html(content, charset))


def _of_html(content: bytes, charset: str | None) -> Iterator[str]:
    if b"\x00" in content[:200]:
        # two bytes a letter: only as text does it show its tags
        content, charset = decoded(content, declared=charset, html=True).encode(), "utf-8"
    stated: list[bytes] = []
    text = decoded(b"".join(_shown(content, stated)), declared=charset, html=True)
    for quoted in stated:
        yield from _stated(quoted)
    for meta in _META.findall(text):
        told = _CONTENT.search(meta) if _TOLD.search(meta) else None
        if told is not None:
            yield _BLANK.sub(" ", unescape(told[1] or told[2] or ""))
    for block in _TAG.split(_INLINE.sub("", _LINK_END.sub(_CLOSE, _LINK.sub(_OPEN, text)))):
        if block.count(" ") >= _FEWEST_WORDS - 1 and not _is_links(block):
            yield _BLANK.sub(" ", unescape(block.replace(_OPEN, "").replace(_CLOSE, ""))).strip()


def _stated(quoted: bytes) -> Iterator[str]:
    try:
        told = json.loads(b'"' + quoted + b'"', strict=False)
    except ValueError:
        return
    yield from (_BLANK.sub(" ", part) for part in _TAG.split(unescape(told)) if part.strip())


def _shown(content: bytes, stated: list[bytes]) -> Iterator[bytes]:
    """A page without its scripts, styles, menus and comments; what it states for machines about its report is added to ``stated``."""
    start = 0
    unclosed: set[bytes] = set()
    while (found := _ASIDE.search(content, start)) is not None:
        yield content[start : found.start()]
        name = (found[1] or b"!--").lower()
        end = -1 if name in unclosed else _end(content, name, found.end())
        if end < 0:
            # never closed from here on, so the mark alone is left out
            unclosed.add(name)
        elif name == b"script" and _RECORD.match(content, found.end(), end):
            stated += _STATED.findall(content, found.end(), end)
        start = end if end >= 0 else found.end()
    yield content[start:]


def _end(content: bytes, name: bytes, start: int) -> int:
    if name == b"!--":
        at = content.find(b"-->", start)
        return at + 3 if at >= 0 else -1
    found = _ENDS[name].search(content, start)
    return found.end() if found is not None else -1


def _is_links(block: str) -> bool:
    if _OPEN not in block:
        return False
    linked = sum(len(part.partition(_CLOSE)[0]) for part in block.split(_OPEN)[1:])
    return linked > _LINKED * len(block)

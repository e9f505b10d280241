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
_ASIDE = re.compile(r"<(?:!--|(script|style|noscript|svg|template|select|textarea|iframe|nav|footer)\b)", re.I)
_ENDS = {
    name: re.compile(rf"</{name}\b[^>]*>", re.I)
    for name in ("script", "style", "noscript", "svg", "template", "select", "textarea", "iframe", "nav", "footer")
}
_STATED = re.compile(r'"(?:articleBody|description|headline)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_META = re.compile(r'<meta\b[^>]*?\b(?:name|property)\s*=\s*["\']?(?:og:)?(?:description|title)\b[^>]*>', re.I)
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
    text = decoded(content, declared=charset, html=kind is Format.HTML)
    return tuple(_of_html(text)) if kind is Format.HTML else tuple(line for line in text.split("\n") if line.strip())


def _of_html(text: str) -> Iterator[str]:
    for found in _STATED.finditer(text):
        yield from _stated(found[1])
    for meta in _META.finditer(text):
        told = _CONTENT.search(meta[0])
        if told is not None:
            yield _BLANK.sub(" ", unescape(told[1] or told[2] or ""))
    shown = "".join(_shown(text))
    shown = _LINK_END.sub(_CLOSE, _LINK.sub(_OPEN, shown))
    for block in _TAG.split(_INLINE.sub("", shown)):
        if block.count(" ") >= _FEWEST_WORDS - 1 and not _is_links(block):
            yield _BLANK.sub(" ", unescape(block.replace(_OPEN, "").replace(_CLOSE, ""))).strip()


def _stated(quoted: str) -> Iterator[str]:
    try:
        told = json.loads(f'"{quoted}"', strict=False)
    except ValueError:
        return
    yield from (_BLANK.sub(" ", part) for part in _TAG.split(unescape(told)) if part.strip())


def _shown(text: str) -> Iterator[str]:
    """A page without its scripts, styles, menus and comments."""
    start = 0
    unclosed: set[str] = set()
    while (found := _ASIDE.search(text, start)) is not None:
        yield text[start : found.start()]
        name = (found[1] or "!--").lower()
        end = -1 if name in unclosed else _end(text, name, found.end())
        if end < 0:
            # never closed from here on, so the mark alone is left out
            unclosed.add(name)
        start = end if end >= 0 else found.end()
    yield text[start:]


def _end(text: str, name: str, start: int) -> int:
    if name == "!--":
        at = text.find("-->", start)
        return at + 3 if at >= 0 else -1
    found = _ENDS[name].search(text, start)
    return found.end() if found is not None else -1


def _is_links(block: str) -> bool:
    if _OPEN not in block:
        return False
    linked = sum(len(part.partition(_CLOSE)[0]) for part in block.split(_OPEN)[1:])
    return linked > _LINKED * len(block)

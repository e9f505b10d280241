"""RSS and Atom feeds: the reports that they list."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from reportedly.collect.markup import refuse_entities
from reportedly.errors import InputError
from reportedly.model.following import Listed

__all__ = ["MAX_LISTED", "feed_items", "item_page"]

MAX_LISTED = 1_000
_TAG = re.compile(r"<[^>]*>")
# A summary is shorter; a report in full is hardly ever.
_FULL_TEXT = 1_200
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|read more\W*|читать далее\W*)\s*$", re.I)


def feed_items(content: bytes, url: str) -> tuple[Listed, ...]:
    """The reports that a feed lists, in its order.

    Args:
        content: The feed.
        url: Where it came from; addresses in it are relative to that.

    Raises:
        InputError: If it is no feed, or not a safe one.
    """
    refuse_entities(content)
    import feedparser

    # A stream, since a text could be taken for an address and fetched.
    try:
        found: Any = feedparser.parse(io.BytesIO(content), resolve_relative_uris=False)
    except (ValueError, LookupError, RecursionError, AssertionError, TypeError) as error:
        raise InputError("a feed that cannot be read", where=url, mend="tell the makers of the site") from error
    if not found.get("version") and not found.get("entries"):
        raise InputError("not a feed", where=url, mend="give the address of an RSS or Atom feed")
    return tuple(_listed(found.entries[:MAX_LISTED], url))


def _listed(entries: list[Any], base: str) -> Iterator[Listed]:
    for entry in entries:
        link = str(entry.get("link") or (entry.get("id") if str(entry.get("id", "")).startswith("http") else "") or "").strip()
        if not link:
            continue
        source = entry.get("source") or {}
        yield Listed(
            url=urljoin(base, link),
            title=_TAG.sub("", str(entry.get("title") or "")).strip()[:500],
            published=_moment(entry.get("published_parsed") or entry.get("updated_parsed")),
            credit=str(source.get("title") or "").strip()[:200] or None,
            content=_full_text(entry),
        )


def _moment(parts: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parts), UTC) if parts else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _full_text(entry: Any) -> str:
    """The report, when the feed carries all of it."""
    texts = [str(piece.get("value") or "") for piece in entry.get("content") or ()]
    longest = max(texts, key=len, default="")
    words = _TAG.sub(" ", longest).strip()
    return longest if len(words) >= _FULL_TEXT and not _CUT.search(words) else ""


def item_page(item: Listed) -> bytes:
    """The report that a feed carries in full, as a page."""
    from html import escape

    published = f'<meta property="article:published_time" content="{item.published.isoformat()}">' if item.published else ""
    title = escape(item.title)
    head = f'<meta charset="utf-8"><title>{title}</title>{published}<link rel="canonical" href="{escape(item.url)}">'
    return f"<!doctype html><html><head>{head}</head><body><article><h1>{title}</h1>{item.content}</article></body></html>".encode(errors="replace")

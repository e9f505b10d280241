"""RSS and Atom feeds: the reports that they list.

Read with a parser that mends broken XML but follows no entity, includes nothing and refuses deep nesting, in time that grows with the size alone.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from reportedly.collect.markup import refuse_entities
from reportedly.errors import InputError
from reportedly.model.following import Listed

__all__ = ["MAX_LISTED", "feed_items", "item_page"]

MAX_LISTED = 1_000
_KINDS = frozenset({"rss", "feed", "rdf"})
_TAG = re.compile(r"<[^<>]*>")
# A summary is shorter; a report in full is hardly ever.
_FULL_TEXT = 1_200
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|read more\W{0,5}|читать далее\W{0,5})$", re.I)


def feed_items(content: bytes, url: str) -> tuple[Listed, ...]:
    """The reports that a feed lists, in its order.

    Args:
        content: The feed.
        url: Where it came from; addresses in it are relative to that.

    Raises:
        InputError: If it is no feed, or not a safe one.
    """
    refuse_entities(content)
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise InputError("a feed that cannot be read", where=url, mend="tell the makers of the site") from error
    if root is None or _name(root) not in _KINDS:
        raise InputError("not a feed", where=url, mend="give the address of an RSS or Atom feed")
    found: list[Listed] = []
    for entry in root.iter("{*}item", "{*}entry"):
        found += _listed(entry, url)
        if len(found) >= MAX_LISTED:
            break
    return tuple(found)


def _listed(entry: Any, base: str) -> Iterator[Listed]:
    parts = _parts(entry)
    link = _link(entry, parts)
    if not link:
        return
    try:
        place = urljoin(base, link)
    except ValueError:
        return
    told = next((moment for key in ("pubdate", "published", "date", "updated") if (moment := _moment(parts.get(key, "")))), None)
    title = " ".join(_TAG.sub("", parts.get("title", "")).split())[:500]
    yield Listed(place, title, told, _credit(entry), _full_text(parts))


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _parts(entry: Any) -> dict[str, str]:
    """The texts of the parts of an entry by their names; the first of several with one name."""
    found: dict[str, str] = {}
    for child in entry:
        name = _name(child)
        if name and name not in found:
            found[name] = _inside(child) if len(child) else (child.text or "").strip()
    return found


def _inside(element: Any) -> str:
    from lxml import etree

    pieces = [element.text or "", *(etree.tostring(child, encoding="unicode") for child in element)]
    return "".join(pieces).strip()


def _link(entry: Any, parts: dict[str, str]) -> str:
    for child in entry:
        if _name(child) == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href")).strip()
    guid = parts.get("guid") or parts.get("id") or ""
    return parts.get("link") or (guid if guid.startswith("http") else "")


def _credit(entry: Any) -> str | None:
    """The outlet that an entry says it comes from: the text of RSS's ``source``, the title of Atom's."""
    for child in entry:
        if _name(child) == "source":
            title = next(((part.text or "") for part in child if _name(part) == "title"), child.text or "")
            return " ".join(title.split())[:200] or None
    return None


def _moment(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _full_text(parts: dict[str, str]) -> str:
    """The report, when the feed carries all of it."""
    longest = max((parts.get(key, "") for key in ("encoded", "content")), key=len)
    words = _TAG.sub(" ", longest).strip()
    return longest if len(words) >= _FULL_TEXT and not _CUT.search(words[-80:]) else ""


def item_page(item: Listed) -> bytes:
    """The report that a feed carries in full, as a page."""
    from html import escape

    published = f'<meta property="article:published_time" content="{item.published.isoformat()}">' if item.published else ""
    title = escape(item.title)
    head = f'<meta charset="utf-8"><title>{title}</title>{published}<link rel="canonical" href="{escape(item.url)}">'
    return f"<!doctype html><html><head>{head}</head><body><article><h1>{title}</h1>{item.content}</article></body></html>".encode(errors="replace")

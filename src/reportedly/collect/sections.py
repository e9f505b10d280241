"""Section pages: the reports that a page of a news site links to, and the feeds that it announces."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from reportedly.collect.charset import decoded
from reportedly.collect.feeds import MAX_LISTED
from reportedly.errors import InputError
from reportedly.model.following import Listed

__all__ = ["announced_feeds", "section_items"]

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})
_SLUG = re.compile(r"[^\W_]{2,}(?:[-_][^\W_]+){2,}")
_NUMBER = re.compile(r"\d{4,}|/\d{4}/\d{1,2}/")
_NO_REPORT = re.compile(r"/(?:tags?|topics?|authors?|category|categories|search|login|subscribe|about|contacts?|privacy|terms)(?:/|$)", re.I)
_OTHER_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|css|js|mp[34]|zip|xml|rss)$", re.I)
_SHORTEST_TITLE = 20


def section_items(content: bytes, url: str, charset: str | None = None) -> tuple[Listed, ...]:
    """The reports that a section page links to, in its order: pages of the same site whose address or words look like those of a report.

    Raises:
        InputError: If it is no page.
    """
    site = _site(url)
    found: dict[str, Listed] = {}
    for link in _tree(content, charset, url).iter("a"):
        href = str(link.get("href") or "").strip()
        place = _joined(url, href)
        if not place or _site(place) != site or place.split("?")[0].rstrip("/") == url.split("?")[0].rstrip("/"):
            continue
        words = " ".join(str(link.text_content()).split())
        if place not in found and _looks_like_report(urlsplit(place).path, words):
            found[place] = Listed(place, words[:500])
        if len(found) >= MAX_LISTED:
            break
    return tuple(found.values())


def announced_feeds(content: bytes, url: str, charset: str | None = None) -> tuple[str, ...]:
    """The addresses of the feeds that a page announces."""
    links = _tree(content, charset, url).iter("link")
    return tuple(
        place for link in links if str(link.get("type") or "").lower() in _FEED_TYPES and (place := _joined(url, str(link.get("href") or "")))
    )


def _tree(content: bytes, charset: str | None, url: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(decoded(content, declared=charset, html=True).encode(), parser=HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.ParserError, ValueError) as error:
        raise InputError("not a page", where=url, mend="give the address of a section of a news site") from error


def _joined(base: str, href: str) -> str:
    try:
        place = urljoin(base, href).partition("#")[0]
    except ValueError:
        return ""
    return place if place.startswith(("http://", "https://")) else ""


def _site(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _looks_like_report(path: str, words: str) -> bool:
    if _NO_REPORT.search(path) or _OTHER_FILE.search(path) or path in {"", "/"}:
        return False
    return bool(_NUMBER.search(path) or _SLUG.search(path.rsplit("/", 2)[-1] or path)) or (len(words) >= _SHORTEST_TITLE and path.count("/") > 1)

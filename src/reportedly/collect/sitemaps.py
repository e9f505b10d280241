"""Sitemaps of news sites: the reports that they list, and the sitemaps that they point to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from reportedly.collect.feeds import MAX_LISTED
from reportedly.collect.markup import parsed_xml
from reportedly.errors import InputError
from reportedly.model.following import Listed

__all__ = ["Sitemap", "sitemap"]


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The reports that a sitemap lists, the newest first, and the sitemaps that an index points to, with the day of their last change."""

    items: tuple[Listed, ...]
    maps: tuple[tuple[str, datetime | None], ...]


def sitemap(content: bytes, url: str) -> Sitemap:
    """Read a sitemap or an index of sitemaps.

    Raises:
        InputError: If it is none, or not a safe one.
    """
    root = parsed_xml(content)
    kind = _name(root)
    if kind == "sitemapindex":
        maps = ((_text(child, "loc"), _moment(_text(child, "lastmod"))) for child in list(root)[:50_000])
        fresh = sorted(((urljoin(url, place), at) for place, at in maps if place), key=lambda pair: pair[1] or datetime.min.replace(tzinfo=UTC))
        return Sitemap((), tuple(fresh[::-1][:50]))
    if kind != "urlset":
        raise InputError("not a sitemap", where=url, mend="give the address of a sitemap")
    items = [_listed(child, url) for child in list(root)[:50_000]]
    newest = sorted((item for item in items if item), key=lambda item: item.published or datetime.min.replace(tzinfo=UTC), reverse=True)
    return Sitemap(tuple(newest[:MAX_LISTED]), ())


def _listed(element: Any, base: str) -> Listed | None:
    place = _text(element, "loc")
    if not place:
        return None
    news = next((child for child in element if _name(child) == "news"), None)
    told = _moment(_text(news, "publication_date")) if news is not None else None
    title = _text(news, "title") if news is not None else ""
    return Listed(urljoin(base, place), title[:500], told or _moment(_text(element, "lastmod")))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _text(element: Any, name: str) -> str:
    return next(((child.text or "").strip() for child in element if _name(child) == name), "")


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)

"""What a page says about its report for machines: JSON-LD, OpenGraph, other meta elements, ``<time>``."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from reportedly.collect.charset import one_line
from reportedly.collect.dateline import date_line, day_in_address, moment
from reportedly.collect.title import bare_title

__all__ = ["PageFacts", "Tree", "page_facts"]

# An lxml element: lxml comes without types.
Tree = Any

_ARTICLE = re.compile(r"(?:Article|Report|BlogPosting|Posting)$|^Reportage")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date.published",
    "date_published",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "publicationdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "last-published",
    "originalpublicationdate",
    "date",
)
_DATED = re.compile(r"\bdate|publi|posted|(?<!up)dat(?:e|um)\b|fecha|data\b|\btime", re.I)
_PARENTS = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts that a page states about its report; None where it is silent. ``headings`` are its ``h1`` elements."""

    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    day: date | None = None
    at: datetime | None = None
    url: str | None = None
    lang: str | None = None
    headings: tuple[str, ...] = ()
    description: str | None = None
    body: str | None = None


def page_facts(tree: Tree, url: str | None) -> PageFacts:
    """Read the facts of a page; ``url`` is the address that it came from, if known."""
    metas = _metas(tree)
    stated = list(_articles(tree))
    linked = stated[0] if stated else {}
    canonical = _canonical(tree, metas, linked, url)
    when = _published(tree, metas, stated, canonical or url)
    headings = tuple(text for text in (one_line(_text(h1)) for h1 in tree.iter("h1")) if text)
    return PageFacts(
        headline=_headline(tree, metas, linked, headings),
        outlet=_name(linked.get("publisher")) or metas.get("og:site_name") or metas.get("application-name") or None,
        byline=_byline(tree, metas, linked),
        day=_local_day(when, canonical or url) if when else None,
        at=when if when and (when.hour or when.minute or when.tzinfo) else None,
        url=canonical,
        lang=_lang(tree, metas, linked),
        headings=headings,
        description=_string(linked.get("description")) or metas.get("description") or metas.get("og:description"),
        body=max((record["articleBody"] for record in stated if isinstance(record.get("articleBody"), str)), key=len, default=None),
    )


def _text(element: Tree) -> str:
    return " ".join(str(piece) for piece in element.itertext())


def _metas(tree: Tree) -> dict[str, str]:
    """Contents of meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = one_line(unescape(meta.get("content") or ""))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _articles(tree: Tree) -> Iterator[dict[str, Any]]:
    """The JSON-LD records of articles on a page, those with a headline first."""
    found = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for record in _records(_json(script.text or ""), 0):
            kinds = record.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                found.append(record)
    yield from sorted(found, key=lambda record: (not record.get("headline"), not record.get("datePublished")))


def _json(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    for form in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _records(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from _records(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in _PARENTS:
            yield from _records(data.get(key), depth + 1)


def _string(value: Any) -> str | None:
    return (one_line(unescape(unescape(value))) or None) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
        value = value[0] if isinstance(value, list) and value else value
    name = _string(value)
    return None if not name or name.startswith(("http:", "https:")) else name


def _byline(tree: Tree, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    authors = linked.get("author") or linked.get("creator")
    names: list[str | None] = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
    if not any(names):
        metadata = [metas.get(key) for key in ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")]
        names = [next((name for name in metadata if name and "://" not in name and not name.startswith("@")), None)]
    if not any(names):
        names = [one_line(_text(link)) or None for link in tree.iterfind('.//a[@rel="author"]')]
    kept = list(dict.fromkeys(re.sub(r"^(?:by|von|автор:?)\s+", "", name, flags=re.I) for name in names if name))
    return ", ".join(name for name in kept if len(name) <= 120)[:300] or None


def _headline(tree: Tree, metas: dict[str, str], linked: dict[str, Any], headings: tuple[str, ...]) -> str | None:
    stated = _string(linked.get("headline")) or _string(linked.get("name"))
    social = metas.get("og:title") or metas.get("twitter:title")
    title = tree.find(".//title")
    named = one_line(_text(title)) if title is not None else None
    site = metas.get("og:site_name") or _name(linked.get("publisher"))
    for candidate in (stated, social, headings[0] if len(headings) == 1 else None):
        if candidate:
            return _without_site(candidate, headings, site)
    if named:
        shorter = _without_site(named, headings, site)
        return shorter if shorter != named else bare_title(named, list(headings))[0]
    return headings[0] if headings else None


def _without_site(title: str, headings: tuple[str, ...], site: str | None) -> str:
    """A title without the name of the site at its end."""
    for heading in headings:
        starts = 12 <= len(heading) < len(title) and title.casefold().startswith(heading.casefold())
        if starts and re.match(r"\s*[-–—|｜ㅣ·*]", title[len(heading) :]):
            return title[: len(heading)].rstrip()
    parts = re.split(r"\s+[-–—|·•*]\s+|\s*[｜ㅣ|]\s*", title)
    if len(parts) > 1 and site and _same_site(parts[-1], site):
        return re.sub(r"\s*[-–—|·•*｜ㅣ]\s*$", "", title[: len(title) - len(parts[-1])]).strip() or title
    return title


def _same_site(tail: str, site: str) -> bool:
    left, right = re.sub(r"\W", "", tail.casefold()), re.sub(r"\W", "", site.casefold())
    return bool(left) and (left in right or right in left)


def _canonical(tree: Tree, metas: dict[str, str], linked: dict[str, Any], url: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    page = linked.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    for candidate in (*links, metas.get("og:url"), page, linked.get("url")):
        if not isinstance(candidate, str) or not candidate.strip():
            continue
        whole = urljoin(url or "", candidate.strip())
        parts = urlsplit(whole)
        # A front page as canonical address is a fault of the page.
        if parts.scheme in {"http", "https"} and parts.netloc and (parts.path.strip("/") or parts.query):
            return whole
    return url


def _published(tree: Tree, metas: dict[str, str], stated: list[dict[str, Any]], url: str | None) -> datetime | None:
    for text in _told_dates(tree, metas, stated):
        found = moment(text) if isinstance(text, str) else None
        if found and _plausible(found):
            return found
    day = day_in_address(url or "")
    times = [found for found in (moment(element.get("datetime") or _text(element)) for element in _times(tree)) if found and _plausible(found)]
    if day:
        return next((found for found in times if found.date() == day), datetime(day.year, day.month, day.day))
    return times[0] if times else _printed(tree) or _searched(tree, url)


def _told_dates(tree: Tree, metas: dict[str, str], stated: list[dict[str, Any]]) -> Iterator[Any]:
    """What a page states for machines as its date, the surest first; what takes longest to find is not looked for before it is needed."""
    yield from (record.get("datePublished") for record in stated)
    yield from (metas.get(name) for name in _DATES)
    yield from (record.get("dateCreated") for record in stated)
    yield from (element.get("datetime") or element.get("content") for element in tree.iterfind('.//*[@itemprop="datePublished"]'))


def _local_day(when: datetime, url: str | None) -> date:
    """The day in the zone of the outlet: where a page gives universal time, the day in its address tells."""
    day = day_in_address(url or "")
    universal = when.tzinfo is not None and not when.utcoffset()
    return day if day and universal and abs((day - when.date()).days) == 1 else when.date()


def _printed(tree: Tree) -> datetime | None:
    """The first date line in an element that is named for it."""
    for element in tree.iter("span", "div", "p", "li"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _DATED.search(named) and len(element) <= 4:
            found = date_line(one_line(_text(element)))
            if found and found.label != "updated":
                return found.at or datetime(found.day.year, found.day.month, found.day.day)
    return None


def _searched(tree: Tree, url: str | None) -> datetime | None:
    """The day that a careful search of the whole page gives; this comes last, since it can take a date of something else."""
    from htmldate import find_date

    day = find_date(tree, original_date=True, extensive_search=False, url=url)
    return datetime.fromisoformat(day) if day else None


def _times(tree: Tree) -> list[Tree]:
    inside = [time for article in tree.iter("article") for time in article.iter("time")]
    return (inside or list(tree.iter("time")))[:3]


def _plausible(found: datetime) -> bool:
    return 1990 <= found.year <= 2100


def _lang(tree: Tree, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    root = tree if tree.tag == "html" else tree.find(".//html")
    stated = linked.get("inLanguage")
    attribute = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") if root is not None else None
    return (stated if isinstance(stated, str) else None) or attribute or metas.get("og:locale") or metas.get("content-language")

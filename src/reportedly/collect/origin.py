"""Which outlet carries a report, and whose report it says that it reprints."""

import re
from dataclasses import replace

from reportedly.collect.draft import Draft
from reportedly.lexicon.furniture import marks_of
from reportedly.lexicon.outlets import Outlet, find_outlet, outlet_of_domain
from reportedly.model.text import Article

__all__ = ["credited", "outlet_and_origin"]

# A place, a name in brackets, a dash: the way agencies open a report.
_DATELINE = re.compile(r"^(?P<place>[A-ZÀ-ÞА-ЯЁ][^()\n]{0,60}?),?\s*\((?P<name>[^()\n]{2,40})\)\s*(?:[—–-]|\.\s)")
_DATELINE_RU = re.compile(r"^[А-ЯЁ][^()\n]{0,40}?,?\s*\d{1,2}\s+[а-яё]{3,8}\.?\s*[—–-]\s*(?P<name>[А-ЯЁA-Z][\w.«» -]{1,30}?)[.,]\s")
_BARE = re.compile(r"^\((?P<name>[A-Za-z][^()\n]{1,30})\)\s*(?:[—–-]\s*)?")
_UNDASHED = re.compile(r"^[A-ZÀ-ÞА-ЯЁ .,]{3,40}\((?P<name>[^()\n]{2,40})\)\s+(?=[A-ZА-ЯЁ«“\"])")
_SIGNED = re.compile(r"[.!?…][\"'”’»]*\s*(?:[-–—]{1,2}\s?|/|\()(?P<name>[^-–—/().\s][^-–—/()\n]{1,30})[/)]?\s*$")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}")
_SHORT = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_CREDIT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d{2})?\s*(?:[-–]\s*(?:19|20)\d{2}\s*)?(?:by\s+)?(?P<name>[^.,;|\n]{2,50})", re.I)


def outlet_and_origin(draft: Draft, paragraphs: list[str], url: str | None, stated: str | None) -> tuple[str | None, str | None]:
    """The outlet and the origin of a report; None where the report does not tell.

    Args:
        draft: What was found on the page or print.
        paragraphs: The body.
        url: The address of the report.
        stated: The outlet as the user states it.
    """
    outlet = stated or (_by_address(url) if url else None) or _canonical(draft.outlet)
    opening, opener = _opening(paragraphs[0] if paragraphs else "")
    if not outlet and opening and not _is_agency(opener):
        outlet = opener.printed if opener else (opening if _SHORT.fullmatch(opening) else None)
    # A name in the brackets of a dateline that is not the outlet's own is whose report it is.
    opened = opener.printed if opener else None
    credited = (_credited(line) for line in _last_lines(draft, paragraphs))
    candidates = (draft.origin, opened, _by_line(draft.byline), _signed(paragraphs[-1] if paragraphs else ""), *credited)
    outlet = outlet or _copyright_holder(draft)
    return outlet, next((name for name in candidates if name and not _same(name, outlet)), None)


def _opening(paragraph: str) -> tuple[str | None, Outlet | None]:
    for pattern in (_DATELINE, _DATELINE_RU, _BARE):
        match = pattern.match(paragraph)
        if match:
            name = match["name"].strip(" .")
            return name, find_outlet(name)
    match = _UNDASHED.match(paragraph)
    known = find_outlet(match["name"]) if match else None
    return (known.printed, known) if known else (None, None)


def _signed(paragraph: str) -> str | None:
    """The name that stands alone behind the last sentence, as in ``-AFP`` or ``/TASS/``."""
    match = _SIGNED.search(paragraph)
    if not match:
        return None
    known = find_outlet(match["name"])
    return known.printed if known else (match["name"] if _SITE.fullmatch(match["name"]) else None)


def _last_lines(draft: Draft, paragraphs: list[str]) -> list[str]:
    return [*paragraphs[:1], *paragraphs[-3:], *(piece.text for piece in draft.furniture)]


def _credited(line: str) -> str | None:
    """The agency, or any outlet that a line says the report was first published by."""
    if len(line) > 300:
        return None
    for mark in marks_of("reprint"):
        start = mark.start_of(line)
        if start:
            name = re.split(r"[.,;|(\n]| and | и | on | в | with ", line.lstrip()[len(start) :].strip(" :–—-"), maxsplit=1)[0].strip(" «»\"“”'")
            known = find_outlet(name)
            if known and (_is_agency(known) or "publi" in start or "appeared" in start or "print" in start):
                return known.printed
            if known is None and name[:1].isupper() and ("published" in start or "appeared" in start) and len(name.split()) <= 6:
                return name
    credit = _CREDIT.search(line)
    known = find_outlet(credit["name"].strip()) if credit else None
    return known.printed if known and _is_agency(known) else None


def _by_line(byline: str | None) -> str | None:
    for name in re.split(r",| and | with |/| и ", byline or ""):
        known = find_outlet(name.strip())
        if known and _is_agency(known):
            return known.printed
    return None


def _copyright_holder(draft: Draft) -> str | None:
    for piece in draft.furniture:
        credit = _CREDIT.match(piece.text)
        if piece.kind == "notice" and credit:
            name = re.sub(r"\s*all rights reserved.*$", "", credit["name"], flags=re.I).strip(" -–—")
            if name[:1].isupper():
                return name
    return None


def _same(left: str, right: str | None) -> bool:
    """Whether an outlet is the agency itself, under whatever form of its name."""
    if right is None:
        return False
    one, two = find_outlet(left), find_outlet(right)
    if one and two:
        return one.name == two.name
    return left.casefold().removeprefix("the ") == right.casefold().removeprefix("the ")


def _canonical(name: str | None) -> str | None:
    known = find_outlet(name) if name else None
    return known.printed if known else name


def _by_address(url: str) -> str | None:
    known = outlet_of_domain(url)
    return known.printed if known else None


def _is_agency(known: Outlet | None) -> bool:
    return known is not None and known.kind == "agency"


def credited(article: Article, name: str) -> Article:
    """A report that says of nobody that it comes from there, with the credit that its source gives; one of the outlet's own is left as it is."""
    if article.origin is not None:
        return article
    credit = _canonical(name)
    return article if credit is None or _same(credit, article.outlet) else replace(article, origin=credit)

"""A web page as a draft of a report."""

import re
from typing import Any

from reportedly.collect.body import page_body
from reportedly.collect.dateline import date_line
from reportedly.collect.draft import Draft
from reportedly.collect.lines import is_byline, is_fragment, kind_of, starts_related, where_others_begin
from reportedly.collect.metadata import page_facts
from reportedly.collect.title import echoes
from reportedly.errors import InputError
from reportedly.model.text import Furniture

__all__ = ["page_draft"]

_DEEPEST = 400
_MOST_ELEMENTS = 100_000
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def page_draft(html: str, *, url: str | None = None) -> Draft:
    """Read a page.

    Raises:
        InputError: If there is no report on it.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    declared = _DECLARATION.match(html)
    try:
        tree = document_fromstring(
            html[declared.end() :] if declared else html, parser=HTMLParser(huge_tree=True, remove_comments=True, encoding="utf-8")
        )
    except (etree.ParserError, ValueError) as error:
        raise InputError("a page without an article", mend="give the page of one report") from error
    _check_shape(tree)
    facts = page_facts(tree, url)
    found, others = page_body(tree, facts, facts.url or url)
    paragraphs, aside = _sorted(found, [title for title in (facts.headline, *facts.headings[:2]) if title])
    if sum(len(paragraph) for paragraph in paragraphs) < 80:
        raise InputError("a page without an article", mend="give the page of one report")
    return Draft(
        paragraphs=tuple(paragraphs),
        headline=facts.headline,
        outlet=facts.outlet,
        byline=facts.byline,
        published=facts.day,
        published_at=facts.at,
        url=facts.url,
        lang=facts.lang,
        furniture=(*aside, *(Furniture("related", title) for title in others)),
    )


def _check_shape(tree: Any) -> None:
    """Refuse pages whose shape no article has: what looks for the article takes time that grows with depth times size."""
    if tree.xpath("count(//*)") > _MOST_ELEMENTS or tree.xpath(f"boolean({'/*' * (_DEEPEST + 1)})"):
        raise InputError("a page with more parts, or parts inside parts, than any article", mend="give the page of one report")


def _sorted(paragraphs: list[str], headlines: list[str]) -> tuple[list[str], list[Furniture]]:
    """The paragraphs of a body, and the lines among them that are furniture."""
    body: list[str] = []
    aside: list[Furniture] = []
    heading = False
    end = where_others_begin(paragraphs)
    for line in paragraphs[:end]:
        kind = kind_of(line, line)
        dated = date_line(line)
        if dated and (dated.label or len(body) < 2):
            kind = "date_line"
        elif kind is None and is_fragment(line):
            if len(body) < 2 and any(echoes(line, title) or line.casefold().startswith(title.casefold()) for title in headlines):
                kind = "link"
            elif is_byline(line, near_head=len(body) < 2):
                kind = "byline"
            elif heading:
                kind = "related"
        if kind:
            aside.append(Furniture(kind, line))
        else:
            body.append(line)
        heading = kind == "related" and (heading or starts_related(line))
    return body, aside + [Furniture("related", line) for line in paragraphs[end:]]

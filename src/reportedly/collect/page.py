"""A web page as a draft of a report."""

import re

from reportedly.collect.body import page_body
from reportedly.collect.draft import Draft
from reportedly.collect.metadata import page_facts
from reportedly.errors import InputError

__all__ = ["page_draft"]

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def page_draft(html: str, *, url: str | None = None) -> Draft:
    """Read a page.

    Raises:
        InputError: If there is no report on it.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        tree = document_fromstring(_DECLARATION.sub("", html), parser=HTMLParser(huge_tree=True, remove_comments=True, encoding="utf-8"))
    except (etree.ParserError, ValueError) as error:
        raise InputError("a page without an article", mend="give the page of one report") from error
    facts = page_facts(tree, url)
    paragraphs = page_body(tree, facts.url or url)
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
    )

"""The body of a report on a page, paragraph by paragraph."""

import re
from html import unescape
from typing import Any

from reportedly.collect.charset import one_line
from reportedly.collect.mending import blocks_of, only_one_report, with_lead, with_missing, without_links, without_tail
from reportedly.collect.metadata import PageFacts, Tree

__all__ = ["page_body"]


def page_body(tree: Tree, facts: PageFacts, url: str | None) -> tuple[list[str], list[str]]:
    """Paragraphs of the main text of a page, empty when there is none, and titles of other reports among them.

    Args:
        tree: The page.
        facts: What the page states about its report.
        url: Its address.
    """
    import trafilatura

    only_one_report(tree, facts.headline)
    found: Any = trafilatura.bare_extraction(tree, url=url, with_metadata=False, include_comments=False, include_tables=True)
    lines = (found.text or "").split("\n") if found is not None else []
    paragraphs = [line for line in (re.sub(r"^[-•]\s+", "", one_line(part)) for part in lines) if line]
    stated = [part for part in (one_line(line) for line in _plain(facts.body or "").split("\n")) if part]
    if _longer(stated, paragraphs):
        paragraphs = stated
    elif paragraphs:
        blocks = blocks_of(tree)
        paragraphs = without_tail(with_missing(paragraphs, blocks), blocks)
    paragraphs, others = without_links(paragraphs, tree)
    return with_lead(paragraphs, facts.description, tree), others


def _plain(body: str) -> str:
    """A stated body without elements of HTML."""
    if "</p>" not in body and "<br" not in body:
        return body
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h\d|li|div)>|<br\s*/?>", "\n", body)))


def _words(paragraphs: list[str]) -> list[str]:
    return re.findall(r"\w+", " ".join(paragraphs).casefold())


def _longer(stated: list[str], found: list[str]) -> bool:
    """Whether the body that the page states for machines has all that was found, and much more, in paragraphs."""
    left, right = _words(stated), _words(found)
    if len(left) < 100 or len(left) < 1.25 * len(right) or len(stated) < 4:
        return False
    have = set(left)
    return sum(word in have for word in right) >= 0.9 * len(right)

"""The body of a report on a page, paragraph by paragraph."""

from typing import Any

from reportedly.collect.charset import one_line
from reportedly.collect.metadata import Tree

__all__ = ["Body", "page_body"]

Body = list[str]


def page_body(tree: Tree, url: str | None) -> Body:
    """Paragraphs of the main text of a page; empty when there is none."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(tree, url=url, with_metadata=False, include_comments=False, include_tables=True)
    text = found.text if found is not None else None
    return [line for line in (one_line(part) for part in (text or "").split("\n")) if line]

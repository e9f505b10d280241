"""Cut an article's text into paragraphs with offsets, the headline first."""

from reportedly.model.text import Article, Span

__all__ = ["paragraphs"]


def paragraphs(article: Article) -> list[tuple[int, Span]]:
    """The paragraphs of an article as (number, span); the headline has number -1, those of the body count from 0."""
    found: list[tuple[int, Span]] = []
    number = 0
    position = 0
    for line in article.text.split("\n"):
        start = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        position += len(line) + 1
        if start >= end:
            continue
        if article.headline_span is not None and start < article.headline_span.end and article.headline_span.start <= start:
            found.append((-1, Span(start, end)))
        else:
            found.append((number, Span(start, end)))
            number += 1
    return found

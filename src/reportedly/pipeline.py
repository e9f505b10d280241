"""The stages strung together: an article goes in, what it says comes out."""

from collections.abc import Iterable, Iterator

from reportedly import language
from reportedly.extract.assembly import extract
from reportedly.model.claims import ReportReading
from reportedly.model.text import Article

__all__ = ["read", "read_all"]


def read(article: Article) -> ReportReading:
    """Read one article: everything that it says, each fact with its sentence, its sources and its date."""
    return next(read_all([article]))


def read_all(articles: Iterable[Article]) -> Iterator[ReportReading]:
    """Read many articles, in their order."""
    for article in articles:
        yield extract(article, language.read(article))

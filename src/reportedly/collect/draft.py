"""What was found in one input, before overrides and hashing make an article of it."""

from dataclasses import dataclass
from datetime import date, datetime

from reportedly.model.text import Furniture

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as its page or print form tells it. ``paragraphs`` are the body without the headline."""

    paragraphs: tuple[str, ...]
    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    lang: str | None = None
    origin: str | None = None
    furniture: tuple[Furniture, ...] = ()

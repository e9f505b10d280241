"""A draft and what the user states about it become an article."""

import hashlib
import re

from reportedly.collect.charset import one_line
from reportedly.collect.draft import Draft
from reportedly.collect.given import Overrides
from reportedly.collect.origin import outlet_and_origin
from reportedly.collect.tongue import language_of
from reportedly.errors import InputError
from reportedly.model.text import Article, Span

__all__ = ["assembled"]


def assembled(draft: Draft, content: bytes, overrides: Overrides) -> Article:
    """The article of a draft.

    Args:
        draft: What was found.
        content: The bytes that came in.
        overrides: What goes before it.

    Raises:
        InputError: If there are no words in it.
    """
    digest = hashlib.sha256(content).hexdigest()
    headline = one_line(overrides.headline or draft.headline or "") or None
    paragraphs = [paragraph for paragraph in (one_line(part) for part in draft.paragraphs) if paragraph]
    if headline and paragraphs and _same(paragraphs[0], headline):
        paragraphs = paragraphs[1:]
    text = "\n\n".join([headline, *paragraphs] if headline else paragraphs)
    if not any(character.isalpha() for character in text):
        raise InputError("no words in it", mend="give a report")
    url = overrides.url or _original(draft.url)
    outlet, origin = outlet_and_origin(draft, paragraphs, url, overrides.outlet)
    return Article(
        id=overrides.id or digest[:16],
        text=text,
        sha256=digest,
        lang=overrides.lang or language_of("\n".join(paragraphs) or text, draft.lang),
        url=url,
        outlet=outlet,
        headline=headline,
        headline_span=Span(0, len(headline)) if headline else None,
        byline=draft.byline,
        published=overrides.published or draft.published,
        published_at=overrides.published_at if overrides.published else draft.published_at,
        origin=origin,
        furniture=draft.furniture,
    )


def _original(url: str | None) -> str | None:
    """The address of a page itself, when it was read from a web archive."""
    return re.sub(r"^https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)", "", url) if url else None


def _same(left: str, right: str) -> bool:
    return re.findall(r"\w+", left.casefold()) == re.findall(r"\w+", right.casefold())

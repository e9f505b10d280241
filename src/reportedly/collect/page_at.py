"""A page with the address where it was found, which is believed about its own site only."""

from dataclasses import replace
from urllib.parse import urlsplit

from reportedly.collect.given import Overrides
from reportedly.collect.inputs import MAX_BYTES, Collected, collect_bytes

__all__ = ["collect_page"]


def collect_page(
    content: bytes, url: str, media_type: str | None, charset: str | None, given: Overrides, *, name: str | None = None, max_bytes: int = MAX_BYTES
) -> Collected:
    """The report on a page that was found at an address.

    A page that claims to be a page of another site is a report at the address where it was found.

    Args:
        content: Its bytes.
        url: Where it was found.
        media_type: The type that a server gave, if any.
        charset: The charset that a server gave, if any.
        given: What goes before anything detected.
        name: What to call it in messages; without it its address.
        max_bytes: The largest size that is read.

    Raises:
        InputError: If there is no report on it.
    """
    called = name or url
    found = collect_bytes(content, called, media_type, given, charset=charset, address=url, max_bytes=max_bytes)
    if given.url is None and found.article.url != url and _site(found.article.url or "") != _site(url):
        found = collect_bytes(content, called, media_type, replace(given, url=url), charset=charset, address=url, max_bytes=max_bytes)
    return found


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")

"""Looking at sources on the web: what they list now, and what that tells about when to look again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from reportedly.collect.feeds import feed_items, item_page
from reportedly.collect.fetch import Answer
from reportedly.collect.politeness import backoff
from reportedly.collect.sections import announced_feeds, section_items
from reportedly.collect.sitemaps import sitemap
from reportedly.errors import FetchError, InputError
from reportedly.model.following import Listed, Source, SourceKind
from reportedly.watch.settings import Watcher

__all__ = ["Look", "conditions", "kind_of_place", "list_of", "look_at", "pages_in"]

Visit = Callable[[str, dict[str, str]], Answer]
_MAPS = 5


@dataclass(frozen=True, slots=True)
class Look:
    """The source as it is after a look, and what it listed."""

    source: Source
    listed: tuple[Listed, ...] = ()


def look_at(source: Source, visit: Visit, watcher: Watcher) -> Look:
    """Look at a source on the web. Errors are a result too: the source then says what happened and when it is looked at again.

    Args:
        source: The source.
        visit: Fetches an address with more headers.
        watcher: What watching goes by.
    """
    now = watcher.clock.now()
    every = timedelta(seconds=source.every) if source.every else watcher.every
    try:
        answer = visit(source.place, conditions(source.etag, source.modified))
        status = answer.exchange.status
        if status == 304 and (source.etag or source.modified):
            return Look(replace(source, failures=0, last_at=now, last_result="not modified", next_at=now + every))
        if status != 200:
            raise FetchError(f"the server answered {status} {answer.exchange.reason}".rstrip(), where=source.place)
        listed = tuple(list_of(source, answer, visit))
    except InputError as error:
        failures = source.failures + 1
        wait = max(every, backoff(failures, watcher.chance))
        return Look(replace(source, failures=failures, last_at=now, last_result=error.what[:200], next_at=now + wait))
    told = f"{len(listed)} listed"
    fresh = replace(source, failures=0, last_at=now, last_result=told, next_at=now + every)
    return Look(replace(fresh, etag=_short(answer.exchange.header("etag")), modified=_short(answer.exchange.header("last-modified"))), listed)


def conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    """The headers that ask for a page only if it is another one by now."""
    found = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in found.items() if value}


def _short(value: str | None) -> str | None:
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None


def list_of(source: Source, answer: Answer, visit: Visit) -> Iterator[Listed]:
    """What a source lists.

    Raises:
        InputError: If the answer is not what the source is followed as.
    """
    url = answer.exchange.url
    if source.kind is SourceKind.FEED:
        yield from feed_items(answer.content, url)
    elif source.kind is SourceKind.SECTION:
        yield from section_items(answer.content, url, answer.charset)
    else:
        yield from _mapped(answer, visit)


def _mapped(answer: Answer, visit: Visit) -> Iterator[Listed]:
    found = sitemap(_plain(answer), answer.exchange.url)
    yield from found.items
    for place, _ in found.maps[:_MAPS]:
        inner = visit(place, {})
        if inner.exchange.status == 200:
            yield from sitemap(_plain(inner), inner.exchange.url).items


def _plain(answer: Answer) -> bytes:
    from reportedly.collect.markup import MAX_LIST_BYTES
    from reportedly.collect.sniff import unpacked

    return unpacked(answer.content, MAX_LIST_BYTES)


def pages_in(source: Source, listed: tuple[Listed, ...]) -> list[bytes | None]:
    """For each listed report its page, when the source carries all of it; a source is believed only about its own site."""
    own = _site(source.place)
    return [item_page(item) if item.content and _site(item.url) == own else None for item in listed]


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def kind_of_place(answer: Answer) -> tuple[SourceKind, int, tuple[str, ...]]:
    """What an address is as a source, how many reports it lists now, and the feeds that it announces.

    Raises:
        InputError: If nothing can be followed there.
    """
    url, content = answer.exchange.url, answer.content
    head = _plain(answer)[:2000].lower()
    if b"<urlset" in head or b"<sitemapindex" in head:
        found = sitemap(_plain(answer), url)
        return SourceKind.SITEMAP, len(found.items) or len(found.maps), ()
    if b"<rss" in head or b"<feed" in head or b"<rdf:rdf" in head:
        return SourceKind.FEED, len(feed_items(content, url)), ()
    listed = section_items(content, url, answer.charset)
    if not listed:
        raise InputError("neither a feed, a sitemap, nor a page that links to reports", where=url, mend="give one of these")
    return SourceKind.SECTION, len(listed), announced_feeds(content, url, answer.charset)

"""Pages from the web."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly import __version__
from reportedly.errors import FetchError

if TYPE_CHECKING:
    import httpx

__all__ = ["Fetched", "fetch", "is_address"]

_HEADERS = {
    "User-Agent": f"reportedly/{__version__} (reads news reports of criminal cases)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
}
_SECONDS = 20.0
_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address: the bytes, the address after redirections, and the type and charset that the server gave."""

    content: bytes
    url: str
    media_type: str | None
    charset: str | None


def is_address(source: str) -> bool:
    """Whether a source is a web address rather than a path."""
    return bool(re.match(r"[a-z][a-z0-9+.-]+://", source, re.I))


def fetch(url: str, *, limit: int) -> Fetched:
    """Fetch a page.

    Raises:
        FetchError: If the address is no web address, does not answer in time, answers with an error, or gives more than ``limit`` bytes.
    """
    if urlsplit(url).scheme.lower() not in {"http", "https"} or not urlsplit(url).hostname:
        raise FetchError("not a web address", where=url, mend="use http:// or https://")
    import httpx

    try:
        with (
            httpx.Client(timeout=_SECONDS, follow_redirects=True, max_redirects=_REDIRECTS, headers=_HEADERS) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.is_error:
                raise FetchError(
                    f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip(),
                    where=url,
                    mend="look whether the page opens in a browser",
                )
            content = _within(answer, limit, url)
            kind = answer.headers.get("content-type", "").split(";")[0].strip().lower() or None
            return Fetched(content, str(answer.url), kind, answer.charset_encoding)
    except httpx.TimeoutException as error:
        raise FetchError("no answer in time", where=url, mend="try again later") from error
    except httpx.TooManyRedirects as error:
        raise FetchError("too many redirections", where=url, mend="give the final address of the page") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchError(f"could not be fetched: {error}", where=url, mend="check the address and the connection") from error


def _within(answer: "httpx.Response", limit: int, url: str) -> bytes:
    stated = answer.headers.get("content-length", "")
    too_large = FetchError(f"larger than {limit // 1_000_000} MB", where=url, mend="raise the limit, or save and cut the file")
    if stated.isdigit() and int(stated) > limit:
        raise too_large
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > limit:
            raise too_large
    return bytes(content)

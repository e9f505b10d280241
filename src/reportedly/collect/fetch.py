"""Pages from the web, from servers that may be slow, broken or hostile."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reportedly.collect.rules import FetchRules, rules_from
from reportedly.errors import FetchError
from reportedly.model.fetching import Exchange

if TYPE_CHECKING:
    from reportedly.collect.addresses import Target

__all__ = ["Answer", "Fetched", "ask", "fetch", "is_address"]

_ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5"
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.I)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address: the bytes, the address after redirections, and the type and charset that the server gave."""

    content: bytes
    url: str
    media_type: str | None
    charset: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, whatever its status: the exchange and the body, unpacked."""

    exchange: Exchange
    content: bytes

    @property
    def media_type(self) -> str | None:
        """The type that the server gave."""
        return (self.exchange.header("content-type") or "").split(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """The charset that the server gave."""
        found = _CHARSET.search(self.exchange.header("content-type") or "")
        return found[1].lower() if found else None

    @property
    def fetched(self) -> Fetched:
        """The page of this answer."""
        return Fetched(self.content, self.exchange.url, self.media_type, self.charset)


Gate = Callable[[str], AbstractContextManager[None]]


def is_address(source: str) -> bool:
    """Whether a source is a web address rather than a path."""
    return bool(re.match(r"[a-z][a-z0-9+.-]+://", source, re.I))


def fetch(url: str, *, limit: int, rules: FetchRules | None = None) -> Fetched:
    """Fetch a page.

    Args:
        url: Its address.
        limit: The largest size that is fetched, in bytes.
        rules: The limits; without them those that the environment sets.

    Raises:
        FetchError: If the address is no web address or not on the public web, does not answer in time, answers with an error, or gives too much.
    """
    answer = ask(url, (rules or rules_from()).up_to(limit))
    if answer.exchange.status != 200:
        told = f"{answer.exchange.status} {answer.exchange.reason}".rstrip()
        raise FetchError(f"the server answered {told}", where=url, mend="look whether the page opens in a browser")
    return answer.fetched


def ask(
    url: str,
    rules: FetchRules,
    headers: Mapping[str, str] | None = None,
    *,
    gate: Gate = lambda _: nullcontext(),
    posted: bytes | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    resolve: Callable[[str, int], Iterable[str]] | None = None,
) -> Answer:
    """Ask a server, and follow where it sends.

    Nothing is kept between two requests: no cookie, no password, no connection. Every redirection is checked like a first address.

    Args:
        url: The address.
        rules: The limits.
        headers: More headers of the request.
        gate: Entered with the address before each single request and left when its answer is whole.
        posted: What is posted, if anything; it is never sent on to another address.
        now: Tells the moment.
        resolve: Gives the numbers of a host and a port; without it the system does.

    Returns:
        The answer, whatever its status.

    Raises:
        FetchError: If no whole answer within the limits came; ``AddressError`` if the address is not to be fetched at all.
    """
    from reportedly.collect.addresses import addresses_of, resolve_by_system, target_of

    left, place = rules.seconds, url
    for _ in range(rules.redirects + 1):
        target = target_of(place)
        with gate(target.url):
            began = time.monotonic()
            numbers = addresses_of(target, rules.allowed_hosts, resolve or resolve_by_system)
            answer = _one(target, numbers, rules, headers or {}, posted, left, now())
            left -= time.monotonic() - began
        answer = replace(answer, exchange=replace(answer.exchange, asked=url))
        onwards = answer.exchange.header("location")
        if answer.exchange.status not in _REDIRECTIONS or not onwards or posted is not None:
            return answer
        place = urljoin(target.url, onwards.strip())
    raise FetchError("too many redirections", where=url, mend="give the final address of the page")


def _one(
    target: "Target", numbers: tuple[str, ...], rules: FetchRules, more: Mapping[str, str], posted: bytes | None, seconds: float, at: datetime
) -> Answer:
    import httpcore

    from reportedly.collect.unpacking import body_of
    from reportedly.collect.wire import PinnedBackend, tls_settings

    backend = PinnedBackend(numbers, time.monotonic() + seconds)
    sent = {"Host": target.origin.partition("://")[2], "User-Agent": rules.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip", **more}
    sent["Connection"] = "close"
    method = "GET" if posted is None else "POST"
    request = httpcore.URL(scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode())
    waits = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), rules.quiet_seconds)}
    with (
        _told(target.url),
        httpcore.ConnectionPool(ssl_context=tls_settings() if target.scheme == "https" else None, network_backend=backend) as pool,
        pool.stream(method, request, headers=list(sent.items()), content=posted, extensions=waits) as response,
    ):
        got = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
        if sum(len(name) + len(value) for name, value in got) > rules.header_bytes:
            raise FetchError("headers larger than any page needs", where=target.url, mend="leave this page out")
        reason = bytes(response.extensions.get("reason_phrase", b"")).decode("latin-1")
        exchange = Exchange(target.url, target.url, at, response.status, reason, tuple(sent.items()), got, backend.connected_to)
        _check_length(exchange, rules)
        encoding = ",".join(value for name, value in got if name.lower() == "content-encoding")
        empty = response.status in {204, 304} or (response.status in _REDIRECTIONS and posted is None)
        return Answer(exchange, b"" if empty else body_of(response.iter_stream(), encoding, rules, target.url))


def _check_length(exchange: Exchange, rules: FetchRules) -> None:
    stated = exchange.header("content-length") or ""
    if stated.isascii() and stated.isdigit() and len(stated) < 20 and int(stated) > rules.max_bytes and exchange.status not in _REDIRECTIONS:
        raise FetchError(f"larger than {rules.max_bytes // 1_000_000} MB", where=exchange.url, mend="raise the limit, or save and cut the file")


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Errors of the connection in the words of this program."""
    import httpcore

    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchError("no answer in time", where=url, mend="try again later") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError, ValueError) as error:
        raise FetchError(f"could not be fetched: {error}", where=url, mend="check the address and the connection") from error

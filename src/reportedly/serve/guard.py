"""What every request has to pass: a name that is ours, no foreign page behind it, a body of bounded size, and a token for all that changes something.

Every answer goes out with headers that let a browser load nothing from elsewhere, run no script that stands in a page, and show no page in a frame.
"""

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.serve.hand import settings_of
from reportedly.serve.problems import API, Refused, answer, broken
from reportedly.serve.settings import Settings

__all__ = ["FIELD", "HEADER", "SAFE", "SEAT", "UPLOADS", "Guard", "checked", "csrf_of"]

FIELD = "csrf"
HEADER = "x-csrf-token"
# The cookie of a session, where people log in.
SEAT = "reportedly_session"
# Paths that take files.
UPLOADS = ("/add", "/api/v1/reports")
SAFE = {"GET", "HEAD", "OPTIONS"}
_PROCESS = secrets.token_bytes(32)
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # Not "no-referrer": browsers then send "Origin: null" with our own forms, and nothing would tell them from those of a foreign page.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}


class Guard:
    """The gate in front of the application.

    Args:
        app: The application behind it.
        settings: How the workplace is run.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent = _with_headers(send, secure=self.settings.secure)
        try:
            _check_host(scope, self.settings.hosts)
            _check_origin(scope)
            body = _Body(scope, receive, self._limit(scope["path"]))
            await self.app(scope, body.receive, body.sent_unless_over(sent))
            body.check()
        except Refused as problem:
            await answer(Request(scope, receive), problem)(scope, receive, sent)
        except Exception as error:  # noqa: BLE001 (whatever goes wrong, the answer has the headers and tells nothing)
            await broken(Request(scope, receive), error)(scope, receive, sent)

    def _limit(self, path: str) -> int:
        return self.settings.upload_limit if path.startswith(UPLOADS) else self.settings.body_limit


def _check_host(scope: Scope, hosts: tuple[str, ...]) -> None:
    asked = Headers(scope=scope).getlist("host")
    if len(asked) != 1 or _name(asked[0]) not in hosts:
        raise Refused(400, "This address is not one that this workplace answers to", mend="Use the address that reportedly serve printed.")


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _check_origin(scope: Scope) -> None:
    headers = Headers(scope=scope)
    site, origin = headers.get("sec-fetch-site", ""), headers.get("origin")
    if scope["method"] in SAFE:
        # A link from elsewhere may lead here; a foreign page may load nothing of ours into itself.
        if site in {"cross-site", "same-site"} and headers.get("sec-fetch-mode") != "navigate":
            raise Refused(403, "Another site asked for this page", mend="Open it in a tab of its own.")
        return
    if site not in {"", "same-origin", "none"} or (origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()):
        raise Refused(403, "Another site tried to change something here", mend="Nothing was changed.")


class _Body:
    """The body of a request, counted as it comes: what tells no size, or a wrong one, is bounded too."""

    def __init__(self, scope: Scope, receive: Receive, limit: int) -> None:
        told = Headers(scope=scope).get("content-length", "0")
        if not (told.isascii() and told.isdigit()) or int(told) > limit:
            raise _too_large(limit)
        self._receive, self.limit, self._taken, self._answered = receive, limit, 0, False

    @property
    def over(self) -> bool:
        """Whether more came than may, and nothing was answered before."""
        return self._taken > self.limit and not self._answered

    def check(self) -> None:
        """Refuse what was too much.

        Raises:
            Refused: If it was.
        """
        if self.over:
            raise _too_large(self.limit)

    async def receive(self) -> Message:
        """The next piece."""
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        self.check()
        return message

    def sent_unless_over(self, send: Send) -> Send:
        """Sends what the application answers; the parsers of bodies turn our refusal into words of their own, which are left out."""

        async def sent(message: Message) -> None:
            if not self.over:
                self._answered = True
                await send(message)

        return sent


def _too_large(limit: int) -> Refused:
    return Refused(413, f"More than {limit // (1024 * 1024)} MB at once", mend="Send less at once.")


def _with_headers(send: Send, *, secure: bool) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if secure:
                headers.setdefault("strict-transport-security", "max-age=31536000")
            headers.setdefault("cache-control", "private, no-cache")
        await send(message)

    return sent


def csrf_of(request: HTTPConnection) -> str:
    """The token that every change made from a page has to carry: of this session, or of this process where nobody logs in."""
    seat = request.cookies.get(SEAT, "") if settings_of(request).team else ""
    return hmac.new(seat.encode() or _PROCESS, b"csrf", hashlib.sha256).hexdigest()


async def checked(request: Request) -> None:
    """A dependency of every page: whatever changes something carries the token, in a header or in a field of its form.

    Raises:
        Refused: If it does not.
    """
    if request.method in SAFE or request.url.path.startswith(API):
        return
    given = request.headers.get(HEADER) or (await request.form()).get(FIELD)
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), csrf_of(request).encode()):
        raise Refused(403, "This page is older than the server that got it", mend="Nothing was changed. Go back, reload the page and try again.")

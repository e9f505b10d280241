"""The doors of a team's workplace: nobody reads anything without a session or a token, and what is done is put into the audit log."""

from base64 import b64decode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.errors import StoreError
from reportedly.model.accounts import Account, rights_of
from reportedly.serve.guard import SAFE, SEAT
from reportedly.serve.hand import now
from reportedly.serve.limits import Bucket
from reportedly.serve.problems import API, Refused
from reportedly.serve.signing import open_session, open_token
from reportedly.serve.viewer import Role, Viewer
from reportedly.store import Store
from reportedly.store.auditing import keep_audit

__all__ = ["Doors", "address_of", "is_open", "secret_in"]

# What writes its own lines, which say more.
_THEIR_OWN = ("/login", "/logout", "/account", "/add")
# Parts of addresses at which something leaves the house.
_EXPORTS = ("/export", "/exports", "/snapshot", "/unmask")


def is_open(path: str) -> bool:
    """Whether a path is open to everybody: the page to log in at, and style sheets and scripts of the package, which tell nothing of a store."""
    return path == "/login" or path.startswith("/static/")


@dataclass(frozen=True, slots=True)
class _Seat:
    """Who asks, and by which token if by one."""

    viewer: Viewer
    account: Account
    token: str | None = None


class _Soon:
    """Does what nobody waits for in a thread of its own, one after the other."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "reportedly-doors")
        self._waiting: set[str] = set()

    def __call__(self, key: str, do: Callable[[], None]) -> None:
        if key not in self._waiting:
            self._waiting.add(key)
            self._thread.submit(self._do, key, do)

    def _do(self, key: str, do: Callable[[], None]) -> None:
        try:
            # While somebody writes for long, a note of when a session was seen last is not worth more than another try.
            with suppress(StoreError):
                do()
        finally:
            self._waiting.discard(key)


class Doors:
    """The doors in front of an application.

    Args:
        app: The application behind them.
        store: The store with the accounts.
        bucket: What bounds how often a token may ask.
    """

    def __init__(self, app: ASGIApp, store: Store, bucket: Bucket | None = None) -> None:
        self.app, self.store, self.bucket, self._soon = app, store, bucket or Bucket(), _Soon()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, lead it to the page to sign in at, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        seat = await run_sync(self._seat, headers)
        if seat is None and not is_open(scope["path"]):
            await _outside(scope, headers)(scope, receive, send)
            return
        if seat is None:
            await self.app(scope, receive, send)
            return
        if seat.token is not None and (wait := self.bucket.wait(seat.token)) > 0:
            raise Refused(429, "This token asks too often", mend=f"Wait {wait} seconds.", headers={"retry-after": str(wait)})
        state = scope.setdefault("state", {})
        state["viewer"], state["account"], state["token"] = seat.viewer, seat.account, seat.token
        status = 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self.app(scope, receive, watched)
        if status < 400 and _is_logged(scope):
            await run_sync(self._log, seat, scope)

    def _seat(self, headers: Headers) -> _Seat | None:
        given = _token_in(headers)
        if given is not None:
            found = open_token(self.store, given, now(), self._soon)
            if found is None:
                return None
            token, account = found
            rights = rights_of(account.role, token.scopes)
            return _Seat(Viewer(account.name, Role(account.role.value), local=False, rights=rights), account, token.id)
        secret = secret_in(headers)
        session = open_session(self.store, secret, now(), self._soon) if secret else None
        if session is None:
            return None
        account = session[1]
        return _Seat(Viewer(account.name, Role(account.role.value), local=False), account)

    def _log(self, seat: _Seat, scope: Scope) -> None:
        about = f"{scope['method']} {scope['path']}{f' by token {seat.token}' if seat.token else ''}"
        with self.store.writing() as connection:
            keep_audit(connection, now(), seat.viewer.name, _action(scope), about, address_of(scope))


_ACTIONS = (
    ("unmask", "looked at names that are withheld"),
    ("expunge", "expunged somebody"),
    ("undo", "took a decision back"),
    ("decisions", "decided"),
    ("decide", "decided"),
    ("review", "decided"),
    ("export", "exported"),
    ("snapshot", "took the bytes of a report"),
    ("/reports", "added reports"),
)


def _is_logged(scope: Scope) -> bool:
    if scope["path"].startswith(_THEIR_OWN):
        return False
    return scope["method"] not in SAFE or any(part in scope["path"] for part in _EXPORTS)


def _action(scope: Scope) -> str:
    path = scope["path"]
    return next((words for part, words in _ACTIONS if part in path), "changed something")


def _outside(scope: Scope, headers: Headers) -> ASGIApp:
    if scope["path"].startswith(API) or "authorization" in headers:
        raise Refused(401, "Nobody is signed in", mend="Give a token that stands: Authorization: Bearer …", headers={"www-authenticate": "Bearer"})
    if scope["method"] not in SAFE or headers.get("hx-request"):
        # A piece of a page cannot become the page to sign in at: the browser is asked to load that.
        raise Refused(401, "You are not logged in", mend="Your session has ended: log in again.", headers={"hx-redirect": "/login"})
    query = scope["query_string"].decode("latin-1")
    return RedirectResponse(f"/login?to={quote(scope['path'] + (f'?{query}' if query else ''), safe='')}", 303)


def _token_in(headers: Headers) -> str | None:
    kind, _, given = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return given.strip()
    if kind.lower() == "basic":
        # Feed readers and calendars can send a name and a password only; the password is the token.
        try:
            return b64decode(given.strip(), validate=True).decode().partition(":")[2]
        except ValueError:
            return ""
    return None


def secret_in(headers: Headers) -> str | None:
    """The secret of the session that a browser sends, if it sends one."""
    return cookie_parser(headers.get("cookie", "")).get(SEAT)


def address_of(scope: Scope) -> str:
    """The network address that a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else ""

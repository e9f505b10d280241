"""Signing in and out: sessions with an end, attempts that are counted, and a line in the audit log for each."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from reportedly.model.accounts import Account, ApiToken, Scope, Session
from reportedly.serve.passwords import fits, hashed, outdated
from reportedly.store import Connection, Store
from reportedly.store.accounts import credentials_of, set_password
from reportedly.store.auditing import keep_audit
from reportedly.store.sessions import (
    attempts_since,
    drop_old_attempts,
    drop_old_sessions,
    end_session,
    forget_attempts,
    keep_attempt,
    keep_session,
    keep_token,
    session_of,
    token_of,
    touch_session,
    touch_token,
)

__all__ = [
    "ABSOLUTE",
    "IDLE",
    "TOKEN_MARK",
    "Later",
    "SignedIn",
    "TooManyAttemptsError",
    "make_token",
    "open_session",
    "open_token",
    "sign_in",
    "sign_out",
]

IDLE = timedelta(hours=8)
ABSOLUTE = timedelta(days=14)
# Searched for by programs that look for secrets that were published by mistake.
TOKEN_MARK = "rptd_"  # noqa: S105 (a beginning, no secret)
_WINDOW = timedelta(minutes=15)
# Seen is written at most so often, so that a reader does not become a writer with each page.
_TOUCH = timedelta(minutes=1)
_PAIR, _ADDRESS, _ACCOUNT = 5, 30, 50


class TooManyAttemptsError(Exception):
    """Too many attempts to sign in have failed. ``seconds`` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many failed attempts, wait {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who has signed in, and the secret of their session, which is told once."""

    account: Account
    secret: str


def sign_in(store: Store, name: str, password: str, *, at: datetime, address: str, agent: str, old: str | None = None) -> SignedIn | None:
    """Sign in.

    Args:
        store: The store.
        name: The name of the account.
        password: Its password.
        at: The moment.
        address: The network address that the attempt comes from.
        agent: What the browser calls itself.
        old: The secret of the session that the browser had before; it ends.

    Returns:
        The account and the secret of a new session; None if the name or the password is wrong or the account is disabled, which looks the same.

    Raises:
        TooManyAttemptsError: If too many attempts have failed against this account or from this address.
    """
    with store.reading() as connection:
        _check_attempts(connection, name, address, at)
        found = credentials_of(connection, name)
    usable = found if found is not None and not found.account.disabled else None
    fitting = fits(password, usable.password if usable else None)
    with store.writing() as connection:
        drop_old_attempts(connection, at - _WINDOW)
        if not fitting or usable is None:
            keep_attempt(connection, [subject for subject, _ in _subjects(name, address)], at)
            # A name that is none may be a password typed into the wrong field: it is not kept.
            keep_audit(connection, at, found.account.name if found else "", "failed to log in", "", address)
            return None
        if outdated(usable.password):
            set_password(connection, usable.account, hashed(password))
        forget_attempts(connection, _subjects(name, address)[0][0])
        drop_old_sessions(connection, seen_before=at - IDLE, created_before=at - ABSOLUTE)
        _end(connection, old)
        secret = secrets.token_urlsafe(32)
        keep_session(connection, secret, usable.account, at, address, agent)
        keep_audit(connection, at, usable.account.name, "logged in", "", address)
        return SignedIn(usable.account, secret)


def _subjects(name: str, address: str) -> tuple[tuple[str, int], ...]:
    # The pair comes first and bears least, so that a stranger elsewhere cannot easily lock somebody out.
    folded = name.strip().casefold()[:256]
    return ((f"pair {folded} {address}", _PAIR), (f"address {address}", _ADDRESS), (f"account {folded}", _ACCOUNT))


def _check_attempts(connection: Connection, name: str, address: str, at: datetime) -> None:
    for subject, most in _subjects(name, address):
        failed = attempts_since(connection, subject, at - _WINDOW)
        if len(failed) >= most:
            raise TooManyAttemptsError(max(1, int((failed[-most] + _WINDOW - at).total_seconds()) + 1))


def _end(connection: Connection, secret: str | None) -> None:
    found = session_of(connection, secret) if secret else None
    if found is not None:
        end_session(connection, found[1], found[0].id)


def sign_out(store: Store, secret: str, *, at: datetime, address: str) -> None:
    """End a session."""
    with store.writing() as connection:
        found = session_of(connection, secret)
        if found is not None:
            end_session(connection, found[1], found[0].id)
            keep_audit(connection, at, found[1].name, "logged out", "", address)


Later = Callable[[str, Callable[[], None]], None]
"""Does something that nobody has to wait for, at once or soon; what has the same key and waits already is not done twice."""


def _at_once(_: str, do: Callable[[], None]) -> None:
    do()


def open_session(store: Store, secret: str, at: datetime, later: Later = _at_once) -> tuple[Session, Account] | None:
    """The session that a secret opens; None if there is none, or its time is over, or its account is disabled.

    Args:
        store: The store.
        secret: The secret.
        at: The moment.
        later: Takes on what has to be noted in the store, so that a reader need not wait for somebody who writes.
    """
    with store.reading() as connection:
        found = session_of(connection, secret)
    if found is None:
        return None
    session, account = found
    if account.disabled or at - session.seen > IDLE or at - session.created > ABSOLUTE:
        return None
    if at - session.seen > _TOUCH:
        later(session.id, lambda: _written(store, lambda connection: touch_session(connection, secret, at)))
    return found


def _written(store: Store, write: Callable[[Connection], None]) -> None:
    with store.writing() as connection:
        write(connection)


def make_token(store: Store, account: Account, label: str, scopes: Iterable[Scope], *, at: datetime, address: str = "") -> tuple[ApiToken, str]:
    """Make a token for programs.

    Returns:
        The token and its secret, which is told once.
    """
    secret = TOKEN_MARK + secrets.token_urlsafe(32)
    with store.writing() as connection:
        token = keep_token(connection, secret, account, label, scopes, at)
        keep_audit(connection, at, account.name, "made a token", f"{token.id} {' '.join(token.scopes)}", address)
    return token, secret


def open_token(store: Store, secret: str, at: datetime, later: Later = _at_once) -> tuple[ApiToken, Account] | None:
    """The token that a secret is; None if there is none or its account is disabled.

    Args:
        store: The store.
        secret: The secret.
        at: The moment.
        later: As for a session.
    """
    with store.reading() as connection:
        found = token_of(connection, secret)
    if found is None or found[1].disabled:
        return None
    token = found[0]
    if token.used is None or at - token.used > _TOUCH:
        later(token.id, lambda: _written(store, lambda connection: touch_token(connection, token, at)))
    return found

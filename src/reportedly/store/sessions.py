"""What opens the doors: sessions, API tokens, and the count of failed attempts. Only hashes of secrets are kept."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from reportedly.model.accounts import Account, AccountRole, ApiToken, Scope, Session
from reportedly.store.account_tables import accounts, attempts, sessions, tokens
from reportedly.store.accounts import moment, stamp

__all__ = [
    "attempts_since",
    "drop_old_attempts",
    "drop_old_sessions",
    "end_session",
    "end_sessions",
    "end_token",
    "forget_attempts",
    "keep_attempt",
    "keep_session",
    "keep_token",
    "key_of",
    "session_of",
    "sessions_of",
    "token_of",
    "tokens_of",
    "touch_session",
    "touch_token",
]

_SHOWN = 16
_AGENT = 200
_OWNER = (accounts.c.number, accounts.c.name, accounts.c.role, accounts.c.disabled, accounts.c.created.label("account_created"))


def key_of(secret: str) -> str:
    """What is kept of a secret. Secrets are random and long, so a plain hash cannot be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _owner(row: Row[Any]) -> Account:
    return Account(row.number, row.name, AccountRole(row.role), bool(row.disabled), moment(row.account_created))


# ---- sessions --------------------------------------------------------------------------------------------------------------------


def keep_session(connection: Connection, secret: str, account: Account, at: datetime, address: str, agent: str) -> None:
    """Keep a session that begins."""
    row = {"key": key_of(secret), "account": account.number, "created": stamp(at), "seen": stamp(at), "address": address, "agent": agent[:_AGENT]}
    connection.execute(insert(sessions).values(row))


def session_of(connection: Connection, secret: str) -> tuple[Session, Account] | None:
    """The session that a secret opens, with its account."""
    query = select(sessions, *_OWNER).join(accounts, accounts.c.number == sessions.c.account)
    row = connection.execute(query.where(sessions.c.key == key_of(secret))).first()
    return (_session(row), _owner(row)) if row else None


def _session(row: Row[Any]) -> Session:
    return Session(row.key[:_SHOWN], row.account, moment(row.created), moment(row.seen), row.address, row.agent)


def sessions_of(connection: Connection, account: Account) -> list[Session]:
    """The sessions of an account, the one last seen first."""
    query = select(sessions).where(sessions.c.account == account.number).order_by(sessions.c.seen.desc(), sessions.c.key)
    return [_session(row) for row in connection.execute(query)]


def touch_session(connection: Connection, secret: str, at: datetime) -> None:
    """Note that a session is in use."""
    connection.execute(update(sessions).where(sessions.c.key == key_of(secret)).values(seen=stamp(at)))


def end_session(connection: Connection, account: Account, shown: str) -> bool:
    """End one session of an account by its id, and tell whether there was one."""
    gone = delete(sessions).where(sessions.c.account == account.number, func.substr(sessions.c.key, 1, _SHOWN) == shown)
    return connection.execute(gone).rowcount > 0


def end_sessions(connection: Connection, account: Account, *, but: str | None = None) -> None:
    """End all sessions of an account, except the one that a secret opens."""
    gone = delete(sessions).where(sessions.c.account == account.number)
    connection.execute(gone.where(sessions.c.key != key_of(but)) if but else gone)


def drop_old_sessions(connection: Connection, *, seen_before: datetime, created_before: datetime) -> None:
    """Forget sessions that can be used no more."""
    connection.execute(delete(sessions).where((sessions.c.seen < stamp(seen_before)) | (sessions.c.created < stamp(created_before))))


# ---- tokens ----------------------------------------------------------------------------------------------------------------------


def keep_token(connection: Connection, secret: str, account: Account, label: str, scopes: Iterable[Scope], at: datetime) -> ApiToken:
    """Keep a token that was made."""
    chosen = tuple(scope for scope in Scope if scope in set(scopes))
    row = {"key": key_of(secret), "account": account.number, "label": label, "scopes": " ".join(chosen), "created": stamp(at), "used": None}
    connection.execute(insert(tokens).values(row))
    return ApiToken(str(row["key"])[:_SHOWN], account.number, label, chosen, moment(stamp(at)))


def token_of(connection: Connection, secret: str) -> tuple[ApiToken, Account] | None:
    """The token that a secret is, with its account."""
    query = select(tokens, *_OWNER).join(accounts, accounts.c.number == tokens.c.account)
    row = connection.execute(query.where(tokens.c.key == key_of(secret))).first()
    return (_token(row), _owner(row)) if row else None


def _token(row: Row[Any]) -> ApiToken:
    scopes = tuple(Scope(scope) for scope in row.scopes.split())
    return ApiToken(row.key[:_SHOWN], row.account, row.label, scopes, moment(row.created), moment(row.used) if row.used else None)


def tokens_of(connection: Connection, account: Account) -> list[ApiToken]:
    """The tokens of an account, the newest first."""
    query = select(tokens).where(tokens.c.account == account.number).order_by(tokens.c.created.desc(), tokens.c.key)
    return [_token(row) for row in connection.execute(query)]


def touch_token(connection: Connection, token: ApiToken, at: datetime) -> None:
    """Note that a token was used."""
    used = update(tokens).where(tokens.c.account == token.account, func.substr(tokens.c.key, 1, _SHOWN) == token.id)
    connection.execute(used.values(used=stamp(at)))


def end_token(connection: Connection, account: Account, shown: str) -> bool:
    """End one token of an account by its id, and tell whether there was one."""
    gone = delete(tokens).where(tokens.c.account == account.number, func.substr(tokens.c.key, 1, _SHOWN) == shown)
    return connection.execute(gone).rowcount > 0


# ---- failed attempts -------------------------------------------------------------------------------------------------------------


def keep_attempt(connection: Connection, subjects: Iterable[str], at: datetime) -> None:
    """Count a failed attempt against some subjects, such as an account and an address."""
    connection.execute(insert(attempts), [{"subject": key_of(subject), "at": stamp(at)} for subject in subjects])


def attempts_since(connection: Connection, subject: str, since: datetime) -> list[datetime]:
    """The moments of failed attempts against a subject, the first first."""
    query = select(attempts.c.at).where(attempts.c.subject == key_of(subject), attempts.c.at >= stamp(since))
    return [moment(at) for at in connection.execute(query.order_by(attempts.c.at)).scalars()]


def forget_attempts(connection: Connection, subject: str) -> None:
    """Forget failed attempts against a subject."""
    connection.execute(delete(attempts).where(attempts.c.subject == key_of(subject)))


def drop_old_attempts(connection: Connection, before: datetime) -> None:
    """Forget attempts that count no more."""
    connection.execute(delete(attempts).where(attempts.c.at < stamp(before)))

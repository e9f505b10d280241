"""Accounts: who may sign in, and as what."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from reportedly.errors import StoreError, UsageError
from reportedly.model.accounts import Account, AccountRole
from reportedly.store.account_tables import accounts, sessions, tokens

__all__ = [
    "Credentials",
    "account_named",
    "account_numbered",
    "add_account",
    "all_accounts",
    "checked_name",
    "credentials_of",
    "has_accounts",
    "moment",
    "set_disabled",
    "set_password",
    "set_role",
    "stamp",
]

_LONGEST = 64
_MARKS = frozenset("._-@")


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account with the hash of its password."""

    account: Account
    password: str


def stamp(at: datetime) -> str:
    """A moment as it is kept: in UTC, so that moments sort as text."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def moment(kept: str) -> datetime:
    """A moment that was kept."""
    return datetime.fromisoformat(kept)


def checked_name(given: str) -> str:
    """A name of an account as it is kept: case-folded.

    Raises:
        UsageError: If it is empty, too long, or has other signs than letters, digits and ``. _ - @``.
    """
    name = unicodedata.normalize("NFKC", given).strip().casefold()
    if not 0 < len(name) <= _LONGEST or not all(sign.isalnum() or sign in _MARKS for sign in name):
        raise UsageError("not a name for an account", mend=f"use up to {_LONGEST} letters, digits, and . _ - @")
    return name


def add_account(connection: Connection, name: str, role: AccountRole, password: str, at: datetime) -> Account:
    """Add an account.

    Args:
        connection: A connection that may write.
        name: Its name.
        role: Its role.
        password: The hash of its password.
        at: The moment.

    Raises:
        UsageError: If the name is none.
        StoreError: If there is an account of that name.
    """
    kept = checked_name(name)
    if connection.execute(select(accounts.c.number).where(accounts.c.name == kept)).first():
        raise StoreError("there is an account of that name", where=kept, mend="choose another name, or see reportedly account list")
    row = {"name": kept, "role": role.value, "password": password, "disabled": 0, "created": stamp(at)}
    number = connection.execute(insert(accounts).values(row).returning(accounts.c.number)).scalar_one()
    return Account(number, kept, role, False, moment(stamp(at)))


def _account(row: Any) -> Account:
    return Account(row.number, row.name, AccountRole(row.role), bool(row.disabled), moment(row.created))


def credentials_of(connection: Connection, name: str) -> Credentials | None:
    """The account of that name with the hash of its password, whether it is disabled or not."""
    try:
        kept = checked_name(name)
    except UsageError:
        return None
    row = connection.execute(select(accounts).where(accounts.c.name == kept)).first()
    return Credentials(_account(row), row.password) if row else None


def account_named(connection: Connection, name: str) -> Account:
    """The account of that name.

    Raises:
        StoreError: If there is none.
    """
    found = credentials_of(connection, name)
    if found is None:
        raise StoreError("there is no account of that name", where=name, mend="see reportedly account list")
    return found.account


def account_numbered(connection: Connection, number: int) -> Account | None:
    """The account with that number."""
    row = connection.execute(select(accounts).where(accounts.c.number == number)).first()
    return _account(row) if row else None


def all_accounts(connection: Connection) -> list[Account]:
    """All accounts by name."""
    return [_account(row) for row in connection.execute(select(accounts).order_by(accounts.c.name))]


def has_accounts(connection: Connection) -> bool:
    """Whether anybody can sign in."""
    return connection.execute(select(accounts.c.number).where(accounts.c.disabled == 0).limit(1)).first() is not None


def set_password(connection: Connection, account: Account, password: str) -> None:
    """Give an account the hash of another password, and end its sessions: whoever knew the old one is out."""
    connection.execute(update(accounts).where(accounts.c.number == account.number).values(password=password))
    connection.execute(delete(sessions).where(sessions.c.account == account.number))


def set_role(connection: Connection, account: Account, role: AccountRole) -> None:
    """Give an account another role.

    Raises:
        UsageError: If nobody would be left to administer.
    """
    if role is not AccountRole.ADMIN:
        _check_admin_stays(connection, account)
    connection.execute(update(accounts).where(accounts.c.number == account.number).values(role=role.value))


def set_disabled(connection: Connection, account: Account, *, disabled: bool) -> None:
    """Let an account sign in no more, or again. Its sessions and tokens end; what it decided stays.

    Raises:
        UsageError: If nobody would be left to administer.
    """
    if disabled:
        _check_admin_stays(connection, account)
        connection.execute(delete(sessions).where(sessions.c.account == account.number))
        connection.execute(delete(tokens).where(tokens.c.account == account.number))
    connection.execute(update(accounts).where(accounts.c.number == account.number).values(disabled=int(disabled)))


def _check_admin_stays(connection: Connection, account: Account) -> None:
    if account.role is not AccountRole.ADMIN or account.disabled:
        return
    others = select(func.count()).select_from(accounts).where(accounts.c.role == AccountRole.ADMIN.value, accounts.c.disabled == 0)
    if connection.execute(others.where(accounts.c.number != account.number)).scalar_one() == 0:
        raise UsageError("the last admin has to stay one", where=account.name, mend="make somebody else an admin first")

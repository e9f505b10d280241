"""Who uses a store together: accounts, what each may do, and the record of what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Account", "AccountRole", "ApiToken", "AuditEntry", "Right", "Scope", "Session", "rights_of"]


class AccountRole(StrEnum):
    """What an account is for."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


class Scope(StrEnum):
    """What an API token is for."""

    READ = "read"
    DECIDE = "decide"
    ADD = "add"
    ADMIN = "admin"


class Right(StrEnum):
    """What somebody may do."""

    READ = "read"
    DECIDE = "decide"
    ADD = "add"
    UNMASK = "unmask"
    ADMIN = "admin"


_OF_ROLE = {
    AccountRole.READER: frozenset({Right.READ}),
    AccountRole.EDITOR: frozenset({Right.READ, Right.DECIDE, Right.ADD, Right.UNMASK}),
    AccountRole.ADMIN: frozenset(Right),
}
# A token lies in files and scripts: only one that an admin made for administering shows names that are withheld.
_OF_SCOPE = {
    Scope.READ: frozenset({Right.READ}),
    Scope.DECIDE: frozenset({Right.READ, Right.DECIDE}),
    Scope.ADD: frozenset({Right.READ, Right.ADD}),
    Scope.ADMIN: frozenset({Right.READ, Right.UNMASK, Right.ADMIN}),
}


def rights_of(role: AccountRole, scopes: Iterable[Scope] | None = None) -> frozenset[Right]:
    """What an account may do; through a token only what its scopes let through as well.

    Args:
        role: The role of the account.
        scopes: The scopes of the token, or None when somebody signed in with a password.
    """
    own = _OF_ROLE[role]
    if scopes is None:
        return own
    through = frozenset[Right]().union(*(_OF_SCOPE[scope] for scope in scopes))
    # The scope of administering is of no use to an account that does not administer.
    return own & through if Right.ADMIN in own else own & through - {Right.UNMASK}


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. ``name`` is case-folded; decisions carry it."""

    number: int
    name: str
    role: AccountRole
    disabled: bool
    created: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. ``id`` names the session and does not open it; ``agent`` is what the browser calls itself."""

    id: str
    account: int
    created: datetime
    seen: datetime
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token for programs. ``id`` names it and does not open anything; ``used`` is the last day of its use."""

    id: str
    account: int
    label: str
    scopes: tuple[Scope, ...]
    created: datetime
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something that somebody did. ``about`` holds ids, never names of people told of in reports."""

    number: int
    at: datetime
    who: str
    action: str
    about: str
    address: str

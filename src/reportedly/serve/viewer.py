"""Who looks. Alone on one machine nobody logs in: whoever can reach it is the owner of the account it runs under."""

import getpass
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from reportedly.model.accounts import AccountRole as Role
from reportedly.model.accounts import Right, rights_of
from reportedly.serve.hand import settings_of
from reportedly.serve.problems import Refused

__all__ = ["Editor", "Role", "Viewer", "current", "editing"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the name that their decisions are kept under, and what they may do. ``local`` is the owner of the machine, who need not log in.

    ``rights`` are fewer than those of the role when a program asks with a token.
    """

    name: str
    role: Role
    local: bool
    rights: frozenset[Right] | None = None

    def may(self, right: Right) -> bool:
        """Whether they may do something."""
        return right in (rights_of(self.role) if self.rights is None else self.rights)

    @property
    def may_decide(self) -> bool:
        """Whether they may decide and add reports."""
        return self.may(Right.DECIDE)


def current(request: HTTPConnection) -> Viewer:
    """Who looks.

    Raises:
        Refused: If nobody is logged in where everybody has to be.
    """
    if not settings_of(request).team:
        return Viewer(getpass.getuser(), Role.ADMIN, local=True)
    viewer: Viewer | None = request.scope.get("state", {}).get("viewer")
    if viewer is None:
        raise Refused(401, "You are not logged in", mend="Log in first.")
    return viewer


def editing(request: HTTPConnection) -> Viewer:
    """Who decides or adds.

    Raises:
        Refused: If they may only read.
    """
    viewer = current(request)
    if not viewer.may_decide:
        raise Refused(403, "Your account may read, not decide", mend="Ask an administrator for the role of an editor.")
    return viewer


Editor = Annotated[Viewer, Depends(editing)]

"""Who looks. Alone on one machine nobody logs in: whoever can reach it is the owner of the account it runs under."""

import getpass
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from reportedly.serve.hand import settings_of
from reportedly.serve.problems import Refused

__all__ = ["Editor", "Role", "Viewer", "current", "editing"]


class Role(StrEnum):
    """What somebody may do: read, decide as well, or look after accounts as well."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the name that their decisions are kept under, and what they may do. ``local`` is the owner of the machine, who need not log in."""

    name: str
    role: Role
    local: bool

    @property
    def may_decide(self) -> bool:
        """Whether they may decide and add reports."""
        return self.role in {Role.EDITOR, Role.ADMIN}


def current(request: HTTPConnection) -> Viewer:
    """Who looks.

    Raises:
        Refused: If nobody is logged in where everybody has to be.
    """
    if not settings_of(request).team:
        return Viewer(getpass.getuser(), Role.ADMIN, local=True)
    raise Refused(401, "You are not logged in", mend="Log in first.")


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

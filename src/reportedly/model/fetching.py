"""What was asked of a server and what it answered, as it is kept beside the bytes of a page."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Exchange", "Headers"]

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request for a page and its answer, without the body.

    ``asked`` is the address that was asked for first and ``url`` the one that answered after redirections; ``address`` is the number of the machine
    that answered. Headers stand in the order and with the names in which they were sent. ``at`` is the moment of the request.
    """

    asked: str
    url: str
    at: datetime
    status: int
    reason: str
    request: Headers
    headers: Headers
    address: str

    def header(self, name: str) -> str | None:
        """The first header of the answer with that name, in any case of its letters."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

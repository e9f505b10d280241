"""How much of a server is put up with, and who says that it is us who ask."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from reportedly import __version__
from reportedly.errors import UsageError

__all__ = ["ALLOW_HOSTS", "CONTACT", "ROBOTS_NAME", "FetchRules", "rules_from"]

ALLOW_HOSTS = "REPORTEDLY_ALLOW_HOSTS"
CONTACT = "REPORTEDLY_CONTACT"
ROBOTS_NAME = "reportedly"
_CONTROL = frozenset(map(chr, range(32))) | {"\x7f"}


@dataclass(frozen=True, slots=True)
class FetchRules:
    """Limits of one fetch.

    ``max_bytes`` counts for the body both as sent and unpacked; ``seconds`` for the whole of a fetch with all its redirections, ``quiet_seconds`` for
    the time in which nothing comes; ``ratio`` is how many times larger a body may become by unpacking once it is larger than a megabyte.
    ``allowed_hosts`` are names of hosts, or ``host:port``, that may be on the own network. ``contact`` is told to servers.
    """

    allowed_hosts: frozenset[str] = frozenset()
    contact: str | None = None
    max_bytes: int = 50_000_000
    seconds: float = 90.0
    quiet_seconds: float = 20.0
    redirects: int = 5
    ratio: int = 200
    header_bytes: int = 32_768

    @property
    def user_agent(self) -> str:
        """What servers are told about who asks."""
        return f"{ROBOTS_NAME}/{__version__} (reads news reports of criminal cases{f'; {self.contact}' if self.contact else ''})"

    def up_to(self, max_bytes: int) -> "FetchRules":
        """The same rules with another largest size."""
        return replace(self, max_bytes=max_bytes)


def rules_from(environment: Mapping[str, str] = os.environ) -> FetchRules:
    """The rules as the environment sets them: ``REPORTEDLY_ALLOW_HOSTS`` (names, with commas between) and ``REPORTEDLY_CONTACT``.

    Raises:
        UsageError: If the contact cannot stand in a header.
    """
    contact = environment.get(CONTACT, "").strip() or None
    if contact and (not contact.isascii() or _CONTROL & set(contact) or "(" in contact or ")" in contact):
        raise UsageError("the contact cannot be told to servers", where=CONTACT, mend="give an e-mail address or the address of a page")
    hosts = (host.strip().lower() for host in environment.get(ALLOW_HOSTS, "").split(","))
    return FetchRules(allowed_hosts=frozenset(filter(None, hosts)), contact=contact)

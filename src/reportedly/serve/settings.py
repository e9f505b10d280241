"""How the workplace is run: frozen once it has started."""

from dataclasses import dataclass
from datetime import date

__all__ = ["LOOPBACK", "Settings", "hosts_of"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """How the workplace is run.

    ``db`` is the place of the store. ``host`` and ``port`` are what it listens on; ``hosts`` the names (without port, lower case) by which browsers
    may ask for it: any other is refused, so that no foreign page can reach it by a name of its own. ``team`` asks everybody to log in. ``secure``
    tells that browsers reach it by HTTPS. ``as_of`` is the day to look from, today if None. Sizes are bytes, times seconds: ``body_limit`` holds for
    every request, ``upload_limit`` for those that bring files.
    """

    db: str
    host: str = "127.0.0.1"
    port: int = 8042
    team: bool = False
    hosts: tuple[str, ...] = LOOPBACK
    secure: bool = False
    as_of: date | None = None
    body_limit: int = 1 * _MEGABYTE
    upload_limit: int = 64 * _MEGABYTE
    upload_files: int = 100
    upload_seconds: float = 120.0
    threads: int = 8


def hosts_of(host: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names by which a workplace that listens on a host may be asked for.

    Args:
        host: What it listens on; an address that stands for all of a machine is no name.
        more: Further names, such as the one that a proxy answers to.
    """
    own = () if host in {"0.0.0.0", "::"} else (host.lower(),)  # noqa: S104 (compared, not bound)
    return tuple(dict.fromkeys((*LOOPBACK, *own, *(name.lower() for name in more))))

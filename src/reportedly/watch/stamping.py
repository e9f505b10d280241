"""Time stamps of what was kept: asked for after each round, one after the other, and again later when the authority fails."""

from datetime import datetime, timedelta

from reportedly.errors import InputError
from reportedly.review.stamping import stamp_bytes
from reportedly.store import Connection
from reportedly.store.fetching import host_of
from reportedly.store.stamps import due_stamps, next_stamp_moment, stamp_new_versions
from reportedly.watch.gathering import Tell
from reportedly.watch.settings import Watcher

__all__ = ["next_stamping", "stamp_from_now_on", "stamp_kept"]

_IN_ROUND = 100


def stamp_from_now_on(watcher: Watcher) -> None:
    """Remember, the first time that there is an authority, that all versions that are kept after this are to be stamped."""
    if watcher.authority is not None:
        with watcher.store.writing() as connection:
            stamp_new_versions(connection, watcher.clock.now())


def stamp_kept(watcher: Watcher, tell: Tell) -> int:
    """Ask for the time stamps of all versions that were kept since this is done, whoever kept them.

    Args:
        watcher: What watching goes by; nobody is asked when it names no authority.
        tell: Told the address of the authority and what went wrong.

    Returns:
        How many were given.
    """
    authority, clock = watcher.authority, watcher.clock
    if authority is None:
        return 0
    with watcher.store.writing() as connection:
        stamp_new_versions(connection, clock.now())
        host = host_of(connection, authority.url)
        due = due_stamps(connection, clock.now(), _IN_ROUND)
    if host.next_at is not None and host.next_at > clock.now():
        return 0
    given, ends_at = 0, clock.now() + timedelta(seconds=watcher.round_seconds)
    for sha256, tries in due:
        if watcher.stopped() or clock.now() > ends_at:
            break
        try:
            asked = stamp_bytes(watcher.store, sha256, tries, authority, watcher.rules, clock.now, watcher.chance)
        except InputError as error:
            tell(authority.url, error.what)
            break
        if asked:
            given += 1
            clock.sleep(watcher.gap)
    return given


def next_stamping(connection: Connection, watcher: Watcher) -> datetime | None:
    """When the next time stamp is to be asked for; None when none waits or nobody is asked."""
    due = next_stamp_moment(connection) if watcher.authority else None
    if due is None or watcher.authority is None:
        return None
    held = host_of(connection, watcher.authority.url).next_at
    return max(due, held) if held else due

"""Time stamps asked for and kept, one after the other; an authority that fails or lies leaves a note behind and nothing else."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import random

from reportedly.collect.politeness import backoff
from reportedly.collect.rules import FetchRules
from reportedly.collect.stamping import Authority, ask_for_stamp
from reportedly.errors import InputError, StampError
from reportedly.model.evidence import Evidence
from reportedly.store import Store
from reportedly.store.fetching import Fetch, host_of, keep_fetch, keep_host
from reportedly.store.reports import snapshot_named
from reportedly.store.stamps import keep_stamp, put_off_stamp, stamps_of

__all__ = ["stamp_bytes", "with_stamps"]

_COVERED = "the bytes were covered"


def stamp_bytes(
    store: Store, sha256: str, tries: int, authority: Authority, rules: FetchRules, now: Callable[[], datetime], chance: Callable[[], float] = random
) -> bool:
    """Ask for the time stamp of bytes in the store and keep it; what goes wrong is kept instead.

    Args:
        store: The store.
        sha256: The digest of the bytes.
        tries: How often it failed before.
        authority: Who is asked.
        rules: The limits of fetching.
        now: Tells the moment.
        chance: Gives numbers from 0 to 1.

    Returns:
        Whether the authority was asked; not when the bytes are not as they came in, since somebody was expunged from them.

    Raises:
        FetchError: If the authority could not be asked.
        StampError: If it gave no time stamp that holds.
    """
    with store.reading() as connection:
        snapshot = snapshot_named(connection, sha256)
    if snapshot is None or hashlib.sha256(snapshot.content).hexdigest() != sha256:
        with store.writing() as connection:
            put_off_stamp(connection, sha256, None, _COVERED)
        return False
    at = now()
    try:
        stamp = ask_for_stamp(snapshot.content, sha256, authority, rules, now)
    except InputError as error:
        with store.writing() as connection:
            host = host_of(connection, authority.url)
            keep_host(connection, replace(host, failures=host.failures + 1, next_at=now() + backoff(host.failures + 1, chance)))
            put_off_stamp(connection, sha256, now() + backoff(tries + 1, chance), error.what[:200])
            keep_fetch(connection, Fetch(at, authority.url, "stamp", 200 if isinstance(error, StampError) else None, error.what[:200]))
        raise
    with store.writing() as connection:
        keep_stamp(connection, stamp)
        keep_host(connection, replace(host_of(connection, authority.url), failures=0, next_at=None))
        keep_fetch(connection, Fetch(at, authority.url, "stamp", 200, "ok", len(stamp.token)))
    return True


def with_stamps(
    store: Store, evidence: Evidence, authority: Authority, rules: FetchRules, now: Callable[[], datetime]
) -> tuple[Evidence, InputError | None]:
    """The evidence with time stamps asked for that its pages do not have yet, as far as the authority gives them.

    Args:
        store: The store that the evidence is from.
        evidence: The evidence.
        authority: Who is asked.
        rules: The limits of fetching.
        now: Tells the moment.

    Returns:
        The evidence, and what went wrong: nobody is asked any more after that.
    """
    fault: InputError | None = None
    missing = dict.fromkeys(page.sha256 for page in evidence.pages if page.stamp is None and not page.covered)
    try:
        for sha256 in missing:
            stamp_bytes(store, sha256, 0, authority, rules, now)
    except InputError as error:
        fault = error
    with store.reading() as connection:
        found = stamps_of(connection, list(missing))
    pages = tuple(replace(page, stamp=page.stamp or found.get(page.sha256)) if not page.covered else page for page in evidence.pages)
    return replace(evidence, pages=pages), fault

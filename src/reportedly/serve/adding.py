"""Adding what people hand in to the store, one after the other: what cannot be read is told with its reason and ends nothing."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.collect.fetch import is_address
from reportedly.errors import InputError, ReportedlyError
from reportedly.review.casework import add
from reportedly.serve.hand import now
from reportedly.serve.problems import Refused
from reportedly.serve.reader import Material, shared
from reportedly.serve.settings import Settings
from reportedly.store import Store

__all__ = ["ADDRESSES", "Handled", "add_all", "bounded"]

# So many addresses at once: each is fetched while whoever asked waits.
ADDRESSES = 20
_OTHER_KINDS = re.compile(
    r"\.(?:jsonl|ndjson|csv|tsv|json|xml|ya?ml|docx?|xlsx?|odt|zip|tar|rar|7z|mp[34]|png|jpe?g|gif|webp|exe|warc)(?:\.gz)?$", re.I
)


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of something that was handed in: the report that it is, or why it was refused and what to do about it."""

    name: str
    report: str | None = None
    outcome: str | None = None
    cases: tuple[str, ...] = ()
    refused: str | None = None
    mend: str | None = None


def bounded(materials: Iterable[Material], settings: Settings) -> list[Material]:
    """What was handed in at once, if it is not too much.

    Raises:
        Refused: If it is nothing, or too many files or addresses.
    """
    found = list(materials)
    if not found:
        raise Refused(422, "Nothing was handed in", mend="Give a text, an address or files.")
    if len(found) > settings.upload_files:
        raise Refused(413, f"More than {settings.upload_files} reports at once", mend="Hand in fewer, or use reportedly add.")
    if sum(material.address is not None for material in found) > ADDRESSES:
        raise Refused(413, f"More than {ADDRESSES} addresses at once", mend="Hand in fewer, or use reportedly add.")
    return found


def add_all(store: Store, materials: Sequence[Material], settings: Settings) -> Iterator[Handled]:
    """Read and keep reports, one after the other, within the time that is given for all of them.

    Args:
        store: The store.
        materials: What was handed in; see ``bounded``.
        settings: How the workplace is run.

    Yields:
        What became of each, in their order, as soon as it is safely kept.
    """
    until = time.monotonic() + settings.upload_seconds
    for material in materials:
        try:
            yield _added(store, material, until, settings)
        except ReportedlyError as error:
            yield Handled(material.name, refused=error.what, mend=error.mend or None)


def _added(store: Store, material: Material, until: float, settings: Settings) -> Handled:
    _check(material)
    left = until - time.monotonic()
    if left <= 0:
        raise InputError("the time for all reports together was over", mend="hand it in again")
    found = shared().read(material, left, settings.upload_limit)
    done = add(store, found.reading, found.snapshot, now())
    return Handled(material.name, done.report, done.outcome.value, done.cases)


def _check(material: Material) -> None:
    if material.address is not None and not is_address(material.address):
        raise InputError("not a web address", mend="use http:// or https://")
    if material.address is None and _OTHER_KINDS.search(material.name):
        raise InputError("not a kind of file that is read here", mend="give plain text, HTML or PDF; JSON lines and archives are for reportedly add")

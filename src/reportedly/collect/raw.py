"""Records of archives before anything is looked for in them."""

from dataclasses import dataclass, field

from reportedly.collect.given import Overrides
from reportedly.collect.inputs import MAX_BYTES, Collected, collect_bytes
from reportedly.collect.page_at import collect_page
from reportedly.model.fetching import Exchange

__all__ = ["RawReport", "Trail", "collect_raw"]


@dataclass(frozen=True, slots=True)
class RawReport:
    """A record as it stands in an archive.

    ``record`` is its place in the inputs. ``url`` is the address where it was fetched, ``given`` what the archive states about it, ``exchange`` what
    was asked of the server and what it answered.
    """

    record: str
    content: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    given: Overrides = field(default_factory=Overrides)
    exchange: Exchange | None = None


@dataclass(slots=True)
class Trail:
    """What is noted while a piece is read: records that hold no page, where the first record begins, and where the record after the last one does."""

    passed: int = 0
    begins: int | None = None
    follows: int | None = None


def collect_raw(raw: RawReport, overrides: Overrides, *, max_bytes: int = MAX_BYTES) -> Collected:
    """The report that a record holds.

    Args:
        raw: The record.
        overrides: What goes before anything stated or detected.
        max_bytes: The largest size that is read.

    Raises:
        InputError: If it holds none.
    """
    given = raw.given.under(overrides)
    if raw.url is None:
        return collect_bytes(raw.content, raw.record, raw.media_type, given, charset=raw.charset, max_bytes=max_bytes)
    return collect_page(raw.content, raw.url, raw.media_type, raw.charset, given, name=raw.record, max_bytes=max_bytes)

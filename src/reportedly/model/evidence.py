"""The bytes behind a case, as they are handed out for others to check."""

from dataclasses import dataclass
from datetime import datetime

from reportedly.model.fetching import Exchange

__all__ = ["Evidence", "KeptPage", "Stamp"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp by RFC 3161: the authority at that address signed that bytes with this SHA-256 digest existed at the moment ``at``.

    ``token`` is its whole answer, a ``TimeStampResp`` in DER.
    """

    sha256: str
    at: datetime
    authority: str
    token: bytes


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The bytes of one version of a report. ``sha256`` is the digest by which the version is known, ``kept_at`` the moment of keeping.

    ``exchange`` is what was asked and answered, or None when nobody was asked: the bytes came from a file or stood in a feed. ``covered`` tells that
    somebody was expunged from it: its bytes were overwritten then and have another digest.
    ``stamp`` is the time stamp of the bytes, if an authority gave one.
    """

    report: str
    url: str | None
    outlet: str | None
    headline: str | None
    sha256: str
    media_type: str
    content: bytes
    kept_at: datetime
    exchange: Exchange | None
    covered: bool = False
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All versions of all reports behind a case, the reports in the order of the case and their oldest version first."""

    case: str
    title: str
    pages: tuple[KeptPage, ...]

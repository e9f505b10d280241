"""Sources that are followed, and what they list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["ItemState", "Listed", "Source", "SourceKind"]


class SourceKind(StrEnum):
    """What a source is, which tells how it is looked through."""

    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"
    WARC = "warc"
    FOLDER = "folder"

    @property
    def is_web(self) -> bool:
        """Whether it is asked for over the network."""
        return self in {SourceKind.FEED, SourceKind.SITEMAP, SourceKind.SECTION}


class ItemState(StrEnum):
    """Whether a listed report still has to be fetched."""

    WAITING = "waiting"
    DONE = "done"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as a source lists it.

    ``credit`` is the name of the outlet that the source says it comes from. ``content`` is the report itself as HTML, when the source carries all of
    it, else empty.
    """

    url: str
    title: str = ""
    published: datetime | None = None
    credit: str | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source that is followed. ``place`` is an address or a path; ``every`` is how often it is looked at, in seconds, if it has a time of its own.

    Reports that tell no case are left out unless ``keep_all`` is set. ``etag`` and ``modified`` are what the server gave last to ask with again.
    """

    id: str
    kind: SourceKind
    place: str
    name: str
    outlet: str | None = None
    every: int | None = None
    keep_all: bool = False
    paused: bool = False
    etag: str | None = None
    modified: str | None = None
    next_at: datetime | None = None
    failures: int = 0
    last_at: datetime | None = None
    last_result: str = ""

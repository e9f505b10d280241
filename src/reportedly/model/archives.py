"""What comes of the records of an archive when it is read in bulk: reports that were read, texts that were only stored, records set aside."""

from dataclasses import dataclass

from reportedly.model.claims import ReportReading
from reportedly.model.fetching import Exchange
from reportedly.model.text import Article, Snapshot

__all__ = ["ArchivedReport", "Failure", "StoredText"]


@dataclass(frozen=True, slots=True)
class ArchivedReport:
    """A report that was read.

    ``record`` is its place in the inputs, such as ``news.warc.gz@52013``. ``snapshot`` holds its bytes. ``exchange`` is what was asked of the server
    and what it answered, where the archive tells.
    """

    record: str
    reading: ReportReading
    snapshot: Snapshot
    exchange: Exchange | None = None


@dataclass(frozen=True, slots=True)
class StoredText:
    """A page that triage left out of reading and that is stored as text."""

    record: str
    article: Article


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that was set aside: where it is, its address if that is known, what happened, and what can be done about it."""

    record: str
    url: str | None
    what: str
    mend: str = ""

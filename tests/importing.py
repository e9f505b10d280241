"""Round trips for tests: an export brought into another store, and exported again."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from exporting import EVERY, TODAY

from reportedly.errors import ReportedlyError
from reportedly.export.formats import FORMATS, ExportOptions
from reportedly.export.records import Returned
from reportedly.review.exporting import materials
from reportedly.review.importing import Arrival, Imported, bring_in
from reportedly.store import Store

LATER = datetime(2025, 3, 3, tzinfo=UTC)


def arrivals(found: Iterable[Returned | ReportedlyError]) -> "list[Arrival | ReportedlyError]":
    """What came back, ready to be brought in."""
    return [one if isinstance(one, ReportedlyError) else Arrival("here", one.reading, one.snapshot, one.at) for one in found]


def brought(store: Store, found: Iterable[Returned | ReportedlyError], *, write: bool = True) -> list[Imported]:
    """The fates of what came back."""
    return list(bring_in(store, arrivals(found), LATER, write=write))


def export_to(store: Store, name: str, path: Path, today: date = TODAY, *, topics: bool = False) -> bytes:
    """Export all cases to a file, and give its content."""
    with path.open("wb") as out:
        FORMATS[name].write(materials(store, EVERY, today), out, ExportOptions(today, topics=topics))
    return path.read_bytes()

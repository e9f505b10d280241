"""What an export is made from: one case file as of a day, with what was read in its reports and when their bytes were kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from reportedly.model.casefile import CaseFile, Deadline
from reportedly.model.claims import ReportReading

__all__ = ["CalendarEntry", "Capture", "CaseMaterial", "Withdrawn"]


@dataclass(frozen=True, slots=True)
class Capture:
    """One version of a report as it was kept: the id of the report, the digest and the media type of its bytes, and the moment of keeping."""

    report: str
    sha256: str
    media_type: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A sentence that an earlier version of a report had and the newest has no longer; ``sha256`` names the version that said it."""

    report: str
    sentence: str
    kind: str
    claim: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A day of a case as a calendar takes it.

    ``uid`` stays while the day moves; ``sequence`` rises when it moves, is called off (``cancelled``) or comes back. ``deadline`` is None when no
    report tells the day any longer.
    """

    uid: str
    what: str
    day: date
    sequence: int
    cancelled: bool
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class CaseMaterial:
    """One case as exports need it, names that are withheld already covered in all of it.

    ``file`` is the case file as of a day. ``readings`` holds the newest reading of each report of the case, in the order of ``file.reports``;
    ``captures`` every version of each report in that order, the oldest version first, so that the last capture of a report is the one that its
    reading was made from. A reading tells all of its report, which can tell other cases too. ``calendar`` gives the days of the case out: what it has
    given is remembered, so that the same day has the same id the next time.
    """

    file: CaseFile
    readings: tuple[ReportReading, ...]
    captures: tuple[Capture, ...]
    withdrawn: tuple[Withdrawn, ...] = ()
    calendar: Callable[[], tuple[CalendarEntry, ...]] = field(default=tuple, compare=False, repr=False)

    def reading_of(self, report: str) -> ReportReading | None:
        """The reading of a report of the case, by the id of the report."""
        return next((reading for reading in self.readings if reading.article.id == report), None)

    def capture_of(self, report: str) -> Capture | None:
        """The version of a report that its reading was made from, by the id of the report."""
        return next((capture for capture in reversed(self.captures) if capture.report == report), None)

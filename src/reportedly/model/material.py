"""What an export is made from: one case file as of a day, with what was read in its reports and when their bytes were kept."""

from dataclasses import dataclass
from datetime import datetime

from reportedly.model.casefile import CaseFile
from reportedly.model.claims import ReportReading

__all__ = ["Capture", "CaseMaterial", "Withdrawn"]


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
class CaseMaterial:
    """One case as exports need it, names that are withheld already covered in all of it.

    ``file`` is the case file as of a day. ``readings`` holds the newest reading of each report of the case, in the order of ``file.reports``;
    ``captures`` every version of each report in that order, the oldest version first, so that the last capture of a report is the one that its
    reading was made from. A reading tells all of its report, which can tell other cases too.
    """

    file: CaseFile
    readings: tuple[ReportReading, ...]
    captures: tuple[Capture, ...]
    withdrawn: tuple[Withdrawn, ...] = ()

    def reading_of(self, report: str) -> ReportReading | None:
        """The reading of a report of the case, by the id of the report."""
        return next((reading for reading in self.readings if reading.article.id == report), None)

    def capture_of(self, report: str) -> Capture | None:
        """The version of a report that its reading was made from, by the id of the report."""
        return next((capture for capture in reversed(self.captures) if capture.report == report), None)

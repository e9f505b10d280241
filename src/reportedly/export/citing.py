"""Where a sentence of a case comes from: its report, those whom it is told by, and the bytes that were kept."""

from collections.abc import Iterable

from reportedly.export.case_wording import outlet_of
from reportedly.model.casefile import CaseReport, Cited
from reportedly.model.claims import Claim, ReportReading
from reportedly.model.material import Capture, CaseMaterial
from reportedly.model.parties import Place

__all__ = ["Citing"]


class Citing:
    """Finds what stands behind the sentences of one case.

    Args:
        material: The case.
    """

    def __init__(self, material: CaseMaterial) -> None:
        self.reports: dict[str, CaseReport] = {report.id: report for report in material.file.reports}
        self.readings: dict[str, ReportReading] = {reading.article.id: reading for reading in material.readings}
        self.captures: dict[str, Capture] = {capture.report: capture for capture in material.captures}
        self.claims: dict[str, Claim] = {claim.id: claim for reading in material.readings for claim in reading.claims}
        self._told_at: dict[tuple[str, int, int], list[Claim]] = {}
        for claim in self.claims.values():
            for piece in claim.evidence:
                self._told_at.setdefault((claim.article_id, piece.span.start, piece.span.end), []).append(claim)
        self._places = {place.name: place for reading in reversed(material.readings) for place in reading.places if place.lat is not None}

    def voices(self, cited: Cited, claims: Iterable[str] = ()) -> tuple[str, ...]:
        """Those whom a sentence is told by, nearest to its writer first; none when the outlet says it itself.

        Args:
            cited: The sentence.
            claims: Ids of the claims that it is cited for, when they are known; else all that it says count.
        """
        wanted = frozenset(claims)
        here = self._told_at.get((cited.report, cited.span.start, cited.span.end), [])
        fitting = [claim for claim in here if claim.id in wanted] or here
        chains = [tuple(voice.name for voice in claim.attribution.voices) for claim in fitting]
        return max(chains, key=len, default=())

    def chain(self, cited: Cited, claims: Iterable[str] = ()) -> tuple[str, ...]:
        """The outlet, and then those whom the sentence is told by."""
        report = self.reports.get(cited.report)
        outlet = outlet_of(report) if report else "outlet not told"
        return (outlet, *(name for name in self.voices(cited, claims) if name != outlet))

    def place(self, name: str | None) -> Place | None:
        """The place of that name, as the reports of the case tell it, if it is known where it lies."""
        return self._places.get(name) if name else None

"""What is shown of reports: the reading of one without names that are withheld, and what covers them in lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.errors import MissingError
from reportedly.model.claims import ReportReading
from reportedly.model.material import Capture
from reportedly.model.text import Snapshot
from reportedly.review.deciding import Who
from reportedly.review.shielding import covering, has_shields, record_unmasking, shielded_reading
from reportedly.review.viewing import told_beside
from reportedly.store import Connection, Store
from reportedly.store.captures import captures_of
from reportedly.store.casefiles import case_payloads, cases_of_reports
from reportedly.store.listing import cases_withholding
from reportedly.store.reports import current_readings, known, snapshot_of

__all__ = ["ReportView", "covers_of", "covers_of_cases", "snapshot_shown", "view_report"]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as it is shown: its newest reading, its versions (the oldest first), its cases, and whether a name in it is withheld."""

    reading: ReportReading
    captures: tuple[Capture, ...]
    cases: tuple[str, ...]
    withholds: bool


def view_report(store: Store, report: str, *, unmasked_by: Who | None = None) -> ReportView:
    """A report with all that is shown of it.

    Args:
        store: The store.
        report: Its id.
        unmasked_by: Who looks at names that are withheld, which is put on record; None withholds them.

    Raises:
        MissingError: If there is no such report.
    """
    with store.reading() as connection:
        _check(connection, report)
        cases = tuple(cases_of_reports(connection, [report]).get(report, ()))
        (reading,) = current_readings(connection, [report])
        captures = tuple(captures_of(connection, [report]))
        files = [file for file in case_payloads(connection, cases_withholding(connection, cases)) if has_shields(file)]
    if unmasked_by is None and files:
        reading = shielded_reading(reading, files[0], files[1:])
    if unmasked_by is not None:
        for file in files:
            record_unmasking(store, file.id, unmasked_by)
    return ReportView(reading, captures, cases, bool(files))


def snapshot_shown(store: Store, report: str, *, unmasked_by: Who | None = None) -> Snapshot | None:
    """The bytes of the newest version of a report; None when names stand in them that are withheld.

    Args:
        store: The store.
        report: Its id.
        unmasked_by: Who looks at names that are withheld, which is put on record.

    Raises:
        MissingError: If there is no such report.
    """
    with store.reading() as connection:
        _check(connection, report)
        withholding = cases_withholding(connection, cases_of_reports(connection, [report]).get(report, ()))
        snapshot = snapshot_of(connection, report)
    if unmasked_by is not None:
        for case in withholding:
            record_unmasking(store, case, unmasked_by)
    return None if withholding and unmasked_by is None else snapshot


def _check(connection: Connection, report: str) -> None:
    found = known(connection, report, None)
    if found is None or found.id != report:
        raise MissingError("no such report", where=report, mend="see the list of reports")


def covers_of(connection: Connection, reports: Sequence[str]) -> dict[str, Callable[[str], str]]:
    """For each of some reports what covers the names that are withheld in its cases; those in which none is withheld are left out."""
    told = cases_of_reports(connection, sorted(set(reports)))
    withholding = cases_withholding(connection, sorted({case for cases in told.values() for case in cases}))
    files = {file.id: file for file in case_payloads(connection, withholding)}
    held = {report: [files[case] for case in cases if case in files] for report, cases in told.items()}
    return {report: covering(found) for report, found in held.items() if found}


def covers_of_cases(connection: Connection, cases: Sequence[str]) -> dict[str, Callable[[str], str]]:
    """For each of some cases what covers the names that are withheld in it, or in a case that its reports tell too; where none is, it is left out."""
    files = {file.id: file for file in case_payloads(connection, sorted(set(cases)))}
    beside = {case: told_beside(connection, file) for case, file in files.items()}
    return {case: covering([file, *beside[case]]) for case, file in files.items() if any(map(has_shields, (file, *beside[case])))}

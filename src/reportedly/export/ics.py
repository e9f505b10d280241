"""iCalendar (RFC 5545): deadlines and scheduled hearings, for every calendar program.

A day that moves keeps its id and has a higher sequence number; one that no report tells any longer is cancelled, not left out.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from icalendar import Event

from reportedly.export.case_wording import STATES, counted, deadline_words, people_names
from reportedly.export.citing import Citing
from reportedly.export.dossier_html import is_followable
from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.wording import day
from reportedly.model.casefile import DeadlineState
from reportedly.model.material import CalendarEntry, CaseMaterial

__all__ = ["write"]

_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//reportedly//case files//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
_NAME = "X-WR-CALNAME:Deadlines and hearings\\, as reported\r\n"
_GONE = "Called off here: no report of the case tells this day any longer."
_OVERTAKEN = "Called off here: a report has told since what became of it."


def write(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    """Write an event for each deadline and each scheduled hearing.

    Args:
        materials: The cases.
        out: Where to write.
        options: The day that each event states.
    """
    out.write((_HEAD + _NAME).encode())
    for material in materials:
        citing, names = Citing(material), people_names(material.file)
        for entry in material.calendar():
            out.write(_event(material, entry, citing, names, options).to_ical())
    out.write(b"END:VCALENDAR\r\n")


def _event(material: CaseMaterial, entry: CalendarEntry, citing: Citing, names: dict[str, str], options: ExportOptions) -> Event:
    as_of = options.as_of
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(material, entry, names))
    event.add("description", _description(entry, citing, options))
    event.add("categories", ["reported deadline"])
    url = _address(entry, citing)
    if url:
        event.add("url", url)
    return event


def _summary(material: CaseMaterial, entry: CalendarEntry, names: dict[str, str]) -> str:
    """The title of the case first: it leads with what is reported in somebody's favour."""
    return f"{material.file.title} – {deadline_words(entry.deadline, names) if entry.deadline else entry.what}"


def _description(entry: CalendarEntry, citing: Citing, options: ExportOptions) -> str:
    deadline = entry.deadline
    if deadline is None:
        lines = [_GONE]
    else:
        followed = entry.cancelled and deadline.state is DeadlineState.FOLLOWED
        lines = [_OVERTAKEN if followed else f"{STATES[deadline.state][:1].upper()}{STATES[deadline.state][1:]}."]
        lines += [deadline.reference] if deadline.reference else []
        for cited in deadline.evidence[:1]:
            report = citing.reports.get(cited.report)
            lines += ["", f"“{' '.join(cited.sentence.split())}”", " ← ".join(citing.chain(cited))]
            lines += [report.url] if report and report.url else []
        more = len(deadline.evidence) - 1
        lines += [f"{counted(more, 'more sentence')} of the case tell{'s' if more == 1 else ''} it."] if more > 0 else []
    return "\n".join([*lines, "", f"{NOTICE} As of {day(options.as_of)}."])


def _address(entry: CalendarEntry, citing: Citing) -> str | None:
    cited = next(iter(entry.deadline.evidence), None) if entry.deadline else None
    report = citing.reports.get(cited.report) if cited else None
    return report.url if report and report.url and is_followable(report.url) else None

"""Alerts in words, written when they are sent: from the case as it may be shown then, outcomes in somebody's favour first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from reportedly.errors import StoreError
from reportedly.export.wording import FAVOURABLE, STEP_NAMES, day, joined, when
from reportedly.model.alerts import Alert, AlertKind
from reportedly.model.casefile import CaseFile, Cited, Deadline, Interval, TimelineEntry
from reportedly.model.claims import Standing
from reportedly.model.when import When
from reportedly.review.changes import changes
from reportedly.review.viewing import CaseView, view_case
from reportedly.store import Store
from reportedly.watch.keys import deadline_keys, step_keys

__all__ = ["Telling", "tell_alert", "tell_alerts"]

_MOST = 5
_LEADS = {
    AlertKind.NEW_CASE: "New case",
    AlertKind.NEW_STEP: "New step",
    AlertKind.DEADLINE_NEAR: "Deadline near",
    AlertKind.DEADLINE_SILENT: "Deadline passed in silence",
    AlertKind.CORRECTION: "A report was corrected",
    AlertKind.PAGE_GONE: "A report is no longer on its page",
    AlertKind.PAGE_BACK: "A report is back on its page",
}
_STANDINGS = {Standing.SCHEDULED: "planned: ", Standing.REQUESTED: "asked for, not told as granted: "}


@dataclass(frozen=True, slots=True)
class Telling:
    """An alert in words.

    ``favourable`` tells that it is an outcome in somebody's favour; ``url`` is the address of the report, if it may be shown.
    """

    alert: Alert
    title: str
    lines: tuple[str, ...]
    favourable: bool = False
    url: str | None = None

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)


def tell_alert(store: Store, alert: Alert, now: datetime) -> Telling:
    """Put an alert into words.

    Args:
        store: The store.
        alert: The alert.
        now: The moment; what is withheld or expunged by then is not in it.
    """
    return tell_alerts(store, [alert], now)[0]


def tell_alerts(store: Store, alerts: Iterable[Alert], now: datetime) -> list[Telling]:
    """Put alerts into words, looking at each case only once however many alerts are about it.

    Args:
        store: The store.
        alerts: The alerts.
        now: The moment; what is withheld or expunged by then is not in them.
    """
    views: dict[str, CaseView | None] = {}
    told = []
    for alert in alerts:
        if alert.case is not None and alert.case not in views:
            views[alert.case] = _view(store, alert.case, now.date())
        told.append(_told(store, alert, views.get(alert.case or ""), now))
    return told


def _told(store: Store, alert: Alert, view: CaseView | None, now: datetime) -> Telling:
    lead, lines, favourable = _LEADS[alert.kind], list[str](), False
    if view is not None and alert.kind is AlertKind.NEW_STEP:
        lines, favourable = _step(view, alert)
    elif view is not None and alert.kind in {AlertKind.DEADLINE_NEAR, AlertKind.DEADLINE_SILENT}:
        lines = _deadline(view, alert)
    elif alert.kind is AlertKind.NEW_CASE:
        lines = [f"It matches the search “{alert.ref}”.", *(_summary(view.file) if view else ())]
    elif alert.report is not None:
        lines = _correction(store, alert)
    about = view.file.title if view else "a case that no report tells any longer"
    good = _in_favour(view.file) if view else []
    title = f"{'Outcome in their favour' if favourable else lead}: {about}"
    end = f"As reported by the sources named, as of {day(now.date())}; not a finding of fact."
    case = [f"Case {view.file.id}: reportedly case {view.file.id}"] if view else []
    return Telling(alert, title, (*good, *lines, *case, end), favourable, _address(view, alert))


def _view(store: Store, case: str, today: date) -> CaseView | None:
    try:
        return view_case(store, case, today)
    except StoreError:
        return None


def _in_favour(file: CaseFile) -> list[str]:
    """Outcomes in somebody's favour, which every alert about their case says first."""
    told = [(person, person.status) for person in file.people if person.favourable and person.status]
    return [f"Outcome in their favour: {_name(file, person.id)}: {STEP_NAMES[status]}{_since(person.status_since)}" for person, status in told]


def _name(file: CaseFile, person: str) -> str:
    found = next((one for one in file.people if one.id == person), None)
    return found.names[0].name if found and found.names else "somebody not named"


def _who(file: CaseFile, item: TimelineEntry | Deadline) -> str:
    names = [_name(file, person) for person in item.who]
    if item.unnamed:
        names.append(f"{item.unnamed} not named")
    return joined(names) or "somebody not named"


def _since(interval: Interval | None) -> str:
    told = when(When(interval.earliest, interval.latest, interval.text)) if interval else ""
    return f", {told}" if told else ""


def _step(view: CaseView, alert: Alert) -> tuple[list[str], bool]:
    # A name that is covered in a sentence changes its key, so that the step is also looked for by its report.
    entries = [entry for entry in view.file.timeline if alert.ref in step_keys(entry)]
    entries = entries or [entry for entry in view.file.timeline if alert.report in {cited.report for cited in entry.evidence}]
    lines = []
    for entry in entries[:_MOST]:
        lines.append(f"{_STANDINGS.get(entry.standing, '')}{STEP_NAMES[entry.type]}: {_who(view.file, entry)}{_since(entry.when)}")
        lines += _quoted(view.file, entry.evidence)
    good = any(entry.type in FAVOURABLE and entry.standing is Standing.REPORTED for entry in entries)
    return lines or ["A step was reported that is not shown."], good


def _summary(file: CaseFile) -> list[str]:
    """The last steps of a case, each with a sentence."""
    told = [entry for entry in file.timeline if entry.standing in {Standing.REPORTED, Standing.SCHEDULED}][-_MOST:]
    lines = []
    for entry in told:
        lines.append(f"{_STANDINGS.get(entry.standing, '')}{STEP_NAMES[entry.type]}: {_who(file, entry)}{_since(entry.when)}")
        lines += _quoted(file, entry.evidence)
    return lines


def _deadline(view: CaseView, alert: Alert) -> list[str]:
    days = view.file.deadlines
    found = [item for item in days if alert.ref in deadline_keys(item)] or [
        item for item in days if any(alert.report == cited.report for cited in item.evidence)
    ]
    lines = []
    for item in found[:_MOST]:
        silent = alert.kind is AlertKind.DEADLINE_SILENT
        end = "; no report since says what happened" if silent else ""
        lines.append(f"{item.what}: {_who(view.file, item)}, {day(item.day)}{end}")
        lines += _quoted(view.file, item.evidence)
    return lines or ["It has been followed by a report since."]


def _quoted(file: CaseFile, evidence: tuple[Cited, ...]) -> list[str]:
    outlets = {report.id: report.outlet or "outlet not told" for report in file.reports}
    return [f"“{' '.join(cited.sentence.split())}” ({outlets.get(cited.report, 'outlet not told')})" for cited in evidence[:1]]


def _correction(store: Store, alert: Alert) -> list[str]:
    found = changes(store, [alert.report or ""], limit=20)
    if not found:
        return []
    outlet = next((change.outlet for change in found if change.outlet), "outlet not told")
    lines = [f"{outlet}: {next((change.headline for change in found if change.headline), 'no headline')}"]
    if alert.kind is not AlertKind.CORRECTION:
        return lines
    lines += [f"{note.kind}: “{note.text}”" for note in dict.fromkeys(note for change in found for note in change.notes)][:_MOST]
    lines += [f"No longer in the report: “{sentence}”" for sentence in dict.fromkeys(words for change in found for words in change.lost)][:_MOST]
    return lines


def _address(view: CaseView | None, alert: Alert) -> str | None:
    if view is None:
        return None
    return next((report.url for report in view.file.reports if report.id == alert.report), None)

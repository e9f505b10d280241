"""The first page: what is due, what has passed in silence, what changed since the last visit, and what waits for a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.export.case_wording import deadline_words
from reportedly.model.casefile import Deadline
from reportedly.review.reportview import covers_of
from reportedly.serve.hand import now, settings_of, store_of, today_of
from reportedly.serve.listed import WITHHELD
from reportedly.serve.naming import outlet_name
from reportedly.serve.pages.history import decision_words
from reportedly.serve.remembering import remembered
from reportedly.serve.rendering import page
from reportedly.store import Connection
from reportedly.store.casefiles import case_count
from reportedly.store.changes import Change, ChangeKind, changes_since
from reportedly.store.finding import days_counted, days_told, people_of
from reportedly.store.proposals import waiting
from reportedly.store.reports import report_count

__all__ = ["router"]

router = APIRouter()
_WEEKS = 6
_DUE = 12
_CHANGES = 60
_CASES = 12
_LINES = 3
# Two looks so near each other are one visit.
_VISIT = timedelta(minutes=30)
_COOKIE = "reportedly_visits"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar strip, and how many things are due on it."""

    day: date
    number: int
    short: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something due by a day. ``anchor`` marks the first of a day."""

    case: str
    title: str
    day: date
    words: str
    away: str
    anchor: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A case and what changed in it."""

    case: str
    title: str
    lines: tuple[str, ...]
    more: int


@router.get("/")
def today_page(request: Request) -> Response:
    """What is new, what is due and what waits."""
    today, settings = today_of(request), settings_of(request)
    since, cookie = _visits(request.cookies.get(_COOKIE, ""))
    horizon = _monday(today) + timedelta(weeks=_WEEKS) - timedelta(days=1)
    with store_of(request).reading() as connection:
        total, reports = (remembered(settings, connection, count.__name__, count) for count in (case_count, report_count))
        ahead = _due(connection, days_told(connection, today, None, limit=_DUE + 1), today)
        silent = _due(connection, days_told(connection, None, today - timedelta(days=1), limit=_DUE + 1, latest=True), today)
        numbers = days_counted(connection, _monday(today), horizon)
        changes = changes_since(connection, since, _CHANGES)
        changed = _changed(connection, changes)
        waits = remembered(settings, connection, "waiting", waiting)
        later = remembered(settings, connection, ("ahead", today), lambda reading: sum(days_counted(reading, today, None).values()))
        earlier = remembered(
            settings, connection, ("silent", today), lambda reading: sum(days_counted(reading, None, today - timedelta(days=1)).values())
        )
    answer = page(
        request,
        "today.html",
        total=total,
        reports=reports,
        strip=_strip(today, numbers) if numbers else (),
        ahead=ahead[:_DUE],
        ahead_more=max(0, later - _DUE),
        silent=silent[:_DUE],
        silent_more=max(0, earlier - _DUE),
        since=since,
        changed=changed[:_CASES],
        more_changed=len(changed) > _CASES or len(changes) == _CHANGES,
        waiting=waits,
        job=None,
    )
    answer.set_cookie(_COOKIE, cookie, max_age=_YEAR, httponly=True, samesite="lax", secure=settings.secure)
    return answer


def _visits(cookie: str) -> tuple[datetime | None, str]:
    """When the visit before this one ended, and what to remember: the end of that visit and the last look."""
    ended, _, last = cookie[:100].partition("|")
    at = now()
    before, looked = _moment(ended), _moment(last)
    if looked is not None and at - looked > _VISIT:
        before = looked
    return before, f"{before.isoformat(timespec='seconds') if before else ''}|{at.isoformat(timespec='seconds')}"


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _strip(today: date, numbers: Mapping[date, int]) -> list[list[Cell]]:
    start = _monday(today)
    days = [start + timedelta(days=at) for at in range(7 * _WEEKS)]
    cells = [Cell(day, numbers.get(day, 0), f"{day:%-d %b}" if day == start or day.day == 1 else str(day.day)) for day in days]
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def _due(connection: Connection, found: Sequence[tuple[str, str, Deadline]], today: date) -> list[Due]:
    people = people_of(connection, sorted({case for case, _, _ in found}))
    due: list[Due] = []
    for case, title, item in found:
        names = {person.person: person.name or WITHHELD for person in people[case]}
        words = deadline_words(item, names)
        anchor = not due or due[-1].day != item.day
        due.append(Due(case, title, item.day, words[0].upper() + words[1:], _away((item.day - today).days), anchor))
    return due


def _away(days: int) -> str:
    if abs(days) <= 1:
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    return f"in {days} days" if days > 0 else f"{-days:,} days ago"


def _changed(connection: Connection, changes: Sequence[Change]) -> list[Changed]:
    covers = covers_of(connection, [change.ref for change in changes if change.kind is not ChangeKind.DECISION])
    found: dict[str, Changed] = {}
    for change in changes:
        known = found.get(change.case, Changed(change.case, change.title, (), 0))
        if len(known.lines) >= _LINES:
            found[change.case] = replace(known, more=known.more + 1)
            continue
        hide = covers.get(change.ref, str)
        found[change.case] = replace(known, lines=(*known.lines, hide(_line(change))))
    return list(found.values())


def _line(change: Change) -> str:
    if change.decision is not None:
        return f"{change.decision.by} {decision_words(change.decision.action)}"
    told = ": ".join(filter(None, (outlet_name(change.outlet, change.url), change.headline)))
    return told if change.kind is ChangeKind.REPORT else f"a new version of {told}"

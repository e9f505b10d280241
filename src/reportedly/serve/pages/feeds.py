"""Feeds: what changes, as Atom for feed readers; deadlines, as iCalendar for calendars; and a case in every format that cases are exported in."""

import io
from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.errors import MissingError
from reportedly.export.formats import FORMATS, ExportOptions
from reportedly.review.exporting import materials
from reportedly.review.reportview import covers_of
from reportedly.serve.atom import Entry, atom
from reportedly.serve.deciding_words import decision_words
from reportedly.serve.hand import settings_of, store_of, today_of
from reportedly.serve.naming import outlet_name
from reportedly.serve.problems import Refused
from reportedly.serve.remembering import remembered
from reportedly.store import Connection
from reportedly.store.casefiles import case_named, load_case
from reportedly.store.changes import Change, ChangeKind, changes_since
from reportedly.store.finding import days_told

__all__ = ["router"]

router = APIRouter()
_ENTRIES = 50
# A calendar of all cases holds the days ahead and those lately passed, of so many cases.
_CASES = 200
_PASSED = timedelta(days=60)
_ATOM, _CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"


@router.get("/changes.atom")
def all_changes(request: Request) -> Response:
    """What changed in all cases."""
    return _changes(request, None, "Changes of all cases", "/")


@router.get("/cases/{name}/changes.atom")
def case_changes(request: Request, name: str) -> Response:
    """What changed in one case."""
    case, title = _case(request, name)
    return _changes(request, case, title, f"/cases/{case}")


@router.get("/deadlines.ics")
def all_deadlines(request: Request) -> Response:
    """The days of all cases that no report has followed yet."""
    settings, today = settings_of(request), today_of(request)
    with store_of(request).reading() as connection:
        ids = remembered(settings, connection, ("calendar", today), lambda found: _with_days(found, request))
    return _calendar(request, ids)


@router.get("/cases/{name}/deadlines.ics")
def case_deadlines(request: Request, name: str) -> Response:
    """The days of one case."""
    return _calendar(request, [_case(request, name)[0]])


@router.get("/cases/{name}/export/{form}")
def export(request: Request, name: str, form: str) -> Response:
    """One case as a file to save. Names that are withheld are covered in it."""
    found = FORMATS.get(form)
    if found is None:
        raise Refused(404, f"There is no export of that name: {form}", mend=f"There are {', '.join(FORMATS)}.")
    case, _ = _case(request, name)
    options = ExportOptions(today_of(request), single=True)
    out = io.BytesIO()
    found.write(materials(store_of(request), case, today_of(request)), out, options)
    # Sandboxed: a browser that opens it all the same runs nothing of it here.
    headers = {
        "content-disposition": f'attachment; filename="reportedly-{case}{found.stream_suffix(options)}"',
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(out.getvalue(), headers=headers, media_type=found.stream_media_type(options))


def _case(request: Request, name: str) -> tuple[str, str]:
    with store_of(request).reading() as connection:
        case = case_named(connection, name)
        file = load_case(connection, case) if case else None
    if case is None or file is None:
        raise MissingError("no such case", where=name, mend="see the list of cases")
    return case, file.title


def _with_days(connection: Connection, request: Request) -> list[str]:
    told = days_told(connection, today_of(request) - _PASSED, None, limit=_CASES)
    return list(dict.fromkeys(case for case, _, _ in told))


def _calendar(request: Request, ids: list[str]) -> Response:
    out = io.BytesIO()
    FORMATS["ics"].write(materials(store_of(request), ids, today_of(request)), out, ExportOptions(today_of(request), single=len(ids) == 1))
    return Response(out.getvalue(), media_type=_CALENDAR, headers={"content-disposition": 'inline; filename="deadlines.ics"'})


def _changes(request: Request, case: str | None, title: str, path: str) -> Response:
    base = str(request.base_url).rstrip("/")
    with store_of(request).reading() as connection:
        changes = changes_since(connection, None, _ENTRIES, case=case)
        covers = covers_of(connection, [change.ref for change in changes if change.kind is not ChangeKind.DECISION])
    entries = [
        Entry(change.key, change.title, f"{base}/cases/{change.case}", change.at, covers.get(change.ref, str)(_words(change))) for change in changes
    ]
    return Response(atom(title, f"{base}{path}", f"{base}{request.url.path}", entries), media_type=_ATOM)


def _words(change: Change) -> str:
    if change.decision is not None:
        # What a correction says can be a name that is withheld.
        return f"{change.decision.by} {decision_words(change.decision).partition(':')[0]}"
    told = ": ".join(filter(None, (outlet_name(change.outlet, change.url), change.headline)))
    return told if change.kind is ChangeKind.REPORT else f"A new version of {told}"

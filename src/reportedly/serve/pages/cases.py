"""The page of a case."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.casefile.titles import TITLE
from reportedly.export.formats import FORMATS
from reportedly.model.casefile import CaseFile, TimelineEntry
from reportedly.model.decisions import Action
from reportedly.review.changes import beside_facts
from reportedly.review.deciding import Who, decide
from reportedly.review.record import Recorded, record_of
from reportedly.review.sources import background
from reportedly.review.viewing import CaseView, view_case
from reportedly.serve.addresses import case_address
from reportedly.serve.casefacts import case_facts
from reportedly.serve.drawings.places import place_map
from reportedly.serve.drawings.sources import sources
from reportedly.serve.drawings.timeline import timeline
from reportedly.serve.hand import now, store_of, today_of
from reportedly.serve.rendering import page_once
from reportedly.serve.viewer import Editor
from reportedly.store import Store
from reportedly.store.casefiles import titles_of

__all__ = ["router"]

router = APIRouter()
_LONGEST = 500


@router.get("/cases/{name}")
def case_page(request: Request, name: str) -> Response:
    """All that is reported of one case."""
    return page_once(request, "case.html", lambda: _shown(store_of(request), name, today_of(request)))


@router.post("/cases/{name}/title")
def give_title(request: Request, viewer: Editor, name: str, title: Annotated[str, Form(max_length=_LONGEST)] = "") -> Response:
    """Call a case something else; an empty title is made anew from what is reported."""
    decide(store_of(request), Action.CORRECT, [name], Who(viewer.name, now()), [(TITLE, title.strip())])
    return RedirectResponse(case_address(name), 303)


def _shown(store: Store, name: str, today: date) -> Mapping[str, object]:
    view = view_case(store, name, today)
    file = view.file
    facts = case_facts(file)
    told = background(store, view)
    record, related = _beside(store, view)
    return {
        "view": view,
        "case": file,
        "facts": facts,
        "address": case_address(file.id),
        "background": told,
        "drawing": timeline(file, facts.names, today),
        "sources": sources(file, told),
        "map": place_map(told.places, file.countries),
        "aside": beside_facts(store, file),
        "record": record,
        "related": related,
        "claim_steps": _claim_steps(file),
        "formats": tuple(FORMATS.values()),
    }


def _beside(store: Store, view: CaseView) -> tuple[tuple[Recorded, ...], list[tuple[str, str]]]:
    """What was decided about a case, and the ids and titles of the cases that have to do with it."""
    with store.reading() as connection:
        record = record_of(connection, [report.id for report in view.file.reports], view.hide)
        titles = titles_of(connection, view.file.related)
    return record, [(key, titles[key]) for key in view.file.related if key in titles]


def _claim_steps(file: CaseFile) -> Mapping[str, TimelineEntry]:
    """The steps of the timeline by the claims they were folded from."""
    return {claim: entry for entry in file.timeline for claim in entry.claims}

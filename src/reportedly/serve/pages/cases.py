"""The page of a case."""

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.export.formats import FORMATS
from reportedly.model.casefile import CaseFile, TimelineEntry
from reportedly.review.changes import beside_facts
from reportedly.review.record import Recorded, record_of
from reportedly.review.sources import background
from reportedly.review.viewing import CaseView, view_case
from reportedly.serve.addresses import case_address
from reportedly.serve.casefacts import case_facts
from reportedly.serve.drawings.places import place_map
from reportedly.serve.drawings.sources import sources
from reportedly.serve.drawings.timeline import timeline
from reportedly.serve.hand import store_of, today_of
from reportedly.serve.rendering import page_once
from reportedly.store import Store
from reportedly.store.casefiles import titles_of

__all__ = ["router"]

router = APIRouter()


@router.get("/cases/{name}")
def case_page(request: Request, name: str) -> Response:
    """All that is reported of one case."""
    return page_once(request, "case.html", lambda: _shown(store_of(request), name, today_of(request)))


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

"""Search, deadlines, and what waits for a decision."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from reportedly.export.case_json import deadline_json
from reportedly.review.findable import terms_of
from reportedly.review.reportview import covers_of, covers_of_cases
from reportedly.review.viewing import Question, open_questions
from reportedly.serve.api.model import DeadlineList, HitList, ProposalList
from reportedly.serve.api.replies import Cursor, Limit, Reader, Route, after, page, problems, reply
from reportedly.serve.hand import store_of, today_of
from reportedly.store import search as index
from reportedly.store.casefiles import cases_of_reports
from reportedly.store.listing import deadline_page

__all__ = ["router"]

router = APIRouter(route_class=Route)
Words = Annotated[str, Query(min_length=1, max_length=200, description="All of these must be found; names in any script and usual spellings.")]
Kind = Annotated[Literal["report", "fact"] | None, Query(description="Only reports, or only sentences that tell a fact of a case.")]


@router.get("/search", response_model=HitList, responses=problems(), tags=["Search"], summary="Search reports and facts")
def search(request: Request, _: Reader, q: Words, kind: Kind = None, limit: Limit = 20) -> Response:
    """What holds all words, that added last first; a word also finds longer words that begin with it."""
    with store_of(request).reading() as connection:
        hits = index.search(connection, terms_of(q), kind=kind, limit=limit)
        ids = sorted({hit.report for hit in hits})
        cases, covers = cases_of_reports(connection, ids), covers_of(connection, ids)
    items = []
    for hit in hits:
        cover = covers.get(hit.report, str)
        items.append(
            {
                "report": hit.report,
                "outlet": hit.outlet,
                "headline": cover(hit.headline) if hit.headline else None,
                "published": hit.published,
                "cases": cases.get(hit.report, []),
                "kind": hit.kind,
                "id": hit.ref,
                "sentence": cover(hit.body) if hit.kind == "fact" else None,
            }
        )
    return reply(request, {"items": items})


State = Annotated[Literal["ahead", "silent", "open"], Query(description="Ahead, passed in silence, or both (open).")]
Until = Annotated[date | None, Query(description="Only what is to happen until this day, included.")]


@router.get("/deadlines", response_model=DeadlineList, responses=problems(), tags=["Deadlines"], summary="List deadlines")
def list_deadlines(request: Request, _: Reader, state: State = "open", until: Until = None, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """What is to happen by a day, and what has passed without any report since, in order of the days."""
    began, today = after(cursor, str, int), today_of(request)
    with store_of(request).reading() as connection:
        lines = deadline_page(connection, limit + 1, today=today, state=state, until=until, after=began)
        covers = covers_of_cases(connection, [line.case for line in lines])
    items = []
    for line in lines[:limit]:
        cover, told = covers.get(line.case, str), deadline_json(line.deadline)
        told["evidence"] = [{**cited, "sentence": cover(cited["sentence"])} for cited in told["evidence"]]
        items.append({"case": line.case, "title": line.title, **told})
    last = lines[limit - 1] if len(lines) > limit else None
    return page(request, items, (last.deadline.day.isoformat(), last.number) if last else None)


@router.get("/proposals", response_model=ProposalList, responses=problems(), tags=["Decisions"], summary="List pairs of cases that may be one")
def list_proposals(request: Request, _: Reader, limit: Limit = 50) -> Response:
    """What waits for somebody to decide, the surest first; POST /decisions with merge or never_merge answers."""
    return reply(request, {"items": [_proposal(question) for question in open_questions(store_of(request), limit)]})


def _proposal(question: Question) -> dict[str, object]:
    reasons = [
        {"name": one.name, "speaks": "for" if one.weight > 0 else "against" if one.weight < 0 else "neither", "words": one.words}
        for one in question.judgement.reasons
    ]
    return {"cases": [question.left, question.right], "reasons": reasons}

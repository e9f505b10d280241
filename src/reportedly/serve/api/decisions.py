"""Decisions: what people decided, deciding, and taking back."""

from typing import Annotated

from fastapi import APIRouter, Body, Header, Query, Request, Response

from reportedly.errors import MissingError
from reportedly.export.case_json import decision_json
from reportedly.model.decisions import Action
from reportedly.review import deciding
from reportedly.review.deciding import Made, Who
from reportedly.serve.api.cases import case_tag
from reportedly.serve.api.model import DecisionJson, DecisionList, DecisionMade, DecisionRequest, ReasonRequest
from reportedly.serve.api.replies import Cursor, Decider, Limit, Reader, Route, after, page, problems, reply
from reportedly.serve.hand import now, store_of
from reportedly.serve.problems import Refused
from reportedly.store.deciding import decision
from reportedly.store.listing import decision_page

__all__ = ["router"]

router = APIRouter(tags=["Decisions"], route_class=Route)
About = Annotated[str | None, Query(max_length=400, description="Only decisions about this claim, person or part, or about anything in this report.")]
Kind = Annotated[Action | None, Query(description="Only decisions of this kind.")]
Unchanged = Annotated[str | None, Header(alias="If-Match", description="The ETag of the case file in `case`: if it has changed, nothing is decided.")]


@router.get("/decisions", response_model=DecisionList, responses=problems(), summary="List decisions")
def list_decisions(request: Request, _: Reader, about: About = None, action: Kind = None, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """All that was ever decided, the last first. Nothing is ever taken out; an undo is a decision too."""
    began = after(cursor, int)
    with store_of(request).reading() as connection:
        found = decision_page(connection, limit + 1, before=began[0] if began else None, about=about, action=action)
    items = [decision_json(made) for _, made in found[:limit]]
    return page(request, items, (found[limit - 1][0],) if len(found) > limit else None)


@router.get("/decisions/{decision_id}", response_model=DecisionJson, responses=problems(404), summary="Show a decision")
def show_decision(request: Request, _: Reader, decision_id: str) -> Response:
    """One decision."""
    with store_of(request).reading() as connection:
        made = decision(connection, decision_id)
    if made is None:
        raise MissingError("no such decision", where=decision_id, mend="see the list of decisions")
    return reply(request, decision_json(made))


@router.post(
    "/decisions", status_code=201, response_model=DecisionMade, responses=problems(404, 412, 415), summary="Decide about cases, people or claims"
)
def decide(request: Request, viewer: Decider, asked: Annotated[DecisionRequest, Body()], unchanged: Unchanged = None) -> Response:
    """A decision is kept for ever with who, when and why, and the case files that it concerns are made anew at once."""
    if unchanged is not None:
        _check_unchanged(request, asked.case, unchanged)
    who = Who(viewer.name, now(), asked.reason)
    made = deciding.decide(store_of(request), Action(asked.action), asked.target, who, tuple(asked.after.items()))
    return _answer(request, made)


@router.post(
    "/decisions/{decision_id}/undo", status_code=201, response_model=DecisionMade, responses=problems(404, 415), summary="Take a decision back"
)
def undo(request: Request, viewer: Decider, decision_id: str, why: Annotated[ReasonRequest, Body()]) -> Response:
    """An undo can be taken back too; an expunging and an unmasking cannot."""
    return _answer(request, deciding.undo(store_of(request), decision_id, Who(viewer.name, now(), why.reason)))


def _check_unchanged(request: Request, case: str | None, unchanged: str) -> None:
    if case is None:
        raise Refused(422, "If-Match needs the case that was looked at", mend="Give its id as `case`.")
    tags = [tag.strip() for tag in unchanged.split(",")]
    if "*" not in tags and case_tag(request, case) not in tags:
        raise Refused(412, "The case has changed since it was looked at", mend="Look at it again, then decide.")


def _answer(request: Request, made: Made) -> Response:
    headers = {"location": f"/api/v1/decisions/{made.decision.id}"}
    return reply(request, {**decision_json(made.decision), "cases": list(made.cases)}, status=201, headers=headers)

"""Every decision with who, when and why, and a way to take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.model.decisions import Action, Decision, standing_decisions
from reportedly.review.deciding import Who, undo
from reportedly.review.reportview import covers_of
from reportedly.serve.hand import now, store_of
from reportedly.serve.rendering import page
from reportedly.serve.viewer import Editor
from reportedly.store import Connection
from reportedly.store.casefiles import cases_of_reports
from reportedly.store.deciding import decisions_about, report_of
from reportedly.store.listing import decision_page
from reportedly.store.reports import report_of_claim

__all__ = ["decision_words", "router"]

router = APIRouter()
_LINES = 50
_LONGEST = 100
_FINAL = {Action.EXPUNGE, Action.UNMASK}
_WORDS = {
    Action.ACCEPT: "accepted",
    Action.CORRECT: "corrected",
    Action.MERGE: "said that these are the same",
    Action.SPLIT: "took these out of their case",
    Action.NEVER_MERGE: "said that these are not the same",
    Action.EXPUNGE: "expunged a person",
    Action.UNDO: "took a decision back",
    Action.UNMASK: "looked at names that are withheld",
}


def decision_words(action: Action) -> str:
    """What somebody did, in words that follow their name."""
    return _WORDS[action]


@dataclass(frozen=True, slots=True)
class Line:
    """A decision as it is shown: in words, with what it is about, what was changed, and whether it stands."""

    number: int
    made: Decision
    words: str
    reason: str
    about: tuple[str, ...]
    changed: tuple[tuple[str, str, str], ...]
    cases: tuple[str, ...]
    stands: bool
    final: bool


@router.get("/history")
def history_page(request: Request, before: Annotated[int | None, Query(ge=1, le=2**53)] = None, done: str = "") -> Response:
    """Decisions, the latest first."""
    with store_of(request).reading() as connection:
        found = decision_page(connection, _LINES + 1, before=before)
        lines = _lines(connection, found[:_LINES])
    older = lines[-1].number if len(found) > _LINES else None
    return page(request, "history.html", lines=lines, older=older, before=before, done=done == "1")


@router.post("/history/{key}/undo")
def take_back(request: Request, viewer: Editor, key: str, reason: Annotated[str, Form(max_length=500)] = "") -> Response:
    """Take a decision back; taking back a taking back brings the first decision back."""
    undo(store_of(request), key[:_LONGEST], Who(viewer.name, now(), reason.strip()))
    return RedirectResponse("/history?done=1", 303)


def _lines(connection: Connection, found: Sequence[tuple[int, Decision]]) -> list[Line]:
    reports = {made.id: _reports(connection, made) for _, made in found}
    every = sorted({report for told in reports.values() for report in told})
    cases, covers = cases_of_reports(connection, every), covers_of(connection, every)
    # What takes a decision back is about the same, so all that bears on this page is found by what it is about.
    stand = {made.id for made in standing_decisions(decisions_about(connection, {target for _, made in found for target in made.target}))}
    undone = _undone(connection, [made for _, made in found])

    def line(number: int, made: Decision) -> Line:
        def hide(text: str) -> str:
            for report in reports[made.id]:
                text = covers[report](text) if report in covers else text
            return text

        named = {field.removeprefix("of "): value for field, value in made.before if field.startswith("of ")}
        about = tuple(hide(named[target]) for target in made.target if named.get(target))
        was = dict(made.before)
        changed = tuple((field, hide(was.get(field, "")), hide(value)) for field, value in made.after if field != "scope")
        inside = tuple(dict.fromkeys(case for report in reports[made.id] for case in cases.get(report, ())))
        stands = made.id not in undone if made.action is Action.UNDO else made.id in stand or made.action in _FINAL
        return Line(number, made, _WORDS[made.action], hide(made.reason), about, changed, inside[:4], stands, made.action in _FINAL)

    return [line(number, made) for number, made in found]


def _undone(connection: Connection, found: Sequence[Decision]) -> set[str]:
    """Ids of the undos that were taken back themselves."""
    wanted = {target for made in found if made.action is Action.UNDO for target in made.target}
    about = sorted(decisions_about(connection, wanted), key=lambda made: (made.at, made.id), reverse=True)
    undone: set[str] = set()
    for made in about:
        if made.undoes and made.id not in undone:
            undone.add(made.undoes)
    return undone


def _reports(connection: Connection, made: Decision) -> list[str]:
    """The reports that a decision is about."""
    found = (report_of(target) if "#" in target else report_of_claim(connection, target) for target in made.target)
    return list(dict.fromkeys(report for report in found if report))

"""The page of a report: its text with the facts beside their sentences, each to be accepted, corrected or rejected on the spot."""

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.model.decisions import Action, Decision
from reportedly.review.deciding import Who, decide, undo
from reportedly.review.record import Recorded, record_of
from reportedly.review.reportview import ReportView, covers_of, snapshot_shown, view_report
from reportedly.serve.addresses import report_address
from reportedly.serve.correcting import values_of
from reportedly.serve.hand import now, store_of
from reportedly.serve.marking import Paragraph, paragraphs
from reportedly.serve.problems import Refused
from reportedly.serve.rendering import page
from reportedly.serve.reportfacts import Fact, facts_of, span_of
from reportedly.serve.viewer import Editor, Viewer
from reportedly.store import Store
from reportedly.store import parts as shelf
from reportedly.store.casefiles import titles_of

__all__ = ["router"]

router = APIRouter()
_SAFE_SCHEMES = {"http", "https"}


@dataclass(frozen=True, slots=True)
class _Shown:
    """A report with its facts and what was decided about it."""

    view: ReportView
    facts: tuple[Fact, ...]
    record: tuple[Recorded, ...]
    titles: dict[str, str]


@router.get("/reports/{report:path}/snapshot")
def snapshot(request: Request, report: str) -> Response:
    """The bytes of a report as they came in, to keep as a file: a page from elsewhere is never shown as one of ours."""
    found = snapshot_shown(store_of(request), report)
    if found is None:
        raise Refused(403, "Names stand in this snapshot that are withheld", mend="It is kept as it came in, and given out on the command line only.")
    headers = {"content-disposition": f'attachment; filename="{found.sha256[:16]}.bin"', "content-security-policy": "default-src 'none'; sandbox"}
    return Response(found.content, headers=headers, media_type="application/octet-stream")


@router.get("/reports/{report:path}/facts/{claim}")
def fact_page(request: Request, report: str, claim: str, edit: bool = False) -> Response:
    """One fact for its place in the margin, with or without the form that corrects it."""
    shown = _shown(store_of(request), report)
    return _margin(request, report, _fact(shown, claim), edit=edit)


@router.post("/reports/{report:path}/facts/{claim}/accept")
def accept(request: Request, viewer: Editor, report: str, claim: str) -> Response:
    """Accept a fact as read."""
    return _decided(request, viewer, report, claim, Action.ACCEPT, ())


@router.post("/reports/{report:path}/facts/{claim}/reject")
def reject(request: Request, viewer: Editor, report: str, claim: str) -> Response:
    """Reject a fact: it was misread, and counts nowhere any more."""
    return _decided(request, viewer, report, claim, Action.CORRECT, (("standing", "rejected"),))


@router.post("/reports/{report:path}/facts/{claim}/correct")
async def correct(request: Request, viewer: Editor, report: str, claim: str) -> Response:
    """Correct what was misread of a fact."""
    from starlette.concurrency import run_in_threadpool

    form = {name: value.strip() for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_corrected, request, viewer, report, claim, form)


def _corrected(request: Request, viewer: Viewer, report: str, claim: str, form: dict[str, str]) -> Response:
    fact = _fact(_shown(store_of(request), report), claim)
    changes = values_of(fact, form)
    if not changes:
        raise Refused(400, "Nothing was changed in the form", mend="Go back and change what was misread.")
    return _decided(request, viewer, report, claim, Action.CORRECT, changes, form.get("reason", ""))


@router.post("/reports/{report:path}/facts/{claim}/undo")
def take_back(request: Request, viewer: Editor, report: str, claim: str, decision: Annotated[str, Form(max_length=40)]) -> Response:
    """Take a decision about a fact back."""
    undo(store_of(request), decision, Who(viewer.name, now()))
    return _answer(request, report, claim, None)


@router.get("/reports/{report:path}")
def report_page(request: Request, report: str, fact: str | None = None, edit: bool = False) -> Response:
    """A report; a sentence or a fact of it may be chosen."""
    shown = _shown(store_of(request), report)
    reading = shown.view.reading
    span, chosen = span_of(fact, shown.facts)
    blocks = paragraphs(reading, span)
    return page(
        request,
        "report.html",
        article=reading.article,
        reading=reading,
        view=shown.view,
        blocks=blocks,
        margin=_beside(blocks, shown.facts),
        chosen=chosen,
        has_chosen=span is not None,
        editing=chosen if edit else None,
        original=_original(reading.article.url),
        titles=shown.titles,
        report=report,
    )


def _shown(store: Store, report: str) -> _Shown:
    view = view_report(store, report)
    with store.reading() as connection:
        hide = covers_of(connection, [report]).get(report, str) if view.withholds else str
        record = record_of(connection, [report], hide)
        parts = shelf.load_parts(connection, shelf.parts_of_reports(connection, [report]))
        titles = titles_of(connection, view.cases)
    return _Shown(view, facts_of(view.reading, parts, record), record, titles)


def _fact(shown: _Shown, claim: str) -> Fact:
    found = next((fact for fact in shown.facts if fact.id == claim), None)
    if found is None:
        raise Refused(404, "There is no such fact in this report", mend="The report may have been read anew: open it again.")
    return found


def _beside(blocks: tuple[Paragraph, ...], facts: tuple[Fact, ...]) -> dict[int, list[Fact]]:
    """The facts beside each paragraph, by where it begins; a fact stands beside its first sentence."""
    found: dict[int, list[Fact]] = {block.start: [] for block in blocks}
    for fact in facts:
        home = next((block.start for block in blocks if block.start <= fact.span.start < block.end), blocks[0].start if blocks else None)
        if home is not None:
            found[home].append(fact)
    return found


def _original(url: str | None) -> str | None:
    """The address of the original if it is one of the web: no other is ever a link."""
    try:
        return url if url and urlsplit(url).scheme in _SAFE_SCHEMES else None
    except ValueError:
        return None


def _decided(
    request: Request, viewer: Viewer, report: str, claim: str, action: Action, after: tuple[tuple[str, str], ...], reason: str = ""
) -> Response:
    store = store_of(request)
    fact = _fact(_shown(store, report), claim)
    rejects = ("standing", "rejected") in after
    made = decide(store, action, [fact.id if rejects or action is Action.ACCEPT else fact.target], Who(viewer.name, now(), reason), after)
    return _answer(request, report, claim, made.decision)


def _answer(request: Request, report: str, claim: str, made: Decision | None) -> Response:
    """The fact as it stands now, or the way back to it for a browser that runs no scripts."""
    if request.headers.get("hx-request") != "true":
        return RedirectResponse(report_address(report, fact=claim), 303)
    shown = _shown(store_of(request), report)
    fact = _fact(shown, claim)
    return _margin(request, report, replace(fact, fresh=made) if made else fact)


def _margin(request: Request, report: str, fact: Fact, *, edit: bool = False) -> Response:
    return page(request, "fact.html", fact=fact, report=report, chosen=fact.id, editing=fact.id if edit else None)

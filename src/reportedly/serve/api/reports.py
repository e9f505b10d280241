"""Reports: what was read in them, their text, their bytes and their versions; and adding them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from reportedly.collect.given import Overrides
from reportedly.errors import UsageError
from reportedly.export.report_json import report_json
from reportedly.review.deciding import Who
from reportedly.review.reportview import covers_of, snapshot_shown, view_report
from reportedly.review.shielding import covered_address
from reportedly.serve.adding import add_all, bounded
from reportedly.serve.api.model import AddRequest, AddResults, ReportList, TextJson, UnmaskRequest, VersionList
from reportedly.serve.api.replies import Adder, Cursor, Limit, Reader, Route, Unmasker, after, page, problems, reply
from reportedly.serve.api.report_model import ReportJson
from reportedly.serve.hand import now, settings_of, store_of
from reportedly.serve.problems import Refused
from reportedly.serve.reader import Material
from reportedly.store.casefiles import case_named, cases_of_reports
from reportedly.store.listing import ReportLine, ReportsWanted, report_page

__all__ = ["router"]

router = APIRouter(tags=["Reports"], route_class=Route)
_NAME = 200
Outlet = Annotated[str | None, Query(max_length=200, description="Only reports of this outlet, as it is written in reports.")]
Lang = Annotated[str | None, Query(pattern="^[a-z]{2,3}$", description="Only reports in this language, by its code.")]
Day = Annotated[date | None, Query(description="By the day of publication, included.")]
OfCase = Annotated[str | None, Query(max_length=100, description="Only reports that tell this case.")]


@router.get("/reports", response_model=ReportList, responses=problems(404), summary="List reports")
def list_reports(
    request: Request,
    _: Reader,
    case: OfCase = None,
    outlet: Outlet = None,
    lang: Lang = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """The reports, those kept last first."""
    began = after(cursor, int)
    with store_of(request).reading() as connection:
        named = case_named(connection, case) if case else None
        if case and named is None:
            raise Refused(404, f"There is no such case: {case}")
        lines = report_page(connection, ReportsWanted(outlet, lang, since, until, named), limit + 1, began[0] if began else None)
        shown = [line.id for line in lines[:limit]]
        cases, covers = cases_of_reports(connection, shown), covers_of(connection, shown)
    items = [_line(line, cases.get(line.id, []), covers.get(line.id, str)) for line in lines[:limit]]
    return page(request, items, (lines[limit - 1].number,) if len(lines) > limit else None)


def _line(line: ReportLine, cases: Sequence[str], cover: Any) -> dict[str, object]:
    return {
        "id": line.id,
        "outlet": line.outlet,
        "headline": cover(line.headline) if line.headline else None,
        "published": line.published.isoformat() if line.published else None,
        "lang": line.lang,
        "url": covered_address(line.url, cover),
        "cases": list(cases),
    }


_FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/AddRequest"}},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1}},
                    "required": ["files"],
                }
            },
        },
    }
}


@router.post("/reports", response_model=AddResults, responses=problems(413, 415), summary="Add reports", openapi_extra=_FILES)
async def add_reports(request: Request, _: Adder) -> Response:
    """Texts, web addresses, or files of plain text, HTML or PDF. Each is read and kept on its own; what cannot be read is told with its reason.

    The same report again changes nothing; other bytes at the same address are a new version.
    """
    settings = settings_of(request)
    json_sent = request.headers.get("content-type", "").lower().startswith("application/json")
    handed = _asked(await request.body()) if json_sent else await _files(request, settings.upload_files)
    materials = bounded(handed, settings)
    results = await run_in_threadpool(lambda: list(add_all(store_of(request), materials, settings)))
    return reply(request, {"items": [asdict(result) for result in results]})


def _asked(body: bytes) -> list[Material]:
    try:
        asked = AddRequest.model_validate_json(body)
    except ValidationError as error:
        names = sorted({".".join(map(str, fault["loc"])) or "the body" for fault in error.errors()})
        raise Refused(422, f"Not understood: {', '.join(names)}") from error
    texts = [_text(number, one.text, one.model_dump(exclude={"text"})) for number, one in enumerate(asked.texts, 1)]
    return [*texts, *(Material(address, address=address) for address in asked.addresses)]


def _text(number: int, text: str, given: dict[str, str | None]) -> Material:
    try:
        overrides = Overrides.of(**given)
    except UsageError as error:
        raise Refused(422, f"In text {number}: {error.what}", mend=error.mend) from error
    return Material(f"text {number}", text.encode("utf-8", "replace"), media_type="text/plain", overrides=overrides)


async def _files(request: Request, most: int) -> list[Material]:
    try:
        async with request.form(max_files=most, max_fields=10) as form:
            found = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
            return [_file(number, one, await one.read()) for number, one in enumerate(found, 1)]
    except HTTPException as error:
        if "Too many files" in error.detail:
            raise Refused(413, f"More than {most} reports at once", mend="Hand in fewer, or use reportedly add.") from error
        raise Refused(422, "Not understood: the form", mend="Send multipart/form-data with the files in `files`.") from error


def _file(number: int, sent: UploadFile, content: bytes) -> Material:
    return Material((sent.filename or f"file {number}")[:_NAME], content, media_type=sent.content_type)


@router.get("/reports/{report:path}/text", response_model=TextJson, responses=problems(404), summary="Show the text of a report")
def show_text(request: Request, _: Reader, report: str) -> Response:
    """The text of a report, with names that are withheld covered sign by sign, so that offsets stay true."""
    article = view_report(store_of(request), report).reading.article
    published = article.published.isoformat() if article.published else None
    told = {"id": article.id, "headline": article.headline, "outlet": article.outlet, "published": published, "lang": article.lang}
    return reply(request, {**told, "text": article.text})


@router.get("/reports/{report:path}/versions", response_model=VersionList, responses=problems(404), summary="List the versions of a report")
def list_versions(request: Request, _: Reader, report: str) -> Response:
    """The versions of a report, the oldest first."""
    captures = view_report(store_of(request), report).captures
    items = [{"sha256": one.sha256, "media_type": one.media_type, "at": one.at.isoformat()} for one in captures]
    return reply(request, {"items": items})


_BYTES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The bytes", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get(
    "/reports/{report:path}/snapshot",
    response_class=Response,
    responses={**_BYTES, **problems(404)},
    summary="Take the bytes of a report as they came in",
)
def take_snapshot(request: Request, _: Reader, report: str) -> Response:
    """The bytes of the newest version, always as a file to save and never as a page to show; X-Media-Type says what they were taken for.

    Where names stand in them that are withheld they are not given out so.
    """
    return _snapshot(request, report, None)


@router.post(
    "/reports/{report:path}/snapshot",
    response_class=Response,
    responses={**_BYTES, **problems(404, 415)},
    summary="Take the bytes of a report in which names are withheld",
)
def take_unmasked_snapshot(request: Request, viewer: Unmasker, report: str, why: Annotated[UnmaskRequest, Body()]) -> Response:
    """The bytes as they came in; who took them, when and why is kept on record for ever."""
    return _snapshot(request, report, Who(viewer.name, now(), why.reason))


def _snapshot(request: Request, report: str, unmasked_by: Who | None) -> Response:
    snapshot = snapshot_shown(store_of(request), report, unmasked_by=unmasked_by)
    if snapshot is None:
        raise Refused(403, "Names are withheld in this report", mend="Its text is given out without them; POST gives the bytes, on record.")
    suffix = {"text/html": "html", "application/pdf": "pdf", "text/plain": "txt"}.get(snapshot.media_type, "bin")
    headers = {
        "content-disposition": f'attachment; filename="{snapshot.sha256[:16]}.{suffix}"',
        "x-media-type": snapshot.media_type if snapshot.media_type.isascii() and snapshot.media_type.isprintable() else "application/octet-stream",
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return reply(request, snapshot.content, headers=headers, media_type="application/octet-stream")


@router.post(
    "/reports/{report:path}/unmask",
    response_model=ReportJson,
    responses=problems(404, 415),
    summary="Show a report with the names that are withheld",
)
def unmask_report(request: Request, viewer: Unmasker, report: str, why: Annotated[UnmaskRequest, Body()]) -> Response:
    """The report with all names; who looked, when and why is kept on record for ever."""
    view = view_report(store_of(request), report, unmasked_by=Who(viewer.name, now(), why.reason))
    return reply(request, report_json(view.reading), headers={"cache-control": "no-store"})


@router.get("/reports/{report:path}", response_model=ReportJson, responses=problems(404), summary="Show what was read in a report")
def show_report(request: Request, _: Reader, report: str) -> Response:
    """All that was read in a report, each fact with its sentence, its sources and its date."""
    return reply(request, report_json(view_report(store_of(request), report).reading))

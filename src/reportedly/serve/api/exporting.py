"""Exports: cases in the formats of others."""

import tempfile
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, BinaryIO, cast

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from reportedly.export.formats import FORMATS, ExportOptions
from reportedly.model.claims import StepType
from reportedly.review.exporting import count, materials
from reportedly.serve.api.model import FormatList
from reportedly.serve.api.replies import Reader, Route, problems, reply
from reportedly.serve.hand import store_of, today_of
from reportedly.serve.problems import Refused
from reportedly.store.casefiles import CaseFilter

__all__ = ["router"]

router = APIRouter(tags=["Exports"], route_class=Route)
_PIECE = 64 * 1024
_IN_MEMORY = 8 * 1024 * 1024
# More are for reportedly export, which nobody waits for in a browser.
_MOST = 2000
Cases = Annotated[list[str] | None, Query(max_length=100, description="The cases to export, by id; without it those that the filters let through.")]
Country = Annotated[str | None, Query(pattern="^[A-Za-z]{2}$", description="A country by its code of two letters.")]
Status = Annotated[StepType | None, Query(description="Only cases in which somebody's last reported step is this.")]
Since = Annotated[date | None, Query(description="Only cases that were reported on since this day.")]
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/exports", response_model=FormatList, responses=problems(), summary="List the formats of exports")
def list_formats(request: Request, _: Reader) -> Response:
    """The formats that cases can be exported in."""
    items = [{"name": one.name, "title": one.title, "suffix": one.suffix, "media_type": one.media_type} for one in FORMATS.values()]
    return reply(request, {"items": items})


@router.get("/exports/{name}", response_class=Response, responses={**_FILE, **problems(404, 413)}, summary="Export cases")
def export(
    request: Request, _: Reader, name: str, case: Cases = None, country: Country = None, status: Status = None, since: Since = None
) -> Response:
    """The cases as a file to save; names that are withheld are covered in it. X-Media-Type says what it is."""
    form = FORMATS.get(name)
    if form is None:
        raise Refused(404, f"There is no format of that name: {name}", mend=f"Give one of {', '.join(FORMATS)}.")
    store = store_of(request)
    wanted = case or CaseFilter(country.upper() if country else None, status.value if status else None, since)
    number = count(store, wanted)
    if number > _MOST:
        raise Refused(413, f"{number} cases at once, more than {_MOST}", mend="Narrow them, or use reportedly export.")
    options = ExportOptions(today_of(request), single=case is not None and number == 1)
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed when all of it is sent)
    try:
        form.write(materials(store, wanted, today_of(request)), cast("BinaryIO", file), options)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    called = case[0] if case and number == 1 and case[0].isalnum() else "cases"
    headers = {
        "content-disposition": f'attachment; filename="{called}{form.stream_suffix(options)}"',
        "x-media-type": form.stream_media_type(options),
    }
    return StreamingResponse(_pieces(cast("BinaryIO", file)), headers=headers, media_type="application/octet-stream")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece

"""Adding reports: a text that is pasted, an address, files, or the samples; read in the background, with what became of each."""

from collections.abc import AsyncIterator, Iterator
from importlib.resources import files
from pathlib import PurePosixPath

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from reportedly.collect.given import Overrides
from reportedly.errors import UsageError
from reportedly.serve.adding import Handled, bounded
from reportedly.serve.hand import now, settings_of, store_of
from reportedly.serve.jobs import Job, Jobs
from reportedly.serve.problems import Refused
from reportedly.serve.reader import Material
from reportedly.serve.rendering import page
from reportedly.serve.viewer import Editor
from reportedly.store.auditing import keep_audit

__all__ = ["router"]

router = APIRouter()
_TEXT = 1_000_000
_FIELD = 500
_NAME = 120


@router.get("/add")
def add_page(request: Request, viewer: Editor) -> Response:
    """The form."""
    return page(request, "add.html", wrong="", given={}, limits=settings_of(request), mine=viewer.name)


@router.post("/add")
async def add_reports(request: Request, viewer: Editor) -> Response:
    """Take what is handed in, and begin to read it."""
    settings = settings_of(request)
    async with request.form(max_files=settings.upload_files, max_fields=20) as form:
        try:
            materials = bounded([material async for material in _materials(form)], settings)
        except (UsageError, Refused) as error:
            return _wrong(request, viewer.name, form, error)
    return _begun(request, viewer.name, materials)


def _wrong(request: Request, by: str, form: FormData, error: UsageError | Refused) -> Response:
    """The form again, with what was wrong and all that was written in it."""
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    wrong = ". ".join(words[:1].upper() + words[1:].rstrip(".") for words in (error.what, error.mend) if words)
    return page(request, "add.html", status=422, wrong=f"{wrong}.", given=given, limits=settings_of(request), mine=by)


@router.post("/add/samples")
def add_samples(request: Request, viewer: Editor) -> Response:
    """Add the invented reports that come with the program."""
    home = files("reportedly").joinpath("samples")
    found = sorted((item for item in home.iterdir() if item.name.endswith((".html", ".txt"))), key=lambda item: item.name)
    return _begun(request, viewer.name, [Material(item.name, item.read_bytes()) for item in found])


def _begun(request: Request, by: str, materials: list[Material]) -> Response:
    job = _jobs(request).begin(by, materials)
    with store_of(request).writing() as connection:
        keep_audit(connection, now(), by, "handed in reports", f"{len(materials)}", request.client.host if request.client else "")
    return RedirectResponse(f"/add/{job.id}", 303)


async def _materials(form: FormData) -> AsyncIterator[Material]:
    """What a form holds: a text, an address, files."""
    text, address = _written(form, "text", _TEXT).strip(), _written(form, "address", _FIELD).strip()
    stated = {name: _written(form, name, _FIELD).strip() or None for name in ("published", "outlet", "url", "lang")}
    overrides = Overrides.of(**stated)
    if text and not address and _is_one_address(text):
        text, address = "", text
    if text:
        yield Material("the pasted text", text.encode("utf-8", "replace"), media_type="text/plain", overrides=overrides)
    if address:
        yield Material(address, address=address, overrides=overrides)
    for item in form.getlist("files"):
        if isinstance(item, UploadFile) and item.filename:
            yield Material(_name(item.filename), await item.read(), media_type=item.content_type)


def _is_one_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text.split()) == 1


def _written(form: FormData, name: str, longest: int) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        return ""
    if len(value) > longest:
        raise UsageError(f"more than {longest:,} signs at once", mend="give it as a file")
    return value


def _name(given: str) -> str:
    return PurePosixPath(given.replace("\\", "/")).name[:_NAME] or "a file without a name"


@router.get("/add/{key}")
def job_page(request: Request, viewer: Editor, key: str) -> Response:
    """What became of what was handed in; asked by htmx, only the part that changes."""
    job = _jobs(request).get(key)
    if job is None or (job.by != viewer.name and not viewer.local):
        raise Refused(404, "There is no such thing being added", mend="What was added long ago is found in the list of cases.")
    template = "add_items.html" if request.headers.get("hx-request") else "add_job.html"
    return page(request, template, job=job, lines=list(_lines(job)), counts=_counts(job), headers={"cache-control": "no-store"})


def _lines(job: Job) -> Iterator[tuple[str, str, Handled | None]]:
    """Each thing with its state in a word, and what became of it."""
    done = list(job.done)
    for at, name in enumerate(job.names):
        if at < len(done):
            yield name, done[at].outcome or "refused", done[at]
        else:
            yield name, "not read" if job.broken else "is being read" if at == len(done) else "waits", None


def _counts(job: Job) -> dict[str, int]:
    done = list(job.done)
    return {"all": len(job.names), "done": len(done), "refused": sum(item.refused is not None for item in done)}


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs

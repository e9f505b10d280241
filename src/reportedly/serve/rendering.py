"""Putting pages together: one set of templates in which whatever comes from a report is text and never markup."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from fastapi.responses import Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

from reportedly.export.case_wording import HOW, WITHHELD_NOTE
from reportedly.export.wording import STEP_NAMES
from reportedly.model.claims import Standing, StepType
from reportedly.model.parties import RoleName
from reportedly.serve.filters import FILTERS
from reportedly.serve.guard import FIELD, csrf_of
from reportedly.serve.hand import settings_of, store_of, today_of
from reportedly.serve.remembering import remembered_at
from reportedly.serve.viewer import current
from reportedly.store.finding import mark_of

__all__ = ["ENVIRONMENT", "bare", "page", "page_once", "static"]

_HTML = "text/html; charset=utf-8"
# The places of the bar at the top: where they are and what they are called.
PLACES = (
    ("/", "Today"),
    ("/cases", "Cases"),
    ("/search", "Search"),
    ("/review", "Review"),
    ("/history", "History"),
    ("/statistics", "Statistics"),
    ("/add", "Add"),
)


def page(request: Request, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any) -> Response:
    """A page, or a piece of one for htmx to put in.

    Every template has at hand ``viewer``, ``csrf`` (the token; ``csrf_field()`` is the field that forms carry it in), ``today``, ``here`` (the path
    that was asked for) and ``places``, beside what is given. The answer has an ETag: a browser that has the page already gets 304.

    Args:
        request: What was asked.
        template: The name of the template.
        status: The status of the answer.
        headers: More headers of the answer.
        context: What the template shows. A name that is missing is an error.
    """
    return _answer(request, _body(request, template, context), status, headers or {})


def page_once(request: Request, template: str, find: Callable[[], Mapping[str, Any]]) -> Response:
    """A page that costs something to put together: it is put together once for each state of the store and whoever looks, then remembered.

    Args:
        request: What was asked.
        template: The name of the template.
        find: Finds what the template shows, from the store and the address alone.
    """
    with store_of(request).reading() as connection:
        mark = mark_of(connection)
    key = ("page", template, str(request.url), current(request), csrf_of(request), today_of(request))
    return _answer(request, remembered_at(settings_of(request), mark, key, lambda: _body(request, template, find())), 200, {})


def _body(request: Request, template: str, context: Mapping[str, Any]) -> bytes:
    own = {"viewer": current(request), "csrf": csrf_of(request), "today": today_of(request), "here": request.url.path, "places": PLACES}
    return _shown(template, **own, **context)


def _answer(request: Request, body: bytes, status: int, headers: Mapping[str, str]) -> Response:
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    told = {"etag": tag, "vary": "HX-Request, Cookie", **headers}
    if status == HTTPStatus.OK and request.method in {"GET", "HEAD"} and tag in request.headers.get("if-none-match", ""):
        return Response(None, HTTPStatus.NOT_MODIFIED, told)
    return Response(body, status, told, _HTML)


def bare(template: str, **context: Any) -> str:
    """A page for somebody of whom nothing is known, such as one that says what went wrong."""
    return _shown(template, **context).decode()


def _shown(template: str, **context: Any) -> bytes:
    return ENVIRONMENT.get_template(template).render(context).encode("utf-8", "replace")


@cache
def static(name: str) -> str:
    """The address of a file of the package; it changes when the file does, so that browsers may keep it for ever."""
    content = files("reportedly.serve").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("reportedly.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(static=static, csrf_name=FIELD, step_names=STEP_NAMES, how=HOW, withheld_note=WITHHELD_NOTE)
    made.globals.update(step_types=tuple(StepType), standings=tuple(Standing), roles=tuple(RoleName))
    made.filters.update(FILTERS)
    return made


ENVIRONMENT = _environment()

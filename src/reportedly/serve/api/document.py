"""The API described: as OpenAPI for programs, as a plain page for people. Neither loads anything from elsewhere."""

from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.openapi.utils import get_openapi

from reportedly import __version__
from reportedly.export.formats import NOTICE
from reportedly.serve.api.model import AddRequest, Problem
from reportedly.serve.api.replies import Reader, Route, reply
from reportedly.serve.rendering import page

__all__ = ["described", "router"]

_KNOWN = "The ETag of an earlier answer: if nothing has changed since, 304 without a body."
router = APIRouter(route_class=Route, include_in_schema=False)
_WORDS = (
    "Case files from news reports of criminal cases: every fact with its sentence, its sources and its date. "
    f"{NOTICE} Lists come in pages, `next` and the header Link lead on; every GET has an ETag; problems come as application/problem+json. "
    "On a team's workplace a program gives a token (Authorization: Bearer …); from a browser every change carries the header X-CSRF-Token, see /me."
)


@cache
def described() -> dict[str, Any]:
    """The description of the API in OpenAPI."""
    from reportedly.serve.api import router as whole

    prefixed = APIRouter()
    prefixed.include_router(whole, prefix="/api/v1")
    found = get_openapi(title="reportedly", version=__version__, description=_WORDS, routes=prefixed.routes)
    schemas = found["components"]["schemas"]
    for model in (Problem, AddRequest):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(schema.pop("$defs", {}))
        schemas[model.__name__] = schema
    for operations in found["paths"].values():
        if "get" in operations:
            _describe_conditional(operations["get"])
    found["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token of an account, on a team's workplace."}
    }
    return found


def _describe_conditional(operation: dict[str, Any]) -> None:
    """Every GET can be asked on condition; written once instead of at each."""
    known = {"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}, "description": _KNOWN}
    operation.setdefault("parameters", []).append(known)
    operation["responses"]["304"] = {"description": "Nothing has changed since"}
    operation["responses"]["200"]["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "Names this very answer."}}


@router.get("/openapi.json")
def openapi(request: Request, _: Reader) -> Response:
    """The description in OpenAPI 3.1."""
    return reply(request, described())


@router.get("/docs")
def docs(request: Request, _: Reader) -> Response:
    """A page that lists the operations."""
    return page(request, "api.html", words=_WORDS, operations=_operations())


@cache
def _operations() -> list[dict[str, Any]]:
    found = []
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            found.append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": operation["summary"],
                    "words": operation.get("description", ""),
                    "tag": (operation.get("tags") or ["Other"])[0],
                    "parameters": [{"description": "", **one} for one in operation.get("parameters", []) if one["in"] != "header"],
                }
            )
    return found

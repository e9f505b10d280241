"""What all operations of the API share: answers with an ETag, pages with a link to the next, checks of what comes in, and problems."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Coroutine, Mapping, Sequence
from hmac import compare_digest
from typing import Annotated, Any
from urllib.parse import unquote, urlencode

from fastapi import Depends, Query, Request, Response
from fastapi.routing import APIRoute

from reportedly.model.accounts import Right
from reportedly.serve.guard import HEADER, SAFE, csrf_of
from reportedly.serve.problems import Refused
from reportedly.serve.viewer import Viewer, current

__all__ = [
    "PROBLEM",
    "Adder",
    "Admin",
    "Cursor",
    "Decider",
    "Limit",
    "Reader",
    "Route",
    "Unmasker",
    "after",
    "page",
    "problems",
    "reply",
    "tag_of",
    "written",
]

PROBLEM = "application/problem+json"
_MOST = 200
_LONGEST = 2000

Limit = Annotated[int, Query(ge=1, le=_MOST, description="How many items at most.")]
Cursor = Annotated[str | None, Query(max_length=_LONGEST, description="Where to go on: `next` of the page before.")]


class Route(APIRoute):
    """A route that looks at who asks and at what kind of body comes before it reads the body."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with the checks in front of it."""
        inner = super().get_route_handler()
        kinds = tuple((self.openapi_extra or {}).get("requestBody", {}).get("content", ())) or ("application/json",)

        async def handle(request: Request) -> Response:
            if "\x00" in request.url.path or "\x00" in unquote(request.url.query):
                raise Refused(400, "There is a sign in the address that no text has")
            if request.method not in SAFE:
                _check_token(request)
                _check_kind(request, kinds)
            return await inner(request)

        return handle


def _check_token(request: Request) -> None:
    # A token for programs is never sent by a browser on its own, as a cookie is.
    if getattr(request.state, "token", None) is not None:
        return
    if not compare_digest(request.headers.get(HEADER, "").encode(), csrf_of(request).encode()):
        raise Refused(403, "The header X-CSRF-Token is missing or old", mend="Take it from /api/v1/me, or use a token of your account.")


def _check_kind(request: Request, kinds: Sequence[str]) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in kinds:
        raise Refused(415, "Not a kind of body that is read here", mend=f"Send {' or '.join(kinds)}.")


def _having(right: Right) -> Callable[[Request], Viewer]:
    def check(request: Request) -> Viewer:
        viewer = current(request)
        if not viewer.may(right):
            raise Refused(403, f"Whoever asks may not {_DOING[right]}", mend="Use an account or a token with that right.")
        return viewer

    return check


_DOING = {
    Right.READ: "read",
    Right.DECIDE: "decide",
    Right.ADD: "add reports",
    Right.UNMASK: "look at names that are withheld",
    Right.ADMIN: "see accounts and the audit log",
}
Reader = Annotated[Viewer, Depends(_having(Right.READ))]
Decider = Annotated[Viewer, Depends(_having(Right.DECIDE))]
Adder = Annotated[Viewer, Depends(_having(Right.ADD))]
Unmasker = Annotated[Viewer, Depends(_having(Right.UNMASK))]
Admin = Annotated[Viewer, Depends(_having(Right.ADMIN))]


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an operation can answer with, for its documentation."""
    return {
        status: {"description": _PROBLEMS[status], "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        for status in sorted({400, 401, 403, 422, 429, 503, *statuses})
    }


_PROBLEMS = {
    400: "It cannot be asked for so",
    401: "Nobody is signed in",
    403: "Whoever asks may not do that",
    404: "There is no such thing",
    412: "The case has changed since it was looked at",
    413: "Too much at once",
    415: "Not a kind of body that is read here",
    422: "What was sent is not understood",
    429: "Too often; Retry-After says how long to wait",
    503: "The store cannot be used now",
}

# Signs that a program which takes JSON for a page would read as markup, and two that end a line in a script.
_AS_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def written(content: Any) -> bytes:
    """A JSON document; no sign in it could ever be read as markup."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_AS_ESCAPES).encode("utf-8", "replace")


def tag_of(body: bytes) -> str:
    """The ETag of an answer."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def reply(
    request: Request, content: Any, *, status: int = 200, headers: Mapping[str, str] | None = None, media_type: str = "application/json"
) -> Response:
    """An answer with an ETag; 304 without a body if whoever asks has it already.

    Args:
        request: What was asked.
        content: Bytes, or plain values that become JSON.
        status: The status.
        headers: More headers.
        media_type: The type of the content.
    """
    body = content if isinstance(content, bytes) else written(content)
    tag = tag_of(body)
    told = {"etag": tag, "vary": "Cookie, Authorization", **(headers or {})}
    if status == 200 and request.method in SAFE and _has(request.headers.get("if-none-match"), tag):
        return Response(None, 304, told)
    return Response(body, status, told, media_type)


def _has(given: str | None, tag: str) -> bool:
    return given is not None and (given.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in given.split(",")])


def page(request: Request, items: Sequence[Any], following: Sequence[str | int] | None) -> Response:
    """A page of a list.

    Args:
        request: What was asked.
        items: The items of the page.
        following: What the next page begins after; None at the end.
    """
    cursor = urlsafe_b64encode(written(list(following))).decode().rstrip("=") if following else None
    links = []
    if cursor:
        others = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        links.append(f'<{request.url.path}?{urlencode([*others, ("cursor", cursor)])}>; rel="next"')
    return reply(request, {"items": list(items), "next": cursor}, headers={"link": ", ".join(links)} if links else None)


def after(cursor: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """What a page begins after, from the cursor of the page before.

    Raises:
        Refused: If it is no cursor of such a list.
    """
    if cursor is None:
        return None
    try:
        found = json.loads(urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        found = None
    fits = isinstance(found, list) and [type(one) for one in found] == list(kinds) and all(_is_plain(one) for one in found)
    if not fits:
        raise Refused(400, "Not a cursor of this list", mend="Give `next` of the page before, as it was.")
    return tuple(found)


def _is_plain(value: Any) -> bool:
    if isinstance(value, int):
        return abs(value) < 2**53
    return "\x00" not in value and value.encode("utf-8", "replace").decode() == value

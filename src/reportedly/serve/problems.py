"""What went wrong, in plain words: as a page for people, as problem+json (RFC 9457) for programs."""

import logging
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.errors import InputError, MissingError, ReportedlyError, UsageError

__all__ = ["API", "Refused", "answer", "broken", "install"]

API = "/api/"
_LOG = logging.getLogger(__name__)
_BAD, _MISSING, _UNREADABLE, _BROKEN, _AWAY = 400, 404, 422, 500, 503
_WORDS = {
    400: ("That cannot be asked for so", "Check the address, or go back and try again."),
    401: ("You are not logged in", "Log in first."),
    403: ("That is not allowed here", "Go back, reload the page and try again."),
    404: ("There is no such page", "Check the address, or search for what you are looking for."),
    405: ("That cannot be done here", "Go back and use the buttons of the page."),
    413: ("That is too large", "Send less at once."),
    422: ("That cannot be read", "Check what you have written."),
    429: ("Too much at once", "Wait a moment, then try again."),
    500: ("Something went wrong in this program", "Nothing was changed. Try again; if it stays, look at what the server printed."),
    503: ("The store cannot be used now", "Try again in a moment."),
}


class Refused(Exception):  # noqa: N818 (an answer, not a fault of the program)
    """A request that gets no answer but the reason.

    Args:
        status: The status of HTTP.
        what: What happened, as a sentence without a full stop.
        mend: What whoever asked can do about it, as sentences.
        headers: Headers of the answer.
    """

    def __init__(self, status: int, what: str = "", *, mend: str = "", headers: dict[str, str] | None = None) -> None:
        words = _WORDS.get(status, (HTTPStatus(status).phrase, ""))
        self.status, self.what, self.mend, self.headers = status, what or words[0], mend or words[1], headers or {}
        super().__init__(self.what)


def answer(request: Request, problem: Refused) -> Response:
    """The answer to a request that is refused, as a page or as problem+json."""
    if request.url.path.startswith(API):
        body = {"type": "about:blank", "title": HTTPStatus(problem.status).phrase, "status": problem.status, "detail": problem.what}
        if problem.mend:
            body["mend"] = problem.mend
        return JSONResponse(body, problem.status, problem.headers, "application/problem+json")
    from reportedly.serve.rendering import bare

    shown = bare("problem.html", status=problem.status, what=problem.what, mend=problem.mend)
    return Response(shown, problem.status, problem.headers, "text/html; charset=utf-8")


def install(app: FastAPI) -> None:
    """Let an application answer all that goes wrong so."""

    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> Response:
        return answer(request, error)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        return answer(request, Refused(error.status_code, headers=dict(error.headers or {})))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        names = sorted({str(fault["loc"][-1]) for fault in error.errors() if fault["loc"]})
        return answer(request, Refused(_UNREADABLE, f"Not understood: {', '.join(names)}"))

    @app.exception_handler(ReportedlyError)
    def told(request: Request, error: ReportedlyError) -> Response:
        return answer(request, _of(error))


def broken(request: Request, error: Exception) -> Response:
    """The answer when the program itself is at fault: nothing of the fault is told to whoever asked, all of it to the log."""
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    return answer(request, Refused(_BROKEN))


def _of(error: ReportedlyError) -> Refused:
    kinds = ((MissingError, _MISSING), (UsageError, _BAD), (InputError, _UNREADABLE))
    status = next((status for kind, status in kinds if isinstance(error, kind)), _AWAY)
    what = f"{error.what}: {error.where}" if error.where and status != _AWAY else error.what
    return Refused(status, what[:1].upper() + what[1:])

"""Logging in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.serve.doors import address_of, secret_in
from reportedly.serve.guard import SEAT, csrf_of
from reportedly.serve.hand import now, settings_of, store_of
from reportedly.serve.passwords import LONGEST
from reportedly.serve.rendering import bare
from reportedly.serve.signing import ABSOLUTE, TooManyAttemptsError, sign_in, sign_out

__all__ = ["router"]

router = APIRouter()
_WRONG = "The name or the password is wrong"


@router.get("/login")
def login_page(request: Request, to: str = "/") -> Response:
    """The page to log in at."""
    if not settings_of(request).team:
        return RedirectResponse("/", 303)
    return _page(request, to)


@router.post("/login")
def login(request: Request, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "", to: Annotated[str, Form()] = "/") -> Response:
    """Log in; the browser gets the cookie of a new session."""
    if not settings_of(request).team:
        return RedirectResponse("/", 303)
    agent, old = request.headers.get("user-agent", ""), secret_in(request.headers)
    try:
        found = sign_in(store_of(request), name, password[: LONGEST + 1], at=now(), address=address_of(request.scope), agent=agent, old=old)
    except TooManyAttemptsError as error:
        minutes = -(-error.seconds // 60)
        wrong = f"Too many attempts have failed. Wait {minutes} minute{'' if minutes == 1 else 's'}, then try again"
        return _page(request, to, name, wrong, 429, {"retry-after": str(error.seconds)})
    if found is None:
        return _page(request, to, name, _WRONG, 403)
    answer = RedirectResponse(_inside(to), 303)
    answer.set_cookie(SEAT, found.secret, int(ABSOLUTE.total_seconds()), httponly=True, samesite="lax", secure=settings_of(request).secure)
    return answer


@router.post("/logout")
def logout(request: Request) -> Response:
    """Log out: the session ends here and in the browser."""
    secret = secret_in(request.headers)
    if secret:
        sign_out(store_of(request), secret, at=now(), address=address_of(request.scope))
    answer = RedirectResponse("/login" if settings_of(request).team else "/", 303)
    answer.delete_cookie(SEAT, httponly=True, samesite="lax", secure=settings_of(request).secure)
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def _page(request: Request, to: str, name: str = "", wrong: str = "", status: int = 200, headers: dict[str, str] | None = None) -> Response:
    shown = bare("login.html", csrf=csrf_of(request), to=_inside(to), name=name[:LONGEST], wrong=wrong)
    return Response(shown, status, {"cache-control": "no-store", **(headers or {})}, "text/html; charset=utf-8")


def _inside(to: str) -> str:
    """A path of this workplace; an address of any other site becomes the first page."""
    safe = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() and "\\" not in to
    return to if safe else "/"

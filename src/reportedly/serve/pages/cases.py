"""The case page."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.review.viewing import view_case
from reportedly.serve.hand import store_of, today_of
from reportedly.serve.rendering import page

__all__ = ["router"]

router = APIRouter()


@router.get("/cases/{name}")
def case_page(request: Request, name: str) -> Response:
    """One case."""
    view = view_case(store_of(request), name, today_of(request))
    return page(request, "case.html", view=view, case=view.file)

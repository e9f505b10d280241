"""What the workplace is set to: the store, the day it looks from, what is read, and where its data goes."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly import __version__
from reportedly.model.accounts import Right
from reportedly.serve.hand import settings_of, store_of
from reportedly.serve.remembering import remembered
from reportedly.serve.rendering import page
from reportedly.serve.viewer import current
from reportedly.store.casefiles import case_count
from reportedly.store.reports import report_count

__all__ = ["router"]

router = APIRouter()


@router.get("/settings")
def settings_page(request: Request) -> Response:
    """The settings."""
    settings, store, viewer = settings_of(request), store_of(request), current(request)
    with store.reading() as connection:
        numbers = [remembered(settings, connection, count.__name__, count) for count in (report_count, case_count)]
    # Where the store lies is for those who run it.
    place = store.url.render_as_string(hide_password=True) if viewer.may(Right.ADMIN) else ""
    return page(
        request,
        "settings.html",
        settings=settings,
        version=__version__,
        place=place.removeprefix("sqlite:///"),
        kind="PostgreSQL" if store.dialect == "postgresql" else "SQLite",
        reports=numbers[0],
        cases=numbers[1],
        admin=viewer.may(Right.ADMIN),
    )

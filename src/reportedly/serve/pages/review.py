"""The questions that wait: two cases that may be one, side by side, one question after the other."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.review.deciding import Who
from reportedly.review.questions import Answer, Fit, answer, next_pair
from reportedly.serve.hand import now, settings_of, store_of
from reportedly.serve.problems import Refused
from reportedly.serve.remembering import remembered
from reportedly.serve.rendering import page
from reportedly.serve.viewer import Editor
from reportedly.store.proposals import Asked, waiting

__all__ = ["router"]

router = APIRouter()
_LONGEST = 2000
_SAID = {
    Answer.SAME: "Kept: they are the same case",
    Answer.NOT_SAME: "Kept: these reports tell different cases",
    Answer.NEVER: "Kept: these are never the same case",
}


@router.get("/review")
def review_page(request: Request, after: str = "", done: str = "") -> Response:
    """The next question; those before ``after`` were put off."""
    store = store_of(request)
    found = next_pair(store, _place(after))
    with store.reading() as connection:
        number = remembered(settings_of(request), connection, "waiting", waiting)
    said = _SAID[Answer(done)] if done in set(Answer) else ""
    place = _written(found.place) if found else ""
    return page(request, "review.html", found=found, here_is=place, after=after, said=said, number=number, fits=Fit)


@router.post("/review")
def review_answer(
    request: Request,
    viewer: Editor,
    place: Annotated[str, Form(max_length=_LONGEST)],
    given: Annotated[str, Form(max_length=20)],
    after: Annotated[str, Form(max_length=_LONGEST)] = "",
    reason: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Keep an answer, and go on to the next question."""
    about = _place(place)
    if about is None or given not in {*Answer, "later"}:
        raise Refused(422, "That is no answer", mend="Use the buttons of the page.")
    if given == "later":
        return RedirectResponse(f"/review?{urlencode({'after': place})}", 303)
    answer(store_of(request), about, Answer(given), Who(viewer.name, now(), reason.strip()))
    return RedirectResponse(f"/review?{urlencode({'after': after, 'done': given})}", 303)


def _written(place: Asked) -> str:
    return "\t".join((repr(place[0]), place[1], place[2]))


def _place(written: str) -> Asked | None:
    pieces = written[:_LONGEST].split("\t")
    try:
        return (float(pieces[0]), pieces[1], pieces[2]) if len(pieces) == 3 else None
    except ValueError:
        return None

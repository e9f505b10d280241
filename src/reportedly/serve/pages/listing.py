"""The list of cases, and the lists of people, places and organisations."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.model.claims import StepType
from reportedly.model.parties import OrgKind, RoleName
from reportedly.serve.filtering import CHOSEN, filters_of, page_number, pages_of
from reportedly.serve.hand import settings_of, store_of
from reportedly.serve.listed import listed
from reportedly.serve.remembering import remembered
from reportedly.serve.rendering import page
from reportedly.store.finding import counts, how_many, organisations, page_of, places
from reportedly.store.listing import people_page

__all__ = ["router"]

router = APIRouter()
_LINES = 25
_PEOPLE = 50
_NAMES = 300
_LONGEST = 200


@router.get("/cases")
def cases_page(request: Request) -> Response:
    """The cases, those last written about first, a page at a time."""
    wanted = filters_of(request)
    settings = settings_of(request)
    with store_of(request).reading() as connection:
        total = remembered(settings, connection, ("how many", wanted.where.key), lambda found: how_many(found, wanted.where))
        number = remembered(settings, connection, ("counts", wanted.where.key), lambda found: counts(found, wanted.where, CHOSEN))
        where = pages_of(page_number(request), total, _LINES)
        lines = listed(connection, page_of(connection, wanted.where, offset=(where.number - 1) * _LINES, limit=_LINES))
    return page(request, "cases.html", wanted=wanted, choices=wanted.choices(number), lines=lines, pages=where)


@router.get("/people")
def people_list(request: Request, role: str = "", status: str = "", after: str = "") -> Response:
    """The people of all cases by name; a person of two cases stands there twice, since a role is told per case."""
    role = role if role in set(RoleName) else ""
    status = status if status in set(StepType) else ""
    last = tuple(after[: 3 * _LONGEST].split("\t"))
    with store_of(request).reading() as connection:
        # Names that are withheld stand first and are no use in a list of names.
        start = (last[0], last[1], last[2]) if len(last) == 3 else ("", "\U0010ffff", "")
        lines = people_page(connection, _PEOPLE + 1, role=role or None, status=status or None, after=start)
    shown = lines[:_PEOPLE]
    onwards = "\t".join((shown[-1].name, shown[-1].case, shown[-1].person)) if len(lines) > _PEOPLE else ""
    return page(
        request, "people.html", lines=shown, role=role, step=status, onwards=onwards, first=not after, roles=list(RoleName), steps=list(StepType)
    )


@router.get("/places")
def places_list(request: Request, name: str = "") -> Response:
    """The places that most cases tell."""
    name = name.strip()[:_LONGEST]
    with store_of(request).reading() as connection:
        found = remembered(settings_of(request), connection, ("places", name), lambda reading: places(reading, _NAMES, like=name))
    return page(request, "names.html", kind="place", found=found, name=name, kinds=None, most=_NAMES)


@router.get("/organisations")
def organisations_list(request: Request, name: str = "") -> Response:
    """The organisations that most cases tell."""
    name = name.strip()[:_LONGEST]
    with store_of(request).reading() as connection:
        found = remembered(settings_of(request), connection, ("organisations", name), lambda reading: organisations(reading, _NAMES, like=name))
    return page(request, "names.html", kind="organisation", found=found, name=name, kinds=list(OrgKind), most=_NAMES)

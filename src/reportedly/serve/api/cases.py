"""Cases, their timelines and their people."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from reportedly.errors import MissingError
from reportedly.export.case_json import case_json
from reportedly.export.formats import NOTICE
from reportedly.model.claims import StepType
from reportedly.model.parties import RoleName
from reportedly.review.deciding import Who
from reportedly.review.findable import terms_of, word_keys
from reportedly.review.shielding import record_unmasking
from reportedly.review.viewing import CaseView, view_case
from reportedly.serve.api.case_model import CaseBrief, CaseJson
from reportedly.serve.api.model import CaseList, PeopleList, PersonTold, Statistics, TimelineJson, UnmaskRequest
from reportedly.serve.api.replies import Cursor, Limit, Reader, Route, Unmasker, after, page, problems, reply, tag_of, written
from reportedly.serve.hand import now, settings_of, store_of, today_of
from reportedly.serve.remembering import remembered
from reportedly.store import Connection
from reportedly.store import search as index
from reportedly.store.casefiles import PersonLine, cases_of_reports, people_named
from reportedly.store.facets import Facet
from reportedly.store.finding import Where, counts, how_many
from reportedly.store.listing import case_page, people_page

__all__ = ["case_tag", "router"]

router = APIRouter(tags=["Cases"], route_class=Route)
# So many reports are looked through for the words that a list of cases is narrowed by.
_FOUND = 500
# So many values of each kind are counted; offences and outlets can be many.
_VALUES = 200
_COUNTED = (Facet.COUNTRY, Facet.OFFENCE, Facet.STEP, Facet.STATUS, Facet.OUTLET, Facet.LANG)
Country = Annotated[str | None, Query(pattern="^[A-Za-z]{2}$", description="A country by its code of two letters.")]
Since = Annotated[date | None, Query(description="Only cases that were reported on since this day.")]
Words = Annotated[str | None, Query(max_length=200, description="Only cases whose reports hold all these words; names in any script and spelling.")]
Status = Annotated[StepType | None, Query(description="Only those in which somebody's last reported step is this.")]
Step = Annotated[StepType | None, Query(description="Only cases in which this step is reported to have happened to somebody.")]
Offence = Annotated[str | None, Query(max_length=100, description="Only cases in which this kind of offence is told of, such as mercenarism.")]
Outlet = Annotated[str | None, Query(max_length=200, description="Only cases that a report of this outlet tells.")]
Lang = Annotated[str | None, Query(pattern="^[a-z]{2,3}$", description="Only cases that a report in this language tells, by its code.")]
Until = Annotated[date | None, Query(description="Only cases that were last reported on until this day.")]
Brief = Annotated[bool, Query(description="Leave out the timeline and all evidence.")]


def wanted_cases(
    request: Request,
    country: Country = None,
    status: Status = None,
    step: Step = None,
    offence: Offence = None,
    outlet: Outlet = None,
    lang: Lang = None,
    since: Since = None,
    until: Until = None,
    q: Words = None,
) -> Where:
    """The cases that are asked for."""
    given = {
        Facet.COUNTRY: country.upper() if country else None,
        Facet.STATUS: status.value if status else None,
        Facet.STEP: step.value if step else None,
        Facet.OFFENCE: offence,
        Facet.OUTLET: outlet,
        Facet.LANG: lang,
    }
    ids = None
    if q is not None:
        with store_of(request).reading() as connection:
            ids = _telling(connection, q)
    return Where({kind: value for kind, value in given.items() if value}, since, until, ids)


Wanted = Annotated[Where, Depends(wanted_cases)]


@router.get("/cases", response_model=CaseList, responses=problems(), summary="List cases")
def list_cases(request: Request, _: Reader, wanted: Wanted, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """The cases, those last reported on first, those without a day last; all that is asked for must hold."""
    began = after(cursor, str, str)
    with store_of(request).reading() as connection:
        lines = case_page(connection, wanted, limit + 1, began)
    items = [
        {
            "id": line.id,
            "title": line.title,
            "countries": list(line.countries),
            "opened": line.opened,
            "updated": line.updated,
            "reports": line.reports,
        }
        for line in lines[:limit]
    ]
    return page(request, items, (lines[limit - 1].updated or "", lines[limit - 1].id) if len(lines) > limit else None)


def _telling(connection: Connection, words: str) -> frozenset[str]:
    hits = index.search(connection, terms_of(words), kind="report", limit=_FOUND)
    told = cases_of_reports(connection, sorted({hit.report for hit in hits}))
    return frozenset(case for cases in told.values() for case in cases)


@router.get("/statistics", response_model=Statistics, responses=problems(), tags=["Search"], summary="Count cases")
def statistics(request: Request, _: Reader, wanted: Wanted) -> Response:
    """How many cases there are, of all or of those that are asked for, and how many of them have each value."""
    settings, kinds = settings_of(request), (*_COUNTED, Facet.OPENED)
    with store_of(request).reading() as connection:
        total = remembered(settings, connection, ("how many", wanted.key), lambda reading: how_many(reading, wanted))
        found = remembered(settings, connection, ("api statistics", wanted.key), lambda reading: counts(reading, wanted, kinds))
    told = {kind.value: [{"value": value, "cases": number} for value, number in found[kind][:_VALUES]] for kind in kinds}
    return reply(request, {"notice": NOTICE, "cases": total, **told})


@router.get("/cases/{case}", response_model=CaseJson | CaseBrief, responses=problems(404), summary="Show a case file")
def show_case(request: Request, _: Reader, case: str, brief: Brief = False) -> Response:
    """One case file, by its id, the beginning of it, or any id that it ever had; its own id is in the answer."""
    return reply(request, _case(view_case(store_of(request), case, today_of(request)), brief=brief))


def _case(view: CaseView, *, brief: bool = False) -> dict[str, object]:
    found = case_json(view.file, brief=brief)
    if not brief:
        found["withdrawn"] = [
            {"report": item.report, "sentence": item.sentence, "claim": item.claim, "sha256": item.sha256} for item in view.withdrawn
        ]
    return found


def case_tag(request: Request, case: str) -> str:
    """The ETag that a case file has now."""
    return tag_of(written(_case(view_case(store_of(request), case, today_of(request)))))


@router.post(
    "/cases/{case}/unmask", response_model=CaseJson, responses=problems(404, 415), summary="Show a case file with the names that are withheld"
)
def unmask_case(request: Request, viewer: Unmasker, case: str, why: Annotated[UnmaskRequest, Body()]) -> Response:
    """The case file with the names of people reported to be under 18 and of victims of sexual violence.

    Who looked, when and why is kept on record for ever.
    """
    store = store_of(request)
    view = view_case(store, case, today_of(request), unmasked=True)
    record_unmasking(store, view.file.id, Who(viewer.name, now(), why.reason))
    return reply(request, _case(view), headers={"cache-control": "no-store"})


@router.get("/cases/{case}/timeline", response_model=TimelineJson, responses=problems(404), summary="Show the timeline of a case")
def show_timeline(request: Request, _: Reader, case: str) -> Response:
    """The steps of a case in order of their days, each with all reports that tell it."""
    file = view_case(store_of(request), case, today_of(request)).file
    return reply(request, {"notice": NOTICE, "case": file.id, "items": case_json(file)["timeline"]})


@router.get(
    "/cases/{case}/people/{person:path}", response_model=PersonTold, responses=problems(404), summary="Show what is told of a person in a case"
)
def show_person(request: Request, _: Reader, case: str, person: str) -> Response:
    """A person of a case with the steps reported of them; two people of one name are two people. The id goes percent-encoded into the address."""
    found = case_json(view_case(store_of(request), case, today_of(request)).file)
    told = next((one for one in found["people"] if one["id"] == person), None)
    if told is None:
        raise MissingError("no such person in the case", where=f"{case}/{person}", mend="see the people of the case file")
    steps = [entry for entry in found["timeline"] if person in entry["who"]]
    deadlines = [item for item in found["deadlines"] if person in item["who"]]
    content = {"notice": NOTICE, "case": found["id"], "title": found["title"], "person": told, "timeline": steps, "deadlines": deadlines}
    return reply(request, content)


Name = Annotated[str | None, Query(max_length=200, description="A name in any script and spelling; those it fits best come first, on one page.")]
WithRole = Annotated[RoleName | None, Query(description="Only people with this role; a role is told per case.")]


@router.get("/people", response_model=PeopleList, responses=problems(), tags=["People"], summary="List people")
def list_people(
    request: Request, _: Reader, name: Name = None, role: WithRole = None, status: Status = None, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """The people of all cases by name; a person in two cases stands in the list twice. Names that are withheld are null."""
    began = after(cursor, str, str, str)
    with store_of(request).reading() as connection:
        if name is not None:
            found = people_named(connection, word_keys(name), limit)
            fitting = [line for line in found if (role is None or line.role == role) and (status is None or line.status == status)]
            return page(request, [_line(line) for line in fitting], None)
        lines = people_page(connection, limit + 1, role=role and role.value, status=status and status.value, after=began)
    last = lines[limit - 1] if len(lines) > limit else None
    return page(request, [_line(line) for line in lines[:limit]], (last.name, last.case, last.person) if last else None)


def _line(line: PersonLine) -> dict[str, object]:
    return {"case": line.case, "title": line.title, "id": line.person, "name": line.name or None, "role": line.role, "status": line.status}

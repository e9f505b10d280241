"""A person of a case, a place, an organisation: what is told of them, and in which cases."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.errors import MissingError
from reportedly.export.case_wording import entry_words, outlet_of, people_names, support_words, when_words
from reportedly.model.casefile import CaseFile, CasePerson, CaseStatement, Cited
from reportedly.model.claims import Standing
from reportedly.review.findable import word_keys
from reportedly.review.viewing import view_case
from reportedly.serve.addresses import cited_address
from reportedly.serve.filtering import filters_of, page_number, pages_of
from reportedly.serve.hand import settings_of, store_of, today_of
from reportedly.serve.listed import listed
from reportedly.serve.remembering import remembered
from reportedly.serve.rendering import page
from reportedly.store import Connection
from reportedly.store.casefiles import PersonLine, people_named
from reportedly.store.finding import Where, how_many, organisation_named, page_of, place_named

__all__ = ["router"]

router = APIRouter()
_ALIKE = 8
_LINES = 25


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the timeline that is about a person: in words, its day, what supports it, and the sentences that tell it with their reports."""

    words: str
    when: str
    support: str
    reported: bool
    told: tuple[tuple[str, str, str], ...]


@router.get("/cases/{name}/people/{person:path}")
def person_page(request: Request, name: str, person: str) -> Response:
    """Somebody as one case tells of them."""
    file = view_case(store_of(request), name, today_of(request)).file
    found = next((one for one in file.people if one.id == person), None)
    if found is None:
        raise MissingError("no such person in this case", where=person, mend="see the case")
    with store_of(request).reading() as connection:
        alike = _alike(connection, file, found)
    return page(
        request,
        "person.html",
        case=file,
        person=found,
        name=found.names[0].name if found.names else "Somebody not named",
        steps=_steps(file, found),
        statements=[(item, _cited(file, item.evidence)) for item in _statements(file, found)],
        evidence=_cited(file, found.evidence),
        since=when_words(found.status_since),
        alike=alike,
    )


def _steps(file: CaseFile, person: CasePerson) -> list[Step]:
    names = people_names(file)
    found = []
    for entry in file.timeline:
        if person.id in entry.who:
            words, day = entry_words(entry, names), when_words(entry.when) or "day not told"
            found.append(Step(words, day, support_words(entry.support), entry.standing is Standing.REPORTED, _cited(file, entry.evidence)))
    return found


def _statements(file: CaseFile, person: CasePerson) -> list[CaseStatement]:
    own = {entry.id for entry in file.timeline if person.id in entry.who}
    return [item for item in file.statements if item.speaker == person.id or own & set(item.steps)]


def _cited(file: CaseFile, evidence: tuple[Cited, ...]) -> tuple[tuple[str, str, str], ...]:
    """Sentences with the outlet of their report and the address where they stand."""
    outlets = {report.id: outlet_of(report) for report in file.reports}
    return tuple((cited.sentence, outlets.get(cited.report, "report"), cited_address(cited)) for cited in evidence)


def _alike(connection: Connection, file: CaseFile, person: CasePerson) -> list[PersonLine]:
    """People of other cases with such a name; whether one is this person, nobody has said."""
    if person.shields or not person.names or not person.named:
        return []
    found = people_named(connection, word_keys(person.names[0].name), _ALIKE + 20)
    return [line for line in found if line.case != file.id][:_ALIKE]


@router.get("/places/{name:path}")
def place_page(request: Request, name: str) -> Response:
    """A place and the cases that tell of it."""
    with store_of(request).reading() as connection:
        found = place_named(connection, name)
        if found is None:
            raise MissingError("no case tells of such a place", where=name, mend="see the list of places")
        context = _cases(request, connection, Where(place=found.key))
    return page(request, "named.html", kind="place", found=found, **context)


@router.get("/organisations/{name:path}")
def organisation_page(request: Request, name: str) -> Response:
    """An organisation and the cases that tell of it."""
    with store_of(request).reading() as connection:
        found = organisation_named(connection, name)
        if found is None:
            raise MissingError("no case tells of such an organisation", where=name, mend="see the list of organisations")
        context = _cases(request, connection, Where(organisation=found.key))
    return page(request, "named.html", kind="organisation", found=found, **context)


def _cases(request: Request, connection: Connection, where: Where) -> dict[str, Any]:
    total = remembered(settings_of(request), connection, ("how many", where.key), lambda reading: how_many(reading, where))
    place = pages_of(page_number(request), total, _LINES)
    lines = listed(connection, page_of(connection, where, offset=(place.number - 1) * _LINES, limit=_LINES))
    return {"lines": lines, "pages": place, "wanted": filters_of(request), "path": request.url.path}

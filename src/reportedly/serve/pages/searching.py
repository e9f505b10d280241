"""Search: people by name in any script, and sentences and reports by their words, narrowed by what their cases tell."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.export.wording import FAVOURABLE
from reportedly.model.parties import RoleName
from reportedly.review.findable import name_keys, terms_of, word_keys
from reportedly.review.reportview import covers_of
from reportedly.serve.addresses import report_address
from reportedly.serve.filtering import CHOSEN, Filters, filters_of, page_number, pages_of
from reportedly.serve.hand import settings_of, store_of
from reportedly.serve.listed import WITHHELD, listed
from reportedly.serve.naming import outlet_name, plain, step_name
from reportedly.serve.remembering import remembered
from reportedly.serve.rendering import page
from reportedly.serve.settings import Settings
from reportedly.store import Connection
from reportedly.store import search as index
from reportedly.store.casefiles import PersonLine, cases_of_reports, people_named
from reportedly.store.finding import Named, Where, counts, how_many, organisations, page_of, places, within

__all__ = ["router"]

router = APIRouter()
# So many of the latest matches are looked at; a word that stands in more reports needs another word beside it.
_MATCHES = 150
_LINES = 20
_PEOPLE = 8
_NAMES = 8
_ALL_NAMES = 5000
_EXTRACT = 240
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A report that was found, with the sentence or the piece of text that was: pairs of words and whether they are what was looked for."""

    report: str
    address: str
    headline: str
    outlet: str
    published: date | None
    words: tuple[tuple[str, bool], ...]
    cases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person who was found by name."""

    case: str
    title: str
    person: str
    name: str
    about: str
    favourable: bool


@router.get("/search")
def search_page(request: Request) -> Response:
    """What is found for some words and filters; without words the cases that the filters let through."""
    wanted = filters_of(request)
    with store_of(request).reading() as connection:
        context = _words(request, connection, wanted) if wanted.q else _all(request, connection, wanted)
    return page(request, "search.html", wanted=wanted, most=_MATCHES, **context)


def _all(request: Request, connection: Connection, wanted: Filters) -> dict[str, Any]:
    settings, where = settings_of(request), wanted.where
    total = remembered(settings, connection, ("how many", where.key), lambda reading: how_many(reading, where))
    numbers = remembered(settings, connection, ("counts", where.key), lambda reading: counts(reading, where, CHOSEN))
    place = pages_of(page_number(request), total, _LINES)
    lines = listed(connection, page_of(connection, where, offset=(place.number - 1) * _LINES, limit=_LINES)) if wanted.some else []
    return {"choices": wanted.choices(numbers), "lines": lines, "pages": place, "people": (), "found": (), "named": (), "all_looked": True}


def _words(request: Request, connection: Connection, wanted: Filters) -> dict[str, Any]:
    is_sought = _sought(wanted.q)
    hits = _reports_of(index.search(connection, terms_of(wanted.q), limit=_MATCHES), is_sought)
    told = cases_of_reports(connection, [hit.report for hit in hits])
    people = people_named(connection, word_keys(wanted.q), _MATCHES)
    about = frozenset(case for cases in told.values() for case in cases) | {line.case for line in people}
    where = replace(wanted.where, ids=about)
    numbers = counts(connection, where, CHOSEN)
    if wanted.some:
        let = within(connection, where)
        hits = [hit for hit in hits if let & set(told.get(hit.report, ()))]
        people = [line for line in people if line.case in let]
    place = pages_of(page_number(request), len(hits), _LINES)
    shown = hits[place.first_line - 1 : place.last_line] if hits else []
    first = place.number == 1
    return {
        "choices": wanted.choices(numbers),
        "lines": (),
        "pages": place,
        "people": [_person(line) for line in people[:_PEOPLE]] if first else (),
        "found": _shown(connection, shown, told, is_sought),
        "named": _named(settings_of(request), connection, wanted.q) if first and not wanted.some else (),
        "all_looked": len(hits) < _MATCHES,
    }


def _sought(q: str) -> Callable[[str], bool]:
    """Tells whether a word of a text is one that is looked for: as it is written, or as a name in another script or spelling."""
    sought = [(word.casefold(), name_keys(word)) for word in _WORD.findall(q)]

    def is_sought(word: str) -> bool:
        plainly = word.casefold()
        return any(plainly.startswith(one) or (word[:1].isupper() and keys & name_keys(word)) for one, keys in sought)

    return is_sought


def _reports_of(hits: Sequence[index.Hit], is_sought: Callable[[str], bool]) -> list[index.Hit]:
    """One hit a report: the sentence that tells a fact and has most of what is looked for, rather than the whole report."""
    found: dict[str, index.Hit] = {}
    for hit in hits:
        known = found.get(hit.report)
        if known is None or (hit.kind == "fact" and _worth(hit, is_sought) > _worth(known, is_sought)):
            found[hit.report] = hit
    return list(found.values())


def _worth(hit: index.Hit, is_sought: Callable[[str], bool]) -> int:
    return 0 if hit.kind != "fact" else 1 + sum(map(is_sought, _WORD.findall(hit.body)))


def _person(line: PersonLine) -> FoundPerson:
    accused = line.role == RoleName.ACCUSED
    about = (
        (step_name(line.status) if line.status else "no step reported")
        if accused
        else plain("mentioned" if line.role == RoleName.OTHER else line.role)
    )
    return FoundPerson(line.case, line.title, line.person, line.name or WITHHELD, about, line.status in {step.value for step in FAVOURABLE})


def _named(settings: Settings, connection: Connection, q: str) -> list[tuple[str, Named]]:
    """Places and organisations that are called so."""
    every: list[tuple[str, Named]] = remembered(settings, connection, "named", _all_named)
    sought = q.casefold()
    found = [(kind, one) for kind, one in every if one.name.casefold().startswith(sought) or f" {sought}" in one.name.casefold()]
    return found[:_NAMES]


def _all_named(connection: Connection) -> list[tuple[str, Named]]:
    return [("places", one) for one in places(connection, _ALL_NAMES)] + [("organisations", one) for one in organisations(connection, _ALL_NAMES)]


def _shown(connection: Connection, hits: Sequence[index.Hit], told: dict[str, list[str]], is_sought: Callable[[str], bool]) -> list[Found]:
    covers = covers_of(connection, [hit.report for hit in hits])
    cases = sorted({case for hit in hits for case in told.get(hit.report, ())})
    titles = {line.id: line.title for line in page_of(connection, Where(ids=frozenset(cases)), limit=len(cases))} if cases else {}
    return [
        _found(hit, covers.get(hit.report, str), [(case, titles[case]) for case in told.get(hit.report, ()) if case in titles], is_sought)
        for hit in hits
    ]


def _found(hit: index.Hit, hide: Callable[[str], str], cases: list[tuple[str, str]], is_sought: Callable[[str], bool]) -> Found:
    words = _marked(_extract(" ".join(hide(hit.body).split()), is_sought), is_sought)
    address = report_address(hit.report, fact=hit.ref) if hit.kind == "fact" else report_address(hit.report)
    headline = hide(hit.headline) if hit.headline else ""
    published = date.fromisoformat(hit.published) if hit.published else None
    return Found(hit.report, address, headline, outlet_name(hit.outlet, hit.url), published, words, tuple(cases))


def _extract(body: str, is_sought: Callable[[str], bool]) -> str:
    if len(body) <= _EXTRACT * 2:
        return body
    at = next((found.start() for found in _WORD.finditer(body) if is_sought(found[0])), 0)
    start = body.rfind(" ", 0, max(1, at - _EXTRACT // 3)) + 1 if at > _EXTRACT // 3 else 0
    end = body.find(" ", start + _EXTRACT)
    return f"{'… ' if start else ''}{body[start : end if end > 0 else None]}{' …' if end > 0 else ''}"


def _marked(text: str, is_sought: Callable[[str], bool]) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    last = 0
    for found in _WORD.finditer(text):
        if is_sought(found[0]):
            pieces += [(text[last : found.start()], False), (found[0], True)]
            last = found.end()
    return tuple(piece for piece in (*pieces, (text[last:], False)) if piece[0])

"""What case files are filtered and counted by: country, offence, step, status, outlet, language and month, and their places and organisations."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, bindparam, delete, select

from reportedly.model.casefile import CaseFile
from reportedly.model.cases import CasePart
from reportedly.model.claims import ReportReading, Standing
from reportedly.model.parties import OrgKind
from reportedly.store.codec import unpack
from reportedly.store.facet_tables import case_facets, case_organisations, case_places
from reportedly.store.parts import parts_of_cases
from reportedly.store.pouring import Row, pour
from reportedly.store.reports import current_readings
from reportedly.store.rows import ONE_OF
from reportedly.store.schema import cases

__all__ = ["DROP_MANY", "Around", "Facet", "drop_facets", "facet_rows", "fill_facets", "folded", "place_key", "save_facets"]

Around = Sequence[tuple[CasePart, ReportReading]]
"""The parts of a case, each with the reading that it is a part of."""

_PAGE = 100
_DROPS = tuple(delete(table).where(table.c.case_id == bindparam("case")) for table in (case_facets, case_places, case_organisations))
DROP_MANY = tuple(delete(table).where(table.c.case_id.in_(ONE_OF)) for table in (case_facets, case_places, case_organisations))
_BY_NAME = {table.name: table for table in (case_facets, case_places, case_organisations)}
_PLACE = ("key", "case_id", "name", "country", "lat", "lon", "reports")
_ORGANISATION = ("key", "case_id", "name", "kind", "reports")
_WORD = re.compile(r"\w+")


class Facet(StrEnum):
    """What cases are filtered and counted by.

    ``OPENED`` and ``UPDATED`` are months such as ``2024-03``. ``STEP`` holds steps that are reported to have happened, ``STATUS`` the last of them of
    each person.
    """

    COUNTRY = "country"
    OFFENCE = "offence"
    STEP = "step"
    STATUS = "status"
    OUTLET = "outlet"
    LANG = "lang"
    OPENED = "opened"
    UPDATED = "updated"


@dataclass(slots=True)
class _Told:
    """A place or an organisation of a case, and the reports that tell it."""

    row: dict[str, object]
    reports: set[str]


def save_facets(connection: Connection, case: CaseFile, around: Around) -> None:
    """Keep what a case file is found by; what it was found by before has been taken away.

    Args:
        connection: A connection that may write.
        case: The case file.
        around: Its parts and their readings.
    """
    for table, columns, rows in facet_rows(case, around):
        pour(connection, _BY_NAME[table], columns, rows)


def facet_rows(case: CaseFile, around: Around) -> list[tuple[str, tuple[str, ...], list[Row]]]:
    """The rows of what a case file is found by: the table, its columns, and the rows.

    Args:
        case: The case file.
        around: Its parts and their readings.
    """
    values: list[Row] = [(kind.value, value, case.id) for kind, value in sorted(set(_values(case)))]
    withheld = {word for person in case.people if person.shields for form in person.names for word in _words(form.name)}
    return [
        ("case_facets", ("kind", "value", "case_id"), values),
        ("case_places", _PLACE, _rows(case.id, _PLACE, _places(around), withheld)),
        ("case_organisations", _ORGANISATION, _rows(case.id, _ORGANISATION, _organisations(around), withheld)),
    ]


def drop_facets(connection: Connection, case: str) -> None:
    """Take away what a case file is found by."""
    for drop in _DROPS:
        connection.execute(drop, {"case": case})


def fill_facets(connection: Connection) -> None:
    """Find out for all kept case files what they are found by."""
    after = ""
    while True:
        rows = connection.execute(select(cases.c.id, cases.c.payload).where(cases.c.id > after).order_by(cases.c.id).limit(_PAGE)).all()
        if not rows:
            return
        parts = parts_of_cases(connection, [row.id for row in rows])
        wanted = sorted({part.article_id for row in rows for part in parts.get(row.id, ())})
        readings = {reading.article.id: reading for reading in current_readings(connection, wanted)}
        for row in rows:
            drop_facets(connection, row.id)
            around = [(part, readings[part.article_id]) for part in parts.get(row.id, ())]
            save_facets(connection, unpack(CaseFile, row.payload), around)
        after = rows[-1].id


def place_key(name: str, geonames: int | None) -> str:
    """What a place is known by across cases: its number in GeoNames, or else its name."""
    return f"g{geonames}" if geonames else folded(name)


def folded(name: str) -> str:
    """A name as it is compared: without capitals and needless spaces."""
    return " ".join(name.casefold().split())


def _values(case: CaseFile) -> Iterator[tuple[Facet, str]]:
    yield from ((Facet.COUNTRY, country) for country in case.countries)
    yield from ((Facet.OFFENCE, offence.kind) for offence in case.offences if offence.kind)
    yield from ((Facet.STEP, entry.type.value) for entry in case.timeline if entry.standing is Standing.REPORTED)
    yield from ((Facet.STATUS, person.status.value) for person in case.people if person.status)
    yield from ((Facet.OUTLET, report.outlet) for report in case.reports if report.outlet)
    yield from ((Facet.LANG, report.lang) for report in case.reports)
    if case.opened:
        yield Facet.OPENED, case.opened.isoformat()[:7]
    if case.updated:
        yield Facet.UPDATED, case.updated.isoformat()[:7]


def _places(around: Around) -> dict[str, _Told]:
    found: dict[str, _Told] = {}
    for part, reading in around:
        for place in reading.places:
            if place.name.casefold() not in part.places:
                continue
            key = place_key(place.name, place.geonames)
            row: dict[str, object] = {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
            found.setdefault(key, _Told(row, set())).reports.add(part.article_id)
    return found


def _organisations(around: Around) -> dict[str, _Told]:
    found: dict[str, _Told] = {}
    for part, reading in around:
        for organisation in reading.organisations:
            if organisation.name not in part.organisations or organisation.kind is OrgKind.MEDIA:
                continue
            key = folded(organisation.name)
            row: dict[str, object] = {"name": organisation.name, "kind": organisation.kind.value}
            found.setdefault(key, _Told(row, set())).reports.add(part.article_id)
    return found


def _rows(case: str, columns: tuple[str, ...], found: dict[str, _Told], withheld: Iterable[str]) -> list[Row]:
    """The rows of what is told; what bears a name that is withheld is left out, or a list of names would give it away."""
    hidden = set(withheld)
    kept = {key: told for key, told in sorted(found.items()) if key and hidden.isdisjoint(_words(str(told.row["name"])))}
    return [(key, case, *(told.row[column] for column in columns[2:-1]), len(told.reports)) for key, told in kept.items()]


def _words(name: str) -> set[str]:
    return {word for word in _WORD.findall(name.casefold()) if len(word) > 1}

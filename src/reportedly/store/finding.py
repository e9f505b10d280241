"""Finding cases by what they are filtered and counted by, a page at a time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select

from reportedly.model.casefile import Deadline
from reportedly.store.casefiles import CaseLine, PersonLine
from reportedly.store.codec import loads
from reportedly.store.facet_tables import case_facets, case_organisations, case_places
from reportedly.store.facets import Facet, folded
from reportedly.store.rows import ONE_OF, batches
from reportedly.store.schema import case_people, cases, deadlines, decisions, readings
from reportedly.store.source_tables import page_events

__all__ = [
    "Mark",
    "Named",
    "Where",
    "counts",
    "days_counted",
    "days_told",
    "how_many",
    "mark_of",
    "narrowed",
    "organisation_named",
    "organisations",
    "organisations_of",
    "page_of",
    "people_of",
    "place_named",
    "places",
    "places_of",
    "within",
]

_FEW = 5000
_FACETS_OF = (
    select(case_facets.c.kind, case_facets.c.value, func.count())
    .where(case_facets.c.case_id.in_(ONE_OF))
    .group_by(case_facets.c.kind, case_facets.c.value)
)

Mark = tuple[int, int, int]
"""Stands for a state of the store: it is another one after anything was added, read again or decided."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which cases are wanted; all that is given must hold.

    ``facets`` has a value for each kind that counts. ``since`` and ``until`` bound the day on which a case was last written about. ``ids``, when
    given, are the only cases to look among. ``place`` and ``organisation`` are keys of theirs.
    """

    facets: Mapping[Facet, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    ids: frozenset[str] | None = None
    place: str | None = None
    organisation: str | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """A value by which an answer can be remembered."""
        return (tuple(sorted(self.facets.items())), self.since, self.until, self.ids, self.place, self.organisation)

    @property
    def is_all(self) -> bool:
        """Whether all cases are wanted."""
        return not self.facets and all(item is None for item in self.key[1:])


@dataclass(frozen=True, slots=True)
class Named:
    """A place or an organisation: its key, its most common name, its country or its kind, where it lies, and in how many cases it is told."""

    key: str
    name: str
    about: str | None
    cases: int
    lat: float | None = None
    lon: float | None = None


def mark_of(connection: Connection) -> Mark:
    """The mark of the present state."""
    row = connection.execute(select(*(select(func.max(table.c.number)).scalar_subquery() for table in (readings, decisions, page_events)))).one()
    return (row[0] or 0, row[1] or 0, row[2] or 0)


def page_of(connection: Connection, where: Where, *, offset: int = 0, limit: int = 50) -> list[CaseLine]:
    """A page of the cases that are wanted, those last written about first."""
    # First which, then what of them: a row has its whole case file before its title, and going through those of all pages before is slow.
    order = (cases.c.updated.desc().nulls_last(), cases.c.id)
    ids = list(connection.execute(narrowed(select(cases.c.id), where).order_by(*order).offset(offset).limit(limit)).scalars())
    columns = (cases.c.id, cases.c.title, cases.c.countries, cases.c.opened, cases.c.updated, cases.c.reports)
    rows = connection.execute(select(*columns).where(cases.c.id.in_(ids)).order_by(*order))
    return [CaseLine(row.id, row.title, tuple(row.countries.split()), row.opened, row.updated, row.reports) for row in rows]


def how_many(connection: Connection, where: Where) -> int:
    """How many cases are wanted."""
    return int(connection.execute(narrowed(select(func.count()).select_from(cases), where)).scalar_one())


def within(connection: Connection, where: Where, limit: int | None = None) -> frozenset[str]:
    """The ids of the cases that are wanted, or of so many of them."""
    return frozenset(connection.execute(narrowed(select(cases.c.id), where).limit(limit)).scalars())


def counts(connection: Connection, where: Where, kinds: Sequence[Facet]) -> dict[Facet, list[tuple[str, int]]]:
    """For each kind the values that the wanted cases have, with the number of cases, the most frequent first."""
    numbers: Counter[tuple[str, str]] = Counter()
    few = None if where.is_all else within(connection, where, _FEW + 1)
    if few is not None and len(few) <= _FEW:
        # The database would rather go through all cases.
        for batch in batches(sorted(few)):
            numbers.update({(row[0], row[1]): row[2] for row in connection.execute(_FACETS_OF, {"ids": batch})})
    else:
        query = select(case_facets.c.kind, case_facets.c.value, func.count()).where(case_facets.c.kind.in_([kind.value for kind in kinds]))
        if few is not None:
            query = query.where(case_facets.c.case_id.in_(narrowed(select(cases.c.id), where)))
        numbers.update({(row[0], row[1]): row[2] for row in connection.execute(query.group_by(case_facets.c.kind, case_facets.c.value))})
    found: dict[Facet, list[tuple[str, int]]] = {kind: [] for kind in kinds}
    for (kind, value), number in numbers.items():
        if kind in found:
            found[Facet(kind)].append((value, number))
    return {kind: sorted(values, key=lambda pair: (-pair[1], pair[0])) for kind, values in found.items()}


def narrowed(query: Select[Any], where: Where) -> Select[Any]:
    """A question about cases that asks only for those that are wanted."""
    for condition in _conditions(where):
        query = query.where(condition)
    return query


def _conditions(where: Where) -> Iterator[ColumnElement[bool]]:
    for kind, value in where.facets.items():
        yield cases.c.id.in_(select(case_facets.c.case_id).where(case_facets.c.kind == kind.value, case_facets.c.value == value))
    if where.since:
        yield cases.c.updated >= where.since.isoformat()
    if where.until:
        yield cases.c.updated <= where.until.isoformat()
    if where.ids is not None:
        yield cases.c.id.in_(sorted(where.ids))
    if where.place is not None:
        yield cases.c.id.in_(select(case_places.c.case_id).where(case_places.c.key == where.place))
    if where.organisation is not None:
        yield cases.c.id.in_(select(case_organisations.c.case_id).where(case_organisations.c.key == where.organisation))


def people_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[PersonLine]]:
    """The people with a name of some cases, by case; a name that is withheld is empty."""
    found: dict[str, list[PersonLine]] = {case: [] for case in ids}
    for batch in batches(ids):
        columns = (case_people.c.case_id, case_people.c.person, case_people.c.name, case_people.c.role, case_people.c.status)
        query = select(*columns).where(case_people.c.case_id.in_(batch)).order_by(case_people.c.case_id, case_people.c.person)
        for row in connection.execute(query):
            found[row.case_id].append(PersonLine(row.case_id, "", row.person, row.name, row.role, row.status))
    return found


def days_told(connection: Connection, first: date | None, last: date | None, *, limit: int, latest: bool = False) -> list[tuple[str, str, Deadline]]:
    """Days by which something is to happen and that no report has followed, with the id and the title of the case.

    Args:
        connection: A connection.
        first: The first day, included.
        last: The last day, included.
        limit: How many at most.
        latest: The latest first.
    """
    query = select(deadlines.c.case_id, cases.c.title, deadlines.c.payload).join(cases, cases.c.id == deadlines.c.case_id)
    order = (deadlines.c.date.desc() if latest else deadlines.c.date, deadlines.c.case_id, deadlines.c.number)
    rows = connection.execute(query.where(*_between(first, last)).order_by(*order).limit(limit))
    return [(row.case_id, row.title, loads(Deadline, row.payload)) for row in rows]


def days_counted(connection: Connection, first: date | None, last: date | None) -> dict[date, int]:
    """How many such days there are, by day."""
    query = select(deadlines.c.date, func.count()).where(*_between(first, last)).group_by(deadlines.c.date)
    return {date.fromisoformat(row[0]): row[1] for row in connection.execute(query)}


def _between(first: date | None, last: date | None) -> Iterator[ColumnElement[bool]]:
    yield deadlines.c.followed == 0
    if first:
        yield deadlines.c.date >= first.isoformat()
    if last:
        yield deadlines.c.date <= last.isoformat()


def places(connection: Connection, limit: int = 200, *, like: str = "") -> list[Named]:
    """The places that most cases tell, if wanted only those whose name begins so, in any case."""
    columns = (func.min(case_places.c.country), func.count(), func.max(case_places.c.lat), func.max(case_places.c.lon))
    query = select(case_places.c.key, func.min(case_places.c.name), *columns).group_by(case_places.c.key)
    if like:
        query = query.where(func.lower(case_places.c.name).startswith(like.lower(), autoescape=True))
    rows = connection.execute(query.order_by(func.count().desc(), case_places.c.key).limit(limit))
    return [Named(*row) for row in rows]


def place_named(connection: Connection, name: str) -> Named | None:
    """The place of this name, or with this key; of several places of one name the one that most cases tell."""
    columns = (func.min(case_places.c.country), func.count().label("cases"), func.max(case_places.c.lat), func.max(case_places.c.lon))
    keys = _keys_named(connection, case_places, name)
    query = select(case_places.c.key, func.min(case_places.c.name), *columns).where(case_places.c.key.in_(keys)).group_by(case_places.c.key)
    row = connection.execute(query.order_by(func.count().desc(), case_places.c.key)).first()
    return Named(*row) if row else None


def _keys_named(connection: Connection, table: Table, name: str) -> list[str]:
    found = connection.execute(select(table.c.key).where(or_(table.c.name == name, table.c.key.in_([name, folded(name)]))).distinct())
    return list(found.scalars())


def organisations(connection: Connection, limit: int = 200, *, like: str = "") -> list[Named]:
    """The organisations that most cases tell, if wanted only those with a word in their name that begins so."""
    columns = (func.min(case_organisations.c.name), func.min(case_organisations.c.kind), func.count())
    query = select(case_organisations.c.key, *columns).group_by(case_organisations.c.key)
    if like:
        key = folded(like)
        query = query.where(
            or_(case_organisations.c.key.startswith(key, autoescape=True), case_organisations.c.key.contains(f" {key}", autoescape=True))
        )
    return [Named(*row) for row in connection.execute(query.order_by(func.count().desc(), case_organisations.c.key).limit(limit))]


def organisation_named(connection: Connection, name: str) -> Named | None:
    """The organisation of this name, or with this key."""
    keys = _keys_named(connection, case_organisations, name)
    columns = (func.min(case_organisations.c.name), func.min(case_organisations.c.kind), func.count())
    query = select(case_organisations.c.key, *columns).where(case_organisations.c.key.in_(keys)).group_by(case_organisations.c.key)
    row = connection.execute(query.order_by(func.count().desc(), case_organisations.c.key)).first()
    return Named(*row) if row else None


def places_of(connection: Connection, case: str) -> list[Named]:
    """The places of a case, those of most reports first; ``cases`` is the number of reports of the case that tell it."""
    columns = (case_places.c.key, case_places.c.name, case_places.c.country, case_places.c.reports, case_places.c.lat, case_places.c.lon)
    rows = connection.execute(select(*columns).where(case_places.c.case_id == case).order_by(case_places.c.reports.desc(), case_places.c.key))
    return [Named(*row) for row in rows]


def organisations_of(connection: Connection, case: str) -> list[Named]:
    """The organisations of a case, those of most reports first; ``cases`` is the number of reports of the case that tell it."""
    columns = (case_organisations.c.key, case_organisations.c.name, case_organisations.c.kind, case_organisations.c.reports)
    query = select(*columns).where(case_organisations.c.case_id == case)
    return [Named(*row) for row in connection.execute(query.order_by(case_organisations.c.reports.desc(), case_organisations.c.key))]

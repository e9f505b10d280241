"""Case files as they were last folded, and what they are listed and found by."""

import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from sqlalchemy import ColumnElement, Connection, bindparam, delete, desc, func, select
from sqlalchemy import case as sql_case

from reportedly.errors import MissingError
from reportedly.model.casefile import CaseFile, Deadline, DeadlineState
from reportedly.store.codec import dumps, loads, pack, unpack
from reportedly.store.facet_tables import case_facets, case_organisations, case_places
from reportedly.store.facets import DROP_MANY, Around, drop_facets, facet_rows
from reportedly.store.parts import case_of_alias
from reportedly.store.pouring import Row, pour
from reportedly.store.rows import ONE_OF, batches
from reportedly.store.schema import case_people, cases, deadlines, parts, person_keys, reports

__all__ = [
    "CaseFilter",
    "CaseLine",
    "CaseRows",
    "PersonLine",
    "case_count",
    "case_ids",
    "case_lines",
    "case_named",
    "case_payloads",
    "case_rows",
    "cases_of_reports",
    "cases_wanted",
    "deadlines_until",
    "drop_case",
    "keep_cases",
    "known_cases",
    "load_case",
    "people_lines",
    "people_named",
    "save_rows",
    "seen_from",
    "titles_of",
]

CaseRows = list[tuple[str, tuple[str, ...], list[Row]]]
"""The rows of one case file: for each table its name, its columns, and the rows."""

_PAGE = 200
# Statements that adding a report runs are put together once: that costs more than running them.
_FOUND_BY = ((deadlines, deadlines.c.case_id), (person_keys, person_keys.c.case_id), (case_people, case_people.c.case_id), (cases, cases.c.id))
_DROPS = tuple(delete(table).where(column == bindparam("case")) for table, column in _FOUND_BY)
_DROP_MANY = tuple(delete(table).where(column.in_(ONE_OF)) for table, column in _FOUND_BY)
_KNOWN = select(cases.c.id).where(cases.c.id.in_(ONE_OF))
TABLES = {table.name: table for table in (cases, case_people, person_keys, deadlines, case_facets, case_places, case_organisations)}
_CASES_OF = select(reports.c.id, parts.c.case_id).join(parts, parts.c.report == reports.c.number).where(reports.c.id.in_(ONE_OF)).distinct()
_CASES_OF_REPORTS = _CASES_OF.order_by(reports.c.id, parts.c.case_id)
_PERSON = (case_people.c.case_id, cases.c.title, case_people.c.person, case_people.c.name, case_people.c.role, case_people.c.status)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are wanted; what is None does not count. ``status`` and ``role`` are those of anybody in the case."""

    country: str | None = None
    status: str | None = None
    since: date | None = None
    people: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list."""

    id: str
    title: str
    countries: tuple[str, ...]
    opened: str | None
    updated: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person of a case in a list; the name is empty when it is withheld."""

    case: str
    title: str
    person: str
    name: str
    role: str
    status: str | None


def save_rows(connection: Connection, case: str, found: CaseRows) -> None:
    """Keep a case file by its rows, as from ``case_rows``, in the place of the one with the same id."""
    drop_case(connection, case)
    for table, columns, rows in found:
        pour(connection, TABLES[table], columns, rows)


def case_rows(case: CaseFile, keys: Iterable[tuple[str, str]], around: Around = ()) -> CaseRows:
    """All rows that a case file is kept and found by: the table, its columns, and the rows.

    Args:
        case: The case file; the states of its deadlines are those that do not depend on the day of looking.
        keys: Pairs of a search key and the id of the person whose name gives it.
        around: Its parts and their readings, for the places and organisations that it is found by.
    """
    opened, updated = (day.isoformat() if day else None for day in (case.opened, case.updated))
    row: Row = (case.id, pack(case), case.title, f" {' '.join(case.countries)} ", opened, updated, len(case.reports))
    # A name that is withheld stands in no list; the person is still found by it.
    names = {person.id: person.names[0].name if person.names and not person.shields else "" for person in case.people}
    people: list[Row] = [
        (case.id, person.id, names[person.id], person.role.value, person.status.value if person.status else None)
        for person in case.people
        if person.named
    ]
    days: list[Row] = [(case.id, item.day.isoformat(), int(item.state is DeadlineState.FOLLOWED), dumps(item)) for item in case.deadlines]
    return [
        ("cases", ("id", "payload", "title", "countries", "opened", "updated", "reports"), [row]),
        *facet_rows(case, around),
        ("case_people", ("case_id", "person", "name", "role", "status"), people),
        ("person_keys", ("key", "case_id", "person"), [(key, case.id, person) for key, person in sorted(set(keys))]),
        ("deadlines", ("case_id", "date", "followed", "payload"), days),
    ]


def keep_cases(connection: Connection, gone: Iterable[str], kept: Iterable[CaseRows]) -> None:
    """Take case files away and keep others, all at once.

    Args:
        connection: A connection that may write.
        gone: Ids of case files to take away; those to be kept in a new form are among them.
        kept: The rows of each that is kept, as from ``case_rows``.
    """
    for batch in batches(sorted(gone)):
        for drop in (*DROP_MANY, *_DROP_MANY):
            connection.execute(drop, {"ids": batch})
    together: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for one in kept:
        for table, columns, rows in one:
            together.setdefault((table, columns), []).extend(rows)
    for (table, columns), rows in together.items():
        pour(connection, TABLES[table], columns, sorted(rows, key=lambda row: row[:2]))


def known_cases(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of some ids that are ids of case files."""
    found: set[str] = set()
    for batch in batches(sorted(ids)):
        found.update(connection.execute(_KNOWN, {"ids": batch}).scalars())
    return found


def drop_case(connection: Connection, case: str) -> None:
    """Take a case file away with all that it is found by."""
    drop_facets(connection, case)
    for drop in _DROPS:
        connection.execute(drop, {"case": case})


def load_case(connection: Connection, case: str) -> CaseFile | None:
    """The case file with this id."""
    payload = connection.execute(select(cases.c.payload).where(cases.c.id == case)).scalar()
    return unpack(CaseFile, payload) if payload else None


def case_named(connection: Connection, name: str) -> str | None:
    """The id of the case that is called so: by its id, by the beginning of it, or by any id that it ever had.

    Raises:
        MissingError: If more than one case is called so.
    """
    found = case_of_alias(connection, name) if name else []
    if len(found) > 1:
        raise MissingError("more than one case has an id that begins so", where=name, mend=f"write more of it: {', '.join(found)}")
    return found[0] if found else None


def seen_from(case: CaseFile, today: date) -> CaseFile:
    """The case file as of a day: what was ahead and has passed since is silence."""
    return replace(case, deadlines=tuple(_as_of(item, today) for item in case.deadlines))


def _as_of(item: Deadline, today: date) -> Deadline:
    if item.state is DeadlineState.FOLLOWED:
        return item
    return replace(item, state=DeadlineState.SILENCE if item.day < today else DeadlineState.AHEAD)


def case_count(connection: Connection) -> int:
    """How many case files there are."""
    return connection.execute(select(func.count()).select_from(cases)).scalar_one()


def case_payloads(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[CaseFile]:
    """Case files one after the other: those named, or all in order of their ids."""
    if ids is not None:
        for case in ids:
            found = load_case(connection, case)
            if found is not None:
                yield found
        return
    after = ""
    while True:
        rows = connection.execute(select(cases.c.id, cases.c.payload).where(cases.c.id > after).order_by(cases.c.id).limit(_PAGE)).all()
        if not rows:
            return
        yield from (unpack(CaseFile, row.payload) for row in rows)
        after = rows[-1].id


def case_ids(connection: Connection, wanted: CaseFilter, after: str = "", limit: int = _PAGE) -> list[str]:
    """A page of the ids of the cases that a filter lets through, in order of the ids; the next page begins after the last of them."""
    query = select(cases.c.id).where(cases.c.id > after).order_by(cases.c.id).limit(limit)
    for condition in _conditions(wanted):
        query = query.where(condition)
    return list(connection.execute(query).scalars())


def cases_wanted(connection: Connection, wanted: CaseFilter) -> int:
    """How many cases a filter lets through."""
    query = select(func.count()).select_from(cases)
    for condition in _conditions(wanted):
        query = query.where(condition)
    return connection.execute(query).scalar_one()


def case_lines(connection: Connection, wanted: CaseFilter, limit: int | None = None) -> list[CaseLine]:
    """The cases that a filter lets through, those last written about first."""
    query = select(cases).order_by(cases.c.updated.is_(None), cases.c.updated.desc(), cases.c.id)
    for condition in _conditions(wanted):
        query = query.where(condition)
    rows = connection.execute(query.limit(limit) if limit else query)
    return [CaseLine(row.id, row.title, tuple(row.countries.split()), row.opened, row.updated, row.reports) for row in rows]


def _conditions(wanted: CaseFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.country:
        yield cases.c.countries.like(f"% {wanted.country} %")
    if wanted.status:
        yield cases.c.id.in_(select(case_people.c.case_id).where(case_people.c.status == wanted.status))
    if wanted.since:
        yield cases.c.updated >= wanted.since.isoformat()
    if wanted.people is not None:
        yield cases.c.id.in_({case for case, _ in wanted.people})


def titles_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The titles of some cases by their ids."""
    found: dict[str, str] = {}
    for batch in batches(ids):
        found.update((row.id, row.title) for row in connection.execute(select(cases.c.id, cases.c.title).where(cases.c.id.in_(batch))))
    return found


def people_lines(connection: Connection, *, role: str | None = None, status: str | None = None, limit: int | None = None) -> list[PersonLine]:
    """People of cases in order of their names, if wanted only those with a role or a last reported step."""
    query = select(*_PERSON).join(cases, cases.c.id == case_people.c.case_id)
    if role:
        query = query.where(case_people.c.role == role)
    if status:
        query = query.where(case_people.c.status == status)
    query = query.order_by(case_people.c.name, case_people.c.case_id, case_people.c.person)
    return [PersonLine(*row) for row in connection.execute(query.limit(limit) if limit else query)]


def people_named(connection: Connection, words: Sequence[frozenset[str]], limit: int = 20) -> list[PersonLine]:
    """People who are called so, those whose name fits best first.

    Args:
        connection: A connection.
        words: The keys of each word of the name; a word fits by any of its keys. Somebody told with fewer words fits by all of them.
        limit: How many at most.
    """
    if not any(words):
        return []
    fits = [func.max(sql_case((person_keys.c.key.in_(sorted(keys)), 1), else_=0)) for keys in words]
    fitting = (
        select(person_keys.c.case_id, person_keys.c.person, reduce(operator.add, fits).label("words"), func.count().label("shared"))
        .where(person_keys.c.key.in_(sorted(frozenset[str]().union(*words))))
        .group_by(person_keys.c.case_id, person_keys.c.person)
        .order_by(desc("words"), desc("shared"), person_keys.c.case_id, person_keys.c.person)
        .limit(_PAGE)
        .subquery()
    )
    query = select(*_PERSON, fitting.c.words).join(cases, cases.c.id == case_people.c.case_id)
    query = query.join(fitting, (fitting.c.case_id == case_people.c.case_id) & (fitting.c.person == case_people.c.person))
    rows = connection.execute(query.order_by(fitting.c.words.desc(), fitting.c.shared.desc(), case_people.c.name, case_people.c.case_id))
    found = [PersonLine(*row[:-1]) for row in rows if row.words >= min(len(words), len(row.name.split()))]
    return found[:limit]


def cases_of_reports(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """The cases that each of some reports tells, by id of the report."""
    found: dict[str, list[str]] = {}
    for batch in batches(ids):
        for row in connection.execute(_CASES_OF_REPORTS, {"ids": batch}):
            if row.case_id:
                found.setdefault(row.id, []).append(row.case_id)
    return found


def deadlines_until(
    connection: Connection, *, last: date | None, today: date, silent_only: bool = False, ahead_only: bool = False
) -> list[tuple[str, str, Deadline]]:
    """Deadlines that are ahead or have passed in silence, in order of their days; those that a report followed are left out.

    Returns:
        For each the id and the title of its case, and the deadline as of today.
    """
    query = select(deadlines.c.case_id, cases.c.title, deadlines.c.payload).join(cases, cases.c.id == deadlines.c.case_id)
    query = query.where(deadlines.c.followed == 0)
    if last:
        query = query.where(deadlines.c.date <= last.isoformat())
    if silent_only:
        query = query.where(deadlines.c.date < today.isoformat())
    if ahead_only:
        query = query.where(deadlines.c.date >= today.isoformat())
    rows = connection.execute(query.order_by(deadlines.c.date, deadlines.c.case_id, deadlines.c.number))
    return [(row.case_id, row.title, _as_of(loads(Deadline, row.payload), today)) for row in rows]

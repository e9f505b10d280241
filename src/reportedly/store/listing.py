"""Lists in pages: each begins after the last line of the page before, so that the thousandth page costs no more than the first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Select, and_, or_, select

from reportedly.model.casefile import Deadline, DeadlineState
from reportedly.model.decisions import Action, Decision
from reportedly.store.casefiles import CaseLine, PersonLine
from reportedly.store.codec import loads
from reportedly.store.finding import Where, narrowed
from reportedly.store.schema import case_people, cases, deadlines, decision_targets, decisions, parts, reports

__all__ = [
    "DeadlineLine",
    "ReportLine",
    "ReportsWanted",
    "case_page",
    "cases_withholding",
    "deadline_page",
    "decision_page",
    "people_page",
    "report_page",
]

_CASE = (cases.c.id, cases.c.title, cases.c.countries, cases.c.opened, cases.c.updated, cases.c.reports)
_PERSON = (case_people.c.case_id, cases.c.title, case_people.c.person, case_people.c.name, case_people.c.role, case_people.c.status)


def case_page(connection: Connection, wanted: Where, limit: int, after: tuple[str, str] | None = None) -> list[CaseLine]:
    """A page of cases, those last written about first, those without a day last.

    Args:
        connection: A connection.
        wanted: Which cases.
        limit: How many at most.
        after: The day of the last line of the page before (empty for none) and its id.
    """
    found: list[CaseLine] = []
    if after is None or after[0]:
        query = select(*_CASE).where(cases.c.updated.is_not(None)).order_by(cases.c.updated.desc(), cases.c.id)
        if after:
            query = query.where(or_(cases.c.updated < after[0], and_(cases.c.updated == after[0], cases.c.id > after[1])))
            # Alone it would do for the database's index as well.
            query = query.where(cases.c.updated <= after[0])
        found = _case_lines(connection, query, wanted, limit)
    if len(found) < limit and wanted.since is None:
        query = select(*_CASE).where(cases.c.updated.is_(None)).order_by(cases.c.id)
        if after and not after[0]:
            query = query.where(cases.c.id > after[1])
        found += _case_lines(connection, query, wanted, limit - len(found))
    return found


def _case_lines(
    connection: Connection, query: Select[tuple[str, str, str, str | None, str | None, int]], wanted: Where, limit: int
) -> list[CaseLine]:
    rows = connection.execute(narrowed(query, wanted).limit(limit))
    return [CaseLine(row.id, row.title, tuple(row.countries.split()), row.opened, row.updated, row.reports) for row in rows]


def people_page(
    connection: Connection, limit: int, *, role: str | None = None, status: str | None = None, after: tuple[str, str, str] | None = None
) -> list[PersonLine]:
    """A page of the people of all cases by name, those whose name is withheld first.

    Args:
        connection: A connection.
        limit: How many at most.
        role: Only people with this role.
        status: Only people whose last reported step is this.
        after: Name, case and id of the last line of the page before.
    """
    name, case, person = case_people.c.name, case_people.c.case_id, case_people.c.person
    query = select(*_PERSON).join(cases, cases.c.id == case).order_by(name, case, person).limit(limit)
    if role:
        query = query.where(case_people.c.role == role)
    if status:
        query = query.where(case_people.c.status == status)
    if after:
        beyond = or_(name > after[0], and_(name == after[0], or_(case > after[1], and_(case == after[1], person > after[2]))))
        query = query.where(name >= after[0], beyond)
    return [PersonLine(*row) for row in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class ReportsWanted:
    """Which reports are wanted; what is None does not count. ``since`` and ``until`` are days of publication, both included."""

    outlet: str | None = None
    lang: str | None = None
    since: date | None = None
    until: date | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list."""

    number: int
    id: str
    outlet: str | None
    headline: str | None
    published: date | None
    lang: str
    url: str | None


def report_page(connection: Connection, wanted: ReportsWanted, limit: int, before: int | None = None) -> list[ReportLine]:
    """A page of reports, those kept last first.

    Args:
        connection: A connection.
        wanted: Which reports.
        limit: How many at most.
        before: The number of the last line of the page before.
    """
    query = select(reports.c.number, reports.c.id, reports.c.outlet, reports.c.headline, reports.c.published, reports.c.lang, reports.c.url).order_by(
        reports.c.number.desc()
    )
    if before is not None:
        query = query.where(reports.c.number < before)
    for column, value in ((reports.c.outlet, wanted.outlet), (reports.c.lang, wanted.lang)):
        if value:
            query = query.where(column == value)
    if wanted.since:
        query = query.where(reports.c.published >= wanted.since)
    if wanted.until:
        query = query.where(reports.c.published <= wanted.until)
    if wanted.case:
        query = query.where(reports.c.number.in_(select(parts.c.report).where(parts.c.case_id == wanted.case)))
    return [ReportLine(*row) for row in connection.execute(query.limit(limit))]


def decision_page(
    connection: Connection, limit: int, *, before: int | None = None, about: str | None = None, action: Action | None = None
) -> list[tuple[int, Decision]]:
    """A page of decisions, those made last first, each with its number.

    Args:
        connection: A connection.
        limit: How many at most.
        before: The number of the last line of the page before.
        about: Only decisions with this target, or about something in the report with this id.
        action: Only decisions of this kind.
    """
    query = select(decisions.c.number, decisions.c.payload).order_by(decisions.c.number.desc())
    if about:
        query = query.where(decisions.c.id.in_(select(decision_targets.c.decision).where(decision_targets.c.target == about)))
    found: list[tuple[int, Decision]] = []
    last = before
    while len(found) < limit:
        rows = connection.execute((query if last is None else query.where(decisions.c.number < last)).limit(limit)).all()
        if not rows:
            break
        made = [(row.number, loads(Decision, row.payload)) for row in rows]
        found += [(number, one) for number, one in made if action is None or one.action is action]
        last = rows[-1].number
    return found[:limit]


def cases_withholding(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Those of some cases in which the name of somebody is withheld."""
    query = select(case_people.c.case_id).where(case_people.c.case_id.in_(ids), case_people.c.name == "").distinct()
    return list(connection.execute(query.order_by(case_people.c.case_id)).scalars()) if ids else []


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A deadline in a list, as of a day, with its case."""

    number: int
    case: str
    title: str
    deadline: Deadline


def deadline_page(
    connection: Connection, limit: int, *, today: date, state: str = "open", until: date | None = None, after: tuple[str, int] | None = None
) -> list[DeadlineLine]:
    """A page of deadlines in order of their days; those that a report followed are left out.

    Args:
        connection: A connection.
        limit: How many at most.
        today: The day to look from.
        state: ``ahead``, ``silent`` or, for both, ``open``.
        until: Only those of this day and before.
        after: The day and the number of the last line of the page before.
    """
    day, number = deadlines.c.date, deadlines.c.number
    query = select(number, deadlines.c.case_id, cases.c.title, deadlines.c.payload).join(cases, cases.c.id == deadlines.c.case_id)
    query = query.where(deadlines.c.followed == 0).order_by(day, number).limit(limit)
    if state != "open":
        query = query.where(day >= today.isoformat() if state == "ahead" else day < today.isoformat())
    if until:
        query = query.where(day <= until.isoformat())
    if after:
        query = query.where(day >= after[0], or_(day > after[0], number > after[1]))
    return [DeadlineLine(row.number, row.case_id, row.title, _as_of(row.payload, today)) for row in connection.execute(query)]


def _as_of(payload: str, today: date) -> Deadline:
    found: Deadline = loads(Deadline, payload)
    return replace(found, state=DeadlineState.SILENCE if found.day < today else DeadlineState.AHEAD)

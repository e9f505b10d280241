"""What changed in case files, and when: read from the versions of reports and the decisions, both of which are only ever added to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from reportedly.model.decisions import Action, Decision
from reportedly.store.codec import loads
from reportedly.store.fetching import first_pages
from reportedly.store.rows import batches
from reportedly.store.schema import cases, decision_targets, decisions, parts, reports, versions

__all__ = ["Change", "ChangeKind", "changes_since"]

_PAGE = 100
# A look is no change.
_SILENT = {Action.UNMASK}


class ChangeKind(StrEnum):
    """What kind of change it was."""

    REPORT = "report"
    VERSION = "new version"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed a case file.

    ``ref`` is the id of the report or of the decision. ``outlet``, ``headline`` and ``url`` are those of the report; headline and address can
    hold a name that is to be withheld. ``decision`` is the decision.
    """

    case: str
    title: str
    at: datetime
    kind: ChangeKind
    ref: str
    outlet: str | None = None
    headline: str | None = None
    url: str | None = None
    decision: Decision | None = None

    @property
    def key(self) -> str:
        """What tells this change from all others, for ever."""
        return f"{self.kind.value.replace(' ', '-')}/{self.ref}/{self.at.isoformat()}/{self.case}"


def changes_since(connection: Connection, moment: datetime | None, limit: int = 100, *, case: str | None = None) -> list[Change]:
    """What changed after a moment, the latest first.

    Args:
        connection: A connection.
        moment: Only what was kept later; None for all.
        limit: How many at most.
        case: Only this case, by its id.
    """
    found = [*_versions(connection, moment, limit, case), *_decided(connection, moment, limit, case)]
    return sorted(found, key=lambda change: (change.at, change.kind, change.ref, change.case), reverse=True)[:limit]


def _versions(connection: Connection, moment: datetime | None, limit: int, case: str | None) -> list[Change]:
    first = select(func.min(versions.c.number)).where(versions.c.report == reports.c.number).correlate(reports).scalar_subquery()
    columns = (
        versions.c.number,
        versions.c.at,
        reports.c.number.label("report"),
        reports.c.id,
        reports.c.outlet,
        reports.c.headline,
        reports.c.url,
        first.label("first"),
    )
    query = select(*columns).join(reports, reports.c.number == versions.c.report).order_by(versions.c.number.desc())
    if case is not None:
        query = query.where(reports.c.number.in_(select(parts.c.report).where(parts.c.case_id == case)))
    found: list[Change] = []
    before: int | None = None
    while len(found) < limit:
        rows = connection.execute((query.where(versions.c.number < before) if before else query).limit(min(limit, _PAGE))).all()
        late = [row for row in rows if moment is None or datetime.fromisoformat(row.at) > moment]
        told = _cases_of(connection, {row.report for row in late}, case)
        same = first_pages(connection, [row.id for row in late if row.number != row.first])
        for row in late:
            kind = ChangeKind.REPORT if row.number == row.first else ChangeKind.VERSION
            at = datetime.fromisoformat(row.at)
            if (row.id, at) in same:
                continue
            found += [Change(one, title, at, kind, row.id, row.outlet, row.headline, row.url) for one, title in told.get(row.report, ())]
        if len(late) < len(rows) or len(rows) < min(limit, _PAGE):
            break
        before = rows[-1].number
    return found


def _cases_of(connection: Connection, numbers: Iterable[int], case: str | None) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for batch in batches(sorted(numbers)):
        query = select(parts.c.report, cases.c.id, cases.c.title).join(cases, cases.c.id == parts.c.case_id).where(parts.c.report.in_(batch))
        for row in connection.execute(_only(query, cases.c.id, case).distinct().order_by(cases.c.id)):
            found.setdefault(row.report, []).append((row.id, row.title))
    return found


def _only(query: Select[Any], column: ColumnElement[str], value: str | None) -> Select[Any]:
    return query if value is None else query.where(column == value)


def _decided(connection: Connection, moment: datetime | None, limit: int, case: str | None) -> list[Change]:
    found: list[Change] = []
    for made in _latest_decisions(connection, case, limit):
        if moment is not None and made.at <= moment:
            break
        if made.action not in _SILENT:
            about = _cases_about(connection, made, case)
            found += [Change(one, title, made.at, ChangeKind.DECISION, made.id, decision=made) for one, title in about]
        if len(found) >= limit:
            break
    return found


def _latest_decisions(connection: Connection, case: str | None, limit: int) -> Iterator[Decision]:
    query = select(decisions.c.number, decisions.c.payload).order_by(decisions.c.number.desc()).limit(limit)
    if case is not None:
        ids = select(reports.c.id).join(parts, parts.c.report == reports.c.number).where(parts.c.case_id == case)
        query = query.where(decisions.c.id.in_(select(decision_targets.c.decision).where(decision_targets.c.target.in_(ids))))
    before: int | None = None
    while rows := connection.execute(query.where(decisions.c.number < before) if before else query).all():
        yield from (loads(Decision, row.payload) for row in rows)
        before = rows[-1].number


def _cases_about(connection: Connection, made: Decision, case: str | None) -> list[tuple[str, str]]:
    """The cases of the reports that a decision is about. Its targets always stand in its reports, so those lead to all of them."""
    query = select(cases.c.id, cases.c.title).join(parts, parts.c.case_id == cases.c.id).join(reports, reports.c.number == parts.c.report)
    query = query.join(decision_targets, decision_targets.c.target == reports.c.id).where(decision_targets.c.decision == made.id)
    rows = connection.execute(_only(query, cases.c.id, case).distinct().order_by(cases.c.id))
    return [(row.id, row.title) for row in rows]

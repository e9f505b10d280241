"""Decisions in the store: only ever added to."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from reportedly.model.decisions import Decision
from reportedly.store.codec import dumps, loads
from reportedly.store.rows import ONE_OF, batches, insert_new, insert_one
from reportedly.store.schema import decision_targets, decisions

__all__ = ["all_decisions", "decision", "decisions_about", "keep_decision", "report_of"]

_ABOUT = select(decisions).where(decisions.c.id.in_(select(decision_targets.c.decision).where(decision_targets.c.target.in_(ONE_OF))))


def keep_decision(connection: Connection, made: Decision, reports: Iterable[str] = ()) -> bool:
    """Keep a decision.

    Args:
        connection: A connection that may write.
        made: The decision.
        reports: Ids of the reports that it concerns, beside those that its targets name.

    Returns:
        Whether it was not there yet.
    """
    if not insert_one(connection, decisions, {"id": made.id, "payload": dumps(made)}):
        return False
    targets = {*made.target, *(report_of(target) for target in made.target), *reports}
    insert_new(connection, decision_targets, [{"target": target, "decision": made.id} for target in sorted(targets)])
    return True


def report_of(target: str) -> str:
    """The id of the report that a target lies in: parts and people are named ``<report>#<part>`` and ``<report>#<part>/<person>``."""
    return target.rpartition("#")[0] or target


def all_decisions(connection: Connection) -> list[Decision]:
    """All decisions ever made, in the order they were kept."""
    return [loads(Decision, row.payload) for row in connection.execute(select(decisions.c.payload).order_by(decisions.c.number))]


def decisions_about(connection: Connection, targets: Iterable[str]) -> list[Decision]:
    """The decisions that have any of these as target, or anything in these reports, in the order they were kept."""
    found: dict[int, Decision] = {}
    for batch in batches(sorted(targets)):
        for row in connection.execute(_ABOUT, {"ids": batch}):
            found[row.number] = loads(Decision, row.payload)
    return [found[number] for number in sorted(found)]


def decision(connection: Connection, key: str) -> Decision | None:
    """The decision with this id."""
    payload = connection.execute(select(decisions.c.payload).where(decisions.c.id == key)).scalar()
    return loads(Decision, payload) if payload else None

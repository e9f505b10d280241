"""Decisions in the store: only ever added to."""

from sqlalchemy import Connection, select

from reportedly.model.decisions import Decision
from reportedly.store.codec import dumps, loads
from reportedly.store.rows import insert_new
from reportedly.store.schema import decisions

__all__ = ["all_decisions", "keep_decision"]


def keep_decision(connection: Connection, decision: Decision) -> bool:
    """Keep a decision.

    Returns:
        Whether it was not there yet.
    """
    return insert_new(connection, decisions, [{"id": decision.id, "payload": dumps(decision)}]) == 1


def all_decisions(connection: Connection) -> list[Decision]:
    """All decisions ever made, in the order they were kept."""
    return [loads(Decision, row.payload) for row in connection.execute(select(decisions.c.payload).order_by(decisions.c.number))]

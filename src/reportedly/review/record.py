"""The decisions about some reports, as they may be shown: without names that are withheld, and with what has been taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportedly.model.decisions import Action, Decision, standing_decisions
from reportedly.store import Connection
from reportedly.store.deciding import decisions_about

__all__ = ["Recorded", "record_of"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision, and whether it still stands; an undo never stands itself."""

    decision: Decision
    stands: bool


def record_of(connection: Connection, reports: Sequence[str], hide: Callable[[str], str] = str) -> tuple[Recorded, ...]:
    """The decisions about anything in some reports, the last first.

    Args:
        connection: A connection.
        reports: Ids of the reports.
        hide: Covers names that are withheld.
    """
    found = decisions_about(connection, reports)
    standing = {decision.id for decision in standing_decisions(found)}
    return tuple(Recorded(_covered(decision, hide), decision.id in standing) for decision in reversed(found) if decision.action is not Action.UNMASK)


def _covered(decision: Decision, hide: Callable[[str], str]) -> Decision:
    after = tuple((field, hide(value)) for field, value in decision.after)
    before = tuple((field, hide(value)) for field, value in decision.before)
    return replace(decision, reason=hide(decision.reason), after=after, before=before)

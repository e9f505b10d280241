"""Decisions: what people decided about claims, people and cases. Like claims they are only ever added."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

__all__ = ["Action", "Decision", "standing_decisions"]


class Action(StrEnum):
    """What somebody can decide."""

    ACCEPT = "accept"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    NEVER_MERGE = "never_merge"
    EXPUNGE = "expunge"
    UNDO = "undo"
    UNMASK = "unmask"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one person.

    ``target`` holds stable keys, never positions: ids of claims, of parts (a part of a report that tells one case) or of people within a part.
    A merge or a never-merge has two or more targets; a split has the parts that leave. ``before`` and ``after`` are the values of a correction, by
    field. ``undoes`` is the id of the decision that an undo takes back. An ``unmask`` changes nothing: it is the record that
    somebody looked at names that are withheld. The id is the hash of the content, so the same decision is never kept twice.

    Raises:
        ValueError: If nobody decided it, or an undo does not say what it undoes.
    """

    action: Action
    target: tuple[str, ...]
    by: str
    at: datetime
    reason: str = ""
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    undoes: str | None = None
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError("a decision needs the name of who decided")
        if (self.action is Action.UNDO) != (self.undoes is not None):
            raise ValueError("an undo, and nothing else, names the decision that it takes back")
        if not self.id:
            object.__setattr__(self, "id", _content_id(self))


def _content_id(decision: Decision) -> str:
    content = (
        decision.action.value,
        decision.target,
        decision.by,
        decision.at.isoformat(),
        decision.reason,
        decision.before,
        decision.after,
        decision.undoes,
    )
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def standing_decisions(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody has taken back, in the order they were made; an undone undo brings its decision back.

    Args:
        decisions: All decisions ever made, in any order.
    """
    ordered = sorted(decisions, key=lambda decision: (decision.at, decision.id))
    undone: set[str] = set()
    for decision in reversed(ordered):
        if decision.undoes and decision.id not in undone:
            undone.add(decision.undoes)
    return tuple(decision for decision in ordered if decision.id not in undone and decision.action is not Action.UNDO)

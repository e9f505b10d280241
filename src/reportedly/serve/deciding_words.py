"""How decisions are put into words."""

from reportedly.export.wording import joined
from reportedly.model.decisions import Action, Decision

__all__ = ["decision_words"]

_DONE = {
    Action.ACCEPT: "accepted",
    Action.CORRECT: "corrected",
    Action.MERGE: "said that these are one",
    Action.SPLIT: "sent reports out of a case",
    Action.NEVER_MERGE: "said that these are never the same",
    Action.EXPUNGE: "expunged a person",
    Action.UNDO: "took a decision back",
    Action.UNMASK: "looked at names that are withheld",
}
_REJECTED = ("standing", "rejected")


def decision_words(decision: Decision) -> str:
    """What was done, as the end of a sentence that begins with who did it."""
    if decision.action is not Action.CORRECT:
        return _DONE[decision.action]
    if _REJECTED in decision.after:
        return "rejected"
    changes = [f"{field} is {value or 'not told'}" for field, value in decision.after]
    return f"corrected: {joined(changes)}"

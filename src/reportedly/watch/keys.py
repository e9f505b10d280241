"""Keys of what can be told: made from the report and its own words, so that nothing that was told once is new again.

A step keeps its keys when its report is read anew, when more reports tell it, and when its case is merged with another. Keys are digests and name no
one.
"""

import hashlib
from collections.abc import Iterable

from reportedly.model.casefile import Cited, Deadline, DeadlineState, TimelineEntry
from reportedly.model.claims import Standing
from reportedly.review.changes import EditorialNote
from reportedly.store.reports import Withdrawn

__all__ = ["deadline_keys", "is_told", "key_of", "lost_key", "note_key", "step_keys"]

_TOLD = frozenset({Standing.REPORTED, Standing.SCHEDULED})


def key_of(*parts: str) -> str:
    """The key of some words."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def is_told(entry: TimelineEntry) -> bool:
    """Whether an entry of a timeline is told as news: reported or scheduled, not asked for, denied or thought of."""
    return entry.standing in _TOLD


def step_keys(entry: TimelineEntry) -> list[str]:
    """The keys of a step: one for each sentence that tells it."""
    return [key_of("step", entry.type.value, entry.standing.value, *words) for words in _sentences(entry.evidence)]


def deadline_keys(item: Deadline) -> list[str]:
    """The keys of a deadline in its state: one for each sentence that tells it."""
    state = "silent" if item.state is DeadlineState.SILENCE else "near"
    return [key_of(state, item.day.isoformat(), *words) for words in _sentences(item.evidence)]


def lost_key(item: Withdrawn) -> str:
    """The key of a sentence that a report has no longer."""
    return key_of("lost", item.report, " ".join(item.sentence.split()))


def note_key(note: EditorialNote) -> str:
    """The key of a note of editors."""
    return key_of("note", note.report, note.kind, note.text)


def _sentences(evidence: Iterable[Cited]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((cited.report, " ".join(cited.sentence.split())) for cited in evidence))

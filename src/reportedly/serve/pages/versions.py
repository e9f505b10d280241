"""What changed between the versions of a report: each against the one before, sentence by sentence."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.model.material import Capture
from reportedly.review.reportview import covers_of, view_report
from reportedly.serve.hand import store_of
from reportedly.serve.rendering import page
from reportedly.store.captures import readings_of_versions

__all__ = ["Change", "changes", "router"]

router = APIRouter()
# Where a sentence ends, near enough to compare: a full stop before a blank and a capital, or the end of a line.
_END = re.compile(r"(?<=[.!?…”»\"])\s+(?=[^\W\d_a-zа-я])|\n+")
_AROUND = 1


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence: ``kind`` is ``same``, ``gone`` or ``new``; ``left_out`` counts those before it that are the same and not shown."""

    kind: str
    words: str
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    before: Capture
    after: Capture
    changes: tuple[Change, ...]


@router.get("/versions/{report:path}")
def versions_page(request: Request, report: str) -> Response:
    """The versions of a report, the newest first."""
    store = store_of(request)
    view = view_report(store, report)
    with store.reading() as connection:
        hide = covers_of(connection, [report]).get(report, str) if view.withholds else str
        texts = {sha256: hide(reading.article.text) for sha256, reading in readings_of_versions(connection, report)}
    known = [capture for capture in view.captures if capture.sha256 in texts]
    steps = [_Step(before, after, changes(texts[before.sha256], texts[after.sha256])) for before, after in pairwise(known)]
    return page(request, "versions.html", article=view.reading.article, report=report, steps=steps[::-1], captures=view.captures)


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The sentences of two texts, those that are the same only around what changed."""
    left, right = _sentences(before), _sentences(after)
    found: list[Change] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Change("same", words) for words in left[a:b]]
            continue
        found += [Change("gone", words) for words in left[a:b]] + [Change("new", words) for words in right[c:d]]
    return tuple(_near(found))


def _sentences(text: str) -> list[str]:
    return [words for piece in _END.split(text) if (words := " ".join(piece.split()))]


def _near(found: list[Change]) -> Iterator[Change]:
    left_out = 0
    for at, change in enumerate(found):
        if all(one.kind == "same" for one in found[max(0, at - _AROUND) : at + _AROUND + 1]):
            left_out += 1
            continue
        yield Change(change.kind, change.words, left_out)
        left_out = 0
    if left_out:
        yield Change("same", "", left_out)

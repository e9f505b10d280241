"""Lines that look like furniture and are not: every ``no`` of the furniture files."""

import pytest

from reportedly.collect.draft import Draft
from reportedly.collect.lines import is_byline, kind_of
from reportedly.collect.origin import outlet_and_origin
from reportedly.lexicon.furniture import Mark, marks, marks_of

CASES = [(mark, line) for mark in marks() for line in mark.no]


@pytest.mark.parametrize(("mark", "line"), CASES, ids=lambda value: value.where if isinstance(value, Mark) else value[:30])
def test_no_examples(mark: Mark, line: str) -> None:
    if mark.kind == "byline":
        assert not is_byline(line, near_head=True)
    elif mark.kind == "reprint":
        assert outlet_and_origin(Draft(()), [line], None, "Herald")[1] is None
    elif mark.kind in {"site", "published", "updated", "author"}:
        assert not mark.matches(line)
    else:
        assert kind_of(line, line) is None


@pytest.mark.parametrize("line", [line for mark in marks_of("byline") for line in mark.yes])
def test_bylines(line: str) -> None:
    assert is_byline(line, near_head=False)

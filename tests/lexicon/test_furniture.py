"""Every example of the furniture files, and the calendar."""

import pytest

from reportedly.lexicon.calendar import calendar
from reportedly.lexicon.furniture import Mark, marks


@pytest.mark.parametrize("mark", marks(), ids=lambda mark: mark.where)
def test_examples(mark: Mark) -> None:
    assert mark.yes
    assert mark.no
    assert [line for line in mark.yes if not mark.matches(line)] == []


def test_months_have_one_number() -> None:
    assert calendar().months["april"] == calendar().months["апреля"] == 4
    assert "суббота" in calendar().weekdays

"""Every example of the lexicon of dates is a test."""

from collections.abc import Callable
from datetime import date

import pytest

from reportedly.extract.dates import find_dates
from reportedly.extract.dates.days import month_of, year_of
from reportedly.lexicon.dates import load
from reportedly.lexicon.load import Record
from reportedly.model.text import Reading

PUBLISHED = date(2025, 4, 23)
YES = [pytest.param(example, id=f"{record.text('id')}:{example.line}") for record in load("en").examples for example in record.records("yes")]
NO = [pytest.param(text, id=f"{record.text('id')}:{number}") for record in load("en").examples for number, text in enumerate(record.texts("no"))]


def interval(gives: object) -> tuple[date | None, date | None]:
    """`2025-04-19`, `2025-04`, `2025`, `a..b`, `..b`, `a..` or `unknown`."""
    text = str(gives)
    if text == "unknown":
        return None, None
    if ".." in text:
        first, last = text.split("..")
        return (date.fromisoformat(first) if first else None), (date.fromisoformat(last) if last else None)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return year_of(parts[0])
    if len(parts) == 2:
        return month_of(parts[0], parts[1])
    return date(*parts), date(*parts)


@pytest.mark.parametrize("example", YES)
def test_yes(example: Record, read_english: Callable[[str], Reading]) -> None:
    example.allow("say", "text", "gives", "bearing")
    mentions = find_dates(read_english(example.text("say")), PUBLISHED)
    found = [(mention.when.text, mention.bearing.value, (mention.when.earliest, mention.when.latest)) for mention in mentions]
    wanted = interval(example.data["gives"])
    text, bearing = example.text("text", ""), example.text("bearing", "")
    assert any(got == wanted and text in ("", said) and bearing in ("", bears) for said, bears, got in found), found


@pytest.mark.parametrize("text", NO)
def test_no(text: str, read_english: Callable[[str], Reading]) -> None:
    found = [mention.when.text for mention in find_dates(read_english(text), PUBLISHED)]
    wrong = [said for said in found if said not in ("In May",)]
    assert not wrong

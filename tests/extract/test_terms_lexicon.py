"""Every example of the lexicon of terms is a test."""

from collections.abc import Callable

import pytest

from reportedly.extract.terms import find_terms
from reportedly.lexicon.load import Record
from reportedly.lexicon.terms import load
from reportedly.model.text import Reading

YES = [pytest.param(example, id=f"{record.text('id')}:{example.line}") for record in load("en").examples for example in record.records("yes")]
NO = [pytest.param(text, id=f"{record.text('id')}:{number}") for record in load("en").examples for number, text in enumerate(record.texts("no"))]


@pytest.mark.parametrize("example", YES)
def test_yes(example: Record, read_english: Callable[[str], Reading]) -> None:
    example.allow("say", "text", "gives", "kind", "maximum")
    terms = find_terms(read_english(example.text("say")))
    assert terms, "no term found"
    first = terms[0]
    wanted = None if example.text("gives") == "range" else example.text("gives")
    assert first.iso == wanted, terms
    assert example.text("text", "") in first.text
    assert first.kind.value == example.text("kind", first.kind.value)
    assert first.maximum is bool(example.data.get("maximum", False))


@pytest.mark.parametrize("text", NO)
def test_no(text: str, read_english: Callable[[str], Reading]) -> None:
    assert find_terms(read_english(text)) == ()

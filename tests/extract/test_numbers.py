"""Every example of the lexicon of numbers is a test."""

import pytest

from reportedly.extract.numbers import read_number
from reportedly.extract.pieces import pieces_of
from reportedly.language.plain import read_all
from reportedly.lexicon.load import Record
from reportedly.lexicon.numbers import load
from reportedly.model.text import Article

EXAMPLES = [example for record in load("en").examples for example in record.records("yes")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.data["say"]))
def test_number(example: Record) -> None:
    reading = next(iter(read_all([Article("t", example.text("say"), "0" * 64, "en")])))
    pieces = pieces_of(reading, reading.sentences[0])
    found = read_number(pieces, 0, load("en"))
    assert found is not None
    assert found[0] == example.data["gives"]

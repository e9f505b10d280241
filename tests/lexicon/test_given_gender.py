"""The given names that tell a gender, each record with the examples that it brings along."""

import pytest

from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.load import Record


@pytest.mark.parametrize("record", load_given().examples, ids=lambda record: record.text("id"))
def test_examples(record: Record) -> None:
    gender = record.text("gender", "")
    for name in record.texts("yes"):
        assert load_given().knows(name)
        assert load_given().gender(name) == gender
    for name in record.texts("no"):
        assert not (load_given().knows(name) and load_given().gender(name) == gender)


def test_unknown_words_tell_nothing() -> None:
    assert not load_given().knows("Harbour")
    assert load_given().gender("Harbour") == ""

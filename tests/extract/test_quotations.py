"""Stretches between quotation marks."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.quotations import quotations_of
from reportedly.language import read
from reportedly.model.text import Article, Reading


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"It is closed," she said.', ["It is closed,"]),
        ("“It is closed,” she said. “Go home.”", ["It is closed,", "Go home."]),
        ("«It is closed», she said.", ["It is closed"]),
        ('"It is closed.\n\n"Go home," she said.', ["It is closed.", "Go home,"]),
        ("The clerks’ union said it was closed.", []),
    ],
)
def test_quotations(text: str, quoted: list[str], read_english: Callable[[str], Reading]) -> None:
    assert [span.of(text) for span in quotations_of(read_english(text))] == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("«Мост закрыт, — сказала мэр. — Идите домой».", ["Мост закрыт,", "Идите домой"]),
        ("— Мост закрыт, — сказала мэр. — Идите домой.", ["Мост закрыт,", "Идите домой."]),
        ("— Мост, который закрыли.", []),
    ],
)
def test_russian_quotations_without_their_insets(text: str, quoted: list[str]) -> None:
    reading = read(Article("a", text, "0" * 64, "ru"))
    assert [span.of(text) for span in quotations_of(reading)] == quoted


@given(st.text(alphabet='ab "“”«»‘’.\n', max_size=60))
def test_quotations_never_overlap_and_lie_in_the_text(text: str) -> None:
    reading = read(Article("a", text, "0" * 64, "xx"))
    found = quotations_of(reading)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(span.end <= len(text) for span in found)

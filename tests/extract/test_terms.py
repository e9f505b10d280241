"""Lengths of penalties: durations, and which term belongs to which clause."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract.terms import find_terms, term_for
from reportedly.language.plain import read_all
from reportedly.model.text import Article, Reading
from reportedly.model.when import TermKind


def plain(text: str) -> Reading:
    """A reading without a parser, quick enough for many texts."""
    return next(iter(read_all([Article("t", text, "0" * 64, "en")])))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99), st.integers(0, 11))
def test_years_and_months(years: int, months: int) -> None:
    also = f" and {months} months" if months else ""
    (term,) = find_terms(plain(f"He was sentenced to {years} years{also} in prison."))
    assert term.iso == f"P{years}Y" + (f"{months}M" if months else "")
    assert term.span.of(f"He was sentenced to {years} years{also} in prison.") == term.text


# text, the word that heads the clause or noun, what belongs to it
TERMS: list[tuple[str, str, str | None]] = [
    ("He was sentenced to 10 years in prison and five years of supervised release.", "sentenced", "P10Y"),
    ("His ten-year sentence was upheld on appeal.", "sentence", "P10Y"),
    ("She received two consecutive five-year terms.", "received", "P5Y"),
    ("The court found Wu guilty and sentenced her to two years in prison, while Huang was given four years' probation.", "sentenced", "P2Y"),
    ("The court found Wu guilty and sentenced her to two years in prison, while Huang was given four years' probation.", "given", "P4Y"),
    ("The judge ordered for Belko to be jailed for two years.", "jailed", "P2Y"),
    ("Both got 20-year prison sentences.", "got", "P20Y"),
    ("He was placed in pre-trial detention for two months.", "placed", "P2M"),
    ("The court extended their arrest by three months to June 17.", "extended", "P3M"),
    ("Dahl was jailed for life.", "jailed", "life"),
    ("Dahl, who was sentenced to 12 years in 2019, was released.", "released", None),
    ("Dahl, who was sentenced to 12 years in 2019, was released.", "sentenced", "P12Y"),
    ("He was arrested and later sentenced to eight years in prison.", "arrested", None),
    ("Two men were sentenced to death.", "sentenced", "death"),
    ("He was arrested on charges that carry up to 15 years in prison.", "arrested", None),
]


@pytest.mark.parametrize(("text", "word", "wanted"), TERMS)
def test_term_for(text: str, word: str, wanted: str | None, read_english: Callable[[str], Reading]) -> None:
    reading = read_english(text)
    head = next(token.index for token in reading.tokens if token.text == word)
    found = term_for(reading, find_terms(reading), head)
    assert (found.iso if found else None) == wanted


def test_a_suspended_prison_term_is_suspended(read_english: Callable[[str], Reading]) -> None:
    (term,) = find_terms(read_english("She was sentenced to 18 months in prison, suspended for three years."))
    assert (term.iso, term.kind) == ("P18M", TermKind.SUSPENDED)


NO_TERM = [
    "The firm signed a five-year contract.",
    "The victim, a 15-year-old boy, died.",
    "He had been a judge for 20 years.",
    "The couple had been married for ten years when he was sentenced.",
    "Police watched the house for two weeks.",
    "Three years ago he was arrested.",
    "The 30-year-old was charged.",
    "He worked for ten years in the prison service.",
    "The trial lasted six months.",
    "After a two-year investigation, police arrested him.",
    "The sentence came two years later.",
    "He was fined 10,000 euros and banned from driving for two years.",
]


@pytest.mark.parametrize("text", NO_TERM)
def test_no_term(text: str, read_english: Callable[[str], Reading]) -> None:
    assert [term.text for term in find_terms(read_english(text))] == []

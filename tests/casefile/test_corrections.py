"""Corrections: which values can be, and which are refused before anything is kept."""

import pytest

from reportedly.casefile.corrections import correction_fault

GOOD = [
    ("type", "arrest"),
    ("standing", "rejected"),
    ("standing", "denied"),
    ("date", "2025-04-19"),
    ("date", "2025-04-01/2025-04-30"),
    ("until", ""),
    ("term", "P2Y6M"),
    ("term", "life"),
    ("term", ""),
    ("name", "Selvira Tokmashova"),
    ("role", "lawyer"),
    ("age", "34"),
    ("title", "Tasbulan: museum theft case"),
    ("title", ""),
]
BAD = [
    ("type", "guilt"),
    ("standing", "true"),
    ("date", "yesterday"),
    ("date", "2025-04-30/2025-04-01"),
    ("until", "2025-13-01"),
    ("term", "P"),
    ("term", "two years"),
    ("name", "  "),
    ("role", "terrorist"),
    ("age", "-3"),
    ("age", "²"),
    ("age", "999"),
    ("title", "  "),
    ("title", "one line\nand another"),
    ("title", "long " * 40),
    ("sentence", "other words"),
    ("", ""),
]


@pytest.mark.parametrize("change", GOOD)
def test_a_value_that_can_be_is_let_through(change: tuple[str, str]) -> None:
    assert correction_fault([change]) is None


@pytest.mark.parametrize("change", BAD)
def test_a_value_that_cannot_be_is_named(change: tuple[str, str]) -> None:
    fault = correction_fault([("standing", "denied"), change])
    assert fault
    assert change[0] in fault

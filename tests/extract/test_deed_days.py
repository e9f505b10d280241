"""Days that stand behind a step but are those of the deed, and steps that have not happened yet."""

from datetime import date

import pytest
from reports import reported, steps, told

from reportedly.model.claims import Accusation


def days(text: str) -> list[date | None]:
    return [claim.when.earliest if claim.when is not None else None for claim, _ in steps(reported(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Jon Dahl appeared in court charged with the murder of Ana Belko in Lomza on Friday.",
        "Jon Dahl was arrested in connection with the stabbing of a teenager in Lomza on Friday.",
        "Jon Dahl has been charged with murder over the fatal shooting of Karl Orlo on Friday.",
        "Jon Dahl was arrested in the killing of his wife Friday.",
    ],
)
def test_the_day_of_a_certain_deed_is_not_that_of_the_step(text: str) -> None:
    assert set(days(text)) == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Jon Dahl was charged with murder on Friday.",
        "Jon Dahl was arrested after the theft on Friday.",
        "Jon Dahl was charged on Friday with the murder of Ana Belko on April 9.",
    ],
)
def test_other_days_are_those_of_the_step(text: str) -> None:
    assert days(text) == [date(2025, 4, 18)]


@pytest.mark.parametrize("text", ["Jon Dahl is likely to be charged with theft.", "Prosecutors expect to charge Jon Dahl with theft."])
def test_a_charge_to_come_on_no_day_is_an_accusation_and_no_step(text: str) -> None:
    report = reported(text)
    assert told(report) == []
    assert [claim.says for claim in report.claims if isinstance(claim.says, Accusation)]


def test_a_charge_to_come_on_a_day_is_a_step() -> None:
    assert told(reported("Jon Dahl is expected to be charged with theft on Friday.")) == [("charge", ["Jon Dahl"])]

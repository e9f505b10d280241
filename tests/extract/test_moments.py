"""A step without a time of its own has that of what happened at the same moment."""

from datetime import date

import pytest

from reportedly.model.claims import Step
from reportedly.model.text import Article
from reportedly.pipeline import read


def day_of(text: str, step: str) -> date | None:
    read_as = read(Article("example", text, "0" * 64, "en", published=date(2025, 4, 23)))
    told = [claim for claim in read_as.claims if isinstance(claim.says, Step) and claim.says.type.value == step]
    return next((claim.when.earliest for claim in told if claim.when is not None), None)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Jon Dahl was shot and wounded on Monday as he was arrested.", "arrest"),
        ("Jon Dahl was detained at an airport as he tried to leave for Kenya on Monday.", "arrest"),
        ("Jon Dahl tried to board a flight on Monday and was arrested.", "arrest"),
        ("Police raided a hotel in Lomza on Monday, arresting Jon Dahl.", "arrest"),
        ("Officers stopped a car on Monday before arresting Jon Dahl.", "arrest"),
        ("Jon Dahl pleaded not guilty to fraud when he appeared in court on Monday.", "plea"),
        ("The shooting happened on Monday. Jon Dahl was arrested at the scene.", "arrest"),
    ],
)
def test_the_same_moment(text: str, step: str) -> None:
    assert day_of(text, step) == date(2025, 4, 21)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Police said on Monday that Jon Dahl was arrested.", "arrest"),
        ("The town was quiet on Monday after Jon Dahl was arrested.", "arrest"),
        ("Prosecutors announced on Monday that they had charged Jon Dahl with fraud.", "charge"),
    ],
)
def test_another_moment(text: str, step: str) -> None:
    assert day_of(text, step) is None

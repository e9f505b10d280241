from datetime import date

import made
import pytest

from reportedly.export.wording import STEP_NAMES, duration, joined, step_sentence, when
from reportedly.model.claims import Standing, Step, StepType
from reportedly.model.when import When


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2025, 4, 19), date(2025, 4, 19), "19 April 2025"),
        (date(2025, 4, 1), date(2025, 4, 30), "April 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2022, 1, 1), date(2025, 12, 31), "2022 to 2025"),
        (date(2025, 4, 14), date(2025, 4, 20), "14 to 20 April 2025"),
        (date(2025, 4, 28), date(2025, 5, 4), "28 April to 4 May 2025"),
        (date(2024, 12, 28), date(2025, 1, 4), "28 December 2024 to 4 January 2025"),
        (None, date(2025, 4, 22), "by 22 April 2025"),
        (date(2024, 7, 1), None, "from 1 July 2024"),
        (None, None, "“last spring”"),
    ],
)
def test_intervals_are_never_more_exact_than_told(earliest: date | None, latest: date | None, words: str) -> None:
    assert when(When(earliest, latest, "last spring")) == words


def test_no_date_is_no_words() -> None:
    assert when(None) == ""


@pytest.mark.parametrize(
    ("iso", "words"),
    [("P15Y", "15 years"), ("P1Y6M", "1 year 6 months"), ("P2M", "2 months"), ("P10D", "10 days"), ("life", "life"), ("P", "P")],
)
def test_durations(iso: str, words: str) -> None:
    assert duration(iso) == words


@pytest.mark.parametrize(("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")])
def test_lists_of_names(names: list[str], words: str) -> None:
    assert joined(names) == words


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.REPORTED, "A is reported to have been sentenced to 7 years"),
        (Standing.SCHEDULED, "A is reported to be due to be sentenced to 7 years"),
        (Standing.REQUESTED, "A request is reported that A be sentenced to 7 years"),
        (Standing.DENIED, "It is reported not to be so that A has been sentenced to 7 years"),
        (Standing.HYPOTHETICAL, "It is reported only as a possibility that A might be sentenced to 7 years"),
    ],
)
def test_the_standing_chooses_the_words(standing: Standing, words: str) -> None:
    step = Step(StepType.SENTENCE, ("p",), term="P7Y")
    assert step_sentence(made.claim(0, step, standing=standing), step, ["A"], plural=False) == words


@pytest.mark.parametrize("type_", StepType)
@pytest.mark.parametrize("standing", Standing)
def test_nothing_is_told_as_a_fact(type_: StepType, standing: Standing) -> None:
    step = Step(type_)
    words = step_sentence(made.claim(0, step, standing=standing), step, [], plural=False)
    assert "report" in words
    assert "guilty" not in words
    assert STEP_NAMES[type_]

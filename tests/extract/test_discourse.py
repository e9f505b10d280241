"""Whom pronouns, descriptions, numbers and lists mean."""

import pytest
from reports import names_of, person, reported, steps, told


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # pronouns
        ("Jon Dahl left home. He was arrested on Monday.", ["Jon Dahl"]),
        ("Ms Ana Belko met Mr Jon Dahl. She was arrested on Monday.", ["Ana Belko"]),
        ("Ms Ana Belko met Mr Jon Dahl. He was arrested on Monday.", ["Jon Dahl"]),
        ("Jon Dahl and Ana Belko left home. They were arrested on Monday.", ["Jon Dahl", "Ana Belko"]),
        ("Jon Dahl and Ana Belko left home. Both were arrested on Monday.", ["Jon Dahl", "Ana Belko"]),
        # a name given by a sentence
        ("Police identified the suspect as Jon Dahl. He was arrested on Monday.", ["Jon Dahl"]),
        ("A man was arrested on Monday. Police identified the man as Jon Dahl.", ["Jon Dahl"]),
        ("A man surnamed Kim was arrested on Monday.", ["Kim"]),
        # people told together
        ("Jon Dahl, 34, and Ana Belko, 28, were arrested.", ["Jon Dahl", "Ana Belko"]),
        ("The couple were arrested on Monday.", ["The couple"]),
        ("Police arrested Jon Dahl and two other men.", ["Jon Dahl", "two other men"]),
    ],
)
def test_one_arrest(text: str, who: list[str]) -> None:
    assert told(reported(text)) == [("arrest", who)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Jon Dahl was arrested on Monday. The suspect was charged with murder on Tuesday.", ["Jon Dahl"]),
        ("Ana Belko, 34, was arrested. The woman was charged with theft on Tuesday.", ["Ana Belko"]),
        ("Jon Dahl, 34, was arrested. The 34-year-old was charged with theft on Tuesday.", ["Jon Dahl"]),
        ("Jon Dahl and Ana Belko were arrested on Monday. The couple were charged with fraud on Tuesday.", ["Jon Dahl", "Ana Belko"]),
    ],
)
def test_a_description_means_somebody_told_before(text: str, who: list[str]) -> None:
    assert told(reported(text)) == [("arrest", who), ("charge", who)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The mayor met Jon Dahl. The suspect was arrested on Monday.", "The suspect"),
        ("Police arrested Jon Dahl. His wife was charged with theft.", "His wife"),
        ("Jon Dahl was arrested. Two other men were charged with theft.", "Two other men"),
    ],
)
def test_a_description_of_another_stays_another(text: str, who: str) -> None:
    report = reported(text)
    assert names_of(report, steps(report)[-1][1].who) == [who]


FOUR = ["Jon Dahl", "Karl Orlo", "Max Brandt", "Tim Reed"]


@pytest.mark.parametrize(
    "text",
    [
        "Four men were arrested on Monday. They are Jon Dahl, 34, Karl Orlo, 28, Max Brandt, 41, and Tim Reed, 19.",
        "Four people, Jon Dahl, 34, Karl Orlo, 28, Max Brandt, 41, and Tim Reed, 19, were arrested on Monday.",
    ],
)
def test_a_list_tells_all_of_a_group_with_their_ages(text: str) -> None:
    report = reported(text)
    assert told(report) == [("arrest", FOUR)]
    assert report.groups == ()
    assert [person(report, name).age for name in FOUR] == [34, 28, 41, 19]


def test_a_group_keeps_the_number_of_those_without_a_name() -> None:
    report = reported("Ten protesters, including Jon Dahl, were arrested on Monday.")
    assert told(report) == [("arrest", ["Ten protesters", "Jon Dahl"])]
    assert [group.count for group in report.groups] == [9]


def test_some_of_a_group_are_not_named_by_what_happens_to_them() -> None:
    report = reported("Five people were arrested in Lomza. Jon Dahl opened the bridge.")
    assert [(group.text, group.count) for group in report.groups] == [("Five people", 5)]


# what is read wrongly so far; each must fail, so that whoever mends it takes it off
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Jon Dahl and Ana Belko were arrested on Monday. Those arrested were charged with fraud on Tuesday.",
            [("arrest", ["Jon Dahl", "Ana Belko"]), ("charge", ["Jon Dahl", "Ana Belko"])],
            marks=pytest.mark.xfail(reason="'those' with a participle begins a group of its own"),
        ),
        pytest.param(
            "A man was arrested on Monday. Police named him as Jon Dahl.",
            [("arrest", ["Jon Dahl"])],
            marks=pytest.mark.xfail(reason="a pronoun is not given a name"),
        ),
        pytest.param(
            "Jon Dahl and J.D. were arrested on Monday.",
            [("arrest", ["Jon Dahl", "J.D."])],
            marks=pytest.mark.xfail(reason="initials without a space are no name unless they are introduced"),
        ),
    ],
)
def test_not_yet(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert told(reported(text)) == expected

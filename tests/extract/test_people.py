"""Several spellings, one person: how names of one report are joined, and how they are not."""

import pytest
from reports import person, reported


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("Jon Dahl was arrested on Monday. Dahl was charged with theft.", "Jon Dahl", ("Dahl",)),
        ("Mr. Dahl left. Jon Dahl was arrested on Monday.", "Jon Dahl", ("Dahl",)),
        ("Maria van der Holt was arrested. Van der Holt was charged with theft.", "Maria van der Holt", ("Van der Holt",)),
        ("Jon Dahl was arrested on Monday. Jon Dahl was charged with theft.", "Jon Dahl", ()),
    ],
)
def test_one_person_under_several_names(text: str, name: str, others: tuple[str, ...]) -> None:
    report = reported(text)
    assert [one.name for one in report.people] == [name]
    assert person(report, name).other_names == others


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jon Dahl was arrested. Karl Dahl was released.", ["Jon Dahl", "Karl Dahl"]),
        ("Jon Dahl was arrested on Monday. Ana Belko was not.", ["Jon Dahl", "Ana Belko"]),
        ("Jon Dahl opened the bridge. Police arrested J. D. on Monday.", ["Jon Dahl", "J. D."]),
    ],
)
def test_several_people(text: str, names: list[str]) -> None:
    assert [one.name for one in reported(text).people] == names


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Jon Dahl left home. He was arrested on Monday.", ["Jon Dahl", "He"]),
        ("Jon Dahl was arrested. Dahl was charged with theft.", ["Jon Dahl", "Dahl"]),
    ],
)
def test_mentions_are_all_that_stands_for_somebody(text: str, spans: list[str]) -> None:
    assert [span.of(text) for span in person(reported(text), "Jon Dahl").mentions] == spans


def test_those_who_are_only_described_have_no_name() -> None:
    (one,) = reported("A 34-year-old man was arrested in Lomza on Monday.").people
    assert (one.name, one.named, one.age, one.other_names) == ("A 34-year-old man", False, 34, ())


def test_people_are_numbered_in_the_order_of_the_text() -> None:
    report = reported("Ana Belko said Jon Dahl was arrested. Karl Orlo was at the harbour.")
    assert [(one.id, one.name) for one in report.people] == [("p1", "Ana Belko"), ("p2", "Jon Dahl"), ("p3", "Karl Orlo")]

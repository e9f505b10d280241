"""People's names in English text: where they begin and end, and what is none."""

from collections.abc import Callable

import pytest

from reportedly.extract.names import PersonName, find_person_names
from reportedly.extract.scene import set_scene
from reportedly.model.text import Article, Reading

Read = Callable[[str], Reading]


def named(reading: Reading) -> list[PersonName]:
    """All names of people, those among them that only a step makes one."""
    people = set_scene(Article("test", reading.text, "0" * 64, "en"), reading).people
    return sorted((name for person in people for name in person.names), key=lambda name: name.first)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police arrested Jon Dahl on Monday.", ["Jon Dahl"]),
        ("Jon Dahl and Ana Belko were arrested.", ["Jon Dahl", "Ana Belko"]),
        ("Jon Dahl, 34, and Ana Belko, 28, were charged.", ["Jon Dahl", "Ana Belko"]),
        # titles and what somebody is are no part of the name
        ("Mr. Jon Dahl met Dr. Ana Belko.", ["Jon Dahl", "Ana Belko"]),
        ("Judge Ana Belko adjourned the case.", ["Ana Belko"]),
        ("Det. Ana Belko interviewed the witness.", ["Ana Belko"]),
        ("Police spokeswoman Ana Belko confirmed it.", ["Ana Belko"]),
        # small words, suffixes, hyphens and nicknames are
        ("Police arrested Maria van der Holt on Monday.", ["Maria van der Holt"]),
        ("Police arrested Aibek Talant uulu on Monday.", ["Aibek Talant uulu"]),
        ("Police arrested Jon Dahl Jr. on Monday.", ["Jon Dahl Jr."]),
        ("Anne-Marie Belko was arrested on Monday.", ["Anne-Marie Belko"]),
        ("Police arrested Tse Man-lang on Monday.", ["Tse Man-lang"]),
        pytest.param(
            'Jon "Ice" Dahl was arrested on Monday.',
            ['Jon "Ice" Dahl'],
            marks=pytest.mark.xfail(reason="the language part sees no person in a name with quotation marks"),
        ),
        # initials
        ("Police arrested J. D. on Monday.", ["J. D."]),
        ("A man identified as A.B. was arrested on Monday.", ["A.B."]),
        # a possessive ends a name
        ("Jon Dahl's brother left.", ["Jon Dahl"]),
        # what is introduced as somebody
        ("A man named Karl Orlo was arrested.", ["Karl Orlo"]),
        ("A man surnamed Kim was arrested on Monday.", ["Kim"]),
        ("The teacher, Ana Belko, was arrested.", ["Ana Belko"]),
    ],
)
def test_names_of_people(text: str, names: list[str], read_english: Read) -> None:
    reading = read_english(text)
    found = named(reading)
    assert [name.text for name in found] == names
    assert all(reading.text_of(name.first, name.last) == name.text for name in found)


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested a man in Harbour Road on Monday.",
        "The Lomza District Court heard the case on Monday.",
        "Court Jails Two Men Over Harbour Fire",
        "The officer. The court. The harbour.",
        "It was the worst fire since 1998.",
    ],
)
def test_what_is_no_name(text: str, read_english: Read) -> None:
    assert [name.text for name in named(read_english(text))] == []


def test_titles_are_kept_beside_the_name(read_english: Read) -> None:
    (name,) = find_person_names(read_english("Police said Det. Ana Belko interviewed the witness."))
    assert [title.word for title in name.titles] == ["det."]


def test_a_name_that_is_known_to_be_another_thing_is_nobody(read_english: Read) -> None:
    reading = read_english("Jon Dahl was arrested on Monday.")
    assert [name.text for name in find_person_names(reading)] == ["Jon Dahl"]
    assert find_person_names(reading, lambda text: text == "Jon Dahl") == ()


def test_a_surname_in_a_headline_is_known_from_the_text(read_english: Read) -> None:
    text = "Court Jails Dahl Over Harbour Fire\n\nJon Dahl was arrested on Monday."
    assert [name.text for name in named(read_english(text))] == ["Dahl", "Jon Dahl"]

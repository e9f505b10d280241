"""The words for people, names, pronouns, roles, retellings and ways of writing: every English example is read as a report of its own."""

from collections.abc import Callable

import pytest
from reports import concerned, reported, steps

from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.names import load_names
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.writing import load_writing
from reportedly.model.text import Reading

KEYS = {"name", "role", "who", "steps", "sentences"}
FILES = ("people", "names", "roles", "pronouns", "retelling", "writing")


def examples(key: str, *wanted: str) -> list[object]:
    """The examples of all these files that tell one of what is wanted."""
    told = (one for name in FILES for path in files(f"en/{name}.yaml") for one in records(path))
    wished = [(record.text("id"), example) for record in told for example in record.records(key) if example.data.keys() & set(wanted)]
    return [pytest.param(example, id=f"{rule}:{example.line}") for rule, example in wished]


def roles(example: Record) -> dict[str, str]:
    return {person.name: person.role.value for person in reported(example.text("say")).people}


@pytest.mark.parametrize("example", examples("yes", "name"))
def test_somebody_is_found_by_name_and_role(example: Record) -> None:
    found, name = roles(example), example.text("name")
    assert name in found, found
    assert example.text("role", found[name]) == found[name]


@pytest.mark.parametrize("example", examples("no", "name"))
def test_nobody_is_found_by_that_name_or_role(example: Record) -> None:
    found, name = roles(example), example.text("name")
    assert name not in found or ("role" in example.data and found[name] != example.text("role"))


@pytest.mark.parametrize("example", examples("yes", "who"))
def test_a_step_concerns_those_who_are_meant(example: Record) -> None:
    assert set(example.texts("who")) <= concerned(reported(example.text("say")))


@pytest.mark.parametrize("example", examples("no", "who"))
def test_no_step_concerns_them(example: Record) -> None:
    assert not set(example.texts("who")) & concerned(reported(example.text("say")))


@pytest.mark.parametrize("example", [*examples("yes", "steps"), *examples("no", "steps")])
def test_tellings_of_a_step_are_counted(example: Record) -> None:
    assert len(steps(reported(example.text("say")))) == example.data["steps"]


@pytest.mark.parametrize("example", [*examples("yes", "sentences"), *examples("no", "sentences")])
def test_sentences_are_counted(example: Record, read_english: Callable[[str], Reading]) -> None:
    assert len(read_english(example.text("say")).sentences) == example.data["sentences"]


def test_every_example_asks_for_something_that_is_tried() -> None:
    kept = [example for load in (load_people, load_names, load_pronouns, load_writing) for example in load("en").examples]
    assert kept
    assert [example.text("say") for example in kept if not example.data.keys() & KEYS] == []

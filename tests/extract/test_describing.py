"""What a report tells of people: age, citizenship, employer, position, role; and of steps: who took them and where."""

import pytest

from reportedly.lexicon.deciders import load_deciders
from reportedly.lexicon.load import Record
from reportedly.lexicon.positions import load_positions
from reportedly.model.claims import ReportReading, Step
from reportedly.model.parties import Person, RoleName
from reportedly.model.text import Article
from reportedly.pipeline import read


def _read(text: str) -> ReportReading:
    return read(Article("test", text, "0" * 64, "en"))


def _person(reading: ReportReading, name: str) -> Person:
    return next(person for person in reading.people if name in (person.name, *person.other_names))


def _told(record: Record) -> str:
    return record.text("say")


_JOBS = load_positions("en").examples
_DOINGS = load_deciders("en").examples


@pytest.mark.parametrize(("example", "holds"), _JOBS, ids=[_told(one) for one, _ in _JOBS])
def test_examples_of_positions(example: Record, *, holds: bool) -> None:
    reading = _read(example.text("say"))
    person = _person(reading, example.text("name"))
    names = {org.id: org.name for org in reading.organisations}
    found = {"employer": names.get(person.employer or ""), "position": person.position}
    wanted = {key: example.text(key) for key in ("employer", "position") if key in example.data}
    if holds and wanted:
        assert {key: found[key] for key in wanted} == wanted
    elif holds:
        assert found["position"] is None
    else:
        assert found["employer"] is None


@pytest.mark.parametrize(("example", "holds"), _DOINGS, ids=[_told(one) for one, _ in _DOINGS])
def test_examples_of_who_and_where(example: Record, *, holds: bool) -> None:
    reading = _read(example.text("say"))
    steps = [claim.says for claim in reading.claims if isinstance(claim.says, Step) and claim.says.type.value == example.text("step")]
    names = {one.id: one.name for one in reading.organisations} | {one.id: one.name for one in reading.people}
    names |= {one.id: one.name for one in reading.places}
    key = "by" if "by" in example.data else "place"
    found = {names.get(step.by or "", step.by_text) if key == "by" else names.get(step.place or "") for step in steps}
    assert (example.text(key) in found) is holds
    assert steps or not holds


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Jon Dahl, 28, was arrested.", 28),
        ("Jon Dahl (28) was arrested.", 28),
        ("The 28-year-old Jon Dahl was arrested.", 28),
        ("Jon Dahl, aged 28, was arrested.", 28),
        ("Jon Dahl and Max Brandt, 40 and 49, were arrested.", 40),
        ("Max Brandt and Jon Dahl, 40 and 49, were arrested.", 49),
        ("Max Brandt and Jon Dahl, 49, were arrested.", 49),
        ("Jon Dahl, 12 years after the robbery, was arrested.", None),
    ],
)
def test_ages(text: str, age: int | None) -> None:
    assert _person(_read(text), "Jon Dahl").age == age


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Jon Dahl, a Kyrgyz citizen, was arrested.", ("KG",)),
        ("Jon Dahl, a citizen of Kyrgyzstan, was arrested.", ("KG",)),
        ("Zimbabwean national Jon Dahl was arrested.", ("ZW",)),
        ("Jon Dahl is a Turkish-German journalist. He was arrested.", ("TR", "DE")),
        ("Jon Dahl, the former president of Honduras, was arrested.", ("HN",)),
        ("Jon Dahl, a director of Kenya Airways, was arrested.", ()),
        ("Jon Dahl, mayor of the Polish city of Gdynia, was arrested.", ()),
        ("Mali Dahl was arrested.", ()),
    ],
)
def test_citizenship(text: str, codes: tuple[str, ...]) -> None:
    assert _read(text).people[0].citizenship == codes


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The prosecutor general of Norvik, Ana Belko, announced the arrest.", RoleName.PROSECUTOR),
        ("Judge Ana Belko adjourned the case.", RoleName.JUDGE),
        ("The case was prosecuted by Ana Belko.", RoleName.PROSECUTOR),
        ("The defendant's lawyers, Jon Dahl and Ana Belko, appealed.", RoleName.LAWYER),
        ("The siblings' cousin, Ana Belko, 37, also died in the attack.", RoleName.VICTIM),
        ("The body of Ana Belko was found in a well.", RoleName.VICTIM),
        ("Ana Belko, mayor of the Polish city of Gdynia, was stabbed last night.", RoleName.VICTIM),
        ("Neighbour Ana Belko said he was quiet.", RoleName.OTHER),
        ("Her friend Ana Belko said he was quiet.", RoleName.OTHER),
    ],
)
def test_roles(text: str, role: RoleName) -> None:
    assert _person(_read(text), "Ana Belko").role is role


@pytest.mark.parametrize("text", ["A Lismore woman was jailed on Monday.", "The Bergen resident was arrested.", "He was taken to a camp near Osire."])
def test_a_town_is_nobody(text: str) -> None:
    assert not [person for person in _read(text).people if person.named]

"""The report that everything began with, line by line as a careful reader takes it.

Neither the report nor the reading is part of the project, nor is any name of those concerned: the names are taken from the reading.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from reportedly.collect import Collected, collect
from reportedly.export.report_json import report_json
from reportedly.pipeline import read

SEED = Path(__file__).parents[2] / "shared" / "seed"
AGENCY = "Rossotrudnichestvo"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def told() -> Json:
    path = next(SEED.glob("*.txt"), None)
    if path is None:
        pytest.skip("the seed report is not here")
    item = next(iter(collect(path)))
    assert isinstance(item, Collected)
    return report_json(read(item.article))


@pytest.fixture(scope="module")
def accused(told: Json) -> list[Json]:
    """The named accused as read, in the order of the careful reading."""
    line = (SEED / "expected.md").read_text(encoding="utf-8").split("**Accused, named:**")[1].split("**Accused, unnamed:**")[0]
    wanted = re.findall(r"([A-Z]\w+ [A-Z]\w+) \(", line)
    found = {person["name"]: person for person in told["people"] if person["role"] == "accused" and person["named"]}
    assert sorted(found) == sorted(wanted)
    return [found[name] for name in wanted]


def _named(told: Json, part: str, key: str) -> str:
    return next(str(item["name"]) for item in told[part] if item["id"] == key)


def _step(told: Json, kind: str) -> Json:
    found = [step for step in told["steps"] if step["type"] == kind and step["standing"] == "reported"]
    assert len(found) == 1, [(step["type"], step["who"]) for step in told["steps"]]
    return dict(found[0])


def _organisation(told: Json, name: str) -> Json:
    return next(dict(item) for item in told["organisations"] if name in {item["name"], *item["other_names"]})


def test_it_knows_where_and_when_it_was_printed(told: Json) -> None:
    article = told["article"]
    assert (article["outlet"], article["published"], article["lang"]) == ("The Moscow Times", "2025-04-23", "en")
    assert article["url"].startswith("https://www.themoscowtimes.com/2025/04/23/")
    body = [piece["text"] for piece in article["furniture"]]
    assert any("Related article" in text for text in body)
    assert "](#)" not in article["text"]
    assert "Baku" not in article["text"]


def test_the_first_named_accused(told: Json, accused: list[Json]) -> None:
    first = accused[0]
    assert first["name"].split()[-1] in first["other_names"]
    assert first["citizenship"] == ["KG"]
    assert _named(told, "organisations", first["employer"]) == AGENCY
    assert first["position"] in {"staff member", "local employee", "employee"}


def test_the_second_named_accused(told: Json, accused: list[Json]) -> None:
    assert accused[1]["position"] == "press secretary"
    assert _named(told, "organisations", accused[1]["employer"]) == "Osh Mayor's Office"


def test_nobody_else_is_accused_but_a_group_of_two_and_those_of_the_background(told: Json) -> None:
    assert [person["name"] for person in told["people"] if person["role"] == "accused" and not person["named"]] == []
    background = set(_step(told, "sentence")["who"])
    groups = [group for group in told["groups"] if group["role"] == "accused" and group["id"] not in background]
    assert [group["count"] for group in groups] == [2]


def test_the_arrest_of_the_four(told: Json) -> None:
    arrest = _step(told, "arrest")
    assert set(arrest["who"]) == set(_step(told, "pretrial_detention")["who"])
    assert "aw enforcement" in _named(told, "organisations", arrest["by"])
    assert arrest["date"] is None or (arrest["date"]["earliest"] is None and arrest["date"]["latest"] == "2025-04-22")
    assert [_named(told, "sources", key) for key in arrest["attribution"]] == ["media"]


def test_the_detention_of_the_four(told: Json, accused: list[Json]) -> None:
    detention = _step(told, "pretrial_detention")
    assert len(detention["who"]) == 3
    assert {person["id"] for person in accused} < set(detention["who"])
    assert "court" in _named(told, "organisations", detention["by"]).lower()
    assert _named(told, "places", detention["place"]) == "Bishkek"
    assert (detention["date"]["earliest"], detention["date"]["latest"]) == ("2025-04-19", "2025-04-19")
    assert detention["until"]["latest"] == "2025-06-17"
    assert [_named(told, "sources", key) for key in detention["attribution"]] == ["Radio Azattyk"]


def test_the_accused_are_not_sentenced(told: Json, accused: list[Json]) -> None:
    sentence = _step(told, "sentence")
    assert not {person["id"] for person in accused} & set(sentence["who"])
    assert sentence["date"] is None or sentence["date"]["latest"] is None or sentence["date"]["earliest"] != sentence["date"]["latest"]
    assert {step["type"] for step in told["steps"]} <= {"arrest", "pretrial_detention", "sentence"}


def test_the_offence_and_its_greatest_penalty(told: Json) -> None:
    assert [(offence["kind"], offence["max_penalty"]) for offence in told["offences"]] == [("mercenarism", "P15Y")]
    assert _step(told, "pretrial_detention")["offences"] == [told["offences"][0]["id"]]


def test_the_statements_with_who_passed_them_on(told: Json, accused: list[Json]) -> None:
    agency = _organisation(told, AGENCY)["id"]
    interfax = next(source["id"] for source in told["sources"] if source["name"] == "Interfax")
    office, same, lawyer = told["statements"]
    assert [statement["via"] for statement in told["statements"]] == [interfax] * 3
    assert [statement["quote"] for statement in told["statements"]] == [False, True, False]
    assert (office["speaker"], same["speaker"]) == (agency, agency)
    assert "alarm" in office["text"]
    assert office["date"]["latest"] == "2025-04-23"
    assert "Interfax" not in office["text"]
    assert same["text"].count("Kyrgyz citizen") == 1
    assert "lawyer" in lawyer["speaker_text"]
    assert not {person["id"] for person in accused} & {statement["speaker"] for statement in told["statements"]}


def test_the_sources(told: Json) -> None:
    assert [(source["name"], source["kind"]) for source in told["sources"]] == [
        ("media", "outlet"),
        ("Radio Azattyk", "broadcaster"),
        ("Interfax", "agency"),
    ]


def test_who_tells_what_a_lawyer_said(told: Json) -> None:
    chains = [item["attribution"] for item in (*told["accusations"], *told["steps"]) if len(item["attribution"]) == 2]
    names = {item["id"]: item["name"] for part in ("sources", "organisations", "people", "voices") for item in told[part]}
    assert ["Interfax", "lawyer"] in [[names[key].split()[0] for key in chain] for chain in chains]


@pytest.mark.parametrize("name", [AGENCY, "Russian House", "Osh Mayor's Office", "RFE/RL"])
def test_the_organisations(told: Json, name: str) -> None:
    assert _organisation(told, name)["evidence"]


def test_a_misspelt_name_is_the_same_organisation(told: Json) -> None:
    assert "Rosstrudnichestvo" in _organisation(told, AGENCY)["other_names"]


@pytest.mark.parametrize("word", ["court", "law enforcement"])
def test_the_bodies_that_act(told: Json, word: str) -> None:
    assert any(word in item["name"].lower() for item in told["organisations"])


def test_the_places(told: Json) -> None:
    assert sorted(place["name"] for place in told["places"]) == ["Bishkek", "Osh"]


def test_no_country_is_accused(told: Json) -> None:
    names = {item["id"]: item.get("name", item.get("text")) for part in ("people", "groups") for item in told[part]}
    assert not any(names[key] == "Kyrgyzstan" for accusation in told["accusations"] for key in accusation["who"])


def test_what_comes_next(told: Json) -> None:
    ends = [step["until"]["latest"] for step in told["steps"] if step["until"]]
    assert ends == ["2025-06-17"]

import json
import re
from dataclasses import replace
from pathlib import Path

import made
import pytest

from reportedly.export.report_json import report_json
from reportedly.model.claims import Step, StepType

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "report-json.md"


@pytest.fixture(scope="module")
def printed() -> dict[str, object]:
    return dict(json.loads(json.dumps(report_json(made.reading()))))


def first(printed: dict[str, object], key: str, number: int = 0) -> dict[str, object]:
    items = printed[key]
    assert isinstance(items, list)
    return dict(items[number])


def test_top_level_keys_are_those_of_the_format(printed: dict[str, object]) -> None:
    wanted = "format article people groups organisations places offences steps accusations statements sources voices"
    assert list(printed) == wanted.split()
    assert printed["format"] == "reportedly/1"


KEYS = {
    "people": "id name other_names role named age citizenship employer position evidence",
    "groups": "id text count role evidence",
    "organisations": "id name other_names kind evidence",
    "places": "id name country geonames lat lon evidence",
    "offences": "id text kind iccs law max_penalty evidence",
    "steps": "id type who who_text by by_text place date until term offences standing attribution why evidence",
    "accusations": "id who offences date standing attribution why evidence",
    "statements": "id speaker speaker_text quote text via date evidence",
    "sources": "id name kind via evidence",
}


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_there_in_every_record(printed: dict[str, object], key: str) -> None:
    items = printed[key]
    assert isinstance(items, list)
    assert items
    for item in items:
        assert list(item) == KEYS[key].split()


def test_article_keys_hold_those_of_the_format(printed: dict[str, object]) -> None:
    article = printed["article"]
    assert isinstance(article, dict)
    assert {"id", "url", "outlet", "headline", "byline", "published", "lang", "text", "sha256", "depth", "origin"} <= set(article)
    assert article["published"] == "2024-10-21"
    assert article["furniture"] == [{"kind": "caption", "text": "The court."}]


def test_evidence_stands_in_the_text(printed: dict[str, object]) -> None:
    article = printed["article"]
    assert isinstance(article, dict)
    for key in KEYS:
        evidence = first(printed, key)["evidence"]
        assert isinstance(evidence, list)
        assert all(article["text"][piece["start"] : piece["end"]] == piece["sentence"] for piece in evidence)


def test_a_step_has_its_dates_standing_and_sources(printed: dict[str, object]) -> None:
    detention = first(printed, "steps", 2)
    assert detention["type"] == "pretrial_detention"
    assert detention["who"] == ["p2", "g1"]
    assert detention["date"] is None
    assert detention["until"] == {"earliest": "2024-12-17", "latest": "2024-12-17", "text": "until December 17"}
    assert detention["attribution"] == ["c1", "c2"]
    assert first(printed, "steps")["standing"] == "requested"


def test_who_took_a_step_is_told_by_an_id_and_else_by_words_alone() -> None:
    acquitted = replace(made.reading().claims[1], says=Step(StepType.ACQUITTAL, ("p1",), by_text="a jury"))
    steps = report_json(replace(made.reading(), claims=(made.reading().claims[1], acquitted)))["steps"]
    assert [(step["by"], step["by_text"]) for step in steps] == [("o1", None), (None, "a jury")]


def test_ids_number_the_steps_as_told(printed: dict[str, object]) -> None:
    steps = printed["steps"]
    assert isinstance(steps, list)
    assert [step["id"] for step in steps] == ["s1", "s2", "s3", "s4"]


def test_the_reference_names_every_key(printed: dict[str, object]) -> None:
    named = set(re.findall(r"`([a-z_0-9]+)`", PAGE.read_text(encoding="utf-8")))
    article = printed["article"]
    assert isinstance(article, dict)
    wanted = set(printed) | set(article) | {key for keys in KEYS.values() for key in keys.split()}
    assert wanted <= named

"""The sample reports end to end, from their pages to the case file: what their index says is planted is found, and nothing else is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from reportedly.cli.app import app

SAMPLES = Path(__file__).parent.parent / "src/reportedly/samples"
VERDICT = "07-lantern-post-2024-10-21.html"
AGENCY = {"01", "02", "03"}
CURATOR, DRIVER, ACCOUNTANT = "Selvira Tokmashova", "Danel Orzhakov", "Elvira Tokmashova"
Run = Callable[..., Result]
Json = dict[str, Any]


def index() -> list[Json]:
    return list(yaml.safe_load((SAMPLES / "index.yaml").read_text(encoding="utf-8")))


def runner_for(place: Path) -> Run:
    runner = CliRunner(env={"REPORTEDLY_DB": str(place), "COLUMNS": "120"})

    def invoke(*words: str) -> Result:
        result = runner.invoke(app, list(words))
        assert result.exit_code == 0, result.output
        return result

    return invoke


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, dict[str, str], Json]:
    """All samples added, the verdict last: a way to run commands, the printed place of each sample, and the case before the verdict."""
    run = runner_for(tmp_path_factory.mktemp("samples") / "store.db")
    lines = run("add", *(str(SAMPLES / each["file"]) for each in index() if each["file"] != VERDICT)).stdout.splitlines()
    before = run("cases", "--json", "--as-of", "2024-06-01").stdout
    lines += run("add", str(SAMPLES / VERDICT)).stdout.splitlines()
    places = {Path(line[13:].partition("  ")[0]).name: line[13:].partition("  ")[2] for line in lines}
    return run, places, museum(json.loads(before))


@pytest.fixture(scope="module")
def run(added: tuple[Run, dict[str, str], Json]) -> Run:
    return added[0]


def museum(cases: list[Json]) -> Json:
    return next(case for case in cases if len(case["reports"]) > 1)


@pytest.fixture(scope="module")
def case(run: Run) -> Json:
    """The museum case with all reports."""
    return museum(json.loads(run("cases", "--json", "--as-of", "2024-11-01").stdout))


def named(case: Json, name: str) -> Json:
    return next(person for person in case["people"] if person["names"][0]["name"] == name)


def numbers(case: Json, ids: list[str]) -> set[str]:
    """The numbers of samples by the ids of reports."""
    number_of = {each["url"]: each["file"][:2] for each in with_urls()}
    return {number_of[report["url"]] for report in case["reports"] if report["id"] in ids}


def with_urls() -> list[Json]:
    found = []
    for each in index():
        text = (SAMPLES / each["file"]).read_text(encoding="utf-8")
        url = next(line for line in text.splitlines() if "canonical" in line or line.startswith("<https"))
        found.append({**each, "url": url.partition("https")[1] + url.partition("https")[2].split('"')[0].split(">")[0]})
    return found


def steps(case: Json, kind: str, standing: str = "reported") -> list[Json]:
    return [entry for entry in case["timeline"] if entry["type"] == kind and entry["standing"] == standing]


def test_the_samples_fall_into_the_cases_that_the_index_tells(added: tuple[Run, dict[str, str], Json]) -> None:
    _, places, _ = added
    homes: dict[str | None, set[str]] = {}
    for each in index():
        homes.setdefault(each["case"], set()).add(places[each["file"]])
    assert {name: len(found) for name, found in homes.items()} == {"museum-gold": 1, None: 1, "qyzjar-dairy": 1}
    assert homes[None] == {"no criminal case read in it"}
    assert homes["museum-gold"] != homes["qyzjar-dairy"]


def test_the_right_people_are_accused_in_every_spelling_and_those_without_a_name_are_counted(case: Json) -> None:
    accused = [person for person in case["people"] if person["role"] == "accused"]
    assert {person["names"][0]["name"] for person in accused} == {CURATOR, DRIVER}
    assert case["headcount"] == {"accused": 4, "named": 2, "unnamed": 2}
    spellings = {form["name"] for form in named(case, CURATOR)["names"]}
    assert "Selvira Tokmasheva" in spellings
    assert any("Токмашов" in name for name in spellings)
    assert named(case, "Mirlan Kestebek")["role"] == "lawyer"


def test_each_has_the_right_status_and_the_acquittal_leads(case: Json) -> None:
    assert (named(case, DRIVER)["status"], named(case, DRIVER)["favourable"]) == ("acquittal", True)
    assert (named(case, CURATOR)["status"], named(case, CURATOR)["favourable"]) == ("sentence", False)
    assert not named(case, CURATOR)["under_appeal"]
    assert case["title"].startswith("Acquittal reported")
    assert CURATOR not in case["title"]


def test_what_was_asked_for_intended_or_not_brought_is_no_step(case: Json) -> None:
    assert [entry["term"] for entry in steps(case, "sentence")] == ["P4Y"]
    assert steps(case, "appeal") == []
    assert not any("theft" in entry["offences"] for entry in steps(case, "charge"))


def test_three_prints_of_the_agency_are_one_origin(case: Json) -> None:
    origins = [numbers(case, origin["reports"]) for origin in case["origins"]]
    assert [found for found in origins if found & AGENCY] == [AGENCY]
    assert {"04"} in origins
    assert {"07"} in origins
    arrest = next(entry for entry in steps(case, "arrest") if numbers(case, [cited["report"] for cited in entry["evidence"]]) == AGENCY)
    assert (arrest["support"]["reports"], arrest["support"]["newsrooms"]) == (3, 1)


def test_the_planted_contradictions_are_found_and_no_others(case: Json) -> None:
    curator = named(case, CURATOR)["id"]
    assert {item["about"]: [value["value"] for value in item["values"]] for item in case["contradictions"]} == {
        f"person {curator} name": ["Selvira Tokmashova", "Selvira Tokmasheva"],
        f"person {curator} age": ["36", "34"],
        "offence smuggling maximum penalty": ["P15Y", "P10Y"],
    }


def test_the_next_deadline_its_silence_and_what_answers_it(added: tuple[Run, dict[str, str], Json], case: Json) -> None:
    _, _, before = added
    ahead = [(item["date"], item["what"]) for item in before["deadlines"] if item["state"] == "ahead"]
    assert ahead == [("2024-07-14", "detention ends")]
    assert {item["state"] for item in case["deadlines"] if item["date"] == "2024-07-14"} == {"followed"}


def test_the_other_case_is_silent_after_its_deadline(run: Run) -> None:
    silent = json.loads(run("deadlines", "--silent", "--json", "--as-of", "2024-11-01").stdout)
    assert [(item["date"], item["what"]) for item in silent] == [("2024-07-17", "house arrest ends")]
    assert ACCOUNTANT in run("deadlines", "--silent", "--as-of", "2024-11-01").stdout


def test_names_are_searched_in_both_scripts(run: Run) -> None:
    latin, cyrillic = (json.loads(run("search", word, "--json", "--limit", "100").stdout) for word in ("Tokmashova", "Токмашова"))
    assert {hit["report"] for hit in latin} >= {hit["report"] for hit in cyrillic} > set()
    assert len({hit["report"] for hit in cyrillic}) >= 7
    assert CURATOR in run("person", "Сельвира Токмашова").stdout.splitlines()[0]
    assert CURATOR in run("people", "--role", "accused").stdout


def test_the_page_of_the_case_tells_all_of_it(run: Run, case: Json) -> None:
    page = run("case", case["id"], "--as-of", "2024-11-01").stdout
    heads = [line for line in page.splitlines() if line.isupper()]
    assert heads[:4] == ["OUTCOME IN THEIR FAVOUR", "DEADLINES AND SILENCE", "PEOPLE", "STEPS"]
    assert {"TOLD DIFFERENTLY", "OFFENCES NAMED", "TOLD BY"} <= set(heads)
    assert "As reported by the sources named, as of 1 November 2024; not a finding of fact." in page


def test_a_human_can_join_the_two_cases_and_part_them_again(run: Run) -> None:
    before = run("cases", "--json", "--as-of", "2024-11-01").stdout
    ids = [item["id"] for item in json.loads(before)]
    made = json.loads(run("decide", "merge", *ids, "--by", "Gaukhar", "--reason", "a test", "--json").stdout)
    assert len(json.loads(run("cases", "--json").stdout)) == 1
    run("decide", "undo", made["id"], "--by", "Gaukhar")
    assert run("cases", "--json", "--as-of", "2024-11-01").stdout == before


@pytest.mark.parametrize("name", ["followthemoney", "jsonld"])
def test_the_sample_store_survives_a_round_trip(run: Run, tmp_path: Path, name: str) -> None:
    """What the format holds is everything that was read: the second export is the first, byte for byte."""
    first, second, other = (str(tmp_path / one) for one in ("first", "second", "other.db"))
    day = ("--as-of", "2024-11-01")
    run("export", name, "-o", first, *day)
    run("import", "export", first, "--write", "--db", other)
    run("export", name, "-o", second, *day, "--db", other)
    assert Path(second).read_bytes() == Path(first).read_bytes()
    assert run("cases", "--json", *day, "--db", other).stdout == run("cases", "--json", *day).stdout

"""The commands that use a store."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from told import Said, told
from typer.testing import CliRunner, Result

from reportedly.cli.app import app
from reportedly.errors import ReportedlyError
from reportedly.model.claims import Standing, StepType
from reportedly.review.casework import add
from reportedly.store import open_store

NOW = datetime(2025, 1, 1, tzinfo=UTC)
CURATOR, DRIVER, COOK = "Selvira Tokmashova", "Danel Orzhakov", "Ilmar Bekturov"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command on a store with three reports of two cases."""
    place = str(tmp_path / "store.db")
    custody = Said(StepType.PRETRIAL_DETENTION, [CURATOR], date(2024, 3, 13), until=date(2024, 5, 13))
    hearing = Said(StepType.HEARING, [CURATOR], date(2024, 6, 3), standing=Standing.SCHEDULED)
    freed = Said(StepType.ACQUITTAL, [DRIVER], date(2024, 3, 20))
    poison = Said(StepType.CHARGE, [COOK], date(2024, 4, 2))
    with open_store(place) as store:
        add(store, *told("a", Said(StepType.ARREST, [CURATOR, DRIVER], date(2024, 3, 11)), custody, url="https://www.herald.example/1"), NOW)
        add(store, *told("b", freed, custody, hearing, published=date(2024, 3, 21), outlet="Radio Jelqanat"), NOW)
        add(store, *told("c", poison, published=date(2024, 4, 3), offence=("murder by poison", "murder")), NOW)
    runner = CliRunner(env={"REPORTEDLY_DB": place, "COLUMNS": "100"})

    def invoke(*words: str, stdin: str | None = None) -> Result:
        return runner.invoke(app, list(words), input=stdin)

    return invoke


def listed(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return list(json.loads(result.stdout))


def case_id(run: Run, number: int) -> str:
    """The case whose first report has that number in the order of days."""
    cases = sorted(listed(run("cases", "--json")), key=lambda case: str(case["opened"]))
    return str(cases[number]["id"])


def test_cases_are_listed_and_filtered(run: Run) -> None:
    assert len(run("cases").stdout.splitlines()) == 2
    assert "Acquittal" in run("cases", "--status", "acquittal").stdout
    assert len(run("cases", "--since", "2024-04-01").stdout.splitlines()) == 1
    assert run("cases", "--country", "KG").stdout == ""


def test_brief_json_has_no_sentences(run: Run) -> None:
    whole, brief = (listed(run("cases", "--json", *more))[0] for more in ((), ("--brief",)))
    assert "timeline" in whole
    assert "timeline" not in brief
    assert "sentence" not in json.dumps(brief)


def test_a_case_leads_with_what_is_in_favour_and_with_silence(run: Run) -> None:
    page = run("case", case_id(run, 0), "--as-of", "2024-06-01").stdout
    heads = [line for line in page.splitlines() if line.isupper()]
    assert heads[:4] == ["OUTCOME IN THEIR FAVOUR", "DEADLINES AND SILENCE", "PEOPLE", "STEPS"]
    assert "As reported by the sources named, as of 1 June 2024; not a finding of fact." in page
    assert "passed in silence" in page
    assert "2 reports, 1 newsroom, 1 voice" in page
    assert "hearing: Selvira Tokmashova; ahead" in page


def test_every_step_has_its_sentence(run: Run) -> None:
    case = json.loads(run("case", case_id(run, 0), "--json").stdout)
    assert case["timeline"]
    assert all(piece["sentence"] for entry in case["timeline"] for piece in entry["evidence"])
    page = " ".join(run("case", case_id(run, 0), "--full").stdout.split())
    assert all(piece["sentence"] in page for entry in case["timeline"] for piece in entry["evidence"])


def test_a_sentence_that_was_taken_out_is_marked(run: Run, tmp_path: Path) -> None:
    arrest = Said(StepType.ARREST, [CURATOR, DRIVER], date(2024, 3, 11))
    with open_store(str(tmp_path / "store.db")) as store:
        add(store, *told("a2", arrest, url="https://www.herald.example/1"), NOW)
    page = run("case", case_id(run, 0)).stdout
    assert "NO LONGER IN THE REPORT" in page
    (gone,) = json.loads(run("case", case_id(run, 0), "--json").stdout)["withdrawn"]
    assert "pretrial detention" in gone["sentence"]


@pytest.mark.parametrize("asked", ["Tokmashova", "Токмашова", "Tokmasheva", "selvira tokmashova"])
def test_a_person_is_found_in_any_script_and_spelling(run: Run, asked: str) -> None:
    assert CURATOR in run("person", asked).stdout
    assert [line["name"] for line in listed(run("person", asked, "--json"))] == [CURATOR]


def test_nobody_is_found_by_a_given_name_with_another_surname(run: Run) -> None:
    assert listed(run("person", "Selvira Bekturova", "--json")) == []


def test_people_are_listed_and_filtered(run: Run) -> None:
    assert [line["name"] for line in listed(run("people", "--json"))] == [DRIVER, COOK, CURATOR]
    assert [line["name"] for line in listed(run("people", "--json", "--status", "acquittal"))] == [DRIVER]
    assert run("people", "--role", "lawyer").stdout == ""


def test_search_finds_reports_and_facts_and_their_cases(run: Run) -> None:
    found = listed(run("search", "poison", "--json"))
    assert {str(hit["kind"]) for hit in found} == {"report", "fact"}
    assert all(hit["cases"] == [case_id(run, 1)] for hit in found)
    assert [hit["kind"] for hit in listed(run("search", "--facts", "Бектуров", "--json"))] == ["fact"]
    assert "poison" in run("search", "poison").stdout


def test_deadlines_within_a_time_and_silence(run: Run) -> None:
    def days(*words: str) -> list[object]:
        return [item["date"] for item in listed(run("deadlines", "--json", "--as-of", "2024-05-20", *words))]

    assert days() == ["2024-05-13", "2024-06-03"]
    assert days("--within", "7d") == ["2024-05-13"]
    assert days("--within", "2w") == ["2024-05-13", "2024-06-03"]
    assert days("--silent") == ["2024-05-13"]
    assert "passed in silence" in run("deadlines", "--as-of", "2024-05-20").stdout


def test_decisions_are_made_listed_and_taken_back(run: Run) -> None:
    made = json.loads(run("decide", "merge", case_id(run, 0), case_id(run, 1), "--by", "ana", "--reason", "one ring", "--json").stdout)
    assert len(listed(run("cases", "--json"))) == 1
    assert "one ring" in run("decide", "list").stdout
    assert run("decide", "undo", str(made["id"]), "--by", "ana").exit_code == 0
    assert len(listed(run("cases", "--json"))) == 2
    assert [item["action"] for item in listed(run("decide", "list", "--json"))] == ["merge", "undo"]


def test_expunging_asks_first_and_says_what_it_cannot_reach(run: Run) -> None:
    target = f"{case_id(run, 0)}/{CURATOR}"
    assert run("decide", "expunge", target, stdin="n\n").exit_code == 1
    assert CURATOR in run("people").stdout
    done = run("decide", "expunge", target, "--yes", "--reason", "request")
    assert "backups made before still hold the data" in done.stdout
    assert CURATOR not in run("people").stdout
    assert "Tokmashova" not in run("decide", "list", "--json").stdout


def test_rebuild_backup_and_restore(run: Run, tmp_path: Path) -> None:
    before = run("cases", "--json").stdout
    assert "2 case files made anew" in run("rebuild").stdout
    assert run("cases", "--json").stdout == before
    file = str(tmp_path / "backup.gz")
    assert run("backup", file).exit_code == 0
    assert run("restore", file, "--db", str(tmp_path / "other.db")).stdout == "3 reports restored\n"
    assert run("cases", "--json", "--db", str(tmp_path / "other.db")).stdout == before


@pytest.mark.parametrize(
    ("words", "reason", "code"),
    [
        (["case", "nothing"], "no such case", 1),
        (["cases", "--db", "nowhere.db"], "there is no store", 1),
        (["cases", "--db", "mysql://x/y"], "not a kind of store", 2),
        (["deadlines", "--within", "soon"], "not a length of time", 2),
        (["case", "c", "--as-of", "yesterday"], "not a day", 2),
        (["add"], "nothing to add", 2),
        (["decide", "correct", "a#1", "date"], "a field and a value", 2),
        (["decide", "undo", "nothing"], "no such decision", 1),
        (["decide", "expunge", "c/x", "--yes", "--reason", "because"], "not a reason", 2),
        (["restore", "nothing.gz", "--db", "new.db"], "cannot be read", 1),
    ],
)
def test_what_cannot_be_done_is_told_with_a_reason(
    run: Run, words: list[str], reason: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert isinstance(done.exception, ReportedlyError)
    assert reason in str(done.exception)
    assert done.exception.exit_code == code


def test_add_reads_keeps_and_tells(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    report = Path(__file__).parents[2] / "src/reportedly/samples/04-radio-jelqanat-2024-03-15.html"
    new = str(tmp_path / "new.db")
    first = run("add", str(report), str(empty), "--json", "--db", new)
    assert first.exit_code == 1
    (line,) = [json.loads(line) for line in first.stdout.splitlines()]
    assert line["outcome"] == "added"
    assert line["cases"]
    assert "unchanged" in run("add", str(report), "--db", new).stdout
    assert "made anew" in run("rebuild", "--read-again", "--db", new).stdout

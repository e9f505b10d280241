"""Names withheld of people reported to be under 18 and of victims of sexual violence, on every page and in every export."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reporting import Report
from typer.testing import CliRunner, Result

from reportedly.cli.app import app
from reportedly.errors import UsageError
from reportedly.model.decisions import Action
from reportedly.model.text import Snapshot
from reportedly.review.casework import add, rebuild
from reportedly.review.deciding import Who, undo
from reportedly.store import open_store
from reportedly.store.casefiles import case_payloads
from reportedly.store.codec import dumps
from reportedly.store.deciding import all_decisions

NOW = datetime(2025, 1, 1, tzinfo=UTC)
Run = Callable[..., Result]


def kept(place: str, *reports: Report) -> None:
    with open_store(place) as store:
        for report in reports:
            reading = report.reading()
            add(store, reading, Snapshot(reading.article.sha256, "text/plain", reading.article.text.encode()), NOW)


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A store with a boy who is accused, and with a woman who was raped; and somebody else in each case."""
    school = Report("a", "2024-03-12")
    boy, man = school.person("Ilmar Bekturov", age=16), school.person("Danel Orzhakov", age=41)
    school.step("arrest", [boy, man], "2024-03-11", until="2024-05-11", offences=[school.offence("robbery")])
    again = Report("b", "2024-03-14", "Radio Jelqanat")
    boy = again.person("Ilmar Bekturev")
    again.step("charge", [boy, again.person("Danel Orzhakov")], "2024-03-13", offences=[again.offence("robbery")])
    crime = Report("c", "2024-04-12", place="Qyzjar")
    crime.step("arrest", [crime.person("Toren Ulvash")], "2024-04-11", offences=[crime.offence("rape")])
    crime.person("Aiza Keldibek", "victim")
    crime.sentence("A neighbour said that Keldibek had called for help.")
    where = str(tmp_path / "store.db")
    kept(where, school, again, crime)
    return where


@pytest.fixture
def run(place: str) -> Run:
    runner = CliRunner(env={"REPORTEDLY_DB": place, "COLUMNS": "100"})

    def invoke(*words: str) -> Result:
        result = runner.invoke(app, list(words))
        assert result.exit_code == 0, result.output
        return result

    return invoke


def ids(run: Run) -> list[str]:
    return [case["id"] for case in json.loads(run("cases", "--json").stdout)]


def everything(run: Run) -> str:
    pages = [run("cases"), run("cases", "--json"), run("people"), run("people", "--json"), run("deadlines"), run("deadlines", "--json")]
    pages += [run(*words) for case in ids(run) for words in (("case", case, "--full", "--ids"), ("case", case, "--json"))]
    for name in ("Bekturov", "Keldibek", "Бектуров"):
        pages += [run("person", name), run("person", name, "--json"), run("search", name), run("search", name, "--json")]
    return "\n".join(page.stdout for page in pages)


def test_fairness_7_no_page_and_no_export_names_a_minor_or_a_victim_of_sexual_violence(run: Run) -> None:
    shown = everything(run).casefold()
    assert [name for name in ("bekturov", "bekturev", "ilmar", "keldibek", "aiza") if name in shown] == []
    assert "danel orzhakov" in shown
    assert "toren ulvash" in shown


def test_fairness_7_those_whose_names_are_withheld_keep_their_place_in_the_case(run: Run) -> None:
    pages = "\n".join(run("case", case).stdout for case in ids(run))
    assert "[name withheld, under 18], 16  accused" in pages
    assert "Arrest of Danel Orzhakov and [name withheld, under 18]" in pages or "Arrest of [name withheld, under 18] and Danel Orzhakov" in pages
    assert "[name withheld, victim]  victim" in pages
    assert "Names are withheld of people reported to be under 18" in pages


def test_fairness_7_one_report_that_tells_the_age_is_enough(run: Run) -> None:
    people = [person for text in (run("case", case, "--json").stdout for case in ids(run)) for person in json.loads(text)["people"]]
    assert sorted(person["withheld"] for person in people if person["withheld"]) == [["under 18"], ["victim of sexual violence"]]


def test_fairness_7_unmasking_is_recorded_and_changes_nothing(run: Run, place: str) -> None:
    with open_store(place) as store, store.reading() as connection:
        before = [dumps(file) for file in case_payloads(connection)]
    case = next(case for case in ids(run) if "withheld, under 18]" in run("case", case).stdout)
    assert "Ilmar Bekturov" in run("case", case, "--unmask", "--by", "Gaukhar", "--reason", "check of a name").stdout
    assert "Gaukhar  unmask" in run("decide", "list").stdout
    with open_store(place) as store:
        rebuild(store)
        with store.reading() as connection:
            (record,) = all_decisions(connection)
            assert [dumps(file) for file in case_payloads(connection)] == before
        assert (record.action, record.by, record.reason) == (Action.UNMASK, "Gaukhar", "check of a name")
        assert "Bekturov" not in dumps(record)
        with pytest.raises(UsageError, match="unseen"):
            undo(store, record.id, Who("Gaukhar", NOW))


def test_fairness_7_a_person_can_be_unmasked_on_record(run: Run) -> None:
    assert "Aiza Keldibek" in run("person", "Keldibek", "--unmask", "--by", "Gaukhar").stdout
    assert run("decide", "list").stdout.count("unmask") == 1


def test_unmasking_where_nothing_is_withheld_leaves_no_record(tmp_path: Path) -> None:
    report = Report("a", "2024-03-12")
    report.step("arrest", [report.person("Danel Orzhakov", age=41)], "2024-03-11")
    kept(str(tmp_path / "other.db"), report)
    runner = CliRunner(env={"REPORTEDLY_DB": str(tmp_path / "other.db")})
    case = json.loads(runner.invoke(app, ["cases", "--json"]).stdout)[0]["id"]
    assert runner.invoke(app, ["case", case, "--unmask"]).exit_code == 0
    assert "unmask" not in runner.invoke(app, ["decide", "list"]).stdout

"""`reportedly export`: where it writes, what it refuses, and what it leaves when it fails."""

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from exporting import BOY, TODAY, case_of, filled
from icalendar import Calendar
from typer.testing import CliRunner, Result

from reportedly.cli.app import app
from reportedly.errors import StoreError, UsageError
from reportedly.export.formats import FORMATS
from reportedly.model.decisions import Action
from reportedly.store import open_store
from reportedly.store.deciding import all_decisions

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    return filled(tmp_path_factory.mktemp("store"))


@pytest.fixture
def run(place: str) -> Run:
    runner = CliRunner(env={"REPORTEDLY_DB": place})

    def invoke(*words: str) -> Result:
        return runner.invoke(app, ["export", *words])

    return invoke


@pytest.fixture
def gold(place: str) -> str:
    with open_store(place) as store:
        return case_of(store, "made")


def ended(result: Result) -> Result:
    assert result.exit_code == 0, result.output
    return result


def test_without_a_format_they_are_listed(run: Run) -> None:
    listed = ended(run()).stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(FORMATS)


def test_one_file_goes_to_standard_output(run: Run, gold: str) -> None:
    cases = [json.loads(line) for line in ended(run("jsonl", "--as-of", "2025-01-05")).stdout.splitlines()]
    assert len(cases) == 3
    assert {case["as_of"] for case in cases} == {"2025-01-05"}
    (case,) = [json.loads(line) for line in ended(run("jsonl", "--case", gold[:6])).stdout.splitlines()]
    assert case["id"] == gold


def test_cases_are_chosen(run: Run, gold: str) -> None:
    def chosen(*words: str) -> set[str]:
        return {json.loads(line)["id"] for line in ended(run("jsonl", *words)).stdout.splitlines()}

    assert len(chosen("--country", "kz")) == 2
    assert chosen("--status", "acquittal") == {gold}
    assert chosen("--since", "2024-10-01") == {gold}
    (other,) = chosen("--status", "charge")
    assert chosen("--case", gold, "--case", other, "--case", gold) == {gold, other}
    assert run("jsonl", "--country", "XX").stdout == ""


def test_a_folder_or_an_archive_holds_several_files(run: Run, tmp_path: Path) -> None:
    ended(run("csv", "-o", str(tmp_path / "tables")))
    assert (tmp_path / "tables" / "cases.csv").is_file()
    ended(run("csv", "-o", str(tmp_path / "tables.zip")))
    with ZipFile(tmp_path / "tables.zip") as archive:
        assert set(archive.namelist()) == {path.name for path in (tmp_path / "tables").iterdir()}
        assert archive.testzip() is None


def test_each_case_has_a_file_of_its_own_unless_one_is_named(run: Run, gold: str, tmp_path: Path) -> None:
    ended(run("markdown", "-o", str(tmp_path / "all")))
    assert len(list((tmp_path / "all").glob("*.md"))) == 3
    ended(run("markdown", "--case", gold, "-o", str(tmp_path / "one.md")))
    assert (tmp_path / "one.md").read_text(encoding="utf-8").startswith("# Acquittal reported")
    assert ended(run("html", "--case", gold)).stdout.startswith("<!doctype html>")


def test_an_archive_can_be_asked_for_on_standard_output(run: Run) -> None:
    with ZipFile(io.BytesIO(ended(run("parquet", "-o", "-")).stdout_bytes)) as archive:
        assert "cases.parquet" in archive.namelist()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("docx",), "not a format"),
        (("csv",), "more than one file"),
        (("html",), "more than one file"),
        (("jsonl", "--since", "soon"), "not a day"),
        (("jsonl", "--case", "c", "--country", "KZ"), "needs no filter"),
        (("jsonl", "-o", "no/such/folder/x.jsonl"), "not a file that can be written"),
        (("csv", "-o", "no/such/folder/x"), "not an empty folder"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], said: str) -> None:
    refused = run(*words).exception
    assert isinstance(refused, UsageError)
    assert said in str(refused)


def test_a_folder_that_holds_an_earlier_export_is_left_alone(run: Run, tmp_path: Path) -> None:
    ended(run("markdown", "-o", str(tmp_path / "all")))
    before = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert isinstance(run("csv", "-o", str(tmp_path / "all")).exception, UsageError)
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == before


def test_an_export_that_fails_leaves_the_earlier_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "x.jsonl"
    target.write_text("earlier", encoding="utf-8")
    assert isinstance(run("jsonl", "--case", "nosuch", "-o", str(target)).exception, StoreError)
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]
    assert target.read_text(encoding="utf-8") == "earlier"


def test_a_folder_is_there_only_once_it_is_whole(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("csv", "--case", "nosuch", "-o", str(tmp_path / "empty")).exit_code
    assert list(tmp_path.iterdir()) == [tmp_path / "empty"]
    ended(run("csv", "-o", str(tmp_path / "empty")))
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert (tmp_path / "empty" / "evidence.csv").is_file()


def test_unmasking_is_kept_on_record(run: Run, place: str) -> None:
    assert BOY not in ended(run("jsonl")).stdout
    assert BOY in ended(run("jsonl", "--unmask", "--by", "ana", "--reason", "the family asked")).stdout
    with open_store(place) as store, store.reading() as connection:
        (made,) = [one for one in all_decisions(connection) if one.action is Action.UNMASK]
    assert (made.by, made.reason) == ("ana", "the family asked")


def test_a_calendar_that_is_exported_again_has_the_same_events(run: Run) -> None:
    day = TODAY.isoformat()
    first, again = (Calendar.from_ical(ended(run("ics", "--as-of", day)).stdout_bytes).events for _ in range(2))
    assert {str(event["UID"]) for event in first} == {str(event["UID"]) for event in again}
    assert date(2025, 1, 9) in {event.start for event in again}


def test_somebody_who_watches_sees_how_far_it_is(place: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reportedly.cli", "export", "csv", "-o", str(tmp_path / "tables"), "--db", place]
    master, slave = pty.openpty()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=slave, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"}, check=True)
    os.close(slave)
    shown = os.read(master, 1 << 16).decode(errors="replace")
    os.close(master)
    assert done.stdout == b""
    assert "cases" in shown
    assert "/3" in shown

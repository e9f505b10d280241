"""The commands that follow sources and cases."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from told import Said, told
from typer.testing import CliRunner, Result

from reportedly.cli.app import app
from reportedly.errors import ReportedlyError
from reportedly.model.claims import StepType
from reportedly.review.casework import add
from reportedly.store import open_store

NOW = datetime(2025, 1, 1, tzinfo=UTC)
URL = "http://herald.example/1"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command on a store with a report that was corrected."""
    place = str(tmp_path / "store.db")
    arrest = Said(StepType.ARREST, ["Selvira Tokmashova"], date(2024, 3, 11))
    charge = Said(StepType.CHARGE, ["Selvira Tokmashova"], date(2024, 3, 12))
    with open_store(place) as store:
        add(store, *told("a", arrest, charge, url=URL), NOW)
        add(store, *told("z", arrest, url=URL, note="Correction: An earlier version of this article told of a charge."), NOW)
    runner = CliRunner(env={"REPORTEDLY_DB": place, "REPORTEDLY_ALLOW_HOSTS": "", "COLUMNS": "200"})
    return lambda *words: runner.invoke(app, list(words))


def case_of(run: Run) -> str:
    return run("cases").stdout.split()[0]


def test_sources_are_added_listed_paused_and_removed(run: Run, tmp_path: Path) -> None:
    added = run("source", "add", "http://herald.example/feed", "--kind", "feed", "--every", "2h")
    assert "added" in added.stdout
    assert "followed already" in run("source", "add", "http://herald.example/feed", "--kind", "feed").stdout
    assert "folder" in run("source", "add", str(tmp_path)).stdout
    feed, folder = json.loads(run("source", "list", "--json").stdout)
    assert (feed["every"], folder["kind"]) == (7200, "folder")
    run("source", "pause", feed["id"])
    assert "paused" in run("source", "list").stdout
    run("source", "resume", "http://herald.example/feed")
    opml = tmp_path / "sources.opml"
    run("source", "export", "-o", str(opml))
    run("source", "remove", feed["id"])
    brought = run("source", "import", str(opml))
    assert "1 added" in brought.stdout
    assert "not on the web" in brought.stderr


def test_what_became_of_a_report_is_shown_beside_the_facts(run: Run) -> None:
    assert "correction: “Correction: An earlier version" in run("case", case_of(run)).stdout
    assert json.loads(run("case", case_of(run), "--json").stdout)["notes"][0]["kind"] == "correction"
    listed = run("changes", "--diff").stdout
    assert "no longer there: “The charge of" in listed
    assert "-The charge of" in listed
    assert json.loads(run("changes", case_of(run), "--json").stdout)[0]["kind"] == "new version"


def test_alerts_are_set_up_told_and_taken_down(run: Run, tmp_path: Path) -> None:
    feed = tmp_path / "alerts.xml"
    assert "added" in run("alert", "add", "file", "--atom", str(feed)).stdout
    hook = run("alert", "add", "hook", "--webhook", "https://desk.example/hook").stdout
    assert "whsec_" in hook
    run("alert", "remove", "hook")
    assert "saved" in run("alert", "search", "gold", "gold", "--country", "kz").stdout
    assert "followed" in run("follow", case_of(run)).stdout
    setup = json.loads(run("alert", "list", "--json").stdout)
    assert ([item["name"] for item in setup["channels"]], setup["searches"][0]["country"], setup["follows"]) == (["file"], "KZ", [case_of(run)])
    assert run("alert", "send").stdout == "0 new, 0 told\n"
    assert "<feed" in feed.read_text()
    assert "no longer followed" in run("unfollow", case_of(run)).stdout
    assert run("alert", "show").stdout == ""


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["source", "add", "http://127.0.0.1:8000/feed"], "loopback"),
        (["source", "add", "file:///etc/passwd"], "not a web address"),
        (["source", "add", "nowhere.warc.gz"], "no such file"),
        (["source", "add", "http://herald.example/", "--kind", "magic"], "not a kind of source"),
        (["source", "add", "http://herald.example/", "--kind", "feed", "--every", "soon"], "not a length of time"),
        (["source", "remove", "nothing"], "no such source"),
        (["alert", "add", "x"], "one place is wanted"),
        (["alert", "add", "x", "--email", "a b"], "not an e-mail address"),
        (["alert", "add", "x", "--webhook", "file:///x"], "not a web address"),
        (["alert", "add", "x", "--webhook", "https://a.example/", "--secret", "short"], "not a secret"),
        (["alert", "search", "x", "--status", "convicted"], "not a step"),
        (["alert", "remove", "nothing"], "nothing is called so"),
        (["follow", "nothing"], "no such case"),
        (["unfollow", "nothing"], "not followed"),
        (["evidence"], "a case or a file"),
        (["evidence", "c", "-o", "x.zip"], "a file is wanted"),
        (["evidence", "--verify", "nowhere.wacz"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_reason(run: Run, words: list[str], reason: str) -> None:
    done = run(*words)
    assert done.exit_code != 0
    told_as = str(done.exception) if isinstance(done.exception, ReportedlyError) else done.stderr
    assert reason in told_as

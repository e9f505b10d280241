"""`reportedly import` and the options of `reportedly export` for FollowTheMoney, as a user meets them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from exporting import filled
from typer.testing import CliRunner, Result

from reportedly.cli.app import app

Run = Callable[..., Result]
TABLE = "No;Name;Charge;Arrested on\n1;Toren Ulvash;theft;2024-03-11\n2;;theft;\n3;Aiza Keldibek;theft;soon\n"
MAPPING = """
source: Tasbulan Court Watch
lang: en
key: No
people:
  - {column: Name, role: accused}
offences:
  - {column: Charge, kinds: {theft: theft}}
steps:
  - {type: arrest, date: Arrested on}
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    runner = CliRunner(env={"REPORTEDLY_DB": filled(tmp_path), "COLUMNS": "100"})
    (tmp_path / "cases.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    return lambda *words, stdin=None: runner.invoke(app, [str(word) for word in words], input=stdin)


def test_a_table_is_dry_first_and_every_fate_is_told(run: Run, tmp_path: Path) -> None:
    words = ("import", "table", tmp_path / "cases.csv", "--mapping", tmp_path / "mapping.yaml", "--db", tmp_path / "new.db")
    dry = run(*words)
    assert dry.exit_code == 1
    assert not (tmp_path / "new.db").exists()
    assert "nothing was written" in dry.stderr
    wet = run(*words, "--write")
    assert [line.split("  ")[0].strip() for line in wet.stdout.splitlines()] == ["taken", "refused", "refused"]
    assert "row 3: nobody is named in 'Name'" in wet.stdout
    assert "row 4: no date in 'Arrested on': 'soon'" in wet.stdout
    assert "1 taken, 2 refused" in wet.stderr
    told = [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]
    assert [one["fate"] for one in told] == ["already there", "refused", "refused"]
    assert "Tasbulan Court Watch" in run("cases", "--json", "--db", tmp_path / "new.db").stdout


@pytest.mark.parametrize("name", ["followthemoney", "jsonld"])
def test_an_earlier_export_comes_back(run: Run, tmp_path: Path, name: str) -> None:
    kept = tmp_path / "kept"
    assert run("export", name, "-o", kept).exit_code == 0
    dry = run("import", "export", kept, "--db", tmp_path / "new.db")
    assert dry.stdout.count("taken") == 3
    wet = run("import", "export", kept, "--db", tmp_path / "new.db", "--write")
    assert wet.exit_code == 0, wet.output
    assert run("cases", "--db", tmp_path / "new.db").stdout == run("cases").stdout
    assert run("import", "export", kept, "--write").stdout.count("already there") == 3


def test_a_list_is_linked_and_answered(run: Run, tmp_path: Path) -> None:
    entity = {"id": "Q1", "schema": "Person", "properties": {"name": ["Danel Orzhakov"]}}
    (tmp_path / "list.json").write_text(json.dumps(entity), encoding="utf-8")
    words = ("import", "entities", tmp_path / "list.json", "--list", "sanctions")
    assert "nothing was written" in run(*words).stderr
    assert "no links" in run("import", "links").stderr
    assert "people: 1" in run(*words, "--write").stdout
    (link,) = json.loads(run("import", "links", "--json").stdout)
    assert (link["name"], link["state"], link["known"]["list"]) == ("Danel Orzhakov", "open", "sanctions")
    shown = run("import", "links").stdout
    assert "may be Danel Orzhakov of sanctions (Q1)" in shown
    assert "for: the names are the same" in shown
    assert run("import", "reject", link["id"], "--by", "ana", "--reason", "another patronymic").exit_code == 0
    assert "no links" in run("import", "links").stderr
    assert "rejected" in run("import", "links", "--all").stdout
    assert "accepted" in run("import", "accept", link["id"], "--by", "ben").stdout


def test_topics_are_asked_about_and_told(run: Run) -> None:
    plain = run("export", "followthemoney")
    assert '"topics"' not in plain.stdout
    refused = run("export", "followthemoney", "--topics", stdin="n\n")
    assert refused.exit_code == 1
    assert "can lose an account, a job" in refused.stderr
    assert "Person" not in refused.stdout
    marked = run("export", "followthemoney", "--topics", "--yes")
    assert '"topics": ["poi"]' in marked.stdout
    assert "treat these as risks" in marked.stderr


def test_what_cannot_be_brought_in(run: Run, tmp_path: Path) -> None:
    for words in (
        ("import", "export", tmp_path / "none"),
        ("import", "entities", tmp_path / "none", "--list", "x"),
        ("import", "table", tmp_path / "none", "--mapping", tmp_path / "mapping.yaml"),
        ("import", "table", tmp_path / "cases.csv", "--mapping", tmp_path / "none"),
        ("export", "csv", "--topics", "--yes"),
        ("import", "accept", "ffff"),
    ):
        done = run(*words)
        assert done.exit_code != 0
        assert done.exception is not None
        assert not isinstance(done.exception, (AttributeError, KeyError, TypeError))

"""`reportedly read` on real files: the samples, broken inputs, batches, and the seed report where it is at hand."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.app import app

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "src" / "reportedly" / "samples"
SEED = ROOT.parent / "shared" / "seed" / "moscow-times-2025-04-23.txt"
LISTS = ("people", "groups", "organisations", "places", "offences", "steps", "accusations", "statements", "sources")


def invoke(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["read", *map(str, words)], input=stdin, env={"COLUMNS": "80", "TERM": "dumb"})


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All samples, read in one go, by the two digits that their names begin with."""
    folder = tmp_path_factory.mktemp("samples")
    for path in SAMPLES.iterdir():
        if path.suffix in {".txt", ".html"}:
            (folder / path.name).write_bytes(path.read_bytes())
    result = invoke(folder, "--json")
    assert result.exit_code == 0, result.stderr
    names = sorted(path.name[:2] for path in folder.iterdir())
    return dict(zip(names, map(json.loads, result.stdout.splitlines()), strict=True))


def accused(reading: Any) -> set[str]:
    return {person["name"] for person in reading["people"] if person["role"] == "accused"}


def steps(reading: Any, name: str, standing: str = "reported") -> set[str]:
    ids = {person["id"] for person in reading["people"] if name in person["name"]}
    return {step["type"] for step in reading["steps"] if ids & set(step["who"]) and step["standing"] == standing}


def test_every_fact_of_every_sample_has_its_sentence(samples: dict[str, Any]) -> None:
    for reading in samples.values():
        text = reading["article"]["text"]
        for item in (item for key in LISTS for item in reading[key]):
            assert item["evidence"], item
            assert all(text[piece["start"] : piece["end"]] == piece["sentence"] for piece in item["evidence"])


def test_ids_point_to_what_is_there(samples: dict[str, Any]) -> None:
    for reading in samples.values():
        known = {item["id"] for key in (*LISTS, "voices") for item in reading[key]}
        for step in reading["steps"]:
            assert {*step["who"], *step["offences"], *step["attribution"], *filter(None, (step["by"], step["place"]))} <= known
        for statement in reading["statements"]:
            assert set(filter(None, (statement["speaker"], statement["via"]))) <= known


def test_the_acquittal_of_the_driver_and_the_sentence_of_the_curator_stay_apart(samples: dict[str, Any]) -> None:
    verdict = samples["07"]
    assert "acquittal" in steps(verdict, "Orzhakov")
    assert not steps(verdict, "Orzhakov") & {"conviction", "sentence"}
    assert steps(verdict, "Tokmashova") >= {"conviction", "sentence"}
    assert "acquittal" not in steps(verdict, "Tokmashova")


def test_a_term_asked_for_is_no_sentence(samples: dict[str, Any]) -> None:
    terms = {step["term"] for step in samples["07"]["steps"] if step["type"] == "sentence" and step["standing"] == "reported"}
    assert terms == {"P4Y"}


def test_the_detention_is_told_with_its_end(samples: dict[str, Any]) -> None:
    ends = {step["until"]["latest"] for step in samples["04"]["steps"] if step["type"] == "pretrial_detention" and step["until"]}
    assert ends == {"2024-05-14"}


@pytest.mark.parametrize("number", ["04", "06", "07"])
def test_the_lawyer_is_never_accused(samples: dict[str, Any], number: str) -> None:
    assert not any("Kestebek" in name for name in accused(samples[number]))


def test_nobody_is_accused_where_there_is_no_case(samples: dict[str, Any]) -> None:
    assert not accused(samples["08"])
    assert not samples["08"]["steps"]


def test_a_charge_said_not_to_be_brought_is_not_reported(samples: dict[str, Any]) -> None:
    reading = samples["04"]
    theft = {offence["id"] for offence in reading["offences"] if offence["text"] == "theft"}
    assert not [step for step in reading["steps"] if step["standing"] == "reported" and theft & set(step["offences"])]


def test_one_input_is_one_indented_object() -> None:
    result = invoke(SAMPLES / "04-radio-jelqanat-2024-03-15.html", "--json")
    assert result.stdout.startswith('{\n  "format": "reportedly/1",')
    assert json.loads(result.stdout)["article"]["outlet"] == "Radio Jelqanat"


def test_standard_input_and_what_is_given() -> None:
    words = ("-", "--json", "--published", "2024-03-13", "--outlet", "Some Paper", "--url", "https://some-paper.example/1", "--lang", "en")
    article = json.loads(invoke(*words, stdin=b"Police arrested Danel Orzhakov on Monday on suspicion of smuggling gold, the ministry said.").stdout)[
        "article"
    ]
    assert (article["published"], article["outlet"], article["url"], article["lang"]) == (
        "2024-03-13",
        "Some Paper",
        "https://some-paper.example/1",
        "en",
    )


def test_json_lines_keep_their_ids(tmp_path: Path) -> None:
    lines = [{"id": f"r{number}", "text": f"Police arrested Danel Orzhakov on Monday. It was arrest number {number}."} for number in range(3)]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    result = invoke("--jsonl", tmp_path / "in.jsonl", "--json")
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["r0", "r1", "r2"]


def test_a_bad_input_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    good = SAMPLES / "08-tasbulan-herald-2024-04-22.html"
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "rubbish.bin").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Cat")
    result = invoke(tmp_path / "absent.txt", tmp_path, good, "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    complaints = result.stderr.splitlines()
    assert len(complaints) == 4
    assert all(name in result.stderr for name in ("absent.txt", "empty.txt", "rubbish.bin", "cut.pdf"))
    assert all(line.startswith("reportedly: ") for line in complaints)


def test_reading_twice_gives_the_same(samples: dict[str, Any]) -> None:
    again = json.loads(invoke(SAMPLES / "07-lantern-post-2024-10-21.html", "--json").stdout)
    assert again == samples["07"]


def test_for_people_it_is_plain_and_fits_80_columns() -> None:
    result = invoke(SAMPLES / "07-lantern-post-2024-10-21.html", SAMPLES / "08-tasbulan-herald-2024-04-22.html")
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert result.stdout.count("not a finding of fact.") == 2


@pytest.mark.skipif(not SEED.exists(), reason="the seed report is not at hand")
def test_the_seed_report_reads_as_a_careful_reader_would() -> None:
    text = " ".join(invoke(SEED).stdout.replace("│", " ").split())
    assert "As reported by The Moscow Times, 23 April 2025; not a finding of fact." in text
    assert "until 17 June 2025" in text
    assert "The Moscow Times <- Interfax <- Rossotrudnichestvo" in text
    reading = json.loads(invoke(SEED, "--json").stdout)
    told = (SEED.parent / "expected.md").read_text(encoding="utf-8")
    named = told.partition("Accused, named")[2].partition("Accused, unnamed")[0]
    names = {name.split()[-1] for name in accused(reading)}
    assert len(names) == 2
    assert all(name in named for name in names)
    assert not any("sentence" in steps(reading, name) for name in names)


def test_progress_is_shown_to_who_watches_and_stays_out_of_the_results(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"r{number}", "text": "Police arrested Danel Orzhakov on Monday, the ministry said."}) for number in range(3)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    mine, theirs = pty.openpty()
    with (tmp_path / "out.jsonl").open("wb") as out:
        words = [sys.executable, "-m", "reportedly.cli", "read", "--jsonl", str(tmp_path / "in.jsonl"), "--json"]
        subprocess.run(words, stdout=out, stderr=theirs, check=True, env=os.environ | {"TERM": "xterm"})
    os.close(theirs)
    assert b"reports read" in os.read(mine, 65536)
    os.close(mine)
    written = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["article"]["id"] for line in written] == ["r0", "r1", "r2"]

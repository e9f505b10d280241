"""Evidence: the bytes that are handed out are those that came in, and whoever changes one of them is found out."""

import gzip
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from told import Said, told
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from reportedly.cli.app import app
from reportedly.errors import StoreError
from reportedly.export.evidence_check import check_evidence
from reportedly.export.wacz import wacz
from reportedly.export.warc_file import write_warc
from reportedly.model.claims import StepType
from reportedly.model.evidence import Evidence
from reportedly.model.fetching import Exchange
from reportedly.review.casework import add
from reportedly.review.deciding import Who
from reportedly.review.evidence import evidence_of
from reportedly.review.expunging import expunge
from reportedly.store import Store, open_store
from reportedly.store.deciding import all_decisions
from reportedly.store.fetching import keep_exchange

NOW = datetime(2025, 1, 1, tzinfo=UTC)
TODAY = date(2025, 1, 2)
CURATOR, DRIVER = "Selvira Tokmashova", "Danel Orzhakov"
URL = "http://herald.example/2024/gold?page=1"


def filled(store: Store) -> str:
    arrest = Said(StepType.ARREST, [CURATOR, DRIVER], date(2024, 3, 11))
    reading, snapshot = told("a", arrest, url=URL)
    added = add(store, reading, snapshot, NOW)
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Content-Length", "17"), ("ETag", '"é"'))
    with store.writing() as connection:
        keep_exchange(connection, "a", snapshot.sha256, Exchange(URL, URL, NOW, 200, "OK", (("Host", "herald.example"),), headers, "192.0.2.1"))
    add(store, *told("b", arrest, note="Told again.", outlet="Radio Jelqanat"), NOW)
    return added.cases[0]


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    with open_store(str(tmp_path / "store.db")) as store:
        return evidence_of(store, filled(store), TODAY)


def written(evidence: Evidence, folder: Path, kind: str) -> Path:
    path = folder / f"evidence.{kind}"
    with path.open("wb") as file:
        if kind == "wacz":
            file.write(wacz(evidence))
        else:
            write_warc(evidence, file)
    return path


def test_other_programs_read_the_bytes_as_they_came_in(evidence: Evidence, tmp_path: Path) -> None:
    with written(evidence, tmp_path, "warc.gz").open("rb") as file:
        found = [
            (record.rec_type, record.content_stream().read(), record.digest_checker.passed) for record in ArchiveIterator(file, check_digests=True)
        ]
    assert [kind for kind, _, _ in found] == ["warcinfo", "metadata", "request", "response", "resource"]
    assert [content for kind, content, _ in found if kind in {"response", "resource"}] == [page.content for page in evidence.pages]
    assert [(kind, passed) for kind, _, passed in found if passed is False] == []


@pytest.mark.parametrize("kind", ["warc.gz", "wacz"])
def test_what_was_written_checks_and_is_the_same_each_time(kind: str, evidence: Evidence, tmp_path: Path) -> None:
    path = written(evidence, tmp_path, kind)
    checked = check_evidence(path)
    assert (checked.faults, checked.reports) == ((), 2)
    before = path.read_bytes()
    assert written(evidence, tmp_path, kind).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"is told", b"is tolD"),
        (b"text/html", b"text/htmL"),
        (b'"report": "a"', b'"report": "z"'),
        (b"WARC-Payload-Digest: sha256:", b"WARC-Payload-Digest: sha256:A"),
    ],
    ids=["a word of a page", "a header", "the list of reports", "a digest"],
)
def test_a_changed_archive_is_found_out(old: bytes, new: bytes, evidence: Evidence, tmp_path: Path) -> None:
    path = written(evidence, tmp_path, "warc.gz")
    inside = gzip.decompress(path.read_bytes())
    assert old in inside
    path.write_bytes(inside)
    assert check_evidence(path).faults == ()
    path.write_bytes(inside.replace(old, new))
    assert check_evidence(path).faults


def test_a_page_taken_out_is_found_out(evidence: Evidence, tmp_path: Path) -> None:
    path = written(evidence, tmp_path, "warc.gz")
    inside = gzip.decompress(path.read_bytes())
    path.write_bytes(inside[: inside.rindex(b"WARC/1.1")])
    assert any("not with these bytes" in fault for fault in check_evidence(path).faults)


@pytest.mark.parametrize("name", ["archive/data.warc.gz", "indexes/index.cdxj", "pages/pages.jsonl", "datapackage.json", "datapackage-digest.json"])
@pytest.mark.parametrize("way", ["change", "remove"])
def test_a_changed_package_is_found_out(name: str, way: str, evidence: Evidence, tmp_path: Path) -> None:
    path = written(evidence, tmp_path, "wacz")
    with zipfile.ZipFile(path) as file:
        parts = {info.filename: file.read(info) for info in file.infolist()}
    if way == "remove":
        del parts[name]
    else:
        parts[name] = parts[name][:-20] + parts[name][-20:].swapcase() + b" "
    with zipfile.ZipFile(path, "w") as file:
        for key, content in parts.items():
            file.writestr(key, content)
    assert check_evidence(path).faults


def test_the_package_has_what_players_need(evidence: Evidence, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(evidence, tmp_path, "wacz")) as file:
        package = json.loads(file.read("datapackage.json"))
        pages = [json.loads(line) for line in file.read("pages/pages.jsonl").decode().splitlines()]
        index = file.read("indexes/index.cdxj").decode().splitlines()
        archive = file.read("archive/data.warc.gz")
        assert {info.compress_type for info in file.infolist()} == {zipfile.ZIP_STORED}
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    assert pages[0]["format"] == "json-pages-1.0"
    assert pages[1]["url"] == URL
    line = next(line for line in index if line.startswith("example,herald)/2024/gold?page=1 20250101000000 "))
    about = json.loads(line.split(" ", 2)[2])
    piece = archive[int(about["offset"]) : int(about["offset"]) + int(about["length"])]
    record = next(iter(ArchiveIterator(io.BytesIO(piece))))
    assert record.content_stream().read() == evidence.pages[0].content


def test_bytes_that_do_not_fit_their_digest_are_not_handed_out(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        case = filled(store)
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE snapshots SET content = x'00'")
        with pytest.raises(StoreError, match="do not fit"):
            evidence_of(store, case, TODAY)


def test_withheld_names_are_handed_out_only_on_record(store: Store) -> None:
    reading, snapshot = told("a", Said(StepType.ARREST, [CURATOR, DRIVER], date(2024, 3, 11)))
    young = replace(reading, people=(replace(reading.people[0], age=15), *reading.people[1:]))
    case = add(store, young, snapshot, NOW).cases[0]
    with pytest.raises(StoreError, match="withheld"):
        evidence_of(store, case, TODAY)
    assert evidence_of(store, case, TODAY, Who("ana", NOW, "for the court")).pages
    with store.reading() as connection:
        assert [(made.action.value, made.by) for made in all_decisions(connection)] == [("unmask", "ana")]


def test_an_expunged_person_is_in_no_evidence(store: Store, tmp_path: Path) -> None:
    case = filled(store)
    expunge(store, f"{case}/{CURATOR}", Who("ana", NOW, "request"))
    with store.reading() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM exchanges").scalar_one()
    assert left == 0
    with store.reading() as connection:
        (now,) = connection.exec_driver_sql("SELECT id FROM cases").scalars()
    found = evidence_of(store, str(now), TODAY)
    assert [page.covered for page in found.pages] == [True, True]
    path = written(found, tmp_path, "warc.gz")
    assert b"Tokmashova" not in gzip.decompress(path.read_bytes())
    assert check_evidence(path).faults == ()


def test_the_command_writes_and_checks(tmp_path: Path) -> None:
    place = str(tmp_path / "store.db")
    with open_store(place) as store:
        case = filled(store)
    run = CliRunner(env={"REPORTEDLY_DB": place})
    for name in ("e.warc.gz", "e.wacz"):
        done = run.invoke(app, ["evidence", case, "-o", str(tmp_path / name)])
        assert (done.exit_code, "every digest fits" in done.stdout) == (0, True), done.output
    assert json.loads(run.invoke(app, ["evidence", "--verify", str(tmp_path / "e.wacz"), "--json"]).stdout)["faults"] == []
    (tmp_path / "e.wacz").write_bytes((tmp_path / "e.wacz").read_bytes().replace(b"is told", b"is tolD"))
    bad = run.invoke(app, ["evidence", "--verify", str(tmp_path / "e.wacz")])
    assert bad.exit_code == 1

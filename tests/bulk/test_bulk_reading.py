"""What comes of reading archives in bulk, and how a run begins, goes on and refuses to."""

import gzip
import json
import threading
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import archiving
import bombs
import duckdb
import pytest

from reportedly.bulk.running import Progress, run
from reportedly.bulk.settings import BulkSettings, Skipped
from reportedly.bulk.work import Done, Task, read_piece
from reportedly.collect.archive_files import files_of
from reportedly.collect.pieces import Piece, cut
from reportedly.errors import UsageError
from reportedly.export.bulk_output import Manifest, open_output, reports_in, texts_in
from reportedly.export.folder import Folder
from reportedly.pipeline import read


def here(pieces: Sequence[Piece], settings: BulkSettings) -> Iterator[Done]:
    """The engine that reads in this very process, the last piece first."""
    for piece in reversed(pieces):
        yield read_piece(Task(piece, settings), lambda _: None)


def bulk(inputs: Sequence[Path | str], out: Path | str, settings: BulkSettings | None = None) -> Manifest:
    """A run in this process."""
    told: list[Progress] = []
    manifest = run([str(place) for place in inputs], str(out), settings or BulkSettings(piece=3_000), here, told.append)
    assert all(before.weight <= after.weight for before, after in pairwise(told))
    return manifest


def failures(out: Path) -> dict[str, str]:
    """What was set aside, by the end of its record."""
    rows = duckdb.read_parquet(f"{out}/failures/*.parquet").project("record, what").fetchall()
    return {record.rpartition("/")[2]: what for record, what in rows}


def test_case_reports_are_kept_and_the_rest_is_dropped(tmp_path: Path) -> None:
    file = archiving.warc(tmp_path / "a.warc.gz", archiving.mixed_pages(12))
    manifest = bulk([file], tmp_path / "out")
    assert (manifest.counts.kept, manifest.counts.cases, manifest.counts.skipped, manifest.counts.failed) == (4, 4, 8, 0)
    assert manifest.counts.passed == 13
    folder, again = open_output(str(tmp_path / "out"))
    assert again == manifest
    found = [report for shard in manifest.shards for report in reports_in(folder, shard)]
    assert [report.reading.article.url for report in found] == [f"https://www.herald.example/{number}" for number in (0, 3, 6, 9)]
    assert all(report.reading == read(report.reading.article) for report in found)
    assert found[0].snapshot.content == archiving.case_page(0)
    assert found[0].exchange is not None
    assert found[0].exchange.at.isoformat() == "2024-10-21T10:00:00+00:00"
    claims = duckdb.read_parquet(f"{tmp_path}/out/claims/*.parquet")
    detained = claims.filter("type = 'pretrial_detention' and standing = 'reported'").project("names").fetchall()
    assert (["Danel Orzhakov"],) in detained


def test_what_triage_leaves_out_is_stored_as_text_if_it_is_wanted(tmp_path: Path) -> None:
    file = archiving.warc(tmp_path / "a.warc.gz", archiving.mixed_pages(6))
    settings = BulkSettings(skipped=Skipped.STORE, piece=3_000, outlet="The Herald")
    manifest = bulk([file], tmp_path / "out", settings)
    folder, _ = open_output(str(tmp_path / "out"))
    texts = [text.article for shard in manifest.shards for text in texts_in(folder, shard)]
    assert [text.headline for text in texts] == [f"Museum opens hall {number}" for number in (1, 2, 4, 5)]
    assert all("garden with its old apple trees" in text.text and text.outlet == "The Herald" for text in texts)
    stored = duckdb.read_parquet(f"{tmp_path}/out/articles/*.parquet").filter("outcome = 'stored'")
    assert stored.project('"case", report, url').fetchall()[0] == (None, None, "https://www.herald.example/1")


def test_every_kind_of_input_gives_the_same_reports(tmp_path: Path) -> None:
    texts = [{"id": str(number), "text": archiving.report(number), "lang": "en"} for number in range(6)]
    lines, table = archiving.lines(tmp_path / "a.jsonl", texts), archiving.table(tmp_path / "b.parquet", texts)
    packed = tmp_path / "c.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.read_bytes()))
    (tmp_path / "folder").mkdir()
    for text in texts:
        (tmp_path / "folder" / f"{text['id']}.txt").write_text(text["text"], encoding="utf-8")
    bodies = []
    for place in (lines, table, packed, tmp_path / "folder"):
        manifest = bulk([place], tmp_path / f"out-{place.name}", BulkSettings(piece=900))
        folder = Folder(str(tmp_path / f"out-{place.name}"))
        bodies.append([report.reading.article.text for shard in manifest.shards for report in reports_in(folder, shard)])
    assert bodies == [[text["text"] for text in texts]] * 4


def test_hostile_and_broken_records_are_set_aside_with_the_reason(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    tells = "A court arrested and jailed the accused. "
    (folder / "a.html").write_text("<html><body>" + "<div>" * 2_000 + f"<p>{tells * 20}</p>", encoding="utf-8")
    (folder / "b.txt.gz").write_bytes(gzip.compress(b"\0" * 60_000_000))
    (folder / "c.pdf").write_bytes(bombs.bomb(20_000_000))
    (folder / "d.txt").write_bytes(b"")
    (folder / "e.docx").write_bytes(b"PK\x03\x04")
    (folder / "f.txt").write_text(archiving.report(1), encoding="utf-8")
    (folder / "g.warc.gz").write_bytes(b"\x1f\x8b\x08 nothing")
    (folder / "h.jsonl").write_text('{"text": 5}\n{"text": "' + archiving.report(2).replace("\n", "\\n") + '"}\n', encoding="utf-8")
    manifest = bulk([folder], tmp_path / "out", BulkSettings())
    told = failures(tmp_path / "out")
    assert manifest.counts.kept == 2
    assert manifest.counts.failed == len(told) == 7
    assert "parts inside parts" in told["a.html"]
    assert "larger than" in told["b.txt.gz"]
    assert "empty file" in told["d.txt"]
    assert "ZIP" in told["e.docx"]
    assert "broken record" in told["g.warc.gz@0"]
    assert "no text" in told["h.jsonl@0"]


def test_records_to_avoid_are_set_aside_and_what_follows_a_break_is_told(tmp_path: Path) -> None:
    file = archiving.lines(tmp_path / "a.jsonl", ({"text": archiving.report(number), "lang": "en"} for number in range(4)))
    (piece,) = cut(files_of(str(file)), 10**9, {})
    told: list[str] = []
    first = read_piece(Task(piece, BulkSettings()), told.append)
    records = [record for record in told if record]
    done = read_piece(Task(piece, BulkSettings(), {records[1]: "it killed the reader"}, (records[2], "the disk broke")), told.append)
    assert first.counts.kept == 4
    assert (done.counts.kept, done.counts.failed) == (2, 2)


def test_a_run_goes_on_where_it_stopped_and_gives_the_same_bytes(tmp_path: Path) -> None:
    file = archiving.warc(tmp_path / "a.warc.gz", archiving.mixed_pages(16))
    bulk([file], tmp_path / "whole", BulkSettings(piece=1_000))

    def stopping(pieces: Sequence[Piece], settings: BulkSettings) -> Iterator[Done]:
        for number, done in enumerate(here(pieces, settings)):
            if number == 2:
                raise KeyboardInterrupt
            yield done

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            run([str(file)], str(tmp_path / "out"), BulkSettings(piece=1_000), stopping, lambda _: None)
        # As if it had been killed while it wrote.
        (tmp_path / "out" / "articles" / "000000.parquet.part").write_bytes(b"half")
    told: list[Progress] = []
    run([str(file)], str(tmp_path / "out"), BulkSettings(piece=1_000), here, told.append)
    assert told[0].pieces == 4
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def contents(folder: Path) -> dict[str, bytes]:
    """All finished files in a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".part")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_finished_run_is_not_read_again(tmp_path: Path) -> None:
    file = archiving.warc(tmp_path / "a.warc.gz", archiving.mixed_pages(3))
    manifest = bulk([file], tmp_path / "out")

    def nobody(pieces: Sequence[Piece], settings: BulkSettings) -> Iterator[Done]:
        raise AssertionError((pieces, settings))

    assert run([str(file)], str(tmp_path / "out"), BulkSettings(piece=3_000), nobody, lambda _: None) == manifest
    assert not (tmp_path / "out" / "pieces").exists()


def test_another_run_in_the_same_folder_is_refused_with_what_differs(tmp_path: Path) -> None:
    file = archiving.warc(tmp_path / "a.warc.gz", archiving.mixed_pages(3))
    bulk([file], tmp_path / "out")
    with pytest.raises(UsageError, match="with other options"):
        bulk([file], tmp_path / "out", BulkSettings(skipped=Skipped.STORE, piece=3_000))
    archiving.warc(file, archiving.mixed_pages(5))
    with pytest.raises(UsageError, match="with other inputs"):
        bulk([file], tmp_path / "out")
    plan = json.loads((tmp_path / "out" / "plan.json").read_text())
    (tmp_path / "out" / "plan.json").write_text(json.dumps({**plan, "reportedly": "0.0.1"}))
    with pytest.raises(UsageError, match="with another version"):
        bulk([file], tmp_path / "out")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="other files in it"):
        bulk([file], tmp_path / "other")
    with pytest.raises(UsageError, match="named twice"):
        bulk([tmp_path, file], tmp_path / "out2")


def test_two_runs_never_write_to_one_folder_at_once(tmp_path: Path) -> None:
    folder, begun, end = Folder(str(tmp_path / "out")), threading.Event(), threading.Event()

    def hold() -> None:
        with folder.locked():
            begun.set()
            end.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(30)
    file = archiving.warc(tmp_path / "a.warc.gz", archiving.mixed_pages(1))
    with pytest.raises(UsageError, match="another process writes to it"):
        bulk([file], tmp_path / "out")
    end.set()
    holder.join()


def test_other_file_systems_are_read_and_written(tmp_path: Path) -> None:
    import fsspec

    archive = archiving.warc(tmp_path / "a.warc.gz", archiving.mixed_pages(6)).read_bytes()
    with fsspec.open("memory://crawl/a.warc.gz", "wb") as stream:
        stream.write(archive)
    manifest = bulk(["memory://crawl"], "memory://read/out")
    assert manifest.counts.kept == 2
    folder, again = open_output("memory://read/out")
    assert again == manifest
    assert len([report for shard in again.shards for report in reports_in(folder, shard)]) == 2


def test_columns_of_tables_are_called_as_they_are(tmp_path: Path) -> None:
    rows = [{"body": archiving.report(1), "title": "Court detains suspect", "source": "The Herald", "language": "en"}]
    file = archiving.table(tmp_path / "a.parquet", rows)
    columns = (("headline", "title"), ("lang", "language"), ("outlet", "source"), ("text", "body"))
    manifest = bulk([file], tmp_path / "out", BulkSettings(columns=columns))
    (report,) = reports_in(Folder(str(tmp_path / "out")), manifest.shards[0])
    article = report.reading.article
    assert (article.headline, article.outlet, article.lang) == ("Court detains suspect", "The Herald", "en")

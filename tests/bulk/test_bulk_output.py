"""What reading in bulk writes: nothing is lost on the way through the tables, and broken files are told."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import made
import pytest

from reportedly.errors import InputError, UsageError
from reportedly.export.bulk_output import MANIFEST, Counts, InputNote, Manifest, Shard, ShardFile, as_json, open_output, reports_in, texts_in
from reportedly.export.folder import Folder
from reportedly.export.shard_rows import article_row, claim_rows, failure_row, page_row, stored_row
from reportedly.export.shards import ARTICLES, CLAIMS, FAILURES, PAGES, ShardTable, TableBuffer
from reportedly.model.archives import ArchivedReport, Failure, StoredText
from reportedly.model.fetching import Exchange
from reportedly.model.text import Snapshot

CONTENT = b"<p>The bytes of the page \xff\x00</p>"
EXCHANGE = Exchange("https://a.example/1", "https://a.example/1", datetime(2024, 10, 21, tzinfo=UTC), 200, "OK", (), (("Server", "x"),), "")


def reports() -> list[ArchivedReport]:
    """Two reports, one of them without an exchange."""
    reading = made.reading()
    second = replace(reading, article=replace(reading.article, headline_span=None, published_at=datetime(2024, 10, 21, 8, tzinfo=UTC)))
    snapshot = Snapshot(hashlib.sha256(CONTENT).hexdigest(), "text/html", CONTENT)
    return [ArchivedReport("a.warc@0", reading, snapshot, EXCHANGE), ArchivedReport("a.warc@70", second, snapshot)]


STORED = StoredText("a.warc@90", replace(made.reading().article, id="weather", url=None))


def table_bytes(table: ShardTable, rows: list[tuple[object, ...]]) -> bytes:
    """Rows as a file."""
    buffer = TableBuffer(table)
    for row in rows:
        buffer.add(row)
    return buffer.finished()


def written(place: str) -> Shard:
    """A folder with one shard, and its manifest."""
    folder, both = Folder(place), reports()
    tables: list[tuple[ShardTable, list[tuple[object, ...]]]] = [
        (ARTICLES, [article_row(both[0]), stored_row(STORED), article_row(both[1])]),
        (CLAIMS, [row for report in both for row in claim_rows(report)]),
        (PAGES, [page_row(report) for report in both]),
        (FAILURES, [failure_row(Failure("a.warc@5", None, "an empty file"))]),
    ]
    files = []
    for table, rows in tables:
        content, name = table_bytes(table, rows), f"{table.name}/000000.parquet"
        assert content == table_bytes(table, rows)
        folder.write(name, content)
        files.append(ShardFile(table.name, name, len(rows), len(content), hashlib.sha256(content).hexdigest()))
    shard = Shard(0, (0, 1), 0, 100, Counts(2, 1, 1, 0, 2), tuple(files), 0, None)
    manifest = Manifest("0.1.0", "ab" * 32, {"skipped": "store"}, (InputNote("a.warc", "warc", 100, "x"),), shard.counts, (shard,))
    folder.write(MANIFEST, as_json(manifest))
    return shard


@pytest.mark.parametrize("scheme", ["", "file://", "memory://"])
def test_reports_come_back_as_they_were_read(tmp_path: Path, scheme: str) -> None:
    place = f"{scheme}{tmp_path}/out"
    shard = written(place)
    folder, manifest = open_output(place)
    assert manifest.shards == (shard,)
    assert manifest.counts.records == 4
    assert list(reports_in(folder, shard)) == reports()
    assert list(texts_in(folder, shard)) == [STORED]
    assert folder.names("articles") == ["articles/000000.parquet"]


def test_a_researcher_finds_what_is_told_of_whom(tmp_path: Path) -> None:
    written(str(tmp_path))
    claims = duckdb.read_parquet(f"{tmp_path}/claims/*.parquet")
    steps = claims.filter("kind = 'step'").project("type, standing, names, others, told_by, date_from, until_to")
    rows = {row[0]: row for row in steps.fetchall()}
    acquittal, detention = rows["acquittal"], rows["pretrial_detention"]
    assert acquittal[2] == ["Danel Orzhakov"]
    assert str(acquittal[5]) == "2024-10-18"
    assert detention[2:5] == (["Selvira Tokmashova"], ["two unidentified men"], ["Radio Jelqanat", "Mirlan Kestebek"])
    assert str(detention[6]) == "2024-12-17"
    quote = claims.filter("kind = 'quote'").project("names, quote").limit(1).fetchall()
    assert quote == [(["Mirlan Kestebek"], "She denies everything")]
    read = duckdb.read_parquet(f"{tmp_path}/articles/*.parquet").filter("outcome = 'read'")
    report = read.project("report").limit(1).fetchall()[0][0]
    assert json.loads(report)["format"] == "reportedly/1"


def test_what_is_not_as_it_was_written_is_told(tmp_path: Path) -> None:
    shard = written(str(tmp_path))
    folder = Folder(str(tmp_path))
    folder.write("pages/000000.parquet", b"PAR1 of another file")
    with pytest.raises(InputError, match="its digest is another"):
        list(reports_in(folder, shard))
    folder.remove("articles/000000.parquet")
    with pytest.raises(InputError, match="cannot be read"):
        list(texts_in(folder, shard))
    folder.write(MANIFEST, b"{}")
    with pytest.raises(InputError, match="not a manifest"):
        open_output(str(tmp_path))


def test_a_folder_that_is_not_finished_is_told_from_any_other(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a folder that reportedly bulk wrote"):
        open_output(str(tmp_path))
    Folder(str(tmp_path)).write("plan.json", b"{}")
    with pytest.raises(UsageError, match="reading is not finished"):
        open_output(str(tmp_path))


def test_an_address_that_nothing_opens_is_told() -> None:
    with pytest.raises(UsageError, match="cannot open such an address"):
        Folder("nosuchscheme://bucket/out")


def test_the_reference_tells_every_column() -> None:
    told = (Path(__file__).parents[2] / "docs" / "reference" / "bulk-output.md").read_text(encoding="utf-8")
    for table in (ARTICLES, CLAIMS, PAGES, FAILURES):
        section = told.partition(f"## `{table.name}`")[2].partition("\n## ")[0]
        assert table.what in section
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == [name for name, _, _ in table.columns]

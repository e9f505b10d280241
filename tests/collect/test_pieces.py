"""Large inputs in pieces: every record belongs to exactly one piece, however they are cut and whatever stands in them."""

import gzip
import random
import zipfile
from datetime import date
from pathlib import Path

import archiving
import pytest

from reportedly.collect.archive_files import files_of
from reportedly.collect.given import Overrides
from reportedly.collect.pieces import cut, misread, piece_size, records_of
from reportedly.collect.raw import RawReport, Trail, collect_raw
from reportedly.errors import UsageError
from reportedly.model.archives import Failure

Item = RawReport | Failure


def read(place: Path | str, size: int, columns: dict[str, str] | None = None, *, seed: int = 0) -> list[Item]:
    """All records of an input, its pieces read in any order and mended as a run does."""
    pieces = cut(files_of(str(place)), size, columns or {})
    trails: dict[int, Trail] = {}
    found: dict[int, list[Item]] = {}
    waiting = list(pieces)
    while waiting:
        random.Random(seed).shuffle(waiting)  # noqa: S311 (an order, no secret)
        for piece in waiting:
            trail = trails[piece.number] = Trail()
            found[piece.number] = list(records_of(piece, trail, columns or {}))
        waiting = misread(pieces, trails)
    return [item for number in sorted(found) for item in found[number]]


def contents(items: list[Item]) -> list[bytes]:
    """The bytes of the reports among them."""
    return [item.content for item in items if isinstance(item, RawReport)]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("size", [97, 700, 5_000, 10**9])
def test_an_archive_gives_the_same_pages_however_it_is_cut(tmp_path: Path, size: int, packed: bool) -> None:
    pages = archiving.mixed_pages(12)
    file = archiving.warc(tmp_path / ("a.warc.gz" if packed else "a.warc"), pages, packed=packed)
    items = read(file, size)
    assert contents(items) == [content for _, content in pages]
    assert [item.url for item in items if isinstance(item, RawReport)] == [url for url, _ in pages]
    assert len({item.record for item in items}) == len(items)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_inside_a_page_is_not_taken_for_records(tmp_path: Path, packed: bool) -> None:
    inner = archiving.warc(tmp_path / "inner.warc", [("https://forged.example/1", archiving.case_page(1))] * 3, packed=packed).read_bytes()
    pages = [("https://www.herald.example/a", inner * 4), ("https://www.herald.example/b", archiving.other_page(2))]
    # What is stored without packing stands in the file as it is.
    file = tmp_path / "outer.warc.gz" if packed else tmp_path / "outer.warc"
    archiving.warc(file, pages, packed=packed, kind="text/plain")
    if packed:
        stored = b"".join(gzip.compress(gzip.decompress(member), 0) for member in members(file.read_bytes()))
        file.write_bytes(stored)
    for size in (333, 1_000, 2_500):
        items = read(file, size)
        assert [item.url for item in items if isinstance(item, RawReport)] == [url for url, _ in pages], size


def members(packed: bytes) -> list[bytes]:
    """The members of a gzip file."""
    import zlib

    found = []
    while packed:
        unpacker = zlib.decompressobj(31)
        unpacker.decompress(packed)
        rest = unpacker.unused_data
        found.append(packed[: len(packed) - len(rest)])
        packed = rest
    return found


@pytest.mark.parametrize("packed", [True, False])
def test_a_break_in_an_archive_costs_only_the_broken_records(tmp_path: Path, packed: bool) -> None:
    pages = archiving.mixed_pages(30)
    file = archiving.warc(tmp_path / ("a.warc.gz" if packed else "a.warc"), pages, packed=packed)
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40] = b"\xff" * 40
    if not packed:
        at = content.index(b"Content-Length:", middle + 100)
        content[at : at + 22] = b"Content-Length: -5\r\nX:"
    file.write_bytes(bytes(content))
    for size in (800, 10**9):
        items = read(file, size)
        whole = [content for _, content in pages]
        there = [content for content in contents(items) if content in whole]
        assert len(there) >= 27
        assert there == [content for content in whole if content in there]
        assert any(isinstance(item, Failure) for item in items)


def test_an_archive_that_is_cut_short_gives_all_but_the_last(tmp_path: Path) -> None:
    pages = archiving.mixed_pages(6)
    for packed, name in ((True, "a.warc.gz"), (False, "a.warc")):
        file = archiving.warc(tmp_path / name, pages, packed=packed)
        file.write_bytes(file.read_bytes()[:-60])
        items = read(file, 900)
        assert contents(items) == [content for _, content in pages[:-1]]
        assert isinstance(items[-1], Failure)


def test_an_archive_packed_as_one_is_told_with_what_mends_it(tmp_path: Path) -> None:
    plain = archiving.warc(tmp_path / "a.warc", archiving.mixed_pages(3), packed=False)
    file = tmp_path / "b.warc.gz"
    file.write_bytes(gzip.compress(plain.read_bytes()))
    items = read(file, 10**9)
    assert not contents(items)
    assert "warcio recompress" in str(items[0])


def test_what_is_no_archive_and_what_is_empty_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"")
    (tmp_path / "b.warc").write_bytes(b"nothing of the kind")
    items = read(tmp_path, 100)
    assert all(isinstance(item, Failure) for item in items)
    assert len(items) == 2


def test_a_page_too_large_is_set_aside_and_the_next_is_read(tmp_path: Path) -> None:
    pages = [("https://a.example/bomb", b"<p>" + b"\0" * 30_000_000), ("https://a.example/b", archiving.case_page(1))]
    items = read(archiving.warc(tmp_path / "a.warc.gz", pages), 10**9)
    assert [type(item) for item in items] == [Failure, RawReport]
    assert isinstance(items[0], Failure)
    assert items[0].url == "https://a.example/bomb"
    assert "larger than 10 MB" in items[0].what


@pytest.mark.parametrize("size", [1, 40, 333, 10**9])
@pytest.mark.parametrize("packed", [True, False])
def test_lines_give_the_same_reports_however_they_are_cut(tmp_path: Path, size: int, packed: bool) -> None:
    texts = [f"{'Ж' * (number * 7 % 50)} report {number}" for number in range(25)]
    file = archiving.lines(tmp_path / "a.jsonl", [{"id": str(number), "text": text} for number, text in enumerate(texts)])
    content = file.read_bytes().replace(b"\n", b"\n\n", 3).rstrip(b"\n")
    file.write_bytes(content)
    if packed:
        file = tmp_path / "b.jsonl.gz"
        file.write_bytes(gzip.compress(content))
    assert [item.decode() for item in contents(read(file, size))] == texts


def test_lines_that_hold_no_report_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(
        b'{"text": "one"}\nnothing\n[1]\n{"text": 5}\n{"url": "https://a.example/1"}\n{"text": "two", "published": "soon"}\n{"text": "three"}'
    )
    items = read(file, 10**9)
    assert contents(items) == [b"one", b"three"]
    failures = [item for item in items if isinstance(item, Failure)]
    assert [failure.record for failure in failures] == [f"{file}@16", f"{file}@24", f"{file}@28", f"{file}@40", f"{file}@71"]
    assert failures[3].url == "https://a.example/1"


def test_packed_lines_that_break_off_give_what_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson.gz"
    texts = "".join(f'{{"text": "report {number} {random.Random(number).random()}"}}\n' for number in range(3000))  # noqa: S311 (no secret)
    file.write_bytes(gzip.compress(texts.encode())[:-200])
    for size in (20_000, 10**9):
        items = read(file, size)
        assert len(contents(items)) > 2_000
        assert isinstance(items[-1], Failure)


@pytest.mark.parametrize("size", [1, 2_000, 10**9])
def test_rows_give_the_same_reports_however_they_are_cut(tmp_path: Path, size: int) -> None:
    records = [{"body": f"report {number}" if number != 31 else None, "published": date(2024, 10, 1), "n": number} for number in range(130)]
    file = archiving.table(tmp_path / "a.parquet", records, group=48)
    items = read(file, size, {"text": "body"})
    assert contents(items) == [f"report {number}".encode() for number in range(130) if number != 31]
    assert isinstance(items[31], Failure)
    assert items[31].record.endswith("a.parquet#31")
    assert isinstance(items[0], RawReport)
    assert items[0].given.published == date(2024, 10, 1)


def test_tables_without_a_text_and_broken_ones_are_told(tmp_path: Path) -> None:
    archiving.table(tmp_path / "a.parquet", [{"body": "x"}])
    (tmp_path / "b.parquet").write_bytes(b"PAR1")
    items = read(tmp_path, 10**9)
    assert "--column text=NAME" in str(items[0])
    assert "not a Parquet file" in str(items[1])


def test_a_folder_is_read_in_the_order_of_names_whatever_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/c.html", "z.txt", "notes.yaml", ".hidden.txt"):
        (tmp_path / name).write_text(name)
    archiving.lines(tmp_path / "m.jsonl", [{"text": "a line"}])
    for size in (1, 10**9):
        assert contents(read(tmp_path, size)) == [b"a.txt", b"b/c.html", b"a line", b"z.txt"]


def test_addresses_of_other_file_systems_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("in/1.txt", "one")
        packed.writestr("in/2.txt", "two")
    assert contents(read(f"zip://in::file://{tmp_path}/a.zip", 10**9)) == [b"one", b"two"]
    file = archiving.lines(tmp_path / "a.jsonl", [{"text": "one"}, {"text": "two"}])
    assert contents(read(f"file://{file}", 12)) == [b"one", b"two"]


def test_inputs_that_are_not_there_are_told_before_anything_is_read(tmp_path: Path) -> None:
    for place in (str(tmp_path / "nothing"), "nosuchscheme://bucket/a", str(tmp_path)):
        with pytest.raises(UsageError):
            files_of(place)


def test_small_inputs_are_cut_small_and_large_ones_large() -> None:
    assert piece_size([]) == 1_000_000


def test_what_the_user_states_goes_before_what_the_archive_does(tmp_path: Path) -> None:
    file = archiving.lines(tmp_path / "a.jsonl", [{"text": archiving.report(1), "outlet": "The Herald", "lang": "en"}])
    raw = read(file, 10**9)[0]
    assert isinstance(raw, RawReport)
    assert collect_raw(raw, Overrides()).article.outlet == "The Herald"
    assert collect_raw(raw, Overrides(outlet="The Lantern")).article.outlet == "The Lantern"

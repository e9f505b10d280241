"""The engines that read in bulk, as processes: the same bytes from all of them, after being killed too, and nothing lost to a record that kills."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import archiving
import duckdb
import pytest
from deadly import Deadly
from typer.testing import CliRunner

from reportedly.bulk.settings import BulkSettings
from reportedly.bulk.workers import Workers
from reportedly.cli.app import app
from reportedly.collect.archive_files import files_of
from reportedly.collect.pieces import cut
from reportedly.export.bulk_output import open_output

BULK = [sys.executable, "-m", "reportedly.cli", "bulk"]
PIECE = ["--piece", "0.003"]
SECONDS = 300


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive, lines of which two are broken, and a table."""
    folder = tmp_path_factory.mktemp("archive")
    archiving.warc(folder / "a.warc.gz", archiving.mixed_pages(45))
    records: list[dict[str, Any]] = [{"text": archiving.report(number), "lang": "en", "id": str(number)} for number in range(12)]
    records[5] = {"text": 5}
    records[9] = {"url": "https://www.herald.example/nothing"}
    archiving.lines(folder / "b.jsonl", records)
    archiving.table(folder / "c.parquet", [{"text": archiving.other(1)}, {"text": archiving.report(7)}] * 15)
    return folder


@pytest.fixture(scope="module")
def whole(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All files that a run with two workers writes."""
    out = tmp_path_factory.mktemp("whole") / "out"
    told = bulk(archive, out, "--workers", "2", "--json")
    summary = json.loads(told)
    assert (summary["records"], summary["kept"], summary["skipped"], summary["failed"]) == (87, 40, 45, 2)
    manifest = open_output(str(out))[1]
    assert len(manifest.shards) == summary["pieces"] > 8
    assert sum(file.rows for shard in manifest.shards for file in shard.files if file.table == "articles") == 40
    return contents(out)


def bulk(archive: Path, out: Path, *words: str, environment: dict[str, str] | None = None) -> str:
    """A run as a user starts it; it leaves with 1 because two records are broken."""
    command = [*BULK, str(archive), "-o", str(out), *PIECE, *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, env={**os.environ, **(environment or {})})
    assert ended.returncode == 1, ended.stderr
    return ended.stdout


def contents(folder: Path) -> dict[str, bytes]:
    """All files in a folder but the one that only keeps others out."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_run_that_is_killed_again_and_again_reads_each_record_once(archive: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    for pieces in (1, 4):
        running = subprocess.Popen([*BULK, str(archive), "-o", str(out), *PIECE, "--workers", "2"], stderr=subprocess.DEVNULL)
        wait_for(lambda pieces=pieces: len(list(out.glob("pieces/*.json"))) >= pieces)
        below = descendants(running.pid)
        running.kill()
        running.wait()
        assert below
        wait_for(lambda below=below: not any(map(is_running, below)))
    assert not (out / "manifest.json").exists()
    told = bulk(archive, out, "--workers", "1")
    assert "87 records" in told
    assert f"Why records failed: {out}/failures" in told
    assert contents(out) == whole


def test_ray_on_this_machine_gives_the_same_bytes(archive: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    bulk(archive, tmp_path / "out", "--engine", "ray", "--workers", "2", environment={"HOME": str(tmp_path)})
    assert contents(tmp_path / "out") == whole


def wait_for(is_so: Any) -> None:
    """Wait until something is so."""
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def descendants(process: int) -> list[int]:
    """All processes that a process started, and those that these did."""
    found = [int(number) for path in Path(f"/proc/{process}/task").glob("*/children") for number in path.read_text().split()]
    return found + [below for child in found for below in descendants(child)]


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_record_that_kills_its_reader_is_set_aside_and_nothing_else_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    file = archiving.lines(tmp_path / "a.jsonl", ({"text": archiving.report(number), "lang": "en"} for number in range(8)))
    pieces = cut(files_of(str(file)), 10**9, {})
    with Workers(1, Deadly(mark=str(tmp_path / "died")), longest=5) as workers:
        (done,) = workers.read(pieces)
        # Number 6 died once only: whatever it was, it was tried again.
        assert (done.counts.kept, done.counts.failed) == (5, 3)
        assert len(workers.processes) == 1
    (tmp_path / "failures.parquet").write_bytes(next(table.content for table in done.tables if table.table == "failures"))
    told = [what for (what,) in duckdb.read_parquet(str(tmp_path / "failures.parquet")).project("what").fetchall()]
    assert "SIGSEGV" in told[0]
    assert "not done after 5 seconds" in told[1]
    assert "MemoryError" in told[2]


def test_workers_end_with_whoever_started_them_and_a_lost_nursery_is_replaced(tmp_path: Path) -> None:
    file = archiving.lines(tmp_path / "a.jsonl", ({"text": archiving.report(number), "lang": "en"} for number in range(40)))
    pieces = cut(files_of(str(file)), 4_000, {})
    assert len(pieces) > 5
    with Workers(2, BulkSettings()) as workers:
        reading = workers.read(pieces)
        found = [next(reading)]
        below = descendants(os.getpid())
        nursery = next(number for number in below if number not in workers.processes)
        os.kill(nursery, signal.SIGKILL)
        os.kill(workers.processes[0], signal.SIGKILL)
        found += reading
        assert sum(done.counts.kept for done in found) == 40
        below += descendants(os.getpid())
    wait_for(lambda: not any(is_running(process) for process in below))


def invoke(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["bulk", *words], env={"COLUMNS": "200", "TERM": "dumb"}, catch_exceptions=True)
    return result.exit_code, f"{result.output}{result.exception}"


def test_commands_that_make_no_sense_are_told_before_anything_is_read(tmp_path: Path) -> None:
    file = str(archiving.lines(tmp_path / "a.jsonl", [{"text": archiving.report(1)}]))
    for words, told in (
        (("--address", "ray://127.0.0.1:1"), "give --engine ray with it"),
        (("--column", "body=text"), "names no column"),
        (("--lang", "klingon"), "no language code"),
        (("--engine", "dask"), "dask"),
    ):
        code, output = invoke(file, "-o", str(tmp_path / "out"), *words)
        assert code in (1, 2), output
        assert told in output
        assert not (tmp_path / "out").exists()
    code, output = invoke(str(tmp_path / "nothing"), "-o", str(tmp_path / "out"))
    assert "there is no such file or folder" in output
    assert not (tmp_path / "out").exists()

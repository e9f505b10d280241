"""Loading what was read in bulk gives the cases that adding one by one gives, each report once, whatever the order and wherever it was cut off."""

import hashlib
import os
import signal
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import kept
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from told import Said, told
from typer.testing import CliRunner

from reportedly.bulk.merging import Chunk, merge
from reportedly.cli.app import app
from reportedly.export.bulk_output import MANIFEST, Counts, Manifest, Shard, ShardFile, as_json
from reportedly.export.folder import Folder
from reportedly.export.shard_rows import article_row, page_row
from reportedly.export.shards import ARTICLES, PAGES, ShardTable, TableBuffer
from reportedly.model.archives import ArchivedReport, Failure
from reportedly.model.claims import StepType
from reportedly.model.text import Snapshot
from reportedly.review.casework import add
from reportedly.store import Store, open_store

NOW = datetime(2025, 1, 1, tzinfo=UTC)
DERIVED = ("parts", "part_keys", "edges", "proposals", "cases", "case_people", "person_keys", "case_facets", "case_places", "case_organisations")
NAMES = ["Selvira Tokmashova", "Danel Orzhakov", "Ilmar Bekturov", "Aiza Keldibek", "Toren Ulvash", "Toren Keldibek"]
ORDERS = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def made() -> list[ArchivedReport]:
    """Reports of several cases: some told by more reports than are compared, one page in two versions, and those with everything in them."""
    found = [ArchivedReport(f"x@{number}", one, _snapshot(one.article.text)) for number, one in enumerate(kept.readings())]
    for number in range(60):
        steps = [Said(StepType.ARREST, [NAMES[number % 3 if number < 45 else number % 6]], date(2024, 2, 20 + number % 5))]
        day, outlet = date(2024, 3, 1 + number % 28), f"Outlet {number % 7}"
        url = f"https://herald.example/{number % 57}"
        found.append(ArchivedReport(f"y@{number}", *told(f"r{number:02d}", *steps, published=day, outlet=outlet, note=f"Note {number}.", url=url)))
    return found


def _snapshot(words: str) -> Snapshot:
    return Snapshot(hashlib.sha256(words.encode()).hexdigest(), "text/html", words.encode())


def given_out(some: list[ArchivedReport | Failure]) -> list[ArchivedReport | Failure]:
    """What a chunk reads."""
    return some


def chunks(reports: Sequence[ArchivedReport | Failure], size: int = 20) -> Iterable[Chunk]:
    """The reports in shards."""
    for start in range(0, len(reports), size):
        some = list(reports[start : start + size])
        yield Chunk(f"shard {start} of {size}", len(some), partial(given_out, some))


def derived(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that is derived, in order, without numbers that follow the order of adding."""
    found = {}
    with store.reading() as connection:
        for table in DERIVED:
            columns = "id, rank, payload, alias, case_id" if table == "parts" else "*"
            rows = [tuple(map(_plain, row)) for row in connection.execute(text(f"SELECT {columns} FROM {table}"))]  # noqa: S608 (our own names)
            found[table] = sorted(rows, key=repr)
    return found


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def waiting(store: Store) -> int:
    """How many parts wait."""
    with store.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM waiting")).scalar_one())


@pytest.mark.parametrize("processes", [0, 2])
def test_loading_gives_what_adding_one_by_one_gives(store: Store, processes: int, tmp_path: Path) -> None:
    merged = merge(store, chunks(made()), lambda: NOW, processes=processes)
    assert (merged.reports.added, merged.reports.changed, merged.failures) == (len(made()) - 3, 3, [])
    with open_store(str(tmp_path / "one.db")) as one:
        for report in made():
            add(one, report.reading, report.snapshot, NOW)
        assert derived(store) == derived(one)
    assert waiting(store) == 0


@ORDERS
@given(order=st.permutations(range(57)), cut=st.integers(1, 56), size=st.integers(3, 40))
def test_the_order_and_the_pieces_do_not_matter(order: list[int], cut: int, size: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    home, reports = tmp_path_factory.mktemp("order"), made()[:57]
    shuffled = [reports[number] for number in order]
    with open_store(str(home / "many.db")) as many, open_store(str(home / "one.db")) as one:
        merge(many, chunks(shuffled[:cut], size), lambda: NOW)
        merge(many, chunks([*shuffled[cut:], Failure("z", None, "broken")], size + 1), lambda: NOW)
        for report in reports:
            add(one, report.reading, report.snapshot, NOW)
        assert derived(many) == derived(one)


def test_each_report_is_loaded_once_and_what_is_broken_is_set_aside(store: Store) -> None:
    reports: list[ArchivedReport | Failure] = [*made(), Failure("z@1", None, "not what reportedly bulk writes")]
    first = merge(store, chunks(reports), lambda: NOW)
    assert [failure.record for failure in first.failures] == ["z@1"]
    before = derived(store)
    again = merge(store, chunks(reports), lambda: NOW)
    assert (again.reports.added, again.reports.changed, again.known) == (0, 0, 4)
    moved = merge(store, chunks(made(), 33), lambda: NOW)
    assert (moved.reports.added, moved.known) == (0, 0)
    assert derived(store) == before


def _slow(place: str) -> None:
    def one_by_one() -> Iterable[Chunk]:
        for chunk in chunks(made()[:57], 5):
            yield chunk
            time.sleep(0.05)

    with open_store(place) as store:
        import reportedly.bulk.merging as merging

        merging._BUNDLE = 5
        merge(store, one_by_one(), lambda: NOW)


def test_a_killed_load_goes_on(tmp_path: Path) -> None:
    place = str(tmp_path / "store.db")
    open_store(place).close()
    process = get_context("spawn").Process(target=_slow, args=(place,))
    process.start()
    with open_store(place) as store:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with store.reading() as connection:
                if connection.execute(text("SELECT count(*) FROM loaded")).scalar_one() >= 3:
                    break
            time.sleep(0.01)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        again = merge(store, chunks(made()[:57], 5), lambda: NOW)
        assert again.known >= 3
        with open_store(str(tmp_path / "one.db")) as one:
            for report in made()[:57]:
                add(one, report.reading, report.snapshot, NOW)
            assert derived(store) == derived(one)


def table_bytes(table: ShardTable, rows: Sequence[tuple[object, ...]]) -> bytes:
    """Rows as a file."""
    buffer = TableBuffer(table)
    for row in rows:
        buffer.add(row)
    return buffer.finished()


def write_output(place: Path, reports: Sequence[ArchivedReport]) -> None:
    """A folder as reportedly bulk writes it, with one row that holds no report."""
    folder = Folder(str(place))
    rows = [article_row(report) for report in reports]
    column = [name for name, _, _ in ARTICLES.columns].index("exact")
    rows[-1] = (*rows[-1][:column], '{"article": {}}', *rows[-1][column + 1 :])
    files = []
    for table, content in ((ARTICLES, table_bytes(ARTICLES, rows)), (PAGES, table_bytes(PAGES, [page_row(report) for report in reports]))):
        name = f"{table.name}/000000.parquet"
        folder.write(name, content)
        files.append(ShardFile(table.name, name, len(rows), len(content), hashlib.sha256(content).hexdigest()))
    counts = Counts(len(reports), 0, 0, 0, len(reports))
    shard = Shard(0, (0, 1), 0, 100, counts, tuple(files), 0, None)
    folder.write(MANIFEST, as_json(Manifest("0", "0", {}, (), counts, (shard,))))


def test_add_from_a_folder(tmp_path: Path) -> None:
    reports = [replace(report, record=f"in#{number}") for number, report in enumerate(made()[:20])]
    write_output(tmp_path / "out", reports)
    command = ["add", "--from", str(tmp_path / "out"), "--db", str(tmp_path / "store.db")]
    first = CliRunner().invoke(app, command)
    assert first.exit_code == 1
    assert "19 reports added, 0 changed, 0 unchanged, 1 set aside" in first.stdout
    assert "in#19" in first.stderr
    again = CliRunner().invoke(app, [*command, "--workers", "1", "--json"])
    assert again.exit_code == 0
    assert '"shards_known": 1' in again.stdout

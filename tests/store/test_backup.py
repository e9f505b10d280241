"""Backup and restore, from either database into either."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from told import Said, told

from reportedly.errors import StoreError
from reportedly.model.claims import StepType
from reportedly.store import Store, open_store
from reportedly.store.backup import back_up, restore
from reportedly.store.reports import current_readings, keep, snapshot_of
from reportedly.store.search import Document, Term, index_report, search

REPORT = told("a", Said(StepType.ARREST, ["Selvira Tokmashova"], date(2024, 3, 11)))
OTHER = told("b", Said(StepType.CHARGE, ["Selvira Tokmashova"], date(2024, 3, 12)))
NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def full(store: Store) -> Store:
    with store.writing() as connection:
        number = keep(connection, *REPORT, NOW).number
        index_report(connection, number, [Document("fact", "f", "gold was taken")])
    return store


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_a_backup_comes_back_whole(full: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    assert back_up(full, file) == 1
    with open_store(str(tmp_path / "other.db")) as other:
        assert restore(other, file) == 1
        with other.reading() as connection:
            assert current_readings(connection, ["a"]) == [REPORT[0]]
            assert snapshot_of(connection, "a") == REPORT[1]
            assert len(search(connection, [Term("gold")])) == 1


def test_a_restored_store_goes_on(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    with open_store(str(tmp_path / "first.db")) as first:
        with first.writing() as connection:
            keep(connection, *REPORT, NOW)
        back_up(first, file)
    restore(store, file)
    with store.writing() as connection:
        keep(connection, *OTHER, NOW)
    with store.reading() as connection:
        assert len(current_readings(connection, ["a", "b"])) == 2


def test_a_store_with_reports_is_not_overwritten(full: Store, tmp_path: Path) -> None:
    back_up(full, tmp_path / "backup.gz")
    with pytest.raises(StoreError, match="not empty"):
        restore(full, tmp_path / "backup.gz")


@pytest.mark.parametrize("harm", [lambda whole: whole[: len(whole) // 2], lambda _: b"no backup", lambda _: gzip.compress(b'{"format": "other"}\n')])
def test_what_is_no_whole_backup_is_refused_and_nothing_is_kept(full: Store, tmp_path: Path, harm: object) -> None:
    assert callable(harm)
    file = tmp_path / "backup.gz"
    back_up(full, file)
    file.write_bytes(harm(file.read_bytes()))
    with open_store(str(tmp_path / "other.db")) as other:
        with pytest.raises(StoreError):
            restore(other, file)
        assert back_up(other, tmp_path / "empty.gz") == 0


def test_a_backup_cut_between_two_rows_is_refused(full: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    back_up(full, file)
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    file.write_bytes(gzip.compress(b"".join(lines[:-1])))
    with open_store(str(tmp_path / "other.db")) as other, pytest.raises(StoreError, match="not whole"):
        restore(other, file)

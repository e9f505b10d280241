"""What exports are made from."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from exporting import EVERY, TODAY, fill

from reportedly.model.material import CaseMaterial
from reportedly.review.exporting import count, materials
from reportedly.store import Store, open_store

NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db")) as store:
        fill(store)
        yield store


def of_report(store: Store, report: str, *, unmasked: bool = False) -> CaseMaterial:
    every = materials(store, EVERY, TODAY, unmasked=unmasked)
    return next(material for material in every if report in {told.id for told in material.file.reports})


def test_every_case_comes_once_with_its_readings_and_captures(store: Store) -> None:
    fill(store)
    found = list(materials(store, EVERY, TODAY))
    assert len({material.file.id for material in found}) == len(found) == count(store, EVERY) == 3
    for material in found:
        reports = [report.id for report in material.file.reports]
        assert [reading.article.id for reading in material.readings] == reports
        assert [capture.report for capture in material.captures] == reports
        assert all(capture.at == NOW for capture in material.captures)

"""What holds for every format: whom it must not name, what it must say, and that the same store gives the same bytes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from exporting import BOY, COOK, TODAY, case_of, exported, fill, words_of

from reportedly.export.formats import FORMATS, ExportOptions, Shape
from reportedly.review.deciding import Who
from reportedly.review.exporting import materials
from reportedly.review.expunging import expunge
from reportedly.store import Store, open_store

WHO = Who("ana", datetime(2025, 1, 2, tzinfo=UTC), "request")
DRIVER = "Danel Orzhakov"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("full") / "store.db")) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def expunged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same store after two people were expunged, whose names had been exported before."""
    with open_store(str(tmp_path_factory.mktemp("expunged") / "store.db")) as store:
        fill(store)
        exported(store, "ics")
        expunge(store, f"{case_of(store, 'made')}/{DRIVER}", WHO)
        expunge(store, f"{case_of(store, 'ru')}/{COOK}", WHO)
        yield store


def spelt(name: str, words: str) -> bool:
    return name in words or name.encode("ascii", "backslashreplace").decode() in words


@pytest.mark.parametrize("name", FORMATS)
def test_expunged_people_are_in_no_export(name: str, filled: Store, expunged: Store) -> None:
    words = words_of(name, exported(expunged, name))
    assert not spelt("Orzhakov", words)
    assert not spelt("Бектуров", words)
    if name not in ("geojson", "ics"):
        assert spelt("Orzhakov", words_of(name, exported(filled, name)))


@pytest.mark.parametrize("name", FORMATS)
def test_withheld_names_are_in_no_export_unless_unmasked(name: str, filled: Store) -> None:
    words = words_of(name, exported(filled, name))
    assert "uldarov" not in words.casefold()
    assert "tamzin" not in words.casefold()
    if name != "geojson":
        assert spelt(BOY, words_of(name, exported(filled, name, unmasked=True)))


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_says_what_it_is(name: str, filled: Store) -> None:
    words = " ".join(words_of(name, exported(filled, name)).replace("\\", "").split())
    assert "not a finding of fact" in words
    assert any(day in words for day in (TODAY.isoformat(), "5 January 2025"))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_store_and_day_give_the_same_bytes(name: str, filled: Store) -> None:
    assert exported(filled, name) == exported(filled, name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_stream_and_a_folder_hold_the_same(name: str, filled: Store, tmp_path: Path) -> None:
    options = ExportOptions(TODAY)
    FORMATS[name].write(materials(filled, case_of(filled, "made"), TODAY), tmp_path, options)
    written = {path.name for path in tmp_path.iterdir()}
    assert written
    if FORMATS[name].shape is Shape.EACH:
        assert written == {f"{case_of(filled, 'made')}{FORMATS[name].suffix}"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_store_without_cases_can_be_exported(name: str, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "empty.db")) as store:
        assert isinstance(exported(store, name, options=ExportOptions(date(2025, 1, 1))), bytes)


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_marks_anybody_as_a_risk(name: str, filled: Store) -> None:
    words = words_of(name, exported(filled, name)).casefold()
    assert not [label for label in ("guilty", "terrorist", "wanted person", '"topics"', "risk") if label in words]

"""What is kept between starts is never trusted when it does not fit, and never needed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lexicon import gazetteer
from reportedly.lexicon.kept import VARIABLE, folder, keep, kept_json


def counted(value: Any) -> tuple[Callable[[], Any], list[int]]:
    calls: list[int] = []

    def make() -> Any:
        calls.append(1)
        return value

    return make, calls


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_a_value_is_made_once(here: Path) -> None:
    make, calls = counted([{"say": "слово", "line": 3, "on": True}])
    assert kept_json("words", "a", make) == kept_json("words", "a", make)
    assert (here / "words.json").is_file() and len(calls) == 1


@pytest.mark.usefixtures("here")
def test_another_mark_makes_it_anew() -> None:
    make, calls = counted(["old"])
    kept_json("words", "a", make)
    newer, _ = counted(["new"])
    assert kept_json("words", "b", newer) == ["new"] == kept_json("words", "b", make)
    assert len(calls) == 1


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b"null", b'{"mark": "a"}', b"\xff\xfe\x00", b'{"mark": "z", "value": 1}'])
def test_a_spoilt_file_is_replaced(here: Path, spoilt: bytes) -> None:
    here.mkdir()
    (here / "words.json").write_bytes(spoilt)
    make, _ = counted(["right"])
    assert kept_json("words", "a", make) == ["right"]
    refuse, calls = counted([])
    assert kept_json("words", "a", refuse) == ["right"] and not calls


def test_what_json_would_change_is_not_kept(here: Path) -> None:
    make, calls = counted([{"day": date(2025, 4, 1)}])
    assert kept_json("days", "a", make) == kept_json("days", "a", make)
    assert len(calls) == 2 and not (here / "days.json").exists()


def test_a_fault_goes_through_and_leaves_nothing(here: Path) -> None:
    def fail() -> Any:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        kept_json("words", "a", fail)
    assert not here.exists()


def test_half_a_file_is_never_seen(here: Path) -> None:
    def fails(draft: Path) -> None:
        draft.write_text("half")
        raise OSError("the disk is full")

    keep(here / "words.json", fails)
    assert list(here.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "below"))
    make, calls = counted([1])
    assert kept_json("words", "a", make) == kept_json("words", "a", make) == [1]
    assert len(calls) == 2


@pytest.mark.parametrize("word", ["off", "", "no", "0", "OFF"])
def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv(VARIABLE, word)
    assert folder() is None


@settings(max_examples=50)
@given(st.recursive(st.text() | st.integers() | st.booleans() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_what_comes_back_is_what_was_made(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("kept")))
        make, _ = counted(value)
        assert kept_json("value", "a", make) == kept_json("value", "a", make) == value


@pytest.fixture
def few_towns(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two towns of one name instead of all towns; tells how often they were read."""
    rows: list[gazetteer.TownRow] = [("Larch", "KG", 1, 1.5, 2.5, 9000, "01"), ("Larch", "KZ", 2, 3.5, 4.5, 20000, "02")]
    reads: list[int] = []

    def read() -> tuple[list[gazetteer.TownRow], dict[str, list[int]]]:
        reads.append(1)
        return rows, {"larch": [0, 1], "ларч": [1]}

    monkeypatch.setattr(gazetteer, "_read", read)
    return reads


def asked(process: int) -> list[list[gazetteer.TownRow]]:
    index = gazetteer.index_of.__wrapped__(process)
    return [list(gazetteer.rows_in(index, name)) for name in ("larch", "ларч", "elm")]


def test_towns_on_disk_are_those_in_memory(here: Path, few_towns: list[int]) -> None:
    first, second = asked(1), asked(2)
    assert first == second and len(few_towns) == 1
    assert [len(found) for found in first] == [2, 1, 0] and first[0][0] == ("Larch", "KG", 1, 1.5, 2.5, 9000, "01")
    assert [path.suffix for path in here.iterdir()] == [".sqlite"]


@pytest.mark.parametrize("spoilt", [b"", b"no index at all" * 400])
def test_a_spoilt_index_is_made_anew(here: Path, few_towns: list[int], spoilt: bytes) -> None:
    good = asked(1)
    next(here.iterdir()).write_bytes(spoilt)
    assert asked(2) == good == asked(3)
    assert len(few_towns) == 2


def test_without_a_folder_towns_stay_in_memory(monkeypatch: pytest.MonkeyPatch, few_towns: list[int]) -> None:
    monkeypatch.setenv(VARIABLE, "off")
    assert asked(1) == asked(2) and len(few_towns) == 2

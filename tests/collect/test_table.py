"""Tables as spreadsheets write them."""

from pathlib import Path

import pytest

from reportedly.collect.table import Row, header_of, rows_of
from reportedly.errors import InputError


def written(folder: Path, content: bytes) -> Path:
    path = folder / "cases.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "Имя,Дата\nИльмар Бектуров,2024-03-11\n".encode(),
        "\ufeffИмя;Дата\r\nИльмар Бектуров;2024-03-11\r\n".encode(),
        "Имя\tДата\rИльмар Бектуров\t2024-03-11".encode("utf-16"),
        "Имя;Дата\nИльмар Бектуров;2024-03-11\n".encode("cp1251"),
        'Имя|Дата\n"Ильмар\nБектуров"|2024-03-11\n\n||\n'.encode(),
    ],
)
def test_separators_and_encodings(content: bytes, tmp_path: Path) -> None:
    path = written(tmp_path, content)
    assert header_of(path) == ("Имя", "Дата")
    (row,) = rows_of(path)
    assert isinstance(row, Row)
    assert row.cells == {"Имя": "Ильмар Бектуров", "Дата": "2024-03-11"}


def test_rows_are_numbered_as_the_spreadsheet_numbers_them(tmp_path: Path) -> None:
    path = written(tmp_path, b"Name,Day\nA,\n,\nB,2,lost\nC\n")
    found = list(rows_of(path))
    assert [row.number for row in found if isinstance(row, Row)] == [2, 5]
    (error,) = [row for row in found if isinstance(row, InputError)]
    assert error.where.endswith("row 4")
    assert "under no column" in error.what


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no header"),
        (b",,\n1,2,3\n", "no header"),
        (b"Name,Name\n1,2\n", "two columns"),
        (b"PK\x03\x04 and so on", "spreadsheet program's own file"),
        (b'Name\n"' + b"x" * 2_000_000 + b'"\n', "not a table"),
    ],
)
def test_what_is_no_table(content: bytes, what: str, tmp_path: Path) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError, match=what):
        header_of(path)
        list(rows_of(path))


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        header_of(tmp_path / "none.csv")

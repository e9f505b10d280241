"""Rows of a table that somebody keeps: CSV as spreadsheets write it, in any of their separators and encodings."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.collect.charset import decoded
from reportedly.errors import InputError

__all__ = ["Row", "header_of", "rows_of"]

_SEPARATORS = ",;\t|"
_MOST = 512 * 1024 * 1024
_MOST_IN_A_CELL = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (the header is row 1), and the words of its filled cells by the name of their column."""

    number: int
    cells: dict[str, str]


def header_of(path: Path) -> tuple[str, ...]:
    """The names of the columns.

    Raises:
        InputError: If the file cannot be read as a table.
    """
    text = _text(path)
    return tuple(name for name in _header(path, _reader(text)) if name)


def rows_of(path: Path) -> Iterator[Row | InputError]:
    """The rows of a table under its header; a row that does not fit the header comes as an error in its place. Empty rows are left out.

    Raises:
        InputError: If the file cannot be read as a table.
    """
    text = _text(path)
    reader = _reader(text)
    header = _header(path, reader)
    try:
        for number, row in enumerate(reader, 2):
            cells = [" ".join(cell.split()) for cell in row]
            if not any(cells):
                continue
            beyond = [cell for name, cell in zip([*header, *[""] * len(cells)], cells, strict=False) if cell and not name]
            if beyond:
                yield InputError("a cell stands under no column", where=f"{path}: row {number}", mend="give its column a name in the first row")
                continue
            yield Row(number, {name: cell for name, cell in zip(header, cells, strict=False) if cell})
    except csv.Error as error:
        raise InputError(f"not a table: {error}", where=str(path), mend="save it as CSV (UTF-8)") from error


def _reader(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(_MOST_IN_A_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))


def _header(path: Path, reader: Iterator[list[str]]) -> list[str]:
    header = [" ".join(name.split()) for name in next(reader, [])]
    filled = [name for name in header if name]
    if not filled or len(set(filled)) != len(filled):
        what = "two columns have one name" if filled else "there is no header"
        raise InputError(what, where=str(path), mend="give each column a name of its own in the first row")
    return header


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST:
            raise InputError("too large for a table", where=str(path), mend="split it")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path), mend="check the path") from error
    if content.startswith(b"PK\x03\x04"):
        raise InputError("a spreadsheet program's own file", where=str(path), mend="save it as CSV (UTF-8) there, and give that file")
    return decoded(content).replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str) -> str:
    """The sign that the header holds most of."""
    header = text.partition("\n")[0]
    return max(_SEPARATORS, key=header.count)

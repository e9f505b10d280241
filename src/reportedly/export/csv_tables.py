"""CSV for spreadsheets: one file for each table, UTF-8 with a byte order mark, and no cell that a spreadsheet could take for a formula."""

import csv
import re
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.tables import TABLES, Cell, rows_of
from reportedly.model.material import CaseMaterial

__all__ = ["safe", "write"]

# Signs that are not seen can stand before a formula; and a cell can begin after another separator than the comma, if a spreadsheet splits there.
_FORMULA = re.compile("((?:^|[;|\t])[\\s\"'\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]*)([=+\\-@＝＋－＠])")
_BLANK = re.compile(r"\s+")


def safe(text: str) -> str:
    """A text as a cell: on one line, and with an apostrophe before each sign that would begin a formula.

    Args:
        text: The text.
    """
    return _FORMULA.sub(r"\1'\2", _BLANK.sub(" ", text.replace("\0", "")).strip())


def write(materials: Iterable[CaseMaterial], folder: Path, options: ExportOptions) -> None:
    """Write one CSV file for each table into a folder, and a file that says what they are.

    Args:
        materials: The cases.
        folder: The folder.
        options: The day that the export states.
    """
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            # The byte order mark tells spreadsheets that names are not in Latin letters alone.
            file = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow([column.name for column in table.columns])
        for material in materials:
            for table, rows in rows_of(material):
                writers[table.name].writerows([_cell(value) for value in row] for row in rows)
    (folder / "README.txt").write_text(_readme(options), encoding="utf-8-sig")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return safe(value) if isinstance(value, str) else str(value)


def _readme(options: ExportOptions) -> str:
    listed = "\n".join(f"{table.name}.csv: each row is {table.what}" for table in TABLES)
    return f"{NOTICE}\nAs of {options.as_of.isoformat()}.\n\n{listed}\n\nThe columns are described in the documentation of reportedly.\n"

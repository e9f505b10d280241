"""The reports of one piece of a Parquet file: its rows from one number to another."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from reportedly.collect.inputs import CONTENT_FIELDS, STATED_FIELDS
from reportedly.collect.line_cut import report_in
from reportedly.collect.raw import RawReport
from reportedly.errors import InputError
from reportedly.model.archives import Failure

__all__ = ["row_count", "rows_between"]

_FIELDS = (*CONTENT_FIELDS, *STATED_FIELDS)
_BATCH = 32


def row_count(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> int:
    """How many rows a Parquet file has.

    Raises:
        InputError: If it is none, or has no column with text or HTML.
    """
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(stream)
    except (ArrowException, OSError) as error:
        raise InputError("not a Parquet file, or a broken one", where=name, mend="fetch it again") from error
    there = set(file.schema_arrow.names)
    if not there & {columns.get(field, field) for field in CONTENT_FIELDS}:
        mend = f"tell which column it is: --column text=NAME; its columns are {', '.join(sorted(there)[:20])}"
        raise InputError("no column with text or html in it", where=name, mend=mend)
    rows: int = file.metadata.num_rows
    return rows


def rows_between(stream: BinaryIO, name: str, first: int, last: int, columns: Mapping[str, str]) -> Iterator[RawReport | Failure]:
    """The reports in some rows.

    Args:
        stream: The file.
        name: What to call it.
        first: The number of the first row, counted from 0.
        last: The number after that of the last row.
        columns: What the columns of a report are called in the file, where they are called otherwise.

    Yields:
        The reports, and the rows that hold none.
    """
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    at = first
    try:
        file = ParquetFile(stream)
        for number, values in _rows(file, first, last, columns):
            at = number
            yield report_in({key: _text(value) for key, value in values.items()}, f"{name}#{number}", columns)
            at = number + 1
    except (ArrowException, OSError) as error:
        yield Failure(f"{name}#{at}", None, f"the rows from {at} up to {last} cannot be read: {error}", "write the file again")


def _rows(file: Any, first: int, last: int, columns: Mapping[str, str]) -> Iterator[tuple[int, dict[str, Any]]]:
    wanted = [name for name in file.schema_arrow.names if name in {columns.get(field, field) for field in _FIELDS}]
    begun = 0
    for group in range(file.metadata.num_row_groups):
        ended = begun + file.metadata.row_group(group).num_rows
        number = begun
        if begun < last and ended > first:
            for batch in file.iter_batches(_BATCH, row_groups=[group], columns=wanted, use_threads=False):
                if number + batch.num_rows > first:
                    skipped = max(first - number, 0)
                    for offset, values in enumerate(batch.slice(skipped, last - number - skipped).to_pylist()):
                        yield number + skipped + offset, values
                number += batch.num_rows
                if number >= last:
                    break
        begun = ended


def _text(value: Any) -> Any:
    """A value as the fields of a report have it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.decode("utf-8", errors="replace") if isinstance(value, bytes) else value

"""Parquet: the tables with typed columns, for DuckDB, Polars, pandas and R. Written a few thousand rows at a time."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.tables import TABLES, Cell, Kind, Table, rows_of
from reportedly.model.material import CaseMaterial

__all__ = ["write"]

_GROUP = 10_000
_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.WHOLE: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.TRUTH: pa.bool_(),
    Kind.DAY: pa.date32(),
    Kind.MOMENT: pa.timestamp("s", "UTC"),
}


def write(materials: Iterable[CaseMaterial], folder: Path, options: ExportOptions) -> None:
    """Write one Parquet file for each table into a folder.

    Args:
        materials: The cases.
        folder: The folder.
        options: The day that each file states in its metadata.
    """
    with ExitStack() as stack:
        files = {table.name: stack.enter_context(_Rows(table, folder, options)) for table in TABLES}
        for material in materials:
            for table, rows in rows_of(material):
                files[table.name].add(rows)


class _Rows:
    """The rows of one table on their way to its file."""

    def __init__(self, table: Table, folder: Path, options: ExportOptions) -> None:
        fields = [pa.field(column.name, _TYPES[column.kind], metadata={"description": column.what}) for column in table.columns]
        self._schema = pa.schema(fields, {"notice": NOTICE, "as_of": options.as_of.isoformat(), "row": table.what})
        self._writer = parquet.ParquetWriter(folder / f"{table.name}.parquet", self._schema, compression="zstd")
        self._waiting: list[tuple[Cell, ...]] = []

    def __enter__(self) -> "_Rows":
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Take some rows in."""
        self._waiting.extend(rows)
        if len(self._waiting) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            columns = [pa.array(values, field.type) for values, field in zip(zip(*self._waiting, strict=True), self._schema, strict=True)]
            self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
            self._waiting.clear()

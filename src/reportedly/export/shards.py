"""The tables that reading in bulk writes: articles, claims, pages and failures as Parquet. The same rows give the same bytes."""

import io
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from reportedly.export.formats import NOTICE

__all__ = ["ARTICLES", "CLAIMS", "FAILURES", "PAGES", "TABLES", "ShardTable", "TableBuffer"]

_TEXTS = pa.list_(pa.string())
_GROUP = 5_000
_GROUP_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class ShardTable:
    """A table: its name, what a row of it is, and its columns as name, type and meaning."""

    name: str
    what: str
    columns: tuple[tuple[str, pa.DataType, str], ...]

    @property
    def schema(self) -> pa.Schema:
        """The columns as Arrow knows them."""
        fields = [pa.field(name, kind, metadata={"description": what}) for name, kind, what in self.columns]
        return pa.schema(fields, {"notice": NOTICE, "row": self.what})


ARTICLES = ShardTable(
    "articles",
    "a report that was read, or a page that was stored as text",
    (
        ("record", pa.string(), "where it stands in the inputs: the file, and the byte or row in it"),
        ("outcome", pa.string(), "`read`, or `stored`: its words tell no case, so it was not read in depth"),
        ("id", pa.string(), "the id of the report"),
        ("url", pa.string(), "its address"),
        ("outlet", pa.string(), "who published it"),
        ("headline", pa.string(), "the headline"),
        ("byline", pa.string(), "who wrote it"),
        ("published", pa.date32(), "the day of publication in the time zone of the outlet"),
        ("published_at", pa.string(), "the moment of publication (ISO 8601), if the page gives one"),
        ("lang", pa.string(), "the language (ISO 639-1), or `und`"),
        ("origin", pa.string(), "the agency or outlet whose report it says that it reprints"),
        ("sha256", pa.string(), "the digest of its bytes"),
        ("text", pa.string(), "headline and body"),
        ("depth", pa.string(), "how deeply it could be read: `full`, `names`, `none`; null when it was stored"),
        ("model", pa.string(), "what it was read with"),
        ("case", pa.bool_(), "whether a step or an accusation was read in it; null when it was stored"),
        ("report", pa.string(), "all that was read in it, as the JSON that `reportedly read --json` prints; null when it was stored"),
        ("exact", pa.string(), "the article and its reading as the program itself keeps them, without the text; only for loading into a store"),
    ),
)

CLAIMS = ShardTable(
    "claims",
    "something that a report says",
    (
        ("record", pa.string(), "where the report stands in the inputs"),
        ("article", pa.string(), "the id of the report"),
        ("claim", pa.string(), "the id of the claim"),
        ("kind", pa.string(), "`step`, `accusation`, `penalty`, `role`, `quote`, `headcount`"),
        ("type", pa.string(), "the type of a step, or the role that is told"),
        ("standing", pa.string(), "how it is told: `reported`, `scheduled`, `requested`, `denied`, `hypothetical`"),
        ("names", _TEXTS, "the names of those whom it concerns; of a quote, who said it"),
        ("others", _TEXTS, "the words for people whom it concerns and who are not named"),
        ("date_from", pa.date32(), "the first day that it can have been"),
        ("date_to", pa.date32(), "the last day that it can have been"),
        ("date_text", pa.string(), "the words that tell when it was"),
        ("until_from", pa.date32(), "the first day that it can end"),
        ("until_to", pa.date32(), "the last day that it can end"),
        ("until_text", pa.string(), "the words that tell until when"),
        ("term", pa.string(), "the length of a sentence or a detention (ISO 8601), `life` or `death`; of a penalty, the greatest one"),
        ("by", pa.string(), "the court or agency that took the step"),
        ("place", pa.string(), "where it was"),
        ("country", pa.string(), "the country of the place (ISO 3166-1)"),
        ("lat", pa.float64(), "latitude of the place in degrees (WGS 84)"),
        ("lon", pa.float64(), "longitude of the place in degrees (WGS 84)"),
        ("offences", _TEXTS, "the kinds of the offences that it is about, or their words where the kind is not known"),
        ("quote", pa.string(), "the words of a statement"),
        ("told_by", _TEXTS, "those on whose word it is told, nearest to the writer first; empty when the outlet itself says it"),
        ("sentence", pa.string(), "the sentence that says it"),
        ("start", pa.int64(), "where the sentence begins in the text, in code points"),
        ("end", pa.int64(), "where it ends"),
        ("rule", pa.string(), "the rule that found it"),
    ),
)

PAGES = ShardTable(
    "pages",
    "the bytes of a report that was read, for evidence and for reading anew",
    (
        ("record", pa.string(), "where it stands in the inputs"),
        ("sha256", pa.string(), "the digest of its bytes"),
        ("media_type", pa.string(), "`text/html`, `text/plain` or `application/pdf`"),
        ("content", pa.binary(), "its bytes"),
        ("exchange", pa.string(), "what was asked of the server and what it answered, as JSON; null when the archive does not tell"),
    ),
)

FAILURES = ShardTable(
    "failures",
    "a record that was set aside",
    (
        ("record", pa.string(), "where it stands in the inputs"),
        ("url", pa.string(), "its address, if that is known"),
        ("what", pa.string(), "what happened"),
        ("mend", pa.string(), "what can be done about it"),
    ),
)

TABLES = (ARTICLES, CLAIMS, PAGES, FAILURES)


class TableBuffer:
    """A table that is written row by row into memory, packed as it grows: rows wait only until they are a group."""

    def __init__(self, table: ShardTable) -> None:
        self.table = table
        self.rows = 0
        self._schema = table.schema
        self._out = io.BytesIO()
        self._writer = parquet.ParquetWriter(self._out, self._schema, version="2.6", compression="zstd", compression_level=3)
        self._waiting: list[tuple[Any, ...]] = []
        self._weight = 0

    def add(self, row: tuple[Any, ...]) -> None:
        """Take a row in."""
        self.rows += 1
        self._waiting.append(row)
        self._weight += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
        if len(self._waiting) >= _GROUP or self._weight >= _GROUP_BYTES:
            self._flush()

    def finished(self) -> bytes:
        """The Parquet file."""
        self._flush()
        self._writer.close()
        return self._out.getvalue()

    def _flush(self) -> None:
        if self._waiting:
            columns = [pa.array(values, field.type) for values, field in zip(zip(*self._waiting, strict=True), self._schema, strict=True)]
            self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
            self._waiting, self._weight = [], 0

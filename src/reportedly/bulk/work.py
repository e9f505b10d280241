"""One piece read: records in, rows of tables out. The same piece gives the same bytes wherever it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportedly.bulk.settings import BulkSettings, Skipped
from reportedly.collect import MAX_BYTES
from reportedly.collect.pieces import Piece, records_of
from reportedly.collect.raw import RawReport, Trail, collect_raw
from reportedly.collect.sniff import unpacked
from reportedly.errors import ReportedlyError
from reportedly.export.bulk_output import Counts
from reportedly.export.shard_rows import article_row, claim_rows, failure_row, page_row, stored_row
from reportedly.export.shards import ARTICLES, CLAIMS, FAILURES, PAGES, TABLES, TableBuffer
from reportedly.model.archives import ArchivedReport, Failure, StoredText
from reportedly.model.claims import Accusation, Step
from reportedly.pipeline import read, triage, triage_text

__all__ = ["Done", "TableBytes", "Task", "given_up", "read_piece"]

# What a fault of the reader looks like: it costs the record, never the piece.
_FAULTS = (LookupError, ValueError, TypeError, RecursionError, AttributeError, ArithmeticError, AssertionError, MemoryError)
_TELL = "please tell the makers, with this line"

At = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A piece to read.

    ``avoid`` holds records at which whoever read them died, with the reason. ``until`` is the last record before a place at which that happened while
    the inputs were read, with the reason: nothing behind it is read.
    """

    piece: Piece
    settings: BulkSettings
    avoid: Mapping[str, str] = field(default_factory=dict)
    until: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class TableBytes:
    """The rows of a table as a Parquet file."""

    table: str
    rows: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a piece."""

    number: int
    counts: Counts
    tables: tuple[TableBytes, ...]
    trail: Trail


class _Writing:
    """The tables of a piece while it is read."""

    def __init__(self) -> None:
        self._tables = {table.name: TableBuffer(table) for table in TABLES}
        self.counts = Counts()

    def report(self, report: ArchivedReport) -> None:
        self._tables[ARTICLES.name].add(article_row(report))
        self._tables[PAGES.name].add(page_row(report))
        for row in claim_rows(report):
            self._tables[CLAIMS.name].add(row)
        case = any(isinstance(claim.says, Step | Accusation) for claim in report.reading.claims)
        self.counts += Counts(kept=1, cases=int(case))

    def skip(self, stored: StoredText | None) -> None:
        if stored is not None:
            self._tables[ARTICLES.name].add(stored_row(stored))
        self.counts += Counts(skipped=1)

    def fail(self, failure: Failure) -> None:
        self._tables[FAILURES.name].add(failure_row(failure))
        self.counts += Counts(failed=1)

    def finished(self) -> tuple[TableBytes, ...]:
        return tuple(TableBytes(name, table.rows, table.finished()) for name, table in self._tables.items() if table.rows)


def read_piece(task: Task, at: At) -> Done:
    """Read a piece.

    Args:
        task: The piece.
        at: Told of each record before it is read, and of nothing ("") between records.
    """
    trail, out = Trail(), _Writing()
    for item in records_of(task.piece, trail, dict(task.settings.columns)):
        record = item.record
        at(record)
        if isinstance(item, Failure):
            out.fail(item)
        elif record in task.avoid:
            out.fail(Failure(record, item.url, task.avoid[record], _TELL))
        else:
            _read(item, task.settings, out)
        at("")
        if task.until is not None and record == task.until[0]:
            out.fail(Failure(f"{record}+", None, f"all that follows in this piece could not be read: {task.until[1]}", _TELL))
            break
    return Done(task.piece.number, out.counts + Counts(passed=trail.passed), out.finished(), trail)


def given_up(piece: Piece, why: str) -> Done:
    """A piece of which nothing could be read."""
    out = _Writing()
    where = f"{piece.files[0].place}@{piece.first}"
    out.fail(Failure(where, None, f"nothing from here up to {piece.last} could be read: {why}", _TELL))
    return Done(piece.number, out.counts, out.finished(), Trail())


def _read(raw: RawReport, settings: BulkSettings, out: _Writing) -> None:
    try:
        what = _told_by(raw, settings)
        if isinstance(what, ArchivedReport):
            out.report(what)
        else:
            out.skip(what)
    except ReportedlyError as error:
        out.fail(Failure(raw.record, raw.url, error.what, error.mend))
    except _FAULTS as fault:
        out.fail(Failure(raw.record, raw.url, f"a fault of the reader, not of the report: {type(fault).__name__}: {fault}"[:500], _TELL))


def _told_by(raw: RawReport, settings: BulkSettings) -> ArchivedReport | StoredText | None:
    """What a record tells: what was read in it, its text if it tells no case and such texts are stored, or None.

    Raises:
        InputError: If there is no report in it.
    """
    stored = settings.skipped is Skipped.STORE
    worth = triage(unpacked(raw.content, MAX_BYTES), raw.media_type, raw.charset, settings.lang or raw.given.lang)
    if not worth.keep and not stored:
        return None
    found = collect_raw(raw, settings.overrides)
    # What stands around a report can have the words of a case too: once the report is taken out of its page, it is looked at again.
    if worth.keep and triage_text(found.article.text, found.article.lang, worth.telling).keep:
        return ArchivedReport(raw.record, read(found.article), found.snapshot, raw.exchange)
    return StoredText(raw.record, found.article) if stored else None

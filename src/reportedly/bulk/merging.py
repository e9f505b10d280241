"""Reports of an archive into a store: read, kept, compared and folded bundle by bundle, with other processes working things out ahead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from reportedly.bulk.crew import Crew, Order
from reportedly.errors import InputError
from reportedly.model.archives import ArchivedReport, Failure
from reportedly.review.loading import Compared, Counts, compare, keep_compared, keep_reports, keep_settled, prepare
from reportedly.review.settling import Settled, hanging_together, settled
from reportedly.store import Connection, Store
from reportedly.store.deciding import report_of
from reportedly.store.loading import ReadyReport, mark_loaded, rows_loaded
from reportedly.store.pouring import roomy
from reportedly.store.waiting import leave, next_to_compare, next_to_place

__all__ = ["Chunk", "Merged", "Stride", "Tick", "merge"]

_BUNDLE = 4_000
_SLICE = 250
_PIECES = 100
_CACHE_MB = 256
_FAULTS = (LookupError, ValueError, TypeError, RecursionError, AttributeError)


class Stride(StrEnum):
    """What is being done: reports are kept, or cases are folded."""

    KEEPING = "reports"
    FOLDING = "cases"


Tick = Callable[[Stride, int], None]
"""Told what is being done, and how many more reports or parts are through."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a shard of an archive.

    ``shard`` is what the shard is known by wherever it lies; ``end`` is the row after the last. ``read`` gives the reports, and for each row that
    cannot be loaded why; it is called in another process.
    """

    shard: str
    end: int
    read: Callable[[], Iterable[ArchivedReport | Failure]]


@dataclass(slots=True)
class Merged:
    """What came of it: counts of reports, of case files that were folded, of chunks that were in already, and the rows that were set aside."""

    reports: Counts = field(default_factory=Counts)
    cases: int = 0
    known: int = 0
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Prepared:
    chunk: Chunk
    reports: tuple[ReadyReport, ...]
    failures: tuple[Failure, ...]
    whole: bool


def merge(store: Store, chunks: Iterable[Chunk], at: Callable[[], datetime], *, processes: int = 0, tick: Tick = lambda *_: None) -> Merged:
    """Load reports into a store and bring its case files up to date, with the same result as adding them one by one.

    Each bundle is kept in one transaction together with how far its shards are in. After a crash the same call goes on where it was cut off.

    Args:
        store: The store. Others may read and write it meanwhile.
        chunks: What to load.
        at: The moment of keeping.
        processes: How many processes work beside this one.
        tick: Told the stride, and how many more reports or parts are through.
    """
    merged = Merged()
    with Crew(store, processes) as crew:
        with store.writing() as connection:
            roomy(connection, _CACHE_MB)
        compare_waiting(store, crew)
        for bundle in _bundles(_prepared(store, crew, chunks, merged)):
            merged.failures += [failure for one in bundle for failure in one.failures]
            reports = [report for one in bundle for report in one.reports]
            with store.writing() as connection:
                merged.reports += keep_reports(connection, reports, at())
                for one in (one for one in bundle if one.whole):
                    mark_loaded(connection, one.chunk.shard, one.chunk.end, at())
            compare_waiting(store, crew)
            tick(Stride.KEEPING, len(reports))
        while placed := _place_some(store, crew, merged):
            tick(Stride.FOLDING, placed)
    return merged


def _prepared(store: Store, crew: Crew, chunks: Iterable[Chunk], merged: Merged) -> Iterator[_Prepared]:
    def missing() -> Iterator[tuple[Callable[[Chunk], _Prepared], tuple[Chunk]]]:
        for chunk in chunks:
            with store.reading() as connection:
                is_in = rows_loaded(connection, chunk.shard) >= chunk.end
            if is_in:
                merged.known += 1
            else:
                yield _prepare_chunk, (chunk,)

    yield from crew.apart(missing())


def _prepare_chunk(chunk: Chunk) -> _Prepared:
    reports: list[ReadyReport] = []
    failures: list[Failure] = []
    try:
        for item in chunk.read():
            found = item if isinstance(item, Failure) else _prepared_or_not(item)
            if isinstance(found, Failure):
                failures.append(found)
            else:
                reports.append(found)
    except InputError as error:
        # The rest of the chunk is tried again next time.
        failures.append(Failure(error.where or chunk.shard, None, error.what, error.mend or ""))
        return _Prepared(chunk, tuple(reports), tuple(failures), whole=False)
    return _Prepared(chunk, tuple(reports), tuple(failures), whole=True)


def _prepared_or_not(item: ArchivedReport) -> ReadyReport | Failure:
    try:
        return prepare(item)
    except _FAULTS as fault:
        url, what = item.reading.article.url, f"a fault of this program: {type(fault).__name__}: {fault}"
        return Failure(item.record, url, what, "please tell those who write this program; the rest was loaded")


def _bundles(prepared: Iterable[_Prepared]) -> Iterator[list[_Prepared]]:
    bundle: list[_Prepared] = []
    for one in prepared:
        bundle.append(one)
        if sum(len(each.reports) for each in bundle) >= _BUNDLE:
            yield bundle
            bundle = []
    if bundle:
        yield bundle


def compare_waiting(store: Store, crew: Crew) -> None:
    """Compare all parts that wait for it, in one transaction: none of them may be left out when others are pushed apart."""
    with store.writing() as connection:
        waiting = next_to_compare(connection)
        if not waiting:
            return
        fresh = frozenset(waiting)
        orders = (Order(compare, (waiting[start : start + _SLICE], fresh)) for start in range(0, len(waiting), _SLICE))
        found: list[Compared] = list(crew.in_order(connection, orders))
        keep_compared(connection, found, fresh)


def _place_some(store: Store, crew: Crew, merged: Merged) -> int:
    """Find the place of some parts that wait for it, with all that hangs together with them, in one transaction."""
    with store.writing() as connection:
        seeds = next_to_place(connection, _BUNDLE)
        if not seeds:
            return 0
        pieces = hanging_together(connection, seeds)
        reports = frozenset(map(report_of, seeds))
        orders = (Order(settle_pieces, (some, reports & {report_of(part) for piece in some for part in piece})) for some in _some(pieces))
        for some, found in zip(_some(pieces), crew.in_order(connection, orders), strict=True):
            merged.cases += keep_settled(connection, found, {part for piece in some for part in piece})
        # Parts that were taken away meanwhile are in no piece.
        leave(connection, seeds)
        return len(seeds)


def settle_pieces(connection: Connection, pieces: Sequence[frozenset[str]], reports: frozenset[str]) -> list[Settled]:
    """What becomes of pieces that hang together."""
    return settled(connection, pieces, reports)


def _some(pieces: Sequence[frozenset[str]]) -> Iterator[list[frozenset[str]]]:
    some: list[frozenset[str]] = []
    for piece in pieces:
        some.append(piece)
        if sum(map(len, some)) >= _PIECES:
            yield some
            some = []
    if some:
        yield some

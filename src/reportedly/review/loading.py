"""Many reports at once, in three strides that each keep a bundle in one transaction: reports kept, parts compared, cases folded once.

What only needs to be worked out (``prepare``, ``compare``, ``settled``) is apart from what is kept, so that several processes can work it out. It
gives the same cases as adding report by report. Whenever it is cut off, what was kept stays, and the strides that remain are taken up again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportedly.casefile.parts import parts as parts_of
from reportedly.model.archives import ArchivedReport
from reportedly.model.claims import ReportReading
from reportedly.resolve.candidates import keys
from reportedly.resolve.judging import links
from reportedly.resolve.reuse import sketch
from reportedly.review.casework import take_in
from reportedly.review.findable import documents_of
from reportedly.review.settling import Settled
from reportedly.store import Connection
from reportedly.store import parts as shelf
from reportedly.store.casefiles import keep_cases, known_cases
from reportedly.store.codec import unpack
from reportedly.store.loading import ReadyReport, keep_new, ready, taken
from reportedly.store.nearness import Edge, Near, edge_rows, keep_new_edges, linked_pairs, near, pushed_apart
from reportedly.store.reports import Outcome
from reportedly.store.waiting import leave, mark_compared, wait

__all__ = ["Compared", "Counts", "compare", "keep_compared", "keep_reports", "keep_settled", "prepare"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of reports that were loaded: how many were new, changed what was known, or were there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing some parts gave: what is near them, and the judgements that link, as they are kept."""

    near: Near
    links: tuple[Edge, ...]


def prepare(report: ArchivedReport) -> ReadyReport:
    """Work out everything that is kept of a report."""
    reading = report.reading
    told = [(part, keys(part)) for part in parts_of(reading)]
    return ready(reading, report.snapshot, sketch(reading.article), documents_of(reading), told)


def keep_reports(connection: Connection, some: Sequence[ReadyReport], at: datetime) -> Counts:
    """Keep reports; their parts wait to be compared.

    A report that the store knows by its id or address already is taken in by itself, with all that a version or another reading of it changes.

    Args:
        connection: A connection that may write.
        some: The reports.
        at: The moment of keeping.
    """
    ids, addresses = taken(connection, some)
    new: list[ReadyReport] = []
    known: list[ReadyReport] = []
    for report in some:
        is_known = report.id in ids or (report.address is not None and report.address in addresses)
        (known if is_known else new).append(report)
        ids.add(report.id)
        if report.address is not None:
            addresses.add(report.address)
    keep_new(connection, new, at)
    counts = Counts(added=len(new))
    for report in known:
        counts += _keep_known(connection, report, at)
    return counts


def _keep_known(connection: Connection, report: ReadyReport, at: datetime) -> Counts:
    reading: ReportReading = unpack(ReportReading, report.payload)
    kept, affected = take_in(connection, reading, report.snapshot, at)
    if affected is None:
        return Counts(unchanged=1)
    # Where the report tells nothing any more, only those left behind wait.
    wait(connection, affected.parts | shelf.parts_of_reports(connection, affected.reports))
    return Counts(added=1) if kept.outcome is Outcome.ADDED else Counts(changed=1)


def compare(connection: Connection, some: Sequence[str], fresh: frozenset[str]) -> Compared:
    """Compare parts with those near them; nothing is kept yet.

    Args:
        connection: A connection.
        some: Ids of parts.
        fresh: All parts that wait to be compared, these among them.
    """
    found = near(connection, some, fresh)
    parts = {part.id: part for part in shelf.load_parts(connection, {end for pair in found.pairs for end in pair})}
    return Compared(found, edge_rows(links(parts, found.pairs)))


def keep_compared(connection: Connection, found: Sequence[Compared], fresh: frozenset[str]) -> None:
    """Keep what comparing gave, and let go of links between others that the fresh parts have pushed out of each other's window.

    Args:
        connection: A connection that may write.
        found: What comparing all the fresh parts gave.
        fresh: Their ids; they wait for their place now.
    """
    keep_new_edges(connection, [link for one in found for link in one.links])
    apart = linked_pairs(connection, pushed_apart((one.near for one in found), fresh))
    parted = [pair for pair in apart if not shelf.near_keys(connection, *pair)]
    shelf.drop_edges(connection, parted)
    mark_compared(connection, sorted(fresh))
    wait(connection, (part for pair in parted for part in pair))


def keep_settled(connection: Connection, found: Sequence[Settled], placed: Iterable[str]) -> int:
    """Keep the cases that parts were divided into.

    Args:
        connection: A connection that may write.
        found: What became of each piece that hangs together.
        placed: The parts that have their place now.

    Returns:
        How many case files were folded.
    """
    folded = [case for piece in found for case in piece.folded]
    before = known_cases(connection, [case.case for case in folded])
    keep_cases(connection, [*before, *(case for piece in found for case in piece.gone)], [case.rows for case in folded])
    shelf.assign_many(connection, [(part, case.case) for case in folded for part in case.parts])
    leave(connection, placed)
    return len(folded)

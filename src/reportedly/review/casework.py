"""From reports in the store to its case files: which parts tell one case, and what the case file says.

Nothing here depends on the order in which reports came in. Two parts are compared when they stand near each other under a shared key; the parts that
such comparisons hold together are divided into cases all at once; so adding a report gives what making everything anew would give.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportedly.casefile.parts import parts as parts_of
from reportedly.model.cases import CasePart, Verdict
from reportedly.model.claims import ReportReading
from reportedly.model.text import Article, Snapshot
from reportedly.resolve.candidates import keys
from reportedly.resolve.judging import judge
from reportedly.resolve.reuse import sketch
from reportedly.review.findable import documents_of
from reportedly.review.masking import masked
from reportedly.review.settling import Affected, settle
from reportedly.store import Connection, Store
from reportedly.store import parts as shelf
from reportedly.store.casefiles import cases_of_reports, drop_case
from reportedly.store.deciding import report_of
from reportedly.store.derived import forget_derived
from reportedly.store.erasing import mask_of
from reportedly.store.reports import Kept, Outcome, current_reading, keep, keep_reading, report_ids
from reportedly.store.search import index_report

__all__ = ["TABLE", "Added", "add", "add_within", "read_again", "rebuild", "refold", "refresh_reports", "take_in"]

TABLE = "imported table"
"""What a reading is marked with that was made from a row of somebody's table, and each of its claims: no reader of sentences can make it anew."""

_LINKING = (Verdict.SAME, Verdict.MAYBE)


@dataclass(frozen=True, slots=True)
class Added:
    """A report that was added: its id, what changed, and the cases that it tells."""

    report: str
    outcome: Outcome
    cases: tuple[str, ...]


def add(store: Store, reading: ReportReading, snapshot: Snapshot, at: datetime) -> Added:
    """Keep a report and bring the case files up to date, all in one transaction.

    Args:
        store: The store.
        reading: What was read in the report.
        snapshot: The bytes it came in.
        at: The moment of adding.
    """
    with store.writing() as connection:
        return add_within(connection, reading, snapshot, at)


def add_within(connection: Connection, reading: ReportReading, snapshot: Snapshot, at: datetime) -> Added:
    """Keep a report and bring the case files up to date, in the transaction of somebody else.

    Args:
        connection: A connection that may write.
        reading: What was read in the report.
        snapshot: The bytes it came in.
        at: The moment of adding.
    """
    kept, affected = take_in(connection, reading, snapshot, at)
    if affected is not None:
        settle(connection, affected)
    return Added(kept.id, kept.outcome, tuple(cases_of_reports(connection, [kept.id]).get(kept.id, ())))


def take_in(connection: Connection, reading: ReportReading, snapshot: Snapshot, at: datetime) -> tuple[Kept, Affected | None]:
    """Keep a report and compare it with those near; its place among the cases is still to be found.

    Args:
        connection: A connection that may write.
        reading: What was read in the report.
        snapshot: The bytes it came in.
        at: The moment of keeping.

    Returns:
        What was kept, and what that touches: to be settled in the same transaction, or left waiting in it. None when nothing has changed.
    """
    url = reading.article.url
    is_name = mask_of(connection, reading.article.id, url)
    if is_name is not None:
        reading = masked(reading, is_name).reading
        snapshot = replace(snapshot, media_type="text/plain", content=reading.article.text.encode())
    kept = keep(connection, reading, snapshot, at, url=url)
    if kept.outcome in (Outcome.UNCHANGED, Outcome.MASKED):
        return kept, None
    return kept, _refresh(connection, kept.number, kept.id)


def refresh_reports(connection: Connection, reports: Sequence[tuple[int, str]]) -> None:
    """Derive all about some reports again, whose readings have changed."""
    affected = Affected()
    for number, report in reports:
        found = _refresh(connection, number, report)
        affected.parts |= found.parts
        affected.reports |= found.reports
    settle(connection, affected)


def refold(connection: Connection, reports: Iterable[str]) -> tuple[str, ...]:
    """Place and fold again the cases that some reports tell, after a decision about them.

    Returns:
        The cases.
    """
    seeds = shelf.parts_in_same_case(connection, shelf.parts_of_reports(connection, reports))
    return settle(connection, Affected(seeds, {report_of(seed) for seed in seeds}))


def rebuild(store: Store, tick: Callable[[], None] = lambda: None) -> None:
    """Make everything that is derived anew from reports, claims and decisions, in one transaction."""
    with store.writing() as connection:
        forget_derived(connection)
        for number, report in report_ids(connection):
            _refresh(connection, number, report)
            tick()
        while waiting := shelf.part_without_case(connection):
            settle(connection, Affected({waiting}))


def read_again(store: Store, read: Callable[[Article], ReportReading], tick: Callable[[], None] = lambda: None) -> int:
    """Read the kept reports again, each in a transaction of its own.

    Reports from which somebody was expunged, and rows of tables, are left as they are.

    Returns:
        How many of them read differently now.
    """
    with store.reading() as connection:
        every = list(report_ids(connection))
    changed = 0
    for number, report in every:
        with store.reading() as connection:
            known = current_reading(connection, number)
        if known.model == TABLE:
            tick()
            continue
        reading = read(known.article)
        with store.writing() as connection:
            if mask_of(connection, report, None) is None and keep_reading(connection, number, reading):
                settle(connection, _refresh(connection, number, report))
                changed += 1
        tick()
    return changed


def _refresh(connection: Connection, number: int, report: str) -> Affected:
    """Take a report's parts away, put its present ones in, and compare them with those near."""
    affected = Affected(reports={report})
    for part in shelf.parts_of_report(connection, number):
        left = _take_out(connection, part)
        affected.parts |= left
        # A case that keeps its other parts is told anew without this one.
        affected.reports.update(map(report_of, left))
    reading = current_reading(connection, number)
    shelf.keep_sketch(connection, number, sketch(reading.article))
    index_report(connection, number, documents_of(reading))
    for part in parts_of(reading):
        affected.parts |= _put_in(connection, number, part)
    return affected


def _put_in(connection: Connection, number: int, part: CasePart) -> set[str]:
    own_keys = keys(part)
    shelf.keep_part(connection, number, part, own_keys)
    near, apart = set[str](), set[tuple[str, str]]()
    for side in shelf.windows(connection, part, own_keys):
        near.update(side.before, side.after)
        apart.update(side.straddling)
    _judge(connection, [(part, other) for other in shelf.load_parts(connection, near)])
    # Those that the newcomer pushed out of each other's window are no longer compared, unless another key still brings them together.
    linked = {(edge.left, edge.right) for edge in shelf.edges_among(connection, {left for left, _ in apart})}
    parted = [(left, right) for left, right in sorted(apart) if {(left, right), (right, left)} & linked]
    parted = [pair for pair in parted if not shelf.near_keys(connection, *pair)]
    shelf.drop_edges(connection, parted)
    return {part.id}.union(*parted)


def _take_out(connection: Connection, part: CasePart) -> set[str]:
    joined = {pair for side in shelf.windows(connection, part, shelf.keys_of(connection, part.id)) for pair in side.straddling}
    left_behind = shelf.parts_in_same_case(connection, {part.id}) - {part.id}
    if not left_behind:
        # Nothing would lead back to the case once its last part is gone.
        for case in shelf.members(connection, {part.id}):
            drop_case(connection, case)
    shelf.remove_part(connection, part.id)
    parts = {other.id: other for other in shelf.load_parts(connection, {key for pair in joined for key in pair})}
    _judge(connection, [(parts[left], parts[right]) for left, right in sorted(joined)])
    return left_behind | set(parts)


def _judge(connection: Connection, pairs: Iterable[tuple[CasePart, CasePart]]) -> None:
    # Two parts of one report are two cases by the report's own word.
    judged = (judge(*sorted(pair, key=lambda part: part.order)) for pair in pairs if pair[0].article_id != pair[1].article_id)
    shelf.keep_edges(connection, [judgement for judgement in judged if judgement.verdict in _LINKING])

"""Parts of reports, the keys that bring together those that may tell one case, and what comparing them gave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from sqlalchemy import Connection, TextClause, and_, bindparam, delete, func, or_, select, text, union_all, update

from reportedly.model.cases import CasePart, Judgement, Sketch, Verdict, case_id_of
from reportedly.store.codec import dumps, loads, pack, unpack
from reportedly.store.pouring import beside
from reportedly.store.proposals import drop_proposals, drop_proposals_of, keep_proposals
from reportedly.store.rows import ONE_OF, batches, begins, insert_new, upsert
from reportedly.store.schema import edges, part_keys, parts, reports, signatures

__all__ = [
    "WINDOW",
    "Side",
    "assign",
    "assign_many",
    "case_of_alias",
    "drop_edges",
    "edges_among",
    "edges_with",
    "existing",
    "keep_edges",
    "keep_part",
    "keep_sketch",
    "keys_of",
    "load_parts",
    "members",
    "near_keys",
    "part_without_case",
    "parts_in_same_case",
    "parts_of_cases",
    "parts_of_report",
    "parts_of_reports",
    "rank_of",
    "remove_part",
    "sketches_of",
    "windows",
]

WINDOW = 12
_PARTS_KEPT = 8192

# Statements that adding a report runs again and again are put together once: that costs more than running them.
_PARTS = select(parts.c.rank, parts.c.payload).where(parts.c.id.in_(ONE_OF))
_OF_REPORT = select(parts.c.payload).where(parts.c.report == bindparam("report")).order_by(parts.c.rank)
_EXISTING = select(parts.c.id).where(parts.c.id.in_(ONE_OF))
_MEMBERS = select(parts.c.id, parts.c.case_id).where(parts.c.id.in_(ONE_OF), parts.c.case_id.is_not(None))
_CASES = select(parts.c.case_id).where(parts.c.id.in_(ONE_OF), parts.c.case_id.is_not(None))
_IN_SAME_CASE = select(parts.c.id).where(parts.c.case_id.in_(_CASES))
_ASSIGN = update(parts).where(parts.c.id.in_(ONE_OF)).values(case_id=bindparam("case"))
_EDGE = select(edges.c.low, edges.c.high, edges.c.payload)
_EDGES = union_all(*(_EDGE.where(side.in_(ONE_OF)) for side in (edges.c.low, edges.c.high)))
_SKETCHES = select(signatures.c.payload).join(reports, reports.c.number == signatures.c.report).where(reports.c.id.in_(ONE_OF)).order_by(reports.c.id)


def rank_of(part: CasePart) -> str:
    """The place of a part in the canonical order, as text that sorts so in every database."""
    day, article, number = part.order
    return f"{day}|{article}|{number:04d}"


def keep_part(connection: Connection, report: int, part: CasePart, keys: Iterable[str]) -> None:
    """Keep a part of a report and its keys; it belongs to no case yet."""
    row = {"id": part.id, "report": report, "rank": rank_of(part), "payload": pack(part), "alias": case_id_of(part), "case_id": None}
    upsert(connection, parts, [row])
    insert_new(connection, part_keys, [{"key": key, "rank": row["rank"], "part": part.id} for key in sorted(keys)])


def remove_part(connection: Connection, part: str) -> None:
    """Take a part away with its keys and edges."""
    connection.execute(delete(part_keys).where(part_keys.c.part == part))
    connection.execute(delete(edges).where(or_(edges.c.low == part, edges.c.high == part)))
    drop_proposals_of(connection, part)
    connection.execute(delete(parts).where(parts.c.id == part))


@dataclass(frozen=True, slots=True)
class Side:
    """The parts that stand next to one part under one key, nearest first: those before it and those after it in canonical order."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def straddling(self) -> list[tuple[str, str]]:
        """The pairs that stand just within the window of each other without the part, and just outside of it with the part."""
        return [(left, self.after[WINDOW - number]) for number, left in enumerate(self.before, 1) if WINDOW - number < len(self.after)]


def windows(connection: Connection, part: CasePart, keys: Iterable[str]) -> list[Side]:
    """The nearest parts on both sides of a part under each of its keys.

    Under each key the parts stand in canonical order, and only the nearest on each side are looked at: the cost stays the same however many
    parts share a key, and what is compared does not depend on the order in which reports came in.
    """
    found: list[Side] = []
    for batch in batches(sorted(keys), 200):
        sides: dict[tuple[int, str], list[tuple[str, str]]] = {}
        values: dict[str, object] = {f"k{number}": key for number, key in enumerate(batch)}
        for row in connection.execute(_window_query(len(batch)), {"rank": rank_of(part), "size": WINDOW, **values}):
            sides.setdefault((row.number, row.side), []).append((row.rank, row.part))
        for number in range(len(batch)):
            before = sorted(sides.get((number, "before"), ()), reverse=True)
            after = sorted(sides.get((number, "after"), ()))
            found.append(Side(tuple(key for _, key in before), tuple(key for _, key in after)))
    return found


@lru_cache(maxsize=256)
def _window_query(size: int) -> TextClause:
    # Written out, since putting hundreds of such pieces together anew each time costs more than running them.
    pieces = []
    for number in range(size):
        for side, compare, order in (("before", "<", "DESC"), ("after", ">", "ASC")):
            under = f"SELECT part, rank FROM part_keys WHERE key = :k{number} AND rank {compare} :rank ORDER BY rank {order} LIMIT :size"  # noqa: S608 (only numbers go in)
            pieces.append(f"SELECT {number} AS number, '{side}' AS side, part, rank FROM ({under}) AS s{number}{side}")  # noqa: S608 (only numbers go in)
    return text(" UNION ALL ".join(pieces))


def near_keys(connection: Connection, low: str, high: str) -> bool:
    """Whether two parts still stand within the window of each other under some key."""
    left, right = part_keys.alias(), part_keys.alias()
    shared = select(left.c.key, left.c.rank.label("low"), right.c.rank.label("high")).join(right, right.c.key == left.c.key)
    for row in connection.execute(shared.where(left.c.part == low, right.c.part == high)):
        first, last = sorted((row.low, row.high))
        between = select(part_keys.c.rank).where(part_keys.c.key == row.key, part_keys.c.rank > first, part_keys.c.rank <= last).limit(WINDOW + 1)
        if connection.execute(select(func.count()).select_from(between.subquery())).scalar_one() <= WINDOW:
            return True
    return False


def load_parts(connection: Connection, ids: Iterable[str]) -> list[CasePart]:
    """Parts by id, in canonical order."""
    found: list[tuple[str, bytes]] = []
    for batch in batches(sorted(ids)):
        found += [(row.rank, row.payload) for row in connection.execute(_PARTS, {"ids": batch})]
    return [_part(payload) for _, payload in sorted(found)]


@lru_cache(maxsize=_PARTS_KEPT)
def _part(payload: bytes) -> CasePart:
    # Whoever merges many reports meets the same neighbours again and again.
    return cast(CasePart, unpack(CasePart, payload))


def parts_of_cases(connection: Connection, cases: Iterable[str]) -> dict[str, tuple[CasePart, ...]]:
    """The parts of some cases, by case, in canonical order."""
    found: dict[str, list[CasePart]] = {}
    for batch in batches(sorted(cases)):
        rows = connection.execute(select(parts.c.case_id, parts.c.payload).where(parts.c.case_id.in_(batch)).order_by(parts.c.rank))
        for row in rows:
            found.setdefault(row.case_id, []).append(unpack(CasePart, row.payload))
    return {case: tuple(items) for case, items in found.items()}


def parts_of_report(connection: Connection, report: int) -> list[CasePart]:
    """The parts of one report."""
    return [unpack(CasePart, row.payload) for row in connection.execute(_OF_REPORT, {"report": report})]


def case_of_alias(connection: Connection, alias: str) -> list[str]:
    """The cases of the parts whose alias begins so: an id that was ever printed for a case finds the case that its part belongs to now."""
    query = select(parts.c.case_id).where(begins(parts.c.alias, alias), parts.c.case_id.is_not(None)).distinct()
    return list(connection.execute(query.order_by(parts.c.case_id).limit(5)).scalars())


def existing(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of some ids that are parts now."""
    found: set[str] = set()
    for batch in batches(sorted(ids)):
        found.update(connection.execute(_EXISTING, {"ids": batch}).scalars())
    return found


def members(connection: Connection, ids: Iterable[str]) -> dict[str, set[str]]:
    """The cases that some parts belong to now, with those of the parts that do."""
    found: dict[str, set[str]] = {}
    for batch in batches(sorted(ids)):
        for row in connection.execute(_MEMBERS, {"ids": batch}):
            found.setdefault(row.case_id, set()).add(row.id)
    return found


def parts_in_same_case(connection: Connection, ids: Iterable[str]) -> set[str]:
    """All parts of the cases that some parts belong to now."""
    found: set[str] = set()
    for batch in batches(sorted(ids)):
        found.update(connection.execute(_IN_SAME_CASE, {"ids": batch}).scalars())
    return found


def parts_of_reports(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Ids of all parts of some reports, by id."""
    found: set[str] = set()
    for batch in batches(sorted(ids)):
        query = select(parts.c.id).join(reports, reports.c.number == parts.c.report).where(reports.c.id.in_(batch))
        found.update(connection.execute(query).scalars())
    return found


def part_without_case(connection: Connection) -> str | None:
    """A part that has no case yet."""
    return connection.execute(select(parts.c.id).where(parts.c.case_id.is_(None)).limit(1)).scalar()


def keys_of(connection: Connection, part: str) -> frozenset[str]:
    """The keys of a part."""
    return frozenset(connection.execute(select(part_keys.c.key).where(part_keys.c.part == part)).scalars())


def assign(connection: Connection, case: str | None, ids: Sequence[str]) -> None:
    """Say which case some parts belong to."""
    for batch in batches(ids):
        connection.execute(_ASSIGN, {"ids": batch, "case": case})


def assign_many(connection: Connection, placed: Sequence[tuple[str, str]]) -> None:
    """Say for many parts which case each belongs to.

    Args:
        connection: A connection that may write.
        placed: Pairs of a part and its case.
    """
    if connection.dialect.name == "sqlite":
        if placed:
            connection.exec_driver_sql("UPDATE parts SET case_id = ? WHERE id = ?", [(case, part) for part, case in placed])
        return
    with beside(connection, "placed", ("part", "at"), ("TEXT", "TEXT"), placed) as name:
        connection.execute(text(f"UPDATE parts SET case_id = {name}.at FROM {name} WHERE parts.id = {name}.part"))  # noqa: S608 (our own name)


def keep_edges(connection: Connection, judgements: Iterable[Judgement]) -> None:
    """Keep what comparing pairs of parts gave."""
    kept = list(judgements)
    if kept:
        upsert(connection, edges, [_edge_row(judgement) for judgement in kept])
        keep_proposals(connection, kept)


def _edge_row(judgement: Judgement) -> dict[str, str]:
    low, high = sorted((judgement.left, judgement.right))
    return {"low": low, "high": high, "verdict": judgement.verdict.value, "payload": dumps(judgement)}


def edges_among(connection: Connection, ids: Iterable[str]) -> list[Judgement]:
    """The kept judgements that have any of these parts on the one side, in a fixed order."""
    found: dict[tuple[str, str], str] = {}
    for batch in batches(sorted(ids)):
        found.update({(row.low, row.high): row.payload for row in connection.execute(_EDGES, {"ids": batch})})
    return [loads(Judgement, found[pair]) for pair in sorted(found)]


def edges_with(connection: Connection, verdict: Verdict) -> list[Judgement]:
    """All kept judgements with a verdict."""
    query = select(edges.c.payload).where(edges.c.verdict == verdict.value).order_by(edges.c.low, edges.c.high)
    return [loads(Judgement, row.payload) for row in connection.execute(query)]


def drop_edges(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Forget judgements about pairs that are no longer compared."""
    for left, right in pairs:
        low, high = sorted((left, right))
        connection.execute(delete(edges).where(and_(edges.c.low == low, edges.c.high == high)))
        drop_proposals(connection, [(low, high)])


def keep_sketch(connection: Connection, report: int, sketch: Sketch) -> None:
    """Keep the sketch of an article's text."""
    upsert(connection, signatures, [{"report": report, "payload": pack(sketch)}])


def sketches_of(connection: Connection, ids: Iterable[str]) -> list[Sketch]:
    """The sketches of some reports, by id."""
    found: list[Sketch] = []
    for batch in batches(sorted(ids)):
        found += [unpack(Sketch, row.payload) for row in connection.execute(_SKETCHES, {"ids": batch})]
    return found

"""Parts of reports, the keys that bring together those that may tell one case, and what comparing them gave."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, delete, func, literal, or_, select, union_all, update

from reportedly.model.cases import CasePart, Judgement, Sketch
from reportedly.store.codec import dumps, loads, pack, unpack
from reportedly.store.rows import batches, insert_new, upsert
from reportedly.store.schema import edges, part_keys, parts, signatures

__all__ = [
    "WINDOW",
    "assign",
    "case_of_part",
    "drop_edges",
    "edges_among",
    "edges_of",
    "keep_edges",
    "keep_parts",
    "keep_sketch",
    "load_parts",
    "near_keys",
    "neighbours",
    "parts_of_cases",
    "parts_of_report",
    "rank_of",
    "remove_parts",
    "sketches",
]

WINDOW = 12


def rank_of(part: CasePart) -> str:
    """The place of a part in the canonical order, as text that sorts so in every database."""
    day, article, number = part.order
    return f"{day}|{article}|{number:04d}"


def keep_parts(connection: Connection, report: int, found: Sequence[tuple[CasePart, frozenset[str]]]) -> None:
    """Keep the parts of a report and their keys; they belong to no case yet."""
    rows = [{"id": part.id, "report": report, "rank": rank_of(part), "payload": pack(part), "case_id": None} for part, _ in found]
    upsert(connection, parts, rows)
    keys = [{"key": key, "rank": rank_of(part), "part": part.id} for part, part_keys_found in found for key in sorted(part_keys_found)]
    insert_new(connection, part_keys, keys)


def remove_parts(connection: Connection, report: int) -> set[str]:
    """Take away the parts of a report with their keys and edges.

    Returns:
        The cases that they belonged to.
    """
    rows = connection.execute(select(parts.c.id, parts.c.case_id).where(parts.c.report == report)).all()
    ids = [row.id for row in rows]
    if ids:
        connection.execute(delete(part_keys).where(part_keys.c.part.in_(ids)))
        connection.execute(delete(edges).where(or_(edges.c.low.in_(ids), edges.c.high.in_(ids))))
        connection.execute(delete(parts).where(parts.c.report == report))
    return {row.case_id for row in rows if row.case_id}


def neighbours(connection: Connection, part: CasePart, keys: Iterable[str]) -> set[str]:
    """Ids of the parts that stand within the window of this part under any of its keys.

    Under each key the parts stand in canonical order, and only the nearest on each side are looked at: the cost stays the same however many
    parts share a key, and the outcome does not depend on the order in which reports came in.
    """
    rank, found = rank_of(part), set[str]()
    for batch in batches(sorted(keys), 600):
        sides = []
        for key in batch:
            under = select(part_keys.c.part).where(part_keys.c.key == literal(key))
            before = under.where(part_keys.c.rank < rank).order_by(part_keys.c.rank.desc()).limit(WINDOW)
            after = under.where(part_keys.c.rank > rank).order_by(part_keys.c.rank).limit(WINDOW)
            sides += [select(before.subquery()), select(after.subquery())]
        found.update(row.part for row in connection.execute(union_all(*sides)))
    found.discard(part.id)
    return found


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
        rows = connection.execute(select(parts.c.rank, parts.c.payload).where(parts.c.id.in_(batch)))
        found += [(row.rank, row.payload) for row in rows]
    return [unpack(CasePart, payload) for _, payload in sorted(found)]


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
    rows = connection.execute(select(parts.c.payload).where(parts.c.report == report).order_by(parts.c.rank))
    return [unpack(CasePart, row.payload) for row in rows]


def case_of_part(connection: Connection, part: str) -> str | None:
    """The case that a part belongs to."""
    return connection.execute(select(parts.c.case_id).where(parts.c.id == part)).scalar()


def assign(connection: Connection, case: str | None, ids: Sequence[str]) -> None:
    """Say which case some parts belong to."""
    for batch in batches(ids):
        connection.execute(update(parts).where(parts.c.id.in_(batch)).values(case_id=case))


def keep_edges(connection: Connection, judgements: Iterable[Judgement]) -> None:
    """Keep what comparing pairs of parts gave."""
    rows = [_edge_row(judgement) for judgement in judgements]
    if rows:
        upsert(connection, edges, rows)


def _edge_row(judgement: Judgement) -> dict[str, str]:
    low, high = sorted((judgement.left, judgement.right))
    return {"low": low, "high": high, "verdict": judgement.verdict.value, "payload": dumps(judgement)}


def edges_of(connection: Connection, part: str) -> list[Judgement]:
    """All kept judgements about a part."""
    rows = connection.execute(select(edges.c.payload).where(or_(edges.c.low == part, edges.c.high == part)).order_by(edges.c.low, edges.c.high))
    return [loads(Judgement, row.payload) for row in rows]


def edges_among(connection: Connection, ids: Iterable[str]) -> list[Judgement]:
    """The kept judgements that have any of these parts on the one side, in a fixed order."""
    found: dict[tuple[str, str], str] = {}
    for batch in batches(sorted(ids)):
        for side in (edges.c.low, edges.c.high):
            rows = connection.execute(select(edges.c.low, edges.c.high, edges.c.payload).where(side.in_(batch)))
            found.update({(row.low, row.high): row.payload for row in rows})
    return [loads(Judgement, found[pair]) for pair in sorted(found)]


def drop_edges(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Forget judgements about pairs that are no longer compared."""
    for left, right in pairs:
        low, high = sorted((left, right))
        connection.execute(delete(edges).where(and_(edges.c.low == low, edges.c.high == high)))


def keep_sketch(connection: Connection, report: int, sketch: Sketch) -> None:
    """Keep the sketch of an article's text."""
    upsert(connection, signatures, [{"report": report, "payload": pack(sketch)}])


def sketches(connection: Connection, numbers: Iterable[int]) -> dict[int, Sketch]:
    """Sketches by number of the report."""
    rows = connection.execute(select(signatures).where(signatures.c.report.in_(sorted(numbers))))
    return {row.report: unpack(Sketch, row.payload) for row in rows}

"""Which parts of reports stand near each other, for many at once: the candidates are found inside the database, in one statement.

It gives what ``parts.windows`` and ``parts.near_keys`` give one by one: under each key the parts stand in canonical order, and two of them are
compared when at most ``WINDOW - 1`` stand between them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import orjson
from sqlalchemy import Connection, select, text, union_all

from reportedly.model.cases import Judgement, Verdict
from reportedly.store.codec import dumps
from reportedly.store.facet_tables import proposals
from reportedly.store.parts import WINDOW
from reportedly.store.pouring import beside, pour_new
from reportedly.store.rows import ONE_OF, batches
from reportedly.store.schema import edges

__all__ = ["Edge", "Near", "edge_rows", "keep_new_edges", "linked_pairs", "near", "part_of_rank", "pushed_apart", "same_pairs"]

_UNDER = "SELECT rank FROM part_keys WHERE key = own.key AND rank {compare} own.rank ORDER BY rank {order} LIMIT {size}"
_KEYS = "FROM {fresh} AS fresh CROSS JOIN part_keys AS own WHERE own.part = fresh.part"
_EDGE = select(edges.c.low, edges.c.high).where(edges.c.verdict == Verdict.SAME.value)
_SAME = union_all(*(_EDGE.where(side.in_(ONE_OF)) for side in (edges.c.low, edges.c.high)))
_SIDES = (("<", "DESC"), (">", "ASC"))

Edge = tuple[str, str, str, str, float | None]
"""A judgement as it is kept: both ids, the lower one first, the verdict, the whole as text, and how doubtful it is where somebody is asked."""


@dataclass(frozen=True, slots=True)
class Near:
    """The parts near some.

    ``pairs`` are to be compared, each with its lower id first. ``crowded`` has for each key under which more stand than one window holds the ranks
    of those near: there others may have been pushed out of each other's window.
    """

    pairs: tuple[tuple[str, str], ...]
    crowded: dict[str, tuple[str, ...]]


def part_of_rank(rank: str) -> str:
    """The id of the part that has a rank."""
    article, _, number = rank.partition("|")[2].rpartition("|")
    return f"{article}#{int(number)}"


def near(connection: Connection, some: Sequence[str], fresh: frozenset[str]) -> Near:
    """The parts near some that are kept with their keys, and have not been compared yet.

    Args:
        connection: A connection.
        some: Ids of parts.
        fresh: All that have not been compared yet; of two of them the one with the lower id brings up the pair.
    """
    pairs: set[tuple[str, str]] = set()
    crowded: dict[str, set[str]] = {}
    part_at = cache(part_of_rank)
    for key, rank, before, after in _sides(connection, some):
        part, others = part_at(rank), [part_at(other) for other in (*before, *after)]
        pairs.update(_pair(part, other) for other in others if part < other or other not in fresh)
        if len(others) >= WINDOW and not fresh.issuperset(others):
            crowded.setdefault(key, set()).update((rank, *before, *after))
    # Two parts of one report are two cases by the report's own word.
    apart = sorted((low, high) for low, high in pairs if low.rpartition("#")[0] != high.rpartition("#")[0])
    return Near(tuple(apart), {key: tuple(ranks) for key, ranks in crowded.items()})


def pushed_apart(found: Iterable[Near], fresh: frozenset[str]) -> set[tuple[str, str]]:
    """Pairs of others that the fresh parts may have pushed out of each other's window.

    Args:
        found: What is near all fresh parts.
        fresh: Their ids.
    """
    crowded: dict[str, set[str]] = {}
    for one in found:
        for key, ranks in one.crowded.items():
            crowded.setdefault(key, set()).update(ranks)
    return {pair for ranks in crowded.values() for pair in _pushed(sorted(ranks), fresh)}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _sides(connection: Connection, fresh: Sequence[str]) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Every key and rank of some parts, with the ranks of the parts on both sides."""
    with beside(connection, "fresh_parts", ("part",), ("TEXT",), [(part,) for part in fresh]) as name:
        keys = _KEYS.format(fresh=name)
        under = [_UNDER.format(compare=compare, order=order, size=WINDOW) for compare, order in _SIDES]
        if connection.dialect.name == "postgresql":
            query = f"SELECT own.key, own.rank, ARRAY({under[0]}), ARRAY({under[1]}) {keys}"
            rows = [tuple(row) for row in connection.execute(text(query))]
        else:
            lists = ", ".join(f"(SELECT json_group_array(rank) FROM ({one}))" for one in under)  # noqa: S608 (our own words)
            found = connection.exec_driver_sql(f"SELECT own.key, own.rank, {lists} {keys}").all()
            rows = [(key, rank, _listed(before), _listed(after)) for key, rank, before, after in found]
    yield from ((key, rank, before, after) for key, rank, before, after in rows)


def _listed(packed: str) -> list[str]:
    return [] if packed == "[]" else orjson.loads(packed)


def _pushed(ranks: Sequence[str], fresh: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Pairs of others that stood within the window of each other under a key before the fresh ones came between them, and do not any more."""
    parts = [part_of_rank(rank) for rank in ranks]
    is_fresh = [part in fresh for part in parts]
    for left, part in enumerate(parts):
        if is_fresh[left]:
            continue
        others = 0
        for right in range(left + 1, len(parts)):
            if is_fresh[right]:
                continue
            others += 1
            if others > WINDOW:
                break
            if right - left > WINDOW:
                yield _pair(part, parts[right])


def linked_pairs(connection: Connection, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of some pairs that have a kept judgement, in order."""
    wanted = sorted(pairs)
    if not wanted:
        return []
    with beside(connection, "some_pairs", ("low", "high"), ("TEXT", "TEXT"), wanted) as name:
        query = f"SELECT e.low, e.high FROM {name} AS some CROSS JOIN edges AS e WHERE e.low = some.low AND e.high = some.high"  # noqa: S608 (our own name)
        return sorted((row.low, row.high) for row in connection.execute(text(query)))


def same_pairs(connection: Connection, ids: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs judged to tell one case that have any of some parts on one side."""
    found: set[tuple[str, str]] = set()
    for batch in batches(sorted(ids)):
        found.update((row.low, row.high) for row in connection.execute(_SAME, {"ids": batch}))
    return sorted(found)


def edge_rows(judgements: Iterable[Judgement]) -> tuple[Edge, ...]:
    """What comparing pairs gave as it is kept; worked out beside the process that writes."""
    return tuple(_edge(judgement) for judgement in judgements)


def _edge(judgement: Judgement) -> Edge:
    doubt = round(1 - judgement.score, 6) if judgement.verdict is Verdict.MAYBE else None
    return (*_pair(judgement.left, judgement.right), judgement.verdict.value, dumps(judgement), doubt)


def keep_new_edges(connection: Connection, rows: Iterable[Edge]) -> None:
    """Keep what comparing pairs gave that had not been compared before."""
    kept = sorted(rows)
    pour_new(connection, edges, ("low", "high", "verdict", "payload"), [row[:4] for row in kept])
    pour_new(connection, proposals, ("low", "high", "doubt"), [(*row[:2], row[4]) for row in kept if row[4] is not None])

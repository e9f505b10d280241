"""Pairs of parts that may tell one case, in the order in which somebody is asked about them: the surest first."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, func, or_, select, tuple_

from reportedly.model.cases import Judgement, Verdict
from reportedly.store.codec import loads
from reportedly.store.facet_tables import proposals
from reportedly.store.rows import batches, upsert
from reportedly.store.schema import edges, parts

__all__ = ["Asked", "drop_proposals", "drop_proposals_of", "fill_proposals", "keep_proposals", "proposals_from", "waiting"]

_PAGE = 200
# Where in the order a pair stands: how far it is from sure, then its two parts.
Asked = tuple[float, str, str]


def keep_proposals(connection: Connection, judgements: Iterable[Judgement]) -> None:
    """Keep the pairs that ask somebody, and let go of those whose judgement no longer does."""
    rows, sure = [], []
    for judgement in judgements:
        low, high = sorted((judgement.left, judgement.right))
        if judgement.verdict is Verdict.MAYBE:
            rows.append({"low": low, "high": high, "doubt": round(1 - judgement.score, 6)})
        else:
            sure.append((low, high))
    upsert(connection, proposals, rows)
    drop_proposals(connection, sure)


def drop_proposals(connection: Connection, pairs: Sequence[tuple[str, str]]) -> None:
    """Let go of some pairs, each with its lower part first."""
    for batch in batches(pairs, 200):
        connection.execute(delete(proposals).where(tuple_(proposals.c.low, proposals.c.high).in_(batch)))


def drop_proposals_of(connection: Connection, part: str) -> None:
    """Let go of all pairs that a part is in."""
    connection.execute(delete(proposals).where(or_(proposals.c.low == part, proposals.c.high == part)))


def fill_proposals(connection: Connection) -> None:
    """Find all pairs that ask somebody among the kept judgements."""
    rows = connection.execute(select(edges.c.payload).where(edges.c.verdict == Verdict.MAYBE.value)).scalars().all()
    keep_proposals(connection, [loads(Judgement, payload) for payload in rows])


def proposals_from(connection: Connection, after: Asked | None = None) -> Iterator[tuple[Asked, str, str, Judgement]]:
    """The pairs that lie in two cases now, the surest first.

    Args:
        connection: A connection.
        after: The pair after which to begin.

    Yields:
        Where the pair stands in the order, the case of each of its parts, and the judgement.
    """
    left, right = parts.alias(), parts.alias()
    order = (proposals.c.doubt, proposals.c.low, proposals.c.high)
    query = select(*order, left.c.case_id.label("left"), right.c.case_id.label("right"), edges.c.payload)
    query = query.join(left, left.c.id == proposals.c.low).join(right, right.c.id == proposals.c.high)
    query = query.join(edges, (edges.c.low == proposals.c.low) & (edges.c.high == proposals.c.high))
    query = query.where(left.c.case_id != right.c.case_id).order_by(*order).limit(_PAGE)
    while True:
        page = query.where(tuple_(*order) > after) if after else query
        rows = connection.execute(page).all()
        for row in rows:
            after = (row.doubt, row.low, row.high)
            yield after, row.left, row.right, loads(Judgement, row.payload)
        if len(rows) < _PAGE:
            return


def waiting(connection: Connection) -> int:
    """How many pairs of cases have a pair of parts that asks somebody; those on which somebody decided are among them."""
    left, right = parts.alias(), parts.alias()
    pairs = select(func.min(left.c.case_id)).select_from(proposals)
    pairs = pairs.join(left, left.c.id == proposals.c.low).join(right, right.c.id == proposals.c.high)
    pairs = pairs.where(left.c.case_id != right.c.case_id).group_by(left.c.case_id, right.c.case_id)
    return connection.execute(select(func.count()).select_from(pairs.subquery())).scalar_one()

"""Full-text search over reports and the sentences of facts: FTS5 in SQLite, tsvector in PostgreSQL."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, text

from reportedly.store.schema import documents, reports

__all__ = ["Document", "Hit", "Term", "index_report", "names_column", "search", "terms"]

_WORD = re.compile(r"\w+")
# So many matches make a word a common one.
_MANY = 1000


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found. ``kind`` is ``report`` or ``fact``, ``ref`` the id of the report or of the claim.

    ``keys`` are search keys of the names in it.
    """

    kind: str
    ref: str
    body: str
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is looked for, and the search keys of the name that it may be: either will do."""

    word: str
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found."""

    report: str
    outlet: str | None
    headline: str | None
    published: str | None
    kind: str
    ref: str
    body: str
    url: str | None = None


def terms(query: str) -> list[str]:
    """The words of a query."""
    return _WORD.findall(query)


def index_report(connection: Connection, report: int, found: Iterable[Document]) -> None:
    """Make a report and its facts findable, in the place of what was there of that report."""
    connection.execute(delete(documents).where(documents.c.report == report))
    rows = [{"report": report, "kind": item.kind, "ref": item.ref, "body": item.body, "names": names_column(item)} for item in found]
    if rows:
        connection.execute(insert(documents), rows)


def names_column(item: Document) -> str:
    """The search keys of the names in a document as they are kept."""
    return " ".join(_token(key) for key in sorted(item.keys))


def search(connection: Connection, wanted: Sequence[Term], *, kind: str | None = None, limit: int = 20) -> list[Hit]:
    """The documents that hold every term, the latest kept first.

    Args:
        connection: A connection.
        wanted: The terms; each is matched by its word (also as the beginning of a longer one) or by one of its keys.
        kind: Only reports or only facts.
        limit: How many at most.
    """
    wanted = [Term(" ".join(terms(term.word)), term.keys) for term in wanted if terms(term.word)]
    if not wanted:
        return []
    find = _find_in_postgresql if connection.dialect.name == "postgresql" else _find_in_sqlite
    numbers = find(connection, wanted, kind, limit)
    columns = (
        reports.c.id,
        reports.c.outlet,
        reports.c.headline,
        reports.c.published,
        documents.c.kind,
        documents.c.ref,
        documents.c.body,
        reports.c.url,
    )
    query = select(*columns).join(reports, reports.c.number == documents.c.report)
    rows = connection.execute(query.where(documents.c.number.in_(numbers)).order_by(documents.c.number.desc()))
    return [Hit(row.id, row.outlet, row.headline, row.published and str(row.published), row.kind, row.ref, row.body, row.url) for row in rows]


# Both order by number, not by a rank: a word that stands everywhere then costs no more than a rare one.


def _find_in_sqlite(connection: Connection, wanted: Sequence[Term], kind: str | None, limit: int) -> list[int]:
    # The index hands out its matches from the last on, one by one, and is left when there are enough.
    query = (
        "SELECT documents_index.rowid FROM documents_index CROSS JOIN documents ON documents.number = documents_index.rowid"
        " WHERE documents_index MATCH :terms AND (:kind IS NULL OR documents.kind = :kind) ORDER BY documents_index.rowid DESC LIMIT :size"
    )
    values = {"terms": " AND ".join(map(_fts5, wanted)), "kind": kind, "size": limit}
    return list(connection.execute(text(query), values).scalars())


def _find_in_postgresql(connection: Connection, wanted: Sequence[Term], kind: str | None, limit: int) -> list[int]:
    # Rare words by the index of words, words that stand everywhere from the newest document down: the planner cannot tell which is which.
    matching = text("words @@ to_tsquery('simple', :terms)").bindparams(terms=" & ".join(map(_tsquery, wanted)))
    query = select(documents.c.number).where(matching)
    if kind:
        query = query.where(documents.c.kind == kind)
    with _only(connection, "bitmapscan"):
        few = list(connection.execute(query.limit(_MANY)).scalars())
    if len(few) < _MANY:
        return sorted(few, reverse=True)[:limit]
    with _only(connection, "indexscan"):
        return list(connection.execute(query.order_by(documents.c.number.desc()).limit(limit)).scalars())


@contextmanager
def _only(connection: Connection, way: str) -> Iterator[None]:
    others = [other for other in ("bitmapscan", "indexscan", "seqscan") if other != way]
    for other in others:
        connection.execute(text(f"SET LOCAL enable_{other} = off"))
    yield
    for other in others:
        connection.execute(text(f"SET LOCAL enable_{other} = on"))


def _token(key: str) -> str:
    # A key may hold marks that an index would cut at; its hash is one word to both databases.
    return "k" + hashlib.sha256(key.encode()).hexdigest()[:14]


def _fts5(term: Term) -> str:
    return "(" + " OR ".join([f'body : "{term.word}" *', *(f"names : {_token(key)}" for key in sorted(term.keys))]) + ")"


def _tsquery(term: Term) -> str:
    return "(" + " | ".join([f"'{term.word}':*", *(_token(key) for key in sorted(term.keys))]) + ")"

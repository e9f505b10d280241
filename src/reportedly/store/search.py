"""Full-text search over reports and the sentences of facts: FTS5 in SQLite, tsvector in PostgreSQL."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, literal_column, select, text

from reportedly.store.schema import documents, reports

__all__ = ["Document", "Hit", "Term", "index_report", "search", "terms"]

_WORD = re.compile(r"\w+")


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


def terms(query: str) -> list[str]:
    """The words of a query."""
    return _WORD.findall(query)


def index_report(connection: Connection, report: int, found: Iterable[Document]) -> None:
    """Make a report and its facts findable, in the place of what was there of that report."""
    connection.execute(delete(documents).where(documents.c.report == report))
    rows = [
        {"report": report, "kind": item.kind, "ref": item.ref, "body": item.body, "names": " ".join(_token(key) for key in sorted(item.keys))}
        for item in found
    ]
    if rows:
        connection.execute(insert(documents), rows)


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
    # Ordered by number, not by a rank: the index is then read from its end, and a word that stands everywhere costs no more than a rare one.
    columns = (reports.c.id, reports.c.outlet, reports.c.headline, reports.c.published, documents.c.kind, documents.c.ref, documents.c.body)
    query = select(*columns).join(reports, reports.c.number == documents.c.report).order_by(documents.c.number.desc()).limit(limit)
    if kind:
        query = query.where(documents.c.kind == kind)
    if connection.dialect.name == "postgresql":
        query = query.where(text("documents.words @@ to_tsquery('simple', :terms)").bindparams(terms=" & ".join(_tsquery(term) for term in wanted)))
    else:
        matching = text("SELECT rowid FROM documents_index WHERE documents_index MATCH :terms").bindparams(terms=" AND ".join(map(_fts5, wanted)))
        query = query.where(documents.c.number.in_(matching.columns(literal_column("rowid")).scalar_subquery()))
    return [
        Hit(row.id, row.outlet, row.headline, row.published and str(row.published), row.kind, row.ref, row.body) for row in connection.execute(query)
    ]


def _token(key: str) -> str:
    # A key may hold marks that an index would cut at; its hash is one word to both databases.
    return "k" + hashlib.sha256(key.encode()).hexdigest()[:14]


def _fts5(term: Term) -> str:
    return "(" + " OR ".join([f'body : "{term.word}" *', *(f"names : {_token(key)}" for key in sorted(term.keys))]) + ")"


def _tsquery(term: Term) -> str:
    return "(" + " | ".join([f"'{term.word}':*", *(_token(key) for key in sorted(term.keys))]) + ")"

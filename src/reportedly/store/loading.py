"""Keeping many new reports at once, and how far each shard of an archive is in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from reportedly.model.cases import CasePart, Sketch, case_id_of
from reportedly.model.claims import ReportReading
from reportedly.model.text import Snapshot
from reportedly.store.codec import pack
from reportedly.store.loading_tables import loaded, waiting
from reportedly.store.parts import rank_of
from reportedly.store.pouring import Row, numbers_for, pour, pour_new
from reportedly.store.reports import address_of, claim_rows, digest_of
from reportedly.store.rows import batches, upsert
from reportedly.store.schema import claims, documents, part_keys, parts, readings, reports, signatures, snapshots, versions
from reportedly.store.search import Document, names_column

__all__ = ["ReadyPart", "ReadyReport", "keep_new", "mark_loaded", "ready", "rows_loaded", "taken"]


@dataclass(frozen=True, slots=True)
class ReadyPart:
    """A part of a report as it is kept, with the keys that it is compared under."""

    id: str
    rank: str
    payload: bytes
    alias: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadyReport:
    """A report with everything that is kept of it, worked out beforehand: no text of it has to be looked at again to keep it."""

    id: str
    address: str | None
    about: tuple[str | None, ...]
    snapshot: Snapshot
    digest: str
    payload: bytes
    claims: tuple[tuple[str, str, str], ...]
    sketch: bytes
    documents: tuple[tuple[str, str, str, str], ...]
    parts: tuple[ReadyPart, ...]


def ready(
    reading: ReportReading, snapshot: Snapshot, sketch: Sketch, found: Iterable[Document], told: Iterable[tuple[CasePart, frozenset[str]]]
) -> ReadyReport:
    """A report made ready to be kept.

    Args:
        reading: What was read in it.
        snapshot: Its bytes.
        sketch: The sketch of its text.
        found: What it is searched by.
        told: Its parts with their keys.
    """
    article, payload = reading.article, pack(reading)
    published = article.published.isoformat() if article.published else None
    return ReadyReport(
        id=article.id,
        address=address_of(article.url) if article.url else None,
        about=(article.url, article.outlet, article.headline, published, article.lang),
        snapshot=snapshot,
        digest=digest_of(payload),
        payload=payload,
        claims=tuple((str(row["id"]), str(row["kind"]), str(row["sentence"])) for row in claim_rows(0, reading)),
        sketch=pack(sketch),
        documents=tuple((item.kind, item.ref, item.body, names_column(item)) for item in found),
        parts=tuple(ReadyPart(part.id, rank_of(part), pack(part), case_id_of(part), tuple(sorted(keys))) for part, keys in told),
    )


def taken(connection: Connection, some: Sequence[ReadyReport]) -> tuple[set[str], set[str]]:
    """Which of the ids and addresses of some reports the store has already."""
    ids: set[str] = set()
    addresses: set[str] = set()
    for batch in batches(sorted({report.id for report in some})):
        ids.update(connection.execute(select(reports.c.id).where(reports.c.id.in_(batch))).scalars())
    for batch in batches(sorted({report.address for report in some if report.address})):
        addresses.update(connection.execute(select(reports.c.address).where(reports.c.address.in_(batch))).scalars())
    return ids, addresses


def keep_new(connection: Connection, some: Sequence[ReadyReport], at: datetime) -> None:
    """Keep reports that the store does not have, under their own ids; their parts wait to be compared.

    Args:
        connection: A connection that may write.
        some: The reports, each with an id and an address of its own.
        at: The moment of keeping.
    """
    if not some:
        return
    numbers, versioned = numbers_for(connection, reports, len(some)), numbers_for(connection, versions, len(some))
    moment = at.isoformat(timespec="seconds")
    pages = {report.snapshot.sha256: report.snapshot for report in some}
    about = ("number", "id", "address", "url", "outlet", "headline", "published", "lang")
    pour(connection, reports, about, [(number, one.id, one.address, *one.about) for number, one in zip(numbers, some, strict=True)])
    pour_new(connection, snapshots, ("sha256", "media_type", "content"), [(page.sha256, page.media_type, page.content) for page in pages.values()])
    told: list[Row] = [(version, number, one.snapshot.sha256, moment) for version, number, one in zip(versioned, numbers, some, strict=True)]
    pour(connection, versions, ("number", "report", "sha256", "at"), told)
    pour(connection, readings, ("version", "digest", "payload"), [(at, one.digest, one.payload) for at, one in zip(versioned, some, strict=True)])
    said = {claim[0]: (claim[0], version, *claim[1:]) for version, one in zip(versioned, some, strict=True) for claim in one.claims}
    pour_new(connection, claims, ("id", "version", "kind", "sentence"), list(said.values()))
    pour(connection, signatures, ("report", "payload"), [(number, one.sketch) for number, one in zip(numbers, some, strict=True)])
    found = [(number, *item) for number, one in zip(numbers, some, strict=True) for item in one.documents]
    pour(connection, documents, ("report", "kind", "ref", "body", "names"), found)
    _keep_parts(connection, [(number, part) for number, one in zip(numbers, some, strict=True) for part in one.parts])


def _keep_parts(connection: Connection, some: Sequence[tuple[int, ReadyPart]]) -> None:
    rows = [(part.id, number, part.rank, part.payload, part.alias) for number, part in some]
    pour(connection, parts, ("id", "report", "rank", "payload", "alias"), rows)
    # In the order of the index, so that its pages are gone through once.
    keyed = sorted((key, part.rank, part.id) for _, part in some for key in part.keys)
    pour(connection, part_keys, ("key", "rank", "part"), keyed)
    pour(connection, waiting, ("part", "rank", "compared"), [(part.id, part.rank, 0) for _, part in some])


def rows_loaded(connection: Connection, shard: str) -> int:
    """How many rows of a shard are in."""
    return connection.execute(select(loaded.c.rows).where(loaded.c.shard == shard)).scalar() or 0


def mark_loaded(connection: Connection, shard: str, rows: int, at: datetime) -> None:
    """Remember, in the same transaction, that so many rows of a shard are in."""
    upsert(connection, loaded, [{"shard": shard, "rows": rows, "at": at.isoformat(timespec="seconds")}])

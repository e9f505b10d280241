"""Reports, their versions and what was read in them: only ever added to."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Text, bindparam, cast, func, insert, select, update

from reportedly.model.claims import Claim, ReportReading
from reportedly.model.material import Withdrawn
from reportedly.model.text import Snapshot
from reportedly.store.codec import pack, unpack
from reportedly.store.rows import ONE_OF, batches, begins, insert_new, insert_one
from reportedly.store.schema import claims, masks, readings, reports, snapshots, versions

__all__ = [
    "Kept",
    "Known",
    "Outcome",
    "Withdrawn",
    "claim_named",
    "claim_rows",
    "claim_twins",
    "current_reading",
    "current_readings",
    "description",
    "digest_of",
    "keep",
    "keep_reading",
    "known",
    "report_count",
    "report_ids",
    "report_of_claim",
    "snapshot_named",
    "snapshot_of",
    "withdrawn",
]


# Statements that adding a report runs are put together once: that costs more than running them.
_VERSION = select(versions.c.number).where(versions.c.report == bindparam("report"), versions.c.sha256 == bindparam("sha256"))
_ADD_VERSION = insert(versions).returning(versions.c.number)
_ADD_REPORT = insert(reports).returning(reports.c.number)
_KNOWN = select(reports.c.number, reports.c.id, reports.c.address)
_AT_ADDRESS = _KNOWN.where(reports.c.address == bindparam("address")).order_by(reports.c.number).limit(1)
_WITH_ID = _KNOWN.where(reports.c.id == bindparam("id"))
_DIGEST = select(readings.c.digest).where(readings.c.version == bindparam("version")).order_by(readings.c.number.desc()).limit(1)
_NEWEST = (
    select(readings.c.payload)
    .join(versions, versions.c.number == readings.c.version)
    .where(versions.c.report == bindparam("report"))
    .order_by(versions.c.number.desc(), readings.c.number.desc())
    .limit(1)
)
_RANKED = (
    select(
        reports.c.id,
        readings.c.number,
        func.row_number().over(partition_by=versions.c.report, order_by=(versions.c.number.desc(), readings.c.number.desc())).label("place"),
    )
    .join(versions, versions.c.number == readings.c.version)
    .join(reports, reports.c.number == versions.c.report)
    .where(reports.c.id.in_(ONE_OF))
    .subquery()
)
_NEWEST_OF = select(_RANKED.c.id, readings.c.payload).join(_RANKED, _RANKED.c.number == readings.c.number).where(_RANKED.c.place == 1)


class Outcome(StrEnum):
    """What keeping a report changed."""

    ADDED = "added"
    NEW_VERSION = "new version"
    READ_ANEW = "read anew"
    UNCHANGED = "unchanged"
    MASKED = "masked"


@dataclass(frozen=True, slots=True)
class Kept:
    """A report that is in the store: its number, its id, and what keeping it changed."""

    number: int
    id: str
    outcome: Outcome


def keep(connection: Connection, reading: ReportReading, snapshot: Snapshot, at: datetime, *, url: str | None = None) -> Kept:
    """Keep a report with the bytes it came in and what was read in it; what is there already is not kept twice.

    Args:
        connection: A connection that may write.
        reading: What was read in it.
        snapshot: Its bytes.
        at: The moment of keeping.
        url: The address by which the report is known, when its reading must not hold it.

    Returns:
        The report and what changed: a page with other bytes is a new version of the same report, another lexicon's reading of the same bytes is
        a new reading of the same version. A report from which somebody was expunged takes no new readings of the same bytes.
    """
    number, report_id, fresh = _report(connection, reading, url or reading.article.url)
    version = connection.execute(_VERSION, {"report": number, "sha256": snapshot.sha256}).scalar()
    outcome = Outcome.ADDED if fresh else Outcome.READ_ANEW if version else Outcome.NEW_VERSION
    if version and connection.execute(select(masks.c.word).where(masks.c.report == number).limit(1)).first():
        return Kept(number, report_id, Outcome.MASKED)
    if not version:
        row = {"sha256": snapshot.sha256, "media_type": snapshot.media_type, "content": snapshot.content}
        insert_new(connection, snapshots, [row])
        told = {"report": number, "sha256": snapshot.sha256, "at": at.isoformat(timespec="seconds")}
        version = connection.execute(_ADD_VERSION, told).scalar_one()
    if not _keep_reading(connection, version, rekeyed(reading, report_id)):
        outcome = Outcome.UNCHANGED
    elif not fresh:
        _describe(connection, number, reading)
    return Kept(number, report_id, outcome)


def _report(connection: Connection, reading: ReportReading, url: str | None) -> tuple[int, str, bool]:
    article = reading.article
    found = known(connection, article.id, url)
    if found is not None:
        return found.number, found.id, False
    report_id = article.id
    if connection.execute(_WITH_ID, {"id": report_id}).first():
        # The same id with another address: ids of two archives that number their reports alike.
        report_id = f"{article.id}~{hashlib.sha256((url or '').encode()).hexdigest()[:8]}"
    row = {"id": report_id, "address": url and address_of(url), **description(reading)}
    number = connection.execute(_ADD_REPORT, row).scalar_one()
    return number, report_id, True


@dataclass(frozen=True, slots=True)
class Known:
    """A report that is in the store: its number and its id."""

    number: int
    id: str


def known(connection: Connection, article_id: str, url: str | None) -> Known | None:
    """The report that an article is a version of: the one at its address, or else the one with its id that is not at another address."""
    if url:
        row = connection.execute(_AT_ADDRESS, {"address": address_of(url)}).first()
        if row:
            return Known(row.number, row.id)
    row = connection.execute(_WITH_ID, {"id": article_id}).first()
    return Known(row.number, row.id) if row and (not url or not row.address) else None


def address_of(url: str) -> str:
    """The digest of an address."""
    return hashlib.sha256(url.encode()).hexdigest()[:32]


def description(reading: ReportReading) -> dict[str, object]:
    """What a report is listed by."""
    article = reading.article
    return {"url": article.url, "outlet": article.outlet, "headline": article.headline, "published": article.published, "lang": article.lang}


def _describe(connection: Connection, number: int, reading: ReportReading) -> None:
    address = {"address": address_of(reading.article.url)} if reading.article.url else {}
    connection.execute(update(reports).where(reports.c.number == number).values(**address, **description(reading)))


def keep_reading(connection: Connection, number: int, reading: ReportReading) -> bool:
    """Keep another reading of the newest version of a report.

    Returns:
        Whether it reads otherwise than the newest reading.
    """
    newest = select(func.max(versions.c.number)).where(versions.c.report == number)
    return _keep_reading(connection, connection.execute(newest).scalar_one(), reading)


def rekeyed(reading: ReportReading, report_id: str) -> ReportReading:
    """The reading as one of another report id: versions of one page share the id of the first."""
    if reading.article.id == report_id:
        return reading
    moved = tuple(replace(claim, article_id=report_id, id="") for claim in reading.claims)
    return replace(reading, article=replace(reading.article, id=report_id), claims=moved)


def _keep_reading(connection: Connection, version: int, reading: ReportReading) -> bool:
    payload = pack(reading)
    digest = digest_of(payload)
    if connection.execute(_DIGEST, {"version": version}).scalar() == digest:
        return False
    if not insert_one(connection, readings, {"version": version, "digest": digest, "payload": payload}):
        return False
    insert_new(connection, claims, claim_rows(version, reading))
    return True


def digest_of(payload: bytes) -> str:
    """What tells one reading from another."""
    return hashlib.sha256(payload).hexdigest()


def claim_rows(version: int, reading: ReportReading) -> list[dict[str, object]]:
    """The rows by which the claims of a reading are found."""
    return [_claim_row(version, claim) for claim in {claim.id: claim for claim in reading.claims}.values()]


def _claim_row(version: int, claim: Claim) -> dict[str, object]:
    return {"id": claim.id, "version": version, "kind": type(claim.says).__name__, "sentence": claim.evidence[0].sentence}


def current_reading(connection: Connection, number: int) -> ReportReading:
    """The newest reading of the newest version of a report."""
    reading: ReportReading = unpack(ReportReading, connection.execute(_NEWEST, {"report": number}).scalar_one())
    return reading


def current_readings(connection: Connection, ids: Sequence[str]) -> list[ReportReading]:
    """The current readings of some reports, by id, in the order of the ids."""
    found: dict[str, ReportReading] = {}
    for batch in batches(ids):
        found.update((row.id, unpack(ReportReading, row.payload)) for row in connection.execute(_NEWEST_OF, {"ids": batch}))
    return [found[report_id] for report_id in ids]


def report_ids(connection: Connection) -> Iterator[tuple[int, str]]:
    """Number and id of every report in canonical order: by day of publication, those without one last, then by id."""
    after: tuple[str, str] | None = None
    day = func.coalesce(cast(reports.c.published, Text), "9999")
    while True:
        page = select(reports.c.number, reports.c.id, day.label("day")).order_by(day, reports.c.id).limit(500)
        if after is not None:
            page = page.where((day > after[0]) | ((day == after[0]) & (reports.c.id > after[1])))
        rows = connection.execute(page).all()
        if not rows:
            return
        yield from ((row.number, row.id) for row in rows)
        after = (rows[-1].day, rows[-1].id)


def report_count(connection: Connection) -> int:
    """How many reports the store holds."""
    return connection.execute(select(func.count()).select_from(reports)).scalar_one()


def snapshot_of(connection: Connection, report_id: str) -> Snapshot | None:
    """The bytes of the newest version of a report."""
    newest = (
        select(snapshots)
        .join(versions, versions.c.sha256 == snapshots.c.sha256)
        .join(reports, reports.c.number == versions.c.report)
        .where(reports.c.id == report_id)
        .order_by(versions.c.number.desc())
        .limit(1)
    )
    row = connection.execute(newest).first()
    return Snapshot(row.sha256, row.media_type, row.content) if row else None


def snapshot_named(connection: Connection, sha256: str) -> Snapshot | None:
    """The bytes that are known by a digest."""
    row = connection.execute(select(snapshots).where(snapshots.c.sha256 == sha256)).first()
    return Snapshot(row.sha256, row.media_type, row.content) if row else None


def withdrawn(connection: Connection, ids: Sequence[str]) -> list[Withdrawn]:
    """The facts of earlier versions of some reports whose sentence the newest version has no longer."""
    found: list[Withdrawn] = []
    for batch in batches(ids):
        several = select(reports.c.id, reports.c.number, func.max(versions.c.number).label("newest"))
        several = several.join(versions, versions.c.report == reports.c.number).where(reports.c.id.in_(batch))
        several = several.group_by(reports.c.id, reports.c.number).having(func.count() > 1).order_by(reports.c.id)
        for row in connection.execute(several).all():
            found += _gone(connection, row.id, row.number, row.newest)
    return found


def _gone(connection: Connection, report_id: str, number: int, newest: int) -> list[Withdrawn]:
    old = (
        select(claims.c.id, claims.c.kind, claims.c.sentence, versions.c.sha256)
        .join(versions, versions.c.number == claims.c.version)
        .where(versions.c.report == number, versions.c.number < newest)
        .order_by(versions.c.number, claims.c.kind, claims.c.id)
    )
    text = " ".join(current_reading(connection, number).article.text.split())
    gone = [row for row in connection.execute(old) if " ".join(row.sentence.split()) not in text]
    return [Withdrawn(report_id, row.sentence, row.kind, row.id, row.sha256) for row in gone]


def claim_twins(connection: Connection, claim: str) -> list[str]:
    """Ids of all claims of the same report that were ever read with the same sentence and of the same kind."""
    old = (
        select(claims.c.kind, claims.c.sentence, versions.c.report).join(versions, versions.c.number == claims.c.version).where(claims.c.id == claim)
    )
    found = connection.execute(old).first()
    if found is None:
        return []
    same = select(claims.c.id).join(versions, versions.c.number == claims.c.version)
    same = same.where(versions.c.report == found.report, claims.c.kind == found.kind, claims.c.sentence == found.sentence)
    return list(connection.execute(same.order_by(claims.c.id)).scalars())


def claim_named(connection: Connection, name: str) -> str | None:
    """The id of the claim whose id is or begins so; None when there is none, or more than one."""
    found = list(connection.execute(select(claims.c.id).where(begins(claims.c.id, name)).limit(2)).scalars())
    return found[0] if len(found) == 1 else None


def report_of_claim(connection: Connection, claim: str) -> str | None:
    """The id of the report that a claim was read in."""
    query = select(reports.c.id).join(versions, versions.c.report == reports.c.number).join(claims, claims.c.version == versions.c.number)
    return connection.execute(query.where(claims.c.id == claim)).scalar()

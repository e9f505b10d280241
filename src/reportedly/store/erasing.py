"""The one exception to only adding: words that name an expunged person are overwritten for good."""

import hmac
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, delete, select, text, update

from reportedly.model.claims import ReportReading
from reportedly.model.decisions import Decision
from reportedly.store.codec import dumps, pack, unpack
from reportedly.store.deciding import decisions_about
from reportedly.store.opening import Store
from reportedly.store.reports import claim_rows, description, digest_of, known
from reportedly.store.rows import insert_new
from reportedly.store.schema import claims, decision_targets, decisions, masks, readings, reports, settings, snapshots, versions

__all__ = ["compact", "forget_claims", "keep_masks", "mask_of", "overwrite_decisions", "overwrite_reading", "overwrite_snapshot", "stored_readings"]

_SALT = "salt"
_JOINED = re.compile("[-'’]")


def stored_readings(connection: Connection, report: int) -> list[tuple[int, int, ReportReading]]:
    """All readings of all versions of a report: number of the version, number of the reading, the reading."""
    query = select(versions.c.number, readings.c.number.label("reading"), readings.c.payload).join(readings, readings.c.version == versions.c.number)
    rows = connection.execute(query.where(versions.c.report == report).order_by(versions.c.number, readings.c.number)).all()
    return [(row.number, row.reading, unpack(ReportReading, row.payload)) for row in rows]


def overwrite_reading(connection: Connection, version: int, number: int, reading: ReportReading) -> None:
    """Put a covered reading in the place of one, with its claims."""
    payload = pack(reading)
    connection.execute(update(readings).where(readings.c.number == number).values(payload=payload, digest=digest_of(payload)))
    insert_new(connection, claims, claim_rows(version, reading))
    # The sketch of the first lines and the address can name somebody too.
    report = select(versions.c.report).where(versions.c.number == version).scalar_subquery()
    connection.execute(update(reports).where(reports.c.number == report).values(**description(reading)))


def forget_claims(connection: Connection, report: int) -> None:
    """Take away the index of a report's claims, before its covered readings are put in."""
    own = select(versions.c.number).where(versions.c.report == report)
    connection.execute(delete(claims).where(claims.c.version.in_(own)))


def overwrite_snapshot(connection: Connection, report: int, version: int, covered: str) -> None:
    """Put the covered text in the place of the bytes of a version; the digest stays, so that the same bytes are known when they come again."""
    sha256 = select(versions.c.sha256).where(versions.c.number == version, versions.c.report == report).scalar_subquery()
    row = {"content": covered.encode(), "media_type": "text/plain"}
    connection.execute(update(snapshots).where(snapshots.c.sha256 == sha256).values(**row))


def overwrite_decisions(connection: Connection, report_ids: Iterable[str], cover: Callable[[str], str], claims_now: Mapping[str, str]) -> None:
    """Cover words in decisions about some reports, and give their targets the new ids of claims."""
    for made in decisions_about(connection, report_ids):
        target = tuple(claims_now.get(key, key) for key in made.target)
        before, after = (tuple((field, cover(value)) for field, value in pairs) for pairs in (made.before, made.after))
        covered: Decision = replace(made, target=target, before=before, after=after, reason=cover(made.reason))
        connection.execute(update(decisions).where(decisions.c.id == made.id).values(payload=dumps(covered)))
        insert_new(connection, decision_targets, [{"target": key, "decision": made.id} for key in target])


def keep_masks(connection: Connection, report: int, words: Iterable[str]) -> None:
    """Remember, as keyed hashes, which words must be covered in what comes in later of this report."""
    salt = _salt(connection)
    insert_new(connection, masks, [{"report": report, "word": _hash(salt, word)} for word in sorted(words)])


def mask_of(connection: Connection, report_id: str, url: str | None) -> Callable[[str], bool] | None:
    """Tells whether a word is to be covered in a report; None when nothing was expunged from it."""
    found = known(connection, report_id, url)
    hashes = frozenset(connection.execute(select(masks.c.word).where(masks.c.report == found.number)).scalars()) if found else frozenset()
    if not hashes:
        return None
    salt = _salt(connection)
    return lambda word: any(_hash(salt, piece) in hashes for piece in {word, *_JOINED.split(word)})


def _salt(connection: Connection) -> str:
    insert_new(connection, settings, [{"name": _SALT, "value": secrets.token_hex(16)}])
    return str(connection.execute(select(settings.c.value).where(settings.c.name == _SALT)).scalar_one())


def _hash(salt: str, word: str) -> str:
    return hmac.digest(salt.encode(), word.casefold().encode(), "sha256").hex()[:32]


def compact(store: Store) -> None:
    """Write the database anew, so that nothing of what was overwritten is left in its files."""
    with store.outside_transaction() as connection:
        if store.dialect == "postgresql":
            connection.execute(text("VACUUM FULL"))
            return
        for statement in ("INSERT INTO documents_index(documents_index) VALUES ('rebuild')", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.exec_driver_sql(statement)

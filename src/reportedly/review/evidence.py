"""The bytes behind a case, brought together and checked against their digests before they are handed out."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from reportedly.errors import StoreError
from reportedly.model.evidence import Evidence, KeptPage
from reportedly.review.deciding import Who
from reportedly.review.shielding import has_shields, record_unmasking
from reportedly.review.viewing import told_beside, view_case
from reportedly.store import Connection, Store
from reportedly.store.erasing import mask_of
from reportedly.store.fetching import exchanges_of
from reportedly.store.histories import versions_of
from reportedly.store.reports import current_readings, snapshot_named
from reportedly.store.stamps import stamps_of

__all__ = ["evidence_of"]


def evidence_of(store: Store, name: str, today: date, who: Who | None = None) -> Evidence:
    """The bytes of all versions of all reports behind a case.

    Args:
        store: The store.
        name: The id of the case, or the beginning of it.
        today: The day to look from.
        who: Who asks for it and why, when names that are withheld may be handed out; it is put on record.

    Raises:
        StoreError: If there is no such case, names in it are withheld and nobody answers for handing them out, or bytes in the store do not fit
            their digest.
    """
    file = view_case(store, name, today, unmasked=True).file
    with store.reading() as connection:
        shields = [one.id for one in (file, *told_beside(connection, file)) if has_shields(one)]
        if shields and who is None:
            raise StoreError(
                "the pages name people whose names are withheld", where=file.id, mend="give --unmask and --reason; it is put on record who did so"
            )
        pages = tuple(page for report in file.reports for page in _pages(connection, report.id))
    if who is not None:
        for case in shields:
            record_unmasking(store, case, who)
    return Evidence(file.id, file.title, pages)


def _pages(connection: Connection, report: str) -> Iterator[KeptPage]:
    (reading,) = current_readings(connection, [report])
    article = reading.article
    exchanges = exchanges_of(connection, report)
    versions = list(reversed(versions_of(connection, [report])))
    stamps = stamps_of(connection, [version.sha256 for version in versions])
    masked = mask_of(connection, report, article.url) is not None
    for version in versions:
        snapshot = snapshot_named(connection, version.sha256)
        if snapshot is None:
            raise StoreError("bytes are missing", where=f"{report} {version.sha256}", mend="restore the store from a backup")
        covered = hashlib.sha256(snapshot.content).hexdigest() != version.sha256
        if covered and not masked:
            raise StoreError("bytes do not fit their digest", where=f"{report} {version.sha256}", mend="restore the store from a backup")
        at = version.at if version.at.tzinfo else datetime.fromisoformat(f"{version.at.isoformat()}+00:00")
        exchange = None if covered else exchanges.get(version.sha256)
        yield KeptPage(
            report,
            article.url,
            article.outlet,
            article.headline,
            version.sha256,
            snapshot.media_type,
            snapshot.content,
            at,
            exchange,
            covered,
            None if covered else stamps.get(version.sha256),
        )

"""What is new since it was looked at last: for followed cases and saved searches.

Everything is told from what the store holds, whenever it came there: a program that was ended between keeping a report and telling of it tells it
the next time. What was noticed and the alert about it are kept in one transaction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportedly.model.alerts import Alert, AlertKind, SavedSearch
from reportedly.model.casefile import CaseFile, DeadlineState
from reportedly.review.changes import notes_of
from reportedly.store import Connection, Store
from reportedly.store import parts as shelf
from reportedly.store.alerting import (
    follow,
    followed_reports,
    follows_kept,
    keep_alert,
    keep_follow_reports,
    notice,
    save_search,
    searched_up_to,
    searches_kept,
    unnoticed,
)
from reportedly.store.casefiles import CaseFilter, case_ids, case_named, cases_of_reports, load_case, seen_from
from reportedly.store.fetching import page_events_of
from reportedly.store.histories import last_version, newest_versions, reports_since
from reportedly.store.reports import current_readings, withdrawn
from reportedly.watch.keys import deadline_keys, is_told, key_of, lost_key, note_key, step_keys
from reportedly.watch.settings import Watcher

__all__ = ["follow_case", "keep_search", "matches", "notice_new"]

_PAGE = 500


@dataclass(frozen=True, slots=True)
class _Found:
    """Something that can be told: it is new when none of its keys was noticed."""

    kind: AlertKind
    keys: tuple[str, ...]
    case: str | None
    report: str | None
    ref: str


def notice_new(watcher: Watcher) -> int:
    """Keep an alert for everything that is new.

    Returns:
        How many alerts.
    """
    now = watcher.clock.now()
    with watcher.store.reading() as connection:
        followed = follows_kept(connection)
        saved = searches_kept(connection)
    count = sum(_notice_case(watcher, name, now) for name in followed)
    count += _notice_reports(watcher.store, now)
    return count + sum(_notice_search(watcher.store, search, upto, now) for search, upto in saved)


def _notice_case(watcher: Watcher, name: str, now: datetime) -> int:
    with watcher.store.reading() as connection:
        file = _file(connection, name, now.date())
        if file is None:
            return 0
        found = list(_told_in(file, watcher, now.date()))
        known = {report for report, (case, _) in followed_reports(connection).items() if case == name}
        if not _fresh(connection, found) and {report.id for report in file.reports} <= known:
            return 0
    with watcher.store.writing() as connection:
        _keep_reports(connection, name, file)
        return _keep(connection, found, now)


def _file(connection: Connection, name: str, today: date) -> CaseFile | None:
    case = case_named(connection, name)
    file = load_case(connection, case) if case else None
    return seen_from(file, today) if file else None


def _told_in(file: CaseFile, watcher: Watcher, today: date) -> Iterator[_Found]:
    for entry in file.timeline:
        if is_told(entry):
            keys = step_keys(entry)
            yield _Found(AlertKind.NEW_STEP, tuple(keys), file.id, entry.evidence[0].report if entry.evidence else None, keys[0] if keys else "")
    for item in file.deadlines:
        keys = deadline_keys(item)
        if item.state is DeadlineState.SILENCE:
            yield _Found(AlertKind.DEADLINE_SILENT, tuple(keys), file.id, None, keys[0] if keys else "")
        elif item.state is DeadlineState.AHEAD and item.day <= today + watcher.near:
            yield _Found(AlertKind.DEADLINE_NEAR, tuple(keys), file.id, None, keys[0] if keys else "")


def _keep_reports(connection: Connection, name: str, file: CaseFile) -> None:
    newest = newest_versions(connection, [report.id for report in file.reports])
    keep_follow_reports(connection, name, [(report, number) for report, (number, _) in newest.items()])


def _fresh(connection: Connection, found: Sequence[_Found]) -> list[_Found]:
    """What none of whose keys was noticed."""
    keys = [key for item in found for key in item.keys]
    new = set(unnoticed(connection, keys))
    return [item for item in found if item.keys and new.issuperset(item.keys)]


def _keep(connection: Connection, found: Sequence[_Found], now: datetime) -> int:
    count = 0
    for item in found:
        if _fresh(connection, [item]):
            alert = Alert(key_of(item.kind.value, *sorted(item.keys)), item.kind, item.case, item.report, item.ref, now)
            count += keep_alert(connection, alert)
        notice(connection, item.keys, now)
    return count


def _notice_reports(store: Store, now: datetime) -> int:
    """Pages of followed cases that were corrected, are gone, or came back; also those whose case is no longer told by any report."""
    with store.reading() as connection:
        found = list(_corrections(connection, followed_reports(connection)))
        if not _fresh(connection, found):
            return 0
    with store.writing() as connection:
        return _keep(connection, found, now)


def _corrections(connection: Connection, reports: dict[str, tuple[str, int]]) -> Iterator[_Found]:
    newest = newest_versions(connection, list(reports))
    changed = [report for report, (number, _) in newest.items() if number > reports[report][1]]
    for reading in current_readings(connection, changed):
        report = reading.article.id
        keys = [lost_key(item) for item in withdrawn(connection, [report])] + [note_key(note) for note in notes_of(reading)]
        new = unnoticed(connection, keys)
        if new:
            yield _Found(AlertKind.CORRECTION, tuple(dict.fromkeys(new)), reports[report][0], report, newest[report][1])
    for event in page_events_of(connection, list(reports)):
        kind = AlertKind.PAGE_GONE if event.kind == "gone" else AlertKind.PAGE_BACK
        yield _Found(kind, (key_of("event", str(event.number)),), reports[event.report][0], event.report, str(event.number))


def _notice_search(store: Store, search: SavedSearch, upto: int, now: datetime) -> int:
    count = 0
    while True:
        with store.reading() as connection:
            new = reports_since(connection, upto, _PAGE)
            if not new:
                return count
            cases = cases_of_reports(connection, list(dict.fromkeys(report for _, report in new)))
            found = [_match(connection, search, case) for case in sorted({case for several in cases.values() for case in several})]
        upto = new[-1][0]
        with store.writing() as connection:
            count += _keep(connection, [item for item in found if item], now)
            searched_up_to(connection, search.name, upto)


def _match(connection: Connection, search: SavedSearch, case: str) -> _Found | None:
    file = load_case(connection, case)
    if file is None or not matches(search, file):
        return None
    parts = shelf.parts_of_cases(connection, [case])[case]
    keys = tuple(key_of("match", search.name, part.id) for part in parts)
    return _Found(AlertKind.NEW_CASE, keys, case, None, search.name)


def matches(search: SavedSearch, file: CaseFile) -> bool:
    """Whether a case meets all conditions of a search."""
    if search.country and search.country not in file.countries:
        return False
    if search.offence and search.offence not in {offence.kind for offence in file.offences}:
        return False
    if search.status and search.status not in {person.status for person in file.people}:
        return False
    if search.since and (file.updated is None or file.updated < search.since):
        return False
    if not search.words:
        return True
    told = [file.title, *(cited.sentence for entry in file.timeline for cited in entry.evidence), *(offence.text for offence in file.offences)]
    text = " ".join(told).casefold()
    return all(word.casefold() in text for word in search.words)


def follow_case(watcher: Watcher, name: str) -> tuple[str, bool]:
    """Follow a case: what is told of it from now on is new.

    Returns:
        The id of the case, and whether it was not followed before.

    Raises:
        StoreError: If there is no such case.
    """
    from reportedly.review.viewing import view_case

    now = watcher.clock.now()
    case = view_case(watcher.store, name, now.date()).file.id
    with watcher.store.writing() as connection:
        file = _file(connection, case, now.date())
        if file is None or not follow(connection, case, now):
            return case, False
        _keep_reports(connection, case, file)
        notice(connection, [key for item in _told_in(file, watcher, now.date()) for key in item.keys], now)
        ids = [report.id for report in file.reports]
        notice(connection, [lost_key(item) for item in withdrawn(connection, ids)], now)
        notice(connection, [note_key(note) for reading in current_readings(connection, ids) for note in notes_of(reading)], now)
        notice(connection, [key_of("event", str(event.number)) for event in page_events_of(connection, ids)], now)
    return case, True


def keep_search(store: Store, search: SavedSearch, now: datetime) -> bool:
    """Save a search: cases that match it from now on are new, those that match it now are not.

    Returns:
        Whether its name was free.
    """
    wanted = CaseFilter(search.country, search.status.value if search.status else None, search.since)
    with store.writing() as connection:
        if not save_search(connection, search, last_version(connection), now):
            return False
        after = ""
        while page := case_ids(connection, wanted, after):
            after = page[-1]
            found = [_match(connection, search, case) for case in page]
            notice(connection, [key for item in found if item for key in item.keys], now)
    return True

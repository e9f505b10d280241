"""What changed on the pages behind cases after they were kept: sentences taken out, notes of editors, pages that are gone."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportedly.lexicon.editorial_notes import notes_in
from reportedly.model.casefile import CaseFile
from reportedly.model.claims import ReportReading
from reportedly.review.masking import cover, is_name_word, name_words
from reportedly.review.shielding import covering
from reportedly.review.viewing import told_beside
from reportedly.store import Connection, Store
from reportedly.store.casefiles import case_payloads, cases_of_reports, load_case
from reportedly.store.erasing import stored_readings
from reportedly.store.fetching import PageEvent, first_pages, page_events_of
from reportedly.store.histories import Version, texts_of_versions, versions_of
from reportedly.store.reports import current_readings, known, withdrawn

__all__ = ["Aside", "Change", "EditorialNote", "GonePage", "beside_facts", "changes", "gone_pages_of", "notes_of", "page_difference"]


@dataclass(frozen=True, slots=True)
class EditorialNote:
    """What the editors of a page say of it: ``kind`` is ``correction``, ``clarification``, ``retraction`` or ``editor's note``."""

    report: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class GonePage:
    """A report whose page was not there any more when it was looked at last, and since when."""

    report: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a page: ``kind`` is ``new version``, ``gone`` or ``back``.

    ``lost`` are the sentences of facts that the newest version has no longer, ``notes`` the notes of editors in the newest version, ``difference``
    the lines that went (``-``) and came (``+``). Where no case tells of a report any more, the names in it are covered.
    """

    report: str
    outlet: str | None
    headline: str | None
    at: datetime
    kind: str
    cases: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    notes: tuple[EditorialNote, ...] = ()
    difference: tuple[str, ...] = ()


def notes_of(reading: ReportReading) -> tuple[EditorialNote, ...]:
    """The notes of editors in a report and around it."""
    article = reading.article
    texts = [article.body, *(piece.text for piece in article.furniture)]
    found = dict.fromkeys(note for text in texts for note in notes_in(text))
    return tuple(EditorialNote(article.id, kind, words) for kind, words in found)


@dataclass(frozen=True, slots=True)
class Aside:
    """What has to be shown beside the facts of a case: what editors say of its reports now, and the reports whose pages are gone."""

    notes: tuple[EditorialNote, ...] = ()
    gone: tuple[GonePage, ...] = ()


def beside_facts(store: Store, file: CaseFile, *, unmasked: bool = False) -> Aside:
    """The notes of editors in the reports of a case, and those of its pages that are gone.

    Args:
        store: The store.
        file: The case file.
        unmasked: Whether to show names that are withheld; whoever asks for it has put that on record.
    """
    ids = [report.id for report in file.reports]
    with store.reading() as connection:
        kept = load_case(connection, file.id)
        hide = str if unmasked or kept is None else covering([kept, *told_beside(connection, kept)])
        notes = [note for reading in current_readings(connection, ids) for note in notes_of(reading)]
        return Aside(_covered(notes, hide), gone_pages_of(connection, ids))


def gone_pages_of(connection: Connection, ids: Sequence[str]) -> tuple[GonePage, ...]:
    """Those of some reports whose page is gone."""
    last = {event.report: event for event in page_events_of(connection, ids)}
    return tuple(GonePage(report, event.at) for report, event in last.items() if event.kind == "gone")


def changes(store: Store, reports: Sequence[str] | None = None, limit: int = 50) -> list[Change]:
    """The changes of pages, the latest first, without names that are withheld.

    Args:
        store: The store.
        reports: Ids of reports; without them all.
        limit: How many at most.
    """
    with store.reading() as connection:
        versions = [version for version in versions_of(connection, reports, limit) if not version.first]
        same = first_pages(connection, [version.report for version in versions])
        versions = [version for version in versions if (version.report, version.at) not in same]
        events = page_events_of(connection, reports)
        found = [*_gone_and_back(events), *(_new_version(connection, version) for version in versions)]
        found.sort(key=lambda change: change.at, reverse=True)
        return [_described(connection, change) for change in found[:limit]]


def _gone_and_back(events: Sequence[PageEvent]) -> Iterator[Change]:
    for event in events:
        yield Change(event.report, None, None, event.at, event.kind)


def _new_version(connection: Connection, version: Version) -> Change:
    lines = page_difference(*texts_of_versions(connection, version.report, version.number))
    return Change(version.report, None, None, version.at, "new version", difference=tuple(lines))


def _described(connection: Connection, change: Change) -> Change:
    """The change with the words that may be shown of it."""
    (reading,) = current_readings(connection, [change.report])
    cases = tuple(cases_of_reports(connection, [change.report]).get(change.report, ()))
    hide = covering(case_payloads(connection, list(cases))) if cases else _covering_all(connection, change.report)
    lost: tuple[str, ...] = ()
    notes: tuple[EditorialNote, ...] = ()
    if change.kind == "new version":
        lost = tuple(dict.fromkeys(" ".join(hide(item.sentence).split()) for item in withdrawn(connection, [change.report])))
        notes = _covered(notes_of(reading), hide)
    article = reading.article
    headline = hide(article.headline) if article.headline else None
    lines = tuple(map(hide, change.difference))
    return replace(change, outlet=article.outlet, headline=headline, cases=cases, lost=lost, notes=notes, difference=lines)


def _covering_all(connection: Connection, report: str) -> Callable[[str], str]:
    """What covers the names of all people of a report: without a case nobody can tell whose name is to be withheld."""
    found = known(connection, report, None)
    readings = stored_readings(connection, found.number) if found else []
    is_name = is_name_word(name_words(person for _, _, reading in readings for person in reading.people))
    return lambda text: cover(text, is_name)


def _covered(notes: Sequence[EditorialNote], hide: Callable[[str], str]) -> tuple[EditorialNote, ...]:
    return tuple(replace(note, text=hide(note.text)) for note in notes)


def page_difference(before: str, after: str) -> list[str]:
    """The lines that went and came between two versions of a text, each with its sign, without those that stayed."""
    old, new = ([" ".join(line.split()) for line in text.splitlines() if line.strip()] for text in (before, after))
    lines = difflib.unified_diff(old, new, lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]

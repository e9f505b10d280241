"""What exports are made from, case by case: never more than a page of ids and one case in memory, however many there are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from reportedly.errors import MissingError
from reportedly.model.casefile import CaseFile
from reportedly.model.material import CaseMaterial, Withdrawn
from reportedly.review.calendaring import Calendar
from reportedly.review.deciding import Who
from reportedly.review.shielding import covering, record_unmasking, shielded_reading
from reportedly.review.viewing import completed, told_beside
from reportedly.store import Connection, Store
from reportedly.store.captures import captures_of
from reportedly.store.casefiles import CaseFilter, case_ids, case_named, cases_wanted, load_case
from reportedly.store.reports import current_readings, withdrawn

__all__ = ["Wanted", "count", "materials", "record_unmasked"]

Wanted = str | Sequence[str] | CaseFilter
"""One case by its id (or the beginning of it, or an id that it once had), several of them, or all that a filter lets through."""


def materials(store: Store, wanted: Wanted, today: date, *, unmasked: bool = False) -> Iterator[CaseMaterial]:
    """The cases that are wanted, one after the other, all from one state of the store.

    Args:
        store: The store.
        wanted: Which cases.
        today: The day to look from.
        unmasked: Whether names that are withheld stay as they are; whoever asks for it has put that on record.

    Raises:
        MissingError: If a case that is named is not there; before anything else is given.
    """
    calendar = Calendar(store, today)
    try:
        with store.reading() as connection:
            for case in _ids(connection, wanted):
                file = load_case(connection, case)
                if file is not None:
                    found = _material(connection, file, today, unmasked=unmasked)
                    yield replace(found, calendar=partial(calendar.entries, found.file))
    finally:
        calendar.close()


def record_unmasked(store: Store, wanted: Wanted, who: Who) -> int:
    """Put on record, for each case in which a name is withheld, that somebody exports it with the name.

    Args:
        store: The store.
        wanted: Which cases.
        who: Who exports, when and why.

    Returns:
        In how many cases names are withheld.
    """
    with store.reading() as connection:
        every = list(_ids(connection, wanted))
    return sum(record_unmasking(store, case, who) is not None for case in every)


def count(store: Store, wanted: Wanted) -> int:
    """How many cases ``materials`` gives.

    Raises:
        MissingError: If a case that is named is not there.
    """
    with store.reading() as connection:
        return cases_wanted(connection, wanted) if isinstance(wanted, CaseFilter) else len(_named(connection, wanted))


def _ids(connection: Connection, wanted: Wanted) -> Iterator[str]:
    if not isinstance(wanted, CaseFilter):
        yield from _named(connection, wanted)
        return
    page = case_ids(connection, wanted)
    while page:
        yield from page
        page = case_ids(connection, wanted, page[-1])


def _named(connection: Connection, wanted: str | Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    for name in [wanted] if isinstance(wanted, str) else wanted:
        case = case_named(connection, name)
        if case is None:
            raise MissingError("no such case", where=name, mend="see reportedly cases")
        found[case] = None
    return list(found)


def _material(connection: Connection, file: CaseFile, today: date, *, unmasked: bool) -> CaseMaterial:
    reports = [report.id for report in file.reports]
    readings = current_readings(connection, reports)
    gone = withdrawn(connection, reports)
    beside = None if unmasked else told_beside(connection, file)
    if beside is not None:
        readings = [shielded_reading(reading, file, beside) for reading in readings]
        gone = _covered(gone, file, beside)
    shown = completed(connection, file, today, beside)
    return CaseMaterial(shown, tuple(readings), tuple(captures_of(connection, reports)), tuple(gone))


def _covered(gone: list[Withdrawn], file: CaseFile, beside: tuple[CaseFile, ...]) -> list[Withdrawn]:
    hide = covering([file, *beside])
    return [replace(item, sentence=hide(item.sentence)) for item in gone]

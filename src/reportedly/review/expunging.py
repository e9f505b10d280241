"""Expunging a person: their data goes for good from readings, bytes, claims, decisions, case files and indexes.

What stays is the decision that something was expunged, which names no one, and keyed hashes of the covered words, so that a new version of the same
page does not bring the person back.
"""

from dataclasses import dataclass

from reportedly.errors import StoreError
from reportedly.model.casefile import CasePerson
from reportedly.model.claims import ReportReading
from reportedly.model.decisions import Action, Decision
from reportedly.model.parties import Person
from reportedly.review.casework import refresh_reports
from reportedly.review.deciding import Who
from reportedly.review.masking import cover, is_name_word, masked, name_words
from reportedly.store import Connection, Store
from reportedly.store.casefiles import case_named, load_case
from reportedly.store.deciding import keep_decision
from reportedly.store.erasing import (
    compact,
    forget_claims,
    keep_masks,
    overwrite_decisions,
    overwrite_reading,
    overwrite_snapshot,
    stored_readings,
)
from reportedly.store.fetching import forget_traces
from reportedly.store.known import forget_links
from reportedly.store.reports import known

__all__ = ["REASONS", "Expunged", "expunge"]

# A free text could name the person after all.
REASONS = ("request", "court", "law", "error")


@dataclass(frozen=True, slots=True)
class Expunged:
    """The record of an expunging, and in how many reports something was covered."""

    decision: Decision
    reports: int


def expunge(store: Store, target: str, who: Who) -> Expunged:
    """Take a person out of the store for good.

    Args:
        store: The store.
        target: ``<case>/<person>``, as ``reportedly person`` prints it; the person may be given by name.
        who: Who decides, when, and one of ``REASONS``.

    Raises:
        StoreError: If there is no such person.
    """
    with store.writing() as connection:
        person = _person(connection, target)
        touched: list[tuple[int, str]] = []
        for report in sorted({mention.rpartition("#")[0] for mention in person.mentions}):
            number = _number(connection, report)
            _cover_report(connection, number, report, person)
            touched.append((number, report))
        forget_links(connection, person.mentions)
        made = Decision(Action.EXPUNGE, (), who.name, who.at, who.reason)
        keep_decision(connection, made)
        refresh_reports(connection, touched)
    compact(store)
    return Expunged(made, len(touched))


def _person(connection: Connection, target: str) -> CasePerson:
    case, _, wanted = target.partition("/")
    found = case_named(connection, case)
    file = load_case(connection, found) if found else None
    people = [person for person in file.people if wanted and (person.id == wanted or wanted in {form.name for form in person.names})] if file else []
    if len(people) != 1:
        raise StoreError("no such person" if not people else "more than one person is called so", where=target, mend="see reportedly person NAME")
    return people[0]


def _number(connection: Connection, report: str) -> int:
    found = known(connection, report, None)
    if found is None:
        raise StoreError("the report of a case is not in the store", where=report, mend="run reportedly rebuild")
    return found.number


def _cover_report(connection: Connection, number: int, report: str, person: CasePerson) -> None:
    readings = stored_readings(connection, number)
    spelt = {form.name for form in person.names}
    words = frozenset[str]().union(*(name_words(_same(reading, spelt)) for _, _, reading in readings))
    words |= name_words(Person("", name) for name in spelt)
    is_name = is_name_word(words)
    forget_claims(connection, number)
    claims_now: dict[str, str] = {}
    covered: set[str] = set(words)
    for version, key, reading in readings:
        spared = masked(reading, is_name)
        overwrite_reading(connection, version, key, spared.reading)
        overwrite_snapshot(connection, number, version, spared.reading.article.text)
        claims_now.update(spared.claims)
        covered |= spared.covered
    forget_traces(connection, report, lambda text: cover(text, is_name) != text)
    overwrite_decisions(connection, [report], lambda text: cover(text, is_name), claims_now)
    keep_masks(connection, number, covered)


def _same(reading: ReportReading, spelt: set[str]) -> list[Person]:
    return [one for one in reading.people if one.named and {one.name, *one.other_names} & spelt]

"""Days given out to calendars: one id for ever, a higher number when the day moves, called off when it falls away."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from icalendar import Calendar
from told import Said, told

from reportedly.export.formats import FORMATS, ExportOptions
from reportedly.model.claims import Standing, StepType
from reportedly.model.decisions import Action
from reportedly.review.casework import add, rebuild
from reportedly.review.deciding import Who, decide, undo
from reportedly.review.exporting import materials
from reportedly.review.expunging import expunge
from reportedly.store import Store
from reportedly.store.backup import back_up, restore
from reportedly.store.casefiles import CaseFilter, case_payloads

NOW = datetime(2024, 3, 15, tzinfo=UTC)
TODAY = date(2024, 3, 20)
WHO = Who("ana", NOW, "request")
CURATOR = "Selvira Tokmashova"
CUSTODY = Said(StepType.PRETRIAL_DETENTION, [CURATOR], date(2024, 3, 13), until=date(2024, 5, 13))
HEARING = Said(StepType.HEARING, [CURATOR], date(2024, 6, 3), standing=Standing.SCHEDULED)
Event = tuple[date, int, str]


def given(store: Store, today: date = TODAY) -> dict[str, Event]:
    """The events of an export by their ids: day, sequence, status."""
    out = BytesIO()
    FORMATS["ics"].write(materials(store, CaseFilter(), today), out, ExportOptions(today))
    events = Calendar.from_ical(out.getvalue()).events
    assert len({str(event["UID"]) for event in events}) == len(events)
    return {str(event["UID"]): (event.start, int(str(event["SEQUENCE"])), str(event["STATUS"])) for event in events}


def claim_of(store: Store, kind: StepType) -> str:
    with store.reading() as connection:
        return next(entry.claims[0] for case in case_payloads(connection) for entry in case.timeline if entry.type is kind)


def only(events: dict[str, Event], day: date) -> str:
    (uid,) = [uid for uid, event in events.items() if event[0] == day]
    return uid


@pytest.fixture
def kept(store: Store) -> Store:
    add(store, *told("a", CUSTODY, HEARING, url="https://herald.example/1"), NOW)
    return store


def test_the_same_days_are_the_same_events_again(kept: Store) -> None:
    first = given(kept)
    assert sorted(first.values()) == [(date(2024, 5, 13), 0, "CONFIRMED"), (date(2024, 6, 3), 0, "CONFIRMED")]
    rebuild(kept)
    assert given(kept) == first
    add(kept, *told("b", CUSTODY, HEARING, published=date(2024, 3, 14), outlet="Radio Jelqanat"), NOW)
    assert given(kept) == first


def test_a_day_that_moves_keeps_its_id_and_has_a_higher_number(kept: Store) -> None:
    uid = only(given(kept), date(2024, 5, 13))
    moved = decide(kept, Action.CORRECT, [claim_of(kept, StepType.PRETRIAL_DETENTION)], WHO, [("until", "2024-05-20")])
    assert given(kept)[uid] == (date(2024, 5, 20), 1, "CONFIRMED")
    undo(kept, moved.decision.id, WHO)
    assert given(kept)[uid] == (date(2024, 5, 13), 2, "CONFIRMED")


def test_a_new_version_of_a_page_moves_the_day(kept: Store) -> None:
    uid = only(given(kept), date(2024, 6, 3))
    later = Said(StepType.HEARING, [CURATOR], date(2024, 6, 10), standing=Standing.SCHEDULED)
    add(kept, *told("a", CUSTODY, later, url="https://herald.example/1"), NOW)
    assert given(kept)[uid] == (date(2024, 6, 10), 1, "CONFIRMED")


def test_a_day_that_no_report_tells_any_longer_is_called_off_and_can_come_back(kept: Store) -> None:
    uid = only(given(kept), date(2024, 6, 3))
    rejected = decide(kept, Action.CORRECT, [claim_of(kept, StepType.HEARING)], WHO, [("standing", "rejected")])
    assert given(kept)[uid] == given(kept)[uid] == (date(2024, 6, 3), 1, "CANCELLED")
    undo(kept, rejected.decision.id, WHO)
    assert given(kept)[uid] == (date(2024, 6, 3), 2, "CONFIRMED")


def test_a_release_calls_off_the_day_that_a_detention_would_have_ended(kept: Store) -> None:
    uid = only(given(kept), date(2024, 5, 13))
    freed = Said(StepType.RELEASE, [CURATOR], date(2024, 4, 2))
    add(kept, *told("c", freed, published=date(2024, 4, 3), outlet="Radio Jelqanat"), NOW)
    assert given(kept, date(2024, 4, 4))[uid] == (date(2024, 5, 13), 1, "CANCELLED")
    assert given(kept, date(2024, 9, 1))[uid] == (date(2024, 5, 13), 1, "CANCELLED")


def test_what_was_never_given_out_is_not_called_off(kept: Store) -> None:
    add(kept, *told("c", Said(StepType.RELEASE, [CURATOR], date(2024, 4, 2)), published=date(2024, 4, 3), outlet="Radio Jelqanat"), NOW)
    assert {status for _, _, status in given(kept, date(2024, 4, 4)).values()} == {"CONFIRMED"}


def test_an_event_stays_the_same_when_its_case_becomes_part_of_another(store: Store) -> None:
    add(store, *told("b", HEARING, published=date(2024, 3, 15), offence=("theft of a horse", "theft")), NOW)
    before = given(store)
    add(store, *told("a", CUSTODY, published=date(2024, 3, 14), outlet="Radio Jelqanat"), NOW)
    with store.reading() as connection:
        cases = [case.id for case in case_payloads(connection)]
    if len(cases) == 2:
        decide(store, Action.MERGE, cases, WHO)
    assert before.items() <= given(store).items()


def test_expunging_leaves_the_days_of_the_others_as_they_were(store: Store) -> None:
    both = Said(StepType.PRETRIAL_DETENTION, [CURATOR, "Danel Orzhakov"], date(2024, 3, 13), until=date(2024, 5, 13))
    add(store, *told("a", both, HEARING), NOW)
    before = given(store)
    with store.reading() as connection:
        (case,) = case_payloads(connection)
    expunge(store, f"{case.id}/{CURATOR}", WHO)
    uid, hearing = only(before, date(2024, 5, 13)), only(before, date(2024, 6, 3))
    assert given(store) == {uid: before[uid], hearing: (date(2024, 6, 3), 1, "CANCELLED")}


def test_a_backup_remembers_what_was_given_out(kept: Store, tmp_path_factory: pytest.TempPathFactory, opener: Callable[[], Store]) -> None:
    uid = only(given(kept), date(2024, 5, 13))
    decide(kept, Action.CORRECT, [claim_of(kept, StepType.PRETRIAL_DETENTION)], WHO, [("until", "2024-05-20")])
    assert given(kept)[uid][1] == 1
    file = tmp_path_factory.mktemp("backup") / "all.gz"
    back_up(kept, file)
    with opener() as other:
        restore(other, file)
        assert given(other)[uid] == (date(2024, 5, 20), 1, "CONFIRMED")


@pytest.fixture
def opener(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Store]:
    from reportedly.store import open_store

    return lambda: open_store(str(tmp_path_factory.mktemp("other") / "store.db"))

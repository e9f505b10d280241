"""From reports to case files: nothing depends on the order of adding, nothing is made twice, and everything can be made again."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import Said, told

from reportedly.model.claims import ReportReading, StepType
from reportedly.model.text import Snapshot
from reportedly.review.casework import add, rebuild
from reportedly.store import Store, open_store
from reportedly.store.casefiles import CaseFilter, case_lines, case_named, case_payloads, load_case
from reportedly.store.codec import dumps
from reportedly.store.reports import Outcome

NOW = datetime(2025, 1, 1, tzinfo=UTC)
CURATOR, DRIVER, COOK = "Selvira Tokmashova", "Danel Orzhakov", "Ilmar Bekturov"


def reports() -> list[tuple[ReportReading, Snapshot]]:
    arrest = Said(StepType.ARREST, [CURATOR, DRIVER], date(2024, 3, 11))
    custody = Said(StepType.PRETRIAL_DETENTION, [CURATOR], date(2024, 3, 13), until=date(2024, 5, 13))
    freed = Said(StepType.ACQUITTAL, [DRIVER], date(2024, 10, 18))
    poison = Said(StepType.CHARGE, [COOK], date(2024, 4, 2))
    return [
        told("a", arrest, published=date(2024, 3, 12)),
        told("b", arrest, custody, published=date(2024, 3, 14), outlet="Radio Jelqanat"),
        told("c", custody, published=date(2024, 3, 15), outlet="Steppe Observer"),
        told("d", freed, arrest, published=date(2024, 10, 21), outlet="Lantern Post"),
        told("e", poison, published=date(2024, 4, 3), offence=("murder by poison", "murder")),
        told("f", poison, published=date(2024, 4, 4), offence=("murder by poison", "murder"), outlet="Eastern Docket"),
        told("g", published=date(2024, 4, 5), note="The weather was fine."),
    ]


def files(store: Store) -> list[str]:
    with store.reading() as connection:
        return [dumps(case) for case in case_payloads(connection)]


def add_all(store: Store, items: list[tuple[ReportReading, Snapshot]]) -> None:
    for reading, snapshot in items:
        add(store, reading, snapshot, NOW)


def test_reports_of_one_case_make_one_case_file(store: Store) -> None:
    add_all(store, reports())
    with store.reading() as connection:
        lines = case_lines(connection, CaseFilter())
        assert sorted(line.reports for line in lines) == [2, 4]
        gold = load_case(connection, next(line.id for line in lines if line.reports == 4))
    assert gold is not None
    statuses = {person.names[0].name: person.status for person in gold.people}
    assert statuses == {CURATOR: StepType.PRETRIAL_DETENTION, DRIVER: StepType.ACQUITTAL}


def test_adding_tells_what_changed(store: Store) -> None:
    first, *_ = reports()
    added = add(store, *first, NOW)
    assert (added.report, added.outcome, len(added.cases)) == ("a", Outcome.ADDED, 1)
    before = files(store)
    assert add(store, *first, NOW).outcome is Outcome.UNCHANGED
    assert files(store) == before


def test_rebuilding_gives_the_same_bytes(store: Store) -> None:
    add_all(store, reports()[::-1])
    before = files(store)
    rebuild(store)
    assert files(store) == before


def test_a_case_is_found_by_every_id_it_ever_had(store: Store) -> None:
    ids = [add(store, reading, snapshot, NOW).cases for reading, snapshot in reports()[:4][::-1]]
    assert len(set(ids)) > 1
    with store.reading() as connection:
        assert {case_named(connection, case) for (case,) in ids} == set(ids[-1])


def test_a_new_version_without_a_step_takes_it_out_of_the_case(store: Store) -> None:
    arrest, charge = Said(StepType.ARREST, [CURATOR], date(2024, 3, 11)), Said(StepType.CHARGE, [CURATOR], date(2024, 3, 12))
    add(store, *told("a", arrest, charge, url="https://herald.example/1"), NOW)
    add(store, *told("z", arrest, url="https://herald.example/1"), NOW)
    with store.reading() as connection:
        (case,) = case_payloads(connection)
    assert [entry.type for entry in case.timeline] == [StepType.ARREST]
    rebuilt = files(store)
    rebuild(store)
    assert files(store) == rebuilt


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(7)), anew=st.sets(st.integers(0, 6), max_size=2))
def test_the_order_of_adding_does_not_matter(order: list[int], anew: set[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("order")
    items = reports()
    with open_store(str(home / "one.db")) as one, open_store(str(home / "two.db")) as two:
        add_all(one, [items[number] for number in order])
        for number in sorted(anew):
            # The report is read without its first claim, then whole again: it leaves its case and comes back.
            reading, snapshot = items[number]
            add(one, replace(reading, claims=reading.claims[1:], model="poorer"), snapshot, NOW)
            add(one, replace(reading, model="whole again"), snapshot, NOW)
        add_all(two, items)
        assert files(one) == files(two)
        rebuild(one)
        assert files(one) == files(two)


def test_many_reports_under_one_key_still_do_not_depend_on_the_order(tmp_path: Path) -> None:
    arrest = Said(StepType.ARREST, [CURATOR], date(2024, 3, 11))
    items = [told(f"r{number:02d}", arrest, published=date(2024, 3, 1 + number % 28), note=f"Note {number}.") for number in range(40)]
    shuffled = [items[number * 17 % 40] for number in range(40)]
    with open_store(str(tmp_path / "one.db")) as one, open_store(str(tmp_path / "two.db")) as two:
        add_all(one, shuffled)
        add_all(two, items)
        assert files(one) == files(two)
        rebuild(one)
        assert files(one) == files(two)


def test_a_page_that_tells_no_case_any_longer_leaves_none_behind(store: Store) -> None:
    url = "https://herald.example/1"
    add(store, *told("a", Said(StepType.CHARGE, [COOK], date(2024, 4, 2)), url=url), NOW)
    assert add(store, *told("a", url=url, note="The charge was a mistake of ours."), NOW).cases == ()
    assert files(store) == []


def test_a_new_version_that_tells_another_case_leaves_nothing_in_the_old_one(store: Store) -> None:
    url, arrest = "https://herald.example/1", Said(StepType.ARREST, [CURATOR], date(2024, 3, 11))
    add(store, *told("a", arrest), NOW)
    add(store, *told("b", arrest, url=url, outlet="Radio Jelqanat"), NOW)
    add(store, *told("b", Said(StepType.CHARGE, [COOK], date(2024, 4, 2)), url=url, offence=("murder by poison", "murder")), NOW)
    with store.reading() as connection:
        told_of = {case.people[0].names[0].name: {report.id for report in case.reports} for case in case_payloads(connection)}
    assert told_of == {CURATOR: {"a"}, COOK: {"b"}}

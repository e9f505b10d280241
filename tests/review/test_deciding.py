"""Decisions: kept for ever, taken back, and still true after another lexicon has read the reports anew."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from told import Said, told

from reportedly.errors import StoreError, UsageError
from reportedly.model.claims import ReportReading, StepType
from reportedly.model.decisions import Action
from reportedly.model.parties import Person
from reportedly.model.text import Snapshot
from reportedly.review.casework import add, rebuild
from reportedly.review.deciding import Who, decide, undo
from reportedly.store import Store
from reportedly.store.casefiles import case_payloads
from reportedly.store.codec import dumps
from reportedly.store.deciding import all_decisions

START = datetime(2025, 1, 1, tzinfo=UTC)
CURATOR, DRIVER, COOK = "Selvira Tokmashova", "Danel Orzhakov", "Ilmar Bekturov"
ARREST = Said(StepType.ARREST, [CURATOR, DRIVER], date(2024, 3, 11))
POISON = Said(StepType.CHARGE, [COOK], date(2024, 4, 2))


def moments() -> Iterator[Who]:
    for number in range(99):
        yield Who("ana", START + timedelta(minutes=number), "the same ruling")


@pytest.fixture
def who() -> Iterator[Who]:
    return moments()


def poison() -> tuple[ReportReading, Snapshot]:
    return told("c", POISON, published=date(2024, 4, 3), offence=("murder by poison", "murder"))


@pytest.fixture
def told_store(store: Store) -> Store:
    for item in (told("a", ARREST), told("b", ARREST, published=date(2024, 3, 14), outlet="Radio Jelqanat"), poison()):
        add(store, *item, START)
    return store


def cases(store: Store) -> dict[str, list[str]]:
    with store.reading() as connection:
        return {case.id: [report.id for report in case.reports] for case in case_payloads(connection)}


def grouped(store: Store) -> list[list[str]]:
    return sorted(cases(store).values())


def test_a_merge_joins_and_its_undo_parts_again_byte_for_byte(told_store: Store, who: Iterator[Who]) -> None:
    with told_store.reading() as connection:
        before = [dumps(case) for case in case_payloads(connection)]
    made = decide(told_store, Action.MERGE, list(cases(told_store)), next(who))
    assert grouped(told_store) == [["a", "b", "c"]]
    undo(told_store, made.decision.id[:8], next(who))
    with told_store.reading() as connection:
        assert [dumps(case) for case in case_payloads(connection)] == before
        assert len(all_decisions(connection)) == 2


def test_an_undo_can_be_undone(told_store: Store, who: Iterator[Who]) -> None:
    made = decide(told_store, Action.MERGE, list(cases(told_store)), next(who))
    taken_back = undo(told_store, made.decision.id, next(who))
    undo(told_store, taken_back.decision.id, next(who))
    assert grouped(told_store) == [["a", "b", "c"]]


def test_a_split_sends_reports_away_and_holds_after_a_rebuild(told_store: Store, who: Iterator[Who]) -> None:
    decide(told_store, Action.SPLIT, ["b#1"], next(who))
    assert grouped(told_store) == [["a"], ["b"], ["c"]]
    rebuild(told_store)
    assert grouped(told_store) == [["a"], ["b"], ["c"]]


def test_never_is_for_ever(told_store: Store, who: Iterator[Who]) -> None:
    first, second = list(cases(told_store))
    decide(told_store, Action.NEVER_MERGE, [first, second], next(who))
    decide(told_store, Action.MERGE, [first, second], next(who))
    assert grouped(told_store) == [["a", "b"], ["c"]]


def test_decisions_survive_a_second_reading_that_numbers_people_anew(told_store: Store, who: Iterator[Who]) -> None:
    decide(told_store, Action.SPLIT, ["b#1"], next(who))
    reading, snapshot = told("b", ARREST, published=date(2024, 3, 14), outlet="Radio Jelqanat")
    bystander = Person("p0", "Mirlan Kestebek", evidence=reading.people[0].evidence)
    add(told_store, replace(reading, people=(bystander, *reading.people), model="a newer lexicon"), snapshot, START)
    assert grouped(told_store) == [["a"], ["b"], ["c"]]


def test_a_decision_about_a_person_follows_the_name_to_its_new_number(told_store: Store, who: Iterator[Who]) -> None:
    from reportedly.review.anchors import translated
    from reportedly.store.parts import load_parts

    target = "a#1/p1"
    made = decide(told_store, Action.ACCEPT, [target], next(who)).decision
    reading, snapshot = told("a", Said(StepType.ARREST, [DRIVER, CURATOR], date(2024, 3, 11)))
    renumbered = replace(reading, article=replace(reading.article, sha256="0" * 64))
    add(told_store, renumbered, replace(snapshot, sha256="0" * 64), START)
    with told_store.reading() as connection:
        (now,) = translated([made], load_parts(connection, ["a#1"]), lambda claim: claim)
    assert now.target == ("a#1/p2",)


def test_a_correction_is_kept_with_its_values(told_store: Store, who: Iterator[Who]) -> None:
    with told_store.reading() as connection:
        claim = next(claim for case in case_payloads(connection) for entry in case.timeline for claim in entry.claims)
    made = decide(told_store, Action.CORRECT, [claim[:10]], next(who), [("date", "2024-03-10")])
    assert made.decision.target == (claim,)
    assert made.decision.after == (("date", "2024-03-10"),)
    assert made.cases


def test_a_person_is_named_as_the_commands_print_it_whatever_signs_the_id_of_a_report_has(store: Store, who: Iterator[Who]) -> None:
    add(store, *told("https://x.example/a#b", ARREST), START)
    (case,) = cases(store)
    with store.reading() as connection:
        (file,) = case_payloads(connection)
    for person in file.people:
        assert decide(store, Action.ACCEPT, [f"{case}/{person.id}"], next(who)).decision.target == (person.mentions[0],)
        assert decide(store, Action.ACCEPT, [person.mentions[0]], next(who)).decision.target == (person.mentions[0],)


@pytest.mark.parametrize("target", ["c0000", "a#9", "nothing"])
def test_what_is_not_there_cannot_be_decided_on(told_store: Store, who: Iterator[Who], target: str) -> None:
    with pytest.raises(StoreError):
        decide(told_store, Action.ACCEPT, [target], next(who))


def test_a_merge_needs_two(told_store: Store, who: Iterator[Who]) -> None:
    with pytest.raises(UsageError):
        decide(told_store, Action.MERGE, list(cases(told_store))[:1], next(who))


def test_a_whole_case_cannot_be_split_off_itself(told_store: Store, who: Iterator[Who]) -> None:
    with pytest.raises(UsageError):
        decide(told_store, Action.SPLIT, list(cases(told_store))[:1], next(who))


def test_an_undo_needs_a_decision(told_store: Store, who: Iterator[Who]) -> None:
    with pytest.raises(StoreError):
        undo(told_store, "nothing", next(who))


def titles(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return {case.id: case.title for case in case_payloads(connection)}


def test_a_case_is_called_as_somebody_says_until_that_is_taken_back(told_store: Store, who: Iterator[Who]) -> None:
    case = next(key for key, reports in cases(told_store).items() if len(reports) == 2)
    before = titles(told_store)
    made = decide(told_store, Action.CORRECT, [case], next(who), [("title", "The museum case")])
    assert titles(told_store) == before | {case: "The museum case"}
    rebuild(told_store)
    assert titles(told_store)[case] == "The museum case"
    decide(told_store, Action.CORRECT, [case], next(who), [("title", "")])
    assert titles(told_store) == before
    undo(told_store, made.decision.id, next(who))
    assert titles(told_store) == before


def test_a_given_title_stays_with_a_case_that_grows(told_store: Store, who: Iterator[Who]) -> None:
    case = next(key for key, reports in cases(told_store).items() if len(reports) == 2)
    decide(told_store, Action.CORRECT, [case], next(who), [("title", "The museum case")])
    add(told_store, *told("z", ARREST, published=date(2024, 3, 20), outlet="Eastern Docket"), START)
    assert "The museum case" in titles(told_store).values()


@pytest.mark.parametrize("title", ["The Tokmashova case", "Tokmashova's museum", "Selvira and the gold", "Дело Токмашовой"])
def test_a_title_names_nobody(told_store: Store, who: Iterator[Who], title: str) -> None:
    case = next(key for key, reports in cases(told_store).items() if len(reports) == 2)
    with pytest.raises(UsageError, match="names nobody"):
        decide(told_store, Action.CORRECT, [case], next(who), [("title", title)])


def test_a_title_falls_when_a_later_report_names_somebody_so(told_store: Store, who: Iterator[Who]) -> None:
    case = next(key for key, reports in cases(told_store).items() if len(reports) == 2)
    before = titles(told_store)[case]
    decide(told_store, Action.CORRECT, [case], next(who), [("title", "The Bekturov museum case")])
    together = Said(StepType.ARREST, [CURATOR, DRIVER, COOK], date(2024, 3, 11))
    add(told_store, *told("z", together, published=date(2024, 3, 20), outlet="Eastern Docket"), START)
    assert "The Bekturov museum case" not in titles(told_store).values()
    assert before in titles(told_store).values()


@pytest.mark.parametrize("change", [[("date", "2025-04-19")], [("title", "The museum case"), ("date", "2025-04-19")]])
def test_of_a_case_only_the_title_is_corrected(told_store: Store, who: Iterator[Who], change: list[tuple[str, str]]) -> None:
    with pytest.raises(UsageError, match="a case has a title"):
        decide(told_store, Action.CORRECT, [next(iter(cases(told_store)))], next(who), change)


def test_a_person_has_no_title_to_correct(told_store: Store, who: Iterator[Who]) -> None:
    case = next(key for key, reports in cases(told_store).items() if len(reports) == 2)
    with pytest.raises(UsageError, match="a case has a title"):
        decide(told_store, Action.CORRECT, [f"{case}/{CURATOR}"], next(who), [("title", "The museum case")])

"""What a store does, whatever database it is kept in."""

from datetime import UTC, date, datetime

import pytest
from told import Said, told

from reportedly.errors import StoreError
from reportedly.model.cases import CasePart, Feature, Judgement, Verdict
from reportedly.model.claims import ReportReading, StepType
from reportedly.model.decisions import Action, Decision
from reportedly.model.text import Snapshot
from reportedly.store import Store, open_store
from reportedly.store.deciding import all_decisions, keep_decision
from reportedly.store.parts import WINDOW, edges_among, keep_edges, keep_part, near_keys, windows
from reportedly.store.reports import Outcome, current_readings, keep, report_count, report_ids, snapshot_of, withdrawn
from reportedly.store.search import Document, Term, index_report, search

NOW = datetime(2025, 1, 1, tzinfo=UTC)
ARREST = Said(StepType.ARREST, ["Selvira Tokmashova"], date(2024, 3, 11))
CHARGE = Said(StepType.CHARGE, ["Danel Orzhakov"], date(2024, 3, 12))


def kept(store: Store, report: tuple[ReportReading, Snapshot]) -> Outcome:
    with store.writing() as connection:
        return keep(connection, *report, NOW).outcome


def test_what_is_kept_comes_back_whole(store: Store) -> None:
    report = told("a", ARREST, CHARGE)
    assert kept(store, report) is Outcome.ADDED
    with store.reading() as connection:
        assert current_readings(connection, ["a"]) == [report[0]]
        assert snapshot_of(connection, "a") == report[1]


def test_the_same_report_again_changes_nothing(store: Store) -> None:
    kept(store, told("a", ARREST))
    assert kept(store, told("a", ARREST)) is Outcome.UNCHANGED
    with store.reading() as connection:
        assert report_count(connection) == 1


def test_other_bytes_at_the_same_address_are_a_new_version_and_name_what_is_gone(store: Store) -> None:
    kept(store, told("a", ARREST, CHARGE, url="https://herald.example/1"))
    assert kept(store, told("b", ARREST, url="https://herald.example/1")) is Outcome.NEW_VERSION
    with store.reading() as connection:
        assert report_count(connection) == 1
        (current,) = current_readings(connection, ["a"])
        assert current.article.id == "a"
        assert all(claim.article_id == "a" for claim in current.claims)
        assert ["Danel Orzhakov" in gone.sentence for gone in withdrawn(connection, ["a"])] == [True]


def test_another_reading_of_the_same_bytes_is_kept_beside_the_first(store: Store) -> None:
    reading, snapshot = told("a", ARREST)
    kept(store, (reading, snapshot))
    other = ReportReading(reading.article, reading.depth, reading.people, claims=reading.claims, model="another lexicon")
    assert kept(store, (other, snapshot)) is Outcome.READ_ANEW
    with store.reading() as connection:
        assert current_readings(connection, ["a"]) == [other]
        assert withdrawn(connection, ["a"]) == []


def test_two_archives_that_number_alike_do_not_mix(store: Store) -> None:
    kept(store, told("1", ARREST, url="https://herald.example/1"))
    assert kept(store, told("1", CHARGE, url="https://docket.example/1")) is Outcome.ADDED
    with store.reading() as connection:
        assert report_count(connection) == 2


def test_reports_come_in_canonical_order(store: Store) -> None:
    for name, day in (("c", date(2024, 1, 1)), ("a", date(2024, 5, 1)), ("b", date(2024, 1, 1))):
        kept(store, told(name, ARREST, published=day))
    with store.reading() as connection:
        assert [report for _, report in report_ids(connection)] == ["b", "c", "a"]


def test_an_error_inside_a_write_keeps_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        keep(connection, *told("a", ARREST), NOW)
        raise ZeroDivisionError
    with store.reading() as connection:
        assert report_count(connection) == 0


def test_search_finds_words_beginnings_and_names_by_key(store: Store) -> None:
    with store.writing() as connection:
        number = keep(connection, *told("a", ARREST), NOW).number
        documents = [Document("report", "a", "Суд арестовал Мекерину", frozenset({"n:mekerina"})), Document("fact", "f", "gold was taken")]
        index_report(connection, number, documents)
    with store.reading() as connection:
        assert [hit.kind for hit in search(connection, [Term("gol")])] == ["fact"]
        assert [hit.kind for hit in search(connection, [Term("Mekerina", frozenset({"n:mekerina"}))])] == ["report"]
        assert search(connection, [Term("gold"), Term("nothing")]) == []
        assert search(connection, [Term('or" & | *')]) == []
        assert search(connection, []) == []


def test_indexing_again_forgets_what_was_there(store: Store) -> None:
    with store.writing() as connection:
        number = keep(connection, *told("a", ARREST), NOW).number
        index_report(connection, number, [Document("fact", "f", "gold was taken")])
        index_report(connection, number, [Document("fact", "f", "silver was taken")])
        assert search(connection, [Term("gold")]) == []
        assert len(search(connection, [Term("silver")])) == 1


def test_only_the_nearest_parts_under_a_key_are_neighbours(store: Store) -> None:
    parts = [CasePart(f"a#{number:03d}", "a", number, date(2024, 1, 1)) for number in range(3 * WINDOW)]
    with store.writing() as connection:
        number = keep(connection, *told("a", ARREST), NOW).number
        for part in parts:
            keep_part(connection, number, part, {"k", f"own {part.id}"})
        middle = parts[WINDOW + 3]
        (side,) = windows(connection, middle, ["k"])
        assert [*side.before[::-1], *side.after] == [part.id for part in parts[3 : 2 * WINDOW + 4] if part is not middle]
        assert len(side.straddling) == WINDOW
        assert all(near_keys(connection, *pair) is False for pair in side.straddling)
        assert near_keys(connection, parts[0].id, parts[WINDOW].id)
        assert not near_keys(connection, parts[0].id, parts[WINDOW + 1].id)


def test_judgements_are_kept_once_for_a_pair(store: Store) -> None:
    same = Judgement("b#0", "a#0", 0.9, Verdict.SAME, (Feature("name", 0.5, "the same name"),))
    with store.writing() as connection:
        keep_edges(connection, [same])
        keep_edges(connection, [same])
        assert edges_among(connection, ["a#0"]) == [same]


def test_decisions_are_kept_once_and_in_order(store: Store) -> None:
    first = Decision(Action.MERGE, ("a#0", "b#0"), "ana", NOW, "the same ruling")
    undo = Decision(Action.UNDO, (), "ana", NOW, undoes=first.id)
    with store.writing() as connection:
        assert keep_decision(connection, first)
        assert keep_decision(connection, undo)
        assert not keep_decision(connection, first)
        assert all_decisions(connection) == [first, undo]


def test_opening_again_finds_everything(place: str) -> None:
    with open_store(place) as store:
        kept(store, told("a", ARREST))
    with open_store(place, create=False) as store, store.reading() as connection:
        assert report_count(connection) == 1


def test_a_store_of_a_newer_version_is_refused(place: str) -> None:
    from sqlalchemy import text

    with open_store(place) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(place)

"""What case files are filtered and counted by, what changed when, and the pairs that wait: the same in both databases, and made anew by a rebuild."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from told import Said, told

from reportedly.model.cases import Judgement, Verdict
from reportedly.model.claims import ReportReading, StepType
from reportedly.model.decisions import Action
from reportedly.model.text import Snapshot
from reportedly.review.casework import add, rebuild
from reportedly.review.deciding import Who, decide
from reportedly.store import Store, account_tables, open_store, schema, source_tables
from reportedly.store.changes import ChangeKind, changes_since
from reportedly.store.facet_tables import FACETS
from reportedly.store.facets import Facet
from reportedly.store.finding import Where, counts, how_many, mark_of, page_of, people_of, within
from reportedly.store.parts import drop_edges, keep_edges
from reportedly.store.proposals import proposals_from, waiting

NOW = datetime(2025, 1, 1, tzinfo=UTC)
DRIVER, COOK, PAINTER = "Danel Orzhakov", "Ilmar Bekturov", "Aiza Keldibek"


def reports() -> list[tuple[ReportReading, Snapshot]]:
    arrest = Said(StepType.ARREST, [DRIVER], date(2024, 3, 11))
    return [
        told("a", arrest, published=date(2024, 3, 12)),
        told("b", arrest, Said(StepType.ACQUITTAL, [DRIVER], date(2024, 3, 28)), published=date(2024, 3, 29), outlet="Lantern Post"),
        told("c", Said(StepType.CHARGE, [COOK], date(2024, 4, 2)), published=date(2024, 4, 3), offence=("murder by poison", "murder"), lang="ru"),
        told("d", Said(StepType.CHARGE, [PAINTER], date(2024, 5, 2)), published=date(2024, 5, 3), offence=("fraud", "fraud")),
    ]


def filled(store: Store) -> None:
    for minute, (reading, snapshot) in enumerate(reports()):
        add(store, reading, snapshot, NOW + timedelta(minutes=minute))


def rows(store: Store) -> list[list[tuple[Any, ...]]]:
    with store.reading() as connection:
        return [sorted(map(tuple, connection.execute(sa.select(table)))) for table in FACETS]


def test_cases_are_counted_and_filtered_by_what_they_tell(store: Store) -> None:
    filled(store)
    with store.reading() as connection:
        found = counts(connection, Where(), [Facet.OFFENCE, Facet.STATUS, Facet.LANG])
        assert dict(found[Facet.OFFENCE]) == {"smuggling": 1, "murder": 1, "fraud": 1}
        assert found[Facet.STATUS] == [("charge", 2), ("acquittal", 1)]
        assert found[Facet.LANG] == [("en", 2), ("ru", 1)]
        charged = Where({Facet.STATUS: "charge"})
        assert how_many(connection, charged) == 2
        assert [line.updated for line in page_of(connection, charged)] == ["2024-05-03", "2024-04-03"]
        assert [line.updated for line in page_of(connection, charged, offset=1, limit=1)] == ["2024-04-03"]
        assert counts(connection, charged, [Facet.OFFENCE])[Facet.OFFENCE] == [("fraud", 1), ("murder", 1)]
        russian = Where({Facet.STATUS: "charge", Facet.LANG: "ru"}, since=date(2024, 1, 1), until=date(2024, 4, 3))
        (only,) = page_of(connection, russian)
        assert within(connection, russian) == {only.id}
        assert how_many(connection, Where(ids=frozenset())) == 0
        assert [person.name for person in people_of(connection, [only.id])[only.id]] == [COOK]


def test_a_rebuild_and_a_migration_give_the_same(place: str) -> None:
    with open_store(place) as store:
        filled(store)
        before = rows(store)
        rebuild(store)
        assert rows(store) == before
        with store.writing() as connection:
            for table in FACETS:
                table.drop(connection)
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
            later = sa.inspect(connection).get_table_names()
            keep = {table.name for table in FACETS}
            for metadata in (account_tables.metadata, source_tables.metadata):
                metadata.drop_all(connection)
            assert keep.isdisjoint(later) and schema.cases.name in later
    with open_store(place) as store:
        assert rows(store) == before


def test_changes_are_told_with_their_moment_the_latest_first(store: Store) -> None:
    filled(store)
    reading, snapshot = told("d", Said(StepType.RELEASE, [PAINTER], date(2024, 6, 2)), published=date(2024, 6, 3), offence=("fraud", "fraud"))
    add(store, reading, snapshot, NOW + timedelta(minutes=9))
    with store.reading() as connection:
        before = mark_of(connection)
        every = changes_since(connection, None)
        assert [(change.ref, change.kind) for change in every[:2]] == [("d", ChangeKind.VERSION), ("d", ChangeKind.REPORT)]
        assert len(every) == 5
        assert [change.ref for change in changes_since(connection, NOW + timedelta(minutes=1))] == ["d", "d", "c"]
        assert [change.ref for change in changes_since(connection, None, 2)] == ["d", "d"]
        case = every[-1].case
        (line,) = page_of(connection, Where({Facet.STATUS: "acquittal"}))
        assert case == line.id
    made = decide(store, Action.ACCEPT, [every[0].case], Who("ana", NOW + timedelta(hours=1), "read it"))
    with store.reading() as connection:
        assert mark_of(connection) != before
        (newest,) = changes_since(connection, NOW + timedelta(minutes=30))
        assert (newest.kind, newest.ref, newest.case) == (ChangeKind.DECISION, made.decision.id, every[0].case)
        assert changes_since(connection, None, 1, case=every[0].case) == [newest]
        assert [change.ref for change in changes_since(connection, None, case=case)] == ["b", "a"]


def test_pairs_wait_in_order_until_they_are_sure_or_gone(store: Store) -> None:
    filled(store)
    with store.writing() as connection:
        keep_edges(connection, [Judgement("a#1", "c#1", 0.8, Verdict.MAYBE), Judgement("d#1", "c#1", 0.9, Verdict.MAYBE)])
        assert waiting(connection) == 2
        asked = list(proposals_from(connection))
        assert [judgement.score for _, _, _, judgement in asked] == [0.9, 0.8]
        assert [judgement.score for _, _, _, judgement in proposals_from(connection, asked[0][0])] == [0.8]
        drop_edges(connection, [("d#1", "c#1")])
        keep_edges(connection, [Judgement("c#1", "a#1", 0.95, Verdict.SAME)])
        assert waiting(connection) == 0

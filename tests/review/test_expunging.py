"""Expunging: nothing of a person is left in any file of the store, and nothing brings them back."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from told import Said, told

from reportedly.errors import StoreError, UsageError
from reportedly.model.claims import StepType
from reportedly.model.decisions import Action
from reportedly.model.parties import Person
from reportedly.review.casework import add, rebuild
from reportedly.review.deciding import Who, decide, undo
from reportedly.review.expunging import expunge
from reportedly.review.findable import terms_of, word_keys
from reportedly.review.masking import cover, is_name_word, masked, name_words
from reportedly.store import Store, open_store
from reportedly.store.casefiles import case_payloads, people_named
from reportedly.store.deciding import all_decisions
from reportedly.store.facet_tables import FACETS
from reportedly.store.reports import Outcome, current_readings, snapshot_of
from reportedly.store.schema import metadata
from reportedly.store.search import search

NOW = datetime(2025, 1, 1, tzinfo=UTC)
WHO = Who("ana", NOW, "request")
CURATOR, DRIVER = "Selvira Tokmashova", "Danel Orzhakov"
ARREST = Said(StepType.ARREST, [CURATOR, DRIVER], date(2024, 3, 11))
CUSTODY = Said(StepType.PRETRIAL_DETENTION, [CURATOR], date(2024, 3, 13))
FIRST = told("a", ARREST, CUSTODY, url="https://herald.example/tokmashova-held", note="Friends of Tokmashova's family gathered.")
SECOND = told("b", ARREST, published=date(2024, 3, 14), outlet="Radio Jelqanat")


def words_of(store: Store) -> str:
    """Every value of every table as text, with what is packed unpacked."""
    import zlib

    from sqlalchemy import select

    found = []
    with store.reading() as connection:
        for table in (*metadata.sorted_tables, *FACETS):
            for row in connection.execute(select(table)):
                for value in row:
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    found.append(zlib.decompress(raw) if raw[:1] == b"\x78" and isinstance(value, bytes) else raw)
    return b"\n".join(found).decode()


@pytest.fixture
def told_store(store: Store) -> Store:
    add(store, *FIRST, NOW)
    add(store, *SECOND, NOW)
    with store.reading() as connection:
        (case,) = case_payloads(connection)
    decide(store, Action.ACCEPT, [f"{case.id}/{CURATOR}"], Who("ana", NOW, f"{CURATOR} is the curator"))
    expunge(store, f"{case.id}/{CURATOR}", WHO)
    return store


def test_nothing_names_the_person_any_more(told_store: Store) -> None:
    assert not re.search("tokmashova|selvira", words_of(told_store), re.IGNORECASE)
    with told_store.reading() as connection:
        assert search(connection, terms_of("Tokmashova")) == []
        assert search(connection, terms_of("Токмашова")) == []
        assert people_named(connection, word_keys(CURATOR)) == []


def test_the_others_keep_what_is_told_of_them(told_store: Store) -> None:
    with told_store.reading() as connection:
        (case,) = case_payloads(connection)
        readings = current_readings(connection, ["a", "b"])
    assert [person.names[0].name for person in case.people] == [DRIVER]
    assert [entry.type for entry in case.timeline] == [StepType.ARREST]
    for reading in readings:
        for claim in reading.claims:
            assert all(piece.span.of(reading.article.text) == piece.sentence for piece in claim.evidence)


def test_the_record_names_no_one(told_store: Store) -> None:
    with told_store.reading() as connection:
        record = all_decisions(connection)[-1]
    assert (record.action, record.target, record.before, record.by, record.reason) == (Action.EXPUNGE, (), (), "ana", "request")


def test_the_same_report_and_a_new_version_do_not_bring_the_person_back(told_store: Store) -> None:
    assert add(told_store, *FIRST, NOW).outcome is Outcome.MASKED
    newer = told("a2", ARREST, url="https://herald.example/tokmashova-held", note="It is said anew.")
    assert add(told_store, *newer, NOW).outcome is Outcome.NEW_VERSION
    other_lexicon = (replace(SECOND[0], model="another"), SECOND[1])
    assert add(told_store, *other_lexicon, NOW).outcome is Outcome.MASKED
    rebuild(told_store)
    assert not re.search("tokmashova|selvira", words_of(told_store), re.IGNORECASE)
    with told_store.reading() as connection:
        kept = snapshot_of(connection, "a")
    assert kept is not None
    assert b"It is said anew" in kept.content


def test_the_bytes_of_the_file_hold_nothing(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        for number in range(12):
            add(store, *told(f"r{number}", ARREST, published=date(2024, 3, 1 + number % 28), note=f"Note {number} of Tokmashova."), NOW)
        with store.reading() as connection:
            (case,) = case_payloads(connection)
        expunge(store, f"{case.id}/{CURATOR}", WHO)
    for file in tmp_path.iterdir():
        assert not re.search(rb"tokmashova|selvira", file.read_bytes(), re.IGNORECASE), file.name


def test_an_expunging_cannot_be_undone(told_store: Store) -> None:
    with told_store.reading() as connection:
        record = all_decisions(connection)[-1]
    with pytest.raises(UsageError, match="for good"):
        undo(told_store, record.id, WHO)


def test_somebody_unknown_cannot_be_expunged(told_store: Store) -> None:
    with told_store.reading() as connection:
        (case,) = case_payloads(connection)
    for target in (f"{case.id}/Nobody", case.id, "c000/p1"):
        with pytest.raises(StoreError):
            expunge(told_store, target, WHO)


@pytest.mark.parametrize(
    ("name", "text", "covered"),
    [
        ("Selvira Tokmashova", "Tokmashova's friends and Selvira", "████████████ friends and ███████"),
        ("Сельвира Токмашова", "видели Токмашову с Сельвирой", "видели █████████ с █████████"),
        ("Anna Rose", "a rose for Rose", "a ████ for ████"),
        ("Danel Orzhakov", "Danielle and Orzhakovskaya", "Danielle and Orzhakovskaya"),
        ("Jan de Wit", "de zaak van Jan", "de zaak van ███"),
    ],
)
def test_names_are_covered_in_their_forms_and_length(name: str, text: str, covered: str) -> None:
    words = name_words([Person("p1", name)])
    assert cover(text, is_name_word(words)) == covered
    assert len(covered) == len(text)


def test_a_namesake_in_part_keeps_what_is_told_of_him() -> None:
    reading, _ = told("a", Said(StepType.ARREST, ["Timur Tokmashov"], date(2024, 3, 11)), ARREST)
    spared = masked(reading, is_name_word(name_words([Person("p", CURATOR)]))).reading
    assert [person.name for person in spared.people] == ["Timur Tokmashov", DRIVER]
    assert len(spared.claims) == 2


def test_a_case_of_the_person_alone_is_gone_with_them(store: Store) -> None:
    add(store, *told("a", CUSTODY, note="Neighbours gathered."), NOW)
    with store.reading() as connection:
        (case,) = case_payloads(connection)
    expunge(store, f"{case.id}/{CURATOR}", WHO)
    with store.reading() as connection:
        assert not list(case_payloads(connection))
    assert "Tokmashova" not in words_of(store)

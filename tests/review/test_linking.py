"""Lists of known people and organisations beside cases: links are questions, and nothing in a case changes. All people are invented."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import made
import pytest
from reporting import Report
from told import Said, told

from reportedly.errors import StoreError
from reportedly.export.ftm_known import known_entities
from reportedly.model.claims import ReportReading, StepType
from reportedly.model.known import KnownLink, LinkState
from reportedly.model.text import Snapshot
from reportedly.review.casework import add
from reportedly.review.deciding import Who
from reportedly.review.expunging import expunge
from reportedly.review.linking import Listed, answer_link, bring_in_list, links, lists
from reportedly.store import Store, open_store
from reportedly.store.backup import back_up, restore
from reportedly.store.casefiles import case_payloads

NOW = datetime(2025, 1, 1, tzinfo=UTC)
WHO = Who("ana", NOW, "the list gives the same patronymic")
CURATOR, DRIVER, COOK = "Selvira Tokmashova", "Danel Orzhakov", "Ильмара Бектурова"


def entity(key: str, name: str, schema: str = "Person", **properties: list[str]) -> bytes:
    return json.dumps({"id": key, "schema": schema, "properties": {"name": [name], **properties}}, ensure_ascii=False).encode()


LIST = [
    entity("Q1", CURATOR, topics=["sanction"], country=["kz"], birthDate=["1990-02-01"]),
    entity("Q2", "Ilmara Bekturova", topics=["wanted"]),
    entity("Q3", "Toren Ulvash"),
    entity("Q4", "Tasbulan City Court", "PublicBody"),
    entity("Q5", "The Ship", "Vessel"),
    entity("Q6", "Orzhakov"),
    entity("Q7", "D. Orzhakov"),
    entity("Q8", "Orzhakov", alias=["Danel Sekulin"]),
]


def listed(store: Store, lines: list[bytes] = LIST, *, write: bool = True) -> Listed:
    return bring_in_list(store, "sanctions", known_entities(lines, "sanctions", "list.json"), write=write)


def put(store: Store, reading: ReportReading) -> None:
    add(store, reading, Snapshot(reading.article.sha256, "text/plain", reading.article.text.encode()), NOW)


def fill(store: Store) -> None:
    put(store, made.reading())
    cook, snapshot = told("ru", Said(StepType.CHARGE, [COOK], date(2024, 4, 2)), outlet="Радио Желканат", lang="ru")
    add(store, cook, snapshot, NOW)


def by_known(found: list[KnownLink]) -> dict[str, KnownLink]:
    return {link.known.id: link for link in found}


def test_links_are_proposed_across_scripts_and_change_no_case(store: Store) -> None:
    fill(store)
    with store.reading() as connection:
        before = list(case_payloads(connection))
    assert listed(store) == Listed(6, 1, 1, (), 0)
    assert lists(store) == [("sanctions", 7)]
    found = by_known(list(links(store)))
    # A surname alone, initials and another surname are nobody; who is in no case is asked of nobody.
    assert found.keys() == {"Q1", "Q2", "Q4"}
    assert (found["Q1"].name, found["Q2"].name, found["Q4"].name) == (CURATOR, COOK, "Tasbulan City Court")
    assert found["Q1"].speaks_for == (
        f"the names are the same: “{CURATOR}” and “{CURATOR}”",
        "a country of the case is one of the list's: KZ",
        "the age told makes the year of birth about 1990, the list has 1990",
    )
    assert {link.state for link in found.values()} == {LinkState.OPEN}
    with store.reading() as connection:
        assert list(case_payloads(connection)) == before


def test_what_the_list_accuses_of_is_not_taken_over(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        fill(store)
        listed(store)
    kept = (tmp_path / "store.db").read_bytes()
    assert b"Ilmara" in kept
    assert b'wanted"' not in kept


def test_what_speaks_against_is_told(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        fill(store)
        listed(store, [entity("Q1", CURATOR, country=["fr"], birthDate=["1931"])])
        (link,) = links(store)
    assert link.speaks_against == ("the list gives other countries: FR", "the age told makes the year of birth about 1990, the list has 1931")


def test_the_last_word_counts_and_outlives_a_new_list(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        fill(store)
        listed(store)
        key = by_known(list(links(store)))["Q1"].id
        answer_link(store, key[:8], WHO, accepted=True)
        assert by_known(list(links(store, None)))["Q1"].state is LinkState.ACCEPTED
        answer_link(store, key, Who("ben", NOW.replace(day=2)), accepted=False)
        assert "Q1" not in by_known(list(links(store)))
        assert listed(store).before == 7
        assert by_known(list(links(store, None)))["Q1"].state is LinkState.REJECTED
        # Who was taken off the list is gone here too.
        listed(store, LIST[1:])
        assert "Q1" not in by_known(list(links(store, None)))
        with pytest.raises(StoreError, match="no such link"):
            answer_link(store, key, WHO, accepted=True)


def test_nobody_whose_name_is_withheld_is_compared(tmp_path: Path) -> None:
    report = Report("school", "2024-03-12")
    boy = report.person("Tamzin Uldarov", age=16)
    report.step("arrest", [boy], "2024-03-11")
    with open_store(str(tmp_path / "store.db")) as store:
        put(store, report.reading())
        listed(store, [entity("Q9", "Tamzin Uldarov")])
        assert list(links(store)) == []


def test_an_expunged_person_is_gone_from_links_and_from_the_list(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        fill(store)
        listed(store)
        link = by_known(list(links(store)))["Q1"]
        answer_link(store, link.id, WHO, accepted=True)
        expunge(store, f"{link.case}/{CURATOR}", Who("ana", NOW, "request"))
        assert "Q1" not in by_known(list(links(store, None)))
    assert b"Tokmashova" not in (tmp_path / "store.db").read_bytes()


def test_a_dry_run_only_counts(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        fill(store)
        assert listed(store, write=False) == Listed(6, 1, 1, (), 0)
        assert lists(store) == []


def test_what_is_no_entity_is_told_and_the_rest_comes(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.db")) as store:
        found = listed(store, [b"{", b"", b'"x"', b"[]", entity("Q1", CURATOR), entity("Q2", "The Ship", "Boat"), b'{"schema": "Person"}'])
    assert found.people == 1
    assert [error.where for error in found.refused] == ["list.json:1", "list.json:3", "list.json:4", "list.json:6"]
    assert found.others == 1


def test_a_backup_carries_lists_and_what_was_said_of_links(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a.db")) as store, open_store(str(tmp_path / "b.db")) as other:
        fill(store)
        listed(store)
        answer_link(store, by_known(list(links(store)))["Q1"].id, WHO, accepted=True)
        back_up(store, tmp_path / "backup.gz")
        restore(other, tmp_path / "backup.gz")
        assert list(links(other, None)) == list(links(store, None))

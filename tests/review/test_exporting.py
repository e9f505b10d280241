"""What exports are made from: every case once, names that are withheld covered everywhere, offsets still right."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from exporting import BOY, EVERY, TODAY, case_of, fill
from reporting import Report
from told import Said, told

from reportedly.errors import StoreError
from reportedly.model.casefile import Shield
from reportedly.model.claims import ReportReading, StepType
from reportedly.model.decisions import Action
from reportedly.model.material import CaseMaterial
from reportedly.model.parties import Evidence
from reportedly.model.text import Snapshot
from reportedly.review.casework import add
from reportedly.review.deciding import Who
from reportedly.review.exporting import count, materials, record_unmasked
from reportedly.review.shielding import shielded, shielded_reading
from reportedly.store import Store
from reportedly.store.casefiles import CaseFilter, case_ids
from reportedly.store.codec import dumps
from reportedly.store.deciding import all_decisions

NOW = datetime(2025, 1, 1, tzinfo=UTC)
WHO = Who("ana", NOW, "asked for")


def only(store: Store, report: str, *, unmasked: bool = False) -> CaseMaterial:
    (found,) = materials(store, case_of(store, report), TODAY, unmasked=unmasked)
    return found


def put(store: Store, reading: ReportReading) -> None:
    content = reading.article.text.encode()
    add(store, reading, Snapshot(reading.article.id.encode().hex().ljust(64, "0"), "text/plain", content), NOW)


def pieces(noun: Any) -> Iterator[Evidence]:
    """All evidence anywhere in a noun."""
    if isinstance(noun, Evidence):
        yield noun
    elif isinstance(noun, tuple):
        for item in noun:
            yield from pieces(item)
    elif is_dataclass(noun):
        for field in fields(noun):
            yield from pieces(getattr(noun, field.name))


def test_every_case_comes_once_with_its_readings_and_captures(store: Store) -> None:
    fill(store)
    found = list(materials(store, EVERY, TODAY))
    assert len({material.file.id for material in found}) == len(found) == count(store, EVERY) == 3
    for material in found:
        reports = [report.id for report in material.file.reports]
        assert [reading.article.id for reading in material.readings] == reports
        assert [capture.report for capture in material.captures] == reports
        assert all(capture.at == NOW for capture in material.captures)
        for report in reports:
            capture, reading = material.capture_of(report), material.reading_of(report)
            assert capture is not None
            assert reading is not None
        assert material.capture_of("none") is None
        assert material.reading_of("none") is None


def test_pages_of_ids_leave_no_case_out(store: Store) -> None:
    fill(store)
    with store.reading() as connection:
        pages, after = list[str](), ""
        while page := case_ids(connection, EVERY, after, 1):
            pages += page
            after = page[-1]
    assert pages == [material.file.id for material in materials(store, EVERY, TODAY)]
    assert len(list(materials(store, CaseFilter(country="KZ"), TODAY))) == count(store, CaseFilter(country="KZ")) == 2


def test_cases_are_named_by_the_beginning_of_their_id_and_each_comes_once(store: Store) -> None:
    fill(store)
    case = case_of(store, "made")
    assert [material.file.id for material in materials(store, [case[:8], case], TODAY)] == [case]
    assert count(store, [case[:8], case]) == 1
    for wanted in ("nosuch", [case, "nosuch"]):
        with pytest.raises(StoreError, match="no such case"):
            next(materials(store, wanted, TODAY))
        with pytest.raises(StoreError, match="no such case"):
            count(store, wanted)


def test_an_export_sees_one_state_of_the_store(store: Store) -> None:
    fill(store)
    under_way = materials(store, EVERY, TODAY)
    next(under_way)
    add(store, *told("late", Said(StepType.CHARGE, ["Toren Ulvash"], date(2024, 9, 1)), offence=("arson", "arson")), NOW)
    assert len(list(under_way)) == 2


def test_every_version_of_a_report_is_a_capture_and_what_it_took_back_is_told(store: Store) -> None:
    custody = Said(StepType.PRETRIAL_DETENTION, ["Selvira Tokmashova"], date(2024, 3, 13))
    first = told("a", Said(StepType.ARREST, ["Selvira Tokmashova"], date(2024, 3, 11)), custody, url="https://herald.example/1")
    second = told("a", custody, url="https://herald.example/1")
    add(store, *first, NOW)
    add(store, *second, datetime(2025, 1, 2, tzinfo=UTC))
    material = only(store, "a")
    assert [capture.sha256 for capture in material.captures] == [first[1].sha256, second[1].sha256]
    capture = material.capture_of("a")
    assert capture is not None
    assert capture.sha256 == material.readings[0].article.sha256
    assert "The arrest of Selvira Tokmashova" in material.withdrawn[0].sentence


def test_withheld_names_are_covered_in_file_readings_and_addresses(store: Store) -> None:
    fill(store)
    material = only(store, "school")
    assert "uldarov" not in (dumps(material.file) + dumps(material.readings) + dumps(material.withdrawn)).casefold()
    (reading,) = material.readings
    assert [person.name for person in reading.people] == ["[name withheld, under 18]", "Jorgen Beresk"]
    assert reading.article.url is None
    assert material.file.reports[0].url is None
    assert BOY in dumps(only(store, "school", unmasked=True).readings)
    assert only(store, "made") == only(store, "made", unmasked=True)


def test_offsets_and_ids_stay_right_under_the_covers(store: Store) -> None:
    fill(store)
    covered, open_ = only(store, "school"), only(store, "school", unmasked=True)
    assert [claim.id for claim in covered.readings[0].claims] == [claim.id for claim in open_.readings[0].claims]
    assert set(covered.file.timeline[0].claims) <= {claim.id for claim in covered.readings[0].claims}
    text, before = covered.readings[0].article.text, open_.readings[0].article.text
    assert len(text) == len(before)
    # The evidence of the place is a made one that does not quote the text.
    found = [piece for noun in (covered.readings[0].people, covered.readings[0].claims) for piece in pieces(noun)]
    assert found
    assert all(piece.span.of(text) == piece.sentence for piece in found)
    for entry in covered.file.timeline:
        assert all(cited.span.of(text) == cited.sentence for cited in entry.evidence)


def test_a_name_withheld_in_one_case_is_covered_in_every_case_that_the_report_tells(store: Store) -> None:
    report = Report("two", "2024-03-12")
    report.step("arrest", [report.person(BOY, age=15)], "2024-03-11", offences=[report.offence("robbery")])
    put(store, report.reading())
    add(store, *told("other", Said(StepType.ARREST, ["Jorgen Beresk"], date(2023, 1, 2)), note=f"It is the court that tried {BOY}."), NOW)
    child, other = only(store, "two", unmasked=True).file, only(store, "other", unmasked=True)
    assert child.people[0].shields == (Shield.UNDER_18,)
    assert BOY in dumps(other.readings)
    reading = shielded_reading(other.readings[0], other.file, [child])
    assert BOY not in dumps(reading)
    assert [person.name for person in reading.people] == ["Jorgen Beresk"]
    namesake = replace(other.file, people=(replace(child.people[0], shields=(), id="x"), *other.file.people))
    names = [form.name for person in shielded(namesake, [child]).people for form in person.names]
    assert names == ["[name withheld]", "Jorgen Beresk"]
    (alone,) = shielded_reading(replace(reading, people=(replace(reading.people[0], name=BOY),)), other.file, [child]).people
    assert alone.name == "[name withheld]"


def test_unmasking_is_recorded_once_for_each_case_with_a_withheld_name(store: Store) -> None:
    fill(store)
    assert record_unmasked(store, EVERY, WHO) == 1
    with store.reading() as connection:
        (made,) = all_decisions(connection)
    assert (made.action, made.by, made.reason) == (Action.UNMASK, "ana", "asked for")
    assert all(target.startswith("school#") for target in made.target)

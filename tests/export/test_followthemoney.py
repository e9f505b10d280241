"""FollowTheMoney: opened by the field's own programs, and careful with people."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from exporting import COOK, EVERY, OPTIONS, TODAY, exported, fill
from followthemoney import Statement, StatementEntity
from followthemoney.cli.cli import cli
from followthemoney.dataset import Dataset
from followthemoney.statement.serialize import read_csv_statements
from importing import brought, export_to
from nomenklatura.resolver import Linker
from nomenklatura.store import MemoryStore
from reporting import Report

from reportedly.export.formats import FORMATS, ExportOptions
from reportedly.export.ftm_return import returned_entities
from reportedly.export.records import is_nameable
from reportedly.model.material import CaseMaterial
from reportedly.model.text import Snapshot
from reportedly.review.casework import add
from reportedly.review.deciding import Who
from reportedly.review.exporting import materials
from reportedly.review.expunging import expunge
from reportedly.review.masking import COVER
from reportedly.review.shielding import LABELS
from reportedly.store import Store, open_store

Json = dict[str, Any]
NOW = datetime(2025, 1, 1, tzinfo=UTC)
DRIVER, CURATOR, LAWYER, BOY = "Danel Orzhakov", "Selvira Tokmashova", "Mirlan Kestebek", "Uldarov"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("filled") / "store.db")) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def expunged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("expunged") / "store.db")) as store:
        fill(store)
        case = next(material.file.id for material in materials(store, EVERY, TODAY) if "Acquittal" in material.file.title)
        expunge(store, f"{case}/{CURATOR}", Who("ana", NOW, "request"))
        yield store


def entities(content: bytes) -> list[Json]:
    return [json.loads(line) for line in content.splitlines()]


def entity_lines(store: Store) -> list[bytes]:
    return exported(store, "followthemoney").splitlines()


def of_schema(found: list[Json], schema: str) -> list[Json]:
    return [entity for entity in found if entity["schema"] == schema]


def named(found: list[Json], name: str) -> Json:
    return next(entity for entity in of_schema(found, "Person") if name in entity["properties"]["name"])


def party_of(found: list[Json], name: str) -> Json | None:
    person = named(found, name)["id"]
    return next((one for one in of_schema(found, "CourtCaseParty") if one["properties"]["party"] == [person]), None)


def test_the_programs_of_followthemoney_validate_and_aggregate_it(filled: Store, tmp_path: Path) -> None:
    content = export_to(filled, "followthemoney", tmp_path / "cases.ftm.json")
    for command in ("validate", "aggregate"):
        done = CliRunner().invoke(cli, [command, "-i", str(tmp_path / "cases.ftm.json")])
        assert done.exit_code == 0, done.output
        assert {json.loads(line)["id"] for line in done.stdout.splitlines()} == {entity["id"] for entity in entities(content)}
        kept = {entity["id"]: set(entity["properties"]) for entity in map(json.loads, done.stdout.splitlines())}
        assert all(kept[entity["id"]] >= set(entity["properties"]) for entity in entities(content))


def test_nomenklatura_loads_it_and_follows_its_links(filled: Store, tmp_path: Path) -> None:
    content = export_to(filled, "followthemoney", tmp_path / "cases.json")
    dataset = Dataset.make({"name": "reportedly", "title": "Cases"})
    store: MemoryStore[Dataset, StatementEntity] = MemoryStore(dataset, Linker[StatementEntity]({}))
    with store.writer() as writer:
        for data in entities(content):
            writer.add_entity(StatementEntity.from_data(dataset, data))
    view = store.default_view()
    person = view.get_entity(named(entities(content), DRIVER)["id"])
    assert person is not None
    assert person.first("name") == DRIVER
    assert {"CourtCaseParty", "Event", "Mention", "Documentation", "Article"} <= {entity.schema.name for _, entity in view.get_adjacent(person)}
    assert person.datasets == {"reportedly"}


def test_statements_load_with_language_and_first_sight(filled: Store) -> None:
    statements = list(read_csv_statements(io.BytesIO(exported(filled, "ftm-statements"))))
    (name,) = [one for one in statements if (one.schema, one.prop, one.value) == ("Person", "name", COOK)]
    assert (name.lang, name.dataset, name.first_seen) == ("rus", "reportedly", "2025-01-01T00:00:00")
    by_entity: dict[str, list[Statement]] = {}
    for one in statements:
        by_entity.setdefault(one.canonical_id, []).append(one)
    dataset = Dataset.make({"name": "reportedly", "title": "Cases"})
    made = {key: StatementEntity.from_statements(dataset, found) for key, found in by_entity.items()}
    written = {entity["id"]: entity for entity in entities(exported(filled, "followthemoney"))}
    assert made.keys() == written.keys()
    for key, entity in made.items():
        assert {prop: sorted(values) for prop, values in entity.properties.items()} == written[key]["properties"]


def test_the_name_of_the_dataset_is_what_was_asked_for(filled: Store) -> None:
    options = ExportOptions(TODAY, dataset="court_watch")
    assert {tuple(entity["datasets"]) for entity in entities(exported(filled, "followthemoney", EVERY, options))} == {("court_watch",)}


def test_ids_stay_whatever_the_day(filled: Store) -> None:
    later = ExportOptions(date(2030, 1, 1))
    first, second = (entities(exported(filled, "followthemoney", EVERY, options)) for options in (OPTIONS, later))
    assert [entity["id"] for entity in first] == [entity["id"] for entity in second]


def test_nobody_has_a_topic_unless_it_is_asked_for(filled: Store) -> None:
    assert not [one for one in entities(exported(filled, "followthemoney")) if "topics" in one["properties"]]
    marked = entities(exported(filled, "followthemoney", EVERY, ExportOptions(TODAY, topics=True)))
    topics = {name: one["properties"].get("topics", []) for one in of_schema(marked, "Person") for name in one["properties"]["name"]}
    assert topics[CURATOR] == ["poi"]
    # Neither after an acquittal nor for who speaks for somebody.
    assert topics[DRIVER] == topics[LAWYER] == []


def test_a_verdict_under_appeal_is_no_crime(tmp_path: Path) -> None:
    report = Report("appealed", "2024-06-01")
    who = report.person(CURATOR)
    report.step("sentence", [who], "2024-05-20", term="P2Y")
    report.step("appeal", [who], "2024-05-25")
    reading = report.reading()
    with open_store(str(tmp_path / "store.db")) as store:
        add(store, reading, Snapshot("ef" * 32, "text/plain", reading.article.text.encode()), NOW)
        found = entities(exported(store, "followthemoney", EVERY, ExportOptions(TODAY, topics=True)))
    assert named(found, CURATOR)["properties"]["topics"] == ["poi"]
    party = party_of(found, CURATOR)
    assert party is not None
    assert "under appeal, not final" in party["properties"]["status"][0]


def test_an_acquittal_stands_first(filled: Store) -> None:
    found = entities(exported(filled, "followthemoney"))
    case = next(one for one in of_schema(found, "CourtCase") if "acquittal" in str(one["properties"].get("status")))
    assert case["properties"]["status"][0].startswith("acquittal reported")
    assert case["properties"]["summary"][0].startswith("Acquittal reported")
    party = party_of(found, DRIVER)
    assert party is not None
    assert party["properties"]["status"] == ["acquittal reported (18 October 2024)"]


def test_who_is_quoted_is_no_accused_and_who_is_only_mentioned_no_party(tmp_path: Path) -> None:
    report = Report("quoted", "2024-06-01")
    accused = report.person(CURATOR)
    report.person(LAWYER, "lawyer")
    report.person("Ottoline Brackwater", "spokesperson")
    report.person("Jorgen Beresk", "other")
    report.step("arrest", [accused], "2024-05-20")
    reading = report.reading()
    with open_store(str(tmp_path / "store.db")) as store:
        add(store, reading, Snapshot("ef" * 32, "text/plain", reading.article.text.encode()), NOW)
        found = entities(exported(store, "followthemoney"))
    roles = {one["properties"]["party"][0]: one["properties"]["role"] for one in of_schema(found, "CourtCaseParty")}
    assert roles == {named(found, CURATOR)["id"]: ["accused"], named(found, LAWYER)["id"]: ["lawyer"]}


def test_people_without_a_name_become_no_entity(filled: Store) -> None:
    found = entities(exported(filled, "followthemoney"))
    assert {name for one in of_schema(found, "Person") for name in one["properties"]["name"]} == {COOK, DRIVER, CURATOR, LAWYER, "Jorgen Beresk"}
    custody = next(one for one in of_schema(found, "Event") if one["properties"]["keywords"] == ["pretrial_detention"])
    assert "People without a name: 2" in custody["properties"]["notes"]


@pytest.mark.parametrize("name", ["followthemoney", "ftm-statements", "jsonld"])
def test_withheld_and_expunged_people_are_in_none(filled: Store, expunged: Store, name: str) -> None:
    before, after = exported(filled, name).decode(), exported(expunged, name).decode()
    assert BOY not in before
    assert CURATOR in before
    assert "Tokmashova" not in after
    assert "Selvira" not in after
    assert DRIVER in after


def test_labels_of_withheld_names_are_known_as_such() -> None:
    assert not [label for label in LABELS.values() if is_nameable(f"[{label}]") or is_nameable(f"[{label}, 2]")]
    assert not is_nameable(f"Maria {COVER * 5}")
    assert is_nameable(CURATOR)


def test_a_round_trip_loses_nothing(filled: Store, tmp_path: Path) -> None:
    first = export_to(filled, "followthemoney", tmp_path / "a.json")
    with open_store(str(tmp_path / "b.db")) as other:
        # Lines in another order, as programs of FollowTheMoney give them back.
        told = brought(other, returned_entities(sorted(first.splitlines()), "a.json"))
        assert {one.fate.value for one in told} == {"taken"}
        assert export_to(other, "followthemoney", tmp_path / "b.json") == first
        again = brought(other, returned_entities(first.splitlines(), "a.json"))
        assert {one.fate.value for one in again} == {"already there"}


def test_what_is_damaged_is_refused_and_the_rest_comes(filled: Store, tmp_path: Path) -> None:
    lines = exported(filled, "followthemoney").splitlines()
    lines.insert(3, b"{nonsense")
    lines.remove(next(line for line in lines if b'"schema": "Documentation"' in line and b"Orzhakov" in line))
    with open_store(str(tmp_path / "b.db")) as other:
        told = brought(other, returned_entities(lines, "a.json"))
    assert sorted(one.fate.value for one in told) == ["refused", "refused", "taken", "taken"]
    why = {one.where: one.why for one in told if one.fate.value == "refused"}
    assert "not an entity" in why["a.json:4"]
    assert "the report made is not whole: only 15 of 16 records" in why["a.json"]


@pytest.mark.parametrize(
    "line",
    [
        b"null",
        b"5",
        b'{"properties": 5}',
        b'{"properties": {"indexText": ["reportedly {}"]}}',
        b'{"properties": {"indexText": ["reportedly {\\"id\\": \\"a\\"}"]}}',
        b'{"properties": {"indexText": ["reportedly {\\"id\\": \\"a\\", \\"records\\": 0}"]}}',
        b'{"properties": {"indexText": ["reportedly {\\"report\\": \\"a\\", \\"kind\\": \\"x\\", \\"at\\": 0, \\"noun\\": 1}"]}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_export_is_refused(line: bytes) -> None:
    with open_store(":memory:") as store:
        assert {one.fate.value for one in brought(store, returned_entities([line], "a"))} == {"refused"}


def test_a_sentence_that_does_not_stand_in_the_text_accuses_nobody(filled: Store) -> None:
    lines = [line.replace(b"on Friday acquitted", b"on Friday convicted") if b'"Article"' not in line else line for line in entity_lines(filled)]
    with open_store(":memory:") as store:
        told = brought(store, returned_entities(lines, "a"))
    (refused,) = [one for one in told if one.fate.value == "refused"]
    assert "does not stand in the text" in refused.why


def test_nothing_is_held_longer_than_a_case(filled: Store) -> None:
    """The first case is written before the second is made."""
    seen: list[int] = []
    out = io.BytesIO()

    def watched() -> Iterator[CaseMaterial]:
        for material in materials(filled, EVERY, TODAY):
            seen.append(out.tell())
            yield material

    FORMATS["followthemoney"].write(watched(), out, OPTIONS)
    assert seen == sorted(set(seen))

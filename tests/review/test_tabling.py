"""A table of cases that somebody keeps: what each row says, on whose word, and what becomes of it. All people are invented."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportedly.collect.table import Row
from reportedly.errors import InputError, ReportedlyError, UsageError
from reportedly.model.casefile import CaseFile
from reportedly.model.claims import Accusation, Standing, Step, StepType
from reportedly.model.parties import RoleName
from reportedly.review.casework import TABLE, read_again, rebuild
from reportedly.review.importing import Fate, Imported, bring_in
from reportedly.review.mapping import Mapping, load_mapping
from reportedly.review.tabling import arrivals_of, check_columns, reading_of
from reportedly.store import Store, open_store
from reportedly.store.casefiles import case_payloads
from reportedly.store.reports import report_count

NOW = datetime(2025, 1, 1, tzinfo=UTC)
WRITTEN: dict[str, Any] = {
    "source": "Tasbulan Court Watch",
    "lang": "en",
    "key": "No",
    "told_by": "Heard from",
    "published": "Noted on",
    "place": "City",
    "country": "kz",
    "dates": ["%d.%m.%Y"],
    "people": [
        {"column": "Name", "role": "accused", "separator": ";", "age": "Age", "citizenship": "Citizen of", "employer": "Works at"},
        {"column": "Lawyer", "role": "lawyer"},
    ],
    "offences": [{"column": "Charges", "kinds": {"Theft": "theft"}}],
    "steps": [
        {"type": "arrest", "date": "Arrested on"},
        {"type": "pretrial_detention", "until": "Held until", "by": "Court"},
        {"column": "Outcome", "types": {"acquitted": "acquittal", "Sentenced": "sentence"}, "date": "Outcome on", "term": "Years"},
    ],
}
CELLS = {
    "No": "1",
    "Name": "Selvira Tokmashova",
    "Age": "34",
    "Citizen of": "kz",
    "Works at": "Tasbulan Museum",
    "Lawyer": "Mirlan Kestebek",
    "Charges": "Theft",
    "City": "Tasbulan",
    "Arrested on": "14.03.2024",
    "Held until": "2024-05",
    "Court": "Tasbulan City Court",
    "Heard from": "her brother",
    "Noted on": "2024-03-20",
    "Remarks": "was not let out to the funeral",
}


def mapping(folder: Path, **changes: Any) -> Mapping:
    path = folder / "mapping.yaml"
    path.write_text(yaml.safe_dump({**WRITTEN, **changes}, allow_unicode=True), encoding="utf-8")
    return load_mapping(path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db")) as opened:
        yield opened


@pytest.fixture
def meant(tmp_path: Path) -> Mapping:
    return mapping(tmp_path)


def cells(**changes: str) -> dict[str, str]:
    found = {**CELLS, **{name.replace("_", " "): cell for name, cell in changes.items()}}
    return {name: cell for name, cell in found.items() if cell}


def fates(store: Store, meant: Mapping, rows: Sequence[dict[str, str] | InputError], *, write: bool = True) -> list[Imported]:
    numbered = [row if isinstance(row, InputError) else Row(number, row) for number, row in enumerate(rows, 2)]
    return list(bring_in(store, arrivals_of(numbered, meant, "cases.csv"), NOW, write=write))


def only_case(store: Store) -> CaseFile:
    with store.reading() as connection:
        (case,) = case_payloads(connection)
    return case


def test_every_claim_has_its_sentence_and_who_says_it(meant: Mapping) -> None:
    reading = reading_of(Row(2, cells()), meant, "here")
    assert reading.article.outlet == "Tasbulan Court Watch"
    assert reading.article.published == date(2024, 3, 20)
    assert reading.model == TABLE
    for claim in reading.claims:
        assert [voice.name for voice in claim.attribution.voices] == ["her brother"]
        assert claim.standing is Standing.REPORTED
        assert claim.why == TABLE
    nouns: tuple[Any, ...] = (*reading.people, *reading.organisations, *reading.places, *reading.offences, *reading.sources, *reading.claims)
    for noun in nouns:
        assert noun.evidence
        for piece in noun.evidence:
            assert piece.span.of(reading.article.text) == piece.sentence


def test_what_a_row_says(meant: Mapping) -> None:
    reading = reading_of(Row(2, cells()), meant, "here")
    curator, lawyer = reading.people
    assert (curator.name, curator.role, curator.age, curator.citizenship) == ("Selvira Tokmashova", RoleName.ACCUSED, 34, ("KZ",))
    assert (lawyer.name, lawyer.role) == ("Mirlan Kestebek", RoleName.LAWYER)
    assert {organisation.name for organisation in reading.organisations} == {"Tasbulan Museum", "Tasbulan City Court"}
    accused, arrest, custody = reading.claims
    assert accused.says == Accusation(("p1",), ("f1",))
    assert isinstance(arrest.says, Step)
    assert (arrest.says.type, arrest.says.who, arrest.says.offences) == (StepType.ARREST, ("p1",), ("f1",))
    assert arrest.when is not None
    assert (arrest.when.earliest, arrest.when.is_day) == (date(2024, 3, 14), True)
    assert arrest.evidence[0].sentence == "Arrested on: 14.03.2024"
    assert isinstance(custody.says, Step)
    assert custody.says.until is not None
    # Never more exact than it is written.
    assert (custody.says.until.earliest, custody.says.until.latest) == (date(2024, 5, 1), date(2024, 5, 31))
    assert custody.says.by == reading.organisations[1].id
    assert reading.offences[0].kind == "theft"


def test_nothing_of_a_row_is_lost(meant: Mapping) -> None:
    text = reading_of(Row(2, cells()), meant, "here").article.text
    assert all(f"{column}: {cell}" in text for column, cell in CELLS.items())


def test_who_is_no_accused_in_the_mapping_is_no_accused(meant: Mapping) -> None:
    reading = reading_of(Row(2, cells(Name="")), meant, "here")
    assert [person.role for person in reading.people] == [RoleName.LAWYER]
    assert reading.claims == ()


def test_an_age_beside_several_names_is_nobodys(meant: Mapping) -> None:
    people = reading_of(Row(2, cells(Name="Selvira Tokmashova; Danel Orzhakov")), meant, "here").people
    assert [(one.name, one.age) for one in people[:2]] == [("Selvira Tokmashova", None), ("Danel Orzhakov", None)]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"Name": "", "Lawyer": ""}, "nobody is named"),
        ({"Age": "old"}, "no age in 'Age': 'old'"),
        ({"Age": "340"}, "no age"),
        ({"Citizen_of": "Kazakhstan"}, "no codes of countries"),
        ({"Arrested_on": "31.02.2024"}, "no date in 'Arrested on'"),
        ({"Noted_on": "yesterday"}, "no date in 'Noted on'"),
        ({"Outcome": "vanished"}, "no step for in 'Outcome': 'vanished'"),
        ({"Outcome": "sentenced", "Years": "some"}, "no term"),
        ({"No": ""}, "the key 'No' is empty"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_its_number_and_cell(store: Store, meant: Mapping, changes: dict[str, str], what: str) -> None:
    told = fates(store, meant, [cells(), cells(**{"No": "2", **changes})])
    assert [one.fate for one in told] == [Fate.TAKEN, Fate.REFUSED]
    assert told[1].where == "cases.csv: row 3"
    assert what in told[1].why


def test_nothing_is_written_unless_it_is_asked_for(store: Store, meant: Mapping) -> None:
    rows: list[dict[str, str] | InputError] = [
        cells(),
        InputError("a cell stands under no column", where="cases.csv: row 3", mend="m"),
        cells(No="2", Name="Danel Orzhakov"),
    ]
    dry = fates(store, meant, rows, write=False)
    with store.reading() as connection:
        assert report_count(connection) == 0
    wet = fates(store, meant, rows)
    assert [one.fate for one in dry] == [one.fate for one in wet] == [Fate.TAKEN, Fate.REFUSED, Fate.TAKEN]
    with store.reading() as connection:
        assert report_count(connection) == 2


def test_a_row_comes_once_and_a_changed_row_is_a_new_version(store: Store, meant: Mapping) -> None:
    assert [one.fate for one in fates(store, meant, [cells(), cells()])] == [Fate.TAKEN, Fate.REFUSED]
    assert [one.fate for one in fates(store, meant, [cells()])] == [Fate.THERE]
    freed = cells(Outcome="acquitted", Outcome_on="2024-06-01")
    assert [one.fate for one in fates(store, meant, [freed], write=False)] == [Fate.CHANGED]
    assert [one.fate for one in fates(store, meant, [freed])] == [Fate.CHANGED]
    case = only_case(store)
    assert case.title.startswith("Acquittal reported")
    assert case.people[0].favourable


def test_another_mapping_reads_the_same_words_anew(store: Store, meant: Mapping, tmp_path: Path) -> None:
    fates(store, meant, [cells()])
    other = mapping(tmp_path, offences=[])
    (told,) = fates(store, other, [cells()])
    assert (told.fate, told.why) == (Fate.CHANGED, "it is read with another mapping")
    assert only_case(store).offences == ()


def test_rows_are_not_read_as_prose_when_all_is_read_again(store: Store, meant: Mapping) -> None:
    fates(store, meant, [cells()])
    before = only_case(store)

    def never(_article: object) -> Any:
        raise AssertionError("a row was read as prose")

    assert read_again(store, never) == 0
    rebuild(store)
    assert only_case(store) == before


def test_a_person_under_18_is_withheld_as_in_any_report(store: Store, meant: Mapping) -> None:
    fates(store, meant, [cells(Age="16")])
    assert [shield.value for shield in only_case(store).people[0].shields] == ["under 18"]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"people": []}, "it has no people"),
        ({"people": [{"column": "Name", "role": "villain"}]}, "villain"),
        ({"people": [{"column": "Name"}]}, "role is missing"),
        ({"source": " "}, "source is empty"),
        ({"steps": [{"type": "arrested", "date": "Arrested on"}]}, "arrested"),
        ({"steps": [{"type": "arrest"}]}, "nothing tells the step arrest"),
        ({"steps": [{"type": "arrest", "types": {"a": "arrest"}, "column": "x"}]}, "either a type"),
        ({"offences": [{"column": "Charges", "kinds": {"theft": "stealing"}}]}, "no kind of offence"),
        ({"colour": "red"}, "colour is nothing that a mapping knows"),
        ({"steps": ["arrest"]}, "should be names and values"),
    ],
)
def test_a_mapping_that_makes_no_sense(tmp_path: Path, changes: dict[str, Any], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        mapping(tmp_path, **changes)


def test_a_mapping_that_is_no_mapping(tmp_path: Path) -> None:
    for content in (b"- a\n", b"a: [", b"\xff\xfe\x00"):
        (tmp_path / "m.yaml").write_bytes(content)
        with pytest.raises(UsageError, match="mapping"):
            load_mapping(tmp_path / "m.yaml")


def test_columns_that_the_table_does_not_have(meant: Mapping) -> None:
    check_columns(meant, [*CELLS, "Outcome", "Outcome on", "Years"])
    with pytest.raises(UsageError, match="'Court', 'Outcome'"):
        check_columns(meant, set(CELLS) - {"Court"})


@given(st.dictionaries(st.sampled_from([*CELLS, "Outcome", "Years"]), st.text(min_size=1, max_size=20).map(lambda text: " ".join(text.split()))))
def test_no_row_is_a_fault(found: dict[str, str]) -> None:
    row = Row(2, {name: cell for name, cell in found.items() if cell})
    (told,) = arrivals_of([row], MEANT, "cases.csv")
    if not isinstance(told, ReportedlyError):
        assert all(f"{name}: {cell}" in told.reading.article.text for name, cell in row.cells.items())


def _meant() -> Mapping:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return mapping(Path(folder))


MEANT = _meant()

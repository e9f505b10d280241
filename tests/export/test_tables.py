"""The tables: as CSV in a spreadsheet, as Parquet in DuckDB, and in step with their reference."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import made
import pandas
import pytest
from exporting import EVERY, TODAY, exported, fill, fill_hostile, unpacked
from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.csv_tables import safe
from reportedly.export.formats import FORMATS, ExportOptions
from reportedly.export.table_rows import precision
from reportedly.export.tables import TABLES, Kind
from reportedly.review.exporting import materials
from reportedly.store import Store, open_store

DOCS = Path(__file__).parents[2] / "docs"
TRIGGERS = "=+-@＝＋－＠"
_UNSEEN = " \t\r\n\"'\u00a0\u00ad\u200b\u200e\u2028\u202e\u2060\ufeff"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("tables") / "store.db")) as store:
        fill(store)
        fill_hostile(store)
        yield store


@pytest.fixture(scope="module")
def sheets(filled: Store) -> dict[str, bytes]:
    return unpacked("csv", exported(filled, "csv"))


def sheet(sheets: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheets[f"{name}.csv"].decode("utf-8-sig"))))


def test_a_spreadsheet_reads_every_table(sheets: dict[str, bytes]) -> None:
    for table in TABLES:
        content = sheets[f"{table.name}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        frame = pandas.read_csv(io.BytesIO(content))
        assert list(frame.columns) == [column.name for column in table.columns]
        assert len(frame) > 0 or table.name in ("contradictions",)


def test_names_in_cyrillic_come_through(sheets: dict[str, bytes]) -> None:
    assert "Ильмар Бектуров" in {row["name"] for row in sheet(sheets, "people")}
    assert "Радио Желканат" in {row["outlet"] for row in sheet(sheets, "reports")}


def test_the_tables_hang_together(sheets: dict[str, bytes]) -> None:
    cases = {row["case"] for row in sheet(sheets, "cases")}
    reports = {(row["case"], row["report"]) for row in sheet(sheets, "reports")}
    rows = {table.name: {(row["case"], row[table.columns[1].name]) for row in sheet(sheets, table.name)} for table in TABLES}
    for row in sheet(sheets, "evidence"):
        assert row["case"] in cases
        assert (row["case"], row["report"]) in reports
        assert row["table"] == "withdrawn" or (row["case"], row["about"]) in rows[row["table"]]


def test_what_is_told_is_in_the_cells(sheets: dict[str, bytes]) -> None:
    freed = next(row for row in sheet(sheets, "steps") if row["type"] == "acquittal")
    told = (freed["names"], freed["favourable"], freed["date_from"], freed["date_precision"], freed["by"], freed["lat"], freed["lon"])
    assert told == ("Danel Orzhakov", "true", "2024-10-18", "day", "Tasbulan City Court", "50.0", "70.0")
    proof = next(row for row in sheet(sheets, "evidence") if row["table"] == "steps" and made.SENTENCES[1] == row["sentence"])
    assert proof["chain"] == "The Lantern Post < Radio Jelqanat < Mirlan Kestebek"
    assert made.TEXT[int(proof["start"]) : int(proof["end"])] == proof["sentence"]
    kept = next(row for row in sheet(sheets, "reports") if row["report"] == "made")
    assert (kept["sha256"], kept["captured"], kept["versions"]) == ("ab" * 32, "2025-01-01T00:00:00+00:00", "1")
    denial = next(row for row in sheet(sheets, "statements") if row["text"] == "She denies everything")
    assert (denial["speaker_text"], denial["verbatim"], denial["speaker"] != "") == ("her lawyer Mirlan Kestebek", "true", True)


def cells(line: str, separator: str) -> list[str]:
    return [cell.strip(_UNSEEN) for cell in line.split(separator)]


def test_no_cell_of_a_hostile_report_is_a_formula(sheets: dict[str, bytes]) -> None:
    assert any("Mallory" in row["name"] for row in sheet(sheets, "people"))
    for content in sheets.values():
        for line in content.decode("utf-8-sig").splitlines():
            for row in (next(csv.reader([line])), line.split(";"), line.split("\t")):
                assert not [cell for cell in row if cell.strip(' "\t')[:1] in set(TRIGGERS)]


@given(st.text(st.sampled_from(TRIGGERS + _UNSEEN + ";,|\t\0aб1"), max_size=12))
def test_no_text_becomes_a_formula_wherever_a_spreadsheet_splits_it(words: str) -> None:
    cell = safe(words)
    assert "\n" not in cell
    for separator in ";|\t":
        for piece in cell.split(separator):
            shown = piece.lstrip(_UNSEEN.replace("'", ""))
            assert shown[:1] == "'" or shown[:1] not in set(TRIGGERS)


def test_ordinary_text_stays_as_it_is() -> None:
    for words in ("Sentence of A, 4 years", "11–12 March", "a - b = c", "e@x.example", "приговор - 5 лет", "2024-03-11"):
        assert safe(words) == words


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2024, 3, 1), date(2024, 3, 1), "day"),
        (date(2024, 2, 1), date(2024, 2, 29), "month"),
        (date(2024, 12, 1), date(2024, 12, 31), "month"),
        (date(2024, 1, 1), date(2024, 12, 31), "year"),
        (date(2024, 3, 1), date(2024, 4, 30), "range"),
        (date(2024, 3, 1), None, "from"),
        (None, date(2024, 3, 1), "by"),
        (None, None, None),
    ],
)
def test_a_day_says_how_exact_it_is(first: date | None, last: date | None, told: str | None) -> None:
    assert precision(first, last) == told


def test_precision_never_says_more_than_was_told() -> None:
    start = date(2023, 12, 1)
    for length in range(1, 500):
        assert precision(start, start + timedelta(days=length)) in ("month", "range")


def test_the_example_of_the_documentation_runs_in_duckdb(filled: Store, tmp_path: Path) -> None:
    FORMATS["parquet"].write(materials(filled, EVERY, TODAY), tmp_path, ExportOptions(TODAY))
    page = (DOCS / "how-to" / "export.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    assert queries
    with duckdb.connect() as connection:
        for query in queries:
            assert connection.execute(query.replace("tables/", f"{tmp_path}/")).fetchall()


def test_parquet_has_types_and_says_what_it_is(filled: Store, tmp_path: Path) -> None:
    FORMATS["parquet"].write(materials(filled, EVERY, TODAY), tmp_path, ExportOptions(TODAY))
    names = {Kind.TEXT: "VARCHAR", Kind.WHOLE: "BIGINT", Kind.NUMBER: "DOUBLE", Kind.TRUTH: "BOOLEAN", Kind.DAY: "DATE"}
    with duckdb.connect() as connection:
        for table in TABLES:
            relation = connection.read_parquet(str(tmp_path / f"{table.name}.parquet"))
            found = dict(zip(relation.columns, map(str, relation.types), strict=True))
            for column in table.columns:
                assert found[column.name] == names.get(column.kind, "TIMESTAMP WITH TIME ZONE")
        evidence = connection.read_parquet(str(tmp_path / "evidence.parquet"))
        told = evidence.filter("report = 'evil' AND \"table\" = 'people'").select("sentence").fetchall()
    assert told[0][0].count("=2+2") == 1


def test_the_reference_names_every_table_and_column() -> None:
    page = (DOCS / "reference" / "tables.md").read_text(encoding="utf-8")
    for table in TABLES:
        (section,) = re.findall(rf"^## `{table.name}`\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
        assert f"Each row is {table.what}." in section
        listed = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", section, re.MULTILINE)
        assert listed == [(column.name, column.kind.value, column.what) for column in table.columns]

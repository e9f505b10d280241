"""A store to export, with a case in which a name is withheld; and what an export of it gives. All people are invented."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import made
import pyarrow.parquet
import pypdfium2
from reporting import Report
from told import Said, told

from reportedly.export.formats import FORMATS, ExportOptions
from reportedly.model.claims import StepType
from reportedly.model.text import Furniture, Snapshot
from reportedly.review.casework import add
from reportedly.review.exporting import Wanted, materials
from reportedly.store import Store, open_store
from reportedly.store.casefiles import CaseFilter, case_payloads

NOW = datetime(2025, 1, 1, tzinfo=UTC)
TODAY = date(2025, 1, 5)
EVERY = CaseFilter()
OPTIONS = ExportOptions(TODAY)
COOK = "Ильмар Бектуров"
BOY = "Tamzin Uldarov"
# What a report could say to break a page, a table or a calendar.
HOSTILE = '=1+1 <script>alert(1)</script> #set page(fill: red) $x^2$ [a](javascript:alert(1)) **b** `c` | ;=2+2 \\n "q" ]]> &amp; ＝3+3'


def fill(store: Store) -> None:
    """Add reports of three cases: one with something in every field, one in Russian, one with a boy whose name is withheld."""
    reading = made.reading()
    add(store, reading, Snapshot(reading.article.sha256, "text/html", made.TEXT.encode()), NOW)
    charge = Said(StepType.CHARGE, [COOK], date(2024, 4, 2))
    add(store, *told("ru", charge, published=date(2024, 4, 3), outlet="Радио Желканат", offence=("убийство", "murder"), lang="ru"), NOW)
    school = Report("school", "2024-03-12")
    boy, man = school.person(BOY, age=16), school.person("Jorgen Beresk", age=41)
    school.step("arrest", [boy, man], "2024-03-11", until="2025-05-11", offences=[school.offence("robbery", "P8Y")])
    school.sentence("A neighbour knew Uldarov well.")
    kept = school.reading()
    article = replace(kept.article, url="https://herald.example/tamzin-uldarov-held", furniture=(Furniture("caption", f"{BOY} in court"),))
    add(store, replace(kept, article=article), Snapshot("cd" * 32, "text/plain", article.text.encode()), NOW)


def fill_hostile(store: Store) -> None:
    """Add a report of which every text tries to be more than text."""
    arrest = Said(StepType.ARREST, ["=Mallory() <i>*Bekova*</i>"], date(2024, 3, 11), until=date(2025, 6, 1))
    url = 'https://evil.example/"><script>alert(2)</script>'
    add(store, *told("evil", arrest, outlet=HOSTILE, offence=(HOSTILE, "murder"), url=url, note=HOSTILE), NOW)


def filled(folder: Path) -> str:
    """The place of a store that has been filled."""
    place = str(folder / "store.db")
    with open_store(place) as store:
        fill(store)
    return place


def case_of(store: Store, report: str) -> str:
    """The id of the case that a report tells."""
    with store.reading() as connection:
        return next(case.id for case in case_payloads(connection) if report in {one.id for one in case.reports})


def exported(store: Store, name: str, wanted: Wanted = EVERY, options: ExportOptions = OPTIONS, *, unmasked: bool = False) -> bytes:
    """What an export gives on a stream."""
    out = io.BytesIO()
    FORMATS[name].write(materials(store, wanted, options.as_of, unmasked=unmasked), out, options)
    return out.getvalue()


def unpacked(name: str, content: bytes, options: ExportOptions = OPTIONS) -> dict[str, bytes]:
    """The files of an export by their names."""
    form = FORMATS[name]
    if not form.packed(options):
        return {f"cases{form.suffix}": content}
    with ZipFile(io.BytesIO(content)) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def words_of(name: str, content: bytes, options: ExportOptions = OPTIONS) -> str:
    """All that can be read in an export."""
    return "\n".join(f"{entry}\n{_words(entry, inside)}" for entry, inside in unpacked(name, content, options).items())


def _words(entry: str, content: bytes) -> str:
    if entry.endswith(".pdf"):
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    if entry.endswith(".parquet"):
        table = pyarrow.parquet.read_table(io.BytesIO(content))
        return f"{table.schema.metadata} {table.to_pylist()}"
    text = content.decode("utf-8-sig")
    # Calendars fold lines in the middle of words.
    return text.replace("\r\n ", "") if entry.endswith(".ics") else text

"""A store to export: cases of every kind, somebody withheld, somebody expunged; and what an export of it gives. All people are invented."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import made
from reporting import Report
from told import Said, told

from reportedly.export.formats import FORMATS, ExportOptions
from reportedly.model.claims import StepType
from reportedly.model.text import Snapshot
from reportedly.review.casework import add
from reportedly.review.exporting import Wanted, materials
from reportedly.store import Store, open_store
from reportedly.store.casefiles import CaseFilter

NOW = datetime(2025, 1, 1, tzinfo=UTC)
TODAY = date(2025, 1, 5)
EVERY = CaseFilter()
OPTIONS = ExportOptions(TODAY)
COOK = "Ильмара Бектурова"


def fill(store: Store) -> None:
    """Add reports of three cases: one with something in every field, one in Russian, one with a boy whose name is withheld."""
    reading = made.reading()
    add(store, reading, Snapshot(reading.article.sha256, "text/html", made.TEXT.encode()), NOW)
    charge = Said(StepType.CHARGE, [COOK], date(2024, 4, 2))
    add(store, *told("ru", charge, published=date(2024, 4, 3), outlet="Радио Желканат", offence=("убийство", "murder"), lang="ru"), NOW)
    school = Report("school", "2024-03-12")
    boy, man = school.person("Tamzin Uldarov", age=16), school.person("Jorgen Beresk", age=41)
    school.step("arrest", [boy, man], "2024-03-11", until="2025-05-11", offences=[school.offence("robbery", "P8Y")])
    school.sentence("A neighbour knew Uldarov well.")
    told_of = school.reading()
    add(store, told_of, Snapshot("cd" * 32, "text/plain", told_of.article.text.encode()), NOW)


def filled(folder: Path) -> str:
    """The place of a store that has been filled."""
    place = str(folder / "store.db")
    with open_store(place) as store:
        fill(store)
    return place


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

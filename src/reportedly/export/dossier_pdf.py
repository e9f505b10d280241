"""The dossier as PDF, set by Typst in the fonts that it brings along; the same case and day give the same bytes.

What a report says goes to the page as data, never as markup, so no text can change the page.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, BinaryIO

import typst

from reportedly.export.dossier import Dossier, Note, Section, dossier, quoted, runs
from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.wording import day
from reportedly.model.material import CaseMaterial

__all__ = ["pdf_of", "write"]

_PAGE = "dossier.typ"
# The end of the blocks that the fonts cover which come with Typst; beyond it the machine's own fonts help out.
_LAST_COVERED = 0x058F
_MARKS = range(0x2000, 0x2C00)


def write(material: CaseMaterial, out: BinaryIO, options: ExportOptions) -> None:
    """Write the dossier of a case.

    Args:
        material: The case.
        out: Where to write.
        options: The day that the dossier states, and that the file says it was made on.
    """
    out.write(pdf_of(dossier(material, options.as_of)))


def pdf_of(told: Dossier) -> bytes:
    """A dossier as PDF.

    Args:
        told: The dossier.
    """
    data = json.dumps(_data(told), ensure_ascii=False)
    page = files("reportedly.export").joinpath(_PAGE).read_bytes()
    made = datetime(told.as_of.year, told.as_of.month, told.as_of.day, tzinfo=UTC)
    return typst.compile(page, format="pdf", sys_inputs={"dossier": data}, ignore_system_fonts=_is_covered(data), timestamp=made)


def _is_covered(words: Iterable[str]) -> bool:
    return all(ord(sign) <= _LAST_COVERED or ord(sign) in _MARKS for sign in words)


def _data(told: Dossier) -> dict[str, Any]:
    shown = {**asdict(told), "notice": f"{NOTICE} As of {day(told.as_of)}.", "notes_title": "Sentences"}
    shown["notes_lead"] = "Each sentence as its report has it, with those who tell it."
    shown["sections"] = [_section(section) for section in told.sections]
    shown["notes"] = [_note(note) for note in told.notes]
    return {**shown, "as_of": told.as_of.isoformat(), "year": told.as_of.year, "month": told.as_of.month, "day": told.as_of.day}


def _section(section: Section) -> dict[str, Any]:
    entries = [{**asdict(entry), "notes": runs(entry.notes)} for entry in section.entries]
    return {"title": section.title, "lead": section.lead, "labelled": any(entry.label for entry in section.entries), "entries": entries}


def _note(note: Note) -> dict[str, Any]:
    about = [" ← ".join(note.chain), note.published, *([f"captured {note.captured}"] if note.captured else [])]
    return {"number": note.number, "sentence": quoted(note.sentence), "about": " · ".join(about), "address": note.address, "sha256": note.sha256}

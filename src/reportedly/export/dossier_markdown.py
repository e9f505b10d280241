"""The dossier as Markdown with footnotes, as GitHub, Pandoc, Obsidian and MkDocs read it."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from reportedly.export.dossier import Dossier, Entry, Note, dossier, quoted
from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.wording import day
from reportedly.model.material import CaseMaterial

__all__ = ["markdown_page", "plain", "write"]

# First what only some readers let a backslash stand before, so that it has to be written as a number; then what all of them do. A reader that makes
# links of bare addresses must not find any, and a sign at the beginning of a line must not make a list of it.
_SIGN = re.compile(r"(?P<number>[<>&|~^$=@]|:(?=//)|(?<=\bwww)\.)|[\\`*_{\[\]#]|^[-+]|(?<=^\d)[.)]", re.IGNORECASE)
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


def write(material: CaseMaterial, out: BinaryIO, options: ExportOptions) -> None:
    """Write the dossier of a case.

    Args:
        material: The case.
        out: Where to write.
        options: The day that the dossier states.
    """
    out.write(markdown_page(dossier(material, options.as_of)).encode())


def plain(words: str) -> str:
    """A text so that Markdown shows it as it is and takes no sign of it for markup.

    Args:
        words: The text; line breaks become spaces.
    """
    return _SIGN.sub(lambda found: f"&#{ord(found[0])};" if found["number"] else f"\\{found[0]}", " ".join(words.split()))


def markdown_page(told: Dossier) -> str:
    """A dossier as a whole page.

    Args:
        told: The dossier.
    """
    return "\n".join(_page(told))


def _page(told: Dossier) -> Iterator[str]:
    yield f"# {plain(told.title)}\n"
    yield f"{NOTICE} As of {day(told.as_of)}.\n"
    yield f"{plain(told.facts)}\n"
    yield from (f"- [{section.title}](#{_slug(section.title)})" for section in told.sections)
    for section in told.sections:
        yield f"\n## {section.title}\n"
        if section.lead:
            yield f"{section.lead}\n"
        yield from map(_entry, section.entries)
    yield ""
    yield from map(_note, told.notes)
    yield f"\n---\n\nCase {plain(told.case)}. {NOTICE} As of {day(told.as_of)}.\n"


def _entry(entry: Entry) -> str:
    label = f"{plain(entry.label)} — " if entry.label else ""
    notes = "".join(f"[^{number}]" for number in entry.notes)
    lines = [f"- {label}**{plain(entry.words)}**{notes}"]
    lines += [f"“{plain(entry.quote)}”"] if entry.quote else []
    lines += [plain(line) for line in entry.details]
    lines += [plain(entry.address)] if entry.address else []
    # Two spaces at the end of a line break it.
    return "  \n  ".join(lines)


def _note(note: Note) -> str:
    about = [" ← ".join(map(plain, note.chain)), plain(note.published)]
    about += [plain(note.address)] if note.address else []
    about += [f"captured {plain(note.captured)}"] if note.captured else []
    about += [f"SHA-256 `{note.sha256}`"] if note.sha256 else []
    return f"[^{note.number}]: {plain(quoted(note.sentence))} — {' · '.join(about)}\n"


def _slug(title: str) -> str:
    return _NOT_IN_SLUG.sub("", title.lower()).replace(" ", "-")

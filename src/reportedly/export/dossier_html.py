"""The dossier as one HTML file that needs nothing else: it reads well on a screen and prints well on paper."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import BinaryIO
from urllib.parse import urlsplit

from reportedly.export.dossier import Dossier, Entry, Note, Section, dossier, quoted, runs
from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.wording import day
from reportedly.model.material import CaseMaterial

__all__ = ["html_page", "is_followable", "write"]

# Nothing on the page runs or loads, whatever a report says.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_NOTES_LEAD = "Each sentence as its report has it, with those who tell it."
_STYLE = """
:root{--ink:#1b1b18;--quiet:#5c5b55;--line:#d8d6cd;--paper:#fffefb;--good:#17603a;--link:#1f4e79;
--serif:Charter,"Bitstream Charter","Noto Serif",Cambria,Georgia,serif;--sans:system-ui,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}
@media (prefers-color-scheme:dark) and (not print){:root{--ink:#e8e6df;--quiet:#a9a79e;--line:#3d3c38;--paper:#181816;--good:#7fcf9f;--link:#9cc4ea}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:17px/1.5 var(--serif);-webkit-text-size-adjust:100%}
body{max-width:46rem;margin:0 auto;padding:3rem 1.25rem 5rem;overflow-wrap:anywhere}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.15em}
h1{font-size:1.9rem;line-height:1.2;font-weight:600;margin:.4rem 0 .5rem;text-wrap:balance}
h2{font:600 1rem/1.3 var(--sans);margin:2.6rem 0 .7rem;padding-top:.7rem;border-top:1px solid var(--line)}
.notice,.facts,.lead,.details,.label,nav,footer,.about{font-family:var(--sans);font-size:.8125rem;line-height:1.45;color:var(--quiet)}
.notice{border-left:3px solid var(--line);padding-left:.75rem}
.facts{margin:0}
nav{margin:1.6rem 0 0}
nav ol{margin:0;padding:0;list-style:none;columns:2;column-gap:2rem}
nav li{break-inside:avoid;padding:.12rem 0}
ul.entries{list-style:none;margin:0;padding:0}
ul.entries>li{display:grid;grid-template-columns:9.5rem 1fr;column-gap:1.25rem;padding:.45rem 0;break-inside:avoid}
ul.entries>li>div{grid-column:2}
ul.plain>li{grid-template-columns:1fr}
ul.plain>li>div{grid-column:1}
.label{padding-top:.22rem}
.words{font-weight:600}
.good .words{color:var(--good)}
.good .words::before{content:"\\2713\\00a0";font-family:var(--sans)}
.details{margin:.1rem 0 0}
blockquote{margin:.25rem 0 0;padding-left:.9rem;border-left:2px solid var(--line)}
sup{font:.68em/1 var(--sans);margin-left:.15em}
sup a{text-decoration:none;padding:0 .12em}
ol.notes{margin:0;padding:0;list-style:none;font-size:.9375rem}
ol.notes li{display:grid;grid-template-columns:2.2rem 1fr;padding:.55rem 0;break-inside:avoid;border-bottom:1px solid var(--line)}
ol.notes .number{font:.8125rem/1.7 var(--sans);color:var(--quiet);text-decoration:none}
ol.notes li:target,ul.entries>li:target{background:color-mix(in srgb,var(--link) 10%,transparent)}
code{font:.72rem/1.5 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
footer{margin-top:3rem;padding-top:.7rem;border-top:1px solid var(--line)}
@media (max-width:34rem){ul.entries>li{grid-template-columns:1fr}ul.entries>li>div{grid-column:1}nav ol{columns:1}}
@page{size:A4;margin:22mm 20mm 20mm}
@media print{html{font-size:10.5pt;background:#fff}body{max-width:none;padding:0}h2{break-after:avoid}a{color:inherit;text-decoration:none}
.about a{text-decoration:underline}nav ol{columns:1}}
"""


def write(material: CaseMaterial, out: BinaryIO, options: ExportOptions) -> None:
    """Write the dossier of a case.

    Args:
        material: The case.
        out: Where to write.
        options: The day that the dossier states.
    """
    out.write(html_page(dossier(material, options.as_of)).encode())


def html_page(told: Dossier) -> str:
    """A dossier as a whole page.

    Args:
        told: The dossier.
    """
    return "".join(_page(told))


def is_followable(address: str) -> bool:
    """Whether an address can be made a link: a page of the web, and nothing that a browser would run."""
    return urlsplit(address).scheme in ("http", "https")


def _page(told: Dossier) -> Iterator[str]:
    title = escape(told.title)
    yield f'<!doctype html>\n<html lang="{told.lang}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<meta name="referrer" content="no-referrer">\n'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n<title>{title}</title>\n'
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<header>\n<p class=notice>{escape(NOTICE)} As of {day(told.as_of)}.</p>\n"
    yield f"<h1>{title}</h1>\n<p class=facts>{escape(told.facts)}</p>\n</header>\n"
    listed = [(section.key, section.title) for section in told.sections] + ([("notes", "Sentences")] if told.notes else [])
    links = "".join(f'<li><a href="#{key}">{escape(words)}</a></li>' for key, words in listed)
    yield f'<nav aria-label="Contents"><ol>{links}</ol></nav>\n<main>\n'
    for section in told.sections:
        yield from _section(section)
    if told.notes:
        yield f'<section id="notes">\n<h2>Sentences</h2>\n<p class=lead>{_NOTES_LEAD}</p>\n<ol class=notes>\n'
        yield from map(_note, told.notes)
        yield "</ol>\n</section>\n"
    yield f"</main>\n<footer>Case {escape(told.case)} · {escape(NOTICE)} As of {day(told.as_of)}.</footer>\n</body>\n</html>\n"


def _section(section: Section) -> Iterator[str]:
    yield f'<section id="{section.key}">\n<h2>{escape(section.title)}</h2>\n'
    if section.lead:
        yield f"<p class=lead>{escape(section.lead)}</p>\n"
    plain = "" if any(entry.label for entry in section.entries) else " plain"
    yield f'<ul class="entries{plain}">\n'
    yield from map(_entry, section.entries)
    yield "</ul>\n</section>\n"


def _entry(entry: Entry) -> str:
    label = f"<span class=label>{escape(entry.label)}</span>" if entry.label else ""
    words = f"<span class=words>{escape(entry.words)}</span>{_marks(entry.notes)}"
    quote = f"<blockquote>“{escape(entry.quote)}”</blockquote>" if entry.quote else ""
    details = "".join(f"<p class=details>{escape(line)}</p>" for line in entry.details)
    address = f"<p class=details>{_link(entry.address)}</p>" if entry.address else ""
    return f"<li{' class=good' if entry.good else ''}>{label}<div>{words}{quote}{details}{address}</div></li>\n"


def _marks(notes: Sequence[int]) -> str:
    marks = (f'<a href="#n{first}">{first}{f"–{last}" if last > first else ""}</a>' for first, last in runs(notes))
    return f"<sup>{', '.join(marks)}</sup>" if notes else ""


def _note(note: Note) -> str:
    about = [escape(" ← ".join(note.chain)), escape(note.published)]
    about += [_link(note.address)] if note.address else []
    about += [f"captured {escape(note.captured)}"] if note.captured else []
    digest = f"<br>SHA-256 <code>{escape(note.sha256)}</code>" if note.sha256 else ""
    told = f"{escape(quoted(note.sentence))}<div class=about>{' · '.join(about)}{digest}</div>"
    return f'<li id="n{note.number}"><span class=number>{note.number}</span><div>{told}</div></li>\n'


def _link(address: str) -> str:
    words = escape(address)
    return f'<a href="{words}" rel="noreferrer">{words}</a>' if is_followable(address) else words

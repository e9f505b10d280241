"""The dossier of a case: in a browser, as Markdown with footnotes, and as PDF; with reports that try to break out of the page."""

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import markdown
import markdown_it
import pikepdf
import pypdfium2
import pytest
from exporting import HOSTILE, NOW, TODAY, case_of, exported, fill, fill_hostile
from hypothesis import given
from hypothesis import strategies as st
from told import Said, told

from reportedly.export.dossier import dossier, quoted, runs
from reportedly.export.dossier_html import html_page, is_followable
from reportedly.export.dossier_markdown import markdown_page, plain
from reportedly.export.dossier_pdf import pdf_of
from reportedly.export.formats import ExportOptions
from reportedly.model.claims import StepType
from reportedly.model.material import CaseMaterial
from reportedly.review.casework import add
from reportedly.review.exporting import materials
from reportedly.store import Store, open_store

ALONE = ExportOptions(TODAY, single=True)
_BROWSER = ["/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_BROWSER += ["--disable-component-update", "--disable-sync"]
SENTENCE = "The Tasbulan City Court on Friday acquitted Danel Orzhakov of smuggling."


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("dossiers") / "store.db")) as store:
        fill(store)
        fill_hostile(store)
        yield store


def material(store: Store, report: str) -> CaseMaterial:
    (found,) = materials(store, case_of(store, report), TODAY)
    return found


def page(store: Store, name: str, report: str = "made") -> str:
    return exported(store, name, case_of(store, report), ALONE).decode()


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(one.get_textpage().get_text_range().split()) for one in pypdfium2.PdfDocument(pdf))


def one_line(words: str) -> str:
    return " ".join(words.split())


def test_what_is_in_somebodys_favour_comes_first(filled: Store) -> None:
    told = dossier(material(filled, "made"), TODAY)
    assert [section.key for section in told.sections][:2] == ["favour", "standing"]
    assert told.title.startswith("Acquittal reported")
    (outcome,) = told.sections[0].entries
    assert (outcome.words, outcome.good) == ("Danel Orzhakov: acquittal, 18 October 2024", True)
    assert [entry.words for entry in told.sections[1].entries] == ["Selvira Tokmashova: pre-trial detention"]


def test_every_fact_leads_to_a_sentence_with_its_sources_and_its_bytes(filled: Store) -> None:
    told = dossier(material(filled, "made"), TODAY)
    for section in told.sections:
        if section.key not in ("sources", "related", "withdrawn"):
            assert all(entry.notes for entry in section.entries), section.key
    custody = next(note for note in told.notes if note.sentence.startswith("It placed"))
    assert custody.chain == ("The Lantern Post", "Radio Jelqanat", "Mirlan Kestebek")
    assert (custody.address, custody.captured, custody.sha256) == ("https://www.lantern-post.example/gold", "2025-01-01 00:00 UTC", "ab" * 32)
    assert [note.number for note in told.notes] == list(range(1, len(told.notes) + 1))
    assert len({note.sentence for note in told.notes}) == len(told.notes)


def test_a_page_in_the_browser_has_its_contents_and_every_link_leads_somewhere(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "dossier.html"
    file.write_text(page(filled, "html"), encoding="utf-8")
    command = [*_BROWSER, f"--user-data-dir={tmp_path}/browser", "--dump-dom", file.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert SENTENCE in shown
    links = re.findall(r'href="#([^"]+)"', shown)
    assert set(links) <= set(re.findall(r'id="([^"]+)"', shown))
    assert links[:2] == ["favour", "standing"]
    assert not re.findall(r'(?:src|url\()="?(?!#)', shown)


@pytest.mark.parametrize("report", ["made", "ru", "school", "evil"])
def test_a_hostile_report_is_only_text_in_a_browser(report: str, filled: Store) -> None:
    content = page(filled, "html", report)
    tags = set(re.findall(r"<(\w+)", content))
    assert not tags & {"script", "img", "iframe", "object", "form", "input", "link", "base", "svg"}
    assert "javascript:" not in " ".join(re.findall(r'href="([^"]*)"', content))
    if report == "evil":
        assert HOSTILE.split()[0] in unescape(content)
        assert "<script>alert(1)</script>" in unescape(content)


def test_markdown_readers_see_footnotes_and_nothing_of_a_hostile_report_as_markup(filled: Store) -> None:
    read = markdown.markdown(page(filled, "markdown"), extensions=["footnotes"])
    assert read.count('class="footnote-ref"') >= 6
    assert SENTENCE in unescape(read)
    evil = page(filled, "markdown", "evil")
    for html in (markdown.markdown(evil, extensions=["footnotes", "tables"]), markdown_it.MarkdownIt("gfm-like", {"linkify": False}).render(evil)):
        assert not re.findall(r"<(?:script|i|img|table|del)\b", html)
        assert {one for one in re.findall(r"<code>([^<]*)</code>", html) if len(one) != 64} == set()
        assert "=Mallory() <i>*Bekova*</i>" in unescape(html)
        assert "<script>alert(1)</script>" in unescape(html)
        assert 'href="javascript:' not in html


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30))
def test_markdown_shows_any_text_as_it_is(words: str) -> None:
    shown = markdown_it.MarkdownIt().render(f"- **x{plain(words)}x**")
    found = re.search(r"<strong>x(.*)x</strong>", shown, re.DOTALL)
    assert found
    assert one_line(unescape(found[1])) == one_line(words)


def test_a_pdf_has_contents_an_outline_and_cyrillic(filled: Store) -> None:
    content = exported(filled, "pdf", case_of(filled, "made"), ALONE)
    document = pypdfium2.PdfDocument(content)
    titles = [bookmark.get_title() for bookmark in document.get_toc()]
    assert titles[0] == "Outcomes in their favour"
    assert titles[-1] == "Sentences"
    words = text_of(content)
    assert words.count("not a finding of fact") >= len(document)
    assert SENTENCE in words
    assert "Ильмар Бектуров" in text_of(exported(filled, "pdf", case_of(filled, "ru"), ALONE))


def test_a_pdf_is_tagged_dated_and_made_again_byte_for_byte(filled: Store) -> None:
    told = dossier(material(filled, "made"), TODAY)
    content = pdf_of(told)
    assert content == pdf_of(told)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20250105")
        assert str(document.docinfo["/Title"]) == told.title
        assert str(document.Root["/Lang"]) == "en"
        assert document.Root["/MarkInfo"]["/Marked"]
        embedded = {
            str(font.get("/BaseFont", "")) for font in document.objects if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font"
        }
    assert any("Libertinus" in font for font in embedded)


def test_nothing_of_a_hostile_report_is_markup_in_the_pdf(filled: Store) -> None:
    content = exported(filled, "pdf", case_of(filled, "evil"), ALONE)
    words = text_of(content)
    assert "#set page(fill: red)" in words
    assert "$x^2$" in words
    with pikepdf.open(io.BytesIO(content)) as document:
        links = [str(note["/A"]["/URI"]) for one in document.pages for note in one.get("/Annots", []) if "/A" in note and "/URI" in note["/A"]]
    assert links
    assert all(link.startswith("https://evil.example/") for link in links)


def test_a_hostile_title_changes_nothing(filled: Store) -> None:
    told = replace(dossier(material(filled, "evil"), TODAY), title=HOSTILE, facts=HOSTILE)
    assert "<script" not in html_page(told)
    assert "#set page(fill: red)" in text_of(pdf_of(told))
    assert "<script" not in markdown_it.MarkdownIt().render(markdown_page(told))


def test_what_reports_have_withdrawn_and_tell_differently_is_in_it(tmp_path: Path) -> None:
    url = "https://herald.example/1"
    with open_store(str(tmp_path / "store.db")) as store:
        custody = Said(StepType.PRETRIAL_DETENTION, ["Selvira Tokmashova"], date(2024, 3, 13), until=date(2024, 5, 13))
        longer = Said(StepType.PRETRIAL_DETENTION, ["Selvira Tokmashova"], date(2024, 3, 13), until=date(2024, 6, 13))
        add(store, *told("a", Said(StepType.ARREST, ["Selvira Tokmashova"], date(2024, 3, 11)), custody, url=url), NOW)
        add(store, *told("a", custody, url=url), NOW)
        add(store, *told("b", longer, published=date(2024, 3, 14), outlet="Radio Jelqanat"), NOW)
        found = dossier(material(store, "a"), TODAY)
    sections = {section.key: section.entries for section in found.sections}
    assert "The arrest of Selvira Tokmashova" in sections["withdrawn"][0].quote
    assert (sections["differently"][0].label, sections["differently"][0].words) == ("end of the pre-trial detention", "13 June 2024")
    assert (sections["differently"][1].label, sections["differently"][1].words) == ("", "13 May 2024")


def test_runs_of_notes_and_quotation_marks() -> None:
    assert runs((1, 3, 4, 5, 9)) == [(1, 1), (3, 5), (9, 9)]
    assert runs(()) == []
    assert (quoted("so"), quoted("«так»"), quoted("“so” he said")) == ("“so”", "«так»", "“so” he said")


def test_only_addresses_of_the_web_are_followed() -> None:
    assert [is_followable(one) for one in ("https://a.example", "http://a.example", "javascript:x", "data:x", "file:///x")] == [True, True] + [
        False
    ] * 3

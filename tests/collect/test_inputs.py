"""Sources of every kind, and every kind of bad input."""

import gzip
import hashlib
import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from papers import PAGE, pdf

from reportedly.collect import Collected, Overrides, Refused, collect, collect_bytes, collect_jsonl
from reportedly.errors import InputError, UsageError

REPORT = "Two Bakers Held\n\nMay 3, 2021\n\nA court in Exampleton on Saturday placed two bakers in custody. They deny the charges.\n"


def one(source: str | Path, **given: str) -> Collected:
    (found,) = collect(source, overrides=Overrides.of(**given))
    assert isinstance(found, Collected), found
    return found


def refusal(source: str | Path, max_bytes: int = 50_000_000) -> InputError:
    (found,) = collect(source, max_bytes=max_bytes)
    assert isinstance(found, Refused), found
    assert found.path == str(source)
    assert found.error.where == str(source)
    assert found.error.mend
    return found.error


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    found = one(path)
    article = found.article
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest() == found.snapshot.sha256
    assert article.id == article.sha256[:16]
    assert found.snapshot.content == path.read_bytes()
    assert found.snapshot.media_type == "text/plain"
    assert article.text == "Two Bakers Held\n\nA court in Exampleton on Saturday placed two bakers in custody. They deny the charges."
    assert article.headline_span is not None
    assert article.headline_span.of(article.text) == article.headline == "Two Bakers Held"
    assert article.published == date(2021, 5, 3)
    assert article.body.startswith("A court")


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_known_by_their_bytes(tmp_path: Path, name: str, packed: bool) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(PAGE.encode()) if packed else PAGE.encode())
    found = one(path)
    assert found.snapshot.media_type == "text/html"
    assert found.article.headline == "Two Bakers Held"
    assert found.article.published == date(2021, 5, 3)
    assert found.article.published_at is not None
    assert len(found.article.body.split("\n\n")) == 2


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(REPORT)
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "c.txt").write_text("")
    (tmp_path / ".hidden").write_text(REPORT)
    (tmp_path / "d.jsonl").write_text('{"id": "7", "text": "Two bakers were held on Monday, the police said."}\n')
    found = list(collect(tmp_path))
    assert [Path(item.path).name for item in found] == ["a.txt", "two.txt", "c.txt", "d.jsonl:1"]
    assert [type(item) for item in found] == [Collected, Collected, Refused, Collected]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode("cp1251"))))
    assert one("-").article.headline == "Two Bakers Held"


def test_what_is_given_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    given = {
        "id": "x1",
        "outlet": "The Exampleton Herald",
        "url": "https://herald.example/a",
        "published": "2020-01-02",
        "lang": "RU",
        "headline": "Held",
    }
    article = one(path, **given).article
    assert (article.id, article.outlet, article.url, article.published, article.lang, article.headline) == (
        "x1",
        "The Exampleton Herald",
        "https://herald.example/a",
        date(2020, 1, 2),
        "ru",
        "Held",
    )


@pytest.mark.parametrize("given", [{"published": "yesterday"}, {"published": "2021-02-30"}, {"lang": "xx"}, {"lang": "english"}])
def test_what_makes_no_sense_is_no_input(given: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Overrides.of(**given)


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(["Two bakers were held on Monday."]))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    return out.getvalue()


WHOLE_PDF = pdf(["#Two Bakers Held", "", *["A court placed two bakers in custody on Saturday."] * 30])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00" * 500, "empty"),
        (b"PK\x03\x04" + b"abc" * 50, "ZIP"),
        (b"\x89PNG\r\n\x1a\n" + b"abc" * 50, "picture"),
        (WHOLE_PDF[:200], "broken PDF"),
        (b"%PDF-1.7\n%%EOF", "broken PDF"),
        (locked_pdf(), "encrypted PDF"),
        (pdf([]), "PDF without text"),
        (gzip.compress(PAGE.encode())[:80], "broken gzip"),
        (b"<html><body><h1>Menu</h1><a href='/'>Home</a></body></html>", "without an article"),
        (b"<html></html>", "without an article"),
        (b"12345 67890 --- 11.12", "no words"),
    ],
)
def test_bad_files_are_refused_with_path_and_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "bad"
    path.write_bytes(content)
    assert reason.lower() in refusal(path).what.lower()


def test_a_missing_file(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nothing.txt").what
    assert "no such file" in refusal(tmp_path / "nothing.jsonl").what


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "no files" in refusal(tmp_path).what


def test_a_file_of_100_mb_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    assert "larger than 50 MB" in refusal(path).what


def test_a_small_file_that_unpacks_to_a_large_one(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"a" * 3_000_000))
    assert "larger than 1 MB when unpacked" in refusal(path, max_bytes=1_000_000).what


def test_bytes_of_one_report_raise() -> None:
    with pytest.raises(InputError, match=r"memory: an empty file"):
        collect_bytes(b"", "memory")


def test_a_pdf_is_read_in_paragraphs(tmp_path: Path) -> None:
    first = [
        "#Two Bakers Held",
        "",
        "By Jane Roe",
        "",
        "May 3, 2021",
        "",
        "A court in Exampleton on Saturday placed two bakers in custody until",
        "the middle of June.",
        "",
    ]
    second = ["Their lawyer said that they would appeal to the higher court as soon as", "the ruling is out."]
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(first + second))
    found = one(path)
    assert found.snapshot.media_type == "application/pdf"
    assert found.article.headline == "Two Bakers Held"
    assert found.article.byline == "Jane Roe"
    assert found.article.published == date(2021, 5, 3)
    assert found.article.body.split("\n\n") == [
        "A court in Exampleton on Saturday placed two bakers in custody until the middle of June.",
        "Their lawyer said that they would appeal to the higher court as soon as the ruling is out.",
    ]


def test_running_heads_of_a_pdf_are_no_text(tmp_path: Path) -> None:
    pages = [
        ["The Exampleton Herald", "", f"Sentence number {word} of the report stands here and is long enough for a line.", "", f"Page {n} of 3"]
        for n, word in enumerate(("one", "two", "three"), 1)
    ]
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(*pages))
    text = one(path).article.text
    assert "Herald" not in text
    assert "Page" not in text
    assert text.count("Sentence number") == 3


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        {"id": "1", "text": REPORT},
        {"id": 2, "html": PAGE, "url": "https://herald.example/a"},
        {
            "id": "3",
            "text": "Two bakers were held on Monday, the police said.",
            "headline": "Bakers held",
            "published": "2021-05-04",
            "lang": "en",
            "outlet": "Herald",
        },
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", encoding="utf-8")
    found = [item for item in collect_jsonl(path) if isinstance(item, Collected)]
    assert [item.article.id for item in found] == ["1", "2", "3"]
    assert found[0].article.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert found[1].article.url == "https://herald.example/a"
    assert found[2].article.text == "Bakers held\n\nTwo bakers were held on Monday, the police said."
    assert (found[2].article.outlet, found[2].article.published) == ("Herald", date(2021, 5, 4))
    assert found[2].path == f"{path}:3"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not a line of JSON"),
        (b"\xff\xfe", "not a line of JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"id": "1"}', "neither text nor html"),
        (b'{"text": "  "}', "neither text nor html"),
        (b'{"text": 5}', "'text' is no text"),
        (b'{"text": "Two bakers were held.", "published": "soon"}', "no date"),
        (b'{"text": "Two bakers were held.", "lang": "elvish"}', "no language code"),
        (b'{"html": "<p>Menu</p>"}', "without an article"),
    ],
)
def test_a_bad_line_ends_nothing(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(line + b'\n{"id": "2", "text": "Two bakers were held on Monday."}\n')
    bad, good = collect_jsonl(path)
    assert isinstance(bad, Refused)
    assert isinstance(good, Collected)
    assert reason in bad.error.what
    assert bad.error.where == f"{path}:1"


def test_a_line_that_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 5000 + b'"}\n{"text": "Two bakers were held."}\n')
    bad, good = collect_jsonl(path, max_bytes=1000)
    assert isinstance(bad, Refused)
    assert isinstance(good, Collected)
    assert good.path.endswith(":2")


def test_an_archived_page_has_its_own_address() -> None:
    found = collect_bytes(PAGE.encode(), "page", address="http://web.archive.org/web/20210617212336/https://herald.example/bakers")
    assert found.article.url == "https://herald.example/bakers"

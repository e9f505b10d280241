"""Archives of invented pages for tests: web archives, lines, tables."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

NAMES = ("Danel Orzhakov", "Selvira Tokmashova", "Mirlan Kestebek", "Ottoline Brackwater", "Tamerlan Usubov")
CRIMES = ("smuggling", "bribery", "fraud", "embezzlement")


def report(number: int) -> str:
    """The body of an invented report of a case."""
    name, crime = NAMES[number % len(NAMES)], CRIMES[number % len(CRIMES)]
    return (
        f"The Tasbulan City Court on Friday placed {name} in pre-trial detention on {crime} charges, file number {number}, "
        f"the regional prosecutor's office said.\n\n"
        f"The court will hold the next hearing on December 17. A spokesperson for the police said that {number + 2} officers took part in the search."
    )


def other(number: int) -> str:
    """The body of an invented page that tells no case."""
    return (
        f"The museum of Tasbulan opened its hall number {number} to visitors on Saturday.\n\n"
        "Children can paint there, and the garden with its old apple trees stays open until the evening. Bread and tea are sold at the gate."
    )


def page(body: str, title: str, *, filler: int = 0) -> bytes:
    """A page with an article on it."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n"))
    comment = f"<!-- {'x' * filler} -->" if filler else ""
    head = f'<head><title>{title}</title><meta property="article:published_time" content="2024-10-21T08:00:00Z"></head>'
    return f'<html lang="en">{head}<body><article><h1>{title}</h1>{paragraphs}</article>{comment}</body></html>'.encode()


def case_page(number: int) -> bytes:
    """A page that tells a case."""
    return page(report(number), f"Court detains suspect in case {number}")


def other_page(number: int) -> bytes:
    """A page that tells none."""
    return page(other(number), f"Museum opens hall {number}")


def warc(path: Path, pages: Iterable[tuple[str, bytes]], *, packed: bool = True, kind: str = "text/html; charset=utf-8") -> Path:
    """Write an archive, with a request before each page as crawlers do."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "made for a test"}))
        for number, (url, content) in enumerate(pages):
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True)
            _write(writer, url, "request", b"", asked, number)
            _write(writer, url, "response", content, StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1"), number)
    return path


def _write(writer: Any, url: str, kind: str, content: bytes, head: Any, number: int) -> None:
    # With digests given the writer need not copy what it writes.
    told = {"WARC-Date": "2024-10-21T10:00:00Z", "WARC-Record-ID": f"<urn:x:{number}>", "WARC-Block-Digest": "x:x", "WARC-Payload-Digest": "x:x"}
    made = writer.create_warc_record(url, kind, io.BytesIO(content), len(content), http_headers=head, warc_headers_dict=told)
    writer.write_record(made)


def mixed_pages(count: int, every: int = 3) -> list[tuple[str, bytes]]:
    """Pages of which each so-manieth tells a case."""
    made = (case_page if number % every == 0 else other_page for number in range(count))
    return [(f"https://www.herald.example/{number}", make(number)) for number, make in enumerate(made)]


def lines(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def table(path: Path, records: list[dict[str, Any]], group: int = 1000) -> Path:
    """Write a Parquet file."""
    parquet.write_table(pa.Table.from_pylist(records), path, row_group_size=group)
    return path

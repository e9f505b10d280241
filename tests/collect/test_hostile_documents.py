"""Feeds, sitemaps, lists, pages and archives that attack those who parse them, by name."""

import gzip
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reportedly.collect import collect_bytes
from reportedly.collect.feeds import MAX_LISTED, feed_items
from reportedly.collect.opml import sources_in
from reportedly.collect.politeness import LONGEST_DELAY, Robots, retry_after
from reportedly.collect.sections import section_items
from reportedly.collect.sitemaps import sitemap
from reportedly.collect.warc import ArchivedPage, archived_pages
from reportedly.errors import InputError

HERE = "http://news.example/feed"
WORDS = "a secret of this machine"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
ENTITIES = {
    "billion laughs": f'<?xml version="1.0"?><!DOCTYPE x [{_LAUGHS}]>{{}}&l9;{{}}',
    "quadratic growth": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + "a" * 50_000 + '">]>{}' + "&a;" * 1000 + "{}",
    "a local file as an entity": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file://SECRET">]>{}&a;{}',
    "an address as an entity": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:1/">]>{}&a;{}',
    "a parameter entity": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY % a SYSTEM "file://SECRET"> %a;]>{}x{}',
    "an entity in other letters": '<?xml version="1.0"?><!DOCTYPE x [<!eNtItY a SYSTEM "file://SECRET">]>{}&a;{}',
}
SHAPES = {
    "feed": ('<rss version="2.0"><channel><title>T</title><item><title>', "</title><link>http://news.example/1</link></item></channel></rss>"),
    "sitemap": ("<urlset><url><loc>http://news.example/1</loc><title>", "</title></url></urlset>"),
    "list": ('<opml version="2.0"><body><outline type="rss" xmlUrl="http://news.example/1"/><title>', "</title></body></opml>"),
}


def read(shape: str, content: bytes) -> object:
    if shape == "feed":
        return feed_items(content, HERE)
    return sitemap(content, HERE) if shape == "sitemap" else sources_in(content)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(WORDS)
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ENTITIES)
def test_no_entity_is_followed(name: str, shape: str, encoding: str, secret: Path) -> None:
    text = ENTITIES[name].replace("SECRET", str(secret)).format(*SHAPES[shape])
    with pytest.raises(InputError):
        read(shape, text.encode(encoding))


INCLUDES = {
    "an outer DTD": '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file://SECRET">{}x{}',
    "an XInclude": '<?xml version="1.0"?>{}<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://SECRET" parse="text"/>{}',
    "a style sheet": '<?xml version="1.0"?><?xml-stylesheet href="file://SECRET"?>{}x{}',
    "an undeclared entity": '<?xml version="1.0"?>{}&secret;{}',
    "null bytes": "{}\0\0{}",
    "half a sign": "{}\ud800{}",
    "UTF-7": '<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-ENTITY a SYSTEM +ACI-file://SECRET+ACIAPg-{}x{}',
    "deep nesting": "{}" + "<a>" * 50_000 + "x" + "</a>" * 50_000 + "{}",
    "an endless attribute": '{}<a b="' + "c" * 2_000_000 + '"/>{}',
    "many attributes": "{}<a " + " ".join(f'b{n}="c"' for n in range(50_000)) + "/>{}",
    "unclosed tags": "{}" + "<a b='" * 50_000 + "{}",
    "many comments": "{}" + "<!-- -" * 50_000 + "{}",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", INCLUDES)
def test_nothing_outside_is_included_and_nothing_takes_long(name: str, shape: str, secret: Path) -> None:
    text = INCLUDES[name].replace("SECRET", str(secret)).replace("{}", SHAPES[shape][0], 1).replace("{}", SHAPES[shape][1], 1)
    began = time.process_time()
    try:
        found = str(read(shape, text.encode(errors="surrogatepass")))
    except InputError as error:
        found = str(error)
    assert WORDS not in found
    assert time.process_time() - began < 10


PAGES = {
    "deep nesting": "<div>" * 20_000 + "words " * 50 + "</div>" * 20_000,
    "deep lists": "<ul><li>" * 10_000,
    "deep tables": "<table><tr><td>" * 5_000,
    "an endless attribute": f'<p class="{"c" * 3_000_000}">words</p>',
    "many small tags": "<b>a</b>" * 100_000,
    "unclosed tags": "<p <p " * 50_000,
    "many entities": "&amp;" * 300_000,
    "a local file in a frame": '<iframe src="file:///etc/passwd"></iframe>' * 50,
    "null bytes": "<p>\0" * 10_000,
    "scripts without an end": "<script>" * 20_000,
    "a false XML head": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><p>&a;</p>',
    "an absurd charset": '<meta charset="rot13"><p>words</p>',
    "a codec that unpacks": '<meta charset="zlib_codec"><p>words</p>',
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_brings_the_program_down(name: str) -> None:
    began = time.process_time()
    content = f"<!doctype html><html><body><article>{PAGES[name]}</article></body></html>".encode()
    try:
        text = collect_bytes(content, "page", "text/html", address="http://news.example/1").article.text
    except InputError as error:
        text = str(error)
    assert "root:" not in text
    assert time.process_time() - began < 20


def test_a_packed_page_inside_a_packed_page_stays_packed() -> None:
    with pytest.raises(InputError):
        collect_bytes(gzip.compress(gzip.compress(b"\0" * 50_000_000)), "page")
    with pytest.raises(InputError, match="larger than"):
        collect_bytes(gzip.compress(b"a" * 30_000_000), "page", max_bytes=1_000_000)


def test_lists_without_end_are_cut() -> None:
    item = "<item><title>t</title><link>http://news.example/{}</link></item>"
    feed = f'<rss version="2.0"><channel>{"".join(item.format(n) for n in range(3_000))}</channel></rss>'
    assert len(feed_items(feed.encode(), HERE)) == MAX_LISTED
    urls = "".join(f"<url><loc>http://news.example/{n}</loc></url>" for n in range(60_000))
    assert len(sitemap(f"<urlset>{urls}</urlset>".encode(), HERE).items) == MAX_LISTED
    links = "".join(f'<a href="/2025/01/{n}">words</a>' for n in range(5_000))
    assert len(section_items(f"<html><body>{links}</body></html>".encode(), HERE)) == MAX_LISTED


def test_a_list_that_is_too_large_is_refused() -> None:
    with pytest.raises(InputError, match="larger than"):
        feed_items(b"<rss>" + b" " * 11_000_000, HERE)


def test_links_of_a_section_lead_to_its_own_site_only() -> None:
    places = (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://169.254.169.254/2025/01/01",
        "//other.example/2025/01/01",
        "http://[broken/2025/01/01",
    )
    links = "".join(f'<a href="{place}">a report with many words in it</a>' for place in places)
    assert section_items(f"<html><body>{links}</body></html>".encode(), HERE) == ()


ROBOTS = {
    "no end": "User-agent: *\n" * 100_000,
    "stars without end": f"User-agent: *\nDisallow: /{'*a' * 2_000}$\n",
    "an absurd delay": "User-agent: *\nCrawl-delay: 999999999\n",
    "a delay that is none": "User-agent: *\nCrawl-delay: soon\nCrawl-delay: nan\nCrawl-delay: -5\n",
    "null bytes": "User-agent: *\0\nDisallow: \0\n",
    "an absurd rate": "User-agent: *\nRequest-rate: 0/0s\n",
}


@pytest.mark.parametrize("name", ROBOTS)
def test_no_robots_txt_holds_the_program_up(name: str) -> None:
    began = time.process_time()
    robots = Robots(ROBOTS[name])
    robots.allows("http://news.example/" + "a" * 2_000)
    assert 0 <= robots.delay <= LONGEST_DELAY
    assert time.process_time() - began < 5


@pytest.mark.parametrize("value", ["999999999999999999999", "Fri, 01 Jan 9999 00:00:00 GMT", "-5", "nan", "²", "Mon, 99 Foo 2025", "", "1e9"])
def test_no_retry_after_keeps_the_program_away_for_ever(value: str) -> None:
    wait = retry_after(value, datetime(2025, 1, 1, tzinfo=UTC))
    assert wait is None or timedelta() <= wait <= timedelta(days=1)


def _record(uri: str, body: bytes, length: int | None = None) -> bytes:
    inside = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2025-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    return (
        f"{head}Content-Type: application/http\r\nContent-Length: {len(inside) if length is None else length}\r\n\r\n".encode() + inside + b"\r\n\r\n"
    )


ARCHIVES = {
    "no archive": b"nothing of the kind",
    "a length that is too large": _record("http://news.example/1", b"x", 10**12),
    "a length that is negative": _record("http://news.example/1", b"x", -5),
    "a local file": _record("file:///etc/passwd", b"x"),
    "cut short": _record("http://news.example/1", b"x" * 1000)[:300],
    "a bomb": gzip.compress(_record("http://news.example/1", b"\0" * 30_000_000)),
    "broken gzip": gzip.compress(_record("http://news.example/1", b"x" * 5000))[:-20],
    "headers without end": b"WARC/1.0\r\n" + b"X-A: b\r\n" * 100_000,
    "one line without end": b"WARC/1.0\r\nX-A: " + b"b" * 5_000_000,
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_no_archive_brings_the_program_down(name: str, tmp_path: Path) -> None:
    file = tmp_path / ("bad.warc.gz" if ARCHIVES[name].startswith(b"\x1f\x8b") else "bad.warc")
    file.write_bytes(ARCHIVES[name])
    found: list[ArchivedPage] = []
    try:
        found += archived_pages(file, max_bytes=1_000_000)
    except InputError as error:
        assert str(file) in str(error)
    assert all(len(page.content) <= 1_000_000 and page.url.startswith("http://") for page in found)

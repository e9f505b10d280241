"""What feeds, sitemaps, sections and lists of sources say, and what sites ask of their visitors."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from reportedly.collect.feeds import feed_items, item_page
from reportedly.collect.opml import opml_of, sources_in
from reportedly.collect.origin import credited
from reportedly.collect.politeness import EVERYTHING, NOTHING, Robots, backoff, retry_after
from reportedly.collect.rules import FetchRules, rules_from
from reportedly.collect.sections import announced_feeds, section_items
from reportedly.collect.sitemaps import sitemap
from reportedly.errors import InputError, UsageError
from reportedly.model.following import Source, SourceKind
from reportedly.model.text import Article

HERE = "http://herald.example/feeds/courts.xml"
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Courts</title>
<item><title>Two &amp; three held</title><link>/2025/03/held</link><pubDate>Sat, 01 Mar 2025 10:00:00 +0500</pubDate>
<source url="http://wire.example/rss">Steppe Wire</source><description>In short.</description></item>
<item><title>In full</title><link>http://herald.example/full</link><content:encoded><![CDATA[<p>{long}</p>]]></content:encoded></item>
<item><title>Cut</title><guid>http://herald.example/cut</guid><content:encoded><![CDATA[<p>{long}</p> Read more]]></content:encoded></item>
<item><title>Leads nowhere</title></item></channel></rss>""".replace("{long}", "word " * 400)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">A &lt;b&gt;word&lt;/b&gt;</title><link rel="self" href="/self"/>
<link href="/atom/1"/><updated>2025-03-01T10:00:00Z</updated><source><title>The Wire</title></source></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item><title>Old</title><link>http://herald.example/old</link><dc:date>2025-03-01</dc:date></item></rdf:RDF>"""


def test_an_rss_feed() -> None:
    first, full, cut = feed_items(RSS.encode(), HERE)
    assert (first.url, first.title, first.credit) == ("http://herald.example/2025/03/held", "Two & three held", "Steppe Wire")
    assert first.published == datetime(2025, 3, 1, 5, tzinfo=UTC)
    assert (bool(first.content), bool(full.content), bool(cut.content)) == (False, True, False)
    assert b"<h1>In full</h1><p>word " in item_page(full)


def test_an_atom_feed_and_an_old_one() -> None:
    (entry,) = feed_items(ATOM.encode(), HERE)
    assert (entry.url, entry.title, entry.credit) == ("http://herald.example/atom/1", "A word", "The Wire")
    (old,) = feed_items(RDF.encode(), HERE)
    assert (old.url, old.published) == ("http://herald.example/old", datetime(2025, 3, 1, tzinfo=UTC))


def test_a_feed_that_is_broken_is_read_as_far_as_it_can_be() -> None:
    assert len(feed_items(RSS.replace("</channel></rss>", "<item><title>x & y").encode(), HERE)) == 3
    for nothing in (b"", b"<html><p>no feed</p></html>", b"\xff\xfe", b"plain words"):
        with pytest.raises(InputError):
            feed_items(nothing, HERE)


def test_a_sitemap_and_an_index() -> None:
    text = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>http://herald.example/1</loc><lastmod>2025-02-01</lastmod></url><url><loc>/2</loc><news:news>
    <news:publication_date>2025-03-01T10:00:00+05:00</news:publication_date><news:title>Held</news:title></news:news></url></urlset>"""
    newest, older = sitemap(text.encode(), HERE).items
    assert (newest.url, newest.title, older.url) == ("http://herald.example/2", "Held", "http://herald.example/1")
    index = "<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>/b.xml</loc><lastmod>2025-03-01</lastmod></sitemap></sitemapindex>"
    assert [place for place, _ in sitemap(index.encode(), HERE).maps] == ["http://herald.example/b.xml", "http://herald.example/a.xml"]
    with pytest.raises(InputError):
        sitemap(gzip.compress(text.encode()), HERE)


def test_a_section_page() -> None:
    page = """<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body><a href="/">Home</a>
    <a href="/2025/03/01/two-held">Two held</a><a href="/news/123456">By number</a><a href="two-men-are-held-in-tasbulan">By words</a>
    <a href="/tag/2025-courts-and-crime">Tag</a><a href="http://other.example/2025/03/01/elsewhere">Elsewhere</a>
    <a href="/about">About</a></body></html>"""
    here = "http://www.herald.example/courts/"
    assert [item.url.removeprefix("http://www.herald.example") for item in section_items(page.encode(), here)] == [
        "/2025/03/01/two-held",
        "/news/123456",
        "/courts/two-men-are-held-in-tasbulan",
    ]
    assert announced_feeds(page.encode(), here) == ("http://www.herald.example/rss",)


def test_lists_of_sources_go_out_and_come_in() -> None:
    sources = [Source("s1", SourceKind.FEED, HERE, 'The "Herald"'), Source("s2", SourceKind.SITEMAP, "http://herald.example/map.xml", "Map & more")]
    assert sources_in(opml_of(sources).encode()) == [(source.kind, source.place, source.name) for source in sources]
    nested = '<opml version="1.0"><body><outline text="Courts"><outline type="rss" title="T" text="x" xmlUrl="http://a.example/f"/></outline></body></opml>'
    assert sources_in(nested.encode()) == [(SourceKind.FEED, "http://a.example/f", "T")]


def test_robots_are_obeyed() -> None:
    robots = Robots("User-agent: other\nDisallow: /\n\nUser-agent: reportedly\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 3\n")
    allowed = [robots.allows(f"http://herald.example{path}") for path in ("/", "/private/1", "/private/open/1")]
    assert (allowed, robots.delay) == ([True, False, True], 3.0)
    assert (EVERYTHING.allows("http://a.example/"), NOTHING.allows("http://a.example/")) == (True, False)
    assert Robots("User-agent: *\nRequest-rate: 1/10s\n").delay == 10.0


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Sat, 01 Mar 2025 13:00:00 GMT", timedelta(hours=1)),
        ("Sat, 01 Mar 2025 11:00:00 GMT", timedelta()),
        ("soon", None),
    ],
)
def test_what_a_server_wants_to_be_left_alone(value: str, wait: timedelta | None) -> None:
    assert retry_after(value, NOW) == wait


def test_waits_grow_with_errors_and_differ_by_chance() -> None:
    assert [backoff(failures, lambda: 0.5) / timedelta(minutes=1) for failures in (1, 2, 3, 30)] == [1, 2, 4, 360]
    assert backoff(1, lambda: 0.0) < backoff(1, lambda: 1.0)


def test_a_credit_is_kept_unless_it_is_the_outlets_own_or_another_is_told() -> None:
    article = Article("a", "Words.", "0" * 64, outlet="Tasbulan Herald")
    assert credited(article, "Steppe Wire").origin == "Steppe Wire"
    assert credited(article, "The Tasbulan Herald").origin is None or credited(article, "Tasbulan Herald").origin is None
    told = Article("a", "Words.", "0" * 64, origin="Radio Jelqanat")
    assert credited(told, "Steppe Wire").origin == "Radio Jelqanat"


def test_settings_come_from_the_environment() -> None:
    rules = rules_from({"REPORTEDLY_ALLOW_HOSTS": "Inside.example, 127.0.0.1:8080", "REPORTEDLY_CONTACT": "desk@example.org"})
    assert rules.allowed_hosts == {"inside.example", "127.0.0.1:8080"}
    assert "desk@example.org" in rules.user_agent
    assert rules_from({}) == FetchRules()
    for bad in ("a\r\nX-Evil: 1", "(", "é"):
        with pytest.raises(UsageError):
            rules_from({"REPORTEDLY_CONTACT": bad})

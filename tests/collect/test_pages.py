"""Pages: what they state about their report, and their body."""

import json
from datetime import date, datetime

import pytest

from reportedly.collect.page import page_draft

ONE = "A court in Exampleton on Saturday placed two bakers in custody until the middle of June on charges of taking flour."
TWO = "Their lawyer said that the two would appeal to the higher court as soon as they have seen the written ruling of the judge."
THREE = "The mill, which belongs to the town, said in a statement that it had noticed the loss in April and told the police at once."


def page(head: str = "", body: str = "", title: str = "Two Bakers Held Over Missing Flour") -> str:
    text = body or f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    return f"""<?xml version="1.0" encoding="utf-8"?><!doctype html><html lang="en-GB"><head><title>{title}</title>{head}</head>
    <body><nav><a href="/">Home</a></nav><main><article><h1>Two Bakers Held Over Missing Flour</h1>{text}</article></main></body></html>"""


def linked(**fields: object) -> str:
    records = {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", **fields}]}
    return f'<script type="application/ld+json">{json.dumps(records)}</script>'


def test_json_ld_tells_most() -> None:
    head = linked(
        headline="Two bakers held &amp; charged",
        datePublished="2021-05-03T23:30:00+06:00",
        dateModified="2021-05-05",
        author=[{"@type": "Person", "name": "Jane Roe"}, {"name": "John Doe"}],
        publisher={"name": "The Exampleton Herald"},
        mainEntityOfPage={"@id": "https://herald.example/2021/bakers"},
    )
    draft = page_draft(page(head), url="https://herald.example/2021/bakers?utm=1")
    assert draft.headline == "Two bakers held & charged"
    assert draft.published == date(2021, 5, 3)
    assert draft.published_at == datetime.fromisoformat("2021-05-03T23:30:00+06:00")
    assert draft.byline == "Jane Roe, John Doe"
    assert draft.outlet == "The Exampleton Herald"
    assert draft.url == "https://herald.example/2021/bakers"
    assert draft.lang == "en-GB"
    assert draft.paragraphs == (ONE, TWO, THREE)


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (
            '<meta property="article:modified_time" content="2021-05-09"><meta property="article:published_time" content="2021-05-03T10:00:00Z">',
            "",
            date(2021, 5, 3),
        ),
        ('<meta name="parsely-pub-date" content="2021-05-03">', "", date(2021, 5, 3)),
        ("", f'<time datetime="2021-05-03T10:00">3 May</time><p>{ONE}</p><p>{TWO}</p>', date(2021, 5, 3)),
        ("", f'<span class="date">Published: 3 May 2021</span><p>{ONE}</p><p>{TWO}</p>', date(2021, 5, 3)),
        (linked(headline="Held", datePublished="soon"), "", None),
    ],
)
def test_the_day_of_publication(head: str, body: str, day: date | None) -> None:
    assert page_draft(page(head, body)).published == day


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Two Bakers Held Over Missing Flour | The Exampleton Herald", ""),
        (
            "x",
            '<meta property="og:title" content="Two Bakers Held Over Missing Flour - Herald"><meta property="og:site_name" content="Herald">',
        ),
        ("x", linked(headline="Two Bakers Held Over Missing Flour")),
        ("x", '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Two Bakers Held Over Missing Flour",}</script>'),
        ("x", '<script type="application/ld+json">{broken</script>'),
    ],
)
def test_titles_without_the_site(title: str, head: str) -> None:
    assert page_draft(page(head, title=title)).headline == "Two Bakers Held Over Missing Flour"


def test_furniture_inside_the_body_goes_aside() -> None:
    link = '<a href="/x">Mill closes for two days in a row</a>'
    body = "".join(f"<p>{line}</p>" for line in ("By Jane Roe", ONE, "SEE ALSO: The long trial of a miller", TWO, link, THREE))
    draft = page_draft(page(body=body))
    assert draft.paragraphs == (ONE, TWO, THREE)


def test_a_standfirst_is_part_of_the_report() -> None:
    lead = "Two men who bake bread in Exampleton are in custody over flour that a mill misses."
    draft = page_draft(
        page(f'<meta name="description" content="{lead}">', f'<header><div class="intro">{lead}</div></header><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>')
    )
    assert draft.paragraphs[0] == lead


def test_the_next_report_below_is_another_one() -> None:
    other = "".join(
        f"<p>Sentence {n} of another report about a fair in Sampleville that has nothing to do with any baker at all.</p>" for n in range(12)
    )
    html = page(body=f"<p>{ONE}</p><p>{TWO}</p>" + f"<p>{THREE}</p>" * 1 + "".join(f"<p>{TWO[:-1]}, and that was {n}.</p>" for n in range(6)))
    html = html.replace("</main>", f"<article><h1>Fair Opens</h1>{other}</article></main>")
    assert not any("Sampleville" in paragraph for paragraph in page_draft(html).paragraphs)


@pytest.mark.parametrize(
    ("moment", "url", "day"),
    [
        ("2021-05-03T22:30:00Z", "https://herald.example/2021/05/04/bakers", date(2021, 5, 4)),
        ("2021-05-03T22:30:00Z", "https://herald.example/2021/04/01/bakers", date(2021, 5, 3)),
        ("2021-05-03T22:30:00Z", "https://herald.example/bakers", date(2021, 5, 3)),
        ("2021-05-03T22:30:00+06:00", "https://herald.example/2021/05/04/bakers", date(2021, 5, 3)),
    ],
)
def test_the_day_is_that_of_the_outlet(moment: str, url: str, day: date) -> None:
    assert page_draft(page(linked(headline="Held", datePublished=moment)), url=url).published == day

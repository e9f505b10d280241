"""The print form of a report: what is headline, body and furniture."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.collect.draft import Draft
from reportedly.collect.printed import printed_draft

LEAD = "A court in Exampleton on Saturday placed two bakers in custody until June 17."
NEXT = "Their lawyer said they would appeal, Example News reported."


def furniture(draft: Draft) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for piece in draft.furniture:
        found.setdefault(piece.kind, []).append(piece.text)
    return found


def test_a_printed_page_is_sorted() -> None:
    draft = printed_draft(
        f"""Exampleton Holds Two Bakers Over Missing Flour

April 23, 2025



The mill in Exampleton, Examplia. **Mill Archive**

{LEAD}

Related article: [Mill Closes for Two Days](#)

Their lawyer [said](#) they would appeal, Example News [reported](#).

Original url:

<https://news.example/2025/04/24/exampleton-holds-two>
"""
    )
    assert draft.headline == "Exampleton Holds Two Bakers Over Missing Flour"
    assert draft.published == date(2025, 4, 23)
    assert draft.url == "https://news.example/2025/04/24/exampleton-holds-two"
    assert draft.paragraphs == (LEAD, NEXT)
    assert set(furniture(draft)) == {"date_line", "caption", "related", "original_url"}


@pytest.mark.parametrize(
    ("first", "url", "day", "body"),
    [
        ("https://news.example/2022/07/17/bakers", "https://news.example/2022/07/17/bakers", date(2022, 7, 17), LEAD),
        (
            "https://news.example/archives/2022/07/17/20037Police held two bakers on Friday.",
            "https://news.example/archives/2022/07/17/20037",
            date(2022, 7, 17),
            None,
        ),
        ("https://news.example/read/Bakers-held", "https://news.example/read/Bakers-held", None, LEAD),
    ],
)
def test_an_address_first(first: str, url: str, day: date | None, body: str | None) -> None:
    draft = printed_draft(f"{first}\n\n{LEAD}\n\n{NEXT}")
    assert (draft.url, draft.published, draft.headline) == (url, day, None)
    assert draft.paragraphs[0] == (body or "Police held two bakers on Friday.")


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Two Bakers Held\n\n{LEAD}", "Two Bakers Held"),
        (f"Two Bakers Held\n{LEAD}\n{NEXT}", "Two Bakers Held"),
        (f"Who took the flour?\n\n{LEAD}", "Who took the flour?"),
        (f"{LEAD}\n\n{NEXT}", None),
        (LEAD, None),
        ("Two Bakers Held", None),
        (f"Two Bakers Held - KXYZ NewsChannel 9 Exampleton\n\n{LEAD}", "Two Bakers Held"),
        (f"Two Bakers Held - and one let go\n\n{LEAD}", "Two Bakers Held - and one let go"),
        (f"× Two Bakers Held\n\n{LEAD}", "Two Bakers Held"),
        (f"# Two Bakers Held\n\n{LEAD}", "Two Bakers Held"),
        (f"By Jane Roe\n\nTwo Bakers Held\n\n{LEAD}", "Two Bakers Held"),
    ],
)
def test_headlines(text: str, headline: str | None) -> None:
    draft = printed_draft(text)
    assert draft.headline == headline
    assert draft.paragraphs


def test_the_headline_stands_once() -> None:
    draft = printed_draft(f"Two Bakers Held\n2015-11-30\n\n× Two Bakers Held\n\n{LEAD}\n\nTwo Bakers Held Jane Roe reports playpause\n\n{NEXT}")
    assert draft.paragraphs == (LEAD, NEXT)
    assert draft.published == date(2015, 11, 30)


def test_a_known_headline_is_not_looked_for() -> None:
    assert printed_draft(f"{LEAD}\n\n{NEXT}", headline="Two Bakers Held").headline == "Two Bakers Held"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("SEE ALSO: The long trial of a miller", "related"),
        ("READ MORE: The long trial of a miller.", "related"),
        ("Читайте также: Долгий суд над мельником", "related"),
        ("Фото: пресс-служба суда", "caption"),
        ("A baker at the mill on Monday. (AP Photo/Jane Roe)", "caption"),
        ("Share", "share"),
        ("Copyright 2015 The Exampleton Herald. All rights reserved.", "notice"),
        ("Sign up for our daily newsletter", "notice"),
        ("Researcher Jane Roe contributed to this report. Contact her at roe@news.example.", "notice"),
        ("###", "notice"),
        ("By Jane Roe", "byline"),
        ("Автор: Анна Примерова", "byline"),
        ("Updated: 3 May 2021", "date_line"),
    ],
)
def test_furniture_goes_aside(line: str, kind: str) -> None:
    draft = printed_draft(f"Two Bakers Held\n\n{LEAD}\n\n{line}\n\n{NEXT}")
    assert draft.paragraphs == (LEAD, NEXT)
    assert kind in furniture(draft)


@pytest.mark.parametrize(
    "line",
    [
        "Related charges were dropped in May.",
        "Share prices of the mill fell on Monday.",
        "By noon both men were in custody.",
        "Photographs of the mill were shown to the jury.",
        "“Why me?” he asked.",
        "Источник в суде подтвердил это.",
        "Фото погибшей опубликовала полиция.",
        "On April 23, 2025, he was held again.",
        "The accused are:",
        "Jane Roe, 34, of Exampleton",
    ],
)
def test_sentences_stay(line: str) -> None:
    assert printed_draft(f"Two Bakers Held\n\n{LEAD}\n\n{line}\n\n{NEXT}").paragraphs == (LEAD, line, NEXT)


def test_a_list_of_the_accused_at_the_end_stays() -> None:
    people = [f"Baker Number{n}, {30 + n}, of Exampleton" for n in range(10)]
    draft = printed_draft("\n".join(["Ten Bakers Held", "", LEAD, "", "The accused:", *people]))
    assert draft.paragraphs[-10:] == tuple(people)


def test_menus_of_a_copied_page_go_aside() -> None:
    menu = ["Home", "About us", "News", "Careers", "Victim Services", "Our Team", "Directions", "Languages", "Accessibility"]
    page = [
        "Two Bakers Sentenced to Four Years - Office of the Example County Attorney",
        *menu,
        "Monday, May 3, 2021",
        "Two Bakers Sentenced to Four Years",
        LEAD,
        NEXT,
        "#",
        *menu,
    ]
    draft = printed_draft("\n".join(page))
    assert (draft.headline, draft.outlet, draft.published) == (
        "Two Bakers Sentenced to Four Years",
        "Office of the Example County Attorney",
        date(2021, 5, 3),
    )
    assert draft.paragraphs == (LEAD, NEXT)


def test_narrow_print_is_joined() -> None:
    narrow = """Two Bakers Held

A court in the town of Exampleton on Saturday placed two
bakers in custody until the middle of June on charges of
taking flour that belonged to a mill in the same small
town, a spokeswoman said.

Their lawyer said that they would certainly appeal to the
higher court.
"""
    draft = printed_draft(narrow)
    assert len(draft.paragraphs) == 2
    assert draft.paragraphs[0].endswith("a mill in the same small town, a spokeswoman said.")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_nothing_written_breaks_it(text: str) -> None:
    draft = printed_draft(text)
    assert all(paragraph.strip() for paragraph in draft.paragraphs)


OTHERS = """Baker sentenced for arson

Jon Dahl, 34, was sentenced to ten years on Friday for setting fire to his bakery.

A jury had found him guilty in May after a trial of two weeks in the town of Norvik.

The case was prosecuted by the deputy district attorney for the county of Larch.

Recent posts

Press

Former Coach Convicted of Theft Tarek Orlo is also charged in Lomza with taking the cup of another team.

June 3, 2026

The district attorney announced today that Silas Quent has been charged with murder following the …

Press"""


def test_titles_and_first_words_of_other_articles_below_a_report_are_no_part_of_it() -> None:
    draft = printed_draft(OTHERS)
    assert len(draft.paragraphs) == 3
    assert {"Tarek Orlo", "Silas Quent"} <= {name for line in draft.furniture for name in ("Tarek Orlo", "Silas Quent") if name in line.text}


def test_what_goes_on_below_a_heading_for_other_articles_stays() -> None:
    text = OTHERS.split("Press")[0] + "\n\n".join(
        [
            "Dahl had denied the charge and told the court that he was asleep at home that night.",
            "His lawyer said on Friday that he would appeal against the sentence within the month.",
        ]
    )
    assert len(printed_draft(text).paragraphs) == 5

"""Properties of expressions of time, many phrasings of one value, and what is no time at all."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract.dates import find_dates
from reportedly.language.plain import read_all
from reportedly.model.text import Article, Reading
from reportedly.model.when import Bearing

PUBLISHED = date(2025, 4, 23)
DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
TIMES = """on in at by until since before after from to between and the of early late mid-July last next this past year week month day days
weeks ago later earlier May March Sun Monday Friday, Dec. 5 17 31 32 2019 1990s '90s 4/19/25 2025-04-19 two several a few half same following previous
summer third quarter weekend yesterday today now recently night morning police arrested him . , ( ) - – $10 15 24 hours"""
WORDS = st.sampled_from(TIMES.split())


def plain(text: str) -> Reading:
    """A reading without a parser, quick enough for thousands of texts."""
    return next(iter(read_all([Article("t", text, "0" * 64, "en")])))


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14), st.one_of(st.none(), DAYS))
def test_mentions_are_sound(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    reading = plain(text)
    mentions = find_dates(reading, published)
    last = 0
    for mention in mentions:
        when = mention.when
        assert when.span is not None
        assert " ".join(when.span.of(text).split()) == when.text
        assert last <= when.span.start
        last = when.span.end
        assert 0 <= mention.first < mention.last <= len(reading.tokens)
        if when.earliest and when.latest:
            assert when.earliest <= when.latest


@settings(max_examples=100, deadline=None)
@given(DAYS, st.one_of(st.none(), DAYS))
def test_a_full_date_needs_no_publication_day(day: date, published: date | None) -> None:
    for pattern in ("%B {}, %Y", "{} %B %Y", "%Y-%m-%d", "%A, %B {}, %Y", "the {} of %B %Y"):
        text = f"It was signed on {day.strftime(pattern).format(day.day)}, a lawyer told the paper."
        found = find_dates(plain(text), published)
        assert [(one.when.earliest, one.when.latest) for one in found] == [(day, day)], text


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")), DAYS)
def test_a_weekday_of_the_past_is_less_than_a_week_back(name: str, published: date) -> None:
    (found,) = find_dates(plain(f"last seen: {name}"), published)
    assert found.when.earliest is not None
    assert timedelta(0) <= published - found.when.earliest < timedelta(7)
    assert found.when.earliest.strftime("%A") == name


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_without_a_publication_day_nothing_relative_is_guessed(day: date) -> None:
    del day
    for text in (
        "seen on Monday",
        "seen yesterday",
        "seen in June",
        "seen on June 17",
        "held until Dec. 5",
        "seen last week",
        "seen two years ago",
        "seen this summer",
    ):
        for found in find_dates(plain(text), None):
            assert (found.when.earliest, found.when.latest) == (None, None), text


SAME: list[tuple[date, date, list[str]]] = [
    (
        date(2025, 4, 19),
        date(2025, 4, 19),
        [
            "He was arrested on Saturday.",
            "He was arrested last Saturday.",
            "On Saturday, police arrested him.",
            "Police on Saturday arrested him.",
            "He was arrested Saturday night.",
            "He was arrested on Saturday evening.",
            "He was arrested early on Saturday.",
            "He was arrested late Saturday.",
            "He was arrested in the early hours of Saturday.",
            "He was arrested on April 19.",
            "He was arrested on 19 April.",
            "He was arrested on the 19th of April.",
            "He was arrested on April 19th.",
            "He was arrested on Apr. 19.",
            "He was arrested on Saturday, April 19.",
            "He was arrested on Saturday (April 19).",
            "He was arrested on Saturday 19 April 2025.",
            "He was arrested on the night of April 19.",
            "He was arrested four days ago.",
            "He was arrested at about 5 a.m. on Saturday.",
            "He was arrested on 19/04/2025.",
            "He was arrested on 19.04.2025.",
            "He was arrested on April 19 this year.",
        ],
    ),
    (
        date(2024, 7, 1),
        date(2024, 7, 31),
        [
            "She was freed in July 2024.",
            "She was freed in July.",
            "She was freed last July.",
            "She was freed in July last year.",
            "She was freed in July of last year.",
            "She has been free since July 2024.",
        ],
    ),
    (
        date(2024, 1, 1),
        date(2024, 12, 31),
        [
            "She was freed in 2024.",
            "She was freed last year.",
            "She was freed a year ago.",
            "Her 2024 release drew crowds.",
            "Her release (2024) drew crowds.",
        ],
    ),
    (
        date(2025, 6, 17),
        date(2025, 6, 17),
        [
            "He will be held until June 17.",
            "He was placed in detention until June 17.",
            "The court extended his arrest to June 17.",
            "His detention runs through June 17.",
            "He must appear by June 17.",
            "The hearing is set for June 17.",
            "A hearing is scheduled for Tuesday, June 17.",
            "His arrest expires on June 17, 2025.",
        ],
    ),
]


@pytest.mark.parametrize(("first", "last", "text"), [(first, last, text) for first, last, texts in SAME for text in texts])
def test_many_phrasings_one_value(first: date, last: date, text: str, read_english: Callable[[str], Reading]) -> None:
    found = [(one.when.earliest, one.when.latest) for one in find_dates(read_english(text), PUBLISHED)]
    assert found == [(first, last)]


NO_TIME = [
    "The bribe was $2,000 a head.",
    "He got 15 years in prison.",
    "She was questioned for 24 hours.",
    "Some 1,200 people were held.",
    "A 23-year-old man was held.",
    "Theresa May spoke to reporters.",
    "The suspect may appeal.",
    "Protesters march through the capital.",
    "They sat on the bench and wed in prison.",
    "The attacks of 9/11 were remembered.",
    "The shop is at 1984 Orwell Street.",
    "He won by 3-2 in a shootout.",
    "The law has 12 articles and 2015 pages.",
    "Police seized 2020 grams of heroin.",
    "Call 555-12-34 with tips.",
    "The gun is an AK-47.",
    "Article 205.2 of the code was cited.",
    "The book 1984 was found at his home.",
]


@pytest.mark.parametrize("text", NO_TIME)
def test_no_time(text: str, read_english: Callable[[str], Reading]) -> None:
    assert [one.when.text for one in find_dates(read_english(text), PUBLISHED)] == []


def test_a_january_report_tells_of_the_december_before(read_english: Callable[[str], Reading]) -> None:
    (found,) = find_dates(read_english("He was arrested in December."), date(2025, 1, 10))
    assert (found.when.earliest, found.when.latest) == (date(2024, 12, 1), date(2024, 12, 31))


def test_a_custody_has_a_beginning_and_an_end(read_english: Callable[[str], Reading]) -> None:
    since, until = find_dates(read_english("He was held from March 3 until June 17."), PUBLISHED)
    assert (since.bearing, since.when.earliest) == (Bearing.SINCE, date(2025, 3, 3))
    assert (until.bearing, until.when.earliest) == (Bearing.UNTIL, date(2025, 6, 17))

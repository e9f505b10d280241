"""Places: every example of the lexicon, and where they lie."""

from collections.abc import Callable

import pytest

from reportedly.extract.countries_told import countries_in, report_country
from reportedly.extract.places import find_places
from reportedly.lexicon.place_words import load_place_words
from reportedly.model.parties import Place
from reportedly.model.text import Reading

Read = Callable[[str], Reading]

EXAMPLES = [
    (record.text("id"), example.text("say"), example.text("gives")) for record in load_place_words("en").examples for example in record.records("yes")
]
COUNTER = [(record.text("id"), example.text("say")) for record in load_place_words("en").examples for example in record.records("no")]


def _places(read_english: Read, text: str, home: str | None = None) -> dict[str, Place]:
    return {place.name: place for place in find_places(read_english(text), home)}


@pytest.mark.parametrize(("rule", "say", "gives"), EXAMPLES)
def test_lexicon_yes(read_english: Read, rule: str, say: str, gives: str) -> None:
    assert gives in _places(read_english, say), rule


@pytest.mark.parametrize(("rule", "say"), COUNTER)
def test_lexicon_no(read_english: Read, rule: str, say: str) -> None:
    assert _places(read_english, say) == {}, rule


@pytest.mark.parametrize(
    ("text", "name", "country", "geonames"),
    [
        ("A court in the Kyrgyz capital of Bishkek adjourned.", "Bishkek", "KG", 1528675),
        ("He lives in Osh, Kyrgyzstan.", "Osh", "KG", 1527534),
        ("He was arrested in Jalal-Abad in Kyrgyzstan.", "Jalal-Abad", "KG", 1528249),
        ("He was seen in Victoria, where Canadian police waited.", "Victoria", "CA", 6174041),
    ],
)
def test_the_country_of_the_report_decides(read_english: Read, text: str, name: str, country: str, geonames: int) -> None:
    place = _places(read_english, text)[name]
    assert (place.country, place.geonames) == (country, geonames)
    assert place.lat is not None and place.lon is not None


def test_home_decides_when_the_report_names_no_country(read_english: Read) -> None:
    assert _places(read_english, "The body was found in Hamilton on Monday.", "NZ")["Hamilton"].country == "NZ"


def test_countries_people_and_their_surnames_are_no_places(read_english: Read) -> None:
    assert _places(read_english, "Larissa London told police in Norway that Norwegian officers had beaten her. London said so.") == {}


def test_a_facility_is_a_place_and_its_short_name_too(read_english: Read) -> None:
    text = "She was held in the Larch County Jail. She left Larch County Jail in May."
    place = _places(read_english, text)["Larch County Jail"]
    assert [span.of(text) for span in place.mentions] == ["Larch County Jail"] * 2
    assert all(piece.span.of(text) == piece.sentence for piece in place.evidence) and len(place.evidence) == 2


def test_ids_follow_the_first_mention(read_english: Read) -> None:
    found = find_places(read_english("He drove from Boston to Chicago."), None)
    assert [(place.id, place.name) for place in found] == [("l1", "Boston"), ("l2", "Chicago")]


@pytest.mark.parametrize(
    ("text", "outlet", "country"),
    [
        ("Kyrgyzstan arrested a Russian in Osh. Kyrgyz police said so.", None, "KG"),
        ("A man was fined.", "The Namibian", "NA"),
        ("A man was fined.", None, None),
    ],
)
def test_report_country(read_english: Read, text: str, outlet: str | None, country: str | None) -> None:
    assert report_country(read_english(text), outlet) == country


def test_countries_most_often_named_first(read_english: Read) -> None:
    assert countries_in(read_english("Norway and Sweden spoke. Norway agreed with a Dane."))[:2] == ("NO", "SE")


@pytest.mark.parametrize("text", ["", "?!", "Street", "In", "of Of OF", "(“”)"])
def test_scraps_do_no_harm(read_english: Read, text: str) -> None:
    assert isinstance(find_places(read_english(text), None), tuple)

"""The gazetteer knows towns, regions and counties, and chooses between those of one name."""

import pytest

from reportedly.lexicon.places import best_place, is_place_name, places_named


@pytest.mark.parametrize("name", ["Bishkek", "Jalal-Abad", "Бишкек", "Ontario", "Gauteng", "Accomack County", "bogotá", "Bogota"])
def test_knows(name: str) -> None:
    assert is_place_name(name)


@pytest.mark.parametrize("name", ["", "Larchwoodham", "the", "LAX", "?"])
def test_does_not_know(name: str) -> None:
    assert not is_place_name(name)
    assert best_place(name, ["US"]) is None


def test_a_small_town_abroad_is_never_meant() -> None:
    assert best_place("Lamesa", ["KG"]) is None


def test_a_region_named_in_the_report_decides() -> None:
    place = best_place("Springfield", ["US"], ["MA"])
    assert place is not None and place.region == "MA"


def test_usual_names_go_before_other_names() -> None:
    assert places_named("Osh")[0].country == "KG"


def test_without_a_country_the_largest_is_meant() -> None:
    place = best_place("Paris", [])
    assert place is not None and place.country == "FR"

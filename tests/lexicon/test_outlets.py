"""Outlets are found by every name and domain that the lexicon gives them."""

from urllib.parse import urlsplit

import pytest

from reportedly.lexicon.countries import all_countries
from reportedly.lexicon.outlets import all_outlets, find_outlet, is_station, outlet_of_domain
from reportedly.lexicon.spelling import fold_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("the Interfax news agency", "Interfax"),
        ("RFE/RL", "Radio Free Europe/Radio Liberty"),
        ("AP", "Associated Press"),
        ("Azattyk", "Radio Azattyk"),
        ("Радио Азаттык", "Radio Azattyk"),
        ("«Интерфакс»", "Interfax"),
        ("Moscow Times", "The Moscow Times"),
        ("The Guardian’s", "The Guardian"),
        ("AKIpress", "Akipress"),
        ("El Pais", "El País"),
        ("rus.azattyk.org", "Radio Azattyk"),
        ("Voz de America", "Voice of America"),
    ],
)
def test_finds_any_spelling(said: str, name: str) -> None:
    outlet = find_outlet(said)
    assert outlet is not None and outlet.name == name


@pytest.mark.parametrize("said", ["", "the", "Nowhere Herald", "court", "a.b", "’s"])
def test_unknown_names_stay_unknown(said: str) -> None:
    assert find_outlet(said) is None


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.themoscowtimes.com", "The Moscow Times"),
        ("https://rus.azattyk.org/a/1.html", "Radio Azattyk"),
        ("timesofindia.indiatimes.com", "The Times of India"),
        ("news.cn:443", "Xinhua"),
    ],
)
def test_finds_by_domain(host: str, name: str) -> None:
    outlet = outlet_of_domain(host)
    assert outlet is not None and outlet.name == name


@pytest.mark.parametrize("host", ["", "com", "example.org", "[::", "notbbc.com"])
def test_unknown_domains_stay_unknown(host: str) -> None:
    assert outlet_of_domain(host) is None


def test_a_desk_knows_its_parent() -> None:
    desk = find_outlet("Radio Azattyk")
    assert desk is not None and desk.owner == "Radio Free Europe/Radio Liberty" and desk.country == "KG"


def test_every_outlet_is_found_by_its_full_name_and_domains() -> None:
    for outlet in all_outlets():
        found = find_outlet(outlet.name)
        assert found is not None and fold_name(found.name) == fold_name(outlet.name), outlet.name
        assert all(outlet_of_domain(domain) is not None for domain in outlet.domains), outlet.name


def test_names_stand_once_and_domains_are_bare() -> None:
    names = [outlet.name for outlet in all_outlets()]
    assert sorted(names) == sorted(set(names))
    assert all(urlsplit("//" + domain).hostname == domain for outlet in all_outlets() for domain in outlet.domains)


def test_countries_of_outlets_are_countries() -> None:
    known = {country.code for country in all_countries()}
    assert [outlet.name for outlet in all_outlets() if outlet.country and outlet.country not in known] == []


@pytest.mark.parametrize("name", ["KXYZ", "WXYZ-TV", "WXYZ 880", "1010 WXYZ", "CBS2", "FOX 8", "ABC7"])
def test_stations(name: str) -> None:
    assert is_station(name)


@pytest.mark.parametrize("name", ["WHO", "KGB", "Kent", "Westminster", "NBC", "880"])
def test_no_stations(name: str) -> None:
    assert not is_station(name)

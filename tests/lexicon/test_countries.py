"""Countries are found by their names and by what their people are called."""

import pytest

from reportedly.lexicon.countries import all_countries, citizenship_of, country_named, country_of_code, known_organisations
from reportedly.model.parties import OrgKind


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Kyrgyzstan", "KG"),
        ("the Kyrgyz Republic", "KG"),
        ("Kyrgyz", "KG"),
        ("Россия", "RU"),
        ("U.S.", "US"),
        ("the United States", "US"),
        ("Poles", "PL"),
        ("Frenchmen", "FR"),
        ("Kyrgyzstan’s", "KG"),
        ("Congolese", "CD"),
        ("Norwegian", "NO"),
        ("Namibia", "NA"),
    ],
)
def test_country_named(words: str, code: str) -> None:
    country = country_named(words)
    assert country is not None and country.code == code


@pytest.mark.parametrize("words", ["", "us", "Bishkek", "Atlantis", "people"])
def test_not_a_country(words: str) -> None:
    assert country_named(words) is None


def test_people_only_when_asked_for() -> None:
    assert country_named("Kyrgyz", people=False) is None


def test_codes_and_names_stand_once() -> None:
    codes = [country.code for country in all_countries()]
    assert len(codes) == len(set(codes)) == 250
    assert all(country_named(country.name) == country and country_of_code(country.code.lower()) == country for country in all_countries())


def test_known_organisations_have_kinds_and_print_without_their_country() -> None:
    known = {name: organisation for organisation in known_organisations() for name in organisation.printed}
    assert known["GKNB"].kind is OrgKind.SECURITY
    assert known["Crown"].country == "CA"
    assert not [name for name in known if "(" in name]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Kyrgyz citizen", ("KG",)),
        ("a Russian national", ("RU",)),
        ("Turkish-German", ("TR", "DE")),
        ("a South African businessman", ("ZA",)),
        ("citizen of the United Arab Emirates", ("AE",)),
        ("a dual U.S. and British citizen", ("US", "GB")),
        ("Papua New Guinean", ("PG",)),
        ("a former teacher", ()),
        ("one of us", ()),
        ("", ()),
    ],
)
def test_citizenship(words: str, codes: tuple[str, ...]) -> None:
    assert citizenship_of(words) == codes

"""Which countries a report speaks of, and which it is most about."""

from collections import Counter

from reportedly.extract.remembered import once_a_report
from reportedly.lexicon.countries import countries_told, country_named
from reportedly.lexicon.outlets import find_outlet
from reportedly.lexicon.places import places_named
from reportedly.model.text import NameKind, Reading

__all__ = ["countries_in", "report_country"]

_CITY = 100_000


@once_a_report
def countries_in(reading: Reading) -> tuple[str, ...]:
    """ISO codes of the countries that a report names, or names the people, a region or a large town of, most often named first."""
    counts: Counter[str] = Counter()
    for sentence in reading.sentences:
        for code, by_name in countries_told(sentence.span.of(reading.text)):
            counts[code] += 2 if by_name else 1
    for name in reading.names:
        said = reading.normal_of(name.first, name.last)
        country = country_named(said) if said != name.text else None
        if country is not None:
            counts[country.code] += 2
        elif name.kind in {NameKind.PLACE, NameKind.ORGANISATION} and country_named(name.text) is None:
            named = [place for place in places_named(said) if place.kind != "town" or place.people > _CITY]
            # a name that several countries share tells none of them
            if len({place.country for place in named}) == 1:
                counts[named[0].country] += 2 if named[0].kind == "region" else 1
    return tuple(code for code, _ in counts.most_common())


def report_country(reading: Reading, outlet: str | None) -> str | None:
    """The country that a report is most about.

    Args:
        reading: The report as read.
        outlet: The name of the medium that published it; its country decides when the report names none.

    Returns:
        An ISO 3166-1 alpha-2 code, or None.
    """
    told = countries_in(reading)
    home = find_outlet(outlet) if outlet else None
    if home is not None and home.country in told[:3]:
        return home.country
    return told[0] if told else (home.country if home is not None else None)

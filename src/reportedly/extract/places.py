"""Which places a report speaks of, below the level of a country, and where they lie."""

from dataclasses import dataclass, field

from reportedly.extract.countries_told import countries_in
from reportedly.extract.mentions import evidence_of
from reportedly.extract.organisation_names import lines_with_names
from reportedly.extract.place_names import spots_in
from reportedly.lexicon.place_words import load_place_words
from reportedly.lexicon.places import best_place, places_named
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import Place
from reportedly.model.text import Reading, Sentence, Span

__all__ = ["find_places"]


@dataclass(slots=True)
class _Spot:
    """One place while its mentions are gathered."""

    name: str
    kind: str
    mentions: list[tuple[Span, Sentence]] = field(default_factory=list)


def find_places(reading: Reading, home: str | None) -> tuple[Place, ...]:
    """The places that a report names: towns, regions, streets, buildings; not countries.

    Args:
        reading: The report as read.
        home: ISO code of the country where its outlet is at home, or None.

    Returns:
        Places in the order of their first mention, each with country and position where the gazetteer knows it.
    """
    countries = list(countries_in(reading))
    if home is not None and home not in countries[:1]:
        countries.insert(1 if countries else 0, home)
    table = load_place_words(reading.lang)
    spots: dict[str, _Spot] = {}
    for line, organisations in lines_with_names(reading, frozenset(countries)):
        for span, kind in spots_in(line, organisations, countries, table):
            inside = reading.tokens_in(span)
            name = (
                reading.normal_of(inside.start, inside.stop)
                if inside and reading.tokens[inside.start].normal
                else " ".join(span.of(reading.text).split())
            )
            spots.setdefault(fold_name(name), _Spot(name, kind)).mentions.append((span, line.sentence))
    found = sorted(_joined(list(spots.values())), key=lambda spot: min(span for span, _ in spot.mentions))
    regions = {place.region for spot in found for place in places_named(spot.name)[:1] if place.kind == "region" and place.region}
    return tuple(_place(reading, number, spot, countries, regions) for number, spot in enumerate(found, start=1))


def _joined(spots: list[_Spot]) -> list[_Spot]:
    """Bring together a facility's full and short names."""
    kept: list[_Spot] = []
    for spot in sorted(spots, key=lambda one: -len(one.name)):
        words = set(fold_name(spot.name).split())
        longer = next(
            (other for other in kept if other.kind == spot.kind and len(words) > 1 and _longer(words, set(fold_name(other.name).split()), spot.kind)),
            None,
        )
        if longer is None:
            kept.append(spot)
        else:
            longer.mentions += spot.mentions
    return kept


def _longer(words: set[str], other: set[str], kind: str) -> bool:
    """Whether the other words are a fuller name of the same place; of a street, only a house number may be more."""
    more = other - words
    return words < other and (kind in {"facility", "nature"} or (kind == "street" and all(word.isdigit() for word in more)))


def _place(reading: Reading, number: int, spot: _Spot, countries: list[str], regions: set[str]) -> Place:
    spot.mentions.sort(key=lambda mention: mention[0])
    known = best_place(spot.name, countries[:3], regions) if spot.kind in {"known", "name", "body", "area"} else None
    return Place(
        f"l{number}",
        spot.name,
        known.country if known else (countries[0] if countries else None),
        known.geonames if known else None,
        known.lat if known else None,
        known.lon if known else None,
        tuple(span for span, _ in spot.mentions),
        evidence_of(reading, (sentence for _, sentence in spot.mentions)),
    )

"""Which places a report speaks of, below the level of a country, and where they lie."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.extract.capitals import Word, is_title_case, words_of
from reportedly.extract.countries_told import countries_in
from reportedly.extract.mentions import evidence_of
from reportedly.extract.organisation_line import Found
from reportedly.extract.organisation_names import found_in
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.place_words import PlaceWords, load_place_words
from reportedly.lexicon.places import KnownPlace, best_place, is_place_name, places_named
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import OrgKind, Place
from reportedly.model.text import NameKind, Reading, Sentence, Span

__all__ = ["find_places"]

_WHERE = frozenset({"in", "at", "near", "from", "to", "outside", "of", "around", "across", "through", "into", "leaving", "via", "between"})
_BEFORE = frozenset(
    {"city", "town", "village", "district", "province", "capital", "suburb", "region", "neighbourhood", "neighborhood", "municipality", "island"}
)
_NOT_FIRST = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "at",
        "on",
        "by",
        "near",
        "from",
        "to",
        "of",
        "for",
        "and",
        "but",
        "as",
        "when",
        "while",
        "after",
        "before",
        "mr",
        "mrs",
        "ms",
        "dr",
        "judge",
    ]
)


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
    organisations = found_in(reading, frozenset(countries))
    spots: dict[str, _Spot] = {}
    for sentence in reading.sentences:
        inside = [found for found in organisations if found.sentence is sentence]
        for span, kind in _in_sentence(reading, sentence, inside, countries):
            name = " ".join(span.of(reading.text).split())
            spots.setdefault(fold_name(name), _Spot(name, kind)).mentions.append((span, sentence))
    found = sorted(_joined(list(spots.values())), key=lambda spot: min(span for span, _ in spot.mentions))
    regions = {place.region for spot in found for place in places_named(spot.name)[:1] if place.kind == "region" and place.region}
    return tuple(_place(reading, number, spot, countries, regions) for number, spot in enumerate(found, start=1))


def _in_sentence(reading: Reading, sentence: Sentence, organisations: list[Found], countries: list[str]) -> list[tuple[Span, str]]:
    words = words_of(sentence, reading.text)
    table = load_place_words(reading.lang)
    shouting = sentence.is_headline or is_title_case(words, reading.text)
    candidates: list[tuple[Span, str]] = []
    if not shouting:
        candidates += _headed(words, table)
    candidates += _known(reading, words, countries, table, shouting)
    candidates += _recognised(reading, sentence, table)
    candidates += _of_bodies(reading, organisations)
    kept: list[tuple[Span, str]] = []
    bodies = [found.span for found in organisations if found.how != "ner"]
    people = [name.span for name in reading.names if name.kind is NameKind.PERSON]
    for span, kind in sorted(candidates, key=lambda one: (-(one[0].end - one[0].start), one[0])):
        if any(span.overlaps(other) for other, _ in kept):
            continue
        if kind not in {"facility", "body", "street"} and any(span.overlaps(body) for body in bodies):
            continue
        if kind not in {"facility", "body", "street", "area", "nature"} and any(span.overlaps(person) for person in people):
            continue
        kept.append((span, kind))
    return sorted(kept)


def _headed(words: list[Word], table: PlaceWords) -> Iterator[tuple[Span, str]]:
    """Names that end in a word for a place: "Larch Street"."""
    for at in range(len(words)):
        for length in range(min(table.longest, len(words) - at), 0, -1):
            run = words[at : at + length]
            phrase = " ".join([*(fold_name(word.text) for word in run[:-1]), run[-1].folded])
            if phrase not in table.heads or not run[0].capital or not run[-1].capital or any(later.apart for later in run[1:]):
                continue
            first = at
            while first > 0 and not words[first].apart and _part(words[first - 1]):
                first -= 1
            while first < at and words[first].folded in _NOT_FIRST:
                first += 1
            following = words[at + length] if at + length < len(words) and not words[at + length].apart else None
            goes_on = following is not None and following.capital and not run[-1].possessive
            if first < at and not goes_on:
                yield Span(words[first].start, run[-1].bare_end), table.heads[phrase]
            break


def _part(word: Word) -> bool:
    if word.possessive and country_named(word.bare) is not None:
        return False
    return (word.capital or word.text == "&" or word.text.isdigit()) and word.folded not in _NOT_FIRST


def _known(reading: Reading, words: list[Word], countries: list[str], table: PlaceWords, shouting: bool) -> Iterator[tuple[Span, str]]:
    """Names that the gazetteer knows, where the words around speak for a place."""
    for first in range(len(words)):
        if not words[first].capital:
            continue
        for length in (4, 3, 2, 1):
            run = words[first : first + length]
            if len(run) < length or not run[-1].capital or any(later.apart for later in run[1:]):
                continue
            said = " ".join([*(word.text for word in run[:-1]), run[-1].bare])
            if country_named(said) is not None or fold_name(said) in table.none:
                break
            if not is_place_name(said):
                continue
            place = best_place(said, countries)
            if place is not None and _stands_for_place(words, first, length, place, shouting):
                yield Span(run[0].start, run[-1].bare_end), "known"
            break


def _stands_for_place(words: list[Word], first: int, length: int, place: KnownPlace, shouting: bool) -> bool:
    before = words[first - 1] if first else None
    after = words[first + length] if first + length < len(words) else None
    goes_on = after is not None and after.capital and not after.apart and not words[first + length - 1].possessive
    if goes_on or (before is not None and before.capital and not words[first].apart and before.folded not in _WHERE):
        return False
    if place.kind in {"region", "county"}:
        return True
    if before is not None and not words[first].apart and before.folded in _WHERE | _BEFORE:
        return True
    if first == 0 and after is not None and after.apart and words[first].text.isupper():
        return True
    return not shouting and place.people >= 200_000 and length * len(place.name) > 4


def _recognised(reading: Reading, sentence: Sentence, table: PlaceWords) -> Iterator[tuple[Span, str]]:
    for name in reading.names:
        if name.kind is not NameKind.PLACE or not sentence.span.contains(name.span):
            continue
        folded = fold_name(name.text)
        if country_named(name.text) is not None or folded in table.none or not name.text[0].isupper() or folded in table.heads:
            continue
        yield name.span, "name"


def _of_bodies(reading: Reading, organisations: list[Found]) -> Iterator[tuple[Span, str]]:
    """The town or region at the front of a court's or police force's name."""
    for found in organisations:
        if found.how not in {"head", "small"} or found.kind not in {OrgKind.COURT, OrgKind.POLICE}:
            continue
        words = found.name.split()
        for length in (3, 2, 1):
            said = " ".join(words[:length])
            if len(words) > length and is_place_name(said) and country_named(said) is None and words[length].casefold() != "county":
                at = reading.text.find(said, found.span.start)
                if at == found.span.start:
                    yield Span(at, at + len(said)), "body"
                break


def _joined(spots: list[_Spot]) -> list[_Spot]:
    """Bring together a facility's full and short names."""
    kept: list[_Spot] = []
    for spot in sorted(spots, key=lambda one: -len(one.name)):
        words = set(fold_name(spot.name).split())
        longer = next(
            (
                other
                for other in kept
                if other.kind in {"facility", "nature"} and len(words) > 1 and words < set(fold_name(other.name).split()) and spot.kind == other.kind
            ),
            None,
        )
        if longer is None:
            kept.append(spot)
        else:
            longer.mentions += spot.mentions
    return kept


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

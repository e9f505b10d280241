"""Keys under which parts of reports are kept, so that only parts that share one need to be compared.

A key is made of consonants of folded names, so that it survives other scripts and misspelt vowels. Whole names have no date in their keys: a case
can go on for years. Surnames alone, and cases without any name, are only looked for near in place and time, which keeps the number of candidates
small however large the store grows.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from reportedly.lexicon.offences import offence_kinds
from reportedly.lexicon.spots import is_spot
from reportedly.model.cases import CasePart, PersonDigest
from reportedly.model.parties import RoleName
from reportedly.resolve.spelling import fold, skeleton

__all__ = ["keys"]

_MOST_PEOPLE = 16
_MOST_WORDS = 4
_MOST_PLACES = 6
_MEETS_MANY_CASES = frozenset(
    {RoleName.LAWYER, RoleName.JUDGE, RoleName.PROSECUTOR, RoleName.OFFICIAL, RoleName.SPOKESPERSON, RoleName.JOURNALIST},
)


def keys(part: CasePart) -> frozenset[str]:
    """The keys of one part; parts that share none are not compared.

    Args:
        part: A part of a report.
    """
    return frozenset(_keys(part))


def _keys(part: CasePart) -> Iterator[str]:
    months = _months(part.published or part.latest)
    places = [place for place in part.places if not place.startswith("geonames:")][:_MOST_PLACES]
    ids = [place for place in part.places if place.startswith("geonames:")][:_MOST_PLACES]
    folded_places = ["".join(fold(place)) for place in places] + ids
    for person in part.accused[:_MOST_PEOPLE]:
        if not person.named:
            continue
        skeletons = _skeletons(person)
        yield from (f"name:{one}+{other}" for one, other in combinations(sorted(skeletons), 2))
        yield from (f"surname:{word}@{month}" for word in skeletons for month in months)
        yield from (f"surname:{word}@{place}" for word in skeletons for place in folded_places)
    # The accused of one report may be told without a role in another, so both are looked for in the same place.
    for person in (*part.accused[:_MOST_PEOPLE], *part.others[:_MOST_PEOPLE]):
        if person.role not in _MEETS_MANY_CASES and person.named:
            yield from (f"other:{one}+{two}@{month}" for one, two in combinations(sorted(_skeletons(person)), 2) for month in months)
    yield from (f"spot:{''.join(fold(place))}@{month}" for place in places if is_spot(place) for month in months)
    families = _families(part)
    yield from (f"unnamed:{family}@{place}@{month}" for family in families for place in folded_places for month in months)


def _skeletons(person: PersonDigest) -> tuple[str, ...]:
    found = {skeleton(word) for word in fold(person.names[0])}
    return tuple(sorted(word for word in found if len(word) > 1)[:_MOST_WORDS])


def _months(day: date | None) -> tuple[str, ...]:
    """The month of a day and the one after it, so that neighbours share a month."""
    if day is None:
        return ()
    number = day.year * 12 + day.month - 1
    return tuple(f"{at // 12}-{at % 12 + 1:02}" for at in (number, number + 1))


def _families(part: CasePart) -> tuple[str, ...]:
    kinds = offence_kinds()
    return tuple(sorted({kinds[kind].family if kind in kinds else kind for kind in part.kinds}))

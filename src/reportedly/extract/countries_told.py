"""Which countries a report speaks of, the one it is most about, and what citizenship words tell."""

import re
from collections import Counter
from collections.abc import Iterator

from reportedly.lexicon.countries import country_named
from reportedly.lexicon.outlets import find_outlet
from reportedly.lexicon.places import places_named
from reportedly.model.text import NameKind, Reading

__all__ = ["citizenship_of", "countries_in", "report_country"]

_WORD = re.compile(r"[\w.&’'-]+")
# many places share these words with countries or people
_UNSURE = frozenset({"georgia", "jordan", "jersey", "chad", "mali", "guinea", "trinidad", "victoria", "english", "us", "america"})


def _told(words: list[str]) -> Iterator[tuple[str, bool]]:
    """(country code, whether by name rather than by a word for people) for each country that these words name."""
    at = 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            run = words[at : at + length]
            if len(run) < length or not run[0][0].isupper() or not run[-1][0].isupper():
                continue
            said = " ".join(run)
            by_name = country_named(said, people=False)
            found = by_name or country_named(said)
            if found is not None and not (len(said) < 4 and not said.replace(".", "").isupper()):
                yield found.code, by_name is not None
                at += length - 1
                break
        at += 1


def countries_in(reading: Reading) -> tuple[str, ...]:
    """ISO codes of the countries that a report names, or names the people, a region or a large town of, most often named first."""
    counts: Counter[str] = Counter()
    for sentence in reading.sentences:
        for code, by_name in _told(_WORD.findall(sentence.span.of(reading.text))):
            counts[code] += 2 if by_name else 1
    for name in reading.names:
        if name.kind in {NameKind.PLACE, NameKind.ORGANISATION}:
            places = places_named(name.text)
            if places and country_named(name.text) is None and (places[0].kind != "town" or places[0].people > 100_000):
                counts[places[0].country] += 2 if places[0].kind == "region" else 1
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


def citizenship_of(words: str) -> tuple[str, ...]:
    """The citizenships that words for a person tell: "Kyrgyz citizen", "a Russian national", "Turkish-German".

    Args:
        words: A description as printed.

    Returns:
        ISO 3166-1 alpha-2 codes in the order told, without repeats.
    """
    plain = re.sub(r"[-/]", " ", words)
    whole = [code for code, _ in _told(_WORD.findall(words))]
    parts = [code for code, _ in _told(_WORD.findall(plain))]
    return tuple(dict.fromkeys(parts if len(parts) >= len(whole) else whole))


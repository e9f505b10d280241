"""Countries: their names, what their people are called, their regions, and the police, courts and other bodies that reports on cases name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import OrgKind

__all__ = [
    "Country",
    "KnownOrganisation",
    "all_countries",
    "citizenship_of",
    "countries_told",
    "country_named",
    "country_of_code",
    "is_capital",
    "known_organisations",
]

_KINDS = tuple(kind.value for kind in OrgKind)
_WORD = re.compile(r"[\w.&’'-]+")
_BRACKET = re.compile(r" \([^)]*\)$")


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation that the lexicon knows: its kind, its other names, and the country it belongs to, if it belongs to one."""

    name: str
    kind: OrgKind
    names: tuple[str, ...] = ()
    country: str | None = None

    @property
    def printed(self) -> tuple[str, ...]:
        """All names as a report prints them, without the country in brackets that tells two of one name apart."""
        return tuple(dict.fromkeys(_BRACKET.sub("", name) for name in (self.name, *self.names)))


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. ``people`` are the words for its people and things (``Kyrgyz``); ``code`` is ISO 3166-1 alpha-2."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    regions: tuple[str, ...] = ()
    organisations: tuple[KnownOrganisation, ...] = ()


@cache
def all_countries() -> tuple[Country, ...]:
    """All countries and territories of the lexicon.

    Raises:
        LexiconError: If a record breaks the format.
    """
    return tuple(_country(record) for path in files("countries/*.yaml") for record in records(path) if "code" in record.data)


def _country(record: Record) -> Country:
    record.allow("code", "name", "names", "people", "capital", "regions", "organisations")
    code = record.text("code")
    if not (len(code) == 2 and code.isupper()):
        raise record.fault(f"'code' is {code!r}", "write the two capital letters of ISO 3166-1")
    organisations = tuple(_organisation(entry, code) for entry in record.records("organisations"))
    return Country(
        code,
        record.text("name"),
        record.texts("names"),
        record.texts("people"),
        record.text("capital", "") or None,
        record.texts("regions"),
        organisations,
    )


def _organisation(record: Record, country: str | None) -> KnownOrganisation:
    record.allow("name", "kind", "names")
    return KnownOrganisation(record.text("name"), OrgKind(record.one_of("kind", _KINDS)), record.texts("names"), country)


@cache
def known_organisations() -> tuple[KnownOrganisation, ...]:
    """Those of no one country first, then those of each country.

    Raises:
        LexiconError: If a record breaks the format.
    """
    everywhere = [_organisation(record, None) for path in files("organisations.yaml") for record in records(path)]
    return (*everywhere, *(organisation for country in all_countries() for organisation in country.organisations))


@cache
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in all_countries()}


@cache
def _by_name() -> dict[str, Country]:
    named = {fold_name(name): country for country in all_countries() for name in country.names}
    return named | {fold_name(country.name): country for country in all_countries()}


@cache
def _by_people() -> dict[str, Country]:
    """Folded words for people, with plural forms; the country listed first keeps a word that two share."""
    found: dict[str, Country] = {}
    for country in all_countries():
        for word in country.people:
            folded = fold_name(word)
            for form in (folded, folded + "s", re.sub(r"man$", "men", folded)):
                found.setdefault(form, country)
    return found


def country_of_code(code: str) -> Country | None:
    """The country with an ISO 3166-1 alpha-2 code."""
    return _by_code().get(code.upper())


@lru_cache(maxsize=1 << 14)
def country_named(words: str, *, people: bool = True) -> Country | None:
    """The country that a name (``Kyrgyzstan``) or, unless ``people`` is False, a word for its people (``Kyrgyz``, ``Poles``) means."""
    # "us" the pronoun and "US" the country differ by their capitals only
    if words.strip() in {"us", "Us"}:
        return None
    folded = fold_name(re.sub(r"[’']s?$", "", words.strip()))
    found = _by_name().get(folded)
    return found or (_by_people().get(folded) if people else None)


@cache
def _capitals() -> frozenset[str]:
    return frozenset(fold_name(country.capital) for country in all_countries() if country.capital)


def is_capital(name: str) -> bool:
    """Whether a name is that of a country's capital, which reports also use for its government."""
    return fold_name(name) in _capitals()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name.split()[0] for name in (*_by_name(), *_by_people()) if name) | {"the"}


@lru_cache(maxsize=1 << 14)
def _may_begin(word: str) -> bool:
    """Whether the name of a country or a word for its people can begin with a word; a quick test for the many that cannot."""
    if not word[0].isupper():
        return False
    return any(folded and folded[0] in _beginnings() for folded in (fold_name(word).split(), fold_name(re.sub(r"[’']s?$", "", word)).split()))


def countries_told(words: str) -> Iterator[tuple[str, bool]]:
    """Each country that a text names: its code, and whether by its name rather than by a word for its people."""
    said = _WORD.findall(words)
    at = 0
    while at < len(said):
        if not _may_begin(said[at]):
            at += 1
            continue
        for length in (5, 4, 3, 2, 1):
            run = said[at : at + length]
            if len(run) < length or not run[0][0].isupper() or not run[-1][0].isupper():
                continue
            name = " ".join(run)
            by_name = country_named(name, people=False)
            found = by_name or country_named(name)
            # "Us" and "Car" are no countries, "US" and "CAR" are
            if found is not None and (len(name) > 3 or name.replace(".", "").isupper()):
                yield found.code, by_name is not None
                at += length - 1
                break
        at += 1


def citizenship_of(words: str) -> tuple[str, ...]:
    """The citizenships that words for a person tell: "Kyrgyz citizen", "a Russian national", "Turkish-German".

    Args:
        words: A description as printed.

    Returns:
        ISO 3166-1 alpha-2 codes in the order told, without repeats.
    """
    whole = [code for code, _ in countries_told(words)]
    parts = [code for code, _ in countries_told(re.sub(r"[-/]", " ", words))]
    return tuple(dict.fromkeys(parts if len(parts) >= len(whole) else whole))

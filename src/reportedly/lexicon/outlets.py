"""Newspapers, news sites, news agencies and broadcasters, by any of their names and by the domain of an address."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.spelling import fold_name

__all__ = ["Outlet", "all_outlets", "find_outlet", "is_station", "outlet_of_domain"]

KINDS = ("outlet", "agency", "broadcaster")
# words that stand before or after the name of an outlet without being part of it
_AROUND = (
    "news agency",
    "news site",
    "news website",
    "news outlet",
    "newspaper",
    "website",
    "telegram channel",
    "tv channel",
    "news channel",
    "daily",
)
_AROUND_RU = ("агентство", "информагентство", "газета", "издание", "телеканал", "радиостанция")
_COUNTRY = re.compile(r" \([^)]*\)$")
# call signs of North American stations, and networks with a channel number: "WXYZ-TV", "KXYZ 7", "ABC7", "1010 WINS"
_STATION = re.compile(r"(?:\d{3,4} )?[WK][A-Z]{2,3}(?:[- ](?:TV|FM|AM|DT))?(?: \d{1,4})?|(?:ABC|CBS|NBC|FOX|Fox|CW|CTV|PIX)[- ]?\d{1,2}(?: News)?")
_CALL_SIGN = re.compile(r"(?:\d{3,4} )?[WK][A-Z]{2,3}")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A medium: outlet, agency or broadcaster. ``owner`` is whom it belongs to; ``plain_word`` tells that its name means other things too."""

    name: str
    kind: str
    country: str | None = None
    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    owner: str | None = None
    plain_word: bool = False

    @property
    def printed(self) -> str:
        """The name as a report prints it, without the country in brackets that tells two of one name apart."""
        return _COUNTRY.sub("", self.name)


@cache
def all_outlets() -> tuple[Outlet, ...]:
    """All outlets of the lexicon, in the order of its files.

    Raises:
        LexiconError: If a record breaks the format.
    """
    return tuple(_outlet(record) for path in files("outlets/*.yaml") for record in records(path))


def _outlet(record: Record) -> Outlet:
    record.allow("name", "kind", "country", "domains", "names", "owner", "plain_word")
    return Outlet(
        record.text("name"),
        record.one_of("kind", KINDS),
        record.text("country", "") or None,
        record.texts("domains"),
        record.texts("names"),
        record.text("owner", "") or None,
        record.text("plain_word", "no") == "yes",
    )


@cache
def _by_name() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for outlet in all_outlets():
        found.setdefault(fold_name(outlet.name), outlet)
    # full names first, so that another outlet's short form never takes them
    for outlet in all_outlets():
        for name in (outlet.printed, *outlet.names):
            found.setdefault(fold_name(name), outlet)
    return found


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain.casefold(): outlet for outlet in reversed(all_outlets()) for domain in outlet.domains}


@lru_cache(maxsize=1 << 14)
def find_outlet(name: str) -> Outlet | None:
    """The outlet of that name, in any spelling the lexicon knows.

    Args:
        name: A name as printed, with or without "the", quotation marks, a possessive ending, or words such as "news agency"; or a bare domain.

    Returns:
        The outlet, or None if the lexicon does not know it.
    """
    folded = fold_name(re.sub(r"[’']s?$", "", name.strip()))
    known = _by_name()
    if folded in known:
        return known[folded]
    for word in (*_AROUND, *_AROUND_RU):
        inner = folded.removesuffix(" " + word).removeprefix(word + " ").strip()
        if inner != folded and inner in known:
            return known[inner]
    return outlet_of_domain(name) if "." in name and " " not in name.strip() else None


def outlet_of_domain(host: str) -> Outlet | None:
    """The outlet that a host name or address belongs to; the longest domain that fits wins.

    Args:
        host: ``www.example.org``, ``example.org:443`` or a whole address.
    """
    address = host if "//" in host else "//" + host
    try:
        labels = (urlsplit(address).hostname or "").rstrip(".").split(".")
    except ValueError:
        return None
    known = _by_domain()
    for cut in range(len(labels) - 1):
        outlet = known.get(".".join(labels[cut:]))
        if outlet is not None:
            return outlet
    return None


def is_station(name: str) -> bool:
    """Whether a name is built like that of a local station: a call sign, or a network with its channel number."""
    return bool(_STATION.fullmatch(name)) and not (_CALL_SIGN.fullmatch(name) and len(name) < 4)

"""The filters of lists: read from an address, shown as a form, and carried on from page to page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from reportedly.serve.naming import FACET_NAMES, facet_value
from reportedly.serve.problems import Refused
from reportedly.store.facets import Facet
from reportedly.store.finding import Where

__all__ = ["CHOSEN", "Choice", "Filters", "Pages", "filters_of", "page_number", "pages_of"]

# What people filter by, in the order of the form.
CHOSEN = (Facet.COUNTRY, Facet.OFFENCE, Facet.STATUS, Facet.STEP, Facet.OUTLET, Facet.LANG)
_LONGEST = 200
_FIRST_VALUES = 60
_MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form: its values with their names and numbers of cases, and the one that is chosen."""

    kind: Facet
    name: str
    chosen: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for: the query, the values chosen, the days."""

    q: str
    where: Where

    @property
    def some(self) -> bool:
        """Whether anything is filtered."""
        return not self.where.is_all

    def query(self, **more: object) -> str:
        """The address of the same list, with something changed; what is empty is left out."""
        given: dict[str, object] = {"q": self.q, **{kind.value: value for kind, value in self.where.facets.items()}}
        given |= {"since": self.where.since or "", "until": self.where.until or "", **more}
        return urlencode([(name, str(value)) for name, value in given.items() if value not in ("", None)])

    def without(self, kind: Facet) -> str:
        """The address of the same list without one of its filters."""
        rest = replace(self.where, facets={other: value for other, value in self.where.facets.items() if other is not kind})
        return Filters(self.q, rest).query()

    def chips(self) -> list[tuple[str, str]]:
        """What is chosen, each with the address of the list without it."""
        return [(f"{FACET_NAMES[kind]}: {facet_value(kind, value)}", self.without(kind)) for kind, value in self.where.facets.items()]

    def choices(self, counts: Mapping[Facet, Sequence[tuple[str, int]]]) -> list[Choice]:
        """The fields of the form, with the values that the cases have."""
        return [self._choice(kind, counts.get(kind, ())) for kind in CHOSEN]

    def _choice(self, kind: Facet, found: Iterable[tuple[str, int]]) -> Choice:
        values = [(value, facet_value(kind, value), number) for value, number in list(found)[:_FIRST_VALUES]]
        chosen = self.where.facets.get(kind, "")
        if chosen and chosen not in {value for value, _, _ in values}:
            values.append((chosen, facet_value(kind, chosen), 0))
        return Choice(kind, FACET_NAMES[kind], chosen, tuple(sorted(values, key=lambda value: value[1].casefold())))


def filters_of(request: Request) -> Filters:
    """What an address asks for.

    Raises:
        Refused: If a day is no day.
    """
    given = request.query_params
    facets = {kind: value for kind in (*CHOSEN, Facet.OPENED, Facet.UPDATED) if (value := given.get(kind.value, "")[:_LONGEST])}
    since, until = (_day(given.get(name, "")) for name in ("since", "until"))
    return Filters(given.get("q", "").strip()[:_LONGEST], Where(facets, since, until))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(400, "That is not a day", mend="Write it as 2025-04-23.") from error


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a list somebody is: the number of the page, how many there are, and the first and last line on it."""

    number: int
    last: int
    total: int
    first_line: int
    last_line: int


def page_number(request: Request) -> int:
    """The page that an address asks for, the first one being 1."""
    given = request.query_params.get("page", "1")
    return min(max(int(given), 1), _MOST_PAGES) if given.isascii() and given.isdigit() and len(given) < 7 else 1


def pages_of(number: int, total: int, size: int) -> Pages:
    """Where in a list of so many lines a page is; a page beyond the last is the last."""
    last = max(1, -(-total // size))
    number = min(number, last)
    return Pages(number, last, total, min(total, (number - 1) * size + 1), min(total, number * size))

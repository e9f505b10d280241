"""How many cases there are: over time, by offence, by country, by step."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.serve.charts import bars, columns
from reportedly.serve.filtering import Filters, filters_of
from reportedly.serve.hand import settings_of, store_of
from reportedly.serve.naming import facet_value
from reportedly.serve.remembering import remembered
from reportedly.serve.rendering import page
from reportedly.store.facets import Facet
from reportedly.store.finding import counts, how_many

__all__ = ["router"]

router = APIRouter()
_TABLES = (
    (Facet.OFFENCE, "By offence", "Cases in which the offence is told of. A case can tell of several."),
    (Facet.COUNTRY, "By country", "Cases in which a place in the country is told of."),
    (Facet.STATUS, "By last reported step", "Cases in which somebody's last reported step is this."),
    (Facet.STEP, "By step", "Cases in which the step is reported to have happened to somebody."),
    (Facet.LANG, "By language", "Cases that a report in the language tells of."),
)
_KINDS = (Facet.OPENED, *(kind for kind, _, _ in _TABLES))
_SHOWN = 12
_COLUMNS = 60


@router.get("/statistics")
def statistics_page(request: Request) -> Response:
    """Counts of cases, of all or of those that a filter lets through."""
    wanted = filters_of(request)
    settings = settings_of(request)
    with store_of(request).reading() as connection:
        total = remembered(settings, connection, ("how many", wanted.where.key), lambda found: how_many(found, wanted.where))
        found = remembered(settings, connection, ("statistics", wanted.where.key), lambda reading: counts(reading, wanted.where, _KINDS))
    time, unit = _over_time(wanted, found[Facet.OPENED])
    tables = [(kind.value, title, note, _lines(wanted, kind, found[kind])) for kind, title, note in _TABLES]
    return page(request, "statistics.html", wanted=wanted, total=total, time=columns(time), unit=unit, tables=tables, shown=_SHOWN, bars=bars)


def _lines(wanted: Filters, kind: Facet, found: Sequence[tuple[str, int]]) -> list[tuple[str, str, int]]:
    return [(facet_value(kind, value), f"/cases?{wanted.query(**{kind.value: value})}", number) for value, number in found]


def _over_time(wanted: Filters, found: Sequence[tuple[str, int]]) -> tuple[list[tuple[str, str, int, str]], str]:
    """Numbers by month, without a gap; by year when the months are too many to be seen."""
    numbers = dict(found)
    months = _months(sorted(numbers))
    if len(months) <= _COLUMNS:
        year_names = [month[:4] if month.endswith("-01") or month == months[0] else "" for month in months]
        address = [f"/cases?{wanted.query(opened=month)}" for month in months]
        names = [f"{date.fromisoformat(f'{month}-01'):%B %Y}" for month in months]
        return [
            (name, where, numbers.get(month, 0), under) for month, name, where, under in zip(months, names, address, year_names, strict=True)
        ], "month"
    years = [str(year) for year in range(int(months[0][:4]), int(months[-1][:4]) + 1)]
    every = {year: sum(number for month, number in numbers.items() if month.startswith(year)) for year in years}
    seen = max(1, len(years) // 12)
    return [(year, "", every[year], year if at % seen == 0 else "") for at, year in enumerate(years)], "year"


def _months(found: Sequence[str]) -> list[str]:
    if not found:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (found[0], found[-1]))
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)]

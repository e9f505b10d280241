"""Names of months and weekdays in several languages, for the date lines of reports."""

from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.load import DATA, records

__all__ = ["Calendar", "calendar"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Case-folded names of months, with their numbers, and of weekdays."""

    months: dict[str, int]
    weekdays: frozenset[str]


@cache
def calendar() -> Calendar:
    """The names of all languages together.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    months: dict[str, int] = {}
    weekdays: set[str] = set()
    for record in records(DATA / "calendar.yaml"):
        record.allow("lang", "months", "weekdays")
        names = record.texts("months")
        if len(names) != 12:
            raise record.fault(f"'months' has {len(names)} entries", "list twelve, January first")
        for number, forms in enumerate(names, 1):
            for form in forms.casefold().split():
                if months.setdefault(form, number) != number:
                    raise record.fault(f"'{form}' names two different months", "leave the short form out")
        weekdays.update(form for forms in record.texts("weekdays") for form in forms.casefold().split())
    return Calendar(months, frozenset(weekdays))

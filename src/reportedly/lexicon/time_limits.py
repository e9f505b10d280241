"""Time limits that the law of a country sets, each with the article that says so."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from reportedly.lexicon.load import DATA, records

__all__ = ["TimeLimit", "time_limits"]


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time that starts with a step: ``after`` is the type of the step, ``what`` says what ends, ``since`` the first day of that law."""

    country: str
    after: str
    what: str
    days: timedelta
    reference: str
    since: date


@lru_cache(maxsize=1)
def time_limits() -> tuple[TimeLimit, ...]:
    """All limits, in the order of the file.

    Raises:
        LexiconError: If the file breaks the rules of its format, or a limit has no reference.
    """
    found = []
    for record in records(DATA / "time_limits.yaml"):
        record.allow("country", "after", "what", "term", "since", "reference")
        term = re.fullmatch(r"P(\d+)D", record.text("term"))
        if term is None:
            raise record.fault(f"'{record.text('term')}' is no number of days", "write it as P15D")
        try:
            since = date.fromisoformat(record.text("since", "0001-01-01"))
        except ValueError:
            raise record.fault(f"'{record.text('since')}' is no day", 'write it as "2023-01-09"') from None
        days = timedelta(int(term[1]))
        found.append(TimeLimit(record.text("country"), record.text("after"), record.text("what"), days, record.text("reference"), since))
    return tuple(found)

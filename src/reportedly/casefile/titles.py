"""The title of a case: made of outcome, place and offence, or given by somebody; never one that names a person."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from reportedly.casefile.status import FAVOURABLE
from reportedly.casefile.telling import Spelled, Telling
from reportedly.model.casefile import CaseOffence, CasePerson
from reportedly.model.cases import CaseDigest
from reportedly.model.claims import ReportReading
from reportedly.model.decisions import Action, Decision, standing_decisions

__all__ = ["TITLE", "given_title", "made_title", "named_in"]

TITLE = "title"
"""The field of a correction of a case that gives it a title."""

_OUTCOMES = {
    "acquittal": "Acquittal reported",
    "case_closed": "Case reported closed",
    "release": "Release reported",
    "pardon": "Pardon reported",
    "exchange": "Exchange reported",
}
_LEAST = 3
_ENDING = 2
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def made_title(persons: Sequence[CasePerson], offences: Sequence[CaseOffence], told: Sequence[Telling]) -> str:
    """A title without names: what is reported in favour of somebody first, then place and offence."""
    outcomes = sorted({person.status.value for person in persons if person.status in FAVOURABLE})
    lead = "; ".join(_OUTCOMES[outcome] for outcome in outcomes)
    places = Counter(place.name for telling in told for place in telling.reading.places)
    place = min(places, key=lambda name: (-places[name], name), default=None)
    offence = (offences[0].kind or offences[0].text).replace("_", " ") if offences else "criminal"
    subject = f"{place}: {offence} case" if place else f"{offence} case".capitalize()
    return f"{lead} – {subject}" if lead else subject


def given_title(case: CaseDigest, readings: Iterable[ReportReading], decisions: Iterable[Decision], spelled: Spelled) -> str | None:
    """The title that somebody gave a case last; None if nobody did, or if a report that came since names somebody with a word of it.

    Args:
        case: The case.
        readings: What its reports tell.
        decisions: All decisions; a title is given to a part and goes with it.
        spelled: A comparable form of a name in any script.
    """
    own = {part.id for part in case.parts}
    about = [dict(made.after) for made in standing_decisions(decisions) if made.action is Action.CORRECT and own.intersection(made.target)]
    title = next((after[TITLE] for after in reversed(about) if TITLE in after), "")
    return title if title and not named_in(title, readings, spelled) else None


def named_in(title: str, readings: Iterable[ReportReading], spelled: Spelled) -> str | None:
    """The word of a title that is part of somebody's name in these reports, if there is one.

    A name in a title would stand on every list, also when it is to be withheld, and would say whose crime it is.
    """
    names = {name for reading in readings for person in reading.people for name in (person.name, *person.other_names)}
    known = {spelled(word) for name in names for word in _capital_words(name)}
    return next((word for word in _capital_words(title) if _is_among(word, known, spelled)), None)


def _capital_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if len(word) >= _LEAST and not word.islower()]


def _is_among(word: str, known: Collection[str], spelled: Spelled) -> bool:
    plain = spelled(word.removesuffix("'s").removesuffix("’s"))
    if plain in known or word.isascii():
        return plain in known
    # Names in other scripts are declined: what they begin with is what stays.
    return any(len(name) > _ENDING + _LEAST and plain.startswith(name[:-_ENDING]) and abs(len(plain) - len(name)) <= _ENDING for name in known)

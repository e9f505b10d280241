"""What templates put values into words with."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from reportedly.export.case_wording import (
    CONCERNS,
    counted,
    deadline_words,
    entry_words,
    offence_name,
    outlet_of,
    penalty_words,
    support_words,
    when_words,
)
from reportedly.export.differing import topic_words, value_words
from reportedly.export.wording import FAVOURABLE, STEP_NAMES, day, duration, joined, role_name
from reportedly.model.casefile import CaseFile, CasePerson, Cited, TimelineEntry
from reportedly.model.claims import Standing
from reportedly.serve.addresses import case_address, cited_address, escaped, organisation_address, person_address, place_address, report_address
from reportedly.serve.correcting import begun_with
from reportedly.serve.deciding_words import decision_words
from reportedly.serve.drawings.sources import newsroom
from reportedly.serve.naming import country_name, lang_name, plain, step_name

__all__ = ["FILTERS"]


def _domain(url: str | None) -> str:
    """The domain of an address, without ``www``; empty if it has none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _anchor(value: str) -> str:
    """An id for a place of a page, for ids that may hold any sign."""
    return f"x{hashlib.blake2b(value.encode(), digest_size=6).hexdigest()}"


def _folded(words: str) -> str:
    return " ".join(words.split())


def _quoted(words: str) -> str:
    """A sentence in quotation marks, unless it begins with some of its own."""
    folded = _folded(words)
    return folded if folded[:1] in '"“«„' else f"“{folded}”"


def _unquoted(words: str) -> str:
    return _folded(words).strip('"“”«»„ ')


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _moment(at: datetime) -> str:
    return f"{day(at.date())}, {at:%H:%M}"


def _plural_people(words: str) -> str:
    return words.replace("persons", "people")


def _is_favourable(entry: TimelineEntry) -> bool:
    return entry.type in FAVOURABLE and entry.standing is Standing.REPORTED


def _entry_details(entry: TimelineEntry) -> str:
    """By whom, where and over what."""
    found = [f"by {entry.by}"] if entry.by else []
    found += [f"at {entry.place}"] if entry.place else []
    found += [f"over {joined([offence.replace('_', ' ') for offence in entry.offences])}"] if entry.offences else []
    return "; ".join(found)


def _status_entry(person: CasePerson, file: CaseFile) -> TimelineEntry | None:
    told = [entry for entry in file.timeline if person.id in entry.who and entry.type is person.status and entry.standing is Standing.REPORTED]
    return told[-1] if told else None


def _status_words(person: CasePerson, file: CaseFile) -> str:
    """Somebody's last reported step, with how long or until when as far as it is told."""
    if person.status is None:
        return ""
    entry = _status_entry(person, file)
    until = f" until {when_words(entry.until)}" if entry and entry.until else ""
    term = f", {duration(entry.term)}" if entry and entry.term else ""
    return f"{STEP_NAMES[person.status]}{until}{term}"


def _status_day(person: CasePerson, file: CaseFile) -> str:
    """Since when, or else when it was first reported."""
    since = when_words(person.status_since)
    entry = _status_entry(person, file)
    return since or (f"day not told, reported {day(entry.told)}" if entry and entry.told else "day not told")


def _status_evidence(person: CasePerson, file: CaseFile) -> tuple[Cited, ...]:
    """The sentences that tell somebody's last reported step, or else those that tell of them."""
    entry = _status_entry(person, file)
    return entry.evidence if entry else person.evidence


FILTERS: Mapping[str, Callable[..., Any]] = {
    "address": escaped,
    "anchor": _anchor,
    "begun_with": begun_with,
    "case_address": case_address,
    "cited_address": cited_address,
    "concern": lambda concern: CONCERNS[concern],
    "counted": counted,
    "country": country_name,
    "day": day,
    "deadline_words": deadline_words,
    "decision_words": decision_words,
    "domain": _domain,
    "duration": duration,
    "entry_details": _entry_details,
    "entry_words": entry_words,
    "folded": _folded,
    "is_favourable": _is_favourable,
    "joined": joined,
    "language": lang_name,
    "moment": _moment,
    "newsroom": newsroom,
    "offence_name": offence_name,
    "organisation_address": organisation_address,
    "outlet_of": outlet_of,
    "penalty_words": penalty_words,
    "person_address": person_address,
    "place_address": place_address,
    "plain": plain,
    "plural_people": _plural_people,
    "quoted": _quoted,
    "report_address": report_address,
    "role_name": role_name,
    "sentence_case": _sentence_case,
    "status_day": _status_day,
    "status_evidence": _status_evidence,
    "status_words": _status_words,
    "step": step_name,
    "support_words": support_words,
    "topic_words": topic_words,
    "unquoted": _unquoted,
    "value_words": value_words,
    "when_words": when_words,
}
"""The filters of the templates by name."""

"""What templates put values into words with."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

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
from reportedly.export.wording import FAVOURABLE, day, duration, joined, role_name
from reportedly.model.casefile import CaseFile, CasePerson, Cited, TimelineEntry
from reportedly.model.claims import Standing
from reportedly.serve.addresses import case_address, cited_address, escaped, organisation_address, person_address, place_address, report_address
from reportedly.serve.deciding_words import decision_words
from reportedly.serve.drawings.sources import newsroom
from reportedly.serve.naming import country_name, lang_name, plain, step_name

__all__ = ["FILTERS"]


def _anchor(value: str) -> str:
    """An id for a place of a page, for ids that may hold any sign."""
    return f"x{hashlib.blake2b(value.encode(), digest_size=6).hexdigest()}"


def _folded(words: str) -> str:
    return " ".join(words.split())


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


def _status_evidence(person: CasePerson, file: CaseFile) -> tuple[Cited, ...]:
    """The sentences that tell somebody's last reported step, or else those that tell of them."""
    told = [entry for entry in file.timeline if person.id in entry.who and entry.type is person.status]
    return told[-1].evidence if told else person.evidence


FILTERS: Mapping[str, Callable[..., Any]] = {
    "address": escaped,
    "anchor": _anchor,
    "case_address": case_address,
    "cited_address": cited_address,
    "concern": lambda concern: CONCERNS[concern],
    "counted": counted,
    "country": country_name,
    "day": day,
    "deadline_words": deadline_words,
    "decision_words": decision_words,
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
    "report_address": report_address,
    "role_name": role_name,
    "sentence_case": _sentence_case,
    "status_evidence": _status_evidence,
    "step": step_name,
    "support_words": support_words,
    "topic_words": topic_words,
    "unquoted": _unquoted,
    "value_words": value_words,
    "when_words": when_words,
}
"""The filters of the templates by name."""

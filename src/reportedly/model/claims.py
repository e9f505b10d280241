"""Claims: what one report says, in which sentence, on whose word.

There is no value for *true*: a claim is at most reported. A claim without a sentence or without an attribution cannot be constructed.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from reportedly.model.parties import Evidence, Group, Organisation, Person, Place, RoleName, Source
from reportedly.model.text import Article, Depth, Span
from reportedly.model.when import When

__all__ = [
    "Accusation",
    "Attribution",
    "Claim",
    "Headcount",
    "Offence",
    "Penalty",
    "Quote",
    "ReportReading",
    "Role",
    "Says",
    "Standing",
    "Step",
    "StepType",
    "Voice",
]


class Standing(StrEnum):
    """How a report puts what it says. There is no TRUE."""

    REPORTED = "reported"
    SCHEDULED = "scheduled"
    REQUESTED = "requested"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class StepType(StrEnum):
    """Steps of a criminal case, as in the report format."""

    SEARCH = "search"
    ARREST = "arrest"
    PRETRIAL_DETENTION = "pretrial_detention"
    DETENTION_EXTENDED = "detention_extended"
    HOUSE_ARREST = "house_arrest"
    BAIL = "bail"
    WANTED = "wanted"
    CASE_OPENED = "case_opened"
    CHARGE = "charge"
    INDICTMENT = "indictment"
    PLEA = "plea"
    HEARING = "hearing"
    CONVICTION = "conviction"
    SENTENCE = "sentence"
    ACQUITTAL = "acquittal"
    APPEAL = "appeal"
    APPEAL_UPHELD = "appeal_upheld"
    APPEAL_OVERTURNED = "appeal_overturned"
    RELEASE = "release"
    PARDON = "pardon"
    EXCHANGE = "exchange"
    EXTRADITION = "extradition"
    DEPORTATION = "deportation"
    CASE_CLOSED = "case_closed"
    DEATH_IN_CUSTODY = "death_in_custody"
    CITIZENSHIP_REVOKED = "citizenship_revoked"
    SANCTION = "sanction"


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a chain of attribution: the id and name of a source, its kind, and the words that credit it."""

    source: str
    name: str
    kind: str
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Those who say it, nearest to the writer first. Without voices the outlet itself says it."""

    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Offence:
    """An offence as a report words it.

    ``kind`` is a slug of the lexicon, ``iccs`` a code of ICCS (UNODC 2015), ``max_penalty`` an ISO 8601 duration, ``life`` or ``death``. ``law`` is
    the article of a code as printed.
    """

    id: str
    text: str
    kind: str | None = None
    iccs: str | None = None
    law: str | None = None
    max_penalty: str | None = None
    mentions: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened, or is said to be coming, in a case.

    Ids refer to the parties, places and offences of the same reading. ``who_text`` and ``by_text`` are the words that name those concerned and the
    one who did it, as printed.
    """

    type: StepType
    who: tuple[str, ...] = ()
    who_text: str | None = None
    by: str | None = None
    place: str | None = None
    until: When | None = None
    term: str | None = None
    offences: tuple[str, ...] = ()
    by_text: str | None = None


@dataclass(frozen=True, slots=True)
class Accusation:
    """Somebody is said to be suspected or accused of something, without a step of the procedure."""

    who: tuple[str, ...]
    offences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Penalty:
    """The greatest penalty that an offence can carry, as told."""

    offence: str
    max_penalty: str


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is in the case, as told."""

    who: str
    role: RoleName


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody is reported to have said; ``verbatim`` when it stands in quotation marks. ``via`` is the id of the source that passed it on."""

    speaker: str | None
    speaker_text: str
    verbatim: bool
    text: str
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people a group is told to be."""

    group: str
    count: int | None
    role: RoleName


Says = Step | Accusation | Penalty | Role | Quote | Headcount


@dataclass(frozen=True, slots=True)
class Claim:
    """One report says one thing. ``evidence`` holds the sentence that says it first, then those that repeat it; ``why`` names the rule that found it.

    Raises:
        ValueError: If there is no evidence.
        TypeError: If the attribution is not an ``Attribution``.
    """

    article_id: str
    evidence: tuple[Evidence, ...]
    attribution: Attribution
    says: Says
    standing: Standing = Standing.REPORTED
    when: When | None = None
    why: str = ""
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a claim needs the sentence that says it")
        if not isinstance(self.attribution, Attribution):
            raise TypeError("a claim needs an attribution")
        if not self.id:
            object.__setattr__(self, "id", _content_id(self))


def _content_id(claim: Claim) -> str:
    content: dict[str, Any] = {
        "article": claim.article_id,
        "kind": type(claim.says).__name__,
        "says": _told(claim.says),
        "evidence": [(e.span.start, e.span.end, e.sentence) for e in claim.evidence],
        "voices": [v.name for v in claim.attribution.voices],
        "when": _told(claim.when) if claim.when else None,
        "standing": claim.standing.value,
    }
    packed = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(packed.encode()).hexdigest()[:20]


def _told(noun: Any) -> Any:
    """All fields of a noun and of the nouns in it, as ``dataclasses.asdict`` gives them, without its copies."""
    names = _field_names(type(noun))
    return {name: _told(getattr(noun, name)) for name in names} if names else noun


def _names_of_fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


_field_names: Callable[[Any], tuple[str, ...]] = cache(_names_of_fields)


@dataclass(frozen=True, slots=True)
class ReportReading:
    """All that was read in one report: who and what it speaks of, and its claims."""

    article: Article
    depth: Depth
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    offences: tuple[Offence, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    model: str = ""

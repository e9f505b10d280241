"""The case file: all that is reported of one case, folded from claims and decisions and never kept for its own sake."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.model.claims import Standing, StepType
from reportedly.model.parties import RoleName
from reportedly.model.text import Span

__all__ = [
    "CaseFile",
    "CaseHeadcount",
    "CaseOffence",
    "CasePerson",
    "CaseReport",
    "CaseStatement",
    "Cited",
    "Concern",
    "Contradiction",
    "Deadline",
    "DeadlineState",
    "Interval",
    "NameForm",
    "Origin",
    "OriginHow",
    "Shield",
    "Support",
    "TimelineEntry",
    "Value",
]


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of days with the wordings that told it."""

    earliest: date | None
    latest: date | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """How many reports, independent newsrooms and original voices tell a fact."""

    reports: int
    newsrooms: int
    voices: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence of a report."""

    report: str
    span: Span
    sentence: str


@dataclass(frozen=True, slots=True)
class CaseReport:
    """A report of the case and the origin that it goes back to."""

    id: str
    outlet: str | None
    published: date | None
    lang: str
    url: str | None
    origin: str | None


@dataclass(frozen=True, slots=True)
class NameForm:
    """A spelling of a name, the language it was found in, and the number of reports that use it."""

    name: str
    lang: str
    reports: int


class Shield(StrEnum):
    """Why the name of a person is withheld."""

    UNDER_18 = "under 18"
    SEXUAL_VIOLENCE = "victim of sexual violence"


@dataclass(frozen=True, slots=True)
class CasePerson:
    """A person of the case. ``status`` is the last reported step, or None when no step is reported.

    ``favourable`` marks an outcome that has to lead (acquittal, release, case closed, pardon); ``under_appeal`` an outcome that is not final.
    ``mentions`` are the ids of the mentions in the parts of the case. ``age`` is the one told last; ``shields`` say why the name is withheld from
    pages and exports, if it is.
    """

    id: str
    names: tuple[NameForm, ...]
    role: RoleName
    named: bool = True
    status: StepType | None = None
    status_since: Interval | None = None
    status_told_by: tuple[str, ...] = ()
    favourable: bool = False
    under_appeal: bool = False
    mentions: tuple[str, ...] = ()
    evidence: tuple[Cited, ...] = ()
    age: int | None = None
    shields: tuple[Shield, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseHeadcount:
    """How many people are accused: all, those with a name, those without."""

    accused: int
    named: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class CaseOffence:
    """An offence of the case as its reports tell it; ``max_penalty`` is the best supported newest value."""

    kind: str | None
    iccs: str | None
    law: str | None
    max_penalty: str | None
    reports: int
    text: str = ""
    evidence: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A step with all reports that tell it. ``who`` are ids of people of the case, ``unnamed`` the number of people told without a name.

    ``told`` is the first day on which it was reported. ``claims`` are the ids of the claims it was folded from.
    """

    id: str
    type: StepType
    who: tuple[str, ...]
    unnamed: int
    when: Interval | None
    until: Interval | None
    term: str | None
    by: str | None
    place: str | None
    standing: Standing
    support: Support
    evidence: tuple[Cited, ...]
    offences: tuple[str, ...] = ()
    told: date | None = None
    claims: tuple[str, ...] = ()


class Concern(StrEnum):
    """What a statement tells of that has to be shown beside the steps of a case."""

    TORTURE = "torture"
    THREATS = "threats"
    UNFAIR_TRIAL = "unfair_trial"


@dataclass(frozen=True, slots=True)
class CaseStatement:
    """What somebody is reported to have said of torture, threats or an unfair trial.

    ``speaker`` is the id of a person of the case, ``steps`` are the ids of the entries of the timeline that it concerns.
    """

    id: str
    about: tuple[Concern, ...]
    speaker: str | None
    speaker_text: str
    verbatim: bool
    text: str
    report: str
    evidence: tuple[Cited, ...]
    steps: tuple[str, ...] = ()


class OriginHow(StrEnum):
    """How reports were found to go back to one origin."""

    CREDIT = "credit"
    REUSE = "reuse"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that go back to one newsroom."""

    id: str
    name: str | None
    reports: tuple[str, ...]
    how: OriginHow


class DeadlineState(StrEnum):
    """Whether a day is still to come, has passed without a report, or was followed by one."""

    AHEAD = "ahead"
    SILENCE = "passed in silence"
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is to happen by a day. ``reference`` names the law when the day follows from a legal time limit."""

    what: str
    who: tuple[str, ...]
    day: date
    state: DeadlineState
    evidence: tuple[Cited, ...]
    unnamed: int = 0
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values that reports give for a fact that can have only one."""

    value: str
    support: Support
    evidence: tuple[Cited, ...]
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Values that cannot all be right, newest and best supported first."""

    about: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that is reported of one case. Folded from claims and decisions, never kept for its own sake."""

    id: str
    title: str
    countries: tuple[str, ...]
    opened: date | None
    updated: date | None
    reports: tuple[CaseReport, ...]
    people: tuple[CasePerson, ...]
    headcount: CaseHeadcount
    offences: tuple[CaseOffence, ...]
    timeline: tuple[TimelineEntry, ...]
    origins: tuple[Origin, ...]
    deadlines: tuple[Deadline, ...]
    contradictions: tuple[Contradiction, ...]
    related: tuple[str, ...] = ()
    statements: tuple[CaseStatement, ...] = ()

"""The JSON of a case file as the API documents it; a test holds it against what ``export.case_json`` writes."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

__all__ = [
    "CaseBrief",
    "CaseJson",
    "CasePersonJson",
    "CitedJson",
    "DeadlineJson",
    "EntryJson",
    "IntervalJson",
    "Strict",
    "SupportJson",
    "WithdrawnJson",
]


class Strict(BaseModel):
    """An object with these fields and no others: every one is always there."""

    model_config = ConfigDict(extra="forbid")


class IntervalJson(Strict):
    """An interval of days with the wordings that told it."""

    earliest: str | None
    latest: str | None
    text: str | None


class SupportJson(Strict):
    """How many reports, independent newsrooms and original voices tell a fact."""

    reports: int
    newsrooms: int
    voices: int


class CitedJson(Strict):
    """A sentence of a report; offsets are code points of its text."""

    report: str
    start: int
    end: int
    sentence: str


class CaseReportJson(Strict):
    """A report of the case and the origin that it goes back to."""

    id: str
    outlet: str | None
    published: str | None
    lang: str
    url: str | None
    origin: str | None


class NameJson(Strict):
    """A spelling of a name, its language, and the number of reports that use it."""

    name: str
    lang: str
    reports: int


class CasePersonBrief(Strict):
    """A person of the case; ``status`` is the last reported step."""

    id: str
    names: list[NameJson]
    role: str
    status: str | None
    status_since: IntervalJson | None
    status_told_by: list[str]
    favourable: bool
    under_appeal: bool
    age: int | None
    withheld: list[str]


class CasePersonJson(CasePersonBrief):
    """A person of the case with the sentences that tell of them."""

    evidence: list[CitedJson]


class HeadcountJson(Strict):
    """How many people are accused."""

    accused: int
    named: int
    unnamed: int


class OffenceBrief(Strict):
    """An offence of the case."""

    kind: str | None
    text: str | None
    iccs: str | None
    law: str | None
    max_penalty: str | None
    reports: int


class OffenceJson(OffenceBrief):
    """An offence of the case with its sentences."""

    evidence: list[CitedJson]


class EntryJson(Strict):
    """A step with all reports that tell it."""

    id: str
    type: str
    who: list[str]
    unnamed: int
    date: IntervalJson | None
    told: str | None
    until: IntervalJson | None
    term: str | None
    by: str | None
    place: str | None
    offences: list[str]
    standing: Literal["reported", "scheduled", "requested", "denied", "hypothetical"]
    support: SupportJson
    evidence: list[CitedJson]


class OriginJson(Strict):
    """Reports that go back to one newsroom."""

    id: str
    name: str | None
    reports: list[str]
    how: Literal["credit", "reuse", "own"]


class DeadlineBrief(Strict):
    """Something that is to happen by a day."""

    what: str
    who: list[str]
    unnamed: int
    date: str
    state: Literal["ahead", "passed in silence", "followed"]
    reference: str | None


class DeadlineJson(DeadlineBrief):
    """A deadline with its sentences."""

    evidence: list[CitedJson]


class ValueBrief(Strict):
    """One of the values that reports give."""

    value: str
    support: SupportJson
    newest: str | None


class ValueJson(ValueBrief):
    """One of the values that reports give, with its sentences."""

    evidence: list[CitedJson]


class ContradictionBrief(Strict):
    """Values that cannot all be right."""

    about: str
    values: list[ValueBrief]


class ContradictionJson(Strict):
    """Values that cannot all be right, newest and best supported first."""

    about: str
    values: list[ValueJson]


class CaseStatementBrief(Strict):
    """What somebody is reported to have said of torture, threats or an unfair trial."""

    id: str
    about: list[str]
    speaker: str | None
    speaker_text: str
    verbatim: bool
    text: str
    report: str
    steps: list[str]


class CaseStatementJson(CaseStatementBrief):
    """Such a statement with its sentences."""

    evidence: list[CitedJson]


class WithdrawnJson(Strict):
    """A sentence that an earlier version of a report had and the newest has no longer."""

    report: str
    sentence: str
    claim: str
    sha256: str


class _Case(Strict):
    format: Literal["reportedly-case/1"]
    id: str
    title: str
    notice: str
    countries: list[str]
    opened: str | None
    updated: str | None
    reports: list[CaseReportJson]
    headcount: HeadcountJson
    origins: list[OriginJson]
    related: list[str]


class CaseBrief(_Case):
    """A case file without its timeline and without evidence."""

    people: list[CasePersonBrief]
    offences: list[OffenceBrief]
    deadlines: list[DeadlineBrief]
    contradictions: list[ContradictionBrief]
    statements: list[CaseStatementBrief]


class CaseJson(_Case):
    """A case file: all that is reported of one case, as reported by the sources named; not a finding of fact."""

    people: list[CasePersonJson]
    offences: list[OffenceJson]
    timeline: list[EntryJson]
    deadlines: list[DeadlineJson]
    contradictions: list[ContradictionJson]
    statements: list[CaseStatementJson]
    withdrawn: list[WithdrawnJson]

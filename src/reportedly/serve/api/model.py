"""The objects of the API beside reports and case files: lists, decisions, results, problems."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from reportedly.serve.api.case_model import CasePersonJson, DeadlineJson, EntryJson, Strict

__all__ = [
    "AccountList",
    "AddRequest",
    "AddResults",
    "AuditList",
    "CaseList",
    "DeadlineList",
    "DecisionJson",
    "DecisionList",
    "DecisionMade",
    "DecisionRequest",
    "FormatList",
    "HitList",
    "Me",
    "PeopleList",
    "PersonTold",
    "Problem",
    "ProposalList",
    "ReasonRequest",
    "ReportList",
    "Statistics",
    "TextJson",
    "TimelineJson",
    "UnmaskRequest",
    "VersionList",
]

_WORDS = 2000
_TEXT = 1_000_000


class Problem(BaseModel):
    """What went wrong (RFC 9457): what happened in ``detail``, what to do about it in ``mend``."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    mend: str | None = None


class _Page(Strict):
    next: str | None = Field(description="What to give as `cursor` for the next page; the header Link has the whole address.")


class CaseLineJson(Strict):
    """A case in a list."""

    id: str
    title: str
    countries: list[str]
    opened: str | None
    updated: str | None
    reports: int


class CaseList(_Page):
    """A page of cases, those last reported on first."""

    items: list[CaseLineJson]


class CountJson(Strict):
    """A value, and in how many cases it is."""

    value: str
    cases: int


class Statistics(Strict):
    """How many cases there are, and how many of them have each value, the most frequent first; ``opened`` counts by month."""

    notice: str
    cases: int
    country: list[CountJson]
    offence: list[CountJson]
    step: list[CountJson]
    status: list[CountJson]
    outlet: list[CountJson]
    lang: list[CountJson]
    opened: list[CountJson]


class PersonLineJson(Strict):
    """A person of a case: a role is told per case. ``name`` is null when it is withheld."""

    case: str
    title: str
    id: str
    name: str | None
    role: str
    status: str | None


class PeopleList(_Page):
    """A page of people."""

    items: list[PersonLineJson]


class PersonTold(Strict):
    """A person of a case, with the steps that are reported of them and the deadlines that concern them."""

    notice: str
    case: str
    title: str
    person: CasePersonJson
    timeline: list[EntryJson]
    deadlines: list[DeadlineJson]


class TimelineJson(Strict):
    """The steps of a case in order of their days."""

    notice: str
    case: str
    items: list[EntryJson]


class ReportLineJson(Strict):
    """A report in a list."""

    id: str
    outlet: str | None
    headline: str | None
    published: str | None
    lang: str
    url: str | None
    cases: list[str]


class ReportList(_Page):
    """A page of reports, those kept last first."""

    items: list[ReportLineJson]


class TextJson(Strict):
    """The text of a report, and where it comes from."""

    id: str
    headline: str | None
    outlet: str | None
    published: str | None
    lang: str
    text: str


class VersionJson(Strict):
    """A version of a report: the digest and the media type of its bytes, and when they were kept."""

    sha256: str
    media_type: str
    at: str


class VersionList(Strict):
    """The versions of a report, the oldest first."""

    items: list[VersionJson]


class HitJson(Strict):
    """A report or a sentence that was found; ``id`` is that of the report or of the claim."""

    report: str
    outlet: str | None
    headline: str | None
    published: str | None
    cases: list[str]
    kind: Literal["report", "fact"]
    id: str
    sentence: str | None


class HitList(Strict):
    """What was found, that kept last first."""

    items: list[HitJson]


class CaseDeadline(DeadlineJson):
    """A deadline and its case."""

    case: str
    title: str


class DeadlineList(_Page):
    """A page of deadlines in order of their days."""

    items: list[CaseDeadline]


class ReasonJson(Strict):
    """What speaks for or against that two cases are one."""

    name: str
    speaks: Literal["for", "against", "neither"]
    words: str


class ProposalJson(Strict):
    """Two cases that may be one; a human decides."""

    cases: Annotated[list[str], Field(min_length=2, max_length=2)]
    reasons: list[ReasonJson]


class ProposalList(Strict):
    """Pairs of cases that wait for a decision, the surest first."""

    items: list[ProposalJson]


class DecisionJson(Strict):
    """A decision: who decided what about what, when and why."""

    id: str
    action: str
    target: list[str]
    before: dict[str, str]
    after: dict[str, str]
    by: str
    at: str
    reason: str | None
    undoes: str | None


class DecisionList(_Page):
    """A page of decisions, those made last first."""

    items: list[DecisionJson]


class DecisionMade(DecisionJson):
    """A decision that was made, and the cases that it concerns now."""

    cases: list[str]


# No database keeps this sign.
_CLEAN = r"^[^\x00]*$"
Target = Annotated[str, Field(min_length=1, max_length=400, pattern=_CLEAN)]
Words = Annotated[str, Field(max_length=_WORDS, pattern=_CLEAN)]


class DecisionRequest(Strict):
    """What to decide. Targets are ids as the API gives them: of cases, of people (``<case>/<person>``), of claims.

    A case stands for its first part. Of a case only the title can be corrected.
    """

    action: Literal["accept", "correct", "merge", "split", "never_merge"]
    target: Annotated[list[Target], Field(min_length=1, max_length=100)]
    reason: Words = ""
    after: dict[Annotated[str, Field(max_length=100, pattern=_CLEAN)], Words] = Field(default={}, description="The values of a correction, by field.")
    case: Target | None = Field(default=None, description="The case that was looked at. With If-Match nothing is decided if it has changed since.")


class ReasonRequest(Strict):
    """Why."""

    reason: Words = ""


class UnmaskRequest(Strict):
    """Why names that are withheld are looked at; it is kept on record."""

    reason: Annotated[str, Field(min_length=3, max_length=_WORDS, pattern=_CLEAN)]


class TextToAdd(Strict):
    """A text to add; what is not given is detected."""

    text: Annotated[str, Field(min_length=1, max_length=_TEXT)]
    headline: Annotated[str, Field(max_length=1000, pattern=_CLEAN)] | None = None
    outlet: Annotated[str, Field(max_length=200, pattern=_CLEAN)] | None = None
    url: Annotated[str, Field(max_length=2000, pattern=_CLEAN)] | None = None
    published: Annotated[str, Field(max_length=40)] | None = None
    lang: Annotated[str, Field(max_length=10)] | None = None


class AddRequest(Strict):
    """Texts to add, and web addresses to fetch and add."""

    texts: Annotated[list[TextToAdd], Field(max_length=100)] = Field(default=[])
    addresses: Annotated[list[Annotated[str, Field(min_length=1, max_length=2000)]], Field(max_length=20)] = Field(default=[])


class AddResult(Strict):
    """What became of one of the things handed in: ``report`` and ``outcome``, or why it was ``refused`` and how to ``mend`` that."""

    name: str
    report: str | None
    outcome: Literal["added", "new version", "read anew", "unchanged", "masked"] | None
    cases: list[str]
    refused: str | None
    mend: str | None


class AddResults(Strict):
    """What became of each, in the order in which they were handed in."""

    items: list[AddResult]


class FormatJson(Strict):
    """A format that cases can be exported in."""

    name: str
    title: str
    suffix: str
    media_type: str


class FormatList(Strict):
    """The formats."""

    items: list[FormatJson]


class Me(Strict):
    """Who asks, what they may do, and the token that changes from a browser have to carry in the header X-CSRF-Token."""

    name: str
    role: str
    rights: list[str]
    local: bool
    csrf: str | None


class AccountJson(Strict):
    """An account."""

    name: str
    role: str
    disabled: bool
    created: str


class AccountList(Strict):
    """All accounts by name."""

    items: list[AccountJson]


class AuditJson(Strict):
    """A line of the audit log."""

    at: str
    who: str
    action: str
    about: str
    address: str


class AuditList(_Page):
    """A page of the audit log, the newest first."""

    items: list[AuditJson]

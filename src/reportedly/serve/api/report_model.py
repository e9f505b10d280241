"""The JSON of a report as the API documents it; a test holds it against what ``export.report_json`` writes."""

from typing import Literal

from reportedly.serve.api.case_model import Strict

__all__ = ["ReportJson"]


class EvidenceJson(Strict):
    """A sentence and where it stands; offsets are code points of ``article.text``."""

    start: int
    end: int
    sentence: str


class WhenJson(Strict):
    """An interval of days, never a bare date, with the words that tell it."""

    earliest: str | None
    latest: str | None
    text: str


class FurnitureJson(Strict):
    """Text of the page that is not the report itself."""

    kind: str
    text: str


class ArticleJson(Strict):
    """The report as it was collected."""

    id: str
    url: str | None
    outlet: str | None
    headline: str | None
    byline: str | None
    published: str | None
    published_at: str | None
    lang: str
    text: str
    sha256: str
    depth: Literal["full", "names", "none"]
    model: str | None
    origin: str | None
    furniture: list[FurnitureJson]


class PersonJson(Strict):
    """A person as the report names and describes them."""

    id: str
    name: str
    other_names: list[str]
    role: str
    named: bool
    age: int | None
    citizenship: list[str]
    employer: str | None
    position: str | None
    evidence: list[EvidenceJson]


class GroupJson(Strict):
    """People told only as a number."""

    id: str
    text: str
    count: int | None
    role: str
    evidence: list[EvidenceJson]


class OrganisationJson(Strict):
    """An organisation with the spellings that the report uses."""

    id: str
    name: str
    other_names: list[str]
    kind: str
    evidence: list[EvidenceJson]


class PlaceJson(Strict):
    """A place below the level of a country."""

    id: str
    name: str
    country: str | None
    geonames: int | None
    lat: float | None
    lon: float | None
    evidence: list[EvidenceJson]


class ReportOffenceJson(Strict):
    """An offence as the report words it."""

    id: str
    text: str
    kind: str | None
    iccs: str | None
    law: str | None
    max_penalty: str | None
    evidence: list[EvidenceJson]


class StepJson(Strict):
    """A step of a case as the report tells it."""

    id: str
    type: str
    who: list[str]
    who_text: str | None
    by: str | None
    by_text: str | None
    place: str | None
    date: WhenJson | None
    until: WhenJson | None
    term: str | None
    offences: list[str]
    standing: str
    attribution: list[str]
    why: str | None
    evidence: list[EvidenceJson]


class AccusationJson(Strict):
    """Somebody is said to be suspected, without a step."""

    id: str
    who: list[str]
    offences: list[str]
    date: WhenJson | None
    standing: str
    attribution: list[str]
    why: str | None
    evidence: list[EvidenceJson]


class StatementJson(Strict):
    """What somebody is reported to have said."""

    id: str
    speaker: str | None
    speaker_text: str
    quote: bool
    text: str
    via: str | None
    date: WhenJson | None
    evidence: list[EvidenceJson]


class SourceJson(Strict):
    """Somebody or something that the report has its words from."""

    id: str
    name: str
    kind: str
    via: str | None
    evidence: list[EvidenceJson]


class VoiceJson(Strict):
    """Somebody by whom something is told and who is neither a source nor a party."""

    id: str
    name: str
    kind: str
    evidence: list[EvidenceJson]


class ReportJson(Strict):
    """All that was read in one report, each fact with its sentence, its sources and its date."""

    format: Literal["reportedly/1"]
    article: ArticleJson
    people: list[PersonJson]
    groups: list[GroupJson]
    organisations: list[OrganisationJson]
    places: list[PlaceJson]
    offences: list[ReportOffenceJson]
    steps: list[StepJson]
    accusations: list[AccusationJson]
    statements: list[StatementJson]
    sources: list[SourceJson]
    voices: list[VoiceJson]

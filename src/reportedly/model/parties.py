"""Who and what a report speaks of."""

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.text import Span

__all__ = ["Evidence", "Group", "OrgKind", "Organisation", "Person", "Place", "RoleName", "Source", "SourceKind"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that says something, and where it stands in ``Article.text``.

    Raises:
        ValueError: If the sentence is blank.
    """

    span: Span
    sentence: str

    def __post_init__(self) -> None:
        if not self.sentence.strip():
            raise ValueError("evidence needs the words of a sentence")


class RoleName(StrEnum):
    """What a report says that somebody is in a case. Nothing escalates it by itself."""

    ACCUSED = "accused"
    VICTIM = "victim"
    LAWYER = "lawyer"
    JUDGE = "judge"
    PROSECUTOR = "prosecutor"
    OFFICIAL = "official"
    SPOKESPERSON = "spokesperson"
    WITNESS = "witness"
    RELATIVE = "relative"
    JOURNALIST = "journalist"
    OTHER = "other"


class OrgKind(StrEnum):
    """Kinds of organisations, as far as cases need them."""

    COURT = "court"
    POLICE = "police"
    SECURITY = "security"
    PROSECUTOR = "prosecutor"
    EMPLOYER = "employer"
    MEDIA = "media"
    GOVERNMENT = "government"
    NGO = "ngo"
    ARMED_GROUP = "armed_group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one report names and describes them. ``mentions`` are all spans that stand for the person, pronouns included.

    ``named`` is False for a single person who is only described ("a 23-year-old man"); ``name`` is then that description.
    ``citizenship`` holds ISO 3166-1 alpha-2 codes. ``employer`` is the id of an organisation.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    named: bool = True
    role: RoleName = RoleName.OTHER
    age: int | None = None
    citizenship: tuple[str, ...] = ()
    employer: str | None = None
    position: str | None = None
    mentions: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """People told only as a number or a plural description."""

    id: str
    text: str
    count: int | None
    role: RoleName = RoleName.OTHER
    mentions: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation with the spellings that the report uses."""

    id: str
    name: str
    kind: OrgKind = OrgKind.OTHER
    other_names: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place below the level of a country. ``country`` is ISO 3166-1 alpha-2, ``geonames`` a GeoNames id, ``lat``/``lon`` WGS 84 degrees."""

    id: str
    name: str
    country: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    mentions: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class SourceKind(StrEnum):
    """Kinds of those whom a report has something from."""

    OUTLET = "outlet"
    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    OFFICIAL = "official"
    DOCUMENT = "document"
    SOCIAL = "social"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody or something that the report has its words from. ``via`` is the id of the source that passed it on."""

    id: str
    name: str
    kind: SourceKind
    via: str | None = None
    mentions: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()

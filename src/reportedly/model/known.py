"""People and organisations that somebody already has a list of, and where cases may speak of them. A link is a question, never an accusation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["KnownEntity", "KnownKind", "KnownLink", "LinkDecision", "LinkState"]


class KnownKind(StrEnum):
    """What a known entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity of a list. What the list accuses it of is not kept: who looks it up there sees it in the list's own words.

    ``id`` is its id in the list, ``names`` has the one it is called by first, ``countries`` are codes of two letters, ``births`` are days, months or
    years of birth as the list has them. ``url`` is where the list tells of it.
    """

    id: str
    list: str
    kind: KnownKind
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    url: str | None = None

    @property
    def key(self) -> str:
        """What it is kept by: its list, and its id there."""
        return f"{self.list}/{self.id}"


class LinkState(StrEnum):
    """What people have said of a link."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class KnownLink:
    """Somebody or something in a case that may be an entity of a list.

    ``target`` is the stable key of it in the case: a mention of the person, or a part that names the organisation. ``name`` is what the case calls
    it; ``speaks_for`` and ``speaks_against`` are reasons in words. The id follows from the two ends.
    """

    id: str
    known: KnownEntity
    case: str
    target: str
    name: str
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    state: LinkState = LinkState.OPEN


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """What somebody said of a link: who, when and why. The last one counts; all are kept.

    ``known`` is the key of the entity, ``target`` what the case has, ``called`` how the case called it when it was decided. It says that two records
    are or are not of one, and nothing of what anybody did.
    """

    known: str
    target: str
    called: str
    accepted: bool
    by: str
    at: datetime
    reason: str = ""

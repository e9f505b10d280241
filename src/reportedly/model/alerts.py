"""Alerts: that something new is reported, and where it is told."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reportedly.model.claims import StepType

__all__ = ["Alert", "AlertKind", "Channel", "ChannelKind", "SavedSearch"]


class AlertKind(StrEnum):
    """What an alert is about."""

    NEW_CASE = "new case"
    NEW_STEP = "new step"
    DEADLINE_NEAR = "deadline near"
    DEADLINE_SILENT = "deadline passed in silence"
    CORRECTION = "correction"
    PAGE_GONE = "page gone"
    PAGE_BACK = "page back"


class ChannelKind(StrEnum):
    """How alerts are told."""

    ATOM = "atom"
    EMAIL = "email"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert. It holds keys and no words of a report: what it says is written from what may be shown when it is sent.

    ``id`` follows from what it is about, so that nothing is told twice. ``ref`` is the id of the claim of a new step, the day and kind of a deadline,
    the digest of a version, or the name of a saved search. ``at`` is the moment of noticing.
    """

    id: str
    kind: AlertKind
    case: str | None
    report: str | None
    ref: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Channel:
    """Where alerts are told: the path of an Atom file, an e-mail address, or the address of a webhook with the secret that it is signed with."""

    name: str
    kind: ChannelKind
    target: str
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Which new cases are told: all conditions have to be met, what is None does not count.

    ``offence`` is a slug of the lexicon, ``status`` the last reported step of anybody, ``words`` have to stand in the title or in a sentence of the
    case.
    """

    name: str
    country: str | None = None
    offence: str | None = None
    status: StepType | None = None
    since: date | None = None
    words: tuple[str, ...] = ()

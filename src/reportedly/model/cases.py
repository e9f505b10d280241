"""Cases: what one report tells of one case, and how two tellings are judged to be one case.

Ids. A part is ``<article id>#<number>``; a mention of a person in it ``<part id>/<id of the person in the reading>``. The id of a case follows
from its first part (by day of publication, then id), so it does not depend on the order in which reports came in; the id that any other part of
the case would give is an alias of the same case (``case_id_of``). The case file itself is in ``model.casefile``.

How the rooms work together (strung together above them)::

    parts   = casefile.parts(reading)                          # each report, once
    keys    = resolve.keys(part)                               # indexed by the store, which finds the cases that share one
    placing = resolve.place(part, cases_that_share_a_key, decisions)   # replaces the cases in placing.replaced by placing.cases
    people  = resolve.identities(case.parts, decisions)        # who of the case's mentions is the same person
    reused  = resolve.reprints(sketches_of_the_articles)       # resolve.sketch(article), each report, once
    file    = casefile.fold(case, readings, identities=people, reprints=reused, decisions=decisions, today=today)
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.model.claims import StepType
from reportedly.model.parties import RoleName

__all__ = [
    "CaseDigest",
    "CasePart",
    "Feature",
    "Identity",
    "Judgement",
    "PersonDigest",
    "Placement",
    "Proposal",
    "Reprint",
    "Sketch",
    "StepDigest",
    "Verdict",
    "case_id_of",
]


# --- what one report tells of one case -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PersonDigest:
    """A person of one part, as far as merging needs it. ``id`` is ``<part id>/<person id in the reading>``; ``names`` has the fullest name first.

    ``seen`` is the day of publication, against which an age is compared.
    """

    id: str
    names: tuple[str, ...]
    named: bool = True
    role: RoleName = RoleName.OTHER
    lang: str = "und"
    age: int | None = None
    citizenship: tuple[str, ...] = ()
    employer: str | None = None
    position: str | None = None
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class StepDigest:
    """A step as far as merging needs it."""

    type: StepType
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class CasePart:
    """What one report tells of one case. ``people``, ``groups``, ``offences`` and ``claims`` are ids of the reading; the rest is for merging.

    ``accused`` and ``others`` are people of the part; others (victims, lawyers, officials) are context only and never become accused by a merge.
    ``count`` is the number of accused people as told, with and without a name. ``kinds`` are slugs of offences, ``places`` folded names of places and
    ``geonames:<id>``. ``earliest``/``latest`` is the time that the part speaks of. ``background`` tells a part that is not the report's own subject.
    ``mentioned`` are all kinds that the report names anywhere, for the part that is its own subject.
    """

    id: str
    article_id: str
    number: int
    published: date | None = None
    lang: str = "und"
    outlet: str | None = None
    background: bool = False
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    accused: tuple[PersonDigest, ...] = ()
    others: tuple[PersonDigest, ...] = ()
    count: int = 0
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    steps: tuple[StepDigest, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    mentioned: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, str, int]:
        """The canonical order of parts: by day of publication, article, number."""
        return (self.published.isoformat() if self.published else "9999", self.article_id, self.number)


def case_id_of(part: CasePart) -> str:
    """The id of a case whose first part this is; for any other part of a case, an alias of the case's id."""
    return "c" + hashlib.sha256(part.id.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of an article's body to find text that others reuse: MinHash values of word shingles, and how many shingles there were."""

    article_id: str
    values: tuple[int, ...]
    shingles: int


# --- judging and placing ---------------------------------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """What the comparison says. ``MAYBE`` is a proposal for a human."""

    SAME = "same"
    MAYBE = "maybe"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of the reasons: which feature, how much it adds or takes away, and why in words."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two parts tell one case (or two mentions are one person). ``score`` is between 0 and 1; ``by`` is ``rules`` or the user who decided."""

    left: str
    right: str
    score: float
    verdict: Verdict
    reasons: tuple[Feature, ...] = ()
    by: str = "rules"


@dataclass(frozen=True, slots=True)
class CaseDigest:
    """A case as placing needs it: its parts in canonical order, and the judgements between them that were made when they came in."""

    id: str
    parts: tuple[CasePart, ...]
    links: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two parts (or two people) that may be the same; a human decides."""

    left: str
    right: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a part belongs. ``cases`` take the place of the candidate cases named in ``replaced``; ``case`` is the id of the one that holds the part.

    ``related`` are ids of cases that share a person with it but are another case.
    """

    part: str
    case: str
    cases: tuple[CaseDigest, ...]
    replaced: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    related: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """One person of a case: the mentions (ids of ``PersonDigest``) that are the same person, and the judgements that joined them."""

    id: str
    members: tuple[str, ...]
    links: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Reprint:
    """Two articles that share text: ``share`` of the shorter one's shingles is found in the other."""

    left: str
    right: str
    share: float

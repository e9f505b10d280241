"""Statements about torture, threats and unfair trial, each beside the steps that it concerns.

What officials say of such things is shown where somebody else has said it first, as their reply; otherwise "he threatened a neighbour", said by the
police, would stand among the complaints.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.casefile.telling import Telling, cite
from reportedly.lexicon.concerns import concerns_of
from reportedly.model.casefile import CaseStatement, Concern, TimelineEntry
from reportedly.model.claims import Claim, Quote, Standing, StepType
from reportedly.model.parties import RoleName, SourceKind

__all__ = ["statements"]

_OFFICIAL_ROLES = frozenset({RoleName.OFFICIAL, RoleName.SPOKESPERSON, RoleName.PROSECUTOR, RoleName.JUDGE})
_IN_CUSTODY = frozenset(
    {
        StepType.SEARCH,
        StepType.ARREST,
        StepType.PRETRIAL_DETENTION,
        StepType.DETENTION_EXTENDED,
        StepType.HOUSE_ARREST,
        StepType.CHARGE,
        StepType.PLEA,
        StepType.DEATH_IN_CUSTODY,
    }
)
_AT_COURT = frozenset(
    {
        StepType.INDICTMENT,
        StepType.HEARING,
        StepType.CONVICTION,
        StepType.SENTENCE,
        StepType.ACQUITTAL,
        StepType.APPEAL,
        StepType.APPEAL_UPHELD,
        StepType.APPEAL_OVERTURNED,
        StepType.CHARGE,
        StepType.PRETRIAL_DETENTION,
        StepType.DETENTION_EXTENDED,
    }
)
_STEPS = {Concern.TORTURE: _IN_CUSTODY, Concern.THREATS: _IN_CUSTODY, Concern.UNFAIR_TRIAL: _AT_COURT}


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with its part, what it is about, and whether an official says it."""

    telling: Telling
    claim: Claim
    quote: Quote
    about: tuple[Concern, ...]
    official: bool


def statements(told: Iterable[Telling], timeline: Sequence[TimelineEntry]) -> tuple[CaseStatement, ...]:
    """The statements of a case about torture, threats and unfair trial, in the order of the reports.

    Args:
        told: The parts of the case in canonical order.
        timeline: The steps of the case.
    """
    said = tuple(item for telling in told for item in _said(telling))
    raised = {concern for item in said if not item.official for concern in item.about}
    return tuple(_statement(item, timeline) for item in said if not item.official or raised & set(item.about))


def _said(telling: Telling) -> Iterator[_Said]:
    for claim in telling.claims:
        if isinstance(claim.says, Quote):
            about = concerns_of(claim.says.text, telling.part.lang)
            if about:
                yield _Said(telling, claim, claim.says, about, _is_official(telling, claim.says))


def _is_official(telling: Telling, quote: Quote) -> bool:
    person = telling.people.get(quote.speaker or "")
    if person is not None and person.role in _OFFICIAL_ROLES:
        return True
    named = quote.speaker_text.casefold()
    return any(source.kind is SourceKind.OFFICIAL and source.name.casefold() == named for source in telling.reading.sources)


def _statement(said: _Said, timeline: Sequence[TimelineEntry]) -> CaseStatement:
    quote, telling = said.quote, said.telling
    speaker = telling.named([quote.speaker]) if quote.speaker else ()
    return CaseStatement(
        id=said.claim.id,
        about=said.about,
        speaker=speaker[0] if speaker else None,
        speaker_text=quote.speaker_text,
        verbatim=quote.verbatim,
        text=quote.text,
        report=telling.report,
        evidence=cite(telling.report, said.claim.evidence),
        steps=tuple(_concerned(said, timeline)),
    )


def _concerned(said: _Said, timeline: Sequence[TimelineEntry]) -> Iterator[str]:
    """For each concern the step of the same report that is told nearest to the statement, of the kinds that it can be about if there are any."""
    here = [entry for entry in timeline if entry.standing is Standing.REPORTED and _places(said, entry)]
    seen = set()
    for concern in said.about:
        fitting = [entry for entry in here if entry.type in _STEPS[concern]] or here
        nearest = min(fitting, key=lambda entry: (min(_places(said, entry)), entry.id), default=None)
        if nearest is not None and nearest.id not in seen:
            seen.add(nearest.id)
            yield nearest.id


def _places(said: _Said, entry: TimelineEntry) -> list[int]:
    """How far from the statement its report tells a step."""
    at = said.claim.evidence[0].span.start
    return [abs(cited.span.start - at) for cited in entry.evidence if cited.report == said.telling.report]

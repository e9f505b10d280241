"""To whom a step happens, whatever office that person holds: a journalist who is detained, a lawyer whose arrest is told."""

from reportedly.extract.entities import Entity
from reportedly.extract.matcher import Hit
from reportedly.lexicon.steps import MAKES_ACCUSED
from reportedly.model.claims import StepType
from reportedly.model.parties import RoleName

__all__ = ["undergoes"]

# what a judge, lawyer or prosecutor only has of their own by undergoing it; "the judge's sentence" may be the one that the judge passed
_OWNED = frozenset(
    {
        StepType.ARREST,
        StepType.PRETRIAL_DETENTION,
        StepType.DETENTION_EXTENDED,
        StepType.HOUSE_ARREST,
        StepType.EXTRADITION,
        StepType.DEPORTATION,
        StepType.EXCHANGE,
        StepType.RELEASE,
        StepType.DEATH_IN_CUSTODY,
    }
)
_DECIDED = (MAKES_ACCUSED - {StepType.BAIL}) | {
    StepType.HEARING,
    StepType.APPEAL,
    StepType.APPEAL_UPHELD,
    StepType.APPEAL_OVERTURNED,
    StepType.CASE_CLOSED,
}
_REPORTING = frozenset({RoleName.JOURNALIST, RoleName.SPOKESPERSON})


def undergoes(hit: Hit, head: int, entity: Entity) -> bool:
    """Whether a step happens to the very person at a head token: as what its verb acts on, or as whose arrest or trial it is.

    What somebody does (an agent) makes nobody the one concerned, unless the rule says that its verb tells of something that happens to its subject.
    """
    clause = hit.clause
    if head in (*clause.patients, *clause.recipients) or hit.is_modifier:
        return True
    if head in clause.agents:
        return hit.rule.subject
    if head not in hit.who:
        return False
    return hit.rule.step in _OWNED or (hit.rule.step in _DECIDED and _only_reports(entity))


def _only_reports(entity: Entity) -> bool:
    """Whether the only office that somebody holds is to report: then a trial or sentence told as theirs is one that they undergo."""
    titles = {title.role for name in entity.person.names for title in name.titles} if entity.person is not None else set()
    return bool(titles & _REPORTING) and titles <= {*_REPORTING, None}

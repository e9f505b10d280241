"""What the words right around a cue say against a hit that the parse alone would give."""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.extract.matcher import Hit
from reportedly.extract.regions import has_any
from reportedly.model.claims import StepType
from reportedly.model.text import Reading

__all__ = ["without_slips"]

_BEHIND = 4


def without_slips(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that stand up to a second look, each with those whom it really concerns."""
    ended = {hit.head for hit in hits if hit.rule.step is StepType.SENTENCE and not hit.clause.nominal and not hit.is_modifier}
    # "jailed four people for two years": whom a sentence locks up awaits no trial
    kept = (hit for hit in hits if hit.rule.step is not StepType.PRETRIAL_DETENTION or hit.head not in ended)
    return [_of_subjects(hit) for hit in kept if not _is_spoken_against(reading, hit)]


def _is_spoken_against(reading: Reading, hit: Hit) -> bool:
    """Whether a word sequence that a rule must not have stands right behind its cue, in a clause of its own: "charged with keeping the peace"."""
    return not hit.clause.nominal and has_any(reading, range(hit.head, min(hit.head + _BEHIND, hit.clause.last)), hit.rule.without)


def _of_subjects(hit: Hit) -> Hit:
    """Of those who undergo a passive, only those told before it: parsers join the subject with names in what somebody is accused of."""
    before = [head for head in hit.who if head < hit.head]
    behind = [head for head in hit.who if head > hit.head and head in hit.clause.patients]
    if not (hit.clause.passive and before and behind) or hit.clause.nominal:
        return hit
    patients = tuple(head for head in hit.clause.patients if head not in behind)
    return replace(hit, who=tuple(head for head in hit.who if head not in behind), clause=replace(hit.clause, patients=patients))

"""What the words right around a cue say against a hit that the parse alone would give."""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.extract.matcher import Hit
from reportedly.extract.regions import has_any
from reportedly.lexicon.deciders import load_deciders
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.claims import StepType
from reportedly.model.text import Reading, Tense

__all__ = ["without_slips"]

_BEHIND = 4
# how many words may stand before a pronoun that opens a sentence
_OPENING = 2


def without_slips(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that stand up to a second look, each with those whom it really concerns."""
    ended = {hit.head for hit in hits if hit.rule.step is StepType.SENTENCE and not hit.clause.nominal and not hit.is_modifier}
    # "jailed four people for two years": whom a sentence locks up awaits no trial
    kept = (hit for hit in hits if hit.rule.step is not StepType.PRETRIAL_DETENTION or hit.head not in ended)
    return [_of_whom_ahead(reading, _of_subjects(_of_those_appearing(reading, hit))) for hit in kept if not _is_spoken_against(reading, hit)]


def _is_spoken_against(reading: Reading, hit: Hit) -> bool:
    """Whether a word sequence that a rule must not have stands right behind its cue, in a clause of its own: "charged with keeping the peace"."""
    return not hit.clause.nominal and has_any(reading, range(hit.head, min(hit.head + _BEHIND, hit.clause.last)), hit.rule.without)


def _of_those_appearing(reading: Reading, hit: Hit) -> Hit:
    """As in "Dahl and Orlo appeared before magistrate Belko facing charges": who stands between "before" and an "…ing" is no subject of it."""
    before = load_deciders(reading.lang).before.intersection(hit.clause.marks)
    outer = reading.clauses.get(hit.clause.governor) if before and hit.clause.governor is not None else None
    if outer is None or outer.nominal or hit.clause.tense is not Tense.NONE or not hit.who or not set(hit.who) <= set(hit.clause.agents):
        return hit
    heads = tuple(outer.patients if outer.passive else outer.agents)
    return replace(hit, who=heads, clause=replace(hit.clause, agents=heads)) if heads else hit


def _of_whom_ahead(reading: Reading, hit: Hit) -> Hit:
    """Whose "his arrest" is that opens a sentence: the one named next as its subject, "Following his arrest, Jon Dahl was charged"."""
    sentence = reading.sentence_of(hit.head)
    opens = hit.clause.nominal and len(hit.who) == 1 and hit.who[0] - sentence.first <= _OPENING
    if not opens or reading.tokens[hit.who[0]].lower not in load_pronouns(reading.lang).possessive:
        return hit
    main = reading.clause_of(hit.head)
    for _ in range(_BEHIND):
        if main is None or main.governor is None or not (main.nominal or main.tense is Tense.NONE):
            break
        main = reading.clauses.get(main.governor)
    subjects = () if main is None or main.nominal else main.patients if main.passive else main.agents
    named = len(subjects) == 1 and subjects[0] > hit.head and reading.tokens[subjects[0]].pos == "PROPN"
    return replace(hit, who=subjects, clause=replace(hit.clause, patients=subjects)) if named else hit


def _of_subjects(hit: Hit) -> Hit:
    """Of those who undergo a passive, only those told before it: parsers join the subject with names in what somebody is accused of."""
    before = [head for head in hit.who if head < hit.head]
    behind = [head for head in hit.who if head > hit.head and head in hit.clause.patients]
    if not (hit.clause.passive and before and behind) or hit.clause.nominal:
        return hit
    patients = tuple(head for head in hit.clause.patients if head not in behind)
    return replace(hit, who=tuple(head for head in hit.who if head not in behind), clause=replace(hit.clause, patients=patients))

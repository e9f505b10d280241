"""What a step rule asks of a clause beside its words: how it is put, what hangs on it, and what it hangs on."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from reportedly.lexicon.deciders import load_deciders
from reportedly.lexicon.steps import COUNTED, CULPRIT, StepRule
from reportedly.model.text import Clause, Reading, Tense

__all__ = ["as_told", "governs_rightly", "has_needs"]

_DEEP = 3
_STOPS = frozenset({".", "!", "?", "”", '"', ":", "…", "''", ")", "’"})


def governs_rightly(reading: Reading, clause: Clause, rule: StepRule, own: Sequence[int]) -> bool:
    """Whether the right verbs hang on a clause or its nouns, and the right nouns are its subject, as a rule wants it."""
    subject = clause.patients if clause.passive else clause.agents
    if rule.doer and not any(reading.tokens[head].lemma in rule.doer for head in subject):
        return False
    if (not rule.inside or CULPRIT in rule.who) and not rule.not_inside:
        return True
    heads = {clause.head, *own}
    below = {other.lemma for other in reading.clauses.values() if other.governor in heads and other.head not in heads and not other.nominal}
    return bool(not rule.inside or below & rule.inside) and not below & rule.not_inside


def as_told(reading: Reading, clause: Clause, rule: StepRule) -> Clause:
    """Headlines leave out "was": "Man arrested after fight" is a passive."""
    token = reading.tokens[clause.head]
    bare = not clause.passive and not clause.patients and not clause.auxiliaries and not clause.nominal
    if bare and "patient" in rule.who and clause.relation in {"complement", "conjunct"} and not clause.marks and _is_participle(reading, clause):
        return _turned(clause)
    if (
        bare
        and not {"patient", COUNTED}.isdisjoint(rule.who)
        and _is_heading(reading, clause.head)
        and token.text.lower().endswith(("ed", "en", "held", "sent", "put"))
    ):
        return _turned(clause)
    return clause


def _is_heading(reading: Reading, head: int) -> bool:
    """Whether a token stands in the headline, or in a line that is written like one: no full stop at its end."""
    sentence = reading.sentence_of(head)
    return sentence.is_headline or reading.tokens[sentence.last - 1].text not in _STOPS


def _is_participle(reading: Reading, clause: Clause) -> bool:
    """Whether a past form without "was" is passive: "ordered Dahl held" hangs on such a verb, "Dahl, found guilty, will appeal" describes."""
    above = None if clause.governor is None else reading.clauses.get(clause.governor)
    if above is None or above.nominal or clause.tense not in {Tense.PAST, Tense.NONE}:
        return False
    if clause.relation == "conjunct":
        # "was arrested on Sunday and remanded on Monday": the first "was" holds for both
        return _shares_passive(reading, clause, above)
    aside = not above.agents and clause.head >= 2 and reading.tokens[clause.head - 1].text == "," and clause.head - 2 in clause.agents
    return aside or above.lemma in load_deciders(reading.lang).causing


def _shares_passive(reading: Reading, clause: Clause, above: Clause) -> bool:
    """Whether the "was" of a verb above holds for a participle too: "was detained for backing protests and sentenced to six years"."""
    if reading.tokens[clause.head].lower.endswith("ing"):
        return False
    for _ in range(_DEEP):
        if above.passive and not above.nominal:
            return bool(clause.agents) and set(clause.agents) <= set(above.patients)
        outer = None if above.governor is None else reading.clauses.get(above.governor)
        if outer is None or above.relation not in {"conjunct", "participle"}:
            return False
        above = outer
    return False


def _is_said_by(reading: Reading, clause: Clause, verbs: AbstractSet[str]) -> bool:
    """Whether a clause hangs on one of some verbs, which is not denied: "ruled that", "ordered to"."""
    above = None if clause.governor is None else reading.clauses.get(clause.governor)
    return above is not None and not above.nominal and not above.negated and above.lemma in verbs


def _is_refused(reading: Reading, clause: Clause) -> bool:
    """Whether what a clause tells is not done by choice: "refused to grant him bail", "decided not to charge him"."""
    above = None if clause.governor is None else reading.clauses.get(clause.governor)
    if above is None or above.nominal or above.negated or clause.relation not in {"open", "complement"}:
        return False
    words = load_deciders(reading.lang)
    return above.lemma in (words.choosing if clause.negated else words.refusing)


def _turned(clause: Clause) -> Clause:
    # as a participle it stands for itself, whatever the verb above is
    relation = "participle" if clause.relation == "complement" else clause.relation
    return replace(clause, passive=True, patients=clause.agents, agents=(), relation=relation)


def has_needs(reading: Reading, rule: StepRule, own: Sequence[int], terms: frozenset[int], headline: bool, clause: Clause) -> bool:
    """Whether all that a rule needs beside its words holds of a clause."""
    for need in rule.needs:
        if need == "term" and not any(index in terms for index in own):
            return False
        if need == "headline" and not headline:
            return False
        if need == "plain" and clause.negated:
            return False
        if need == "objectless" and (clause.patients or clause.passive):
            return False
        if need == "ordered" and not _is_said_by(reading, clause, load_deciders(reading.lang).order):
            return False
        if need == "ruled" and not _is_said_by(reading, clause, load_deciders(reading.lang).ruling):
            return False
        if need == "refused" and not _is_refused(reading, clause):
            return False
        if need == "impersonal" and clause.agents:
            return False
        if need == "passive" and not clause.passive and not clause.nominal:
            return False
        if need == "court" and clause.agents and not any(reading.tokens[head].lemma in load_deciders(reading.lang).court for head in clause.agents):
            return False
    return True

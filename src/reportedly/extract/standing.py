"""How a report puts a step: reported, scheduled, requested, denied or hypothetical."""

from reportedly.extract.matcher import Hit
from reportedly.extract.regions import Regions, has_any
from reportedly.lexicon.deciders import load_deciders
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.standings import StandingRule, load_standings
from reportedly.model.claims import Standing, StepType
from reportedly.model.text import Clause, Reading, Tense

__all__ = ["standing_of"]

# a "not" in these belongs to what is pleaded or found, not to whether it happened
_OWN_NEGATION = frozenset({StepType.PLEA, StepType.ACQUITTAL, StepType.CASE_CLOSED})
# what a court orders of these is done by that
_BY_ORDER = frozenset(
    {
        StepType.PRETRIAL_DETENTION,
        StepType.DETENTION_EXTENDED,
        StepType.HOUSE_ARREST,
        StepType.BAIL,
        StepType.RELEASE,
        StepType.SENTENCE,
    }
)
# what stands before anybody can be against it
_STANDING = frozenset({StepType.CONVICTION, StepType.SENTENCE, StepType.ACQUITTAL})
# what somebody will do of these is only meant to be done: "подаст апелляцию"
_MEANT = frozenset({StepType.APPEAL, StepType.CHARGE, StepType.INDICTMENT})
_INFINITIVE = "to"
_LIGHT = frozenset({"be", "have"})


def standing_of(reading: Reading, hit: Hit, regions: Regions) -> Standing:
    """The standing of the step that a hit tells, from the words around it and the clauses that it hangs on."""
    if hit.rule.standing is not None:
        return hit.rule.standing
    clause = hit.clause
    if hit.rule.modifiers and hit.head != clause.head:
        return Standing.REPORTED
    rules = load_standings(reading.lang)
    inflected = bool(load_pronouns(reading.lang).bare)
    joined = False
    for _ in range(4):
        for rule in rules:
            if rule.auxiliaries.intersection(clause.auxiliaries) and _is_ruled(reading, hit, clause):
                continue
            if rule.standing is Standing.DENIED and (hit.rule.step in _OWN_NEGATION or joined):
                continue
            if _fits(reading, clause, rule, regions, _governing(rule, hit)):
                meant = rule.future and clause.tense is Tense.FUTURE and hit.rule.step in _MEANT
                return Standing.HYPOTHETICAL if meant else rule.standing
        outer = _carrier(reading, clause)
        if outer is None or _describes(clause, inflected=inflected):
            return Standing.REPORTED
        # where each verb has its own "not", that of another one is not meant: "не обвинили, и отпустили"
        joined = joined or (inflected and clause.relation == "conjunct")
        clause = outer
    return Standing.REPORTED


def _is_ruled(reading: Reading, hit: Hit, clause: Clause) -> bool:
    """Whether a court's word is what somebody "must" undergo: "ruled that Dahl must remain in custody"."""
    outer = reading.clauses.get(clause.governor) if clause.governor is not None else None
    ruled = outer is not None and not outer.negated and clause.relation == "complement" and outer.lemma in load_deciders(reading.lang).ruling
    return ruled and hit.rule.step in _BY_ORDER and bool({"must", "should", "shall"}.intersection(clause.auxiliaries))


def _governing(rule: StandingRule, hit: Hit) -> frozenset[str]:
    """The verbs and nouns that put what hangs on them so, but for those that take a step of this sort for done."""
    if hit.rule.step in _BY_ORDER and rule.decided:
        return rule.governs - rule.decided
    return rule.governs - rule.settled if hit.clause.nominal and hit.rule.step in _STANDING else rule.governs


def _describes(clause: Clause, *, inflected: bool) -> bool:
    """Whether a participle describes, so that nothing above it undoes it: "Dahl, charged with theft, will appeal", "не ждала задержанного"."""
    if clause.relation != "participle" or clause.nominal or _INFINITIVE in clause.auxiliaries:
        return False
    return inflected or (clause.passive and not clause.auxiliaries and not clause.marks)


def _carrier(reading: Reading, clause: Clause) -> Clause | None:
    """The clause whose standing this one shares: the first of a coordination, and what a complement is a complement of."""
    if clause.governor is None:
        return None
    outer = reading.clauses.get(clause.governor)
    if outer is None:
        return None
    shares = (clause.relation == "conjunct" and not clause.auxiliaries) or clause.relation in {"open", "participle"} or clause.nominal
    # "sought to have his conviction quashed"
    shares = shares or (clause.relation == "complement" and clause.passive and not clause.auxiliaries and outer.lemma in _LIGHT)
    return outer if shares and not outer.nominal else None


def _fits(reading: Reading, clause: Clause, rule: StandingRule, regions: Regions, governs: frozenset[str]) -> bool:
    own = regions.of(clause)
    if has_any(reading, own, rule.without):
        return False
    if (rule.negated and clause.negated) or (rule.future and clause.tense is Tense.FUTURE):
        return True
    if rule.auxiliaries.intersection(clause.auxiliaries) or rule.marks.intersection(clause.marks):
        return True
    if has_any(reading, own, rule.phrases) or _is_put_around(reading, clause, rule, regions):
        return True
    return _is_governed(reading, clause, rule, governs)


def _is_put_around(reading: Reading, clause: Clause, rule: StandingRule, regions: Regions) -> bool:
    """Whether the clause that an infinitive hangs on has words that put it so: "has yet to be charged", "efforts are underway to arrest him"."""
    outer = reading.clauses.get(clause.governor) if rule.around and clause.governor is not None else None
    if outer is not None and outer.nominal:
        outer = reading.clause_of(reading.heads[outer.head])
    return outer is not None and _INFINITIVE in clause.auxiliaries and has_any(reading, regions.of(outer), rule.around)


def _is_governed(reading: Reading, clause: Clause, rule: StandingRule, governs: frozenset[str]) -> bool:
    bare = _INFINITIVE in clause.auxiliaries
    outer = reading.clauses.get(clause.governor) if clause.governor is not None else None
    if outer is None:
        # a headline's "to be sentenced", "to face trial"
        return rule.infinitive and bare and reading.sentence_of(clause.head).is_headline
    above = reading.clauses.get(outer.governor) if outer.governor is not None else None
    if clause.nominal and outer.lemma in _LEADING and outer.relation in {"participle", "relative"} and outer.tense is not Tense.PAST:
        # "a reward for information leading to his capture"
        return above is not None and above.lemma in governs
    if bare and clause.relation == "conjunct" and above is not None:
        # "was ordered held without bail and to return to court"
        return not clause.nominal and above.lemma in governs
    if bare and not clause.nominal and (outer.lemma in rule.leaves or _is_left(reading, clause, rule)):
        return True
    governed = clause.relation in {"open", "complement", "participle", "root", "adverbial"} if not clause.nominal else True
    if clause.relation == "adverbial" and not bare:
        return False
    if clause.relation == "complement" and rule.standing is Standing.SCHEDULED:
        return False
    if clause.relation == "participle" and not bare and "of" not in clause.marks and "from" not in clause.marks:
        return False
    if clause.nominal and (outer.lemma in _LIGHT or (not outer.nominal and not _is_object(clause, outer))):
        # "is to be sentenced" is to come, "had his sentence commuted" is not
        return False
    return governed and (bare or clause.nominal or clause.relation in {"complement", "participle"}) and outer.lemma in governs


_LEADING = frozenset({"lead", "result"})
_ASKING = frozenset({"for", "to", "against", "of", "from"})


def _is_left(reading: Reading, clause: Clause, rule: StandingRule) -> bool:
    """Whether an infinitive hangs on a word that only leaves it open: "days to appeal"; parsers often hang it on the verb above."""
    before = reading.tokens[clause.first - 1] if clause.first else None
    return before is not None and before.lemma in rule.leaves and reading.tokens[clause.first].lower == _INFINITIVE


def _is_object(clause: Clause, outer: Clause) -> bool:
    """Whether a noun is what the verb above is about ("demanded his arrest", "called for his arrest"), and not its subject or a time."""
    return clause.head in outer.patients or any(oblique.head == clause.head and oblique.prep in _ASKING for oblique in outer.obliques)

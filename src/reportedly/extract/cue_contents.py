"""What a verb of saying takes: whether a clause, a quotation, a thing or a request beside it makes its subject somebody who says something."""

from reportedly.extract.cue_words import inside, lemma_at
from reportedly.extract.tellers import phrase_from
from reportedly.lexicon.attribution import Attributions, CueRule
from reportedly.model.text import Clause, Reading, Span, Tense

__all__ = ["rule_for"]

_EDGES = frozenset({",", '"', "”", "“", "--", "—", "–", "''", "»", "-"})
_FAR = 9
_THAT = frozenset({"что", "будто", "чтобы"})


def rule_for(reading: Reading, clause: Clause, lexicon: Attributions, quotations: tuple[Span, ...]) -> CueRule | None:
    """The first rule of saying whose verb heads a clause and takes what stands beside it there."""
    acts = _governed_acts(reading, clause)
    said_of = tuple(lemma_at(reading, at) for at in clause.predicate)
    that = ("that",) if _with_that(reading, clause) else ()
    added = (*(oblique.prep for oblique in clause.obliques), *((clause.particle,) if clause.particle else ()), *acts, *said_of, *that)
    for rule in lexicon.rules_for(clause.lemma, added):
        takes = rule.takes
        if rule.finite and clause.tense is Tense.NONE and not clause.auxiliaries:
            continue
        if "anything" in takes:
            return rule
        if "clause" in takes and (_complement(reading, clause, lexicon) or _told_that(reading, clause, lexicon) or _parenthetical(reading, clause)):
            return rule
        if "quotation" in takes and _beside_quotation(reading, clause, quotations):
            return rule
        if "description" in takes and _describes(reading, clause, rule, quotations):
            return rule
        if "message" in takes and any(lemma_at(reading, at) in lexicon.messages for at in clause.patients):
            return rule
        if "request" in takes and (_request(reading, clause) or any(f"{clause.lemma} {prep}" in rule.words for prep in acts)):
            return rule
        if "matter" in takes and _has_matter(reading, clause, rule):
            return rule
    return None


def _with_that(reading: Reading, clause: Clause) -> bool:
    return any("that" in other.marks and other.governor == clause.head for other in reading.clauses.values() if other.sentence == clause.sentence)


def _has_matter(reading: Reading, clause: Clause, rule: CueRule) -> bool:
    """Whether a verb has a thing that it speaks of; with a list of things in the rule, one of those."""
    if any(lemma_at(reading, at) in rule.not_of for at in clause.patients):
        return False
    if rule.only_of:
        if clause.relation == "relative" and any(at < clause.head for at in clause.patients):
            # "the remarks that the mayor made" names the remarks again
            return False
        with_it = [oblique.head for oblique in clause.obliques if f"{clause.lemma} {oblique.prep}" in rule.words]
        return any(lemma_at(reading, at) in rule.only_of for at in (*clause.patients, *with_it))
    others = [at for at in clause.patients if lemma_at(reading, at) != "себя"]
    return bool(others) or _governed_by_it(clause, rule)


def _governed_acts(reading: Reading, clause: Clause) -> tuple[str, ...]:
    """The prepositions before acts that hang on a verb: "to" of "admitted to stealing"."""
    return tuple(
        reading.tokens[other.head - 1].text.lower()
        for other in reading.clauses.values()
        if other.sentence == clause.sentence and other.relation == "participle" and other.governor == clause.head and other.head > clause.head + 1
    )


def _governed_by_it(clause: Clause, rule: CueRule) -> bool:
    return any(f"{clause.lemma} {oblique.prep}" in rule.words for oblique in clause.obliques)


def _describes(reading: Reading, clause: Clause, rule: CueRule, quotations: tuple[Span, ...]) -> bool:
    if any("Reflex=Yes" in reading.tokens[at].features or reading.tokens[at].pos == "NUM" for at in clause.patients):
        return False
    quoted = any(inside(reading, at, quotations) for at in range(clause.head, clause.last))
    if clause.relation in {"participle", "open", "adverbial"} and not clause.passive and "Tense=Past" in reading.tokens[clause.head].features:
        # "a programme called "Bread"" is nobody's saying
        return False
    named_as = f"{clause.lemma} as" in rule.words and any(reading.tokens[at].text.lower() == "as" for at in range(clause.head + 1, clause.last))
    return bool(clause.predicate) or quoted or named_as or _governed_by_it(clause, rule) or _small_clause(reading, clause)


def _small_clause(reading: Reading, clause: Clause) -> bool:
    """Whether two noun phrases or a noun and an adjective follow the verb side by side: "called the search a disgrace"."""
    first = phrase_from(reading, clause.head + 1, clause.last)
    if first is None or first.last >= clause.last:
        return False
    after = reading.tokens[first.last]
    return after.pos == "ADJ" or (after.pos == "DET" and first.whole_last == first.last) or after.text in {'"', "“", "‘"}


def _as_told(clause: Clause, lexicon: Attributions) -> bool:
    """Whether somebody tells what the rest of the sentence says: "As Interfax reported, …"."""
    return not clause.passive and clause.relation == "adverbial" and clause.tense is not Tense.NONE and bool(lexicon.as_told & set(clause.marks))


def _complement(reading: Reading, clause: Clause, lexicon: Attributions) -> bool:
    return (
        _that_follows(reading, clause)
        or _that_on_paper(reading, clause)
        or _copular(reading, clause)
        or _as_told(clause, lexicon)
        or any(
            _finite(other) and ((other.governor == clause.head and other.relation in _complements_of(clause)) or _strayed(clause, other))
            for other in reading.clauses.values()
            if other.sentence == clause.sentence and not other.nominal
        )
    )


def _copular(reading: Reading, clause: Clause) -> bool:
    """Whether what is said has "be" for its verb and came out as a predicate of the verb of saying: "said that the bridge was closed"."""
    for at in clause.predicate:
        between = reading.tokens[clause.head + 1 : at]
        if any(token.pos == "AUX" and {"Tense=Past", "Tense=Pres", "VerbForm=Fin"} & token.features for token in between):
            return True
    return False


def _that_follows(reading: Reading, clause: Clause) -> bool:
    """Whether ", that" stands behind a verb with no other finite verb between, as where what is said has no verb: «сообщил, что ему плохо»."""
    if not any(feature.startswith("VerbForm=") for feature in reading.tokens[clause.head].features) or reading.tokens[clause.head].pos == "AUX":
        return False
    for token in reading.tokens[clause.head + 1 : reading.sentences[clause.sentence].last]:
        if token.pos in {"VERB", "AUX"} and "VerbForm=Inf" not in token.features:
            return False
        if token.text == "," and token.index + 1 < len(reading.tokens):
            after = reading.tokens[token.index + 1]
            return after.pos == "SCONJ" and after.lower in _THAT
    return False


def _that_on_paper(reading: Reading, clause: Clause) -> bool:
    """Whether the parse hung what is said on the paper that it is said in: "said in a press release that Dahl was held"."""
    papers = {oblique.head for oblique in clause.obliques if clause.head < oblique.head}
    for other in reading.clauses.values() if papers else ():
        subjects = other.patients if other.passive else other.agents
        if other.governor in papers and other.relation == "relative" and any(other.governor < at < other.head for at in subjects):
            return reading.tokens[other.governor + 1].lower == "that"
    return False


def _complements_of(clause: Clause) -> tuple[str, ...]:
    # in "who prosecutors say led the gang" what is said is told of the one before
    return ("complement", "open") if clause.relation == "relative" else ("complement",)


def _told_that(reading: Reading, clause: Clause, lexicon: Attributions) -> bool:
    """Whether what was told hangs on the hearer, as the parse may have it in "told the inquiry that guards slept"."""
    if clause.lemma not in lexicon.addresses:
        return False
    hearers = {*clause.patients, *clause.recipients, *clause.agents}
    hearers |= {oblique.head for oblique in clause.obliques if clause.head < oblique.head}
    after = [other for other in reading.clauses.values() if other.sentence == clause.sentence and not other.nominal and other.head > clause.head]
    hung = [other for other in after if other.governor in hearers and other.relation == "relative" and other.agents and _finite(other)]
    return any(other.governor not in other.agents for other in hung)


def _finite(clause: Clause) -> bool:
    return clause.tense is not Tense.NONE or bool(clause.marks) or bool(clause.auxiliaries)


def _strayed(clause: Clause, other: Clause) -> bool:
    """Whether a "that" clause hangs on a noun between, as in "said in the final days of the trial that …"."""
    governor = other.governor
    return "that" in other.marks and other.relation != "adverbial" and governor is not None and clause.head < governor < other.head < clause.last


def _request(reading: Reading, clause: Clause) -> bool:
    return any(
        other.governor == clause.head and other.relation in {"open", "complement"}
        for other in reading.clauses.values()
        if other.sentence == clause.sentence and not other.nominal
    )


def _parenthetical(reading: Reading, clause: Clause) -> bool:
    """Whether the clause is set off like ", the mayor said," or ", said the mayor": its content is then the sentence around it."""
    sentence = reading.sentences[clause.sentence]
    first, last = clause.head, clause.head + 1
    for agent in clause.agents[:1]:
        phrase = reading.phrases.get(agent)
        if phrase is None or not sentence.first <= agent < sentence.last:
            continue
        if agent < clause.head:
            first = min(first, phrase.first)
            # a phrase may carry an apposition or relative clause between itself and its verb
            if clause.head - agent > _FAR:
                return False
        else:
            last = max(last, phrase.whole_last)
    before = reading.tokens[first - 1].text if first > sentence.first else ""
    return before in _EDGES and _ends(reading, last, sentence.last)


def _ends(reading: Reading, at: int, last: int) -> bool:
    """Whether a comma, a quotation mark or the end of the sentence follows, at most a short adverbial let pass."""
    for step in range(at, min(at + _FAR, last)):
        if reading.tokens[step].text in _EDGES or reading.tokens[step].text in {".", ":", ";"}:
            return True
        if reading.tokens[step].pos in {"VERB", "AUX", "SCONJ"}:
            return False
    return at + _FAR >= last


def _beside_quotation(reading: Reading, clause: Clause, quotations: tuple[Span, ...]) -> bool:
    sentence = reading.sentences[clause.sentence].span
    return any(span.overlaps(sentence) or 0 <= sentence.start - span.end <= 2 for span in quotations)

"""Cues in one report: who says, who passes on, and by which words."""

from collections.abc import Iterator

from reportedly.extract.cue_colons import announced, colons
from reportedly.extract.cue_phrases import misread, phrases
from reportedly.extract.cue_words import Cue, can_speak, inside, may_speak
from reportedly.extract.tellers import head_before, name_at, phrase_from
from reportedly.lexicon.attribution import Attributions, CueRule
from reportedly.model.text import Clause, NameKind, Reading, Span, Tense

__all__ = ["Cue", "can_speak", "find_cues", "inside"]


_EDGES = frozenset({",", '"', "”", "“", "--", "—", "–", "''", "»", "-"})
_FAR = 9
_THAT = frozenset({"что", "будто", "чтобы"})


def find_cues(reading: Reading, lexicon: Attributions, quotations: tuple[Span, ...]) -> tuple[Cue, ...]:
    """All cues of a reading in text order, those inside quotations left out."""
    found = [*colons(reading, lexicon, quotations), *misread(reading, lexicon), *_verbs(reading, lexicon, quotations), *phrases(reading, lexicon)]
    kept = {cue.at: cue for cue in found if not inside(reading, cue.at, quotations)}
    return tuple(kept[at] for at in sorted(kept))


def _verbs(reading: Reading, lexicon: Attributions, quotations: tuple[Span, ...]) -> Iterator[Cue]:
    for head, clause in reading.clauses.items():
        if clause.nominal or clause.negated or _doubtful(reading, clause, lexicon) or _own_or_described(reading, head):
            continue
        other = (_quoted(reading, clause, lexicon) if clause.passive else None) or _cited(reading, clause, lexicon)
        if other is not None:
            yield other
            continue
        if clause.passive and not clause.agents and _said_of(reading, clause, lexicon):
            continue
        told = announced(reading, clause, lexicon, quotations) or _taken_up(reading, clause, lexicon)
        rule = _rule(reading, clause, lexicon, quotations) or (_any_of_saying(clause, lexicon) if told is not None else None)
        speaker = _speaker(reading, clause, lexicon)
        if speaker is not None and inside(reading, speaker, quotations):
            # in ""Terrific guy," the neighbour said" the parse may take the words for who says them
            speaker = head_before(reading, head)
        if rule is not None and speaker is not None and may_speak(reading, speaker, rule, lexicon):
            yield Cue(head, speaker, clause.first, clause.last, rule, clause, told=told)


def _own_or_described(reading: Reading, head: int) -> bool:
    """Whether a verb is the writer's own, «напомним», or is declined like an adjective and tells what somebody is like, «мэр, назвавший …»."""
    token = reading.tokens[head]
    cased = any(feature.startswith("Case=") for feature in token.features)
    return cased or (token.pos == "VERB" and "Person=1" in token.features)


def _said_of(reading: Reading, clause: Clause, lexicon: Attributions) -> bool:
    """Whether a passive tells what is said of somebody, not who says it: "Dahl, reported missing". A paper may hold what is said in it."""
    bare = clause.relation == "participle" and not clause.auxiliaries
    if bare and any(other.governor == clause.head and other.relation == "complement" for other in reading.clauses.values()):
        # "One commuter, Ada Quillfeather, posted that": nothing is posted that, so she posts
        return False
    return (clause.relation != "root" or bool(clause.auxiliaries)) and _within(reading, clause, lexicon) is None


def _any_of_saying(clause: Clause, lexicon: Attributions) -> CueRule | None:
    """The first rule of saying for a verb whose words stand elsewhere, so that it takes nothing in its own sentence."""
    rules = lexicon.rules_for(clause.lemma, tuple(oblique.prep for oblique in clause.obliques))
    return next((rule for rule in rules if {"quotation", "anything"} & set(rule.takes)), None)


def _taken_up(reading: Reading, clause: Clause, lexicon: Attributions) -> Span | None:
    """The sentence before, if a clause says of it who told it: "This was said by the mayor"."""
    sentence = reading.sentences[clause.sentence]
    about = [*clause.patients, *(oblique.head for oblique in clause.obliques)]
    if sentence.index == 0 or clause.relation not in {"root", "parataxis"} or not any(reading.tokens[at].lemma in lexicon.this for at in about):
        return None
    before = reading.sentences[sentence.index - 1]
    return None if before.is_headline else before.span


def _doubtful(reading: Reading, clause: Clause, lexicon: Attributions) -> bool:
    governor = reading.clauses.get(clause.governor) if clause.governor is not None else None
    if any(word in lexicon.conditions for word in clause.marks) or clause.tense is Tense.FUTURE:
        return True
    if clause.relation == "conjunct" and clause.tense is Tense.NONE and governor is not None:
        # "had learned to read and write"
        return _doubtful(reading, governor, lexicon)
    if not any(word in lexicon.doubt for word in clause.auxiliaries):
        return False
    return not (governor is not None and clause.relation == "open" and governor.lemma in lexicon.goes_on)


def _cited(reading: Reading, clause: Clause, lexicon: Attributions) -> Cue | None:
    """The one cited by an outlet: the lawyer in "Interfax reported, citing a lawyer"."""
    rule = lexicon.cites.get(clause.lemma)
    spoken = clause.relation in {"participle", "adverbial"} and clause.tense is Tense.NONE
    if rule is None or clause.passive or not spoken or not clause.patients or not can_speak(reading, clause.patients[0], lexicon):
        return None
    return Cue(clause.head, clause.patients[0], clause.first, clause.last, rule, clause)


def _quoted(reading: Reading, clause: Clause, lexicon: Attributions) -> Cue | None:
    rule = lexicon.quoted.get(clause.lemma)
    spoken = [oblique for oblique in clause.obliques if _lemma(reading, oblique.head) in lexicon.verbs]
    if rule is None or not spoken or not clause.patients or not can_speak(reading, clause.patients[0], lexicon):
        return None
    inner = reading.clauses.get(spoken[0].head)
    by = [oblique.head for part in (inner, clause) if part is not None for oblique in part.obliques if oblique.prep == "by"]
    agent = next(iter(by), next(iter(clause.agents), None))
    return Cue(clause.head, clause.patients[0], clause.first, clause.last, rule, clause, agent)


def _rule(reading: Reading, clause: Clause, lexicon: Attributions, quotations: tuple[Span, ...]) -> CueRule | None:
    acts = _governed_acts(reading, clause)
    said_of = tuple(_lemma(reading, at) for at in clause.predicate)
    that = ("that",) if _with_that(reading, clause) else ()
    added = (*(oblique.prep for oblique in clause.obliques), *((clause.particle,) if clause.particle else ()), *acts, *said_of, *that)
    for rule in lexicon.rules_for(clause.lemma, added):
        takes = rule.takes
        if rule.finite and clause.tense is Tense.NONE and not clause.auxiliaries:
            continue
        if "anything" in takes:
            return rule
        if "clause" in takes and (_complement(reading, clause) or _told_that(reading, clause, lexicon) or _parenthetical(reading, clause)):
            return rule
        if "quotation" in takes and _beside_quotation(reading, clause, quotations):
            return rule
        if "description" in takes and _describes(reading, clause, rule, quotations):
            return rule
        if "message" in takes and any(_lemma(reading, at) in lexicon.messages for at in clause.patients):
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
    if any(_lemma(reading, at) in rule.not_of for at in clause.patients):
        return False
    if rule.only_of:
        if clause.relation == "relative" and any(at < clause.head for at in clause.patients):
            # "the remarks that the mayor made" names the remarks again
            return False
        with_it = [oblique.head for oblique in clause.obliques if f"{clause.lemma} {oblique.prep}" in rule.words]
        return any(_lemma(reading, at) in rule.only_of for at in (*clause.patients, *with_it))
    others = [at for at in clause.patients if _lemma(reading, at) != "себя"]
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


def _complement(reading: Reading, clause: Clause) -> bool:
    return (
        _that_follows(reading, clause)
        or _that_on_paper(reading, clause)
        or _copular(reading, clause)
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


def _speaker(reading: Reading, clause: Clause, lexicon: Attributions) -> int | None:
    if clause.relation == "relative":
        before = _antecedent(reading, clause)
        if before is not None:
            return before
    agents = [agent for agent in clause.agents if not _after_phrase(reading, agent, lexicon) and reading.tokens[agent].pos != "NUM"]
    if agents:
        return _quoted_in(reading, _nearest(reading, clause, agents), lexicon)
    inside_body = _within(reading, clause, lexicon)
    if inside_body is not None or (clause.passive and lexicon.within):
        # a language that says things "in" a body says with a bare passive that nobody is named
        return inside_body
    if clause.passive and clause.patients:
        return clause.patients[0]
    before = _before_inset(reading, clause.head, lexicon) if clause.tense is not Tense.NONE else None
    if before is None:
        before = head_before(reading, clause.head)
    if before is not None and _may_be_subject(reading, before):
        return before
    after = phrase_from(reading, clause.head + 1, reading.sentences[clause.sentence].last)
    return after.head if after is not None and _may_be_subject(reading, after.head) else None


def _quoted_in(reading: Reading, agent: int, lexicon: Attributions) -> int:
    """The one quoted, where the parse takes who quotes for the speaker: "witnesses" in "witnesses quoted by the channel Quill said"."""
    phrase = reading.phrases.get(agent)
    if phrase is None or phrase.first == agent or not any(reading.tokens[at].lemma in lexicon.quoted for at in range(phrase.first, agent)):
        return agent
    within = (clause for at, clause in reading.clauses.items() if phrase.first < at < agent and clause.lemma in lexicon.quoted and clause.passive)
    return next((at for clause in within for at in clause.patients if phrase.first <= at < clause.head), agent)


def _within(reading: Reading, clause: Clause, lexicon: Attributions) -> int | None:
    """The body or paper that a language says things "in", as in "it was said in the ministry"."""
    homes = (lexicon.collectives, lexicon.documents, lexicon.media) if clause.passive else (lexicon.collectives,)
    heads = [oblique.head for oblique in clause.obliques if oblique.prep in lexicon.within]
    return next((head for head in heads if any(reading.tokens[head].lemma in words for words in homes) or _is_body(reading, head)), None)


def _is_body(reading: Reading, head: int) -> bool:
    name = name_at(reading, head)
    return name is not None and name.kind is NameKind.ORGANISATION


def _may_be_subject(reading: Reading, token: int) -> bool:
    """Whether a noun stands in the nominative, or in a language whose words do not tell."""
    cases = [feature for feature in reading.tokens[token].features if feature.startswith("Case=")]
    return cases in ([], ["Case=Nom"])


def _before_inset(reading: Reading, verb: int, lexicon: Attributions) -> int | None:
    """The noun before a clause set between commas: "a neighbour, who declined to give her name, said"."""
    if verb < 1 or reading.tokens[verb - 1].text != ",":
        return None
    around = [phrase for phrase in reading.phrases.values() if phrase.last < phrase.whole_last - 1 and verb - 1 <= phrase.whole_last <= verb]
    around = [phrase for phrase in around if any(token.pos in {"VERB", "AUX"} for token in reading.tokens[phrase.last : verb - 1])]
    nouns = [phrase for phrase in around if reading.tokens[phrase.last].text == "," and reading.tokens[phrase.head].pos in {"NOUN", "PROPN"}]
    return min((phrase.head for phrase in nouns if not _after_phrase(reading, phrase.head, lexicon)), default=None)


def _nearest(reading: Reading, clause: Clause, agents: list[int]) -> int:
    """The first of coordinated speakers, but the last where the parse strings together nouns that only commas part."""
    between = [reading.tokens[at].text.lower() for at in range(agents[0], agents[-1])]
    near = 0 < clause.head - agents[-1] <= _FAR
    return agents[-1] if len(agents) > 1 and near and "," in between and not _joined(reading, agents[-1]) else agents[0]


def _joined(reading: Reading, agent: int) -> bool:
    phrase = reading.phrases.get(agent)
    first = phrase.first if phrase is not None else agent
    return first > 0 and reading.tokens[first - 1].pos == "CCONJ"


def _after_phrase(reading: Reading, agent: int, lexicon: Attributions) -> bool:
    """Whether a noun belongs to "according to X": it is then not who says."""
    phrase = reading.phrases.get(agent)
    first = phrase.first if phrase is not None else agent
    words = [reading.tokens[at].text.lower() for at in range(max(0, first - 4), first)]
    return any(tuple(words[-len(known) :]) == known for known in lexicon.phrases)


def _antecedent(reading: Reading, clause: Clause) -> int | None:
    """The noun right before "who said", nearer than the one that the parse may choose; the subject in "who prosecutors say led the gang"."""
    for at in range(clause.head - 1, clause.first - 1, -1):
        if reading.tokens[at].pos in {"NOUN", "PROPN"}:
            return head_before(reading, clause.head)
        if reading.tokens[at].pos == "PRON" and at in clause.agents and "PronType=Rel" not in reading.tokens[at].features:
            return at
        if reading.tokens[at].pos == "PRON" and ("PronType=Rel" in reading.tokens[at].features or at == clause.first):
            return head_before(reading, at)
    return None


def _lemma(reading: Reading, token: int) -> str:
    return reading.tokens[token].lemma

"""Cues in one report: who says, who passes on, and by which words."""

from collections.abc import Iterator

from reportedly.extract.cue_colons import announced, colons
from reportedly.extract.cue_contents import rule_for
from reportedly.extract.cue_phrases import misread, phrases
from reportedly.extract.cue_words import Cue, can_speak, inside, lemma_at, may_speak
from reportedly.extract.tellers import head_before, name_at, phrase_from
from reportedly.lexicon.attribution import Attributions, CueRule
from reportedly.model.text import Clause, NameKind, Reading, Span, Tense

__all__ = ["Cue", "can_speak", "find_cues", "inside"]


_FAR = 9


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
        quoting = _quoting(reading, clause, lexicon)
        rule = rule_for(reading, clause, lexicon, quotations) or (_any_of_saying(clause, lexicon) if told is not None or quoting else None)
        speaker = _speaker(reading, clause, lexicon)
        if speaker is not None and inside(reading, speaker, quotations):
            # in ""Terrific guy," the neighbour said" the parse may take the words for who says them
            speaker = head_before(reading, head)
        if rule is not None and speaker is not None and may_speak(reading, speaker, rule, lexicon):
            yield Cue(head, speaker, clause.first, clause.last, rule, clause, next(iter(quoting.agents), None) if quoting else None, told)


def _quoting(reading: Reading, clause: Clause, lexicon: Attributions) -> Clause | None:
    """The clause that quotes whom a participle lets speak: "quoted" in "Interfax quoted the mayor as saying"."""
    above = reading.clauses.get(clause.governor) if clause.governor is not None and clause.relation == "participle" else None
    if above is None or above.passive or above.lemma not in lexicon.quoted:
        return None
    return above if any(oblique.head == clause.head for oblique in above.obliques) else None


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
    citing = clause.agents[0] if clause.relation == "relative" and clause.agents and not _saying_in(reading, clause, lexicon) else None
    if rule is None or clause.passive or not (spoken or citing is not None) or not clause.patients:
        return None
    if not can_speak(reading, clause.patients[0], lexicon):
        return None
    return Cue(clause.head, clause.patients[0], clause.first, clause.last, rule, clause, citing)


def _saying_in(reading: Reading, clause: Clause, lexicon: Attributions) -> bool:
    return any(lemma_at(reading, oblique.head) in lexicon.verbs for oblique in clause.obliques)


def _quoted(reading: Reading, clause: Clause, lexicon: Attributions) -> Cue | None:
    rule = lexicon.quoted.get(clause.lemma)
    spoken = [oblique for oblique in clause.obliques if lemma_at(reading, oblique.head) in lexicon.verbs]
    if rule is None or not spoken or not clause.patients or not can_speak(reading, clause.patients[0], lexicon):
        return None
    inner = reading.clauses.get(spoken[0].head)
    by = [oblique.head for part in (inner, clause) if part is not None for oblique in part.obliques if oblique.prep in {"by", "in"}]
    agent = next(iter(by), next(iter(clause.agents), None))
    return Cue(clause.head, clause.patients[0], clause.first, clause.last, rule, clause, agent)


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

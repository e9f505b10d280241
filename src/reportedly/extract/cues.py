"""Cues in one report: who says, who passes on, and by which words."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.tellers import head_before, name_at, phrase_from
from reportedly.lexicon.attribution import Attributions, CueRule
from reportedly.lexicon.people import load_people
from reportedly.model.text import Clause, Reading, Span, Tense

__all__ = ["Cue", "find_cues", "inside"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A crediting word at a token, the head token of whom it credits, the range of its clause, and the rule it follows."""

    at: int
    speaker: int
    first: int
    last: int
    rule: CueRule
    clause: Clause | None = None
    agent: int | None = None


def inside(reading: Reading, token: int, spans: tuple[Span, ...]) -> bool:
    """Whether a token stands inside one of some spans."""
    span = reading.tokens[token].span
    return any(other.contains(span) for other in spans)


def find_cues(reading: Reading, lexicon: Attributions, quotations: tuple[Span, ...]) -> tuple[Cue, ...]:
    """All cues of a reading in text order, those inside quotations left out."""
    found = [*_verbs(reading, lexicon, quotations), *_phrases(reading, lexicon)]
    kept = {cue.at: cue for cue in found if not inside(reading, cue.at, quotations)}
    return tuple(kept[at] for at in sorted(kept))


def _verbs(reading: Reading, lexicon: Attributions, quotations: tuple[Span, ...]) -> Iterator[Cue]:
    for head, clause in reading.clauses.items():
        if clause.nominal or clause.negated or _doubtful(reading, clause, lexicon):
            continue
        if clause.passive:
            cue = _quoted(reading, clause, lexicon)
            if cue is not None:
                yield cue
                continue
            if clause.relation != "root" or clause.auxiliaries:
                continue
        rule = _rule(reading, clause, lexicon, quotations)
        speaker = _speaker(reading, clause)
        if rule is not None and speaker is not None and _can_speak(reading, speaker, lexicon) and _lemma(reading, speaker) not in rule.not_by:
            yield Cue(head, speaker, clause.first, clause.last, rule, clause)


def _doubtful(reading: Reading, clause: Clause, lexicon: Attributions) -> bool:
    if not any(word in lexicon.doubt for word in clause.auxiliaries):
        return False
    governor = reading.clauses.get(clause.governor) if clause.governor is not None else None
    return not (governor is not None and clause.relation == "open" and governor.lemma in lexicon.goes_on)


def _quoted(reading: Reading, clause: Clause, lexicon: Attributions) -> Cue | None:
    rule = lexicon.quoted.get(clause.lemma)
    spoken = [oblique for oblique in clause.obliques if _lemma(reading, oblique.head) in lexicon.verbs]
    if rule is None or not spoken or not clause.patients:
        return None
    inner = reading.clauses.get(spoken[0].head)
    by = [oblique.head for part in (inner, clause) if part is not None for oblique in part.obliques if oblique.prep == "by"]
    agent = next(iter(by), next(iter(clause.agents), None))
    return Cue(clause.head, clause.patients[0], clause.first, clause.last, rule, clause, agent)


def _rule(reading: Reading, clause: Clause, lexicon: Attributions, quotations: tuple[Span, ...]) -> CueRule | None:
    added = tuple(oblique.prep for oblique in clause.obliques) + ((clause.particle,) if clause.particle else ())
    for rule in lexicon.rules_for(clause.lemma, added):
        takes = rule.takes
        if "anything" in takes:
            return rule
        if "clause" in takes and (_complement(reading, clause) or _parenthetical(reading, clause)):
            return rule
        if "quotation" in takes and _beside_quotation(reading, clause, quotations):
            return rule
        if "description" in takes and (clause.predicate or _governed_by_it(clause, rule) or _small_clause(reading, clause)):
            return rule
        if "matter" in takes and (clause.patients or _governed_by_it(clause, rule)):
            return rule
    return None


def _governed_by_it(clause: Clause, rule: CueRule) -> bool:
    return any(f"{clause.lemma} {oblique.prep}" in rule.words for oblique in clause.obliques)


def _small_clause(reading: Reading, clause: Clause) -> bool:
    """Whether two noun phrases or a noun and an adjective follow the verb side by side: "called the search a disgrace"."""
    first = phrase_from(reading, clause.head + 1, clause.last)
    if first is None or first.last >= clause.last:
        return False
    after = reading.tokens[first.last]
    return after.pos == "ADJ" or (after.pos == "DET" and first.whole_last == first.last) or after.text in {'"', "“", "‘"}


def _complement(reading: Reading, clause: Clause) -> bool:
    return any(
        other.governor == clause.head and other.relation == "complement" and (other.tense is not Tense.NONE or other.marks or other.auxiliaries)
        for other in reading.clauses.values()
        if other.sentence == clause.sentence and not other.nominal
    )


def _parenthetical(reading: Reading, clause: Clause) -> bool:
    """Whether the clause is one like ", the mayor said" whose content the parse hangs elsewhere."""
    if clause.patients and clause.relation != "parataxis":
        return False
    sentence = reading.sentences[clause.sentence]
    ahead = [at for at in range(sentence.first, clause.head) if reading.tokens[at].text == "," or reading.tokens[at].text in '"”']
    return (
        bool(ahead) and clause.head - ahead[-1] <= 12 and clause.relation in {"root", "parataxis", "adverbial"} and clause.head + 6 >= sentence.last
    )


def _beside_quotation(reading: Reading, clause: Clause, quotations: tuple[Span, ...]) -> bool:
    sentence = reading.sentences[clause.sentence].span
    return any(span.overlaps(sentence) or 0 <= sentence.start - span.end <= 2 for span in quotations)


def _speaker(reading: Reading, clause: Clause) -> int | None:
    if clause.relation == "relative":
        before = _antecedent(reading, clause)
        if before is not None:
            return before
    if clause.agents:
        return clause.agents[0]
    if clause.passive and clause.patients:
        return clause.patients[0]
    before = head_before(reading, clause.head)
    if before is not None:
        return before
    after = phrase_from(reading, clause.head + 1, reading.sentences[clause.sentence].last)
    return after.head if after is not None else None


def _antecedent(reading: Reading, clause: Clause) -> int | None:
    """The noun right before "who said": nearer than the one that the parse may choose."""
    for at in range(clause.head - 1, clause.first - 1, -1):
        if reading.tokens[at].pos == "PRON" and "PronType=Rel" in reading.tokens[at].features:
            return head_before(reading, at)
    return None


def _can_speak(reading: Reading, speaker: int, lexicon: Attributions) -> bool:
    """Whether people or bodies are called that: a name, a pronoun, a word for a person, a body or a document, and none of the mute things."""
    token = reading.tokens[speaker]
    if token.lemma in lexicon.mute or token.text.lower() in lexicon.mute:
        return False
    if token.pos == "PROPN" or name_at(reading, speaker) is not None or token.text.lower() in lexicon.pronouns:
        return True
    if any(token.lemma in words for words in (lexicon.collectives, lexicon.documents, lexicon.media)):
        return True
    return load_people(reading.lang).noun(token.lemma, token.text.lower()) is not None


def _phrases(reading: Reading, lexicon: Attributions) -> Iterator[Cue]:
    for words, rule in lexicon.phrases.items():
        for at in range(len(reading.tokens) - len(words)):
            if all(reading.tokens[at + step].text.lower() == word for step, word in enumerate(words)):
                sentence = reading.sentence_of(at)
                phrase = phrase_from(reading, at + len(words), _comma(reading, at, sentence.last))
                if phrase is not None and _can_speak(reading, phrase.head, lexicon):
                    yield Cue(at, phrase.head, at, phrase.last, rule)


def _comma(reading: Reading, at: int, last: int) -> int:
    return next((comma for comma in range(at, last) if reading.tokens[comma].text == ","), last)


def _lemma(reading: Reading, token: int) -> str:
    return reading.tokens[token].lemma

"""Whom a pronoun that speaks may stand for: the nearest speaker or subject before it that fits."""

from collections.abc import Iterator, Sequence

from reportedly.extract.tellers import name_at
from reportedly.lexicon.attribution import Attributions
from reportedly.lexicon.people import load_people
from reportedly.model.text import NameKind, Reading
from reportedly.model.utterances import Utterance

__all__ = ["antecedent_of"]

_REACH = 3


def antecedent_of(reading: Reading, utterance: Utterance, before: Sequence[Utterance], lexicon: Attributions) -> int | None:
    """The head token of the best antecedent of a pronoun speaker, or None."""
    word = utterance.speaker_text.lower()
    if word in lexicon.neuter:
        return max((head for head in _candidates(reading, utterance, before, lexicon) if _is_body(reading, head, lexicon)), default=None)
    plural = word in lexicon.plurals
    candidates = [head for head in _candidates(reading, utterance, before, lexicon) if _fits(reading, head, lexicon, plural=plural)]
    return max(candidates, default=None)


def _candidates(reading: Reading, utterance: Utterance, before: Sequence[Utterance], lexicon: Attributions) -> Iterator[int]:
    for earlier in before:
        head = earlier.antecedent if earlier.antecedent is not None else earlier.speaker_head
        if head is not None and earlier.cue < utterance.cue and utterance.sentence - earlier.sentence <= 2 * _REACH:
            yield head
    for head, clause in reading.clauses.items():
        near = utterance.sentence - _REACH <= clause.sentence < utterance.sentence
        # a reporter who tells it all is nobody of whom it is told
        if not clause.nominal and clause.relation == "root" and near and clause.lemma not in lexicon.outlet_verbs and head < utterance.speaker_first:
            for subject in (clause.patients if clause.passive else clause.agents)[:1]:
                name = name_at(reading, subject)
                if name is not None and name.kind in {NameKind.PERSON, NameKind.ORGANISATION}:
                    yield subject


def _is_body(reading: Reading, head: int, lexicon: Attributions) -> bool:
    """Whether "it" can say something in its stead: a body, and no single person."""
    name = name_at(reading, head)
    body = reading.tokens[head].lemma in lexicon.collectives or reading.tokens[head].lemma in lexicon.documents
    return (name is not None and name.kind is NameKind.ORGANISATION) or (body and not _single(reading, head))


def _fits(reading: Reading, head: int, lexicon: Attributions, *, plural: bool) -> bool:
    token = reading.tokens[head]
    if token.text.lower() in lexicon.pronouns:
        return False
    phrase = reading.phrases.get(head)
    name = name_at(reading, head)
    body = token.lemma in lexicon.collectives or (name is not None and name.kind is NameKind.ORGANISATION)
    many = "Number=Plur" in token.features or (phrase is not None and bool(phrase.conjuncts))
    if not plural and name is None and token.pos == "NOUN" and token.lemma in lexicon.speakers and not _single(reading, head):
        # no delegation is "he"
        return False
    # "they" may be a body, which "he" and "she" never are; but a word such as "officer" is both a word for a person and for a body
    return (many or body) if plural else not many and (not body or (name is None and _single(reading, head)))


def _single(reading: Reading, head: int) -> bool:
    token = reading.tokens[head]
    return load_people(reading.lang).noun(token.lemma, token.text.lower()) is not None

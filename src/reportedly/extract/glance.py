"""Whether sentences can tell of a case, from how they are built: rules match as they do in a report, but anybody may be somebody."""

from collections.abc import Iterator

from reportedly.extract.matcher import Hit, find_hits
from reportedly.extract.offences import find_offences
from reportedly.extract.terms import find_terms
from reportedly.lexicon.deciders import load_deciders
from reportedly.lexicon.people import load_people
from reportedly.lexicon.steps import load_steps, makes_case
from reportedly.model.text import NameKind, Reading, Sentence

__all__ = ["telling_sentence"]

_SOMEBODY = frozenset({"PROPN", "PRON", "NUM"})
_THINGS = frozenset({"it", "itself", "this", "that", "which", "what", "these", "those"})
_BESIDE = 4


def telling_sentence(reading: Reading) -> Sentence | None:
    """The first of some sentences, read apart from their report, that tells a step or an accusation that makes a case, or calls a name accused.

    Who is meant is not asked: a pronoun, a number and any name may stand for a person, as may a rule without one whose person stands before it.
    """
    head = next(_heads_of_steps(reading), None)
    return reading.sentence_of(head) if head is not None else next(_calling_accused(reading), None)


def _heads_of_steps(reading: Reading) -> Iterator[int]:
    words = load_people(reading.lang)
    places = {index for name in reading.names if name.kind in {NameKind.PLACE, NameKind.NATIONALITY} for index in range(name.first, name.last)}

    def is_person(head: int) -> bool:
        token = reading.tokens[head]
        if token.pos in _SOMEBODY:
            return head not in places and token.lower not in _THINGS
        if token.pos in {"NOUN", "ADJ"} and words.of_token(token) is not None:
            return True
        phrase = reading.phrases.get(head)
        return phrase is not None and any(
            reading.tokens[other].pos == "PROPN" for other in (*phrase.appositions, phrase.last) if other < len(reading.tokens)
        )

    hits = [hit for hit in find_hits(reading, load_steps(reading.lang), find_terms(reading), is_person) if makes_case(hit.rule)]
    crimes = _sentences_with_crimes(reading) if any("crime" in hit.rule.needs for hit in hits) else frozenset()
    return (hit.head for hit in hits if "crime" not in hit.rule.needs or reading.tokens[hit.head].sentence in crimes or _is_official(reading, hit))


def _sentences_with_crimes(reading: Reading) -> frozenset[int]:
    """The sentences in which an offence stands that the lexicon knows."""
    spans = [mention.span for mention in find_offences(reading) if mention.kind is not None]
    return frozenset(sentence.index for sentence in reading.sentences if any(sentence.span.start <= span.start < sentence.span.end for span in spans))


def _is_official(reading: Reading, hit: Hit) -> bool:
    """Whether those who prosecute, or a body, may be the ones who accuse; a person or a pronoun who accuses is neither."""
    words, told = load_people(reading.lang), load_deciders(reading.lang)
    official = words.prosecuting | told.court | told.force
    sentence = reading.sentence_of(hit.head)
    if any(token.lemma in official or token.lower in official for token in reading.tokens[sentence.first : sentence.last]):
        return True
    people = {index for name in reading.names if name.kind is NameKind.PERSON for index in range(name.first, name.last)}
    return any(reading.tokens[head].pos == "PROPN" and head not in people for head in hit.by)


def _calling_accused(reading: Reading) -> Iterator[Sentence]:
    words = load_people(reading.lang)
    people = {index for name in reading.names if name.kind is not NameKind.PLACE for index in range(name.first, name.last)}
    for token in reading.tokens:
        word = words.noun(token.lemma, token.lower) if token.pos in {"NOUN", "PROPN", "ADJ"} else None
        sentence = reading.sentence_of(token.index)
        near = range(max(sentence.first, token.index - _BESIDE), min(sentence.last, token.index + _BESIDE + 1))
        if word is not None and word.accusing and any(index in people for index in near if index != token.index):
            yield sentence

"""Whether sentences can tell of a case, from how they are built: rules match as they do in a report, but anybody may be somebody."""

from reportedly.extract.matcher import find_hits
from reportedly.extract.terms import find_terms
from reportedly.lexicon.people import load_people
from reportedly.lexicon.steps import load_steps, makes_case
from reportedly.model.text import NameKind, Reading

__all__ = ["can_tell_case"]

_SOMEBODY = frozenset({"PROPN", "PRON", "NUM"})
_THINGS = frozenset({"it", "itself", "this", "that", "which", "what", "these", "those"})
_BESIDE = 4


def can_tell_case(reading: Reading) -> bool:
    """Whether some sentences, read apart from their report, tell a step or an accusation that makes a case, or call a name accused.

    Who is meant is not asked: a pronoun, a number and any name may stand for a person, as may a rule without one whose person stands before it.
    """
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

    if any(makes_case(hit.rule) for hit in find_hits(reading, load_steps(reading.lang), find_terms(reading), is_person)):
        return True
    return _calls_accused(reading)


def _calls_accused(reading: Reading) -> bool:
    words = load_people(reading.lang)
    people = {index for name in reading.names if name.kind is not NameKind.PLACE for index in range(name.first, name.last)}
    for token in reading.tokens:
        word = words.noun(token.lemma, token.lower) if token.pos in {"NOUN", "PROPN", "ADJ"} else None
        sentence = reading.sentence_of(token.index)
        near = range(max(sentence.first, token.index - _BESIDE), min(sentence.last, token.index + _BESIDE + 1))
        if word is not None and word.accusing and any(index in people for index in near if index != token.index):
            return True
    return False

"""Sentences told in lists: "Dahl was jailed for 20 years, Orlo for 15 and Brandt for ten", and one line for each person."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.extract.matcher import Hit
from reportedly.extract.names import PersonName
from reportedly.model.claims import StepType
from reportedly.model.text import Clause, Reading
from reportedly.model.when import Term

__all__ = ["further_sentences"]

_BRIDGE = frozenset({"for", "to", "of", "and", "got", "a", "an", "-", "–", "—", ":", ",", "(", ")", "year", "years", "old", "also", "while", "with"})
_LINES = 20


def further_sentences(reading: Reading, names: Sequence[PersonName], terms: Sequence[Term], hits: Sequence[Hit]) -> list[Hit]:
    """Hits for people who share the verb of a sentence told before: behind it in the same sentence, or in a line of a list of their own."""
    found: list[Hit] = []
    taken = {head for hit in hits for head in hit.who}
    for name, term in _pairs(reading, names, terms):
        if any(index in taken for index in range(name.first, name.last)):
            continue
        model = _model(reading, hits, name)
        if model is not None:
            clause = _own_clause(reading, model, name, term)
            found.append(replace(model, head=name.last - 1, who=(name.last - 1,), by=(), clause=clause))
    return found


def _pairs(reading: Reading, names: Sequence[PersonName], terms: Sequence[Term]) -> Iterator[tuple[PersonName, Term]]:
    """Names that a penalty stands right behind, with nothing but an age, a home and small words between."""
    for name in names:
        after = next((term for term in terms if term.first >= name.last and not term.maximum), None)
        if after is None or reading.tokens[after.first].sentence != reading.tokens[name.first].sentence:
            continue
        between = reading.tokens[name.last : after.first]
        small = all(token.text.lower() in _BRIDGE or token.pos in {"NUM", "PUNCT", "PROPN", "DET"} for token in between)
        if len(between) <= 12 and small and not any(other.first < after.first and other.first >= name.last for other in names):
            yield name, after


def _model(reading: Reading, hits: Sequence[Hit], name: PersonName) -> Hit | None:
    """The sentencing that a name's penalty belongs to: told before it in the same sentence, or heading the list whose line this is."""
    sentence = reading.sentence_of(name.first)
    for hit in reversed([hit for hit in hits if hit.rule.step is StepType.SENTENCE and hit.head < name.first]):
        other = reading.sentence_of(hit.head)
        if other.index == sentence.index:
            return hit
        if sentence.first == name.first and not _has_verb(reading, name) and sentence.index - other.index <= _LINES and not other.is_headline:
            return hit
    return None


def _has_verb(reading: Reading, name: PersonName) -> bool:
    sentence = reading.sentence_of(name.first)
    return any(not clause.nominal and sentence.first <= clause.head < sentence.last for clause in reading.clauses.values() if clause.tense != "none")


def _own_clause(reading: Reading, model: Hit, name: PersonName, term: Term) -> Clause:
    return Clause(name.last - 1, model.clause.lemma, reading.tokens[name.first].sentence, name.first, term.last, nominal=True)

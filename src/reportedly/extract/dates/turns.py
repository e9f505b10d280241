"""Whether a clause speaks of what was or of what is to come, which decides the year or week of a time told without one."""

from reportedly.extract.dates.resolving import Turn
from reportedly.lexicon.dates import DateLexicon
from reportedly.model.text import Clause, Reading, Tense

__all__ = ["turn_of"]

_DEPTH = 5


def turn_of(reading: Reading, token: int, lexicon: DateLexicon) -> Turn:
    """The turn of the clause that a token stands in: its own tense, or that of the clauses that govern it."""
    clause = reading.clause_of(token)
    upcoming, modal = lexicon.cues.get("upcoming", frozenset()), lexicon.cues.get("modal", frozenset())
    for _ in range(_DEPTH):
        if clause is None:
            return Turn.NEAR if not _has_verb(reading, token) else Turn.PAST
        if _looks_ahead(reading, clause, upcoming, modal):
            return Turn.FUTURE
        if clause.tense is Tense.PAST:
            return Turn.PAST
        governor = reading.clauses.get(clause.governor) if clause.governor is not None else None
        if clause.tense is Tense.PRESENT or governor is None:
            break
        if governor.lemma == "be" and clause.relation == "open" and not governor.nominal:
            return Turn.FUTURE
        clause = governor if not governor.nominal else reading.clause_of(governor.head)
    return Turn.PAST


def _has_verb(reading: Reading, token: int) -> bool:
    sentence = reading.sentence_of(token)
    return any(not clause.nominal and sentence.first <= head < sentence.last for head, clause in reading.clauses.items())


def _looks_ahead(reading: Reading, clause: Clause, upcoming: frozenset[str], modal: frozenset[str]) -> bool:
    if clause.tense is Tense.FUTURE or clause.lemma in upcoming or any(word in modal for word in clause.auxiliaries):
        # "would have", "must have" look back
        return "have" not in clause.auxiliaries
    said = [*clause.predicate, *clause.agents, *clause.patients] if clause.lemma == "be" else list(clause.predicate)
    return any(reading.tokens[head].lemma in upcoming or _modified(reading, head, upcoming) for head in said)


def _modified(reading: Reading, head: int, words: frozenset[str]) -> bool:
    phrase = reading.phrases.get(head)
    return phrase is not None and any(reading.tokens[at].lemma in words for at in range(phrase.first, head))

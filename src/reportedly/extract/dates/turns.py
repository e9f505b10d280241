"""Whether a clause speaks of what was or of what is to come, which decides the year or week of a time told without one."""

from reportedly.extract.dates.resolving import Turn
from reportedly.lexicon.dates import DateLexicon
from reportedly.model.text import Clause, Reading, Tense

__all__ = ["turn_of"]

_DEPTH = 5
_NONE: frozenset[str] = frozenset()


def turn_of(reading: Reading, token: int, lexicon: DateLexicon) -> Turn:
    """The turn of the clause that a token stands in: its own tense, or that of the clauses that govern it.

    The present may mean either, so it is near.
    """
    clause = reading.clause_of(token)
    if clause is None:
        return Turn.NEAR
    if _is_act(reading, clause, token, lexicon):
        return Turn.PAST
    leading: frozenset[str] = _NONE
    for _ in range(_DEPTH):
        if _looks_ahead(reading, clause, lexicon, leading):
            return Turn.FUTURE
        own = _own_turn(clause, lexicon)
        if own is not None:
            return own
        governor = reading.clauses.get(clause.governor) if clause.governor is not None else None
        governor = reading.clause_of(governor.head) if governor is not None and governor.nominal else governor
        if governor is None:
            return Turn.PAST
        if clause.relation == "open" and governor.lemma == "be":
            return Turn.FUTURE
        if clause.relation in {"participle", "relative", "adverbial"} and not _is_infinitive(clause, lexicon):
            return Turn.PAST
        leading = lexicon.cues.get("leading", _NONE) if clause.relation == "open" else _NONE
        clause = governor
    return Turn.PAST


def _is_act(reading: Reading, clause: Clause, token: int, lexicon: DateLexicon) -> bool:
    """Whether a time dates the decision and not what was decided: "was remanded on Sunday", but "was adjourned to Sunday"."""
    if clause.tense is not Tense.PAST or clause.lemma not in lexicon.cues.get("acting", _NONE):
        return False
    before = [reading.tokens[at] for at in range(max(clause.first, token - 3), token) if reading.tokens[at].pos in {"ADP", "SCONJ", "PART"}]
    return not before or before[-1].text.lower() == "on"


def _own_turn(clause: Clause, lexicon: DateLexicon) -> Turn | None:
    if clause.tense is Tense.PAST or lexicon.cues.get("perfect", _NONE).intersection(clause.auxiliaries):
        return Turn.PAST
    return Turn.NEAR if clause.tense is Tense.PRESENT else None


def _is_infinitive(clause: Clause, lexicon: DateLexicon) -> bool:
    return bool(lexicon.cues.get("infinitive", _NONE).intersection(clause.auxiliaries))


def _looks_ahead(reading: Reading, clause: Clause, lexicon: DateLexicon, leading: frozenset[str]) -> bool:
    upcoming, modal = lexicon.cues.get("upcoming", _NONE), lexicon.cues.get("modal", _NONE)
    if clause.tense is Tense.PAST and lexicon.cues.get("perfect", _NONE).intersection(clause.auxiliaries):
        # "had been due to expire"
        return False
    if clause.tense is Tense.FUTURE or clause.lemma in upcoming or clause.lemma in leading or modal.intersection(clause.auxiliaries):
        # "would have", "must have" look back
        return not (lexicon.cues.get("perfect", _NONE).intersection(clause.auxiliaries) and modal.intersection(clause.auxiliaries))
    said = [*clause.predicate, *clause.agents, *clause.patients] if clause.tense is Tense.PRESENT else list(clause.predicate)
    return any(reading.tokens[head].lemma in upcoming or _modified(reading, head, upcoming) for head in said)


def _modified(reading: Reading, head: int, words: frozenset[str]) -> bool:
    phrase = reading.phrases.get(head)
    return phrase is not None and any(reading.tokens[at].lemma in words for at in range(phrase.first, head))

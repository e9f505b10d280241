"""Who is told to have done a deed in what somebody says: "police say that Dahl stabbed a man", "the complaint alleges that Dahl conspired"."""

from collections.abc import Iterator

from reportedly.extract.person_nouns import noun_at
from reportedly.extract.regions import has_any
from reportedly.model.text import Clause, Reading

__all__ = ["culprits_in"]


def culprits_in(reading: Reading, clause: Clause, deeds: frozenset[str], without: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """The head tokens of those who do one of some deeds in what a clause says, or in a verb that is joined to it.

    Not those whom a word calls one of the police, who shoot at work, and nobody in a clause with one of the words ``without`` ("in self-defence").
    """
    found: list[int] = []
    for told, subject in _told(reading, clause):
        # "baby shot in her home, police say": without an object the subject may be whom it was done to
        done = told.lemma in deeds and not told.passive and not told.negated and bool(told.patients or told.lemma == "conspire")
        if done and not has_any(reading, range(told.first, told.last), without):
            found.extend(agent for agent in told.agents or subject if not _is_of_police(reading, agent))
    return tuple(dict.fromkeys(found))


def _told(reading: Reading, clause: Clause) -> Iterator[tuple[Clause, tuple[int, ...]]]:
    """What is said, verb by verb, each with the subject that it shares with the one before."""
    inside = [other for other in reading.clauses.values() if other.sentence == clause.sentence and not other.nominal]
    for first in inside:
        if first.governor == clause.head and first.relation == "complement":
            yield first, ()
            subject = () if first.passive else first.agents
            yield from ((other, subject) for other in inside if other.governor == first.head and other.relation == "conjunct")


def _is_of_police(reading: Reading, agent: int) -> bool:
    phrase = reading.phrases.get(agent)
    told = range(phrase.first, phrase.last) if phrase is not None else range(agent, agent + 1)
    words = (noun_at(reading, at) for at in told)
    return any(word is not None and word.arresting for word in words)

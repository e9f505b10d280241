"""Phrases that a sentence gives a name to: "police identified the suspect as Jon Dahl", "Dahl was the only adult charged"."""

from collections.abc import Callable, Iterator, Mapping

from reportedly.lexicon.pronouns import Pronouns, load_pronouns
from reportedly.lexicon.standings import load_standings
from reportedly.model.claims import Standing
from reportedly.model.text import Clause, Reading

__all__ = ["equated_in"]


def equated_in(reading: Reading, named: Mapping[int, int], for_person: Callable[[int], bool]) -> dict[int, int]:
    """The key of the person that a phrase for one person (by head token) is said to be.

    ``named`` are the keys of people by the tokens of their names; ``for_person`` tells whether a noun means somebody.
    """
    words = load_pronouns(reading.lang)
    found: dict[int, int] = {}
    for clause in reading.clauses.values():
        if clause.nominal or clause.negated:
            continue
        if clause.lemma in words.naming:
            found.update(_named_as(reading, clause, named, for_person))
        if clause.lemma in words.equating and len(clause.agents) == 1:
            told = _is_named(reading, clause, named, for_person) if words.bare else _is_called(reading, clause, named, for_person, words)
            found.update(told)
    return found


def _named_as(reading: Reading, clause: Clause, named: Mapping[int, int], for_person: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    names = [named[oblique.head] for oblique in clause.obliques if oblique.prep == "as" and oblique.head in named]
    people = [head for head in clause.patients if head not in named and for_person(head)]
    if len(names) == len(people) == 1 and "Number=Plur" not in reading.tokens[people[0]].features:
        yield people[0], names[0]


def _is_named(reading: Reading, clause: Clause, named: Mapping[int, int], for_person: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Nouns that are said to be somebody, in languages without articles: "подозреваемый — Егор Дальнин"."""
    said = [head for head in clause.predicate if reading.tokens[head].pos == "PRON"]
    phrase = reading.phrases.get(clause.agents[0])
    subject = next((at for at in (clause.agents[0], *(phrase.appositions if phrase is not None else ())) if at in named), None)
    if subject is not None and len(said) == 1:
        # "Им оказался Егор Дальнин"
        yield said[0], named[subject]
    names = [head for head in clause.predicate if head in named]
    noun = reading.tokens[clause.agents[0]]
    if len(names) == 1 and noun.pos == "NOUN" and for_person(noun.index) and "Number=Sing" in noun.features:
        yield noun.index, named[names[0]]


def _is_called(
    reading: Reading, clause: Clause, named: Mapping[int, int], for_person: Callable[[int], bool], words: Pronouns
) -> Iterator[tuple[int, int]]:
    """What somebody named is said to be, where it can be only one: "Dahl was the only adult charged", "Dahl is the first of them to be tried"."""
    key = named.get(clause.agents[0])
    if key is None:
        return
    unreal = (rule for rule in load_standings(reading.lang) if rule.standing is Standing.HYPOTHETICAL)
    if any(rule.auxiliaries.intersection(clause.auxiliaries) or rule.marks.intersection(clause.marks) for rule in unreal):
        return
    for head in clause.predicate:
        phrase, token = reading.phrases.get(head), reading.tokens[head]
        if phrase is None or token.pos != "NOUN" or "Number=Plur" in token.features or not for_person(head):
            continue
        before = {reading.tokens[at].lower for at in range(phrase.first, head)}
        if reading.tokens[phrase.first].lower in words.definite and before & words.unique and phrase.clauses:
            yield head, key

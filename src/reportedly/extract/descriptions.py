"""The places of a report that describe somebody: words before a name, appositions, predicates, and phrases that mean them."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.entities import Entity
from reportedly.extract.scene import Scene
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.text import Reading

__all__ = ["Description", "descriptions"]


@dataclass(frozen=True, slots=True)
class Description:
    """A half-open token range and head token. ``own`` descriptions are phrases that stand for the person themselves."""

    first: int
    last: int
    head: int
    own: bool = False


def descriptions(scene: Scene, entity: Entity) -> Iterator[Description]:
    """All that describes an entity, in the order of the text."""
    reading = scene.reading
    beside = {at: other for other, phrase in reading.phrases.items() for one in phrase.appositions for at in (one, *_joined(reading, other, one))}
    for head in entity.heads:
        phrase = reading.phrases.get(head)
        if phrase is None:
            continue
        yield Description(phrase.first, phrase.last, head, own=True)
        # "the spokesperson, Jon Dahl" hangs the name on the noun
        turned = (beside[head],) if head in beside and beside[head] not in entity.heads else ()
        for other in (*phrase.appositions, *turned, *_equated(reading, head)):
            inner = reading.phrases.get(other)
            if inner is not None:
                yield Description(inner.first, inner.whole_last, other)


def _joined(reading: Reading, noun: int, name: int) -> tuple[int, ...]:
    """The further names that a noun calls so: "the lawyers, Jon Dahl and Ana Belko"."""
    phrase = reading.phrases.get(name)
    return phrase.conjuncts if phrase is not None and "Number=Plur" in reading.tokens[noun].features else ()


def _equated(reading: Reading, head: int) -> Iterator[int]:
    """What a clause says that somebody is: "Dahl is a clerk", "whom they described as a clerk"."""
    equating = load_pronouns(reading.lang).equating
    clause = reading.clause_of(head)
    phrase = reading.phrases[head]
    inner = [reading.clauses[at] for at in phrase.clauses if at in reading.clauses]
    for one in (*((clause,) if clause is not None else ()), *inner):
        if one.lemma not in equating or one.negated or head not in (*one.agents, *one.patients):
            continue
        # "Dahl described her as a clerk" tells nothing of Dahl
        if head in one.agents and one.patients and not one.passive:
            continue
        yield from one.predicate
        yield from (oblique.head for oblique in one.obliques if oblique.prep == "as")

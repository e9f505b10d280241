"""The places of a report that describe somebody: words before a name, appositions, predicates, and phrases that mean them."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.entities import Entity
from reportedly.extract.person_nouns import noun_at, post_over
from reportedly.extract.scene import Scene
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.text import Reading

__all__ = ["Description", "descriptions"]


_HOME = frozenset({"of", "from"})


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
        turned: tuple[int, ...] = (beside[head],) if head in beside and beside[head] not in entity.heads else ()
        if turned and noun_at(reading, turned[0]) is None:
            turned = _led_by(reading, turned[0])
        elif turned and (post := post_over(reading, turned[0], head)) is not None:
            turned = (post,)
        for other in (*phrase.appositions, *_behind_home(reading, head), *turned, *_equated(reading, head)):
            inner = reading.phrases.get(other)
            if inner is not None:
                yield Description(inner.first, inner.whole_last, other)


def _led_by(reading: Reading, body: int) -> tuple[int, ...]:
    """The post that a name behind its body belongs to: "the head of Norvik Bank, Jon Dahl"."""
    prep = reading.heads[body]
    post = reading.heads[prep]
    held = reading.tokens[prep].pos == "ADP" and noun_at(reading, post) is not None and noun_at(reading, body) is None
    return (post,) if held and "Number=Plur" not in reading.tokens[post].features else ()


def _behind_home(reading: Reading, head: int) -> Iterator[int]:
    """What a parser hangs on the place that somebody comes from: "Jon Dahl, 40, of Harlan, a teller at Norvik Bank"."""
    for oblique in reading.phrases[head].obliques:
        home = reading.phrases.get(oblique.head)
        if home is not None and oblique.prep in _HOME and noun_at(reading, oblique.head) is None:
            yield from (other for other in home.appositions if noun_at(reading, other) is not None)


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

"""Where a step was taken: the place told in the clause itself, or the one that the court's name tells."""

from collections.abc import Iterator

from reportedly.extract.matcher import Hit
from reportedly.extract.person_nouns import noun_at
from reportedly.extract.scene import Scene
from reportedly.extract.step_details import COURT_STEPS
from reportedly.lexicon.deciders import load_deciders
from reportedly.lexicon.place_words import load_place_words
from reportedly.model.claims import StepType
from reportedly.model.parties import Organisation, Place
from reportedly.model.text import Clause, Oblique, Span

__all__ = ["place_of"]

# steps that take somebody to a place
_MOVING = frozenset({StepType.EXTRADITION, StepType.DEPORTATION, StepType.PRETRIAL_DETENTION, StepType.ARREST})
_DEEP = 3


def place_of(scene: Scene, hit: Hit, court: Organisation | None) -> str | None:
    """The id of the place where a step was taken: told in the clause behind a word of place, or told by the name of the court."""
    found = next(_told(scene, hit), None) or _where(scene, hit.clause)
    if found is None and court is not None and hit.rule.step in COURT_STEPS:
        found = next((place for place in scene.places for span in place.mentions if any(body.contains(span) for body in court.mentions)), None)
    return found.id if found is not None else None


def _told(scene: Scene, hit: Hit) -> Iterator[Place]:
    """Places behind the prepositions of the clause, those that hang on its verb before those that hang on a noun."""
    reading = scene.reading
    obliques = sorted(hit.clause.obliques, key=lambda one: (one.head < hit.head, one.head))
    # "officers raided his home in Lomza"; but "arrested a teacher in Lomza" may only tell where the teacher teaches
    things = [at for at in hit.clause.patients if at in reading.phrases and not scene.discourse.at(at) and noun_at(reading, at) is None]
    obliques += [inner for at in things for inner in reading.phrases[at].obliques]
    for depth in range(_DEEP):
        for oblique in obliques:
            place = _at(scene, oblique, hit, direct=depth == 0)
            if place is not None:
                yield place
        obliques = [inner for oblique in obliques if _goes_on(scene, oblique, hit) for inner in scene.reading.phrases[oblique.head].obliques]


def _goes_on(scene: Scene, oblique: Oblique, hit: Hit) -> bool:
    """Whether a place behind the noun is that of the step: "at their homes in Lomza", "after a trial in Lomza", but not "for a robbery in Lomza"."""
    reading = scene.reading
    if oblique.head not in reading.phrases:
        return False
    if hit.rule.step in COURT_STEPS and reading.tokens[oblique.head].lemma in load_deciders(reading.lang).session:
        return True
    if oblique.prep not in load_place_words(reading.lang).at | {"of", "to"}:
        return False
    span = reading.tokens[oblique.head].span
    return not any(mention.span.overlaps(span) for mention in scene.offences)


def _at(scene: Scene, oblique: Oblique, hit: Hit, *, direct: bool) -> Place | None:
    reading = scene.reading
    moving = direct and oblique.prep == "to" and hit.rule.step in _MOVING
    phrase = reading.phrases.get(oblique.head)
    if phrase is None or not (moving or oblique.prep in load_place_words(reading.lang).at):
        return None
    inside = reading.span_of(phrase.first, max(phrase.last, oblique.head + 1))
    return next((place for place in scene.places for span in place.mentions if span.overlaps(inside) and not _inside_body(scene, span)), None)


def _where(scene: Scene, clause: Clause) -> Place | None:
    """The place that "where" means: "he left for Lomza, where he was arrested"."""
    reading = scene.reading
    at = next((at for at in range(clause.first, clause.head) if reading.tokens[at].text.lower() in load_deciders(reading.lang).where), None)
    if at is None:
        return None
    before = at - 2 if reading.tokens[at - 1].text == "," else at - 1
    if before < reading.sentence_of(clause.head).first:
        return None
    span = reading.tokens[before].span
    return next((place for place in scene.places if any(mention.overlaps(span) for mention in place.mentions)), None)


def _inside_body(scene: Scene, mention: Span) -> bool:
    """Whether a place only stands in the name of a body: "the Lomza police"."""
    return any(span.contains(mention) and span != mention for org in scene.organisations for span in org.mentions)

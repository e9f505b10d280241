"""Who took a step and where, as the words around its cue tell it."""

from reportedly.extract.matcher import Hit
from reportedly.extract.scene import Scene
from reportedly.lexicon.place_words import load_place_words
from reportedly.model.text import Clause, Span

__all__ = ["done_by", "place_of"]


def done_by(scene: Scene, hit: Hit) -> tuple[str | None, str | None]:
    """Who did it: the id of an organisation or ``person:`` with the key of an entity, and the words that tell it."""
    for head in hit.by:
        phrase = scene.reading.phrases.get(head)
        if phrase is None:
            continue
        span = scene.reading.span_of(phrase.first, phrase.last)
        text = scene.reading.normal_of(phrase.first, phrase.last)
        whole = scene.reading.span_of(phrase.first, max(phrase.last, phrase.whole_last))
        token = scene.reading.tokens[head].span
        for area in (token, span, whole):
            found = next((org.id for org in scene.organisations if any(mention.overlaps(area) for mention in org.mentions)), None)
            if found is not None:
                return found, text
        people = scene.discourse.at(head)
        if people and people[0].person is not None:
            return f"person:{people[0].key}", text
        return None, text
    return None, None


def place_of(scene: Scene, clause: Clause) -> str | None:
    """The place told in the clause itself after a preposition of place."""
    reading = scene.reading
    own = scene.regions.of(clause)
    spans = [reading.tokens[index].span for index in own]
    for place in scene.places:
        for mention in place.mentions:
            if not any(span.overlaps(mention) for span in spans):
                continue
            first = reading.tokens_in(mention).start
            if _after_preposition(scene, first) and not _inside_body(scene, mention):
                return place.id
    return None


def _after_preposition(scene: Scene, first: int) -> bool:
    before = [scene.reading.tokens[index].text.lower() for index in range(max(0, first - 3), first)]
    return any(word in load_place_words(scene.reading.lang).at for word in before[-2:])


def _inside_body(scene: Scene, mention: Span) -> bool:
    return any(span.contains(mention) and span != mention for org in scene.organisations for span in org.mentions)

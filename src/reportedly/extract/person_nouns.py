"""The word for people that ends at a token, of one word or more."""

from reportedly.lexicon.people import PersonWord, load_people
from reportedly.model.text import Reading

__all__ = ["noun_at"]

_LONGEST = 4


def noun_at(reading: Reading, head: int) -> PersonWord | None:
    """The word for people that ends at a token, the longest first: "press secretary", "prosecutor general"."""
    token = reading.tokens[head]
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    words = load_people(reading.lang)
    if token.lower in words.last_words:
        floor = reading.sentence_of(head).first
        for first in range(max(floor, head - _LONGEST + 1), head):
            said = " ".join(one.lower for one in reading.tokens[first : head + 1])
            found = words.nouns.get(said)
            if found is not None:
                return found
    return words.noun(token.lemma, token.lower)

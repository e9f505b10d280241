"""The word for people that ends at a token, of one word or more."""

from reportedly.lexicon.numbers import load as load_numbers
from reportedly.lexicon.people import PersonWord, load_people
from reportedly.model.text import Phrase, Reading

__all__ = ["count_in", "noun_at", "post_over"]

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


def post_over(reading: Reading, noun: int, name: int) -> int | None:
    """The noun that a name behind a comma belongs to rather than to the noun next to it: "counsel to the defendant, Jon Dahl,"."""
    prep = reading.heads[noun]
    post = reading.heads[prep]
    if (
        not noun < name
        or reading.tokens[prep].pos != "ADP"
        or not post < prep < noun
        or "," not in (one.text for one in reading.tokens[noun + 1 : name])
    ):
        return None
    return post if noun_at(reading, post) is not None and "Number=Plur" not in reading.tokens[post].features else None


def count_in(reading: Reading, phrase: Phrase) -> int | None:
    """How many a phrase says that there are: "three men", "45 people"; None if it does not say, or only an age."""
    numbers = load_numbers(reading.lang)
    for index in range(phrase.first, phrase.last):
        text = reading.tokens[index].text.lower().replace(",", "")
        if reading.tokens[index].pos == "NUM" or text in numbers.cardinals:
            glued = index + 1 < len(reading.tokens) and reading.tokens[index + 1].text in {"-", "–"}
            if text.isdigit() and not glued:
                return int(text)
            if text in numbers.cardinals and not glued:
                return numbers.cardinals[text]
    return None

"""What a cue is, and who can be credited by one."""

from dataclasses import dataclass

from reportedly.extract.tellers import name_at
from reportedly.lexicon.attribution import Attributions, CueRule
from reportedly.lexicon.people import load_people
from reportedly.model.text import Clause, NameKind, Reading, Span

__all__ = ["Cue", "can_speak", "inside", "lemma_at", "may_speak"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A crediting word at a token, the head token of whom it credits, the range of its clause, and the rule it follows.

    ``agent`` is who passes the words on. ``told`` is where the words stand if not in the sentence of the cue: what a colon at the end of a sentence
    announces, or the sentence that "this was said by" takes up.
    """

    at: int
    speaker: int
    first: int
    last: int
    rule: CueRule
    clause: Clause | None = None
    agent: int | None = None
    told: Span | None = None


def inside(reading: Reading, token: int, spans: tuple[Span, ...]) -> bool:
    """Whether a token stands inside one of some spans."""
    span = reading.tokens[token].span
    return any(other.contains(span) for other in spans)


def lemma_at(reading: Reading, token: int) -> str:
    """The base form of a token."""
    return reading.tokens[token].lemma


def may_speak(reading: Reading, speaker: int, rule: CueRule, lexicon: Attributions) -> bool:
    """Whether a rule may credit the phrase at a head token."""
    token = reading.tokens[speaker]
    if token.lemma in lexicon.mute or token.text.lower() in lexicon.mute or _called(reading, speaker, rule.not_by):
        return False
    if rule.by_anyone:
        return token.pos not in {"PUNCT", "SYM"} and token.lemma not in lexicon.mute
    return can_speak(reading, speaker, lexicon)


def _called(reading: Reading, speaker: int, words: tuple[str, ...]) -> bool:
    """Whether a phrase is headed by one of some words, or names somebody with one of them as title."""
    phrase = reading.phrases.get(speaker)
    titles = range(phrase.first, speaker) if phrase is not None and reading.tokens[speaker].pos == "PROPN" else range(0)
    return any(reading.tokens[at].lemma.lower() in words for at in (*titles, speaker))


def can_speak(reading: Reading, speaker: int, lexicon: Attributions) -> bool:
    """Whether people or bodies are called that: a name, a pronoun, a word for a person, a body or a document, and none of the mute things.

    Languages that tell animate nouns apart tell so much about words for people that no list has.
    """
    token = reading.tokens[speaker]
    if token.lemma in lexicon.mute or token.text.lower() in lexicon.mute:
        return False
    if token.pos == "PROPN" or "Animacy=Anim" in token.features or name_at(reading, speaker) is not None or token.text.lower() in lexicon.pronouns:
        return True
    if token.lemma in lexicon.speakers or any(token.lemma in words for words in (lexicon.collectives, lexicon.documents, lexicon.media)):
        return True
    return load_people(reading.lang).noun(token.lemma, token.text.lower()) is not None or _surname(reading, speaker)


def _surname(reading: Reading, token: int) -> bool:
    """Whether a capitalised word that the language part took for a common noun is the last name of somebody named elsewhere in the report."""
    text = reading.tokens[token].text
    return text[:1].isupper() and any(one.kind is NameKind.PERSON and one.text.split()[-1] == text and one.text != text for one in reading.names)

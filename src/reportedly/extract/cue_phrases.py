"""Cues that are no clauses: "according to", "in his words", and verbs that a parse takes for nouns."""

from collections.abc import Iterator

from reportedly.extract.cue_words import Cue, may_speak
from reportedly.extract.tellers import name_at, phrase_from
from reportedly.lexicon.attribution import Attributions, CueRule
from reportedly.model.text import Reading

__all__ = ["misread", "phrases"]


def phrases(reading: Reading, lexicon: Attributions) -> Iterator[Cue]:
    """All phrases that credit whom they name or stand for."""
    said = [token.lower for token in reading.tokens]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(said):
        places.setdefault(word, []).append(at)
    for words, rule in lexicon.phrases.items():
        for at in places.get(words[0], ()):
            if said[at : at + len(words)] != list(words) or (rule.apart and not _apart(reading, at)) or name_at(reading, at) is not None:
                continue
            speaker = _own(reading, at, words, lexicon) or _named(reading, at, words, rule, lexicon)
            if speaker is not None:
                yield Cue(at, speaker, at, max(speaker + 1, at + len(words)), rule)


def _own(reading: Reading, at: int, words: tuple[str, ...], lexicon: Attributions) -> int | None:
    """The pronoun inside a phrase: "his" in "in his words"."""
    return next((here for here in range(at + 1, at + len(words)) if reading.tokens[here].lower in lexicon.pronouns), None)


def _named(reading: Reading, at: int, words: tuple[str, ...], rule: CueRule, lexicon: Attributions) -> int | None:
    """The head of the phrase that follows."""
    first = at + len(words)
    if first >= len(reading.tokens) or reading.tokens[first].pos == "ADP":
        return None
    comma = _comma(reading, at, reading.sentence_of(at).last)
    phrase = phrase_from(reading, first, comma)
    head = phrase.head if phrase is not None and phrase.head < comma else comma - 1
    return head if head >= first and may_speak(reading, head, rule, lexicon) else None


def _apart(reading: Reading, at: int) -> bool:
    """Whether a phrase opens its sentence or is set off: "a bout in the version of" is nobody's saying."""
    if at == reading.sentence_of(at).first:
        return True
    before = reading.tokens[at - 1]
    return before.pos in {"PUNCT", "CCONJ", "SCONJ"}


def misread(reading: Reading, lexicon: Attributions) -> Iterator[Cue]:
    """Present forms that the parse takes for a noun: "Prosecutors allege the clerk …", "…, the complaint states"."""
    for token in reading.tokens[1:-1]:
        word = token.lower
        if token.pos == "NOUN" and word.removesuffix("s") in lexicon.verbs and word.endswith("s"):
            before, after = reading.tokens[token.index - 1], reading.tokens[token.index + 1]
            if before.lemma in lexicon.documents and before.pos == "NOUN" and after.pos == "PUNCT":
                yield Cue(token.index, before.index, before.index, token.index + 1, lexicon.verbs[word.removesuffix("s")][0])
        if word in lexicon.verbs and token.pos in {"NOUN", "PROPN", "ADJ"}:
            before, after = reading.tokens[token.index - 1], reading.tokens[token.index + 1]
            body = before.lemma in lexicon.collectives and before.pos in {"NOUN", "PROPN"} and before.lower != before.lemma
            if body and after.pos in {"PROPN", "PRON", "DET", "SCONJ"}:
                yield Cue(token.index, before.index, before.index, token.index + 1, lexicon.verbs[word][0])


def _comma(reading: Reading, at: int, last: int) -> int:
    return next((comma for comma in range(at, last) if reading.tokens[comma].text == ","), last)

"""English words that are nouns whatever the tagger takes them for."""

from reportedly.language.english_words import Word
from reportedly.lexicon.people import load_people

__all__ = ["ARGUMENT", "is_noun_by_use"]

ARGUMENT = {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "appos", "conj", "oprd", "poss", "ROOT", "dep"}
"""Labels of what a noun can be to the word that it hangs on."""


def is_noun_by_use(token: Word) -> bool:
    """Whether a participle stands for people ("the accused", "the arrested"), or a word taken for a verb is the post before a name."""
    if token.by_use is None:
        token.by_use = _is_post(token) or _is_participle(token)
    return token.by_use


def _is_participle(token: Word) -> bool:
    """Whether a participle stands for people: "the accused", "three arrested"."""
    if token.tag_ not in {"VBN", "VBD", "JJ"} or token.i == 0 or token.dep_ not in ARGUMENT - {"ROOT", "dep"}:
        return False
    before = token.before().lower_
    return before in {"the", "an", "another", "two", "three", "both"} and not any(child.dep_ in {"dobj", "aux"} for child in token.children)


def _is_post(token: Word) -> bool:
    """Whether a word that the tagger takes for a verb is a noun for people: "and bodyguards Jon Dahl and Tom Reed", "nine co-accused"."""
    if token.pos_ != "VERB" or token.i == 0 or any(child.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for child in token.children):
        return False
    words = load_people("en")
    if words.noun(token.lemma_.lower(), token.lower_) is None and words.noun(token.lower_.removesuffix("s"), token.lower_) is None:
        return False
    before = token.before()
    if token.lower_.startswith("co-"):
        return before.pos_ in {"DET", "NUM", "ADJ", "PRON", "CCONJ"} or before.lower_ in {"'s", "’s"}
    after = token.after() or token
    beside = token.dep_ in {"compound", "amod", "nmod", "dep", "appos"} or (token.dep_ == "conj" and token.head.pos_ in {"PROPN", "NOUN"})
    return after.pos_ == "PROPN" and after.text[0].isupper() and beside

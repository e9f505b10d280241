"""Surnames that open a sentence, which a tagger takes for common words: "Dobbs was charged", "Mills remained in jail"."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from reportedly.language.english_words import Word

__all__ = ["know_surnames"]

_NAMES = frozenset({"PROPN", "PRON", "DET", "ADP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# what a parser makes of a word that it does not take for the subject
_STRAYED = frozenset({"advmod", "npadvmod", "dep", "amod", "intj"})


def know_surnames(docs: Sequence[Doc], texts: Sequence[Sequence[Word]]) -> None:
    """Tell the words that open sentences of a report for surnames of people whom it names in full elsewhere, and for subjects of their verbs."""
    full = {entity[-1].text for doc in docs for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1}
    if not full:
        return
    small = {word.text for words in texts for word in words if word.text.islower()}
    surnames = {text for text in full if text.isalpha() and text[0].isupper() and text.lower() not in small}
    for word in _openings(texts):
        if word.text in surnames and word.pos_ not in _NAMES:
            word.pos_, word.tag_ = "PROPN", "NNP"
            word.features = (word.features - {"Number=Plur"}) | {"Number=Sing"}
            _as_subject(word)


def _openings(texts: Iterable[Sequence[Word]]) -> Iterator[Word]:
    for words in texts:
        for word in words:
            if word.sent_start == word.i or (words[word.sent_start].is_space and word.i == word.sent_start + 1):
                yield word


def _as_subject(word: Word) -> None:
    verb = word.head
    if word.dep_ in _STRAYED and verb.i > word.i and verb.pos_ in {"VERB", "AUX"} and not any(child.dep_ in _SUBJECTS for child in verb.children):
        word.dep_ = "nsubjpass" if any(child.dep_ == "auxpass" for child in verb.children) else "nsubj"

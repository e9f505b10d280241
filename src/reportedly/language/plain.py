"""Any language without a part of its own: sentences by punctuation, names by capital letters, and no deeper reading."""

import re
from collections.abc import Iterable, Iterator

from reportedly.language.paragraphs import paragraphs
from reportedly.model.text import Article, Depth, Name, NameKind, Reading, Sentence, Span, Token

__all__ = ["read_all"]

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
_END = re.compile(r"(?<=[.!?…。！？])[\"'»”’)]*\s+(?=\S)")


def read_all(articles: Iterable[Article]) -> Iterator[Reading]:
    """Read articles whose language has no part: tokens, sentences and capitalised names."""
    for article in articles:
        yield _read(article)


def _read(article: Article) -> Reading:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, paragraph in paragraphs(article):
        for span in _sentences(article.text, paragraph):
            first = len(tokens)
            tokens.extend(_tokens(article.text, span, first, len(sentences)))
            if len(tokens) > first:
                sentences.append(Sentence(len(sentences), span, first, len(tokens), number))
    names = tuple(_names(tokens, sentences, article.text))
    depth = Depth.NAMES if names else Depth.NONE
    heads = tuple(range(len(tokens)))
    return Reading(article.id, article.lang, depth, article.text, tuple(sentences), tuple(tokens), names, heads=heads, model="plain")


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    piece = paragraph.of(text)
    start = 0
    for gap in _END.finditer(piece):
        yield Span(paragraph.start + start, paragraph.start + gap.start() + len(gap.group().rstrip()))
        start = gap.end()
    yield Span(paragraph.start + start, paragraph.end)


def _tokens(text: str, span: Span, first: int, sentence: int) -> Iterator[Token]:
    for count, found in enumerate(_TOKEN.finditer(text, span.start, span.end)):
        word = found.group()
        pos = "PUNCT" if not word[0].isalnum() else "NUM" if word.isdigit() else "PROPN" if word[0].isupper() else "X"
        yield Token(first + count, Span(found.start(), found.end()), word, word.lower(), pos, sentence)


def _names(tokens: list[Token], sentences: list[Sentence], text: str) -> Iterator[Name]:
    for sentence in sentences:
        at = sentence.first + 1
        while at < sentence.last:
            last = at
            while last < sentence.last and tokens[last].pos == "PROPN":
                last += 1
            if last - at >= 2:
                span = Span(tokens[at].span.start, tokens[last - 1].span.end)
                yield Name(span, span.of(text), NameKind.OTHER, at, last)
            at = max(last, at + 1)

"""Article -> Reading, one part per language. Nothing outside this room sees a parser or its labels."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from reportedly.model.text import Article, Reading

__all__ = ["by_letters", "read", "read_all"]

Reader = Callable[[Iterable[Article]], Iterator[Reading]]


def _english() -> Reader:
    from reportedly.language import english

    return english.read_all


def _russian() -> Reader:
    from reportedly.language import russian

    return russian.read_all


def _plain() -> Reader:
    from reportedly.language import plain

    return plain.read_all


_READERS: dict[str, Callable[[], Reader]] = {"en": _english, "ru": _russian}


@cache
def _reader(lang: str) -> Reader:
    return _READERS.get(lang, _plain)()


def read(article: Article) -> Reading:
    """Read one article as deeply as its language allows; ``Reading.depth`` says how deeply that was."""
    return next(iter(_reader(article.lang)([article])))


def read_all(articles: Iterable[Article]) -> Iterator[Reading]:
    """Read many articles, in their order."""
    for article in articles:
        yield read(article)


_CYRILLIC, _LATIN = re.compile("[а-яё]"), re.compile("[a-z]")
_SAMPLE = 5_000
# Words without which nobody writes English for long, and which few write who write something else.
_ENGLISH = (" the ", " and ", " of ")
_ONE_IN, _ENOUGH, _TOO_SHORT = 100, 20, 100


def by_letters(blocks: Iterable[str]) -> str | None:
    """The language read in depth whose letters a text is mostly written in; None when it has neither, or Latin letters and hardly an English word.

    It may well be another one of such letters.
    """
    text = " ".join(blocks).lower()
    sample = text[:_SAMPLE]
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if not cyrillic and not latin:
        return None
    if cyrillic > latin:
        return "ru"
    return "en" if _may_be_english(text) else None


def _may_be_english(text: str) -> bool:
    small, words = sum(text.count(word) for word in _ENGLISH), text.count(" ") + 1
    return small * _ONE_IN >= words or small >= _ENOUGH or words < _TOO_SHORT

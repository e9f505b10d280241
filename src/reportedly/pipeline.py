"""The stages strung together: an article goes in, what it says comes out; and a quick look that tells whether reading a page can pay."""

from collections.abc import Iterable, Iterator

from reportedly import language
from reportedly.collect.blocks import running_text
from reportedly.errors import InputError
from reportedly.extract.assembly import extract
from reportedly.language.skimming import LANGUAGES, skim
from reportedly.model.claims import ReportReading
from reportedly.model.text import Article
from reportedly.model.triage import TriageWhy, Verdict

__all__ = ["read", "read_all", "triage", "triage_text"]


def read(article: Article) -> ReportReading:
    """Read one article: everything that it says, each fact with its sentence, its sources and its date."""
    return next(read_all([article]))


def read_all(articles: Iterable[Article]) -> Iterator[ReportReading]:
    """Read many articles, in their order."""
    for article in articles:
        yield extract(article, language.read(article))


def triage(content: bytes, media_type: str | None = None, charset: str | None = None, lang: str | None = None) -> Verdict:
    """Look quickly whether a page can tell of a case, before it is collected.

    What is kept may still tell of none; what is left out has no sentence in which a rule that makes a case could match. What cannot be looked at
    cheaply (a PDF) or at all is kept.

    Args:
        content: Plain text or HTML, unpacked.
        media_type: The type that a server gave, if any.
        charset: The charset that a server gave, if any.
        lang: Its language if that is known.
    """
    try:
        blocks = running_text(content, media_type, charset)
    except InputError:
        blocks = None
    return Verdict(True, TriageWhy.UNREADABLE) if blocks is None else _verdict(blocks, lang)


def triage_text(text: str, lang: str | None = None) -> Verdict:
    """The same look at plain text, such as that of a collected article: it leaves out what only links and comments around a report seemed to tell."""
    return _verdict(text.split("\n"), lang)


def _verdict(blocks: Iterable[str], lang: str | None) -> Verdict:
    blocks = tuple(blocks)
    spoken = lang or language.by_letters(blocks)
    if spoken not in LANGUAGES:
        return Verdict(False, TriageWhy.LANGUAGE, spoken)
    found = skim(blocks, spoken)
    return Verdict(found.sentences > 0, TriageWhy.CUE if found.sentences else TriageWhy.NO_CUE, spoken, found.rules, found.sentences)

"""The stages strung together: an article goes in, what it says comes out; and a quick look that tells whether reading a page can pay."""

from collections.abc import Iterable, Iterator, Sequence

from reportedly import language
from reportedly.collect.blocks import running_text
from reportedly.errors import InputError
from reportedly.extract.assembly import extract
from reportedly.extract.glance import telling_sentence
from reportedly.language.skimming import LANGUAGES, Skimmed, skim
from reportedly.model.claims import ReportReading
from reportedly.model.text import Article
from reportedly.model.triage import TriageWhy, Verdict

__all__ = ["read", "read_all", "triage", "triage_text"]

# a text with so many sentences that have cues, and in such a share, is taken to tell of a case
_MANY, _SHARE = 4, 0.2
# reading one sentence more costs far less than reading once more, but in most reports of a case one of the first tells of it
_AT_FIRST, _AT_ONCE = 3, 8
_LONGEST = 600
_NO_HASH = "0" * 64


def read(article: Article) -> ReportReading:
    """Read one article: everything that it says, each fact with its sentence, its sources and its date."""
    return next(read_all([article]))


def read_all(articles: Iterable[Article]) -> Iterator[ReportReading]:
    """Read many articles, in their order."""
    for article in articles:
        yield extract(article, language.read(article))


def triage(content: bytes, media_type: str | None = None, charset: str | None = None, lang: str | None = None) -> Verdict:
    """Look quickly whether a page can tell of a case, before it is collected.

    What is kept may still tell of none. What is left out has no sentence in which the words of a rule that makes a case stand as the rule has them;
    or few such sentences, none of which tells a step when it is read by itself. What cannot be looked at cheaply (a PDF) or at all is kept.

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


def triage_text(text: str, lang: str | None = None, telling: str | None = None) -> Verdict:
    """The same look at plain text, such as that of a collected article: it leaves out what only stood around a report.

    Args:
        text: Paragraphs in lines of their own.
        lang: Its language if that is known.
        telling: A sentence that is known to tell of a case. If it stands in the text, no other one needs to be read.
    """
    return _verdict(text.split("\n"), lang, telling)


def _verdict(blocks: Iterable[str], lang: str | None, telling: str | None = None) -> Verdict:
    blocks = tuple(blocks)
    spoken = lang or language.by_letters(blocks)
    if spoken not in LANGUAGES:
        return Verdict(False, TriageWhy.LANGUAGE, spoken)
    found = skim(blocks, spoken)
    if not found.sentences:
        return Verdict(False, TriageWhy.NO_CUE, spoken)
    whole = _is_full_of_cues(found)
    told = telling if whole or telling in found.sentences else _telling(found.sentences, spoken)
    keep = whole or told is not None
    return Verdict(keep, TriageWhy.CUE if keep else TriageWhy.NO_STEP, spoken, found.rules, len(found.sentences), told)


def _is_full_of_cues(found: Skimmed) -> bool:
    return len(found.sentences) >= _MANY and len(found.sentences) >= _SHARE * found.of


def _telling(sentences: Sequence[str], lang: str) -> str | None:
    """One of some sentences that tells of a case when it is read apart from the others; a few are read at a time, so most reports need few."""
    start = 0
    for stop in (_AT_FIRST, *range(_AT_FIRST + _AT_ONCE, len(sentences) + _AT_ONCE, _AT_ONCE)):
        some = [sentence[:_LONGEST] for sentence in sentences[start:stop]]
        found = telling_sentence(language.read(Article("triage", "\n\n".join(some), _NO_HASH, lang))) if some else None
        if found is not None:
            return sentences[start + found.paragraph]
        start = stop
    return None

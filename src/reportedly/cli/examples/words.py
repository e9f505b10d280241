"""The examples of words: those that charge, dates, lengths of time, and lines that are no part of a report."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from reportedly import language
from reportedly.errors import LexiconError
from reportedly.extract.dates import find_dates
from reportedly.extract.dates.days import month_of, year_of
from reportedly.extract.offences import find_offences
from reportedly.extract.terms import find_terms
from reportedly.lexicon import dates, terms
from reportedly.lexicon.charges import charge_cues
from reportedly.lexicon.check import languages
from reportedly.lexicon.furniture import marks
from reportedly.lexicon.load import Record
from reportedly.model.text import Article, Reading

__all__ = ["run"]

Read = Callable[[str], Reading]

_PUBLISHED = date(2025, 4, 23)
_MEND = "mend the rule or the example"


def run() -> Iterator[LexiconError | None]:
    """Run the examples of all of them."""
    for mark in marks():
        yield from (
            None if mark.matches(line) else LexiconError(f"does not match the line {line!r}", where=mark.where, mend=_MEND) for line in mark.yes
        )
    for lang in languages():
        read = partial(_read, lang=lang)
        for cue in charge_cues(lang):
            yield from (_offences(read, cue.where, example) for example in (*cue.yes, *cue.no))
        for record in dates.load(lang).examples:
            yield from (_date(read, example) for example in record.records("yes"))
        for record in terms.load(lang).examples:
            yield from (_term(read, example) for example in record.records("yes"))
            yield from (_no_term(read, record, text) for text in record.texts("no"))


def _read(text: str, lang: str) -> Reading:
    return language.read(Article("example", text, "0" * 64, lang, published=_PUBLISHED))


def _offences(read: Read, where: str, example: str) -> LexiconError | None:
    wanted = re.findall(r"\[(.+?)\]", example)
    text = re.sub(r"[\[\]]", "", example)
    found = [mention.span.of(text) for mention in find_offences(read(text))]
    return None if found == wanted else LexiconError(f"finds {found} in {example!r}", where=where, mend=_MEND)


def _date(read: Read, example: Record) -> LexiconError | None:
    mentions = find_dates(read(example.text("say")), _PUBLISHED)
    found = [(mention.when.text, mention.bearing.value, (mention.when.earliest, mention.when.latest)) for mention in mentions]
    wanted, text, bearing = _interval(str(example.data["gives"])), example.text("text", ""), example.text("bearing", "")
    if any(got == wanted and text in ("", said) and bearing in ("", bears) for said, bears, got in found):
        return None
    told = "; ".join(f"{said!r} {bears} {first}..{last}" for said, bears, (first, last) in found) or "no date"
    return example.fault(f"does not give {example.data['gives']}; found: {told}", _MEND)


def _interval(gives: str) -> tuple[date | None, date | None]:
    if gives == "unknown":
        return None, None
    if ".." in gives:
        first, last = gives.split("..")
        return (date.fromisoformat(first) if first else None), (date.fromisoformat(last) if last else None)
    parts = [int(part) for part in gives.split("-")]
    if len(parts) == 1:
        return year_of(parts[0])
    return month_of(parts[0], parts[1]) if len(parts) == 2 else (date(*parts), date(*parts))


def _term(read: Read, example: Record) -> LexiconError | None:
    found = find_terms(read(example.text("say")))
    wanted = None if example.text("gives") == "range" else example.text("gives")
    if found and found[0].iso == wanted and found[0].kind.value == example.text("kind", found[0].kind.value):
        return None
    return example.fault(
        f"does not give {example.text('gives')}; found: {', '.join(f'{term.iso} ({term.kind})' for term in found) or 'no length'}", _MEND
    )


def _no_term(read: Read, record: Record, text: str) -> LexiconError | None:
    found = find_terms(read(text))
    return record.fault(f"finds {found[0].iso} in {text!r}", _MEND) if found else None

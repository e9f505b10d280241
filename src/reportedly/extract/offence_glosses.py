"""The offences that stand with the number of an article: "section 302 (murder)", "ст. 188 «Кража»", "ч. 4 ст. 159 — мошенничество"."""

from collections.abc import Iterator

from reportedly.extract.offence_nominative import case_of, head_of
from reportedly.extract.offence_pieces import name_in
from reportedly.extract.offence_wording import Wording, wordings_after
from reportedly.lexicon.charges import edges
from reportedly.model.text import Reading, Token

__all__ = ["glossed"]

_CLOSE = {"(": ")", "«": "»", "„": "“", "“": "”"}
_DASHES = {"—", "–", "-"}
_SIDE = {",", "/"}


def glossed(reading: Reading, first: int, last: int) -> Iterator[Wording]:
    """The offences that gloss a cited law, a half-open token range.

    They stand in brackets or quotation marks after it, or after a dash if their name is known.
    """
    limit, at = reading.sentence_of(last - 1).last, last
    several = _cites_several(reading, first, last)
    if at + 1 < limit and reading.tokens[at].text in _DASHES:
        yield from _after_dash(reading, at + 1)
    while at + 1 < limit and reading.tokens[at].text in _CLOSE:
        end = _closing(reading, at, limit)
        if _opens_with_preposition(reading, at + 1):
            # the name of a whole law: "Федерального закона «О банках»"
            return
        title = None if several or end is None else _title(reading, at + 1, end)
        if title is not None:
            yield title
        elif not _cites(reading, at + 1, end or limit):
            yield from wordings_after(reading, at + 1, sure=True, acts=True)
        if end is None or end + 1 >= limit:
            return
        at = end + 1
        while at < limit and (_joins(reading.tokens[at]) or reading.tokens[at].text[0].isdigit()):
            at += 1


def _opens_with_preposition(reading: Reading, at: int) -> bool:
    while at + 1 < len(reading.tokens) and reading.tokens[at].text in _CLOSE:
        at += 1
    return reading.tokens[at].pos == "ADP"


def _closing(reading: Reading, at: int, limit: int) -> int | None:
    close = _CLOSE[reading.tokens[at].text]
    return next((i for i in range(at + 1, limit) if reading.tokens[i].text == close), None)


def _title(reading: Reading, first: int, last: int) -> Wording | None:
    """The whole title of an article, which may have commas: "Нарушение правил, повлекшее смерть"; only in a language whose cases tell a title."""
    while first < last and reading.tokens[first].text in _CLOSE:
        first += 1
    while last > first and reading.tokens[last - 1].text in _CLOSE.values():
        last -= 1
    head = head_of(reading, first, last)
    if head is None or case_of(reading.tokens[head]) != "Nom" or reading.tokens[head].lemma in edges(reading.lang).generic:
        return None
    inner = next(
        (i for i in range(first, last) if reading.tokens[i].text in {"(", "«", ";"} or reading.tokens[i].lemma in edges(reading.lang).article), last
    )
    while inner > first and reading.tokens[inner - 1].pos in {"PUNCT", "ADP", "CCONJ"} and reading.tokens[inner - 1].text != "»":
        inner -= 1
    return Wording(first, inner, name_in(reading, first, inner)) if inner > first else None


def _cites(reading: Reading, first: int, last: int) -> bool:
    """Whether brackets only cite more of the law: "(п. 5 ч. 3)"."""
    words = edges(reading.lang).article | edges(reading.lang).code
    return reading.tokens[first].lemma in words and any(token.text[0].isdigit() for token in reading.tokens[first + 1 : last])


def _cites_several(reading: Reading, first: int, last: int) -> bool:
    """Whether a citation joins the numbers of several articles, so that a list in brackets may gloss each of them."""
    return any(_joins(token) for token in reading.tokens[first:last])


def _joins(token: Token) -> bool:
    return token.text in _SIDE or token.pos == "CCONJ"


def _after_dash(reading: Reading, start: int) -> list[Wording]:
    found = wordings_after(reading, start, sure=False, acts=False)
    head = head_of(reading, start, found[0].last) if found else None
    return found if head is not None and case_of(reading.tokens[head]) in {"Nom", ""} else []

"""Articles of codes and acts that a report cites: "Article 205 of the Criminal Code", "section 5 of the Theft Act"."""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.lexicon.charges import edges
from reportedly.model.offences import OffenceMention
from reportedly.model.text import NameKind, Reading

__all__ = ["find_laws", "with_laws"]

_FAR = 12
_NEAR = 2
_MARKS = {"(", ")", "-", ".", "/", "§", "№", "«", "»", '"'}
_OPEN = {"(", "-", ".", "/", "«", "№", '"'}


def find_laws(reading: Reading) -> tuple[tuple[int, int], ...]:
    """The citations of laws, as half-open token ranges: a word such as "article" with its number and its code, or a code by its own name."""
    found: list[tuple[int, int]] = []
    names = edges(reading.lang).code_names
    coded = any(token.text in names for token in reading.tokens)
    at = 0
    while at < len(reading.tokens):
        last = _cited(reading, at) or (_named_code(reading, at) if coded else None)
        if last is not None:
            found.append((at, last))
            at = last
        else:
            at += 1
    return tuple(found)


def with_laws(reading: Reading, laws: Sequence[tuple[int, int]], mentions: Sequence[OffenceMention]) -> tuple[OffenceMention, ...]:
    """The mentions, each with the law that its sentence cites for it: the one that comes first after it, or else the nearest before it.

    An article cited in a sentence that tells no offence belongs to the offence told last, if that was shortly before
    or the only one.
    """
    cited: dict[int, str] = {}
    laws = [law for law in laws if not _is_of_procedure(reading, *law)]
    for first, last in sorted(laws, key=lambda law: not _has_number(reading, *law)):
        sentence = reading.sentence_of(first)
        same = [n for n, mention in enumerate(mentions) if reading.sentence_of(mention.first) == sentence and mention.law is None]
        before = [n for n in same if mentions[n].first < first]
        if not same and _has_number(reading, first, last):
            near = _NEAR if len({told.text.lower() for told in mentions}) > 1 else len(reading.sentences)
            before = [n for n, told in enumerate(mentions) if 0 < sentence.index - reading.sentence_of(told.first).index <= near]
        for n in before[-1:] or same[:1]:
            cited.setdefault(n, reading.text_of(first, last))
    return tuple(replace(mention, law=cited[n]) if n in cited else mention for n, mention in enumerate(mentions))


def _is_of_procedure(reading: Reading, first: int, last: int) -> bool:
    """Whether a citation is of a code of procedure or a constitution, which name no offences."""
    words = edges(reading.lang).procedure
    return any(token.lemma in words for token in reading.tokens[first : last + 2])


def _has_number(reading: Reading, first: int, last: int) -> bool:
    return any(char.isdigit() for token in reading.tokens[first:last] for char in token.text)


def _is_number(text: str) -> bool:
    return text[0].isdigit() or (len(text) == 1 and text.isalpha()) or text in _MARKS


def _names_part(reading: Reading, at: int) -> bool:
    """Whether a word for an article stands inside a citation, with a number behind it: "ч. 2 ст. 205"."""
    words = edges(reading.lang).article
    number = reading.tokens[at + 1 : at + 3]
    return reading.tokens[at].lemma in words and any(token.text[0].isdigit() for token in number)


def _cited(reading: Reading, at: int) -> int | None:
    tokens, articles = reading.tokens, edges(reading.lang).article
    if tokens[at].lemma not in articles and tokens[at].lower not in articles:
        return None
    limit = reading.sentence_of(at).last
    last = at + 1
    while last < limit and (
        _is_number(tokens[last].text)
        or _names_part(reading, last)
        or ((tokens[last].text == "," or tokens[last].pos == "CCONJ") and last + 1 < limit and _goes_on(reading, last + 1, limit))
    ):
        last += 1
    if not any(token.text[0].isdigit() for token in tokens[at + 1 : last]):
        return None
    while tokens[last - 1].text in _OPEN:
        last -= 1
    coded = _with_code(reading, last, limit)
    return last if coded is None else _with_state(reading, coded, limit)


def _goes_on(reading: Reading, at: int, limit: int) -> bool:
    """Whether another number or lettered point of the same citation follows: "205 и 209", "«а», «б»"."""
    if reading.tokens[at].text[0].isdigit():
        return True
    return at + 2 < limit and reading.tokens[at].text in {"«", '"', "№"} and _is_number(reading.tokens[at + 1].text)


def _with_state(reading: Reading, last: int, limit: int) -> int:
    """Where the country whose code it is ends: "УК [Кыргызской Республики]"."""
    name = next((name for name in reading.names if name.first == last and name.kind is NameKind.PLACE), None)
    return min(name.last, limit) if name is not None else last


def _with_code(reading: Reading, last: int, limit: int) -> int | None:
    """Where "of the Criminal Code 2003" after an article's number ends."""
    tokens = reading.tokens
    if last < limit and tokens[last].text[0].isupper() and tokens[last].lemma.lower() in edges(reading.lang).code:
        # "ст. 205 УК": the code follows the number, its country in capitals may follow
        return last + 2 if last + 1 < limit and tokens[last + 1].text.isupper() and tokens[last + 1].text.isalpha() else last + 1
    if last + 1 < limit and tokens[last].pos == "ADJ" and tokens[last + 1].lemma.lower() in edges(reading.lang).code:
        return last + 2
    if last >= limit or tokens[last].pos not in {"ADP", "PUNCT"}:
        return None
    for at in range(last, min(last + _FAR, limit)):
        if tokens[at].lemma.lower() in edges(reading.lang).code and tokens[at].text[0].isupper():
            return _with_year(reading, at + 1, limit)
        if at > last and tokens[at].pos in {"VERB", "AUX", "PUNCT"}:
            return None
    return None


def _with_year(reading: Reading, last: int, limit: int) -> int:
    tokens = reading.tokens
    if last < limit and tokens[last].text.isdigit():
        last += 1
        if last + 1 < limit and tokens[last].text.lower() == "of" and tokens[last + 1].text.isdigit():
            last += 2
    return last


def _named_code(reading: Reading, at: int) -> int | None:
    """Where a code by its own name, such as "Prevention of Fraud Act", ends."""
    tokens = reading.tokens
    if not tokens[at].text[0].isupper() or tokens[at].pos in {"DET", "PRON", "ADP"} or tokens[at].lemma in edges(reading.lang).code:
        return None
    limit = reading.sentence_of(at).last
    for last in range(at + 1, min(at + _FAR, limit)):
        token = tokens[last]
        if token.text in edges(reading.lang).code_names and token.text[0].isupper():
            return _with_year(reading, last + 1, limit)
        if not token.text[0].isupper() and token.pos not in {"ADP", "CCONJ", "DET"}:
            return None
    return None

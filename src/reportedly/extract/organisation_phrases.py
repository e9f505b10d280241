"""Names of organisations in languages where the head word is declined: "Тасбуланский районный суд", "управление полиции Тасбулана"."""

from collections.abc import Iterator

from reportedly.extract.organisation_line import Found
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.organisations import Heads, known_organisation
from reportedly.lexicon.outlets import find_outlet
from reportedly.lexicon.places import is_place_name
from reportedly.model.parties import OrgKind
from reportedly.model.text import NameKind, Reading, Sentence

__all__ = ["phrase_names"]

_OPEN = frozenset({"«", "“", '"', "„"})
_CLOSE = frozenset({"»", "”", '"', "“"})
_LONGEST = 9


def phrase_names(reading: Reading, sentence: Sentence, heads: Heads) -> Iterator[Found]:
    """The names of organisations in a sentence, in the nominative; none in a language whose lexicon has no such head words."""
    if not heads.phrase:
        return
    for at in range(sentence.first, sentence.last):
        kind = heads.phrase.get(reading.tokens[at].lemma)
        if kind is not None and at in reading.phrases:
            yield from _headed(reading, sentence, at, kind)
    for name in reading.names:
        if sentence.first <= name.first < sentence.last and name.kind is NameKind.ORGANISATION:
            yield from _recognised(reading, sentence, name.first, name.last, heads)


def _headed(reading: Reading, sentence: Sentence, at: int, kind: OrgKind) -> Iterator[Found]:
    phrase = reading.phrases[at]
    first = phrase.first
    while first < at and (reading.tokens[first].pos in {"DET", "NUM", "VERB", "PRON", "ADV", "ADP"} or not reading.tokens[first].text[0].isalpha()):
        first += 1
    last = _end(reading, at, sentence.last)
    quoted = _quoted(reading, last, sentence.last)
    if quoted is not None and kind is OrgKind.MEDIA:
        first, last = quoted
    elif quoted is not None:
        last = quoted[1] + 1
    if last - first > _LONGEST or not _is_named(reading, first, last, sentence):
        return
    name = reading.normal_of(first, last)
    known = known_organisation(name)
    yield Found(reading.span_of(first, last), name, known.kind if known else kind, "head", sentence)


def _end(reading: Reading, at: int, limit: int) -> int:
    """Where what belongs to the head word ends: the genitives that follow it, and "по" with what it governs."""
    phrase = reading.phrases[at]
    last = max(phrase.last, at + 1)
    for oblique in sorted(phrase.obliques, key=lambda one: one.head):
        inner = reading.phrases.get(oblique.head)
        if inner is None or oblique.head >= limit or oblique.prep not in {"of", "по", "при"}:
            continue
        begin = oblique.at if oblique.at < inner.first else inner.first
        if begin != last or _is_person(reading, oblique.head) or not _belongs(reading, oblique.head, oblique.prep):
            continue
        last = _end(reading, oblique.head, limit)
    place = next((name for name in reading.names if name.first == last and name.kind is NameKind.PLACE and name.last <= limit), None)
    # "суд города [Салоники]", "управление полиции штата [Техас]"
    return place.last if place is not None and last > at + 1 and not reading.tokens[last - 1].text[0].isupper() else last


def _belongs(reading: Reading, at: int, prep: str) -> bool:
    token = reading.tokens[at]
    return prep != "по" or token.text[0].isupper() or token.lemma in {"дело", "право", "надзор", "борьба", "контроль", "город"}


def _is_person(reading: Reading, at: int) -> bool:
    return any(name.kind is NameKind.PERSON and name.first <= at < name.last for name in reading.names)


def _quoted(reading: Reading, at: int, limit: int) -> tuple[int, int] | None:
    """The token range between the quotation marks that open at a token."""
    if at >= limit or reading.tokens[at].text not in _OPEN:
        return None
    for close in range(at + 1, min(at + _LONGEST, limit)):
        if reading.tokens[close].text in _CLOSE:
            return (at + 1, close) if close > at + 1 else None
    return None


def _is_named(reading: Reading, first: int, last: int, sentence: Sentence) -> bool:
    """Whether it is a name at all: a capital in it that is not only the start of the sentence."""
    for at in range(first, last):
        text = reading.tokens[at].text
        if text[0].isupper() and (at > sentence.first or (text.isupper() and len(text) > 1) or last - first > 2):
            return True
    return False


def _recognised(reading: Reading, sentence: Sentence, first: int, last: int, heads: Heads) -> Iterator[Found]:
    """What the language part took for an organisation."""
    while first < last and not reading.tokens[first].text[0].isalnum():
        first += 1
    while last > first and not reading.tokens[last - 1].text[0].isalnum():
        last -= 1
    if last <= first:
        return
    name = reading.normal_of(first, last)
    if not name[0].isupper() or country_named(name) is not None or (is_place_name(name) and last - first == 1):
        return
    if name.lower() in heads.none or (last - first == 1 and reading.tokens[first].lemma in heads.phrase and not name.isupper()):
        return
    known = known_organisation(name)
    kind = next((heads.phrase[reading.tokens[at].lemma] for at in range(first, last) if reading.tokens[at].lemma in heads.phrase), None)
    medium = OrgKind.MEDIA if find_outlet(name) is not None else OrgKind.OTHER
    yield Found(reading.span_of(first, last), name, known.kind if known else kind or medium, "outlet" if medium is OrgKind.MEDIA else "ner", sentence)

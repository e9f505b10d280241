"""Taking a person out of a reading: every word that names them is covered, with as many signs as it had, so that all offsets stay true."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from reportedly.model.claims import Accusation, Claim, Quote, ReportReading, Role, Step
from reportedly.model.parties import Evidence, Person
from reportedly.model.text import Span

__all__ = ["COVER", "Masked", "blanked", "cover", "is_name_word", "masked", "name_words", "words_of_names"]

COVER = "█"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_LEAST = 3
_NO_WORDS = frozenset({"id", "article_id", "sha256", "lang", "why", "model", "url"})
# An ending that a case form can add or change; the beginning that stays must still tell one name from another.
_ENDING = 3
_BEGINNING = 4


def name_words(people: Iterable[Person]) -> frozenset[str]:
    """The words of the names of some people, case-folded: particles and initials, which would cover half a text, are left out."""
    return words_of_names(name for person in people for name in (person.name, *person.other_names) if person.named)


def words_of_names(names: Iterable[str]) -> frozenset[str]:
    """The words of some names, case-folded, without particles and initials."""
    return frozenset(word.casefold() for name in names for word in _WORD.findall(name) if len(word) >= _LEAST and not word.islower())


def is_name_word(words: Iterable[str]) -> Callable[[str], bool]:
    """Tells whether a word of a text is one of these, in any case form."""
    known = frozenset(words)
    beginnings = {word[: max(_BEGINNING, len(word) - _ENDING + 1)]: word for word in known if len(word) > _BEGINNING and not word.isascii()}

    def is_one(word: str) -> bool:
        folded = word.casefold()
        if folded in known or folded.removesuffix("'s").removesuffix("’s") in known or any(piece in known for piece in re.split(r"[-'’]", folded)):
            return True
        # Only scripts whose names are declined; a lower-case word is no name there either.
        if folded.isascii() or word.islower():
            return False
        return any(folded.startswith(start) and abs(len(folded) - len(full)) < _ENDING for start, full in beginnings.items())

    return is_one


@dataclass(frozen=True, slots=True)
class Masked:
    """A reading without somebody: the new id of each claim that is still there by its old id, and the words that were covered, case-folded."""

    reading: ReportReading
    claims: Mapping[str, str]
    covered: frozenset[str]


def masked(reading: ReportReading, is_name: Callable[[str], bool]) -> Masked:
    """Take those out of a reading whose names are to be covered, with what is said of them alone.

    Args:
        reading: What was read in a report.
        is_name: Tells whether a word is to be covered.
    """
    gone = frozenset(person.id for person in reading.people if _is_gone(person, is_name))
    text, covered = _cover(reading.article.text, is_name)
    for span in (span for person in reading.people if person.id in gone for span in person.mentions):
        # A description of several words can tell who it is as well as a name can.
        if " " in span.of(text):
            text = text[: span.start] + _WORD.sub(_block, span.of(text)) + text[span.end :]
    mask = _Mask(reading.article.text, text, is_name)
    left = [(claim.id, spared) for claim in reading.claims if (spared := _spared(claim, gone))]
    people = tuple(person for person in reading.people if person.id not in gone)
    bare: ReportReading = mask.of(replace(reading, people=people, claims=()))
    fresh = {old: replace(mask.of(claim), id="") for old, claim in left}
    named_url = any(map(is_name, _LETTERS.findall(reading.article.url or "")))
    article = replace(bare.article, text=text, url=None if named_url else reading.article.url)
    whole = replace(bare, article=article, claims=tuple(fresh.values()))
    return Masked(whole, {old: claim.id for old, claim in fresh.items()}, covered)


def blanked(reading: ReportReading, is_name: Callable[[str], bool]) -> ReportReading:
    """A reading in which the words of some names are covered wherever they stand; nobody is taken out, and ids and offsets stay.

    Args:
        reading: What was read in a report.
        is_name: Tells whether a word is to be covered.
    """
    text = cover(reading.article.text, is_name)
    covered: ReportReading = _Mask(reading.article.text, text, is_name).of(reading)
    return covered


def _is_gone(person: Person, is_name: Callable[[str], bool]) -> bool:
    words = [word for word in _WORD.findall(person.name) if len(word) >= _LEAST and not word.islower()]
    return person.named and bool(words) and all(map(is_name, words))


def _block(found: re.Match[str]) -> str:
    return COVER * len(found[0])


def cover(words: str, is_name: Callable[[str], bool]) -> str:
    """A text with the words that name somebody covered."""
    return _cover(words, is_name)[0]


def _cover(words: str, is_name: Callable[[str], bool]) -> tuple[str, frozenset[str]]:
    covered: set[str] = set()

    def block(found: re.Match[str]) -> str:
        if not is_name(found[0]):
            return found[0]
        covered.add(found[0].casefold())
        return _block(found)

    return _WORD.sub(block, words), frozenset(covered)


@dataclass(frozen=True, slots=True)
class _Mask:
    """Covers every text inside a noun; a sentence is cut out of the covered text anew."""

    before: str
    after: str
    is_name: Callable[[str], bool]

    def of(self, noun: Any) -> Any:
        if type(noun) is str:
            return cover(noun, self.is_name)
        if isinstance(noun, tuple):
            return tuple([self.of(item) for item in noun])
        if isinstance(noun, Evidence):
            here = noun.span.of(self.before) == noun.sentence
            return Evidence(noun.span, noun.span.of(self.after) if here else self.of(noun.sentence))
        if is_dataclass(noun) and not isinstance(noun, type | Span):
            changed = {field.name: self.of(getattr(noun, field.name)) for field in fields(noun) if field.name not in _NO_WORDS}
            return replace(noun, **changed)
        return noun


def _spared(claim: Claim, gone: frozenset[str]) -> Claim | None:
    """The claim without those who are gone; None when it is about them alone."""
    match claim.says:
        case Step() | Accusation() as says:
            who = tuple(member for member in says.who if member not in gone)
            spared = replace(claim, says=replace(says, who=who))
            return None if says.who and not who else spared
        case Role(who=who_alone) if who_alone in gone:
            return None
        case Quote(speaker=speaker) if speaker in gone:
            return None
    return claim

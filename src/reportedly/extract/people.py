"""Which names in a report are names of one person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from reportedly.extract.names import PersonName
from reportedly.lexicon.names import load_names
from reportedly.lexicon.people import PersonWord
from reportedly.lexicon.writing import aside_pattern
from reportedly.model.text import Reading

__all__ = ["NamedPerson", "gather"]


@dataclass(slots=True)
class NamedPerson:
    """A person with all the names that the report uses; built up while reading, then frozen into ``model.parties.Person``.

    ``called`` are what stands right behind a name as another one: "Brian Orlo @ Bobo".
    """

    key: int
    names: list[PersonName] = field(default_factory=list)
    titles: list[PersonWord] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    called: list[str] = field(default_factory=list)

    @property
    def full(self) -> str:
        """The fullest spelling that is no alias: most words, then the first one used."""
        own = [name.text for name in self.names if name.text not in self.aliases] or [name.text for name in self.names]
        return max(own, key=lambda text: (len(_words(text)), not text.isupper()))

    @property
    def words(self) -> list[str]:
        """The words of the fullest spelling, lower case."""
        return _words(self.full)

    def others(self) -> tuple[str, ...]:
        """Other spellings, in order of use."""
        return tuple(dict.fromkeys((*(name.text for name in self.names if name.text != self.full), *self.called)))


_GLUED = re.compile(r"\b[^\W\d_]\.[^\W\d_]{2,}")
_INITIAL = re.compile(r"(?<=\b[^\W\d_])\.")
_NICKNAME = re.compile(r"[\"“‘'(`]+[^\"”’')]{2,30}[\"”’')]+\s")


def _words(text: str) -> list[str]:
    """The words of a name, lower case, without marks and without a nickname in quotation marks."""
    plain = _NICKNAME.sub(" ", text)
    if _GLUED.search(plain):
        # "М.Белкина" has two words
        plain = _INITIAL.sub(" ", plain)
    return [word.strip("-‐‑–'’.,\"“”").lower() for word in plain.replace("-", " - ").split() if word.strip("-‐‑–'’.,\"“”")]


def gather(
    reading: Reading, names: tuple[PersonName, ...], concerned: frozenset[int] = frozenset(), harmed: frozenset[int] = frozenset()
) -> list[NamedPerson]:
    """Group the names of a report into people, in order of first mention.

    Full names first: spellings that share the surname and do not contradict each other, that differ by a slip of the pen, or that the report equates
    ("also known as") are one person. Then single words go to the person named last before them whose name holds the word, or else to the next one
    after; of two with one surname, to the one whom the case concerns (``concerned``: tokens of names that a step concerns) and not to its victim
    (``harmed``).
    """
    people: list[NamedPerson] = []
    where: dict[int, NamedPerson] = {}
    for number, name in enumerate(names):
        before = names[number - 1] if number else None
        if before is not None and before.first in where and _is_alias(reading, before, name):
            where[before.first].aliases.add(name.text)
            _add(where[before.first], name, where)
            continue
        if len(_words(name.text)) < 2:
            continue
        person = next((one for one in people if _same_full(one, name) and not _are_couple(reading, one, name)), None)
        if person is None:
            person = NamedPerson(len(people))
            people.append(person)
        _add(person, name, where)
        person.called.extend(_called_behind(reading, name))
    for name in names:
        if name.first not in where:
            person = _called(people, name) or _holder(people, name, concerned, harmed) or NamedPerson(len(people))
            if person not in people:
                people.append(person)
            _add(person, name, where)
    people.sort(key=lambda one: min(name.first for name in one.names))
    for key, person in enumerate(people):
        person.key = key
        person.names.sort(key=lambda name: name.first)
    return people


def _called_behind(reading: Reading, name: PersonName) -> Iterator[str]:
    """What a report says right behind a name that somebody is also called."""
    pattern = aside_pattern(reading.lang)
    found = pattern.match(reading.text, reading.span_of(name.first, name.last).end) if pattern is not None else None
    if found is not None and found["alias"]:
        yield found["alias"].strip("\"“”‘’' ,.")


def _called(people: list[NamedPerson], name: PersonName) -> NamedPerson | None:
    return next((person for person in people if name.text in person.called), None)


def _add(person: NamedPerson, name: PersonName, where: dict[int, NamedPerson]) -> None:
    person.names.append(name)
    person.titles.extend(name.titles)
    where[name.first] = person


def _same_full(person: NamedPerson, name: PersonName) -> bool:
    new = _words(name.text)
    return any(_compatible(_words(old.text), new) for old in person.names)


def _are_couple(reading: Reading, person: NamedPerson, name: PersonName) -> bool:
    """Whether two surnames differ by the ending that only women's have: "Дальнин" and "Дальнина" are two people."""
    last, new = person.words[-1], _words(name.text)[-1]
    return any(last + ending == new or new + ending == last for ending in load_names(reading.lang).feminine)


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def _compatible(old: list[str], new: list[str]) -> bool:
    if {"jr", "sr"} <= {*old, *new}:
        # father and son
        return False
    old = [word for word in old if word not in _SUFFIXES] or old
    new = [word for word in new if word not in _SUFFIXES] or new
    if old == new or sorted(old) == sorted(new):
        return True
    shorter, longer = sorted((old, new), key=len)
    if len(shorter) >= 2 and len(longer) > len(shorter) and set(shorter[:-1]) <= set(longer) and _slip(shorter[-1], longer[-1:]):
        return True
    if len(shorter) >= 2 and set(shorter) <= set(longer) and (shorter[-1] == longer[-1] or shorter[0] == longer[0]):
        return True
    if old[-1] == new[-1] and _initial(old[0], new[0]):
        return True
    joined = ("".join(old), "".join(new))
    return min(map(len, joined)) >= 9 and DamerauLevenshtein.distance(*joined) <= 1 + (min(map(len, joined)) >= 14) and old[0][0] == new[0][0]


def _initial(left: str, right: str) -> bool:
    return (len(left) == 1 or len(right) == 1) and left[0] == right[0]


def _is_alias(reading: Reading, before: PersonName, name: PersonName) -> bool:
    """Whether the words between two names say that both are one person's: "also known as", "née"."""
    between = [token.text.lower() for token in reading.tokens[before.last : name.first]]
    if len(between) > 9 or reading.tokens[before.first].sentence != reading.tokens[name.first].sentence:
        return False
    return any(between[at : at + len(alias)] == list(alias) for alias in load_names(reading.lang).aliases for at in range(len(between)))


def _holder(people: list[NamedPerson], name: PersonName, concerned: frozenset[int], harmed: frozenset[int]) -> NamedPerson | None:
    words = _words(name.text)
    if not words:
        return None
    word = words[0]
    # the surname counts more than a first name: "Thomas" is Akia Thomas rather than Thomas Reed
    for fits in (lambda one: one[-1] == word, lambda one: word in one, lambda one: _slip(word, one)):
        holders = [person for person in people if fits(person.words)]
        if holders:
            for marked, wanted in ((concerned, True), (harmed, False)):
                fitting = [person for person in holders if _is_marked(person, marked) is wanted]
                holders = fitting if len(fitting) == 1 else holders
            return _nearest(holders, name.first)
    return None


def _is_marked(person: NamedPerson, tokens: frozenset[int]) -> bool:
    return any(index in tokens for one in person.names if len(_words(one.text)) > 1 for index in range(one.first, one.last))


def _slip(word: str, words: list[str]) -> bool:
    return len(word) >= 5 and any(
        abs(len(word) - len(other)) <= 1 and DamerauLevenshtein.distance(word, other) == 1 for other in words if len(other) >= 5
    )


def _nearest(people: list[NamedPerson], at: int) -> NamedPerson:
    """Of those named before a place the one named in full first, whom reports then call by the surname alone; or else the first after it."""
    before = [person for person in people if any(name.first <= at for name in person.names)]
    return min(before or people, key=lambda person: min(name.first for name in person.names))

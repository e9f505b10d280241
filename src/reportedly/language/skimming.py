"""A quick look at a text, without any parser: which rules' words stand together in a sentence, so that the rule could match there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from reportedly.language.word_forms import LANGUAGES, forms_of, plurals_of
from reportedly.lexicon.steps import Pattern
from reportedly.lexicon.triage import GAP, CueKind, Trigger, Triggers, load_triggers
from reportedly.lexicon.writing import load_writing

__all__ = ["LANGUAGES", "Skimmed", "skim"]

_STOP = re.compile(r"(?<=[\w)%\"”’».][.!?…])[\"”’»)]*\s+(?=[\"“«‘(–—-]*\s?[^\W_a-zа-яё])|\n+")
_ADDRESS = re.compile(r"\b\w+://[^\s<>()]+")
_WORD = re.compile(r"[^\W_]+|[—–]")
_LAST = re.compile(r"\S+$")
# what stands for some words between, for any word for somebody, and for any number
_GAP, _PERSON, _COUNT = -1, -2, -3
_LONGEST_GAP = 6
# how far from a cue a word that speaks against it counts, and somebody whom a modifier is told of
_BEFORE, _BEHIND = 4, 6
_BESIDE = 5
# how far the words that make a length of time a penalty stand from it
_NEAR = 8

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skimmed:
    """The rules whose words stand together in a sentence of a text, in its order; those sentences, and how many sentences there are in all."""

    rules: tuple[str, ...]
    sentences: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class _Cue:
    """A trigger with words as numbers.

    ``needed`` are its words. Of each row of ``gates`` one word must stand in the sentence: for ``along``, of the words that are likely the rarest of
    each pattern, and of the rows that the rule wants beside.
    """

    trigger: Trigger
    first: int
    rest: Numbers
    along: tuple[Numbers, ...]
    without: tuple[Numbers, ...]
    needed: frozenset[int]
    gates: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The numbers that each word of a sentence can have, where each number stands, and the places of words that begin with a capital."""

    words: Sequence[Numbers]
    places: dict[int, list[int]]
    named: frozenset[int]

    def has(self, pattern: Numbers, first: int = 0, last: int = 1 << 30) -> bool:
        """Whether words stand one behind the other somewhere from ``first`` to before ``last``."""
        places = self.places.get(pattern[0], ())
        return any(first <= at < last and (len(pattern) == 1 or self._follows(pattern, 1, at + 1)) for at in places)

    def has_any(self, patterns: Iterable[Numbers], first: int = 0, last: int = 1 << 30) -> bool:
        """Whether the words of one of some patterns stand so."""
        return any(self.has(pattern, first, last) for pattern in patterns if pattern[0] in self.places)

    def _follows(self, pattern: Numbers, place: int, at: int) -> bool:
        while place < len(pattern):
            if pattern[place] == _GAP:
                return any(self._follows(pattern, place + 1, at + skip) for skip in range(_LONGEST_GAP + 1))
            if at >= len(self.words) or pattern[place] not in self.words[at]:
                return False
            place, at = place + 1, at + 1
        return True


@dataclass(frozen=True, slots=True)
class _Skimmer:
    """What is looked for in one language: ``numbers`` are those that a printed word has, ``cues`` go by the number of their first word."""

    numbers: dict[str, Numbers]
    cues: dict[int, tuple[_Cue, ...]]
    firsts: frozenset[int]
    accusing: tuple[Numbers, ...]
    accusing_firsts: frozenset[int]
    units: Numbers
    lengths: tuple[Numbers, ...]
    whole: tuple[Numbers, ...]
    abbreviations: frozenset[str]

    def numbered(self, text: str) -> list[Numbers]:
        """What numbers each word of a text has."""
        found = self.numbers
        return [found.get(word) or ((_COUNT,) if word[0].isdigit() else ()) for word in _WORD.findall(text.lower().replace("ё", "е"))]

    def likely(self, here: AbstractSet[int]) -> list[_Cue]:
        """The cues whose words, and of whose rows one word each, are among some."""
        return [
            cue
            for number in here & self.firsts
            for cue in self.cues[number]
            if cue.needed <= here and all(not gate.isdisjoint(here) for gate in cue.gates)
        ]

    def may_tell(self, text: str) -> bool:
        """Whether a sentence of a text can have what is looked for."""
        here = set().union(*self.numbered(text))
        return not here.isdisjoint(self.accusing_firsts) or bool(self.likely(here))

    def rules_in(self, text: str) -> Iterator[str]:
        """The rules whose words stand as they should in a sentence."""
        words = self.numbered(text)
        here = set().union(*words)
        likely = self.likely(here)
        called = not here.isdisjoint(self.accusing_firsts)
        if not likely and not called:
            return
        sentence = _sentence(_WORD.findall(text), words)
        for cue in likely:
            if self._may_stand(sentence, cue) and any(self._stands(sentence, cue, at) for at in sentence.places[cue.first]):
                yield cue.trigger.rule
        for pattern in self.accusing if called else ():
            if any(sentence.has(pattern, at, at + 1) and self._beside_name(sentence, at, len(pattern)) for at in sentence.places.get(pattern[0], ())):
                yield "accusing"

    def _may_stand(self, sentence: _Sentence, cue: _Cue) -> bool:
        """Whether what must stand with a cue anywhere in its sentence is there."""
        if cue.along and not sentence.has_any(cue.along):
            return False
        return not cue.trigger.term or self._has_term(sentence)

    def _stands(self, sentence: _Sentence, cue: _Cue, at: int) -> bool:
        kind = cue.trigger.kind
        if kind is CueKind.MODIFIER:
            if cue.rest and not sentence.has((cue.first, *cue.rest), at, at + 1):
                return False
            if not self._beside_person(sentence, at):
                return False
        elif cue.rest and not sentence.has(cue.rest):
            return False
        return not sentence.has_any(cue.without, at - _BEFORE, at + _BEHIND)

    def _beside_person(self, sentence: _Sentence, at: int) -> bool:
        around = range(max(0, at - _BESIDE), min(len(sentence.words), at + _BESIDE + 1))
        return any(place != at and (place in sentence.named or _PERSON in sentence.words[place]) for place in around)

    def _beside_name(self, sentence: _Sentence, at: int, length: int) -> bool:
        return any(place in sentence.named for place in range(at - _BESIDE, at + length + _BESIDE) if not at <= place < at + length)

    def _has_term(self, sentence: _Sentence) -> bool:
        if sentence.has_any(self.whole):
            return True
        times = [at for unit in self.units for at in sentence.places.get(unit, ())]
        return any(sentence.has_any(self.lengths, at - _NEAR, at + _NEAR) for at in times)


def _sentence(printed: Sequence[str], words: Sequence[Numbers]) -> _Sentence:
    places: dict[int, list[int]] = defaultdict(list)
    for at, numbers in enumerate(words):
        for number in numbers:
            places[number].append(at)
    return _Sentence(words, places, frozenset(at for at, word in enumerate(printed) if word[0].isupper()))


def skim(blocks: Iterable[str], lang: str) -> Skimmed:
    """Look through the blocks of a text.

    Args:
        blocks: Its paragraphs or lines.
        lang: One of ``LANGUAGES``.
    """
    skimmer = _skimmer(lang)
    rules: dict[str, None] = {}
    told: dict[str, None] = {}
    count = 0
    for whole in blocks:
        # the words of an address are nobody's
        block = _ADDRESS.sub(" ", whole) if "://" in whole else whole
        if not skimmer.may_tell(block):
            count += 1 + len(_STOP.findall(block))
            continue
        for sentence in _sentences(block, skimmer.abbreviations):
            found = dict.fromkeys(skimmer.rules_in(sentence))
            rules.update(found)
            if found:
                told[sentence.strip()] = None
            count += 1
    return Skimmed(tuple(rules), tuple(told), count)


def _sentences(block: str, abbreviations: frozenset[str]) -> Iterator[str]:
    """Sentences, rather two in one than one in two."""
    start = 0
    for stop in _STOP.finditer(block):
        last = _LAST.search(block, max(start, stop.start() - 20), stop.start())
        word = last.group().lower() if last is not None else ""
        if "\n" not in stop.group() and (word in abbreviations or len(word) == 2 or word.count(".") > 1):
            continue
        yield block[start : stop.start()]
        start = stop.end()
    yield block[start:]


@lru_cache(maxsize=4)
def _skimmer(lang: str) -> _Skimmer:
    return _Making(lang, load_triggers(lang)).skimmer()


class _Making:
    """Gives every word that is looked for a number for each way in which it may be printed: as a verb, as a noun, or only so."""

    def __init__(self, lang: str, triggers: Triggers) -> None:
        self.lang, self.triggers = lang, triggers
        self.given: dict[tuple[CueKind, str], int] = {}

    def skimmer(self) -> _Skimmer:
        triggers = self.triggers
        cues: dict[int, list[_Cue]] = defaultdict(list)
        for trigger in triggers.steps:
            cue = self._cue(trigger)
            cues[cue.first].append(cue)
        accusing, lengths, whole = (tuple(map(self._pattern, some)) for some in (triggers.accusing, triggers.lengths, triggers.whole))
        units = tuple(self._number(CueKind.MODIFIER, word) for word in triggers.units)
        printed = self._printed()
        for word in forms_of(self.lang, triggers.people).values():
            for form in word:
                printed[form].append(_PERSON)
        for counted in triggers.numbers:
            printed[counted].append(_COUNT)
        return _Skimmer(
            numbers={form: tuple(dict.fromkeys(found)) for form, found in printed.items()},
            cues={number: tuple(found) for number, found in cues.items()},
            firsts=frozenset(cues),
            accusing=accusing,
            accusing_firsts=frozenset(pattern[0] for pattern in accusing),
            units=units,
            lengths=lengths,
            whole=whole,
            abbreviations=load_writing(self.lang).abbreviations,
        )

    def _cue(self, trigger: Trigger) -> _Cue:
        first = self._number(trigger.kind, trigger.words[0])
        rest = self._pattern(trigger.words[1:])
        along, without = (tuple(map(self._pattern, patterns)) for patterns in (trigger.along, trigger.without))
        return _Cue(trigger, first, rest, along, without, frozenset(rest) - {_GAP}, tuple(self._gates(trigger)))

    def _gates(self, trigger: Trigger) -> Iterator[frozenset[int]]:
        if trigger.along:
            yield frozenset(self._number(CueKind.VERB, max((word for word in words if word != GAP), key=len)) for words in trigger.along)
        for row in trigger.also:
            yield frozenset(self._number(CueKind.VERB, word) for word in row)
        if trigger.counted:
            yield frozenset({_COUNT})

    def _pattern(self, pattern: Pattern) -> Numbers:
        # a word beside a cue may be any form of it
        return tuple(_GAP if word == GAP else self._number(CueKind.VERB, word) for word in pattern)

    def _number(self, kind: CueKind, word: str) -> int:
        return self.given.setdefault((kind, word), len(self.given))

    def _printed(self) -> dict[str, list[int]]:
        printed: dict[str, list[int]] = defaultdict(list)
        words = {kind: [word for of, word in self.given if of is kind] for kind in CueKind}
        forms = {
            CueKind.VERB: forms_of(self.lang, words[CueKind.VERB]),
            CueKind.NOUN: plurals_of(self.lang, words[CueKind.NOUN]),
            CueKind.MODIFIER: {word: frozenset([word]) for word in words[CueKind.MODIFIER]},
        }
        for (kind, word), number in self.given.items():
            for form in forms[kind][word]:
                printed[form].append(number)
        return printed

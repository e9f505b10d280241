"""A quick look at a text, without any parser: which rules' words stand together in a sentence, so that the rule could match there."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from reportedly.language.word_forms import LANGUAGES, forms_of
from reportedly.lexicon.triage import Trigger, load_triggers
from reportedly.lexicon.writing import load_writing

__all__ = ["LANGUAGES", "Skimmed", "skim"]

_STOP = re.compile(r"(?<=[\w)%\"”’».][.!?…])[\"”’»)]*\s+(?=[\"“«‘(–—-]*\s?[^\W_a-zа-яё])|\n+")
_WORD = re.compile(r"[^\W_]+|[—–]")
_LAST = re.compile(r"\S+$")
_NAMED = re.compile(r"\w\W+[^\W\d_a-zа-яё]")


@dataclass(frozen=True, slots=True)
class Skimmed:
    """The rules whose words stand together in a sentence of a text, in its order, and the number of such sentences."""

    rules: tuple[str, ...]
    sentences: int


@dataclass(frozen=True, slots=True)
class _Needs:
    """A trigger with words as numbers: all of ``words``, and one of ``single`` or all of one of ``several`` if there are any."""

    rule: str
    words: frozenset[int]
    single: frozenset[int]
    several: tuple[frozenset[int], ...]
    term: bool

    def met(self, here: Collection[int]) -> bool:
        if not self.words.issubset(here):
            return False
        if not self.single and not self.several:
            return True
        return not self.single.isdisjoint(here) or any(words.issubset(here) for words in self.several)


@dataclass(frozen=True, slots=True)
class _Skimmer:
    """What is looked for in one language: ``numbers`` are those of the lemmas that a printed word can have, ``needs`` go by a first word's number."""

    numbers: dict[str, tuple[int, ...]]
    needs: dict[int, tuple[_Needs, ...]]
    accusing: tuple[frozenset[int], ...]
    accusing_firsts: frozenset[int]
    units: frozenset[int]
    lengths: tuple[frozenset[int], ...]
    whole: tuple[frozenset[int], ...]
    abbreviations: frozenset[str] = field(default=frozenset())

    def rules_in(self, sentence: str) -> Iterator[str]:
        here = {number for word in _WORD.findall(sentence.lower().replace("ё", "е")) for number in self.numbers.get(word, ())}
        for number in here:
            for needs in self.needs.get(number, ()):
                if needs.met(here) and (not needs.term or self._has_term(here)):
                    yield needs.rule
        if not self.accusing_firsts.isdisjoint(here) and any(words <= here for words in self.accusing) and _NAMED.search(sentence):
            yield "accusing"

    def _has_term(self, here: set[int]) -> bool:
        lasting = not self.units.isdisjoint(here) and any(words <= here for words in self.lengths)
        return lasting or any(words <= here for words in self.whole)


def skim(blocks: Iterable[str], lang: str) -> Skimmed:
    """Look through the blocks of a text.

    Args:
        blocks: Its paragraphs or lines.
        lang: One of ``LANGUAGES``.
    """
    skimmer = _skimmer(lang)
    rules: dict[str, None] = {}
    count = 0
    for block in blocks:
        for sentence in _sentences(block, skimmer.abbreviations):
            found = dict.fromkeys(skimmer.rules_in(sentence))
            rules.update(found)
            count += bool(found)
    return Skimmed(tuple(rules), count)


def _sentences(block: str, abbreviations: frozenset[str]) -> Iterator[str]:
    """Sentences, rather two in one than one in two."""
    start = 0
    for stop in _STOP.finditer(block):
        last = _LAST.search(block, start, stop.start())
        word = last.group().lower() if last is not None else ""
        if "\n" not in stop.group() and (word in abbreviations or len(word) == 2 or word.count(".") > 1):
            continue
        yield block[start : stop.start()]
        start = stop.end()
    yield block[start:]


@lru_cache(maxsize=4)
def _skimmer(lang: str) -> _Skimmer:
    triggers = load_triggers(lang)
    forms = forms_of(lang, triggers.words())
    numbers = {word: number for number, word in enumerate(sorted(forms))}
    printed: dict[str, list[int]] = defaultdict(list)
    for word, all_forms in forms.items():
        for form in all_forms:
            printed[form].append(numbers[word])
    needs: dict[int, list[_Needs]] = defaultdict(list)
    for trigger in triggers.steps:
        needs[numbers[trigger.words[0]]].append(_numbered(trigger, numbers))
    accusing = _sets(triggers.accusing, numbers)
    return _Skimmer(
        numbers={form: tuple(found) for form, found in printed.items()},
        needs={number: tuple(found) for number, found in needs.items()},
        accusing=accusing,
        accusing_firsts=frozenset(numbers[words[0]] for words in triggers.accusing),
        units=frozenset(numbers[word] for word in triggers.units),
        lengths=_sets(triggers.lengths, numbers),
        whole=_sets(triggers.whole, numbers),
        abbreviations=load_writing(lang).abbreviations,
    )


def _numbered(trigger: Trigger, numbers: dict[str, int]) -> _Needs:
    along = _sets(trigger.along, numbers)
    single = frozenset(number for words in along if len(words) == 1 for number in words)
    return _Needs(trigger.rule, frozenset(numbers[word] for word in trigger.words), single, tuple(w for w in along if len(w) > 1), trigger.term)


def _sets(patterns: Iterable[tuple[str, ...]], numbers: dict[str, int]) -> tuple[frozenset[int], ...]:
    return tuple(dict.fromkeys(frozenset(numbers[word] for word in pattern) for pattern in patterns))

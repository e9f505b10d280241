"""The words without which no report tells of a case, taken from the rules themselves: a rule that is added is looked for at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from reportedly.lexicon import numbers, terms
from reportedly.lexicon.deciders import load_deciders
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.steps import COUNTED, Pattern, StepRule, load_steps, makes_case

__all__ = ["GAP", "CueKind", "Trigger", "Triggers", "load_triggers"]

GAP = "…"
"""Stands in a pattern for some words between."""


class CueKind(StrEnum):
    """What a cue is: a verb and a noun in any of their forms, a modifier as printed."""

    VERB = "verb"
    NOUN = "noun"
    MODIFIER = "modifier"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that must stand in one sentence for a rule to match in it: all of ``words``, and one of ``along`` if there are any.

    Of each row of ``also``, too, a word must stand there: the verbs that must hang on the cue or that it must hang on, and the nouns that must be its
    subject. ``term`` says that a length of a penalty must stand there, ``counted`` that a number must. Where one of ``without`` stands right by the
    cue, the rule does not match.
    """

    rule: str
    kind: CueKind
    words: Pattern
    along: tuple[Pattern, ...]
    also: tuple[frozenset[str], ...]
    without: tuple[Pattern, ...]
    term: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class Triggers:
    """What tells one language's reports of cases, as lemmas or printed words.

    ``steps`` are of rules that make a case by themselves. ``accusing`` words call somebody accused who stands beside them. A length of a penalty has
    one of ``units`` and beside it one of ``lengths``, or is one of ``whole``. ``people`` are words for somebody, ``numbers`` for a number.
    """

    steps: tuple[Trigger, ...]
    accusing: frozenset[Pattern]
    units: frozenset[str]
    lengths: frozenset[Pattern]
    whole: frozenset[Pattern]
    people: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=8)
def load_triggers(lang: str) -> Triggers:
    """The triggers of one language, none for a language without rules.

    Raises:
        LexiconError: If a rule is not well formed.
    """
    lengths = terms.load(lang)
    people = load_people(lang)
    return Triggers(
        steps=tuple(trigger for rule in load_steps(lang).rules if makes_case(rule) for trigger in _triggers(rule, lang)),
        accusing=frozenset(_spelled((word.word,) for word in people.nouns.values() if word.accusing)),
        units=frozenset(lengths.units),
        lengths=frozenset(_spelled(cue.words for cue in (*lengths.after, *lengths.before, *lengths.verbs.values()))),
        whole=frozenset(_spelled(cue.words for cues in lengths.whole.values() for cue in cues)),
        people=frozenset(part for word in people.nouns for part in _parts(word)[-1:]) | load_pronouns(lang).words,
        numbers=frozenset((*numbers.load(lang).cardinals, *numbers.load(lang).multipliers)),
    )


def _triggers(rule: StepRule, lang: str) -> Iterator[Trigger]:
    along, without = tuple(_spelled(rule.along)), tuple(_spelled(rule.without))
    whole = Trigger(rule.id, CueKind.VERB, (), along, _also(rule, lang), without, "term" in rule.needs, set(rule.who) == {COUNTED} and not rule.carry)
    # what must stand along is looked for beside verbs and nouns only
    alone = replace(whole, along=(), also=(), term=False, counted=False)
    for kind, patterns in ((CueKind.VERB, rule.verbs), (CueKind.NOUN, rule.nouns), (CueKind.MODIFIER, rule.modifiers)):
        for words in dict.fromkeys(_spelled(patterns)):
            yield replace(alone if kind is CueKind.MODIFIER else whole, kind=kind, words=words)


def _also(rule: StepRule, lang: str) -> tuple[frozenset[str], ...]:
    """Rows of words of each of which a rule wants one somewhere around its cue, by how the sentence is built."""
    told = load_deciders(lang)
    asked = {"ordered": told.order, "refused": told.choosing | told.refusing}
    rows = (rule.inside, rule.doer, *(asked[need] for need in rule.needs if need in asked))
    return tuple(frozenset(_parts(word)[-1] for word in row) for row in rows if row)


def _spelled(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    """Patterns without marks, words with a hyphen or an apostrophe in their parts."""
    for pattern in patterns:
        words = tuple(part for word in pattern for part in ((word,) if word == GAP else _parts(word)))
        if words:
            yield words


def _parts(word: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in word).split()

"""The words without which no report tells of a case, taken from the rules themselves: a rule that is added is looked for at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon import terms
from reportedly.lexicon.people import load_people
from reportedly.lexicon.steps import CASE_STEPS, Pattern, StepRule, load_steps

__all__ = ["Trigger", "Triggers", "load_triggers"]

_GAP = "…"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that must stand in one sentence for a rule to match in it: all of ``words``, one of ``along`` if there are any.

    ``term`` says that a length of a penalty must stand there too.
    """

    rule: str
    words: Pattern
    along: tuple[Pattern, ...]
    term: bool


@dataclass(frozen=True, slots=True)
class Triggers:
    """What tells one language's reports of cases, as lemmas or printed words.

    ``steps`` are of rules that make a case by themselves. ``accusing`` words call somebody accused who stands beside them. A length of a penalty has
    one of ``units`` and one of ``lengths``, or one of ``whole``.
    """

    steps: tuple[Trigger, ...]
    accusing: frozenset[Pattern]
    units: frozenset[str]
    lengths: frozenset[Pattern]
    whole: frozenset[Pattern]

    def words(self) -> frozenset[str]:
        """Every word of them."""
        patterns = [pattern for trigger in self.steps for pattern in (trigger.words, *trigger.along)]
        return frozenset(word for pattern in (*patterns, *self.accusing, *self.lengths, *self.whole) for word in pattern) | self.units


@lru_cache(maxsize=8)
def load_triggers(lang: str) -> Triggers:
    """The triggers of one language, none for a language without rules.

    Raises:
        LexiconError: If a rule is not well formed.
    """
    lengths = terms.load(lang)
    people = load_people(lang)
    return Triggers(
        steps=tuple(trigger for rule in load_steps(lang).rules if _makes_case(rule) for trigger in _triggers(rule)),
        accusing=frozenset(_spelled((word.word,) for word in people.nouns.values() if word.accusing)),
        units=frozenset(lengths.units),
        lengths=frozenset(_spelled(cue.words for cue in (*lengths.after, *lengths.before, *lengths.verbs.values()))),
        whole=frozenset(_spelled(cue.words for cues in lengths.whole.values() for cue in cues)),
    )


def _makes_case(rule: StepRule) -> bool:
    """Whether what a rule finds can stand alone: what also happens to bystanders counts only beside a rule that accuses."""
    return rule.step is None or rule.step in CASE_STEPS or rule.accuses


def _triggers(rule: StepRule) -> Iterator[Trigger]:
    along = tuple(_spelled(rule.along))
    for words in _spelled((*rule.verbs, *rule.nouns, *rule.modifiers)):
        yield Trigger(rule.id, words, along, "term" in rule.needs)


def _spelled(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    """Patterns without gaps and marks, words with a hyphen or an apostrophe in their parts."""
    for pattern in patterns:
        words = tuple(part for word in pattern if word != _GAP for part in _parts(word))
        if words:
            yield words


def _parts(word: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in word).split()

"""Words that open a list of people whom a case concerns: "those arrested were", "the suspects include", "as were"."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.steps import ACCUSATION, StepRule, load_steps

__all__ = ["Rollcalls", "Words", "load_rollcalls"]

_KINDS = ("those", "link", "said_as", "revealed", "naming", "unlike", "happened", "called", "again", "beside", "rest")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rollcalls:
    """Lower-case word sequences.

    ``happened`` and ``called`` sequences lead to the rule of the step that those listed have undergone; ``called`` ones are nouns for the accused.
    ``those`` open a label, ``link`` end it, ``naming`` may follow before the list; ``said_as`` words end it only behind one of ``revealed``, which
    says that names come: "identified the suspects as". A label with an ``unlike`` word is not one of the accused. ``again`` and ``beside`` add a list
    to those whom the sentence has just told of, ``rest`` at the start of a sentence to those of the one before. ``firsts`` are the first words of all
    that can open a list.
    """

    those: frozenset[Words]
    link: frozenset[Words]
    said_as: frozenset[str]
    revealed: frozenset[str]
    naming: frozenset[Words]
    unlike: frozenset[Words]
    happened: Mapping[Words, StepRule]
    called: Mapping[Words, StepRule]
    again: frozenset[Words]
    beside: frozenset[Words]
    rest: frozenset[Words]
    firsts: Mapping[str, tuple[Words, ...]]
    examples: tuple[tuple[Record, bool], ...]


@lru_cache(maxsize=8)
def load_rollcalls(lang: str) -> Rollcalls:
    """The words of one language; empty for a language without any.

    Raises:
        LexiconError: If a record has unknown keys or values, or names a step rule that does not exist.
    """
    plain: dict[str, set[Words]] = {kind: set() for kind in _KINDS}
    rules: dict[str, dict[Words, StepRule]] = {"happened": {}, "called": {}}
    examples: list[tuple[Record, bool]] = []
    for record in (record for path in files(f"{lang}/rollcalls.yaml") for record in records(path)):
        record.allow("id", "kind", "rule", "words", "note", "yes", "no")
        kind = record.one_of("kind", _KINDS)
        words = [cut for text in record.texts("words") for cut in _cuts(text)]
        plain[kind].update(words)
        if kind in rules:
            rules[kind].update(dict.fromkeys(words, _rule(lang, record)))
        record.text("id")
        examples += [(one, True) for one in record.records("yes")] + [(one, False) for one in record.records("no")]
    firsts: dict[str, tuple[Words, ...]] = {}
    for cue in sorted((*rules["happened"], *rules["called"], *plain["again"], *plain["beside"], *plain["rest"]), key=len, reverse=True):
        firsts[cue[0]] = (*firsts.get(cue[0], ()), cue)
    return Rollcalls(
        those=frozenset(plain["those"]),
        link=frozenset(plain["link"] | plain["said_as"]),
        said_as=frozenset(cue[-1] for cue in plain["said_as"]),
        revealed=frozenset(cue[0] for cue in plain["revealed"]),
        naming=frozenset(plain["naming"]),
        unlike=frozenset(plain["unlike"]),
        happened=rules["happened"],
        called=rules["called"],
        again=frozenset(plain["again"]),
        beside=frozenset(plain["beside"]),
        rest=frozenset(plain["rest"]),
        firsts=firsts,
        examples=tuple(examples),
    )


def _cuts(text: str) -> tuple[Words, ...]:
    """The words in each way that they may be cut: "co-accused" is one token or three."""
    return tuple(dict.fromkeys((tuple(text.lower().split()), tuple(text.lower().replace("-", " - ").split()))))


def _rule(lang: str, record: Record) -> StepRule:
    """The step rule that a record names, under the record's own id; without one, those listed are accused and no step is told."""
    name = record.text("rule", "")
    found = next((rule for rule in load_steps(lang).rules if rule.id == name or (not name and rule.step is None)), None)
    if found is None:
        raise record.fault(f"there is no step rule {name or ACCUSATION}", "name one of the rules in the folder steps/")
    return replace(found, id=record.text("id"), modifiers=(), needs=(), carry=False, accuses=True, standing=None)

"""What reports tell differently, in words: what the values are about, and each value."""

from collections.abc import Mapping
from datetime import date

from reportedly.export.case_wording import penalty_words
from reportedly.export.wording import STEP_NAMES, when
from reportedly.model.claims import StepType
from reportedly.model.when import When

__all__ = ["topic_words", "value_words"]

_OF_STEP = {
    "date": "day of the {}",
    "until": "end of the {}",
    "term": "length of the {}",
    "number of people": "number of people in the {}",
    "offence": "offence in the {}",
}


def topic_words(about: str, names: Mapping[str, str]) -> str:
    """What the values of a contradiction are about.

    Args:
        about: As the case file has it, such as ``person <id> age`` or ``step arrest date``.
        names: The names of the people of the case by their ids.
    """
    kind, _, rest = about.partition(" ")
    if kind == "person":
        who, _, what = rest.rpartition(" ")
        return f"{what} of {names.get(who, who)}"
    if kind == "offence":
        return f"maximum penalty for {rest.removesuffix(' maximum penalty').replace('_', ' ')}"
    step, _, what = rest.partition(" ")
    if kind == "step" and step in set(StepType) and what in _OF_STEP:
        return _OF_STEP[what].format(STEP_NAMES[StepType(step)])
    return about


def value_words(value: str) -> str:
    """One of the values: a day, an interval of days or a length of time in words, all else as it is told."""
    first, _, last = value.partition("/")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return penalty_words(value)
    return when(When(*days, value))

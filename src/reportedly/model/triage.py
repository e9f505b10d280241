"""What a quick look at a page tells: whether it can tell of a case at all."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["TriageWhy", "Verdict"]


class TriageWhy(StrEnum):
    """Why a page is kept or left out."""

    CUE = "cue"
    """A sentence has the words of a step or an accusation: kept."""
    NO_CUE = "no_cue"
    """No sentence has such words: left out."""
    NO_STEP = "no_step"
    """Sentences have such words, but none of them tells a step or an accusation when it is read: left out."""
    LANGUAGE = "language"
    """The language is read by its names only, and tells no steps: left out."""
    UNREADABLE = "unreadable"
    """The bytes cannot be looked at quickly: kept, so that collecting says what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a quick look at a page tells.

    ``keep`` says whether the page is worth reading, ``why`` for what reason. ``lang`` is the language whose cues were looked for, None where none
    were. ``rules`` are the rules of the lexicon whose words stand together in a sentence, in the order of the text, and ``sentences`` how many
    sentences have such words. ``telling`` is one of these that tells a step or an accusation when it is read by itself, if they were read.
    """

    keep: bool
    why: TriageWhy
    lang: str | None = None
    rules: tuple[str, ...] = ()
    sentences: int = 0
    telling: str | None = None

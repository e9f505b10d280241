"""Offences as a reader finds them in the words of a report, before the tellings of one offence are brought together."""

from dataclasses import dataclass

from reportedly.model.text import Span

__all__ = ["OffenceMention"]


@dataclass(frozen=True, slots=True)
class OffenceMention:
    """One telling of an offence: the half-open token range of its wording, what the lexicon knows of it, and the word that it belongs to.

    ``cue`` is the token of that word ("charged", "suspicion"); None for a bare mention. ``law`` is an article of a code that is cited for it.
    ``sense`` names the entry of the lexicon that knows it: several wordings of one sense are one offence. ``within``: families of
    offences whose formal charges take in everyday words. ``rank`` is 0 for a formal charge, then 1 an accusation, 2 a reason told, 3 a word before
    "charges" or "case". ``group`` is shared by offences that are told in one list, and which therefore are different ones.
    """

    first: int
    last: int
    span: Span
    text: str
    kind: str | None = None
    iccs: str | None = None
    law: str | None = None
    cue: int | None = None
    sense: str | None = None
    within: tuple[str, ...] = ()
    rank: int = 0
    group: int | None = None

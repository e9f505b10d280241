"""Who is reported to have said what, before anybody is resolved to a party."""

from dataclasses import dataclass

from reportedly.model.text import Span

__all__ = ["Teller", "Utterance"]


@dataclass(frozen=True, slots=True)
class Teller:
    """The words that name one who tells something: a half-open token range, its head token, and its text without article."""

    first: int
    last: int
    head: int
    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quoted or reported utterance.

    ``speaker_first``/``speaker_last`` is the half-open token range that names the speaker, ``speaker_head`` its head; the three are those of the
    sentence before if a quotation stands alone. ``antecedent`` is the head token of the best antecedent when the speaker is a pronoun. ``cue`` is the
    token that credits the words ("said", "according"), ``content`` what was said, ``sentence`` where the cue stands. ``via`` are those who pass it
    on, nearest to the writer first. ``rule`` names the
    lexicon's rule, ``speaker_full`` is the fullest naming of the speaker in the report, with title.
    """

    speaker_first: int
    speaker_last: int
    speaker_head: int | None
    speaker_text: str
    cue: int
    content: Span
    text: str
    quote: bool
    sentence: int
    via: tuple[Teller, ...] = ()
    antecedent: int | None = None
    rule: str = ""
    speaker_full: str = ""

    @property
    def is_pronoun(self) -> bool:
        """Whether the speaker is named by a pronoun, so that someone has to say who is meant."""
        return self.speaker_text.lower() in _PRONOUNS


_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "who", "i", "we", "you", "his", "her", "their", "он", "она", "они", "оно", "я", "мы", "его", "её", "ее", "их"}
)

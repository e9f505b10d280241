"""How statements tell of torture, threats or an unfair trial."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.lexicon.load import DATA, records
from reportedly.model.casefile import Concern

__all__ = ["ConcernWords", "concern_words", "concerns_of"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ANY_ENDING = "…"


@dataclass(frozen=True, slots=True)
class ConcernWords:
    """The wordings of one concern in one language, each a row of words, with statements that have one and statements that have none."""

    concern: Concern
    lang: str
    wordings: tuple[tuple[str, ...], ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def stand_in(self, text: str) -> bool:
        """Whether one of the wordings stands in a text."""
        told = _words(text)
        return any(_begins(told[at:], wording) for wording in self.wordings for at in range(len(told) - len(wording) + 1))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _wording(text: str) -> tuple[str, ...]:
    words = _words(text)
    return (*words[:-1], words[-1] + _ANY_ENDING) if text.endswith(_ANY_ENDING) else tuple(words)


def _begins(told: list[str], wording: tuple[str, ...]) -> bool:
    pairs = zip(told, wording, strict=False)
    return all(word.startswith(wanted.removesuffix(_ANY_ENDING)) if wanted.endswith(_ANY_ENDING) else word == wanted for word, wanted in pairs)


@lru_cache(maxsize=1)
def concern_words() -> tuple[ConcernWords, ...]:
    """The wordings of all languages.

    Raises:
        LexiconError: If the file breaks the rules of its format.
    """
    found = []
    for record in records(DATA / "concerns.yaml"):
        record.allow("concern", "lang", "words", "yes", "no")
        if not record.texts("yes") or not record.texts("no"):
            raise record.fault("examples are missing", "add `yes:` and `no:` with at least one statement each")
        concern = Concern(record.one_of("concern", tuple(Concern)))
        wordings = tuple(_wording(text) for text in record.texts("words"))
        if not wordings or not all(wordings):
            raise record.fault("'words' must hold words", "add at least one wording")
        found.append(ConcernWords(concern, record.text("lang"), wordings, record.texts("yes"), record.texts("no")))
    return tuple(found)


def concerns_of(text: str, lang: str) -> tuple[Concern, ...]:
    """What a statement tells of.

    Args:
        text: What was said.
        lang: The language, as ISO 639-1 code.
    """
    return tuple(known.concern for known in concern_words() if known.lang == lang and known.stand_in(text))

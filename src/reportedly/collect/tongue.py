"""Which language a report is written in."""

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.collect.given import ISO_639_1

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["language_of"]

_ENOUGH_LETTERS = 12
_SURE = 0.7
_SAMPLE = 6000
_ENOUGH_WORDS = 40
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "was", "for", "that", "on", "with", "he", "by", "is", "were", "from", "said"})
_RUSSIAN = frozenset({"и", "в", "на", "что", "с", "по", "не", "из", "о", "за", "его", "был", "от", "к", "у", "до", "об"})
_NOT_RUSSIAN = frozenset("іїєґўјљњђћџѕќѓқғңүұһәөҳҷӣӯ")


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, stated: str | None = None) -> str:
    """The ISO 639-1 code of a text, or ``und``.

    Args:
        text: The report.
        stated: The code that its page states, which decides where the text alone does not, and in languages that the identifier does not know.
    """
    page = (stated or "").replace("_", "-").split("-")[0].lower()
    page = page if page in ISO_639_1 else ""
    page = "no" if page in {"nb", "nn"} else page
    plain = _plainly(text)
    if plain:
        return plain
    letters = sum(character.isalpha() for character in text[:_SAMPLE])
    if letters < _ENOUGH_LETTERS:
        return page or "und"
    identifier = _identifier()
    if page and page not in identifier.labels:
        return page
    code, sure = identifier.classify(_spread(text))
    code = "no" if code in {"nb", "nn"} else str(code)
    if float(sure) < _SURE or code not in ISO_639_1:
        return page or "und"
    return code


def _plainly(text: str) -> str | None:
    """English or Russian, where small words and letters leave no doubt: most reports need no more, and the identifier takes a second to load."""
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    if len(words) < _ENOUGH_WORDS:
        return None
    if sum(word in _ENGLISH for word in words) > 0.2 * len(words):
        return "en"
    letters = set("".join(words))
    if sum(word in _RUSSIAN for word in words) > 0.12 * len(words) and {"ы", "э"} <= letters and not letters & _NOT_RUSSIAN:
        return "ru"
    return None


def _spread(text: str) -> str:
    """Beginning and middle of a long text, so that a foreign quotation at its head does not decide."""
    if len(text) <= _SAMPLE:
        return text
    middle = len(text) // 2
    return text[: _SAMPLE // 2] + "\n" + text[middle : middle + _SAMPLE // 2]

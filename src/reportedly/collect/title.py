"""Headlines as they stand at the head of a print form, with the name of the site behind them."""

import re

from reportedly.lexicon.furniture import marks_of

__all__ = ["bare_title", "echoes"]

_SEPARATED = re.compile(r"\s+[-–—|•]\s+|\s*[|｜]\s*")
_GENERIC = re.compile(r"[\s,]+(?:(?:News|Weather|Sports?|Social|Traffic|Radar|Online|Breaking)[\s,&]*)+$")


def echoes(line: str, headline: str) -> bool:
    """Whether a line only repeats words of the headline, in their order."""
    left, right = _words(line), _words(headline)
    if len(left) < 3 and left != right:
        return False
    return any(right[at : at + len(left)] == left for at in range(len(right) - len(left) + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def bare_title(title: str, below: list[str]) -> tuple[str, str | None]:
    """A headline without the name of the site, and that name, if it has one.

    Args:
        title: The first line of a report.
        below: The lines below it, among which the headline may stand alone.
    """
    cuts = list(_SEPARATED.finditer(title))
    for cut in cuts:
        head = title[: cut.start()].strip()
        if len(head) >= 12 and any(_words(line) == _words(head) for line in below[:60]):
            return head, _site(title[cut.end() :])
    if cuts and len(title[: cuts[-1].start()]) >= 12:
        tail = title[cuts[-1].end() :].strip()
        if tail[:1].isupper() and len(tail) <= 80 and any(mark.matches(tail) for mark in marks_of("site")):
            return title[: cuts[-1].start()].strip(), _site(tail)
    return title, None


def _site(tail: str) -> str | None:
    return _GENERIC.sub("", tail.strip()).strip(" ,-|") or None

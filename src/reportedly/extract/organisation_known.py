"""Names of organisations and media that the lexicon knows, where the words around let them mean that."""

from collections.abc import Iterator
from functools import cache

from reportedly.extract.organisation_line import Found, Line
from reportedly.lexicon.countries import KnownOrganisation, known_organisations
from reportedly.lexicon.outlets import Outlet, all_outlets, is_station
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import OrgKind
from reportedly.model.text import NameKind, Span

__all__ = ["known_names", "stations"]

# services that reports of every country name by their letters alone
_EVERYWHERE = frozenset({"US", "RU"})

_LONG = 10

_Entry = tuple[str, KnownOrganisation | Outlet]


@cache
def _table() -> dict[str, _Entry]:
    """Folded names with the exact printed form, known organisations before outlets."""
    found: dict[str, _Entry] = {}
    for known in known_organisations():
        for name in known.printed:
            found.setdefault(fold_name(name), (name, known))
    for outlet in all_outlets():
        for name in (outlet.printed, *outlet.names):
            found.setdefault(fold_name(name), (name, outlet))
    return found


@cache
def _first_words() -> dict[str, int]:
    """First word of a name -> how many words the longest name with it has."""
    longest: dict[str, int] = {}
    for name in _table():
        words = name.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def known_names(line: Line) -> Iterator[Found]:
    """Names of organisations and media of the lexicon in one sentence."""
    first_words = _first_words()
    for first, word in enumerate(line.words):
        longest = first_words.get(word.folded, 0)
        if word.possessive:
            longest = max(longest, first_words.get(fold_name(word.text), 0))
        for length in range(min(longest, len(line.words) - first), 0, -1):
            last = first + length
            if not line.unbroken(first, last):
                continue
            entry = _table().get(fold_name(line.said(first, last)))
            if entry is not None and _counts(line, first, last, entry):
                what = entry[1]
                known = isinstance(what, KnownOrganisation)
                kind = what.kind if isinstance(what, KnownOrganisation) else OrgKind.MEDIA
                yield Found(line.span(first, last), line.said(first, last), kind, "known" if known else "outlet", line.sentence)
                break


def _counts(line: Line, first: int, last: int, entry: _Entry) -> bool:
    """Whether a name that the lexicon knows means what it knows here."""
    printed, what = entry
    said = line.said(first, last)
    if printed.isupper() and said != printed:
        return False
    if said.islower() and not printed.islower():
        return False
    if isinstance(what, Outlet):
        return _medium(line, first, last, printed, what)
    if last - first > 1 and not printed.isupper():
        return True
    kinds = line.kinds(line.span(first, last))
    here = what.country is None or what.country in line.countries or NameKind.ORGANISATION in kinds
    if printed.isupper() and len(printed) > 2:
        return here or what.country in _EVERYWHERE
    following = line.after(last)
    part = following is not None and following.capital and len(printed) < 5
    # a long word that the lexicon knows is hardly a person's name, whatever it looks like
    return here and (NameKind.PERSON not in kinds or len(printed) >= _LONG) and not part


def _medium(line: Line, first: int, last: int, printed: str, outlet: Outlet) -> bool:
    kinds = line.kinds(line.span(first, last))
    before, following = line.before(first), line.after(last)
    shared = outlet.plain_word or "(" in outlet.name or (printed.isupper() and len(printed) <= 3)
    inside = before is not None and before.capital and before.folded != "the"
    if last - first == 1 and inside:
        return _credited_before(line, first)
    credited = _credited(line, first, last)
    if shared:
        return credited and (NameKind.PERSON not in kinds or outlet.country in line.countries)
    part = following is not None and following.capital and following.folded not in line.heads.posts | line.heads.credit_after
    if last - first > 1 or (credited and not part):
        return True
    return not part and NameKind.PERSON not in kinds and NameKind.ORGANISATION in kinds


def _credited(line: Line, first: int, last: int) -> bool:
    """Whether words around a name tell that it is a medium: "told The Paper", "the Dawn reported", "(AP)"."""
    span = line.span(first, last)
    if line.text[max(0, span.start - 1) : span.start] == "(" and line.text[span.end : span.end + 1] == ")":
        return True
    following = line.words[last].folded if last < len(line.words) else ""
    return following in line.heads.credit_after or _credited_before(line, first)


def _credited_before(line: Line, first: int) -> bool:
    said = " ".join(word.folded for word in line.words[max(0, first - 3) : first]).removesuffix(" the")
    return any(said == cue or said.endswith(" " + cue) for cue in line.heads.credit_before)


def stations(line: Line) -> Iterator[Found]:
    """Call signs and numbered channels of local stations."""
    words = line.words
    for first, word in enumerate(words):
        if not (word.text[0].isupper() or word.text[0].isdigit()):
            continue
        for last in (first + 2, first + 1):
            if last > len(words) or not line.unbroken(first, last) or not is_station(line.said(first, last)):
                continue
            beside = [*words[max(0, first - 1) : first], *words[last : last + 1]]
            if not any(other.text.isalpha() and other.text.isupper() and len(other.text) > 1 for other in beside):
                yield Found(Span(word.start, words[last - 1].bare_end), line.said(first, last), OrgKind.MEDIA, "station", line.sentence)
            break

"""Find where names of organisations stand, before it is decided which of them are one and the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.extract.capitals import Word, is_title_case, words_of
from reportedly.lexicon.countries import KnownOrganisation, country_named, known_organisations
from reportedly.lexicon.organisations import Heads, load_heads, org_kind
from reportedly.lexicon.outlets import Outlet, all_outlets, find_outlet, is_station
from reportedly.lexicon.places import is_place_name
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import OrgKind
from reportedly.model.text import NameKind, Reading, Sentence, Span

__all__ = ["Found", "found_in"]

# an organisation's own possessive ("Sheriff's Office"), where others only tell whose it is ("Norvania's Electoral Court")
_OWN = frozenset(
    ["sheriff", "magistrate", "magistrates", "attorney", "attorneys", "general", "prosecutor", "prosecutors", "women", "woman", "men", "children", "people", "peoples", "king", "queen", "mayor", "governor", "president", "coroner", "teachers", "workers", "farmers", "students", "student", "mothers", "veterans", "lord", "citizens", "lawyers", "writers", "owners", "bishop", "commissioner"]
)
_SMALL = frozenset(["of", "the", "for", "and", "against", "on", "de", "la", "del", "du", "des", "et", "y", "do", "da", "dos", "al"])
_SKIP = frozenset(
    ["the", "a", "an", "in", "on", "at", "by", "to", "from", "for", "of", "and", "but", "or", "as", "if", "when", "while", "after", "before", "since", "with", "without", "under", "over", "then", "there", "here", "this", "that", "these", "those", "he", "she", "they", "we", "it", "his", "her", "their", "its", "our", "my", "your", "no", "not", "both", "all", "some", "any", "each", "also", "however", "meanwhile", "according", "according", "former", "late", "new", "one", "two", "three", "four", "five", "another", "other", "such", "only", "even", "just", "last", "next", "earlier", "later", "yesterday", "today", "mr", "mrs", "ms", "miss", "dr", "sir", "judge", "justice", "magistrate", "president", "minister", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "what", "who", "why", "how", "where", "which", "because", "despite", "during", "following", "although", "though", "once", "until", "among", "between", "including", "like", "via", "per"]
)
# bodies whose names may go on with "and": Ministry of Justice and Security
_JOINING = frozenset(
    ["ministry", "department", "committee", "commission", "office", "bureau", "agency", "authority", "board", "council", "institute", "service", "secretariat", "directorate"]
)
_CUES = ("told", "reported", "reports", "according to", "said", "by", "with", "citing", "via", "from")


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a name of an organisation stands. ``how`` tells what found it: known, outlet, head, small, ner, station, described."""

    span: Span
    name: str
    kind: OrgKind
    how: str
    sentence: Sentence


@cache
def _table() -> dict[str, tuple[str, KnownOrganisation | Outlet]]:
    """Folded names of what the lexicon knows, with the exact printed form, known organisations before outlets."""
    found: dict[str, tuple[str, KnownOrganisation | Outlet]] = {}
    for known in known_organisations():
        for name in known.printed:
            found.setdefault(fold_name(name), (name, known))
    for outlet in all_outlets():
        for name in (outlet.printed, *outlet.names):
            found.setdefault(fold_name(name), (name, outlet))
    return found


@cache
def _longest() -> int:
    return max(len(name.split()) for name in _table())


def found_in(reading: Reading, countries: frozenset[str]) -> list[Found]:
    """All names of organisations in a report, without overlaps, in their order.

    Args:
        reading: The report as read.
        countries: ISO codes of the countries that the report speaks of; a short name known in one of them only counts there.
    """
    heads = load_heads(reading.lang)
    found: list[Found] = []
    for sentence in reading.sentences:
        words = words_of(sentence, reading.text)
        shouting = sentence.is_headline or is_title_case(words)
        candidates = [*_known(reading, sentence, words, countries)]
        if not shouting:
            candidates += [
                *_headed(reading, sentence, words, heads),
                *_small(reading, sentence, words, heads),
                *_recognised(reading, sentence, heads),
            ]
        candidates += _stations(sentence, words)
        found += _without_overlaps(candidates)
    return found


def _without_overlaps(candidates: Iterable[Found]) -> list[Found]:
    order = {"known": 0, "outlet": 1, "head": 0, "small": 2, "station": 3, "ner": 4}
    kept: list[Found] = []
    for one in sorted(candidates, key=lambda found: (found.how == "ner", -(found.span.end - found.span.start), order[found.how])):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda found: found.span)


def _named(reading: Reading, span: Span) -> list[NameKind]:
    return [name.kind for name in reading.names if name.span.overlaps(span)]


def _known(reading: Reading, sentence: Sentence, words: list[Word], countries: frozenset[str]) -> Iterator[Found]:
    for first, word in enumerate(words):
        if not word.text[0].isupper() and not word.text[0].isdigit():
            if word.folded not in _table() or word.folded.isascii() is False:
                continue
        for length in range(min(_longest(), len(words) - first), 0, -1):
            run = words[first : first + length]
            if any(later.apart for later in run[1:]):
                continue
            entry = _table().get(" ".join([*(part.text for part in run[:-1]), run[-1].bare]).casefold()) or _table().get(
                " ".join(part.folded if part is run[-1] else fold_name(part.text) for part in run)
            )
            span = Span(run[0].start, run[-1].bare_end)
            if entry and _counts(reading, words, first, length, entry, countries, span):
                what = entry[1]
                kind = what.kind if isinstance(what, KnownOrganisation) else OrgKind.MEDIA
                yield Found(span, _clean(span.of(reading.text)), kind, "known" if isinstance(what, KnownOrganisation) else "outlet", sentence)
                break


def _counts(
    reading: Reading,
    words: list[Word],
    first: int,
    length: int,
    entry: tuple[str, KnownOrganisation | Outlet],
    countries: frozenset[str],
    span: Span,
) -> bool:
    """Whether a name that the lexicon knows means what it knows here."""
    printed, what = entry
    said = span.of(reading.text)
    names = _named(reading, span)
    followed = words[first + length] if first + length < len(words) else None
    inside_name = followed is not None and followed.capital and not followed.apart and not words[first + length - 1].possessive
    if printed.isupper() and said != printed:
        return False
    if not any(letter.isupper() for letter in said) and any(letter.isupper() for letter in printed):
        return False
    if isinstance(what, Outlet):
        shared = what.plain_word or "(" in what.name or (printed.isupper() and len(printed) <= 3)
        if shared:
            return _credited(words, first, length) and NameKind.PERSON not in names
        return length > 1 or (
            not inside_name and NameKind.PERSON not in names and (NameKind.ORGANISATION in names or _credited(words, first, length))
        )
    if length > 1 and not printed.isupper():
        return True
    here = what.country is None or what.country in countries
    if printed.isupper() and len(printed) > 2:
        return here or NameKind.ORGANISATION in names or what.country in {"US", "RU"}
    return (here or NameKind.ORGANISATION in names) and NameKind.PERSON not in names and not (inside_name and len(printed) < 5)


def _credited(words: list[Word], first: int, length: int) -> bool:
    """Whether words around a name tell that it is a medium: "told The Paper", "the Dawn reported"."""
    before = " ".join(word.folded for word in words[max(0, first - 3) : first])
    after = words[first + length].folded if first + length < len(words) else ""
    if (
        first
        and words[first].apart
        and words[first].start
        and words[first].text.isupper()
        and (first + length == len(words) or words[first + length].apart)
    ):
        return True
    said = before.removesuffix(" the")
    return after in {"reported", "reports", "said", "wrote", "quoted", "newspaper", "news", "reporter", "reporters", "correspondent"} or any(
        said == cue or said.endswith(" " + cue)
        for cue in ("told", "according to", "newspaper", "daily", "portal", "outlet", "channel", "broadcaster", "agency", "citing", "reports")
    )


def _headed(reading: Reading, sentence: Sentence, words: list[Word], heads: Heads) -> Iterator[Found]:
    for at in range(len(words)):
        for length in range(min(heads.longest, len(words) - at), 0, -1):
            run = words[at : at + length]
            if not run[0].capital or not run[-1].capital or any(later.apart for later in run[1:]):
                continue
            phrase = _phrase(run)
            if phrase not in heads.heads:
                continue
            first = _left(reading, words, at, heads)
            last = _right(words, at, at + length, phrase)
            if not _whole(words, first, at, at + length, last, phrase, heads):
                break
            span = Span(words[first].start, words[last - 1].bare_end)
            name = _clean(span.of(reading.text))
            yield Found(span, name, org_kind(name, reading.lang), "head", sentence)
            break


def _phrase(run: list[Word]) -> str:
    return " ".join([*(fold_name(word.text) for word in run[:-1]), run[-1].folded])


def _left(reading: Reading, words: list[Word], at: int, heads: Heads) -> int:
    first = at
    while first > 0 and not words[first].apart:
        word = words[first - 1]
        if word.possessive and not _own_possessive(reading, words, first - 1):
            break
        if (word.capital and word.folded not in _SKIP) or word.text == "&":
            first -= 1
        elif (word.text == "of" and first > 1 and not word.apart and words[first - 2].capital and words[first - 2].folded in heads.heads) or _joins(words, first):
            first -= 2
        else:
            break
    while first < at and (words[first].folded in heads.posts and not words[first].possessive):
        first += 1
    return first


def _joins(words: list[Word], first: int) -> bool:
    """Whether "and" before this word stands inside a name: "the Economic and Financial Crimes Commission"."""
    if first < 2 or words[first - 1].text != "and" or words[first - 1].apart or not words[first - 2].capital:
        return False
    before = words[first - 3] if first > 2 and not words[first - 2].apart else None
    return before is not None and before.folded == "the" and not is_place_name(words[first - 2].bare)


def _own_possessive(reading: Reading, words: list[Word], at: int) -> bool:
    word = words[at]
    if word.folded in _OWN or (word.bare.endswith("s") and word.text.endswith(("’", "'")) and not word.bare[0].isupper()):
        return True
    if at and words[at - 1].folded.strip(".") in {"st", "saint"}:
        return True
    named = [name.kind for name in reading.names if name.span.start <= word.start and word.bare_end == name.span.end]
    return (
        country_named(word.bare) is None
        and not is_place_name(word.bare)
        and not any(kind in {NameKind.PERSON, NameKind.PLACE, NameKind.NATIONALITY, NameKind.ORGANISATION} for kind in named)
    )


def _right(words: list[Word], at: int, end: int, phrase: str) -> int:
    """Where a name ends that goes on with "of", "for" and the like."""
    last = end
    while last < len(words) and not words[last].apart and not words[last - 1].possessive:
        small = words[last].text
        if small == "and" and (last == end or phrase.split()[-1] not in _JOINING):
            break
        if small not in {"of", "for", "against", "and", "on", "de", "&"} or (small == "on" and phrase != "committee"):
            break
        after = last + 1
        if after < len(words) and words[after].text == "the" and small != "and":
            after += 1
        stop = after
        while stop < len(words) and words[stop].capital and not words[stop].apart and words[stop].folded not in _SKIP:
            stop += 1
            if words[stop - 1].possessive:
                break
        if stop == after or (small == "for" and country_named(words[after].bare) is not None):
            break
        last = stop
    return last


def _whole(words: list[Word], first: int, at: int, end: int, last: int, phrase: str, heads: Heads) -> bool:
    """Whether the words around a head make a name of it."""
    following = words[last] if last < len(words) and not words[last].apart and not words[last - 1].possessive else None
    if following is not None and following.capital and following.folded in heads.none and following.folded not in _SKIP:
        return False
    if last > end:
        return phrase in heads.heads and (first < at or phrase.split()[-1] not in {"office", "unit", "head", "house", "section"} or last - end > 1)
    if first < at:
        only = words[first:at]
        return not all(word.folded in heads.posts or word.folded in {"public", "local", "our", "joint"} for word in only)
    return phrase in heads.alone and (at > 0 or len(phrase.split()) > 1)


def _small(reading: Reading, sentence: Sentence, words: list[Word], heads: Heads) -> Iterator[Found]:
    """Heads that are written small behind the name of a place: "Saryjaz police"."""
    for at in range(1, len(words)):
        if words[at].apart or not words[at - 1].capital:
            continue
        for length in range(min(heads.longest, len(words) - at), 0, -1):
            run = words[at : at + length]
            if any(later.apart for later in run[1:]) or _phrase(run) not in heads.after_place:
                continue
            first = at
            while first > 0 and words[first - 1].capital and words[first - 1].folded not in _SKIP and (first == at or not words[first].apart):
                first -= 1
                if words[first].possessive:
                    first += 1
                    break
            if first < at and _is_place(reading, words, first, at):
                span = Span(words[first].start, run[-1].bare_end)
                name = _clean(span.of(reading.text))
                yield Found(span, name, org_kind(name, reading.lang), "small", sentence)
            break


def _is_place(reading: Reading, words: list[Word], first: int, last: int) -> bool:
    said = " ".join(word.text for word in words[first:last])
    if country_named(said) is not None:
        return False
    span = Span(words[first].start, words[last - 1].bare_end)
    named = _named(reading, span)
    return is_place_name(said) or is_place_name(words[first].text) or (NameKind.PLACE in named or NameKind.ORGANISATION in named)


def _recognised(reading: Reading, sentence: Sentence, heads: Heads) -> Iterator[Found]:
    """Names that the language part took for an organisation and that nothing speaks against."""
    for name in reading.names:
        if name.kind is not NameKind.ORGANISATION or not sentence.span.contains(name.span):
            continue
        said = _clean(name.text)
        words = fold_name(said).split()
        if not words or not said[0].isupper() or words[-1] in heads.none or words[-1] in heads.posts or words[0] in _SKIP - {"new"}:
            continue
        if len(words) == 1 and (words[0] in heads.heads or words[0] in heads.none):
            continue
        if country_named(said) is not None or is_place_name(said) or (find_outlet(said) is None and len(said) < 3):
            continue
        yield Found(name.span, said, org_kind(said, reading.lang), "ner", sentence)


def _stations(sentence: Sentence, words: list[Word]) -> Iterator[Found]:
    for first in range(len(words)):
        for length in (2, 1):
            run = words[first : first + length]
            said = " ".join([*(word.text for word in run[:-1]), run[-1].bare])
            if len(run) == length and not any(later.apart for later in run[1:]) and is_station(said):
                yield Found(Span(run[0].start, run[-1].bare_end), said, OrgKind.MEDIA, "station", sentence)
                break


def _clean(name: str) -> str:
    return " ".join(name.split())

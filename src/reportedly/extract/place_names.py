"""Find where names of places stand: by their head words, by the gazetteer, and by what the language part saw."""

from collections.abc import Iterator

from reportedly.extract.capitals import Word, is_title_case
from reportedly.extract.organisation_line import Found, Line
from reportedly.extract.place_streets import streets
from reportedly.extract.place_told import listed_places, told_places
from reportedly.lexicon.countries import country_named, is_capital
from reportedly.lexicon.outlets import find_outlet
from reportedly.lexicon.place_words import PlaceWords
from reportedly.lexicon.places import KnownPlace, best_place, is_place_name, places_named
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import OrgKind
from reportedly.model.text import NameKind, Span

__all__ = ["spots_in"]

# towns of this size are known by their name alone
_CITY = 200_000
_FRONTS = frozenset({OrgKind.COURT, OrgKind.POLICE})


def spots_in(line: Line, organisations: list[Found], countries: list[str], table: PlaceWords) -> list[tuple[Span, str]]:
    """The names of places in one sentence, each with how it was found: the kind of its head word, ``body``, ``known`` or ``name``.

    Args:
        line: The sentence.
        organisations: The organisations named in it; a place inside such a name is none, unless it is the town of a court or police force.
        countries: The countries of the report, the likeliest first.
        table: The words for places.
    """
    loud = line.sentence.is_headline or is_title_case(line.words, line.text)
    candidates = [*_known(line, countries, table, loud=loud), *_recognised(line, table), *_fronts(line, organisations, table)]
    if not loud:
        candidates += _headed(line, table)
        candidates += ((span, "street") for span in streets(line, table))
        candidates += ((span, "told") for span in told_places(line, countries, table))
    bodies = [found.span for found in organisations if found.how not in {"ner", "led", "described"}]
    people = [name.span for name in line.names if name.kind is NameKind.PERSON]
    kept: list[tuple[Span, str]] = []
    for span, how in sorted(candidates, key=lambda one: (one[0].start - one[0].end, one[0])):
        if any(span.overlaps(other) for other, _ in kept):
            continue
        if how in {"known", "name", "told", "area", "nature"} and any(span.overlaps(body) for body in bodies):
            continue
        if how in {"known", "name"} and any(
            span.overlaps(person) and not (how == "known" and span == person and _is_where(line, span)) for person in people
        ):
            continue
        kept.append((span, how))
    if kept and not loud:
        taken = [*(span for span, _ in kept), *bodies]
        listed = [span for span in listed_places(line, kept, table) if not any(span.overlaps(other) for other in taken)]
        kept += ((span, "told") for span in listed)
    return sorted(kept)


def _is_where(line: Line, span: Span) -> bool:
    """Whether "in" or "near" stands before, which hardly ever leads to a person."""
    return line.text[max(0, span.start - 8) : span.start].split()[-1:] in (["in"], ["near"], ["outside"], ["In"])


def _headed(line: Line, table: PlaceWords) -> Iterator[tuple[Span, str]]:
    """Names that end in a word for a place: "Larch Street"."""
    for at in range(len(line.words)):
        for end in range(min(len(line.words), at + table.longest), at, -1):
            if not (line.words[at].capital and line.words[end - 1].capital and line.unbroken(at, end)):
                continue
            kind = table.heads.get(fold_name(line.said(at, end)))
            if kind is None:
                continue
            first = _left(line, at)
            following = line.after(end)
            if first < at and not (following is not None and following.capital):
                yield line.span(first, end), kind
            break


def _left(line: Line, at: int) -> int:
    words = line.words
    first = at
    while first > 0 and not words[first].apart:
        word = words[first - 1]
        if _part(line, word):
            first -= 1
        elif word.text == "of" and first > 1 and not word.apart and _part(line, words[first - 2]) and words[first - 2].folded in line.heads.heads:
            first -= 2
        else:
            break
    return first


def _part(line: Line, word: Word) -> bool:
    if word.possessive and (country_named(word.bare) is not None or is_place_name(word.bare)):
        return False
    return (word.capital or word.text == "&" or word.text.isdigit()) and word.folded not in line.heads.edge and word.folded not in line.heads.posts


def _known(line: Line, countries: list[str], table: PlaceWords, *, loud: bool) -> Iterator[tuple[Span, str]]:
    """Names that the gazetteer knows, where the words around speak for a place."""
    for first, word in enumerate(line.words):
        if not word.capital:
            continue
        for last in range(min(len(line.words), first + 4), first, -1):
            if not line.words[last - 1].capital or not line.unbroken(first, last):
                continue
            said = line.said(first, last)
            if fold_name(said) in table.none or (country_named(said) is not None and not _state(line, said)):
                break
            if not is_place_name(said):
                continue
            place = best_place(said, countries)
            if place is not None and _stands_for_place(line, first, last, place, table, loud=loud):
                yield line.span(first, last), "known"
            break


def _state(line: Line, said: str) -> bool:
    """Whether a name of a country means a region here, as Georgia does among other states."""
    abroad = {place.country for place in places_named(said) if place.kind == "region"} & line.countries
    return any(place.country in abroad and place.kind == "region" for word in line.words if word.bare != said for place in places_named(word.bare))


def _stands_for_place(line: Line, first: int, last: int, place: KnownPlace, table: PlaceWords, *, loud: bool) -> bool:
    before, following = line.before(first), line.after(last)
    if (following is not None and following.capital) or (before is not None and before.capital and before.folded not in table.before):
        return False
    if place.kind in {"region", "county"}:
        return True
    cued = before is not None and before.folded in table.before and not _of_field(line, first, table)
    if line.words[last - 1].folded in line.people:
        return cued and before is not None and before.folded in {"in", "near", "outside"}
    if cued or _dateline(line, first, last):
        return True
    return not loud and place.people >= _CITY and len(place.name) > 3 and not is_capital(line.said(first, last))


def _of_field(line: Line, first: int, table: PlaceWords) -> bool:
    """Whether a name tells what somebody is the head of: "Head of Media"."""
    return first > 1 and line.words[first - 1].text == "of" and line.words[first - 2].folded in table.fields


def _dateline(line: Line, first: int, last: int) -> bool:
    """Whether a name opens a line that only tells where a report is sent from ("Larchwood –"), or in capitals a sentence: "OSLO, Police said…"."""
    words = line.words
    if first == 0 and line.sentence.span.of(line.text)[-1] in "—–-":
        return last == len(words) or words[last].apart
    return first == 0 and last < len(words) and words[last].apart and all(word.text.isupper() for word in words[:last]) and len(words[0].text) > 3


def _recognised(line: Line, table: PlaceWords) -> Iterator[tuple[Span, str]]:
    for name in line.names:
        if name.kind is not NameKind.PLACE:
            continue
        inside = [at for at, word in enumerate(line.words) if name.span.start <= word.start < name.span.end]
        if (
            inside
            and _can_be_place(line, name.normal or " ".join(name.text.split()), table)
            and _speaks_for_place(line, inside[0], inside[-1] + 1, table)
        ):
            yield name.span, "name"


def _can_be_place(line: Line, said: str, table: PlaceWords) -> bool:
    words = fold_name(said).split()
    if not words or not said[0].isupper() or country_named(said) is not None or " ".join(words) in table.none | table.heads.keys():
        return False
    # states in short ("Mich."), signs, media
    if (said.endswith(".") and len(said) < 7 and said != "D.C.") or (said.isupper() and len(said) < 4) or find_outlet(said) is not None:
        return False
    return words[-1] not in line.heads.posts and (words[-1] not in line.heads.none or words[-1] in table.heads)


def _speaks_for_place(line: Line, first: int, last: int, table: PlaceWords) -> bool:
    said = line.said(first, last)
    before, following = line.before(first), line.after(last)
    if following is not None and following.capital and (following.folded in line.heads.posts or following.folded in line.heads.heads):
        return False
    if fold_name(said).split()[-1] in table.heads:
        return True
    if following is not None and following.folded in table.things:
        return False
    cued = before is not None and before.folded in table.before
    if line.words[last - 1].folded in line.people:
        return cued and is_place_name(said)
    # "Moscow said": a government, not a place
    return cued or _dateline(line, first, last) or (is_place_name(said) and not is_capital(said)) or _beside_place(line, last)


def _beside_place(line: Line, last: int) -> bool:
    """Whether a comma and a place that is known stand beside: "Larchwood, Ontario"."""
    words = line.words
    return (
        last < len(words)
        and words[last].apart
        and words[last].capital
        and (is_place_name(words[last].bare) or country_named(words[last].bare) is not None)
    )


def _fronts(line: Line, organisations: list[Found], table: PlaceWords) -> Iterator[tuple[Span, str]]:
    """The town or region at the front of a court's or police force's name."""
    for found in organisations if not line.heads.phrase else ():
        if found.how not in {"head", "small", "known"} or found.kind not in _FRONTS:
            continue
        words = found.name.split()
        for length in (3, 2, 1):
            said = " ".join(words[:length])
            if len(words) > length and is_place_name(said) and fold_name(said) not in table.none:
                if country_named(said) is None and words[length].casefold() != "county" and line.text.startswith(said, found.span.start):
                    yield Span(found.span.start, found.span.start + len(said)), "body"
                break

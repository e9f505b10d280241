"""Places that the words around tell, whatever the gazetteer knows: "in the town of Larch", "Dahl, 24, Larch,", "a Larch woman", "the Larch area"."""

from collections.abc import Iterable, Iterator

from reportedly.extract.organisation_line import Line
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.place_words import PlaceWords
from reportedly.lexicon.places import best_place, is_place_name
from reportedly.lexicon.spelling import fold_name
from reportedly.model.text import NameKind, Span

__all__ = ["listed_places", "told_places"]

_LONGEST = 3
_SHORT = 7
# how many words before "in" can tell that no place follows
_NEAR = 5
_AGES = range(7, 111)
_ARTICLES = frozenset({"a", "an", "the"})
_DEFINITE = frozenset({"the", "The", "in", "at", "near", "outside", "inside"})
_FROM = frozenset({"of", "from"})
# how words for peoples, faiths and languages end, which the language part also takes unknown towns for
_PEOPLES = ("ian", "ean", "ese", "ish", "ic", "can", "ist", "ists", "ians", "ans", "ite", "ites", "lim", "lims", "crat", "crats")


def told_places(line: Line, countries: list[str], table: PlaceWords) -> Iterator[Span]:
    """Names of places in one sentence that the words around tell to be such."""
    for first, last in _runs(line):
        for begin in range(first, last):
            if _is_told(line, begin, last, countries, table):
                if _can_be_place(line, begin, last, table):
                    yield line.span(begin, last)
                break


def listed_places(line: Line, known: Iterable[tuple[Span, str]], table: PlaceWords) -> Iterator[Span]:
    """Names that stand in one list with names of places: "in Larch, Orrin and Tasbul", "Grey Heron Street, Larch"."""
    ends = {span.end: how for span, how in known}
    for first, last in _runs(line):
        words = line.words
        if first == 0 or not _can_be_place(line, first, last, table):
            continue
        beside = words[first].apart and words[first - 1].bare_end in ends and line.text[words[first - 1].bare_end] == ","
        joined = first > 1 and words[first - 1].text == "and" and words[first - 2].bare_end in ends
        if not (beside or joined):
            continue
        closed = last == len(words) or words[last].apart or words[last].text in {"and", "in", "on", "at"}
        behind_street = beside and ends[words[first - 1].bare_end] == "street"
        if closed and _is_no_name(line, first, last, sure=joined or behind_street) and not _acts(line, last, table):
            ends[words[last - 1].bare_end] = "told"
            yield line.span(first, last)


def _is_no_name(line: Line, first: int, last: int, *, sure: bool) -> bool:
    """Whether nothing speaks for somebody's name: the language part, a given name, or an age behind it."""
    if last < len(line.words) and _is_age(line.words[last].text):
        return False
    person = line.kinds(line.span(first, last)) == {NameKind.PERSON}
    return not person or (sure and not load_given().knows(line.words[first].bare))


def _acts(line: Line, last: int, table: PlaceWords) -> bool:
    """Whether a word for speaking follows, as behind a person: "in Larch, Dahl said"."""
    return last < len(line.words) and not line.words[last].apart and line.words[last].folded in table.speaking


def _runs(line: Line) -> Iterator[tuple[int, int]]:
    """Unbroken words with capitals."""
    first = 0
    while first < len(line.words):
        last = line.run_end(first)
        if last > first:
            yield first, last
        first = max(last, first + 1)


def _is_told(line: Line, first: int, last: int, countries: list[str], table: PlaceWords) -> bool:
    return (
        _is_home(line, first, last, table)
        or _is_called(line, first, table)
        or _is_in(line, first, last, table)
        or (_before_noun(line, first, last, countries, table))
    )


def _is_home(line: Line, first: int, last: int, table: PlaceWords) -> bool:
    """Whether somebody's home is told, behind an age: "Dahl, 24, Larch, pleaded guilty", "35-year-old Jon Dahl of Larch"."""
    words = line.words
    if first < 2:
        return False
    if words[first].apart and _is_age(words[first - 1].text) and words[first - 1].apart and words[first - 2].capital:
        # "Dahl, 24, Belko, 30, and": a name that its own age follows is no home
        return (last == len(words) or words[last].apart or words[last].folded in table.speaking) and not (
            last < len(words) and _is_age(words[last].text)
        )
    if words[first - 1].text not in _FROM or words[first].apart:
        return False
    if words[first - 1].apart and _is_age(words[first - 2].text):
        return True
    at = first - 2
    while at > 0 and words[at].capital and not words[at].apart:
        at -= 1
    return first - 2 - at in (2, 3) and words[at].text.endswith("-year-old")


def _is_age(word: str) -> bool:
    return word.isdigit() and int(word) in _AGES


def _is_called(line: Line, first: int, table: PlaceWords) -> bool:
    """Whether "the town of" or "a village called" stands before, or "the capital," in apposition."""
    words = line.words
    if first > 1 and not words[first].apart and words[first - 1].text in {"of", "called", "named"}:
        return (words[first - 2].folded in table.areas or words[first - 2].folded in table.homes) and not words[first - 1].apart
    return first > 0 and words[first].apart and words[first - 1].folded == "capital" and line.text[words[first - 1].end] == ","


def _is_in(line: Line, first: int, last: int, table: PlaceWords) -> bool:
    """Whether "in" or "near" stands before and nothing speaks against a place."""
    words = line.words
    if first == 0 or words[first].apart or words[first - 1].folded not in table.inside or last - first > _LONGEST or words[last - 1].possessive:
        return False
    if (words[first - 1].text[0].isupper() and first > 1) or any(word.folded in table.works for word in words[max(0, first - _NEAR) : first - 1]):
        return False
    if last < len(words) and not words[last].apart and (words[last].folded in table.things or words[last].text == "&"):
        return False
    kinds = line.kinds(line.span(first, last))
    if NameKind.OTHER in kinds or _is_people(line, first, last) or words[last - 1].text.isupper():
        return False
    if NameKind.PERSON not in kinds or is_place_name(line.said(first, last)):
        return True
    # people trust "in Dahl", hardly "in Grey Heron"
    return last - first > 1 and not load_given().knows(words[first].bare)


def _is_people(line: Line, first: int, last: int) -> bool:
    """Whether a name tells a people, a faith or a language."""
    return line.words[last - 1].folded.endswith(_PEOPLES) and NameKind.NATIONALITY in line.kinds(line.span(first, last))


def _before_noun(line: Line, first: int, last: int, countries: list[str], table: PlaceWords) -> bool:
    """Whether a noun follows that towns stand before: "a Larch woman", "the Larch neighbourhood"."""
    words = line.words
    if first == 0 or last >= len(words) or words[last].apart or words[last - 1].possessive or words[last].capital:
        return False
    noun = words[last].folded
    if _is_people(line, first, last):
        return False
    if (noun in table.areas and noun not in {"city", "capital"}) or noun in table.buildings:
        return words[first - 1].text in _DEFINITE or words[first - 1].possessive
    if noun not in table.behind or words[first - 1].text.lower() not in _ARTICLES:
        return False
    return best_place(line.said(first, last), countries) is not None


def _can_be_place(line: Line, first: int, last: int, table: PlaceWords) -> bool:
    said = line.said(first, last)
    folded = fold_name(said)
    words = folded.split()
    if not words or last - first > _LONGEST or country_named(said) is not None or folded in table.none or any(char.isdigit() for char in said):
        return False
    heads = line.heads
    # states in short ("Mich."), and "in Norvanian waters"
    if (last < len(line.words) and len(said) < _SHORT and line.text[line.words[last - 1].bare_end] == ".") or country_named(line.words[first].bare):
        return False
    if len(words) > 1 and load_given().knows(line.words[first].bare) and not is_place_name(said):
        return False
    if words[0] in heads.edge or words[-1] in heads.none - table.heads.keys() or not heads.posts.isdisjoint(words):
        return False
    return words[-1] not in heads.heads and not (len(said) < 3 or (said.isupper() and len(said) < 5)) and words[-1] not in table.none

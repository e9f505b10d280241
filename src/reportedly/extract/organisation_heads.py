"""Names of organisations that are told by a head word: "Saryjaz District Court", "Ministry of the Interior", "Saryjaz police"."""

from collections.abc import Iterator

from reportedly.extract.organisation_line import Found, Line
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.organisations import org_kind
from reportedly.lexicon.places import is_place_name
from reportedly.lexicon.spelling import fold_name
from reportedly.model.parties import OrgKind
from reportedly.model.text import NameKind

__all__ = ["described_bodies", "headed_names", "small_headed_names"]

_LINKS = frozenset({"of", "for", "against", "and", "on", "de", "&"})
# heads that say too little for "Office of Larch" alone to be a name
_VAGUE = frozenset({"office", "unit", "head", "house", "section", "group", "team", "front", "board", "party", "case"})


def headed_names(line: Line) -> Iterator[Found]:
    """Names with a head word written with a capital."""
    for at in range(len(line.words)):
        if not _opens(line, at):
            continue
        for end in range(min(len(line.words), at + line.heads.longest), at, -1):
            if not (line.words[at].capital and line.words[end - 1].capital and line.unbroken(at, end)) or line.words[at].folded == "the":
                continue
            phrase = _phrase(line, at, end)
            strong = phrase in line.heads.heads or phrase in line.heads.alone
            joined = phrase in line.heads.joined
            if not strong and not joined and phrase not in line.heads.weak:
                continue
            first, last = _left(line, at), _right(line, end, phrase) if strong or joined else end
            if _whole(line, first, at, end, last, phrase) if strong else _cause(line, first, end, last) if joined else _stands(line, first, at, end):
                name = line.said(first, last)
                yield Found(line.span(first, last), name, org_kind(name, line.lang), "head", line.sentence)
            break


def _opens(line: Line, at: int) -> bool:
    word = line.words[at]
    return word.folded in line.heads.openings or (word.possessive and fold_name(word.text) in line.heads.openings)


def _phrase(line: Line, first: int, last: int) -> str:
    return fold_name(line.said(first, last))


def _left(line: Line, at: int) -> int:
    words, heads = line.words, line.heads
    first = at
    while first > 0 and not words[first].apart:
        word = words[first - 1]
        if word.possessive and not _own_possessive(line, first - 1):
            break
        if (word.capital and word.folded not in heads.edge) or word.text == "&":
            first -= 1
        elif _of_head(line, first) or _joins(line, first):
            first -= 2
        else:
            break
    while first < at and ((words[first].folded in heads.posts and not words[first].possessive) or words[first].text == "&"):
        first += 1
    return first


def _of_head(line: Line, first: int) -> bool:
    """Whether "of" before this word stands inside a name: "University of Larch Hospital"."""
    words = line.words
    return (
        first > 1
        and words[first - 1].text == "of"
        and not words[first - 1].apart
        and words[first - 2].capital
        and words[first - 2].folded in line.heads.heads
    )


def _joins(line: Line, first: int) -> bool:
    """Whether "and" before this word stands inside a name: "the Economic and Financial Crimes Commission"."""
    words = line.words
    if first < 2 or words[first - 1].text != "and" or words[first - 1].apart or not words[first - 2].capital or words[first - 2].possessive:
        return False
    before = line.before(first - 2)
    return before is not None and before.folded == "the" and not is_place_name(words[first - 2].bare)


def _own_possessive(line: Line, at: int) -> bool:
    """Whether a possessive stands inside a name rather than tells whose the body is."""
    word = line.words[at]
    if word.folded in line.heads.own and (word.folded != "attorney" or not word.bare[0].isupper()):
        return True
    if at and line.words[at - 1].folded.strip(".") in {"st", "saint"}:
        return True
    if word.bare.isupper() and len(word.bare) > 1:
        return False
    kinds = {name.kind for name in line.names if name.span.start <= word.start and word.bare_end == name.span.end}
    taken = kinds & {NameKind.PERSON, NameKind.PLACE, NameKind.NATIONALITY, NameKind.ORGANISATION}
    return word.folded not in line.heads.posts and country_named(word.bare) is None and not is_place_name(word.bare) and not taken


def _right(line: Line, end: int, phrase: str) -> int:
    """Where a name ends that goes on with "of", "for" and the like."""
    words = line.words
    last = end
    while (following := line.after(last)) is not None:
        link = following.text
        if link not in _LINKS or (link == "on" and phrase not in {"committee", "commission"}):
            break
        if link == "and" and (last == end or phrase.split()[-1] not in line.heads.joining):
            break
        after = last + 1
        if after < len(words) and words[after].text == "the" and link != "and":
            after += 1
        stop = after
        while stop < len(words) and words[stop].capital and not words[stop].apart and words[stop].folded not in line.heads.edge:
            stop += 1
            if words[stop - 1].possessive:
                break
        if stop == after or (link == "for" and country_named(words[after].bare) is not None):
            break
        last = stop
    return last


def _whole(line: Line, first: int, at: int, end: int, last: int, phrase: str) -> bool:
    """Whether the words around a head make a name of it."""
    heads = line.heads
    following = line.after(last)
    if following is not None and following.capital and following.folded in heads.none and following.folded not in heads.edge:
        return False
    ends = phrase.split()[-1]
    if last > end:
        return first < at or ends not in _VAGUE or last - end > 2
    if phrase in heads.alone and first == at:
        return at > 0 or len(phrase.split()) > 1
    only = line.words[first:at]
    if ends in heads.posts and any(word.folded in heads.posts for word in line.words[max(0, first - 2) : at]):
        return False
    return any(word.folded not in heads.posts and word.folded not in {"public", "local", "our", "joint"} for word in only)


def _cause(line: Line, first: int, end: int, last: int) -> bool:
    """Whether people are joined by a cause rather than paid by somebody: "Norvanian Lawyers for Human Rights", not "Lawyers for Dahl"."""
    if last == end or line.words[end].text not in {"for", "against"} or line.words[last - 1].folded in line.people:
        return False
    target = line.span(end + 1, last)
    return NameKind.PERSON not in line.kinds(target) and (last - end > 2 or first < end - 1)


def _stands(line: Line, first: int, at: int, end: int) -> bool:
    """Whether a word that many things are called by ends a name here: "Larchwood Childcare", but neither "Public Health" nor "Energy Minister"."""
    if first == at or _is_half(line, end) or any(word.possessive for word in line.words[first:at]):
        return False
    kinds = {name.kind for name in line.names if name.span.overlaps(line.span(first, end)) and name.span.end <= line.words[end - 1].bare_end}
    if NameKind.PERSON in kinds and load_given().knows(line.words[first].bare):
        return False
    return any(word.folded not in line.heads.common and country_named(word.bare) is None for word in line.words[first:at])


def _is_half(line: Line, end: int) -> bool:
    """Whether a capital follows, at once or behind "and": "Larch Gas and Electric"."""
    following = line.after(end)
    if following is not None and following.text in {"and", "&"} and end + 1 < len(line.words):
        following = line.words[end + 1]
    return following is not None and following.capital


def small_headed_names(line: Line) -> Iterator[Found]:
    """Names whose head is written small behind the name of a place: "Saryjaz police"."""
    words = line.words
    for at in range(1, len(words)):
        if words[at].apart or not words[at - 1].capital or words[at - 1].possessive or not _opens(line, at):
            continue
        for end in range(min(len(words), at + line.heads.longest), at, -1):
            phrase = _phrase(line, at, end)
            if not line.unbroken(at, end) or (phrase not in line.heads.after_place and phrase not in line.heads.after_people):
                continue
            first = at
            while first > 0 and words[first - 1].capital and not words[first - 1].possessive and words[first - 1].folded not in line.heads.edge:
                first -= 1
                if words[first].apart:
                    break
            if first < at and (_after_people(line, first, at, phrase) or _after_place(line, first, at, line.heads.after_place.get(phrase))):
                name = line.said(first, end)
                yield Found(line.span(first, end), name, org_kind(name, line.lang), "small", line.sentence)
            break


def described_bodies(line: Line) -> Iterator[Found]:
    """Bodies told by where they are: "a court in Oslo", "law enforcement authorities in Norway"."""
    words = line.words
    for at in range(len(words)):
        if not _opens(line, at):
            continue
        for end in range(min(len(words), at + line.heads.longest), at, -1):
            phrase = _phrase(line, at, end)
            if phrase not in line.heads.described or not line.unbroken(at, end) or (at > 0 and words[at].capital):
                continue
            article = words[at - 1].folded if at else ""
            last = _where(line, end)
            if last and (article in {"a", "an"} or len(phrase.split()) > 1):
                name = line.said(at, last)
                yield Found(line.span(at, last), name[0].lower() + name[1:], line.heads.described[phrase], "described", line.sentence)
            break


def _where(line: Line, end: int) -> int:
    """Where "in Oslo" or "in the Norwegian capital of Oslo" ends, or 0."""
    words = line.words
    if end + 1 >= len(words) or words[end].text != "in":
        return 0
    at = end + 1
    # up to five words may lead to the name of the place
    for start in range(at, min(len(words), at + 6)):
        if words[start].apart:
            return 0
        leads = start == at or (words[at].text == "the" and words[start - 1].text == "of")
        if leads and words[start].capital and (country_named(words[start].bare, people=False) or is_place_name(words[start].bare)):
            return start + 1
    return 0


def _after_people(line: Line, first: int, last: int, phrase: str) -> bool:
    return phrase in line.heads.after_people and country_named(line.said(first, last)) is not None


def _after_place(line: Line, first: int, last: int, kind: OrgKind | None) -> bool:
    if kind is None:
        return False
    said = line.said(first, last)
    if country_named(said) is not None:
        return kind is OrgKind.COURT
    if any(is_place_name(part) for part in said.split("-")):
        return True
    kinds = line.kinds(line.span(first, last))
    return is_place_name(said) or is_place_name(line.words[first].bare) or bool(kinds & {NameKind.PLACE, NameKind.ORGANISATION})

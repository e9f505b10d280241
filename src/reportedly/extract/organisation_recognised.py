"""Names that the language part took for an organisation, if the words around them speak for one too."""

from collections.abc import Iterator
from itertools import pairwise

from reportedly.extract.capitals import Word
from reportedly.extract.organisation_line import Found, Line
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.organisations import load_heads, org_kind
from reportedly.lexicon.places import is_place_name
from reportedly.lexicon.spelling import fold_name
from reportedly.model.text import NameKind, Reading

__all__ = ["is_led", "last_names", "names_beside_nouns", "recognised_names"]


_ARTICLES = frozenset({"the", "a", "an"})
_NO_BODIES = frozenset({NameKind.PERSON, NameKind.PLACE, NameKind.NATIONALITY})
# "a U.S.-led coalition"
_MADE = ("-led", "-run", "-backed", "-style", "-linked", "-owned", "-affiliated")
# words that lead from a noun to the name of what it tells: "a website known as “Grey Heron”"
_NAMED = frozenset({"called", "named", "dubbed", "as"})
_QUOTES = frozenset({'"', "“", "‘", "'"})
# what has followers rather than an address, so that any small word may stand before its name: "the banned Hirondel movement"
_MOVEMENTS = frozenset({"movement", "militia", "cartel", "sect", "faction", "syndicate"})
# how many small words behind a name can say what it is
_BEHIND = 3
# what follows on a noun that is not only the first half of "company director"
_GOES_ON = frozenset(["that", "which", "based", "of", "in", "and", "with", "from", "whose", "founded", "set", "known", "led", "for", "or", "to"])


def last_names(reading: Reading) -> frozenset[str]:
    """Last words of the names of people, folded."""
    people = (name for name in reading.names if name.kind is NameKind.PERSON and fold_name(name.text))
    return frozenset(fold_name(name.text).split()[-1] for name in people if not is_led(reading, name.first, name.last))


def is_led(reading: Reading, first: int, last: int) -> bool:
    """Whether a noun for a body leads a name, so that it is nobody's: "the rights group Larch Watch", but not "the company Dahl founded"."""
    if first == 0 or reading.tokens[first - 1].lower not in load_heads(reading.lang).nouns or "Number=Plur" in reading.tokens[first - 1].features:
        return False
    return reading.heads[last - 1] == first - 1 or reading.heads[first - 1] == last - 1


def recognised_names(line: Line) -> Iterator[Found]:
    """Names that the language part took for an organisation."""
    for name in line.names:
        if name.kind is not NameKind.ORGANISATION:
            continue
        said = " ".join(name.text.split())
        if " - " in said or "–" in said:
            continue
        inside = [at for at, word in enumerate(line.words) if name.span.start <= word.start < name.span.end]
        if inside and _can_be_body(line, said) and _speaks_for_body(line, inside[0], inside[-1] + 1, said):
            yield Found(name.span, said, org_kind(said, line.lang), "ner", line.sentence)


def _can_be_body(line: Line, said: str, *, led: bool = False) -> bool:
    heads = line.heads
    folded = fold_name(said).split()
    if (
        not folded
        or not said[0].isupper()
        or folded[-1].endswith(_MADE)
        or folded[0] in heads.posts
        or folded[0] in heads.edge - {"new"}
        or (folded[-1] in line.people and not (led and len(folded) > 1 and not load_given().knows(said.split()[0])))
    ):
        return False
    head = next((folded[at - 1] for at, word in enumerate(folded) if at and word in {"of", "for"}), folded[-1])
    if not {head, folded[-1]}.isdisjoint(heads.none | heads.posts) or (len(folded) == 1 and head in heads.heads):
        return False
    coded = not led and len(folded) == 1 and any(letter.isdigit() for letter in said)
    return country_named(said) is None and not is_place_name(said) and not coded


def _speaks_for_body(line: Line, first: int, last: int, said: str) -> bool:
    heads, words = line.heads, line.words
    before, following = line.before(first), line.after(last)
    if following is not None and not following.capital and (following.folded in heads.nouns or following.folded in heads.nouns_after):
        return True
    if before is not None and not before.capital and (before.folded in heads.nouns or before.folded == "told"):
        return True
    if before is not None and before.folded == "the":
        # one word behind "the" is often a thing; an acronym, or a name told before, is not
        sure = len(said.split()) > 1 or said.isupper() or said in line.text[: line.sentence.span.start]
        return sure and (following is None or following.folded not in heads.posts)
    if following is not None and following.folded in heads.belong_after and not following.capital:
        return True
    if _belongs_to(line, first):
        return True
    told = [word.folded for word in words[last : last + 6]]
    if told and words[last].apart and told[0] in {"a", "an", "the"} and any(word in heads.nouns for word in told):
        return True
    beside = [word for word in (before, following) if word is not None]
    letters = said.isupper() and said.isalpha() and 3 <= len(said) <= 6 and said.lower() not in line.plain
    return letters and not any(word.text.isupper() and len(word.text) > 2 for word in beside)


def _belongs_to(line: Line, first: int) -> bool:
    """Whether the words before tell that people belong to what follows: "the founder of Larchwood"."""
    lead = [word.folded for word in line.words[max(0, first - 2) : first]]
    return not line.words[first].apart and bool(lead) and (" ".join(lead) in line.heads.belong_before or lead[-1] in line.heads.belong_before)


def _explained(line: Line, last: int) -> bool:
    """Whether an apposition tells that the name before is a body's: "Larchwood, a human rights group based in Oslo"."""
    words = line.words
    if last >= len(words) or not words[last].apart or words[last].text not in {"a", "an", "the"}:
        return False
    for at in range(last + 1, min(len(words), last + 7)):
        if words[at].apart or words[at].text in {"of", "who", "for", "in", "at"}:
            return False
        if words[at].folded in line.heads.nouns and not words[at].possessive:
            return at + 1 == len(words) or words[at + 1].apart or words[at + 1].text in _GOES_ON
    return False


def names_beside_nouns(line: Line) -> Iterator[Found]:
    """Names beside a word for a body: "his party Civic Orchard", "the Hirondel movement", "Larchwood, a rights group"."""
    words, heads = line.words, line.heads
    first = 0
    while first < len(words):
        last = _to_end(line, first, line.run_end(first))
        start = first
        first = max(last, first + 1)
        while start < last and words[start].folded in heads.edge:
            start += 1
        if start == last or not _led(line, start, last):
            continue
        name = line.said(start, last)
        led = start > 0 and not words[start].apart and words[start - 1].folded in heads.nouns
        if _can_be_body(line, name, led=led):
            yield Found(line.span(start, last), name, org_kind(name, line.lang), "led" if led else "ner", line.sentence)


def _to_end(line: Line, first: int, last: int) -> int:
    """Where a name ends that a noun for a body leads and that goes on behind its capitals: "the group Sons of Larch", "the group Article 19"."""
    words = line.words
    if (
        first == last
        or first == 0
        or words[first].apart
        or words[first - 1].folded not in line.heads.nouns
        or last >= len(words)
        or words[last].apart
    ):
        return last
    if words[last].text.isdigit():
        return last + 1
    joined = (
        (words[last].text in {"of", "for"} or words[last].folded in line.heads.joins_foreign) and last + 1 < len(words) and words[last + 1].capital
    )
    return _to_end(line, first, last + 2) if joined else last


def _followed(line: Line, first: int, last: int, article: str) -> bool:
    """Whether a noun for a body follows right behind a name, alone or as in "organised crime group"."""
    following = _following(line, last, article)
    if line.heads.nouns.isdisjoint(following) and line.heads.nouns_after.isdisjoint([*following, *map(" ".join, pairwise(following))]):
        return False
    return not all(word.folded in line.heads.common or _is_faith(line, word) for word in line.words[first:last])


def _is_faith(line: Line, word: Word) -> bool:
    """Whether a word tells a people or faith, whose school or hospital it says little of: "a Catholic school"."""
    return any(name.kind is NameKind.NATIONALITY and name.span.start <= word.start < name.span.end for name in line.names)


def _following(line: Line, last: int, article: str) -> list[str]:
    """The words right behind a name that can say what it is: "a Larchwood gas station", "an Orrin's restaurant"."""
    words = line.words
    if last >= len(words) or words[last].apart or (words[last - 1].possessive and article == "the"):
        return []
    found: list[str] = []
    for word in words[last : last + _BEHIND]:
        if word.capital or (found and word.apart) or word.folded in line.heads.edge:
            break
        found.append(word.folded)
    return found


def _led(line: Line, first: int, last: int) -> bool:
    """Whether a noun for a body, or words for belonging to one, stand beside."""
    heads, words = line.heads, line.words
    if _explained(line, last):
        return True
    named = first > 1 and words[first - 1].text in _NAMED
    if first == 0 or (words[first].apart and not (named and line.text[words[first].start - 1] in _QUOTES)):
        return False
    noun = words[first - 1]
    if named:
        noun = words[first - 3] if words[first - 1].text == "as" and first > 2 and words[first - 2].text == "known" else words[first - 2]
    if noun.folded in heads.nouns and not noun.capital and not noun.possessive and not noun.folded.endswith("s"):
        return True
    if (
        not noun.capital
        and last < len(words)
        and not words[last].apart
        and words[last].folded in _MOVEMENTS
        and not line.kinds(line.span(first, last)) & _NO_BODIES
    ):
        return True
    if noun.folded in _ARTICLES and _followed(line, first, last, noun.folded):
        return True
    return _belongs_to(line, first) and line.kinds(line.span(first, last)).isdisjoint(_NO_BODIES)

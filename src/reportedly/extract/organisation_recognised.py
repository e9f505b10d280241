"""Names that the language part took for an organisation, if the words around them speak for one too."""

from collections.abc import Iterator

from reportedly.extract.organisation_line import Found, Line
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.organisations import org_kind
from reportedly.lexicon.places import is_place_name
from reportedly.lexicon.spelling import fold_name
from reportedly.model.text import NameKind, Reading

__all__ = ["last_names", "names_beside_nouns", "recognised_names"]


def last_names(reading: Reading) -> frozenset[str]:
    """Last words of the names of people, folded."""
    return frozenset(fold_name(name.text).split()[-1] for name in reading.names if name.kind is NameKind.PERSON and fold_name(name.text))


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


def _can_be_body(line: Line, said: str) -> bool:
    heads = line.heads
    folded = fold_name(said).split()
    if not folded or not said[0].isupper() or folded[0] in heads.posts or folded[0] in heads.edge - {"new"} or folded[-1] in line.people:
        return False
    head = next((folded[at - 1] for at, word in enumerate(folded) if at and word in {"of", "for"}), folded[-1])
    if not {head, folded[-1]}.isdisjoint(heads.none | heads.posts) or (len(folded) == 1 and head in heads.heads):
        return False
    coded = len(folded) == 1 and any(letter.isdigit() for letter in said)
    return country_named(said) is None and not is_place_name(said) and not coded


def _speaks_for_body(line: Line, first: int, last: int, said: str) -> bool:
    heads, words = line.heads, line.words
    before, following = line.before(first), line.after(last)
    if following is not None and following.folded in heads.nouns and not following.capital:
        return True
    if before is not None and before.folded in heads.nouns:
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


def names_beside_nouns(line: Line) -> Iterator[Found]:
    """Names beside a word for a body: "his party Civic Orchard", "a firm called Larchwood", "the Hirondel movement"."""
    words, heads = line.words, line.heads
    for first in range(1, len(words)):
        if words[first].apart:
            continue
        noun = words[first - 2] if words[first - 1].text in {"called", "named"} and first > 1 else words[first - 1]
        led = noun.folded in heads.nouns and not noun.capital and not noun.possessive and not noun.folded.endswith("s")
        belongs = _belongs_to(line, first)
        led = led or belongs
        if not led and noun.folded != "the":
            continue
        last = first
        while last < len(words) and words[last].capital and (last == first or not (words[last].apart or words[last - 1].possessive)):
            last += 1
        if last == first or words[first].folded in heads.edge or words[last - 1].folded in line.people:
            continue
        following = line.after(last)
        if not led and (following is None or following.folded not in heads.nouns or following.capital):
            continue
        name = line.said(first, last)
        other = belongs and not line.kinds(line.span(first, last)).isdisjoint({NameKind.PERSON, NameKind.PLACE, NameKind.NATIONALITY})
        if _can_be_body(line, name) and not other:
            yield Found(line.span(first, last), name, org_kind(name, line.lang), "ner", line.sentence)

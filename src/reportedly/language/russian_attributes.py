"""What parsers hang on the wrong noun: participles with words of their own before it, and clauses with "который" behind it."""

from collections.abc import Sequence

from reportedly.language.russian_cases import agree
from reportedly.language.russian_models import Tag

__all__ = ["attach_attributes", "attach_deeds", "attach_relatives", "hangs_on"]

_QUOTES = frozenset({"«", "»", '"', "„", "“", "”"})
_TIME_FORMS = ("год", "месяц", "недел", "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
# how nouns end that were participles: "обвиняемый", "осуждённая"
_PARTICIPLES = tuple(stem + ending for stem in ("ем", "им", "нн") for ending in ("ый", "ая", "ого", "ой", "ому", "ым", "ом", "ую"))
_FEMININE = ("ая", "ую")
_BY_CASE = {"Nom": "nsubj", "Acc": "obj", "Dat": "iobj"}
_NOUNS = frozenset({"NOUN", "PROPN"})
_AGREEING = frozenset({"amod", "det", "nummod", "appos", "flat", "flat:name", "case"})


def attach_attributes(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """Hang a participle on its noun, and what stands between them on it: "осуждённый в мае за кражу Егор Дальнин"."""
    for at, tag in enumerate(tags):
        feats = tag.feats
        full = tag.pos == "VERB" and feats.get("VerbForm") == "Part" and feats.get("Variant") != "Short" and "Case" in feats
        called = tag.pos == "NOUN" and feats.get("Animacy") == "Anim" and tag.text.lower().endswith(_PARTICIPLES)
        if called and not (at and tags[at - 1].text == ","):
            name = _noun_of(tags, at)
            if name is not None and tags[name].pos == "PROPN" and not rels[name].startswith("flat") and not hangs_on(heads, at, name):
                # "обвиняемый в краже Егор Дальнин"
                heads[name], rels[name] = at, "appos"
        if full and not (at and tags[at - 1].text == ","):
            noun = _noun_of(tags, at)
            if noun is not None:
                kept = list(heads), list(rels)
                _attach(heads, rels, tags, at, noun)
                if not _is_whole(heads):
                    # what the noun hangs on hangs on a word between them: nothing can be said
                    heads[:], rels[:] = kept


def _noun_of(tags: Sequence[Tag], at: int) -> int | None:
    """The first noun behind a participle that agrees with it and is not what a preposition between them governs."""
    governed = False
    before = at
    for index in range(at + 1, len(tags)):
        tag = tags[index]
        if tag.pos == "ADP":
            governed = True
        elif tag.pos in _NOUNS:
            if not governed and _agrees(tags[at], tag):
                return index if index > at + 1 and not _is_owner(tags, before, index) else None
            governed, before = False, index
        elif tag.pos in {"VERB", "AUX", "CCONJ", "SCONJ", "PRON"} or (tag.pos == "PUNCT" and tag.text not in _QUOTES):
            return None
    return None


def _agrees(left: Tag, right: Tag) -> bool:
    one, two = left.feats, right.feats
    if left.text.lower().endswith(_FEMININE):
        # as a noun "осуждённую" is taken for a form of the masculine word
        one = {**one, "Gender": "Fem"}
    return one.get("Case") == two.get("Case") and agree(one, two)


def _is_owner(tags: Sequence[Tag], before: int, at: int) -> bool:
    """Whether a genitive may as well be whose the noun before it is: "обвиняемого в убийстве Марка Лугина"; a year or a town has no owner."""
    feats = tags[at].feats
    if feats.get("Case") not in {"Gen", "Acc"} or tags[before].pos not in _NOUNS:
        return False
    if feats.get("Case") == "Acc" and feats.get("Gender") == "Fem" and feats.get("Number") == "Sing":
        # "за взятку Марину Белкину": her accusative is no genitive
        return False
    return not (tags[before].pos == "PROPN" or tags[before].text.lower().startswith(_TIME_FORMS))


def hangs_on(heads: Sequence[int], at: int, head: int) -> bool:
    """Whether a word hangs on another, by however many words between."""
    for _ in range(len(heads)):
        if heads[at] == at:
            return False
        at = heads[at]
        if at == head:
            return True
    # words that hang on each other hang on whatever is asked for: nothing more may be hung on them
    return True


def _is_whole(heads: Sequence[int]) -> bool:
    """Whether every word leads up to one that hangs on nothing."""
    safe: set[int] = set()
    for start in range(len(heads)):
        trail: list[int] = []
        at = start
        while at not in safe and heads[at] != at:
            if at in trail:
                return False
            trail.append(at)
            at = heads[at]
        safe.update(trail, (at,))
    return True


def _attach(heads: list[int], rels: list[str], tags: Sequence[Tag], at: int, noun: int) -> None:
    if at <= heads[noun] < noun or heads[noun] == noun:
        # whatever the participle was taken for, its noun is
        up, rel = at, rels[noun]
        while at <= up < noun and heads[up] != up:
            rel, up = rels[up], heads[up]
        if at <= up < noun:
            heads[noun], rels[noun] = noun, "root"
        else:
            heads[noun], rels[noun] = up, _BY_CASE.get(tags[noun].feats.get("Case", ""), rel if rel not in {"acl", "amod"} else "nmod")
    for index in range(at + 1, noun):
        outside = not at <= heads[index] < noun or heads[index] == index
        if outside and not (heads[index] == noun and rels[index] in _AGREEING and tags[index].pos not in _NOUNS):
            heads[index], rels[index] = at, "obl" if tags[index].pos in _NOUNS | {"NUM"} else "advmod" if tags[index].pos != "PUNCT" else "punct"
    heads[at], rels[at] = noun, "amod"


def attach_deeds(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """Hang ", убившего соседа Лугина" on the one named before the comma: what follows is whom it was done to."""
    for at in range(2, len(tags)):
        noun, outer = heads[at], at - 2
        told = "вш" in tags[at].text.lower() and tags[at].feats.get("VerbForm") == "Part" and tags[at - 1].text == ","
        if not told or rels[at] != "amod" or noun <= at or tags[outer].pos not in _NOUNS or not _can_be_meant(tags[at], tags[outer]):
            continue
        while rels[outer].startswith("flat") and heads[outer] < outer:
            outer = heads[outer]
        kept = list(heads), list(rels)
        heads[at], rels[at], heads[noun], rels[noun] = outer, "acl", at, "obj"
        end = next((index for index in range(noun, len(tags)) if tags[index].text == ","), len(tags))
        for index in range(noun + 1, end):
            if rels[index] == "conj" and heads[index] <= outer:
                heads[index] = noun
        if not _is_whole(heads):
            heads[:], rels[:] = kept


def attach_relatives(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """Hang a clause with "который" on the nearest noun before it that agrees, if the one that it hangs on does not."""
    for at, head in enumerate(heads):
        if rels[at] != "acl:relcl" or head >= at:
            continue
        which = next((index for index in range(head + 1, at + 1) if tags[index].text.lower().startswith("котор")), None)
        if which is None or _can_be_meant(tags[which], tags[head]):
            continue
        nouns = [index for index in range(which - 1, -1, -1) if tags[index].pos in _NOUNS and _can_be_meant(tags[which], tags[index])]
        if nouns:
            # of a name the first word stands for it
            noun = nouns[0]
            while rels[noun].startswith("flat") and heads[noun] < noun:
                noun = heads[noun]
            heads[at] = noun
            if not _is_whole(heads):
                heads[at] = head


def _can_be_meant(which: Tag, noun: Tag) -> bool:
    one, two = which.feats, noun.feats
    return all(one.get(key, two.get(key)) == two.get(key, one.get(key)) for key in ("Number", "Gender"))

"""The case and gender of a person's name: its words agree, so that what all of them allow decides before what a tagger saw in each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from reportedly.language.russian_forms import first_name_forms, lemma_of
from reportedly.language.russian_models import Tag
from reportedly.lexicon.names import load_names

__all__ = ["WORDS_OF_MEN", "WORDS_OF_WOMEN", "agree", "agreed", "is_initial", "same_case", "tells_gender", "tells_whose"]

WORDS_OF_WOMEN = frozenset({"кызы", "гызы", "кизи", "кызи"})
WORDS_OF_MEN = frozenset({"уулу", "оглы", "оглу", "угли", "улы"})
_CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
_ALL = frozenset(product(_CASES, ("Masc", "Fem")))
Forms = frozenset[tuple[str, str]]
# what an ending allows; the first that fits counts. Forms of family names of Slavic make tell both case and gender.
_TELLING: tuple[tuple[tuple[str, ...], Forms], ...] = (
    (("ов", "ев", "ёв", "ин", "ын", "ский", "цкий"), frozenset({("Nom", "Masc")})),
    (("ова", "ева", "ёва", "ина", "ына"), frozenset({("Nom", "Fem"), ("Gen", "Masc"), ("Acc", "Masc")})),
    (("ову", "еву", "ёву", "ину", "ыну"), frozenset({("Dat", "Masc"), ("Acc", "Fem")})),
    (("овым", "евым", "ёвым", "иным", "ыным", "ским", "цким"), frozenset({("Ins", "Masc")})),
    (("ове", "еве", "ёве", "ине", "ыне", "ском", "цком"), frozenset({("Loc", "Masc")})),
    (("овой", "евой", "ёвой", "иной", "ыной", "ской", "цкой"), frozenset(product(("Gen", "Dat", "Ins", "Loc"), ("Fem",)))),
    (("ская", "цкая"), frozenset({("Nom", "Fem")})),
    (("скую", "цкую"), frozenset({("Acc", "Fem")})),
    (("ского", "цкого"), frozenset({("Gen", "Masc"), ("Acc", "Masc")})),
    (("скому", "цкому"), frozenset({("Dat", "Masc")})),
)
_SHORTEST = 5
_OTHER: tuple[tuple[tuple[str, ...], Forms], ...] = (
    (("о", "э", "их", "ых", "и", "е", "у", "ю"), _ALL),
    (("ы",), frozenset({("Gen", "Masc"), ("Gen", "Fem")})),
    (("а", "я"), frozenset({("Nom", "Fem"), ("Nom", "Masc"), ("Gen", "Masc"), ("Acc", "Masc")})),
    (("ом", "ем", "ём"), frozenset({("Ins", "Masc"), ("Nom", "Masc"), *product(_CASES, ("Fem",))})),
    (("ой", "ей"), frozenset({("Ins", "Fem"), ("Ins", "Masc"), ("Nom", "Masc"), *product(_CASES, ("Fem",))})),
)
_BY_REL = {"nsubj": "Nom", "nsubj:pass": "Nom", "obj": "Acc", "iobj": "Dat", "obl:agent": "Ins"}
# a word that ends otherwise is a man's in the nominative, or a woman's in any case
_PLAIN: Forms = frozenset({("Nom", "Masc"), *product(_CASES, ("Fem",))})


def same_case(left: str, right: str) -> bool:
    """Whether two cases may be one: the genitive and the accusative of the living look the same, and taggers mix them up."""
    return left == right or {left, right} == {"Gen", "Acc"}


def is_initial(word: str) -> bool:
    """Whether a word is one capital letter."""
    return len(word) == 1 and word.isupper()


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[Forms, bool]:
    """The cases and genders that a word of a name can stand in, and whether they tell the gender."""
    lower = word.lower()
    if lower in WORDS_OF_WOMEN | WORDS_OF_MEN:
        return frozenset(product(_CASES, ("Fem",) if lower in WORDS_OF_WOMEN else ("Masc",))), True
    known = first_name_forms(word)
    if known:
        return known, True
    part = lower.rpartition("-")[-1]
    for endings, forms in _TELLING:
        if part.endswith(endings) and len(part) >= _SHORTEST:
            return forms, True
    return next((forms for endings, forms in _OTHER if part.endswith(endings)), _PLAIN), False


def tells_gender(word: str) -> bool:
    """Whether the form of a word of a name can tell a man from a woman."""
    return _forms(word)[1]


def agreed(tags: Sequence[Tag], first: int, last: int, rel: str, above: int, over: int) -> tuple[Tag, ...]:
    """The tags of a sentence with the words of one person's name in one case, and with their gender only where it is known.

    Args:
        tags: The tags of all words of the sentence.
        first: The first word of the name.
        last: The first word behind it.
        rel: What the parser takes the name for in its clause.
        above: The word that the name hangs on.
        over: The word that this one hangs on.
    """
    inside = [at for at in range(first, last) if tags[at].text[0].isalpha() and not is_initial(tags[at].text)]
    if not inside or any(not _is_cyrillic(tags[at].text) for at in inside):
        return tuple(tags)
    words = [_forms(tags[at].text) for at in inside]
    owned = _whose(tags[first - 1] if first else None)
    before = tags[first - 1] if first and (owned or tags[first - 1].pos in {"NOUN", "ADP", "ADJ"}) else None
    host = tags[above]
    described = above < first and _is_somebody(host) and host is not before
    # a foreign name that does not decline is a woman's: "лауреата премии Мейрид Лоран"
    stiff = described and not _is_somebody(tags[over]) and rel in {"appos", "nmod", "flat", "flat:name"} and not any(tells for _, tells in words)

    def weight(form: tuple[str, str]) -> float:
        case, gender = form
        score = sum(2.0 if form in forms else -2.0 for forms, _ in words)
        score += sum(1.0 for at in inside if tags[at].feats.get("Case") == case)
        score += (4.0 if stiff and gender == "Fem" else 0.7) if described and host.feats.get("Case") == case else 0.0
        score += sum(0.3 for at in inside if tags[at].feats.get("Gender") == gender)
        # "сын Саакашвили": a name that shows no case is rather whose son it is
        return score + _around(before, rel, case) + (owned if case == "Gen" else 0.0)

    case, gender = max(product(_CASES, ("Masc", "Fem")), key=weight)
    sure = {one for forms, tells in words if tells and (case, gender) in forms for one in ("Masc", "Fem") if (case, one) in forms}
    return tuple(_turned(tag, case, gender if sure == {gender} else "") if at in range(first, last) else tag for at, tag in enumerate(tags))


def _whose(before: Tag | None) -> float:
    """How much a word before a name speaks for the genitive: it tells whose somebody is."""
    if before is None:
        return 0.0
    if tells_whose(before) and before.feats.get("Case") in {"Gen", "Acc"}:
        # "сына Дальнина": both cases look the same, and nearly always it is the father's name
        return 4.5
    return 2.5 if before.pos == "NOUN" and lemma_of(before.text, "NOUN", before.feats) in load_names("ru").relational else 0.0


def tells_whose(tag: Tag) -> bool:
    """Whether a word tells whose somebody is, so that a name right behind it is the other one's: "сына", "знакомого", "убийцу"."""
    # the first word of a sentence is often taken for a name, and "знакомый" for an adjective
    return tag.pos in {"NOUN", "PROPN", "ADJ", "VERB"} and lemma_of(tag.text, "NOUN", tag.feats) in load_names("ru").owned


def _is_somebody(tag: Tag) -> bool:
    return tag.pos == "NOUN" and tag.feats.get("Animacy") == "Anim"


def _around(before: Tag | None, rel: str, case: str) -> float:
    """How well a case fits the word before a name and what the name is in its clause."""
    score = 0.5 if _BY_REL.get(rel) == case else 0.0
    if before is None:
        return score
    if before.pos == "ADP":
        return score - (1.5 if case == "Nom" else 0.0)
    living = before.pos == "ADJ" or before.feats.get("Animacy") == "Anim"
    return score + (1.0 if living and before.feats.get("Case") == case else 0.0)


def _turned(tag: Tag, case: str, gender: str) -> Tag:
    if not tag.text[0].isalpha():
        return tag
    feats: Mapping[str, str] = {key: value for key, value in tag.feats.items() if key not in {"Case", "Gender"}}
    return replace(tag, feats={**feats, "Case": case, **({"Gender": gender} if gender else {})})


def _is_cyrillic(word: str) -> bool:
    return "Ѐ" <= word[0] <= "ӿ"


def agree(one: Mapping[str, str], two: Mapping[str, str], keys: Sequence[str] = ("Number", "Gender")) -> bool:
    """Whether the features of two words say the same where both show them."""
    return all(one.get(key, two.get(key)) == two.get(key, one.get(key)) for key in keys)

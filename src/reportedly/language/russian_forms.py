"""Plain forms of Russian words: the lemma that fits a parser's tags, and the nominative in which a name is listed."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import pymorphy3

__all__ = [
    "first_name_forms",
    "first_name_of",
    "gender_of_ending",
    "gender_of_first_name",
    "is_common_noun",
    "is_first_name",
    "is_noun_for_a_person",
    "is_patronymic",
    "is_short_participle",
    "is_small_word",
    "lemma_of",
    "nominative_of",
    "paradigm",
    "place_of",
    "surname_of",
    "voice_of",
]

Feats = Mapping[str, str]

_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct", "Par": "gen2", "Voc": "voct"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_NUMBERS = {"Sing": "sing", "Plur": "plur"}
_POS = {
    "NOUN": {"NOUN"},
    "PROPN": {"NOUN", "ADJF"},
    "ADJ": {"ADJF", "ADJS", "PRTF", "PRTS", "COMP"},
    "DET": {"ADJF", "NPRO"},
    "PRON": {"NPRO"},
    "ADV": {"ADVB", "PRED", "COMP"},
    "NUM": {"NUMR"},
    "AUX": {"VERB", "INFN"},
}
_VERB_FORMS = {"Fin": {"VERB"}, "Inf": {"INFN"}, "Part": {"PRTF", "PRTS"}, "Conv": {"GRND"}}


@cache
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=100_000)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(_analyzer().parse(word))


def paradigm(lemma: str) -> frozenset[str]:
    """All forms of a lemma, of a verb also its participles, with "е" for "ё"; of a word that is no lemma only itself."""
    words = [form.word for parse in _analyzer().parse(lemma) if _plain(parse.normal_form) == _plain(lemma) for form in parse.lexeme]
    return frozenset(_plain(word) for word in (lemma, *words))


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _fit(parse: Any, pos: str, feats: tuple[tuple[str, str], ...]) -> float:
    told = dict(feats)
    tag = parse.tag
    wanted = _VERB_FORMS.get(told.get("VerbForm", ""), {"VERB"}) if pos == "VERB" else _POS.get(pos, set())
    score = float(parse.score) * 0.5 + (3.0 if str(tag.POS) in wanted else 0.0)
    if "Case" in told and tag.case:
        score += 1.0 if tag.case[:3] == _CASES.get(told["Case"], "")[:3] else 0.0
    if "Gender" in told and tag.gender:
        score += 0.7 if tag.gender == _GENDERS.get(told["Gender"]) else 0.0
    if "Number" in told and tag.number:
        score += 0.7 if tag.number == _NUMBERS.get(told["Number"]) else 0.0
    return score


@lru_cache(maxsize=100_000)
def _best(word: str, pos: str, feats: tuple[tuple[str, str], ...]) -> Any:
    return max(_parses(word), key=lambda parse: _fit(parse, pos, feats))


@lru_cache(maxsize=100_000)
def _lemma(word: str, pos: str, feats: tuple[tuple[str, str], ...]) -> str:
    best = _best(word, pos, feats)
    if pos == "NOUN" and str(best.tag.POS) == "PRTF":
        # "подозреваемого" told of somebody is the noun "подозреваемый"
        turned = best.inflect({"nomn", "sing", "masc"})
        return _plain(turned.word if turned is not None else word)
    return _plain(best.normal_form)


_TOLD = ("Case", "Gender", "Number", "VerbForm")


def _told(feats: Feats) -> tuple[tuple[str, str], ...]:
    return tuple((key, feats[key]) for key in _TOLD if key in feats)


def lemma_of(word: str, pos: str, feats: Feats) -> str:
    """The plain form of a word, in small letters and without ё; the infinitive for participles.

    Args:
        word: The word as printed.
        pos: Its Universal POS tag.
        feats: Its Universal Features.
    """
    lower = word.lower()
    number, mark, rest = lower.partition("-")
    if mark and number.isdigit() and rest.isalpha():
        return f"{number}-{_lemma(rest, pos, _told(feats))}"
    if pos in {"PUNCT", "SYM", "ADP", "CCONJ", "SCONJ", "PART", "INTJ"} or not lower[0].isalpha():
        return _plain(lower)
    return _lemma(lower, pos, _told(feats))


def _like(model: str, word: str) -> str:
    """A word written with the capitals of another, and with ё only if that has it."""
    if "ё" not in model.lower():
        word = word.replace("ё", "е")
    if model.isupper() and len(model) > 1:
        return word.upper()
    if "-" in model and model.count("-") == word.count("-"):
        # "Нью-Йорка", "Ростова-на-Дону"
        return "-".join(_like(one, other) for one, other in zip(model.split("-"), word.split("-"), strict=True))
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def nominative_of(word: str, pos: str, feats: Feats) -> str:
    """A noun or adjective in the nominative, its number and gender kept; as printed if that cannot be told."""
    if feats.get("Case", "Nom") == "Nom" or not word[0].isalpha() or (word.isupper() and len(word) > 1 and len(word) < 6):
        return word
    if "-" in word and not _parses(word.lower())[0].is_known:
        head, _, tail = word.rpartition("-")
        if not tail:
            return word
        return f"{head}-{nominative_of(tail, pos, feats)}"
    turned = _nominative(word.lower(), pos, _told(feats))
    return _like(word, turned) if turned is not None else word


@lru_cache(maxsize=100_000)
def _nominative(word: str, pos: str, feats: tuple[tuple[str, str], ...]) -> str | None:
    """The nominative of a word in small letters, or None; kept, for a dictionary builds all forms of a word to find one."""
    parse, told = _best(word, pos, feats), dict(feats)
    wanted = {"nomn", _NUMBERS.get(told.get("Number", "Sing"), "sing")}
    if str(parse.tag.POS) in {"ADJF", "PRTF"} and "plur" not in wanted and told.get("Gender") in _GENDERS:
        wanted.add(_GENDERS[told["Gender"]])
    turned = parse.inflect(wanted)
    return None if turned is None else str(turned.word)


_PLACE_ENDINGS = {"Gen": ("а", "я", "ы", "и"), "Dat": ("у", "ю", "е", "и"), "Loc": ("е", "и"), "Ins": ("ом", "ем", "ой", "ей"), "Acc": ("у", "ю")}
_NOMINATIVE_ENDINGS = ("", "а", "ь", "я", "й")


def place_of(word: str, feats: Feats, printed: set[str]) -> str:
    """The name of a town in the nominative: one that is printed elsewhere or that a gazetteer knows, else what the dictionary says.

    Args:
        word: The name as printed.
        feats: Its Universal Features.
        printed: All words of the report.
    """
    case = feats.get("Case", "Nom")
    plain = nominative_of(word, "PROPN", feats)
    if case not in _PLACE_ENDINGS or not word[0].isalpha():
        return plain
    from reportedly.lexicon.places import places_named

    stems = [word[: -len(ending)] for ending in _PLACE_ENDINGS[case] if word.lower().endswith(ending) and len(word) > len(ending) + 1]
    guesses = [plain, *(stem + ending for stem in stems for ending in _NOMINATIVE_ENDINGS)]
    known = {one: max((place.people for place in places_named(one)), default=-1) for one in guesses if one != word}
    best = max(known, key=lambda one: (one in printed, known[one]), default=plain)
    return best if best in printed or known.get(best, -1) >= 0 else plain


@lru_cache(maxsize=50_000)
def voice_of(word: str) -> str:
    """``Pass`` or ``Act`` if a dictionary knows the voice of a participle, else empty."""
    told = {str(parse.tag.voice) for parse in _parses(word.lower()) if str(parse.tag.POS) in {"PRTF", "PRTS"}}
    return "" if len(told) != 1 else "Pass" if told == {"pssv"} else "Act"


@lru_cache(maxsize=50_000)
def is_short_participle(word: str) -> bool:
    """Whether a dictionary knows a word first of all as a short passive participle: "арестован"."""
    first = _parses(word.lower())[0]
    # "намерен" is nothing that was done to somebody
    told = first.is_known and str(first.tag.POS) == "PRTS" and str(first.tag.voice) == "pssv"
    return bool(told and first.normal_form != "намерить")


@lru_cache(maxsize=50_000)
def is_patronymic(word: str) -> bool:
    """Whether a word is a patronymic in any case."""
    return any("Patr" in parse.tag for parse in _parses(word.lower()) if parse.is_known) or _plain(word).rstrip("аыуеойм").endswith(
        ("ович", "евич", "овн", "евн")
    )


@lru_cache(maxsize=50_000)
def is_common_noun(word: str) -> bool:
    """Whether a dictionary knows a word as a noun that is nobody's and no place's name; of "экс-мэр" what stands behind the hyphen counts."""
    first = _parses(word.lower().removeprefix("экс-"))[0]
    return bool(
        first.is_known and str(first.tag.POS) == "NOUN" and not any(mark in first.tag for mark in ("Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"))
    )


def is_noun_for_a_person(word: str) -> bool:
    """Whether a dictionary knows a word as a noun for somebody or some animal and as no name: "кардиолог"."""
    if word.lower().startswith("экс-"):
        return True
    return is_common_noun(word) and "anim" in _parses(word.lower())[0].tag and not is_first_name(word)


@lru_cache(maxsize=50_000)
def is_small_word(word: str) -> bool:
    """Whether a dictionary knows a word first of all as an adverb, a conjunction, a preposition or a particle."""
    first = _parses(word.lower())[0]
    return bool(first.is_known and str(first.tag.POS) in {"ADVB", "CONJ", "PREP", "PRCL", "PRED", "INTJ"})


@lru_cache(maxsize=50_000)
def is_first_name(word: str) -> bool:
    """Whether a word can be a known first name, in any case."""
    return any("Name" in parse.tag for parse in _parses(word.lower()) if parse.is_known)


@lru_cache(maxsize=20_000)
def _first_name(word: str, case: str) -> tuple[str, str, str] | None:
    """(nominative, gender, kind) of a known first name or patronymic in a case."""
    found = [
        parse for parse in _parses(word.lower()) if parse.is_known and ("Name" in parse.tag or "Patr" in parse.tag) and parse.tag.number != "plur"
    ]
    fitting = [parse for parse in found if parse.tag.case and parse.tag.case[:3] == _CASES.get(case, "")[:3]] or found
    if not fitting:
        return None
    # "Анне" is hardly ever the Estonian name that has one form: a name that changes comes first
    parse = next((one for one in fitting if "Fixd" not in one.tag), fitting[0])
    turned = parse.inflect({"nomn"})
    word_now = turned.word if turned is not None else parse.word
    gender = {"femn": "Fem", "masc": "Masc"}.get(str(parse.tag.gender), "")
    return _like(word, word_now), gender, "Patr" if "Patr" in parse.tag else "Name"


_TOLD_CASES = {value: key for key, value in _CASES.items() if key not in {"Par", "Voc"}} | {"loc2": "Loc", "gen2": "Gen", "acc2": "Acc"}


@lru_cache(maxsize=50_000)
def first_name_forms(word: str) -> frozenset[tuple[str, str]]:
    """The cases and genders of a known first name or patronymic in the singular; none if a dictionary does not know it as one."""
    genders = {"femn": ("Fem",), "masc": ("Masc",), "ms-f": ("Masc", "Fem")}
    return frozenset(
        (_TOLD_CASES[parse.tag.case], gender)
        for parse in _parses(word.lower())
        if parse.is_known and ("Name" in parse.tag or "Patr" in parse.tag) and parse.tag.number != "plur" and parse.tag.case in _TOLD_CASES
        for gender in genders.get(str(parse.tag.gender), ("Masc", "Fem"))
    )


def gender_of_first_name(word: str, case: str) -> str:
    """``Masc`` or ``Fem`` if a word is a known first name or patronymic, else empty."""
    found = _first_name(word, case)
    return found[1] if found else ""


def first_name_of(word: str, case: str) -> str | None:
    """The nominative of a known first name or patronymic, or None."""
    found = _first_name(word, case)
    return found[0] if found else None


_VOWELS = "аеиоуыэюя"
# endings of surnames with what they have in the nominative, by gender; longest first
_FEMININE = (
    ("ской", "ская"), ("скую", "ская"), ("скою", "ская"), ("цкой", "цкая"), ("цкую", "цкая"),
    ("овой", "ова"), ("евой", "ева"), ("иной", "ина"), ("ыной", "ына"), ("ёвой", "ёва"),
    ("ову", "ова"), ("еву", "ева"), ("ину", "ина"), ("ыну", "ына"), ("ёву", "ёва"),
    ("овою", "ова"), ("евою", "ева"), ("ую", "ая"), ("юю", "яя"),
)  # fmt: skip
_MASCULINE = (
    ("ского", "ский"), ("скому", "ский"), ("ским", "ский"), ("ском", "ский"),
    ("цкого", "цкий"), ("цкому", "цкий"), ("цким", "цкий"), ("цком", "цкий"),
    ("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("ыным", "ын"), ("ёвым", "ёв"),
    ("ова", "ов"), ("ева", "ев"), ("ина", "ин"), ("ына", "ын"), ("ёва", "ёв"),
    ("ову", "ов"), ("еву", "ев"), ("ину", "ин"), ("ыну", "ын"), ("ёву", "ёв"),
    ("ове", "ов"), ("еве", "ев"), ("ине", "ин"), ("ыне", "ын"), ("ёве", "ёв"),
)  # fmt: skip


_TELLING = (
    ("Fem", ("Gen", "Dat", "Ins", "Loc"), ("овой", "евой", "ёвой", "иной", "ыной", "ской", "цкой")),
    ("Fem", ("Acc",), ("ову", "еву", "ёву", "ину", "ыну", "скую", "цкую")),
    ("Fem", ("Nom",), ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая")),
    ("Masc", ("Gen", "Acc"), ("ова", "ева", "ёва", "ина", "ына", "ского", "цкого")),
    ("Masc", ("Dat",), ("ову", "еву", "ёву", "ину", "ыну", "скому", "цкому")),
    ("Masc", ("Ins",), ("овым", "евым", "ёвым", "иным", "ыным", "ским", "цким")),
    ("Masc", ("Loc",), ("ове", "еве", "ине", "ском", "цком")),
)


def gender_of_ending(word: str, case: str) -> str:
    """``Masc`` or ``Fem`` if the ending of a surname tells it in that case, else empty."""
    lower = word.lower()
    return next((gender for gender, cases, endings in _TELLING if case in cases and lower.endswith(endings)), "")


@lru_cache(maxsize=20_000)
def surname_of(word: str, case: str, gender: str) -> str:
    """A surname in the nominative, for a man (``Masc``) or a woman (``Fem``).

    A woman's surname that ends in a consonant, and foreign ones in -о, -и, -у, -е, -ых, are the same in every case.
    """
    if case == "Nom" or len(word) < 3 or not word[0].isalpha():
        return word
    if "-" in word:
        return "-".join(surname_of(part, case, gender) for part in word.split("-"))
    lower = word.lower()
    for ending, nominative in _FEMININE if gender == "Fem" else _MASCULINE:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            return _like(word, lower[: -len(ending)] + nominative)
    return _like(word, _other_surname(lower, case, gender))


def _other_surname(lower: str, case: str, gender: str) -> str:
    stem, last = lower[:-1], lower[-1]
    if lower.endswith(("ых", "их", "ко", "э")) or (last == "и" and not (case == "Gen" and lower[-2] in "гкхжшщч")) or (last == "ы" and case != "Gen"):
        return lower
    # surnames in -а and -я are declined for both: "Скоробогатька"
    soft = {"Gen": "ы", "Dat": "е", "Acc": "у", "Loc": "е"}
    known = [
        parse for parse in _parses(lower) if parse.is_known and "Surn" in parse.tag and parse.tag.case and parse.tag.case[:3] == _CASES[case][:3]
    ]
    wanted = "femn" if gender == "Fem" else "masc"
    for parse in known:
        if (parse.tag.gender == wanted or "ms-f" in str(parse.tag)) and parse.tag.number == "sing":
            turned = parse.inflect({"nomn"})
            return str(turned.word) if turned is not None else lower
    if gender == "Fem":
        return stem + "а" if soft.get(case) == last and last in "ыу" else lower
    if lower.endswith(("ого", "ому")):
        return lower[:-3] + "ый"
    if case in {"Gen", "Acc"} and last in "ая":
        return stem if last == "а" else stem + ("й" if stem[-1] in _VOWELS else "ь")
    if case == "Dat" and last in "ую":
        return stem if last == "у" else stem + ("й" if stem[-1] in _VOWELS else "ь")
    if case == "Ins" and lower.endswith(("ом", "ем")) and len(lower) > 4:
        return lower[:-2] if lower.endswith("ом") or lower[-3] not in _VOWELS else lower[:-2] + "й"
    if case == "Loc" and last == "е" and lower[-2] not in _VOWELS:
        return stem
    if case == "Gen" and (last == "ы" or (last == "и" and lower[-2] in "гкхжшщч")) and lower[-2] not in _VOWELS:
        return stem + "а"
    return lower

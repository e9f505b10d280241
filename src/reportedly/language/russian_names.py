"""People's names in a Russian report put into the nominative, with the gender that the rest of the name or the report tells."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.language.russian_cases import WORDS_OF_MEN, WORDS_OF_WOMEN
from reportedly.language.russian_forms import first_name_of, gender_of_ending, gender_of_first_name, surname_of

__all__ = ["NamePiece", "normal_names"]


@dataclass(frozen=True, slots=True)
class NamePiece:
    """A word of a name: its token, its text, its features."""

    index: int
    text: str
    feats: Mapping[str, str]

    @property
    def case(self) -> str:
        """The case that the parser saw."""
        return self.feats.get("Case", "Nom")


def normal_names(names: Sequence[Sequence[NamePiece]]) -> dict[int, str]:
    """The nominative of every word of some names of people, by token."""
    found: dict[int, str] = {}
    surnames: Counter[str] = Counter()
    alone: list[Sequence[NamePiece]] = []
    for name in names:
        words = [piece for piece in name if piece.text[0].isalpha() and len(piece.text) > 1]
        if len(words) < 2:
            alone.append(name)
            continue
        normals = _full_name(name)
        found |= normals
        surnames.update(normals[piece.index] for piece in words)
    nominative = {piece.text for name in names for piece in name if piece.case == "Nom"}
    for name in alone:
        for piece in name:
            found[piece.index] = _single(piece, surnames, nominative)
    return found


def _full_name(name: Sequence[NamePiece]) -> dict[int, str]:
    gender, case = _gender(name), _case(name)
    hers = gender_of_ending(name[-1].text, case) == "Fem"
    found: dict[int, str] = {}
    for at, piece in enumerate(name):
        following = name[at + 1].text.lower() if at + 1 < len(name) else ""
        if (
            not piece.text[0].isalpha()
            or len(piece.text) == 1
            or piece.text.lower() in WORDS_OF_WOMEN | WORDS_OF_MEN
            or following in WORDS_OF_WOMEN | WORDS_OF_MEN
        ):
            found[piece.index] = piece.text
            continue
        known = first_name_of(piece.text, case)
        last = at == len(name) - 1 and not any(first_name_of(other.text, case) is None for other in name[:-1])
        if known is None and hers and at < len(name) - 1 and case in {"Dat", "Loc"} and piece.text.endswith("е"):
            # "Сельвире Токмашовой": the family name shows that a name in no dictionary is in this case too
            found[piece.index] = piece.text[:-1] + "а"
            continue
        found[piece.index] = known if known is not None and not last else surname_of(piece.text, case, gender)
    return found


def _gender(name: Sequence[NamePiece]) -> str:
    words = {piece.text.lower() for piece in name}
    if words & WORDS_OF_WOMEN:
        return "Fem"
    if words & WORDS_OF_MEN:
        return "Masc"
    for piece in name:
        known = gender_of_first_name(piece.text, piece.case)
        if known:
            return known
    shaped = gender_of_ending(name[-1].text, _case(name))
    if shaped:
        return shaped
    told = Counter(piece.feats["Gender"] for piece in name if "Gender" in piece.feats)
    return told.most_common(1)[0][0] if told else "Masc"


def _case(name: Sequence[NamePiece]) -> str:
    """The case of a whole name: its words agree, so that most of them decide."""
    told = Counter(piece.case for piece in name if "Case" in piece.feats)
    return told.most_common(1)[0][0] if told else "Nom"


def _single(piece: NamePiece, surnames: Counter[str], nominative: set[str]) -> str:
    if not piece.text[0].isalpha() or len(piece.text) < 3:
        return piece.text
    case = piece.case
    shaped = surname_of(piece.text, case, gender_of_ending(piece.text, case) or piece.feats.get("Gender", "Masc"))
    if piece.text in surnames and shaped not in surnames:
        return piece.text
    told = gender_of_ending(piece.text, case) or piece.feats.get("Gender", "Masc")
    for wanted in (case, "Gen", "Dat", "Acc", "Ins", "Loc"):
        for gender in (told, "Fem", "Masc"):
            candidate = surname_of(piece.text, wanted, gender)
            if candidate != piece.text and candidate in surnames:
                return candidate
    if case == "Nom":
        return piece.text
    for gender in (told, "Fem", "Masc"):
        candidate = surname_of(piece.text, case, gender)
        if candidate in nominative:
            return candidate
    known = first_name_of(piece.text, case)
    return known if known is not None else surname_of(piece.text, case, told)

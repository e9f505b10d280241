"""Conditions that lexicon rules cite by name, and the signs that a careful word ("May", "fall") is meant as a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.extract.dates.matching import Wording
from reportedly.extract.dates.resolving import Turn
from reportedly.extract.dates.turns import turn_of
from reportedly.extract.pieces import Piece
from reportedly.lexicon.dates import DateLexicon
from reportedly.model.text import NameKind, Reading, Token

__all__ = ["Place", "head_of", "holds", "is_premodifier"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where wordings are looked for: a reading, the pieces of one sentence, the lexicon."""

    reading: Reading
    pieces: Sequence[Piece]
    lexicon: DateLexicon


def head_of(reading: Reading, first: int, last: int) -> int:
    """The token of a range that everything else in the range hangs on."""
    for token in range(first, last):
        up = reading.heads[token]
        if (up == token or not first <= up < last) and reading.tokens[token].pos not in {"PUNCT", "ADP", "DET"}:
            return token
    return last - 1


def is_premodifier(place: Place, first: int, last: int) -> bool:
    """Whether pieces ``first`` up to ``last`` stand before the noun that they belong to: "the Aug. 19 shooting", "Monday's hearing"."""
    pieces = place.pieces
    if last < len(pieces) and pieces[last].text in {"'", "’"} and pieces[last].glued:
        return True
    if last < len(pieces) and not pieces[last].text[0].isalnum():
        return False
    reading = place.reading
    head = head_of(reading, pieces[first].token, pieces[last - 1].token + 1)
    up = reading.heads[head]
    return (
        up > pieces[last - 1].token
        and reading.tokens[up].pos in {"NOUN", "PROPN"}
        and all(reading.tokens[between].pos in {"NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "PART"} for between in range(pieces[last - 1].token + 1, up))
    )


def _year(place: Place, wording: Wording) -> bool:
    """A bare number is a year only after a word that takes times, or before a noun that it describes."""
    pieces, reading = place.pieces, place.reading
    first = pieces[wording.first]
    if not first.is_number:
        return True
    if not 1900 <= int(first.text) <= 2100 or _is_amount(place, wording):
        return False
    before = pieces[wording.first - 1] if wording.first else None
    if before is not None and (
        before.text in place.lexicon.careful_after or before.text == "(" or "PronType=Art" in reading.tokens[before.token].features
    ):
        return _is_strong(place, before.text) or not _describes_plural(place, wording)
    up = reading.heads[first.token]
    if before is not None and _owns(reading.tokens[before.token]) and up > first.token:
        return True
    return up > first.token and reading.tokens[up].pos == "NOUN" and "Number=Plur" not in reading.tokens[up].features


def _is_strong(place: Place, word: str) -> bool:
    return word in place.lexicon.cues.get("strong", frozenset())


def _describes_plural(place: Place, wording: Wording) -> bool:
    """As in "2015 pages", unless an article stands before: "the 2015 protests"."""
    pieces, reading = place.pieces, place.reading
    follow = pieces[wording.last].token if wording.last < len(pieces) else None
    before = reading.tokens[pieces[wording.first - 1].token]
    if follow is None or "PronType=Art" in before.features:
        return False
    return "Number=Plur" in reading.tokens[follow].features and reading.heads[pieces[wording.first].token] == follow


def _owns(token: Token) -> bool:
    """As in "her 2016 arrests", "the company's 1989 results"."""
    return "Poss=Yes" in token.features or token.pos == "PART"


def _is_amount(place: Place, wording: Wording) -> bool:
    pieces = place.pieces
    before = pieces[wording.first - 1].text if wording.first else ""
    after = pieces[wording.last] if wording.last < len(pieces) else None
    if before in {"$", "£", "€", "#", "no", "₽", "r", "rs"} or (before in {",", ".", "/"} and pieces[wording.first].glued):
        return True
    if after is None:
        return False
    unit = (after.text,) in place.lexicon.words_of("unit")
    return unit or after.text in {"%", "$", "€"} or (after.glued and after.text[0].isalpha())


def _season(place: Place, wording: Wording) -> bool:
    if "year" in wording.slots:
        return True
    words = [piece.text for piece in place.pieces[max(0, wording.first - 2) : wording.last]]
    token = place.pieces[wording.last - 1].token
    noun = place.reading.tokens[token].pos in {"NOUN", "PROPN"}
    return noun and any(_is_strong(place, word) for word in words[:-1])


def _glued(place: Place, wording: Wording) -> bool:
    inside = place.pieces[wording.first : wording.last]
    after = place.pieces[wording.last] if wording.last < len(place.pieces) else None
    whole = all(piece.glued for piece in inside[1:]) and not inside[0].glued and not (after is not None and after.glued and after.is_number)
    first, second, third = (str(wording.slots[key]) for key in ("number", "number.b", "number.c"))
    if len(inside[0].text) == 4:
        return whole and inside[1].text != "." and 1 <= int(second) <= 12 and 1 <= int(third) <= 31 and 1900 <= int(first) <= 2100
    fits = 1 <= int(first) <= 31 and 1 <= int(second) <= 31 and min(int(first), int(second)) <= 12
    return whole and fits and len(inside[-1].text) in ((4,) if inside[1].text == "." else (2, 4))


def _long_unit(place: Place, wording: Wording) -> bool:
    del place
    return wording.slots.get("unit") in {"week", "month", "quarter", "year", "decade"}


def _future(place: Place, wording: Wording) -> bool:
    return turn_of(place.reading, place.pieces[wording.last - 1].token, place.lexicon) is Turn.FUTURE


def _round(place: Place, wording: Wording) -> bool:
    del place
    year = wording.slots.get("year", wording.slots.get("short-year"))
    return isinstance(year, int) and year % 10 == 0 and year >= 1500


def _never(place: Place, wording: Wording) -> bool:
    del place, wording
    return False


def _dated_unit(place: Place, wording: Wording) -> bool:
    del place
    return wording.slots.get("unit", "day") not in {"hour", "minute"}


_CONDITIONS: dict[str, Callable[[Place, Wording], bool]] = {
    "year": _year,
    "season": _season,
    "glued": _glued,
    "long-unit": _long_unit,
    "short-or-long": _dated_unit,
    "future": _future,
    "round": _round,
    "never": _never,
}


def holds(place: Place, wording: Wording) -> bool:
    """Whether a wording is meant as a time: its rule's conditions hold, a careful word has its sign, and it is no part of a name."""
    if not all(_CONDITIONS[name](place, wording) for name in wording.rule.needs):
        return False
    if wording.careful and not _has_sign(place, wording):
        return False
    if wording.rule.means == "unit" and wording.slots.get("unit") in {"hour", "minute"}:
        return False
    if len(wording.slots) == 2 and "month" in wording.slots and "day" in wording.slots and _counts(place, wording):
        return False
    return not (len(wording.slots) == 1 and _in_name(place, wording))


def _has_sign(place: Place, wording: Wording) -> bool:
    before = place.pieces[wording.first - 1].text if wording.first else ""
    token = place.reading.tokens[place.pieces[wording.first].token]
    return before in place.lexicon.careful_after and token.pos not in {"VERB", "AUX"}


def _counts(place: Place, wording: Wording) -> bool:
    """As in "In May 15 people were held": the number counts what follows."""
    pieces, reading = place.pieces, place.reading
    last = pieces[wording.last - 1]
    if not last.is_number or wording.last >= len(pieces):
        return False
    follow = pieces[wording.last].token
    plural = "Number=Plur" in reading.tokens[follow].features and reading.tokens[follow].pos == "NOUN"
    return plural and reading.heads[last.token] == follow


def _in_name(place: Place, wording: Wording) -> bool:
    first, last = place.pieces[wording.first].token, place.pieces[wording.last - 1].token
    for name in place.reading.names:
        if name.first <= first and last < name.last:
            return name.last - name.first > last - first + 1 or name.kind is NameKind.PERSON
    return _begins_name(place, wording)


def _begins_name(place: Place, wording: Wording) -> bool:
    """As in "The Monday Club": a capitalised noun right after it takes it in."""
    if wording.last >= len(place.pieces) or not wording.slots.keys() & {"weekday", "month"}:
        return False
    follow = place.pieces[wording.last]
    reading = place.reading
    if any(one.startswith("Case=") for one in reading.tokens[place.pieces[wording.first].token].features):
        # "В среду Дальнин уехал": cases show that a day is no part of a name
        return False
    return follow.capital and reading.tokens[follow.token].pos == "PROPN" and reading.heads[place.pieces[wording.first].token] >= follow.token

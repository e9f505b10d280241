"""Lengths of time as reports tell them, as ISO 8601 durations: "13 years and six months" is P13Y6M."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.extract.numbers import may_start, phrase_at, read_number
from reportedly.extract.pieces import Piece
from reportedly.lexicon.numbers import NumberWords

__all__ = ["Length", "read_length"]


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in pieces ``first`` up to ``last``. ``iso`` is None for a range, ``upper`` its upper end; ``joined`` tells "ten-year"."""

    iso: str | None
    upper: str | None
    first: int
    last: int
    joined: bool


_Parts = dict[str, float]


def read_length(pieces: Sequence[Piece], at: int, units: Mapping[str, str], ranges: frozenset[str], numbers: NumberWords) -> Length | None:
    """The length that starts at a piece, or None. ``ranges`` are the words that make a range of two numbers here."""
    if at < len(pieces) and not may_start(pieces[at], numbers) and pieces[at].text not in numbers.articles:
        return None
    one = _single(pieces, at, units, numbers)
    if one is None:
        return _short_range(pieces, at, units, ranges, numbers) or _listed(pieces, at, units, numbers)
    parts, end, joined = one
    if end + 1 < len(pieces) and pieces[end].text in ranges:
        other = _single(pieces, end + 1, units, numbers)
        if other is not None:
            return Length(None, _iso(other[0]), at, other[1], other[2])
    return Length(_iso(parts), _iso(parts), at, end, joined)


def _short_range(pieces: Sequence[Piece], at: int, units: Mapping[str, str], ranges: frozenset[str], numbers: NumberWords) -> Length | None:
    """As in "five to 10 years" and "between three and seven years": only the upper end has a unit."""
    lower = read_number(pieces, at, numbers)
    if lower is None or lower[1] + 1 >= len(pieces) or pieces[lower[1]].text not in ranges:
        return None
    upper = _single(pieces, lower[1] + 1, units, numbers)
    # "in 2012 to eight years" is no range
    rises = upper is not None and lower[0] < next(iter(upper[0].values()))
    return Length(None, _iso(upper[0]), at, upper[1], upper[2]) if upper and rises else None


def _listed(pieces: Sequence[Piece], at: int, units: Mapping[str, str], numbers: NumberWords) -> Length | None:
    """As in "ten, eight and five years": a number takes its unit from the end of the list."""
    first = read_number(pieces, at, numbers)
    end = first[1] if first else at
    while first is not None and end + 1 < len(pieces) and (pieces[end].text == "," or pieces[end].text in numbers.links):
        other = _single(pieces, end + 1, units, numbers)
        if other is not None:
            return Length(_iso({next(iter(other[0])): first[0]}), _iso({next(iter(other[0])): first[0]}), at, first[1], False)
        number = read_number(pieces, end + 1, numbers)
        if number is None:
            return None
        end = number[1]
    return None


def _single(pieces: Sequence[Piece], at: int, units: Mapping[str, str], numbers: NumberWords) -> tuple[_Parts, int, bool] | None:
    first = _part(pieces, at, units, numbers)
    if first is None:
        return None
    parts, end, joined = {first[0]: first[1]}, first[2], first[3]
    while True:
        follow = end
        while follow < len(pieces) and follow - end < 2 and (pieces[follow].text in numbers.links or pieces[follow].text in {",", "-"}):
            follow += 1
        more = _part(pieces, follow, units, numbers)
        if more is None or more[0] in parts or _rank(more[0]) <= max(_rank(letter) for letter in parts):
            return parts, end, joined
        parts[more[0]], end = more[1], more[2]


def _rank(letter: str) -> int:
    return "YMWDH".index(letter)


def _part(pieces: Sequence[Piece], at: int, units: Mapping[str, str], numbers: NumberWords) -> tuple[str, float, int, bool] | None:
    """A number with its unit: letter, value, where it ends, whether a hyphen joins them."""
    if at >= len(pieces):
        return None
    number = read_number(pieces, at, numbers)
    value, end = number if number else (1.0, at + 1)
    if number is None and pieces[at].text not in numbers.articles:
        return None
    joined = end < len(pieces) and pieces[end].text in {"-", "–"}
    end += joined
    if end >= len(pieces) or pieces[end].text not in units:
        return None
    unit = units[pieces[end].text]
    times, letter = int(unit[:-1] or 1), unit[-1]
    after = phrase_at(pieces, end + 1, numbers.halves)
    if after > end + 1 and value == int(value):
        value, end = value + 0.5, after - 1
    return letter, value * times, end + 1, joined


def _iso(parts: Mapping[str, float]) -> str | None:
    """The ISO 8601 duration of some parts; fractions go down one unit."""
    years, months, weeks, days, hours = (parts.get(letter, 0.0) for letter in "YMWDH")
    months += round((years - int(years)) * 12)
    days += round((months - int(months)) * 30)
    if weeks and (years or months or days or weeks != int(weeks)):
        days, weeks = days + round(weeks * 7), 0
    told = "".join(f"{int(value)}{letter}" for value, letter in ((years, "Y"), (months, "M"), (weeks, "W"), (days, "D")) if int(value))
    clock = f"T{int(hours)}H" if int(hours) else ""
    return f"P{told}{clock}" if told or clock else None

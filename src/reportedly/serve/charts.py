"""Quiet charts, drawn here as SVG: bars of one colour with their numbers, since the table under them says it all again."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Bar", "Column", "bars", "columns"]

_WIDTH = 720.0
_HEIGHT = 180.0
_LEAST = 2.0
_WIDEST = 48.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that lies: what it is, how many, and its length in per cent of the longest."""

    name: str
    address: str
    number: int
    length: float


def bars(values: Sequence[tuple[str, str, int]]) -> list[Bar]:
    """Bars for triples of a name, an address and a number."""
    most = max((number for _, _, number in values), default=1) or 1
    return [Bar(name, address, number, round(max(100 * number / most, 0.5), 2)) for name, address, number in values]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that stands: its place in the drawing, and the words under it, if any."""

    name: str
    address: str
    number: int
    x: float
    y: float
    width: float
    height: float
    under: str


def columns(values: Sequence[tuple[str, str, int, str]]) -> list[Column]:
    """Columns for a name, an address, a number, and words to stand under it (empty for none)."""
    most = max((value[2] for value in values), default=1) or 1
    step = min(_WIDTH / max(1, len(values)), _WIDEST)
    found = []
    for at, (name, address, number, under) in enumerate(values):
        height = max(_HEIGHT * number / most, _LEAST) if number else 0.0
        found.append(
            Column(
                name, address, number, round(at * step, 2), round(_HEIGHT - height, 2), round(max(step - 1, step * 0.8), 2), round(height, 2), under
            )
        )
    return found

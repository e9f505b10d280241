"""Who reports whom, as a drawing: those who said it first on the left, the newsrooms in the middle, their reports on the right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.export.case_wording import HOW, counted, outlet_of
from reportedly.export.wording import day
from reportedly.model.casefile import CaseFile, CaseReport, Origin
from reportedly.review.sources import Background
from reportedly.serve.addresses import report_address

__all__ = ["Box", "Line", "Sources", "newsroom", "sources"]

WIDTH = 1120
_BOX, _ROW, _TOP = 40, 52, 30
_COLUMNS = ((0, 300), (410, 300), (820, 300))
_SIGNS = 36
# More reports than these are a list, not a picture.
MOST = 24


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody or something in the chain. ``above`` and ``below`` are its two lines of words; ``hint`` is all of it, for when it is pointed at."""

    x: float
    y: float
    width: float
    height: float
    above: str
    below: str
    hint: str
    kind: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """From one box to another; the more facts, the stronger."""

    path: str
    strength: float
    hint: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The whole drawing; ``heads`` are the words above its columns."""

    width: int
    height: float
    heads: tuple[tuple[float, str], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def newsroom(origin: Origin, reports: Mapping[str, CaseReport]) -> str:
    """What the newsroom is called that some reports go back to."""
    return origin.name or next((outlet_of(reports[key]) for key in origin.reports if key in reports), "an outlet without a name")


def sources(file: CaseFile, told: Background) -> Sources | None:
    """The drawing of who reports whom; None when there is too much to draw.

    Args:
        file: The case file as it is shown.
        told: Who said what first.
    """
    if not told.whole or not 0 < len(file.reports) <= MOST:
        return None
    known = {report.id: report for report in file.reports}
    at: dict[str, float] = {}
    for number, key in enumerate(key for origin in file.origins for key in origin.reports if key in known):
        at[key] = _TOP + number * _ROW
    homes = {origin.id: sum(at[key] for key in origin.reports) / len(origin.reports) for origin in file.origins if origin.reports}
    wanted = [sum(homes[key] for key in voice.facts) / len(voice.facts) for voice in told.voices]
    heights = _spread(wanted)
    boxes = [*_reports(known, at), *_newsrooms(file.origins, known, homes, told), *_voices(told, heights)]
    lines = [*_passed_on(file.origins, homes, at), *_heard(told, heights, homes)]
    heads = tuple((float(x), words) for (x, _), words in zip(_COLUMNS, ("Who said it first", "Newsrooms", "Reports"), strict=True))
    return Sources(WIDTH, max(box.y for box in boxes) + _BOX + 4, heads, tuple(boxes), tuple(lines))


def _spread(wanted: Sequence[float]) -> list[float]:
    """Heights in the same order, each near to the one that is wanted, none touching the one before."""
    found: list[float] = []
    for height in wanted:
        found.append(max(height, found[-1] + _ROW if found else _TOP))
    return found


def _reports(known: Mapping[str, CaseReport], at: Mapping[str, float]) -> Iterator[Box]:
    for key, y in at.items():
        report = known[key]
        published = day(report.published) if report.published else "day not told"
        yield _box(2, y, outlet_of(report), published, "report", report_address(key))


def _newsrooms(origins: Iterable[Origin], known: Mapping[str, CaseReport], homes: Mapping[str, float], told: Background) -> Iterator[Box]:
    for origin in origins:
        if origin.id in homes:
            own = ", on its own word" if origin.id in told.own else ""
            below = f"{counted(len(origin.reports), 'report')}{f', {HOW[origin.how]}' if len(origin.reports) > 1 else ''}{own}"
            yield _box(1, homes[origin.id], newsroom(origin, known), below, "newsroom")


def _voices(told: Background, heights: Iterable[float]) -> Iterator[Box]:
    for voice, y in zip(told.voices, heights, strict=True):
        yield _box(0, y, voice.name, f"{voice.kind}, {counted(sum(voice.facts.values()), 'fact')}", "voice")


def _box(column: int, y: float, above: str, below: str, kind: str, address: str = "") -> Box:
    x, width = _COLUMNS[column]
    return Box(x, round(y, 1), width, _BOX, _short(above), _short(below), f"{above}; {below}", kind, address)


def _short(words: str) -> str:
    return words if len(words) <= _SIGNS else f"{words[: _SIGNS - 1].rstrip()}…"


def _passed_on(origins: Iterable[Origin], homes: Mapping[str, float], at: Mapping[str, float]) -> Iterator[Line]:
    for origin in origins:
        for key in origin.reports:
            if key in at:
                yield _line(1, homes[origin.id], at[key], 1, "")


def _heard(told: Background, heights: Iterable[float], homes: Mapping[str, float]) -> Iterator[Line]:
    for voice, y in zip(told.voices, heights, strict=True):
        for origin, facts in voice.facts.items():
            if origin in homes:
                yield _line(0, y, homes[origin], facts, f"{voice.name}: {counted(facts, 'fact')}")


def _line(column: int, left: float, right: float, facts: int, hint: str) -> Line:
    start = sum(_COLUMNS[column])
    end = _COLUMNS[column + 1][0]
    bend = (end - start) / 2
    top, bottom = round(left + _BOX / 2, 1), round(right + _BOX / 2, 1)
    return Line(f"M{start} {top}C{start + bend:.0f} {top} {end - bend:.0f} {bottom} {end} {bottom}", min(1.25 + 0.5 * (facts - 1), 4.0), hint)

"""The places of a case on a map: outlines of countries from the package itself, so that no request for a tile tells anybody what is looked at."""

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from reportedly.model.parties import Place

__all__ = ["Dot", "Land", "PlaceMap", "place_map"]

WIDTH, HEIGHT = 560, 360
_SIGN = 6.8
# Degrees of latitude that are shown at least, so that a town has a country around it.
_LEAST = 6.0
_ROOM = 0.18
_NAMED = 2200.0
_MOST = 14
_POLE = 85.0

Ring = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Land:
    """A country in the picture. ``own`` marks those of the case; the name stands at ``x``/``y`` if there is room for it."""

    path: str
    name: str
    own: bool
    x: float
    y: float
    named: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A place; ``end`` tells that its name stands left of it."""

    x: float
    y: float
    name: str
    end: bool
    named: bool


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The whole drawing."""

    width: int
    height: int
    lands: tuple[Land, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class _Country:
    code: str | None
    name: str
    rings: tuple[Ring, ...]
    boxes: tuple[Box, ...]


def place_map(places: Sequence[Place], countries: Sequence[str]) -> PlaceMap | None:
    """A map around some places, or around the countries where no place has a position; None when nothing can be shown.

    Args:
        places: Places of the case; those without a position are left out.
        countries: The countries of the case, as ISO 3166-1 alpha-2 codes.
    """
    at = tuple((place.name, place.lon, place.lat) for place in places if place.lat is not None and place.lon is not None)
    return _drawn(at, tuple(countries)) if at or countries else None


@lru_cache(maxsize=256)
def _drawn(at: tuple[tuple[str, float, float], ...], countries: tuple[str, ...]) -> PlaceMap | None:
    points = [(lon, lat) for _, lon, lat in at] or [corner for country in _world() if country.code in countries for corner in _corners(country)]
    if not points:
        return None
    view = _View.around(points)
    lands = tuple(land for country in _world() if (land := view.land(country, own=country.code in countries)))
    return PlaceMap(WIDTH, HEIGHT, lands, tuple(_dots(at, view)))


@cache
def _world() -> tuple[_Country, ...]:
    packed = files("reportedly.serve").joinpath("base_map.json.gz").read_bytes()
    return tuple(_country(told) for told in json.loads(gzip.decompress(packed)))


def _country(told: dict[str, object]) -> _Country:
    steps = told["rings"]
    rings = tuple(_ring(ring) for ring in steps) if isinstance(steps, list) else ()
    code = told["code"]
    return _Country(str(code) if code else None, str(told["name"]), rings, tuple(_box(ring) for ring in rings))


def _ring(steps: Sequence[int]) -> Ring:
    x = y = 0
    points = []
    for right, up in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + right, y + up
        points.append((x / 100, y / 100))
    return tuple(points)


def _box(ring: Ring) -> Box:
    longitudes, latitudes = [x for x, _ in ring], [y for _, y in ring]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _corners(country: _Country) -> Iterator[tuple[float, float]]:
    """The corners of the largest piece of a country: islands far off would make it small."""
    left, low, right, high = max(country.boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    yield from ((left, low), (right, high))


@dataclass(frozen=True, slots=True)
class _View:
    """What is in the picture: degrees to pixels, the width of a degree as it is in the middle of the picture."""

    box: Box
    scale: float
    narrow: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> "_View":
        left, low, right, high = _box(tuple(points))
        middle, centre = max(-_POLE, min(_POLE, (low + high) / 2)), (left + right) / 2
        narrow = math.cos(math.radians(middle))
        height = max(_LEAST, (high - low) * (1 + 2 * _ROOM), (right - left) * narrow * (1 + 2 * _ROOM) * HEIGHT / WIDTH)
        width = height * WIDTH / HEIGHT / narrow
        return cls((centre - width / 2, middle - height / 2, centre + width / 2, middle + height / 2), HEIGHT / height, narrow)

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - self.box[0]) * self.scale * self.narrow, 1), round((self.box[3] - latitude) * self.scale, 1)

    def land(self, country: _Country, *, own: bool) -> Land | None:
        seen = [ring for ring, box in zip(country.rings, country.boxes, strict=True) if self._sees(box)]
        drawn = [[self.point(*corner) for corner in cut] for ring in seen if len(cut := _cut(ring, self.box)) > 2]
        if not drawn:
            return None
        largest = max(drawn, key=_area)
        x, y = _centre(largest)
        path = "".join("M" + "L".join(f"{right:g} {down:g}" for right, down in _thinned(line)) + "Z" for line in drawn)
        room = len(country.name) * _SIGN / 2
        named = _area(largest) > _NAMED and room < x < WIDTH - room and 14 < y < HEIGHT - 8
        return Land(path, country.name, own, x, y, named)

    def _sees(self, box: Box) -> bool:
        return box[0] < self.box[2] and box[2] > self.box[0] and box[1] < self.box[3] and box[3] > self.box[1]


def _cut(ring: Sequence[tuple[float, float]], box: Box) -> Sequence[tuple[float, float]]:
    """What of a ring lies in the picture (Sutherland and Hodgman, edge by edge)."""
    for axis, bound, above in ((0, box[0], True), (0, box[2], False), (1, box[1], True), (1, box[3], False)):
        kept: list[tuple[float, float]] = []
        for here, before in zip(ring, (*ring[-1:], *ring[:-1]), strict=True):
            inside, was = (here[axis] >= bound) is above, (before[axis] >= bound) is above
            if inside is not was:
                share = (bound - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
            if inside:
                kept.append(here)
        ring = kept
    return ring


def _thinned(line: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Without points that stand closer than a pixel to the one before."""
    last = (-9.0, -9.0)
    for point in line:
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= 1:
            yield point
            last = point


def _area(line: Sequence[tuple[float, float]]) -> float:
    return abs(sum(x * down - right * y for (x, y), (right, down) in zip(line, [*line[1:], line[0]], strict=True))) / 2


def _centre(line: Sequence[tuple[float, float]]) -> tuple[float, float]:
    left, low, right, high = _box(tuple(line))
    return round((left + right) / 2, 1), round((low + high) / 2, 1)


def _dots(at: Sequence[tuple[str, float, float]], view: _View) -> Iterator[Dot]:
    taken: list[Box] = []
    for number, (name, longitude, latitude) in enumerate(at):
        x, y = view.point(longitude, latitude)
        width = len(name) * _SIGN + 14
        sides = [(end, (x - width if end else x + 4, y - 9, x - 4 if end else x + width, y + 9)) for end in (False, True)]
        free = [(end, box) for end, box in sides if box[0] > 0 and box[2] < WIDTH and not any(_touch(box, other) for other in taken)]
        named = bool(free) and number < _MOST
        if named:
            taken.append(free[0][1])
        yield Dot(x, y, name, end=free[0][0] if free else False, named=named)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]

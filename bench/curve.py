"""Draw what `bench/million.py` wrote: cost of a report, memory and room by size, as one picture for the docs.

python bench/curve.py bench/million.csv docs/explanation/size.svg
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP, GAP = 260, 180, 50, 40, 70
# What each picture is called, the column it shows, and by how much that is divided.
PANELS = (
    ("ms of processor time for a report", "cpu_ms_each", 1),
    ("MB of memory: writer (blue), worker (red)", "memory_mb", 1),
    ("GB of the store", "store_mb", 1000),
)


def nice(most: float) -> float:
    """The next round number above."""
    scale = float(10 ** (len(str(int(most))) - 1))
    return next(step * scale for step in (1, 2, 5, 10) if step * scale >= most)


def line(values: Sequence[tuple[float, float]], most: tuple[float, float], left: float, css: str) -> str:
    """One curve with its points."""
    places = [(left + x / most[0] * WIDTH, TOP + HEIGHT - y / most[1] * HEIGHT) for x, y in values]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline class="{css}" points="{path}"/>' + "".join(f'<circle class="{css}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places)


def panel(number: int, rows: Sequence[dict[str, str]]) -> str:
    """One of the three pictures side by side."""
    title, column, by = PANELS[number]
    left = LEFT + number * (WIDTH + GAP)
    curves = [[(float(row["reports"]), float(row[column]) / by) for row in rows]]
    if number == 1:
        curves.append([(float(row["reports"]), float(row["worker_mb"])) for row in rows])
    across, up = max(x for x, _ in curves[0]), nice(max(y for curve in curves for _, y in curve))
    drawn = [f'<text x="{left}" y="{TOP - 16}" class="title">{title}</text>']
    drawn += [f'<path class="axis" d="M{left} {TOP}V{TOP + HEIGHT}H{left + WIDTH}"/>']
    drawn += [f'<text class="up" x="{left - 6}" y="{TOP + HEIGHT * (1 - share) + 4}">{up * share:g}</text>' for share in (0, 0.5, 1)]
    drawn += [f'<text class="across" x="{left + WIDTH * share}" y="{TOP + HEIGHT + 18}">{across * share / 1000:g} k</text>' for share in (0.5, 1)]
    drawn += [line(curve, (across, up), left, f"curve{at}") for at, curve in enumerate(curves)]
    return "\n".join(drawn)


def picture(rows: Sequence[dict[str, str]]) -> str:
    """The whole picture."""
    width, height = LEFT + 3 * (WIDTH + GAP), TOP + HEIGHT + 40
    style = (
        "text{font:12px sans-serif;fill:#555}.title{font-weight:bold}.up{text-anchor:end}.across{text-anchor:middle}"
        ".axis{fill:none;stroke:#999}polyline{fill:none;stroke-width:2}polyline.curve0{stroke:#2a6f97}circle.curve0{fill:#2a6f97}"
        "polyline.curve1{stroke:#c8553d}circle.curve1{fill:#c8553d}"
    )
    label = "Processor time for a report, memory and room of the store by number of reports"
    drawn = "\n".join(panel(number, rows) for number in range(3))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">'
    return f"{head}\n<style>{style}</style>\n{drawn}\n</svg>\n"


def main() -> None:
    """Draw it."""
    source, target = map(Path, sys.argv[1:3])
    with source.open(newline="") as file:
        target.write_text(picture(list(csv.DictReader(file))))


if __name__ == "__main__":
    main()

"""Draw docs/reading.svg: the reading of one sample report, as it looks in a terminal."""

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from reportedly.cli.glance import glance
from reportedly.cli.paper import Paper
from reportedly.collect import Collected, collect
from reportedly.pipeline import read

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src" / "reportedly" / "samples" / "07-lantern-post-2024-10-21.html"
PICTURE = ROOT / "docs" / "reading.svg"
WIDTH = 84
LEADING = re.compile(r'x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" clip-path="([^"]+)">((?:&#160;)+)')
THEME = TerminalTheme(
    (252, 252, 250),
    (38, 42, 46),
    [(38, 42, 46), (176, 58, 46), (28, 122, 78), (150, 110, 20), (40, 90, 150), (120, 70, 140), (20, 115, 125), (110, 115, 120)],
)


def draw() -> str:
    """The picture as SVG, with no font or other thing fetched from elsewhere."""
    console = Console(
        file=io.StringIO(), record=True, width=WIDTH, force_terminal=True, color_system="standard", markup=False, emoji=False, highlight=False
    )
    paper = Paper(console)
    console.print("$ reportedly read samples/07-lantern-post-2024-10-21.html", style="dim")
    console.print()
    for item in collect(str(SAMPLE)):
        if isinstance(item, Collected):
            glance(read(item.article), paper)
    svg = console.export_svg(title="reportedly", theme=THEME, unique_id="reading", font_aspect_ratio=0.61)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = LEADING.sub(_without_leading_blanks, svg)
    return svg.replace("Fira Code", "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono")


def _without_leading_blanks(found: re.Match[str]) -> str:
    """Put the start of a text where its first letter is: some viewers drop blanks at its head."""
    x, y, length, clip, blanks = found.groups()
    shift = 0.61 * 20 * (len(blanks) // len("&#160;"))
    return f'x="{float(x) + shift:.1f}" y="{y}" textLength="{max(float(length) - shift, 0):.1f}" clip-path="{clip}">'


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")

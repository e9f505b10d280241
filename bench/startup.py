"""How long a start takes: the help, the first report ever, the first report with what is kept, and the first report without keeping.

    python bench/startup.py [REPORT] [--runs N] [--modules N]

Each figure is the best of several runs, each in a new process: seconds on the clock, and seconds of processor time with the processes that it starts.
``--modules`` also lists the imports that take longest. ``REPORT`` is an invented sample when left out.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import reportedly

SAMPLE = "03-steppe-observer-2024-03-13.txt"
COMMAND = (sys.executable, "-m", "reportedly.cli")


def once(arguments: Sequence[str], kept: str) -> tuple[float, float]:
    """Seconds on the clock and of processor time of one run."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*COMMAND, *arguments], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "REPORTEDLY_CACHE": kept})
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(runs: int, arguments: Sequence[str], kept: str | None) -> tuple[float, float]:
    """The best of several runs; each has a new cache folder when none is given."""
    found = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as new:
            found.append(once(arguments, new if kept is None else kept))
    return min(found)


def modules(arguments: Sequence[str], most: int) -> None:
    """The imports that take longest, with what they import themselves."""
    command = [sys.executable, "-X", "importtime", "-m", "reportedly.cli", *arguments]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    rows = [line.split("|") for line in told.splitlines() if line.startswith("import time:") and line.count("|") == 2 and "cumulative" not in line]
    print(f"\n{'import':52}{'ms':>8}")
    for _, took, name in sorted(rows, key=lambda row: -int(row[1]))[:most]:
        print(f"{name.strip():52}{int(took) / 1000:8.0f}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", nargs="?", default=str(Path(reportedly.__file__ or "").parent / "samples" / SAMPLE))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--modules", type=int, default=0)
    given = parser.parse_args()
    read = ("read", given.report)
    with tempfile.TemporaryDirectory() as kept:
        once(read, kept)
        rows = {
            "reportedly --help": best(given.runs, ["--help"], kept),
            "first report, kept": best(given.runs, read, kept),
            "first report ever": best(given.runs, read, None),
            "first report, nothing kept": best(given.runs, read, "off"),
        }
    print(f"{'':30}{'clock s':>9}{'processor s':>13}")
    for name, (clock, processor) in rows.items():
        print(f"{name:30}{clock:9.2f}{processor:13.2f}")
    if given.modules:
        modules(read, given.modules)


if __name__ == "__main__":
    main()

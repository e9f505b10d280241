"""What exporting costs as a store grows: processor time and the most memory that each format takes, each in a process of its own.

    python bench/exporting.py 2000                   a made store, in a folder that is removed afterwards
    python bench/exporting.py --db PLACE             a store of your own; it is only read, but for the record of days given out to calendars
    python bench/exporting.py 2000 --formats csv,ics --cases 100

Mark: exporting all cases takes at most 40 MB more than exporting a tenth of them, so memory does not grow with the store. A dossier as PDF is set one
case at a time; that takes its time and no more memory, so a hundred of them are measured.
"""

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from store import World

from reportedly.export.formats import FORMATS, ExportOptions, Shape
from reportedly.model.claims import Claim, ReportReading, Step, StepType
from reportedly.model.when import When
from reportedly.review.casework import add
from reportedly.review.exporting import count, materials
from reportedly.store import open_store
from reportedly.store.casefiles import CaseFilter

TODAY = date(2025, 1, 1)
MARK = 40
SLOW = {"pdf": 100}
DETENTION = timedelta(days=60)


def fill(place: str, reports: int) -> None:
    """Fill a store with made reports, whose places lie somewhere and whose detentions end some day."""
    world, now = World(), datetime(2025, 1, 1, tzinfo=UTC)
    with open_store(place) as store:
        for number in range(reports):
            reading, snapshot = world.report(number)
            add(store, placed(reading, number), snapshot, now)


def placed(reading: ReportReading, number: int) -> ReportReading:
    """A reading with something for maps and calendars."""
    places = tuple(replace(place, lat=40 + number % 300 / 20, lon=60 + number % 400 / 20) for place in reading.places)
    return replace(reading, places=places, claims=tuple(map(with_end, reading.claims)))


def with_end(claim: Claim) -> Claim:
    """A claim whose detention, if it is one, ends some weeks later."""
    if not isinstance(claim.says, Step) or claim.says.type is not StepType.PRETRIAL_DETENTION or claim.when is None or claim.when.latest is None:
        return claim
    end = claim.when.latest + DETENTION
    return replace(claim, says=replace(claim.says, until=When(end, end, f"until {end}")), id="")


def export(place: str, name: str, cases: int | None) -> None:
    """Export in this process, and print seconds of the processor, the most memory it held, and how much was written."""
    form, options = FORMATS[name], ExportOptions(TODAY)
    with open_store(place) as store, tempfile.TemporaryDirectory() as folder:
        chosen = itertools.islice(materials(store, CaseFilter(), TODAY), cases)
        started = time.process_time()
        if form.shape is Shape.FILE:
            with (Path(folder) / "cases").open("wb") as out:
                form.write(chosen, out, options)
        else:
            form.write(chosen, Path(folder), options)
        seconds = time.process_time() - started
        written = sum(path.stat().st_size for path in Path(folder).rglob("*")) / 1e6
    print(f"{seconds} {peak_megabytes()} {written}")


def peak_megabytes() -> float:
    """The most that this process ever held in memory. What a parent process held does not count, as it would in ``getrusage``."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def measured(place: str, name: str, cases: int | None) -> tuple[float, float, float]:
    """Seconds of the processor, megabytes of memory and megabytes written of an export in a process of its own."""
    command = [sys.executable, __file__, "--db", place, "--child", name, *(["--cases", str(cases)] if cases else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory, written = map(float, done.stdout.split())
    return seconds, memory, written


def report(place: str, names: list[str], cases: int | None) -> bool:
    """Print what each format costs, and tell whether the mark is met."""
    with open_store(place) as store:
        total = min(filter(None, (count(store, CaseFilter()), cases)))
    print(f"{total} cases\n{'format':<16}{'cases':>8}{'CPU s':>9}{'ms each':>9}{'MB peak':>9}{'of a tenth':>12}{'MB written':>12}", flush=True)
    met = True
    for name in names:
        every = min(total, SLOW.get(name, total))
        _, few, _ = measured(place, name, max(1, every // 10))
        seconds, most, written = measured(place, name, every)
        met &= most - few < MARK
        sizes = f"{seconds:>9.1f}{seconds / every * 1000:>9.1f}{most:>9.0f}{few:>12.0f}{written:>12.1f}"
        print(f"{name:<16}{every:>8}{sizes}{'' if most - few < MARK else '  MISSED'}", flush=True)
    return met


def place_of(db: str | None, reports: int) -> Iterator[str]:
    """Where the store is."""
    if db:
        yield db
        return
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "store.db")
        fill(place, reports)
        yield place


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=int, nargs="?", default=2000)
    parser.add_argument("--db")
    parser.add_argument("--cases", type=int)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        export(given.db, given.child, given.cases)
        return
    for place in place_of(given.db, given.reports):
        if not report(place, given.formats.split(","), given.cases):
            sys.exit(1)


if __name__ == "__main__":
    main()

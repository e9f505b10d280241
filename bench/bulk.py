"""How fast archives are read in bulk: two workers against one, Ray against local, the memory of a worker, and whether it grows.

    python bench/bulk.py GOLD [--pages N] [--turns N] [--grow N] [--no-ray]

An archive is made of ``news_pages`` of GOLD and, 5 in 100, of the invented sample reports. The engines run by turns, each from a cold start. Seconds
are told whole and without loading: from the first piece done to the last, for the records between them.
"""

import argparse
import io
import os
import resource
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from collecting import news_pages
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.bulk.cluster import ray_engine
from reportedly.bulk.running import Engine, Progress, local_engine, run
from reportedly.bulk.settings import BulkSettings
from reportedly.bulk.workers import Workers
from reportedly.collect.archive_files import files_of
from reportedly.collect.pieces import cut

SAMPLES = Path(__file__).parents[1] / "src" / "reportedly" / "samples"
EVERY = 20
PIECES = 40


@dataclass(frozen=True)
class Run:
    """One run: all of its seconds, records a second without loading, and seconds of processors."""

    seconds: float
    rate: float
    processor: float


def archive(gold: Path, folder: Path, count: int) -> Path:
    """An archive of so many pages."""
    others = [(page.url, page.content) for page in news_pages(gold)]
    tell = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix in {".txt", ".html"}]
    file = folder / "mix.warc.gz"
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(count):
            # A page that claims to be of another site than it was found at is looked at twice.
            url, content = (None, tell[number // EVERY % len(tell)]) if number % EVERY == 0 else others[number % len(others)]
            kind = "text/html" if b"<" in content[:200] else "text/plain; charset=utf-8"
            head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            told = {"WARC-Block-Digest": "x:x", "WARC-Payload-Digest": "x:x"}
            address = url or f"https://mix.example/{number}"
            made = writer.create_warc_record(address, "response", io.BytesIO(content), len(content), http_headers=head, warc_headers_dict=told)
            writer.write_record(made)
    return file


def timed(file: Path, engine: Engine) -> Run:
    """One run into a folder of its own."""
    seen: list[tuple[float, int]] = []

    def tell(so_far: Progress) -> None:
        seen.append((time.monotonic(), so_far.counts.records))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as out:
        run([str(file)], out, BulkSettings(piece=max(file.stat().st_size // PIECES, 1)), engine, tell)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    (start, first), (end, last) = seen[1], seen[-1]
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.monotonic() - begun, (last - first) / (end - start), processor)


def memory(process: int) -> tuple[int, int]:
    """Megabytes that a process sees, and those that are its own alone."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in told[1:]}
    return sizes["Rss"], sizes["Private_Clean"] + sizes["Private_Dirty"]


def growth(file: Path, wanted: int) -> None:
    """Read the archive again and again with one worker, and tell its memory."""
    settings = BulkSettings()
    pieces = cut(files_of(str(file)), max(file.stat().st_size // PIECES, 1), {})
    records = told = 0
    with Workers(1, settings) as workers:
        while records < wanted:
            for done in workers.read(pieces):
                records += done.counts.records
                if workers.processes and records >= told:
                    print(
                        f"memory after {records:6,} records: {memory(workers.processes[0])[0]} MB, {memory(workers.processes[0])[1]} MB its own",
                        flush=True,
                    )
                    told += max(wanted // 10, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--grow", type=int, default=20_000)
    parser.add_argument("--no-ray", action="store_true")
    given = parser.parse_args()
    engines: dict[str, Engine] = {"local, 1 worker": local_engine(1), "local, 2 workers": local_engine(2)}
    if not given.no_ray:
        engines["ray, 2 workers"] = ray_engine(2, None)
    with tempfile.TemporaryDirectory() as folder:
        file = archive(given.gold, Path(folder), given.pages)
        print(
            f"{given.pages:,} pages, {file.stat().st_size / 1e6:.0f} MB packed; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors",
            flush=True,
        )
        runs: dict[str, list[Run]] = {name: [] for name in engines}
        for _ in range(given.turns):
            for name, engine in engines.items():
                one = timed(file, engine)
                runs[name].append(one)
                told = f"{one.seconds:6.1f} s whole, {one.rate:6.1f} records/s without loading, {one.processor:6.1f} s of processors"
                print(f"{name:18} {told}, load {os.getloadavg()[0]:.1f}", flush=True)
        rates = {name: statistics.median(one.rate for one in found) for name, found in runs.items()}
        print(f"two workers / one: {rates['local, 2 workers'] / rates['local, 1 worker']:.2f}")
        if not given.no_ray:
            print(f"ray / local with two workers: {rates['ray, 2 workers'] / rates['local, 2 workers']:.2f}")
        if given.grow:
            growth(file, given.grow)


if __name__ == "__main__":
    main()

"""A made archive of a million case reports, merged: what each further piece of it costs in time, memory and space.

    python bench/million.py 1000000 --db PLACE --csv FILE     SQLite at a place with room for some 13 GB
    python bench/million.py 100000 --csv FILE --postgres      a PostgreSQL server of its own
    python bench/million.py 20000 --csv FILE                  a SQLite store that is removed afterwards

The archive has five reports to a case on average, most cases with one to three and a few with more than a hundred, of people who share given
names, surnames and now and then both, over twenty years and in the order of publication. No language is read: the reports are made as if they had
been read, in the processes that work ahead, where `reportedly add --from` decodes them from the shards of an archive instead. A line is added to the
file after each piece, so that a run that is cut off still tells how far it came and what it cost until then. In the end the cases are held against
those that the reports were made of.
"""

import argparse
import contextlib
import csv
import hashlib
import random
import resource
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from sqlalchemy import text
from store import KINDS, STEPS, WORDS, name

from reportedly.bulk.merging import Chunk, merge
from reportedly.model.archives import ArchivedReport
from reportedly.model.claims import Attribution, Claim, Offence, ReportReading, Step, Voice
from reportedly.model.parties import Evidence, Organisation, OrgKind, Person, Place, RoleName, Source, SourceKind
from reportedly.model.text import Article, Depth, Snapshot, Span
from reportedly.model.when import When
from reportedly.store import Store, open_store

MOST = 150
FIRST_DAY, DAYS = date(2005, 1, 1), 7300
BETWEEN_STEPS = 25
CHUNK = 250
SHARD = 5_000
LEAST_FREE_MB = 2_500
NOW = datetime(2025, 6, 1, tzinfo=UTC)
COLUMNS = ("reports", "cases", "seconds", "ms_each", "cpu_ms_each", "make_ms_each", "memory_mb", "worker_mb", "store_mb", "keys")


class World:
    """What reports are made of; the same for the same seed. ``cases`` is how many the archive has, which decides how many begin on a day."""

    cases = 1

    def __init__(self) -> None:
        seed = random.Random(11)
        self.given = [name(seed, 1).capitalize() for _ in range(2000)]
        self.surnames = [name(seed, 2).capitalize() for _ in range(60_000)]
        self.towns = [(name(seed, 2).capitalize(), seed.choice(("KZ", "UZ", "KG", "TJ", "GE", "AM", "MD"))) for _ in range(2000)]
        self.outlets = [f"{name(seed, 1).capitalize()} {paper}" for paper in ("Herald", "Post", "Radio", "Gazette") for _ in range(25)]
        words = [name(seed, 1).lower() for _ in range(4000)]
        weights = [1 / (rank + 3) for rank in range(4000)]
        self.passages = [" ".join(seed.choices(words, weights, k=30)) + "." for _ in range(6000)]
        self.uneven = list(accumulate(1 / (rank + 50) for rank in range(2000)))
        self.uneven_surnames = list(accumulate(1 / (rank + 500) for rank in range(60_000)))

    def report(self, case: int, telling: int, of: int) -> tuple[ReportReading, Snapshot]:
        """One of the reports of a case.

        Args:
            case: The number of the case.
            telling: The number of the report among those of the case.
            of: How many reports the case has.
        """
        own, seed = random.Random(f"case {case}"), random.Random(f"{case} {telling}")
        pairs = zip(
            own.choices(self.given, cum_weights=self.uneven, k=2), own.choices(self.surnames, cum_weights=self.uneven_surnames, k=2), strict=True
        )
        people = [f"{given} {surname}" for given, surname in pairs][: own.choice((1, 1, 2))]
        (town, country), kind = own.choice(self.towns), own.choice(KINDS)
        last = step_of(telling, of)
        steps = [(STEPS[at], begun(case) + timedelta(days=3 + BETWEEN_STEPS * at)) for at in range(max(0, last - 1), last + 1)]
        told = [f"{person} {WORDS[step]} {town} on {day} on suspicion of {kind}." for step, day in steps for person in people]
        lines = "\n\n".join([f"{kind.capitalize()} case in {town}", *told, *seed.sample(self.passages, 3)])
        content = lines.encode()
        snapshot = Snapshot(hashlib.sha256(content).hexdigest(), "text/plain", content)
        key, published = f"c{case}-{telling}", published_on(case, telling, of)
        article = Article(
            key,
            lines,
            snapshot.sha256,
            "en",
            f"https://outlet.example/{key}",
            seed.choice(self.outlets),
            lines.split("\n")[0],
            published=published,
        )
        starts = [lines.index(sentence) for sentence in told]
        proof = [Evidence(Span(start, start + len(sentence)), sentence) for start, sentence in zip(starts, told, strict=True)]
        persons = tuple(Person(f"p{at}", who, role=RoleName.ACCUSED, evidence=(proof[at - 1],)) for at, who in enumerate(people, 1))
        voice = Attribution((Voice("c1", f"police of {town}", "official", "said"),)) if seed.random() < 0.5 else Attribution()
        said = [(step, day, at) for step, day in steps for at in range(1, len(people) + 1)]
        claims = tuple(
            Claim(key, (piece,), voice, Step(step, (f"p{at}",), by="o1", place="l1", offences=("f1",)), when=When(day, day, str(day)))
            for (step, day, at), piece in zip(said, proof, strict=True)
        )
        first = (proof[0],)
        reading = ReportReading(
            article,
            Depth.FULL,
            persons,
            organisations=(Organisation("o1", f"police of {town}", OrgKind.POLICE, evidence=first),),
            places=(Place("l1", town, country, evidence=first),),
            offences=(Offence("f1", kind, kind, evidence=first),),
            sources=(Source("c1", f"police of {town}", SourceKind.OFFICIAL, evidence=first),),
            claims=claims,
            model="made",
        )
        return reading, snapshot


def begun(case: int) -> date:
    """The day on which a case began; cases are numbered in this order."""
    return FIRST_DAY + timedelta(days=case * DAYS // World.cases)


def step_of(telling: int, of: int) -> int:
    """The last step that a report tells: short cases end early, in long ones many reports tell each step."""
    return telling if of <= len(STEPS) else telling * len(STEPS) // of


def published_on(case: int, telling: int, of: int) -> date:
    """The day of publication: within a week of the step."""
    return begun(case) + timedelta(days=4 + BETWEEN_STEPS * step_of(telling, of) + random.Random(case * 1000 + telling).randrange(7))


@cache
def world() -> World:
    """The world, made once in each process, or before processes part."""
    return World()


def sizes(reports: int) -> "array[int]":
    """How many reports each case has: a few have most of them."""
    seed = random.Random(5)
    found, left = array("H"), reports
    while left:
        size = min(MOST, left, int(1.5 * seed.paretovariate(1.5)) + seed.choice((0, 1, 2)))
        found.append(size)
        left -= size
    return found


def in_order(of: "array[int]") -> "array[int]":
    """All reports in the order of publication, each as one number of case and telling."""
    World.cases = len(of)
    days = ((published_on(case, telling, of[case]).toordinal(), case, telling) for case in range(len(of)) for telling in range(of[case]))
    return array("Q", (number & (1 << 40) - 1 for number in sorted(day << 40 | case << 12 | telling for day, case, telling in days)))


def read(some: "array[int]", of: tuple[int, ...]) -> list[ArchivedReport]:
    """Make some reports, as if they were read from an archive."""
    made = world()
    return [ArchivedReport(f"made@{key}", *made.report(key >> 12, key & 4095, size)) for key, size in zip(some, of, strict=True)]


def chunks(order: "array[int]", of: "array[int]", start: int, stop: int) -> Iterator[Chunk]:
    """The pieces of a stretch of the archive."""
    for at in range(start, stop, CHUNK):
        some = order[at : min(at + CHUNK, stop)]
        yield Chunk(f"shard {at // SHARD}", at % SHARD + len(some), partial(read, some, tuple(of[key >> 12] for key in some)))


def measured(store: Store, order: "array[int]", of: "array[int]", stretch: range, processes: int) -> dict[str, float]:
    """Merge a stretch of the archive, and tell what it cost."""
    begun_at, before = time.perf_counter(), _processor()
    merged = merge(store, chunks(order, of, stretch.start, stretch.stop), lambda: NOW, processes=processes)
    seconds, processor = time.perf_counter() - begun_at, _processor() - before
    if merged.failures:
        sys.exit(f"a made report was set aside: {merged.failures[0]}")
    sample = order[stretch.start : stretch.start + CHUNK]
    begun_at = time.process_time()
    read(sample, tuple(of[key >> 12] for key in sample))
    making = (time.process_time() - begun_at) / len(sample) * 1000
    with store.reading() as connection:
        cases, keys = (connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in ("cases", "part_keys"))
    return {
        "reports": stretch.stop,
        "cases": cases,
        "seconds": seconds,
        "ms_each": seconds / len(stretch) * 1000,
        "cpu_ms_each": processor / len(stretch) * 1000,
        "make_ms_each": making,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "worker_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "store_mb": space(store) / 1e6,
        "keys": keys,
    }


def _processor() -> float:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def space(store: Store) -> int:
    """The bytes that the store takes."""
    with store.reading() as connection:
        if store.dialect == "postgresql":
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    return Path(store.url.database or "").stat().st_size


def free_mb() -> float:
    """The memory that the machine can still give."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("MemAvailable"))


def held_against(store: Store) -> str:
    """How the cases of the store compare with those that the reports were made of."""
    homes: dict[str, set[str]] = {}
    tenants: dict[str, set[str]] = {}
    with store.reading() as connection:
        for part, case in connection.execution_options(yield_per=10_000).execute(text("SELECT id, case_id FROM parts")):
            made = part.partition("-")[0]
            homes.setdefault(made, set()).add(case)
            tenants.setdefault(case, set()).add(made)
    whole = sum(len(found) == 1 and len(tenants[next(iter(found))]) == 1 for found in homes.values())
    split = sum(len(found) > 1 for found in homes.values())
    mixed = sum(len(found) > 1 for found in tenants.values())
    return f"{len(homes)} made cases, {len(tenants)} found: {whole} just as made, {split} in several pieces, {mixed} case files that mix several"


@contextlib.contextmanager
def opened(db: str | None, *, postgres: bool) -> Iterator[Store]:
    """The store to fill."""
    if postgres:
        import postgres as servers

        folder = servers.binaries()
        if folder is None:
            sys.exit("PostgreSQL is not installed here")
        with servers.server(folder) as address, open_store(address.format("postgres")) as store:
            yield store
    elif db:
        with open_store(db) as store:
            yield store
    else:
        with tempfile.TemporaryDirectory() as folder_name, open_store(str(Path(folder_name) / "store.db")) as store:
            yield store


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=int, help="how many made reports")
    parser.add_argument("--csv", type=Path, required=True, help="the file that a line is added to after each piece")
    parser.add_argument("--stop", type=int, help="stop after so many, though the archive is larger")
    parser.add_argument("--step", type=int, default=50_000, help="how many reports a piece has")
    parser.add_argument("--db", help="the place of an empty store, or of one that an earlier run of the same archive was filling")
    parser.add_argument("--postgres", action="store_true", help="use a PostgreSQL server of its own")
    parser.add_argument("--workers", type=int, default=2, help="how many processes work beside the one that writes")
    given = parser.parse_args()
    of = sizes(given.reports)
    order = in_order(of)
    world()
    largest = max(of)
    print(f"{len(order)} reports of {len(of)} cases, the largest of {largest}", flush=True)
    with opened(given.db, postgres=given.postgres) as store, given.csv.open("w", newline="") as file:
        lines = csv.DictWriter(file, COLUMNS)
        lines.writeheader()
        stop = min(given.stop or len(order), len(order))
        for start in range(0, stop, given.step):
            found = measured(store, order, of, range(start, min(start + given.step, stop)), given.workers)
            lines.writerow({column: round(value, 2) for column, value in found.items()})
            file.flush()
            print(" ".join(f"{column} {value:.6g}" for column, value in found.items()), flush=True)
            if free_mb() < LEAST_FREE_MB:
                print("stopped: this machine has no more memory to give")
                break
        print(held_against(store))


if __name__ == "__main__":
    main()

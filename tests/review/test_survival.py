"""Whatever dies, and however many write at once: nothing acknowledged is lost, nothing is kept twice."""

import contextlib
import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from adding import BEGUN, add_some
from sqlalchemy import func, select

from reportedly.review.casework import rebuild
from reportedly.store import open_store
from reportedly.store.casefiles import case_payloads
from reportedly.store.codec import dumps
from reportedly.store.reports import report_ids
from reportedly.store.schema import claims, readings, snapshots, versions

KILLS = 50
SEED = 20250423

# Processes are forked from this one once it has everything loaded: real processes to kill, without seconds of loading for each.
PROCESSES = multiprocessing.get_context("fork")


def files(place: str) -> list[str]:
    with open_store(place) as store, store.reading() as connection:
        return [dumps(case) for case in case_payloads(connection)]


def kept(place: str) -> set[int]:
    with open_store(place) as store, store.reading() as connection:
        return {int(report.removeprefix("r")) for _, report in report_ids(connection)}


def rows(place: str) -> list[int]:
    with open_store(place) as store, store.reading() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (snapshots, versions, readings, claims)]


def warm_up(folder: Path) -> None:
    ours, theirs = PROCESSES.Pipe(duplex=False)
    add_some(str(folder / "other.db"), list(range(8)), theirs)
    ours.close()
    theirs.close()


def some_done(pipe: Pipe, number: int) -> set[int]:
    """Waits until so many messages have come, however busy the machine is."""
    found: set[int] = set()
    with contextlib.suppress(EOFError):
        while len(found) < number:
            assert pipe.poll(60), "the process stands still"
            found.add(int(pipe.recv()))
    return found - {BEGUN}


def drained(pipe: Pipe) -> set[int]:
    found = set()
    with contextlib.suppress(EOFError):
        while pipe.poll():
            found.add(int(pipe.recv()))
    return found - {BEGUN}


def test_a_kill_at_any_moment_loses_nothing_acknowledged_and_keeps_nothing_twice(tmp_path: Path) -> None:
    place, chance = str(tmp_path / "store.db"), random.Random(SEED)  # noqa: S311 (no secret)
    warm_up(tmp_path)
    acknowledged: set[int] = set()
    start = 0
    for _ in range(KILLS):
        ours, theirs = PROCESSES.Pipe(duplex=False)
        # Each begins with reports that are there already, as somebody would who runs the same command again.
        process = PROCESSES.Process(target=add_some, args=(place, list(range(max(0, start - 1), start + 200)), theirs))
        process.start()
        theirs.close()
        acknowledged |= some_done(ours, chance.choice((1, 2, 3)))
        time.sleep(chance.uniform(0, 0.1))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        acknowledged |= drained(ours)
        ours.close()
        start = max(acknowledged, default=-1) + 1
    assert len(acknowledged) > KILLS / 5
    found = kept(place)
    assert acknowledged <= found
    assert rows(place) == [len(found)] * 4
    before = files(place)
    with open_store(place) as store:
        rebuild(store)
    assert files(place) == before


def test_two_writers_at_once_are_safe(place: str) -> None:
    numbers = list(range(30))
    shared, first, second = numbers[10:20], numbers[:20], numbers[10:]
    pipes = [PROCESSES.Pipe(duplex=False) for _ in range(2)]
    writers = [PROCESSES.Process(target=add_some, args=(place, own, pipe[1])) for own, pipe in zip((first, second[::-1]), pipes, strict=True)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
        assert writer.exitcode == 0
    assert shared
    assert kept(place) == set(numbers)
    assert rows(place) == [len(numbers)] * 4
    before = files(place)
    with open_store(place) as store:
        rebuild(store)
    assert files(place) == before

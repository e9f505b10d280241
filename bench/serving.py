"""How quick the pages are while several people use the workplace at once, on a store of many made reports.

    python bench/store.py 100000 --db store.db        makes the store (bench/store.py says more)
    python bench/serving.py store.db                  twenty users for a minute, each looking about a second at every page
    python bench/serving.py store.db --pause 0        the same, nobody looks at anything: how much the server can do at most

The server is `reportedly serve` in a process of its own, the users are threads of this one; both share the processors. Every user opens pages of all
kinds in any order, drawn from the whole store, and no browser's cache helps. Marks: of every kind of page half are there within 100 ms and 19 of 20
within 250 ms, measured from asking to the last byte.
"""

import argparse
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from sqlalchemy import text

from reportedly.store import open_store

MEDIAN, NEARLY_ALL = 100.0, 250.0
Draw = Callable[[random.Random], str]


def drawn(place: str) -> dict[str, Draw]:
    """For each kind of page how to draw one of the whole store."""
    seed = random.Random(3)
    with open_store(place, create=False) as store, store.reading() as connection:

        def some(query: str) -> list[tuple[str, ...]]:
            rows = connection.execute(text(query)).all()
            return [tuple(row) for row in seed.sample(rows, min(3000, len(rows)))]

        cases = [row[0] for row in some("SELECT id FROM cases")]
        people = some("SELECT case_id, person, name FROM case_people WHERE name <> ''")
        reports = [row[0] for row in some("SELECT id FROM reports")]
        places = [row[0] for row in some("SELECT DISTINCT key FROM case_places")]
        organisations = [row[0] for row in some("SELECT DISTINCT key FROM case_organisations")]
        offences = [row[0] for row in some("SELECT DISTINCT value FROM case_facets WHERE kind = 'offence'")]
        steps = [row[0] for row in some("SELECT DISTINCT value FROM case_facets WHERE kind = 'status'")]
        size = connection.execute(text("SELECT count(*) FROM cases")).scalar_one()
    names = [row[2] for row in people]
    return {
        "today": lambda _: "/",
        "cases": lambda any_: f"/cases?page={any_.randrange(1, max(2, size // 25))}",
        "cases, filtered": lambda any_: f"/cases?offence={any_.choice(offences)}&status={any_.choice(steps)}&page={any_.randrange(1, 9)}",
        "case": lambda any_: f"/cases/{any_.choice(cases)}",
        "report": lambda any_: f"/reports/{quote(any_.choice(reports), safe='')}",
        "person": lambda any_: "/cases/{}/people/{}".format(*(quote(one, safe="") for one in any_.choice(people)[:2])),
        "search, a name": lambda any_: f"/search?q={quote(any_.choice(names))}",
        "search, a surname": lambda any_: f"/search?q={quote(any_.choice(names).split()[-1])}",
        "search, common words": lambda _: "/search?q=arrested+police",
        "search, filtered": lambda any_: f"/search?q={quote(any_.choice(names).split()[0])}&offence={any_.choice(offences)}",
        "people": lambda any_: f"/people?status={any_.choice(steps)}",
        "places": lambda _: "/places",
        "place": lambda any_: f"/places/{quote(any_.choice(places), safe='')}",
        "organisation": lambda any_: f"/organisations/{quote(any_.choice(organisations), safe='')}",
        "review": lambda _: "/review",
        "history": lambda _: "/history",
        "statistics": lambda _: "/statistics",
        "statistics, filtered": lambda any_: f"/statistics?offence={any_.choice(offences)}",
        "add": lambda _: "/add",
        "settings": lambda _: "/settings",
    }


def user(number: int, port: int, pages: dict[str, Draw], until: float, pause: float, times: dict[str, list[float]], bad: list[str]) -> None:
    """One user: opens one page after the other."""
    any_ = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(any_.random() * min(pause, 1.0))
    while time.monotonic() < until:
        kind = any_.choice(list(pages))
        address = pages[kind](any_)
        began = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        times[kind].append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            bad.append(f"{answer.status} {address}")
        if pause:
            time.sleep(any_.uniform(0.5, 1.5) * pause)


def measure(port: int, pages: dict[str, Draw], users: int, seconds: float, pause: float) -> tuple[dict[str, list[float]], list[str]]:
    """Milliseconds of every page that the users opened, by kind, and what was not answered as it should."""
    times: dict[str, list[float]] = {kind: [] for kind in pages}
    bad: list[str] = []
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=user, args=(number, port, pages, until, pause, times, bad)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, bad


def show(times: dict[str, list[float]], seconds: float) -> bool:
    """Print the table, and tell whether every mark is met."""
    met = True
    print(f"{'page':<22} {'opened':>7} {'median ms':>10} {'19 of 20':>9} {'at most':>8}")
    for kind, own in times.items():
        if len(own) < 2:
            continue
        half, most = statistics.median(own), statistics.quantiles(own, n=20)[-1]
        good = half < MEDIAN and most < NEARLY_ALL
        met = met and good
        print(f"{kind:<22} {len(own):>7} {half:>10.1f} {most:>9.1f} {max(own):>8.1f}{'' if good else '  MISSED'}")
    print(f"{sum(map(len, times.values())) / seconds:.0f} pages a second")
    return met


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db", help="the place of the store")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that a user looks at a page")
    given = parser.parse_args()
    pages = drawn(given.db)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "reportedly.cli", "serve", "--db", given.db, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"}) as server:
        try:
            _wait(port)
            # What is loaded and counted once is no user's wait but the first one's: it is shown apart.
            first, _ = measure(port, pages, 1, 8.0, 0.0)
            print(f"alone, first looks: at most {max(max(own, default=0.0) for own in first.values()):.0f} ms")
            times, bad = measure(port, pages, given.users, given.seconds, given.pause)
        finally:
            server.terminate()
    print(f"{given.users} users, {given.pause:g} s between pages, {given.seconds:g} s, load {os.getloadavg()[0]:.1f}")
    met = show(times, given.seconds)
    for line in sorted(set(bad))[:10]:
        print(line)
    sys.exit(0 if met and not bad else 1)


def _wait(port: int) -> None:
    for _ in range(300):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("the server did not start")


if __name__ == "__main__":
    main()

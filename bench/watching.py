"""Follows the loopback sites of the tests for some minutes: throughput, politeness as the server saw it, and whether memory stays flat.

    python bench/watching.py --minutes 60

A server that sends on after the program has left it still counts the request as going on: so does the liar (127.0.0.6).
The clock runs faster than the machine's (``--speed``), so that days of a site pass in minutes; rests between requests are told in real seconds.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from newsroom.clocks import FastClock
from newsroom.reader import read_world
from newsroom.server import HERALD, HOOK, LIAR, OBSERVER, POST, RADIO
from newsroom.world import BASE

from reportedly.collect.rules import FetchRules
from reportedly.model.alerts import Channel, ChannelKind, SavedSearch
from reportedly.model.following import Source, SourceKind
from reportedly.store import open_store
from reportedly.store.alerting import add_channel
from reportedly.store.casefiles import CaseFilter, case_ids
from reportedly.store.reports import report_count
from reportedly.store.sources import add_source, source_id
from reportedly.watch.noticing import follow_case, keep_search
from reportedly.watch.rounds import one_round
from reportedly.watch.settings import Watcher
from reportedly.watch.visiting import Visitor

PLACES = {
    f"http://{HERALD}:%d/feed.xml": SourceKind.FEED,
    f"http://{RADIO}:%d/atom.xml": SourceKind.FEED,
    f"http://{OBSERVER}:%d/sitemap.xml": SourceKind.SITEMAP,
    f"http://{POST}:%d/courts": SourceKind.SECTION,
    f"http://{LIAR}:%d/feed.xml": SourceKind.FEED,
}


def memory() -> int:
    """The memory that this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def main() -> None:
    """Follow, and print one line each so many seconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--speed", type=float, default=240)
    parser.add_argument("--gap", type=float, default=0.25, help="the least rest between two requests to one host, in real seconds")
    parser.add_argument("--lines", type=float, default=10, help="print so many lines")
    given = parser.parse_args()
    began = time.time()
    script = Path(__file__).parents[1] / "tests" / "newsroom" / "server.py"
    command = [sys.executable, str(script), "--speed", str(given.speed), "--began", str(began)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        follow(int(server.stdout.readline()), began, given)
    finally:
        server.terminate()


def follow(port: int, began: float, given: argparse.Namespace) -> None:
    """Follow the sites at a port."""
    clock = FastClock(BASE + timedelta(days=2), given.speed, began)
    rules = FetchRules(allowed_hosts=frozenset({HERALD, RADIO, OBSERVER, POST, LIAR, HOOK}), seconds=5, quiet_seconds=2)
    ends_at, every = began + given.minutes * 60, given.minutes * 60 / given.lines
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/store.db") as store:
        watcher = Watcher(store, read_world, rules, clock, gap=given.gap * given.speed, round_seconds=60 * given.speed)
        with store.writing() as connection:
            for place, kind in PLACES.items():
                url = place % port
                add_source(connection, Source(source_id(url), kind, url, url))
            add_channel(connection, Channel("hook", ChannelKind.WEBHOOK, f"http://{HOOK}:{port}/hook", "whsec_c2VjcmV0"), clock.now())
            add_channel(connection, Channel("file", ChannelKind.ATOM, f"{folder}/alerts.xml"), clock.now())
        keep_search(store, SavedSearch("all"), clock.now())
        visitor, told, next_line, total = Visitor(watcher), 0, began, 0
        print(f"{'minute':>7} {'reports':>8} {'fetched':>8} {'alerts':>7} {'memory MB':>10} {'peak MB':>8}")
        while time.time() < ends_at:
            done = one_round(watcher, visitor)
            told += done.told
            follow_all(watcher)
            clock.sleep(given.speed)
            if time.time() >= next_line or time.time() >= ends_at:
                next_line += every
                with store.reading() as connection:
                    reports = report_count(connection)
                total = sum(seen(port)["count"].values())
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
                print(f"{(time.time() - began) / 60:7.1f} {reports:8} {total:8} {told:7} {memory():10} {peak:8}", flush=True)
        found = seen(port)
        print(f"{total / (time.time() - began):.1f} requests a second; most at once to each host, as its server saw it: {found['most_at_once']}")
        print("shortest rest in seconds:", {site: round(rest, 3) for site, rest in found["shortest_rest"].items()})


def follow_all(watcher: Watcher) -> None:
    """Follow every case that there is."""
    with watcher.store.reading() as connection:
        every = case_ids(connection, CaseFilter(), limit=10_000)
    for case in every:
        follow_case(watcher, case)


def seen(port: int) -> dict[str, dict[str, float]]:
    """What the server was asked."""
    with urllib.request.urlopen(f"http://{HERALD}:{port}/_log") as answer:
        found: dict[str, dict[str, float]] = json.load(answer)
        return found


if __name__ == "__main__":
    main()

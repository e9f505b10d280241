"""Two weeks of five sites, good and bad, followed by a process that is killed again and again: nothing is lost, and everything is told once."""

import contextlib
import json
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from newsroom.clocks import read_hands
from newsroom.following import SECRET, Place, follow_until, meet_traps, set_up
from newsroom.server import HERALD, LIAR, OBSERVER, POST, RADIO, SITES
from newsroom.world import BASE, Story, stories
from sqlalchemy import text

from reportedly.model.alerts import AlertKind
from reportedly.review.changes import changes
from reportedly.store import Store, open_store
from reportedly.store.alerting import alerts_kept, waiting_alerts
from reportedly.store.casefiles import case_payloads, load_case
from reportedly.store.fetching import page_events_of
from reportedly.watch.delivering import deliver, signature
from reportedly.watch.keys import is_told, step_keys
from reportedly.watch.noticing import notice_new
from reportedly.watch.wording import tell_alert

KILLS = 20
SEED = 20250301
START = BASE + timedelta(days=1)
END = BASE + timedelta(days=15)
PACE = timedelta(hours=20)
# However fast a machine is, so many kills leave some of the two weeks.
PACE_OF_KILLED = timedelta(hours=11)
TOLD_OF_TRAPS = ("grows more than", "peer closed connection", "no answer in time", "which was not asked for", "illegal status line")
PROCESSES = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class World:
    """What came of two weeks."""

    place: Place
    kills: int
    log: dict[str, Any]
    store: Store
    traps: dict[int, str]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.store.reading() as connection:
            return [tuple(row) for row in connection.execute(text(query))]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("weeks")
    hands = folder / "hands"
    hands.write_text(START.isoformat())
    script = Path(__file__).parents[1] / "newsroom" / "server.py"
    with subprocess.Popen([sys.executable, str(script), str(hands), "--slow", "0.02"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        place = Place(folder, int(server.stdout.readline()))
        set_up(place, START)
        kills = _killed_again_and_again(place)
        _to_the_end(place)
        with open_store(place.store) as store:
            watcher = place.watcher(store)
            while waiting_alerts_in(store):
                watcher.clock.sleep(3 * 3600)
                deliver(watcher)
            with urllib.request.urlopen(f"http://{HERALD}:{place.port}/_log") as answer:
                log = json.load(answer)
            yield World(place, kills, log, store, meet_traps(place, store, read_hands(place.hands)))
        server.terminate()


def waiting_alerts_in(store: Store) -> bool:
    with store.reading() as connection:
        return bool(waiting_alerts(connection))


def _started(place: Place, pace: timedelta) -> tuple[Any, Any]:
    """A process that follows the world, and the end of the pipe that it tells its rounds by."""
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=_follow, args=(place, pace, theirs, ours))
    process.start()
    theirs.close()
    return process, ours


def _follow(place: Place, pace: timedelta, theirs: Any, ours: Any) -> None:
    ours.close()
    follow_until(place, END, pace, theirs)


def _killed_again_and_again(place: Place) -> int:
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    kills = 0
    while kills < KILLS:
        process, ours = _started(place, PACE_OF_KILLED)
        # It does one or two rounds and no more, and is killed in the last of them, or waiting after it.
        for _ in range(chance.choice((1, 1, 1, 2))):
            assert ours.poll(120), "the process stands still"
            ours.recv()
            ours.send("go on")
        time.sleep(chance.uniform(0, 0.4))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        ours.close()
        kills += 1
    assert read_hands(place.hands) < END - timedelta(days=1)
    return kills


def _to_the_end(place: Place) -> None:
    process, ours = _started(place, PACE)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while ours.poll(120):
            ours.recv()
            ours.send("go on")
    process.join(120)
    assert process.exitcode == 0


def test_the_process_was_killed_often_enough(world: World) -> None:
    assert world.kills == KILLS


def test_every_report_of_the_good_sites_is_kept_once(world: World) -> None:
    done = Counter(re.findall(r"//([\d.]+):", row[0])[0] for row in world.rows("SELECT url FROM items WHERE state = 'done' AND report IS NOT NULL"))
    out = len(stories(END - PACE, most=1000))
    for site in (HERALD, RADIO, OBSERVER, POST):
        gone_before_seen = {story.number for story in stories(START, most=1000) if story.changes(START) != "as it was"}
        assert done[site] >= out - len(gone_before_seen) - 1, site
    assert world.rows("SELECT report, count(*) FROM versions GROUP BY report, sha256 HAVING count(*) > 1") == []


def test_every_fetch_is_recorded_with_its_result(world: World) -> None:
    results = {row[0] for row in world.rows("SELECT DISTINCT result FROM fetches")}
    assert {"ok", "not modified", "no answer in time"} <= results
    assert {way: result for way, result in world.traps.items() if TOLD_OF_TRAPS[way] not in result} == {}


def test_nothing_leads_inside_and_what_robots_forbid_is_not_fetched(world: World) -> None:
    given_up = dict(world.rows("SELECT url, result FROM items WHERE state = 'given up'"))
    reasons = " ".join(given_up.values())
    assert "cloud metadata" in reasons
    assert "not a web address" in reasons
    assert not [path for path in world.log["paths"] if "/private/" in path]
    assert any("robots" not in url and "programs" in result for url, result in given_up.items())


def test_it_says_who_it_is_and_asks_only_for_what_is_new(world: World) -> None:
    assert all("reportedly/" in agent and "desk@example.org" in agent for agent in world.log["agents"])
    assert world.log["not_modified"] > 20


def test_one_request_at_a_time_to_each_host(world: World) -> None:
    # A server does not see at once that the one who asked was killed, so the next process can find it still busy with that.
    assert {site: most for site, most in world.log["most_at_once"].items() if site in SITES and site != LIAR and most > 2} == {}


def test_the_credit_of_a_feed_is_kept(world: World) -> None:
    with world.store.reading() as connection:
        origins = {origin.name for file in case_payloads(connection) for origin in file.origins}
    assert "Steppe News Agency" in origins


def test_pages_that_changed_or_went_are_marked(world: World) -> None:
    with world.store.reading() as connection:
        events = Counter(event.kind for event in page_events_of(connection))
    assert events["gone"] >= 3
    assert world.rows("SELECT count(*) FROM (SELECT report FROM versions GROUP BY report HAVING count(*) > 1) AS several")[0][0] >= 3
    kinds = Counter(row[0] for row in world.rows("SELECT kind FROM alerts"))
    assert kinds[AlertKind.CORRECTION] >= 1
    assert kinds[AlertKind.PAGE_GONE] >= 1
    assert kinds[AlertKind.DEADLINE_SILENT] + kinds[AlertKind.DEADLINE_NEAR] >= 1


def test_the_first_page_of_a_report_that_stood_in_a_feed_is_no_change(world: World) -> None:
    numbers = {
        str(report): int(url.rsplit("/", 1)[1].split("-")[0])
        for url, report in world.rows("SELECT url, report FROM items")
        if report and RADIO in url
    }
    told = [change for change in changes(world.store, list(numbers), limit=10_000) if change.kind == "new version"]
    assert {change.report for change in told if Story(numbers[change.report]).changes(END) == "as it was"} == set()
    assert [change for change in told if Story(numbers[change.report]).changes(END) == "corrected"]
    several = {
        row[0]
        for row in world.rows("SELECT reports.id FROM versions JOIN reports ON reports.number = report GROUP BY reports.id HAVING count(*) > 1")
    }
    # Their pages are kept all the same.
    assert len(several & set(numbers)) > 10


def test_each_alert_is_told_exactly_once(world: World) -> None:
    ids = [row[0] for row in world.rows("SELECT id FROM alerts")]
    assert len(ids) == len(set(ids)) > 30
    taken = Counter(hook["webhook-id"] for hook in world.log["hooks"] if "body" in hook)
    assert set(taken) == set(ids)
    # Between being taken and being remembered a kill can come: the same alert then comes once more under the same id.
    assert sum(taken.values()) - len(taken) <= world.kills
    feed = world.place.feed.read_text()
    told = re.findall(r"urn:reportedly:alert:(\w+)", feed)
    assert len(told) == len(set(told)) == min(100, len(ids))


def test_nothing_that_is_new_was_missed_and_no_step_told_twice(world: World) -> None:
    watcher = world.place.watcher(world.store)
    assert notice_new(watcher) == 0
    with world.store.reading() as connection:
        alerts = alerts_kept(connection, 10_000)
        seen = {row[0] for row in connection.execute(text("SELECT key FROM noticed"))}
        followed = [str(row[0]) for row in connection.execute(text("SELECT case_id FROM follows"))]
        refs = Counter(alert.ref for alert in alerts if alert.kind is AlertKind.NEW_STEP)
        for case in followed:
            file = load_case(connection, case)
            for entry in file.timeline if file else ():
                if is_told(entry):
                    assert seen.issuperset(step_keys(entry))
                    assert sum(refs[key] for key in step_keys(entry)) <= 1
    assert max(refs.values()) == 1
    cases = Counter(alert.case for alert in alerts if alert.kind is AlertKind.NEW_CASE)
    assert set(cases.values()) == {1}
    assert len(cases) >= 6


def test_what_is_posted_is_signed(world: World) -> None:
    hook = next(hook for hook in world.log["hooks"] if "body" in hook)
    assert hook["webhook-signature"] == signature(SECRET, hook["webhook-id"], hook["webhook-timestamp"], hook["body"].encode())
    assert "not a finding of fact" in json.loads(hook["body"])["text"]


def test_outcomes_in_somebodys_favour_lead_in_alerts(world: World) -> None:
    with world.store.reading() as connection:
        alerts = [alert for alert in alerts_kept(connection, 10_000) if alert.kind is AlertKind.NEW_STEP]
    told = [tell_alert(world.store, alert, END) for alert in alerts]
    good = [telling for telling in told if telling.favourable]
    assert good
    assert all(telling.lines[0].startswith("Outcome in their favour: ") for telling in good)


def test_the_world_has_what_is_tested_here() -> None:
    fates = Counter(Story(number).changes(END) for number in range(60))
    assert min(fates[kind] for kind in ("corrected", "gone", "withdrawn", "as it was")) >= 2

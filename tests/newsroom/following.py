"""Following the world in a process of its own, which tests kill at any moment and start again."""

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from newsroom.clocks import FileClock, StillClock
from newsroom.reader import read_world
from newsroom.server import HERALD, HOOK, LIAR, OBSERVER, POST, RADIO, WAYS_TO_LIE
from newsroom.world import BASE, page, stories
from reportedly.collect import collect_bytes
from reportedly.collect.feeds import feed_items
from reportedly.collect.politeness import Robots
from reportedly.collect.rules import FetchRules
from reportedly.collect.sitemaps import sitemap
from reportedly.errors import FetchError
from reportedly.model.alerts import Channel, ChannelKind, SavedSearch
from reportedly.model.following import Source, SourceKind
from reportedly.store import Store, open_store
from reportedly.store.alerting import add_channel
from reportedly.store.casefiles import CaseFilter, case_ids
from reportedly.store.fetching import last_fetches
from reportedly.store.sources import add_source, source_id
from reportedly.store.watch_lock import watching_alone
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
SECRET = "whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw=="  # noqa: S105 (of the tests)
_CATCHING_UP = timedelta(hours=1)
SITES = frozenset({HERALD, RADIO, OBSERVER, POST, LIAR, HOOK})


@dataclass(frozen=True)
class Place:
    """Where the world is followed from: the store, the hands of the clock, the feed of alerts, the port of the sites."""

    folder: Path
    port: int

    @property
    def store(self) -> str:
        return str(self.folder / "store.db")

    @property
    def hands(self) -> Path:
        return self.folder / "hands"

    @property
    def feed(self) -> Path:
        return self.folder / "alerts.xml"

    def watcher(self, store: Store) -> Watcher:
        """A watcher with the clock of the world, and little patience with slow servers."""
        rules = FetchRules(allowed_hosts=SITES, contact="desk@example.org", seconds=1.5, quiet_seconds=1.0)
        return Watcher(store, read_world, rules, FileClock(self.hands), every=timedelta(hours=6), gap=1, chance=lambda: 0.5)


def warm_up() -> None:
    """Load what is loaded late, so that a process that is forked from this one need not."""
    report = collect_bytes(page(stories(BASE)[0], "Herald", BASE, "http://herald.example/1").encode(), "page", "text/html")
    read_world(report.article)
    feed_items(b'<rss version="2.0"><channel/></rss>', "http://herald.example/feed")
    sitemap(b"<urlset/>", "http://herald.example/sitemap")
    Robots("User-agent: *").allows("http://herald.example/")


def set_up(place: Place, start: datetime) -> None:
    """Make the store: all sources, a webhook, a feed, a search for every new case."""
    warm_up()
    FileClock(place.hands).set(start)
    with open_store(place.store) as store:
        with store.writing() as connection:
            for pattern, kind in PLACES.items():
                url = pattern % place.port
                add_source(connection, Source(source_id(url), kind, url, url))
            add_channel(connection, Channel("hook", ChannelKind.WEBHOOK, f"http://{HOOK}:{place.port}/hook", SECRET), start)
            add_channel(connection, Channel("file", ChannelKind.ATOM, str(place.feed)), start)
        keep_search(store, SavedSearch("all"), start)


def follow_until(place: Place, end: datetime, pace: timedelta, rounds: Pipe) -> None:
    """Do rounds until a moment, each when it is told to, and tell each that is done; every case is followed as soon as it is there."""
    rounds.send(0)
    with open_store(place.store) as store, watching_alone(store):
        watcher = place.watcher(store)
        visitor = Visitor(watcher)
        while watcher.clock.now() < end:
            rounds.recv()
            _round(watcher, visitor)
            watcher.clock.sleep(pace.total_seconds())
            rounds.send(1)
        # A busy machine can make even a good site too slow in the last round.
        while _waiting_at_good_sites(store):
            _round(watcher, visitor)
            watcher.clock.sleep(_CATCHING_UP.total_seconds())
    sys.stdout.flush()


def _round(watcher: Watcher, visitor: Visitor) -> None:
    one_round(watcher, visitor)
    with watcher.store.reading() as connection:
        every = case_ids(connection, CaseFilter(), limit=1000)
    for case in every:
        follow_case(watcher, case)


def _waiting_at_good_sites(store: Store) -> bool:
    with store.reading() as connection:
        urls = connection.exec_driver_sql("SELECT url FROM items WHERE state = 'waiting'").scalars().all()
    return any(LIAR not in str(url) for url in urls)


def meet_traps(place: Place, store: Store, now: datetime) -> dict[int, str]:
    """Have the watcher meet each way in which the liar lies, whatever it met before, and give what is recorded of each."""
    clock, met = StillClock(now), {}
    visitor = Visitor(replace(place.watcher(store), clock=clock))
    for way in range(WAYS_TO_LIE):
        story = next(story for story in stories(now) if story.number % WAYS_TO_LIE == way and story.number % 3 and story.changes(now) == "as it was")
        # Until a host that gave errors is asked again.
        clock.sleep(86_400)
        with suppress(FetchError):
            visitor.visit(f"http://{LIAR}:{place.port}/story/{story.number}-case-{story.case}", "page")
        with store.writing() as connection:
            visitor.write(connection)
        with store.reading() as connection:
            met[way] = next(fetch.result for fetch in last_fetches(connection, 5) if fetch.purpose == "page")
    return met

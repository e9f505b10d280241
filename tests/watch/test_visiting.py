"""Rests between requests to one host, by the clock that the watcher goes by."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Thread

import pytest
from newsroom.clocks import StillClock
from newsroom.reader import read_world
from newsroom.world import BASE

from reportedly.collect.rules import FetchRules
from reportedly.errors import HeldBackError, RobotsError
from reportedly.store import Store
from reportedly.watch.settings import Watcher
from reportedly.watch.visiting import Visitor


class Site(BaseHTTPRequestHandler):
    clock = StillClock(BASE)
    asked: list[tuple[float, str]] = []  # noqa: RUF012 (shared by all requests on purpose)
    robots = ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the overridden parameter)
        """Say nothing."""

    def do_GET(self) -> None:
        self.asked.append(((self.clock.now() - BASE).total_seconds(), self.path))
        # An answer takes three seconds.
        self.clock.sleep(3)
        self.send_response(503 if self.path == "/busy" else 200)
        self.end_headers()
        self.wfile.write(Site.robots.encode() if self.path == "/robots.txt" else b"a page")


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked.clear()
    Site.clock.at = BASE
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def visitor(store: Store) -> Visitor:
    return Visitor(Watcher(store, read_world, FetchRules(frozenset({"127.0.0.1"})), Site.clock, gap=10, chance=lambda: 0.5))


def rests() -> list[float]:
    """The times between the end of an answer and the next request, as the server sees it."""
    moments = [moment for moment, _ in Site.asked]
    return [after - before - 3 for before, after in pairwise(moments)]


@pytest.mark.parametrize(("robots", "least"), [("", 10), ("User-agent: *\nCrawl-delay: 40\n", 40), ("User-agent: *\nCrawl-delay: 1\n", 10)])
def test_a_host_has_its_rest_after_each_answer(store: Store, site: str, robots: str, least: float) -> None:
    Site.robots = robots
    visiting = visitor(store)
    for number in range(4):
        visiting.visit(f"{site}/{number}", "page")
    assert [path for _, path in Site.asked] == ["/robots.txt", "/0", "/1", "/2", "/3"]
    # More than that: a server can be done with an answer later than the answer is here.
    assert min(rests()) > least


def test_a_host_is_known_again_and_not_asked_at_once(store: Store, site: str) -> None:
    Site.robots = ""
    one = visitor(store)
    one.visit(f"{site}/1", "page")
    with store.writing() as connection:
        one.write(connection)
    visitor(store).visit(f"{site}/2", "page")
    assert [path for _, path in Site.asked] == ["/robots.txt", "/1", "/2"]
    assert min(rests()) >= 10


def test_a_host_in_trouble_is_left_alone_and_what_robots_forbid_is_not_asked(store: Store, site: str) -> None:
    Site.robots = "User-agent: *\nDisallow: /private\n"
    visiting = visitor(store)
    with pytest.raises(RobotsError):
        visiting.visit(f"{site}/private/1", "page")
    visiting.visit(f"{site}/busy", "page")
    with pytest.raises(HeldBackError):
        visiting.visit(f"{site}/1", "page")
    Site.clock.sleep(7200)
    visiting.visit(f"{site}/1", "page")
    assert [path for _, path in Site.asked] == ["/robots.txt", "/busy", "/1"]

"""The sites, each at a loopback address of its own, in one process: good ones, forgetful ones, slow ones and liars.

Run it as ``python server.py FILE`` where the file tells the moment, or ``python server.py --speed N``. It prints its port and serves until
it is ended.
"""

import argparse
import gzip
import json
import socket
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from newsroom.clocks import FastClock, read_hands
from newsroom.world import BASE, Story, body, page, stories

HERALD, RADIO, OBSERVER, POST, LIAR, HOOK = (f"127.0.0.{number}" for number in range(2, 8))
WAYS_TO_LIE = 5
SITES = {HERALD: "Tasbulan Herald", RADIO: "Radio Jelqanat", OBSERVER: "Steppe Observer", POST: "Lantern Post", LIAR: "Mirage Daily"}


class Log:
    """What the server was asked, by site: how many at once, the shortest rest between two, and the last requests."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.inside: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.left_at: dict[str, float] = {}
        self.rest: dict[str, float] = {}
        self.count: dict[str, int] = {}
        self.paths: dict[str, int] = {}
        self.agents: set[str] = set()
        self.not_modified = 0
        self.hooks: list[dict[str, str]] = []

    def enter(self, site: str, path: str, agent: str) -> None:
        with self.lock:
            self.inside[site] = self.inside.get(site, 0) + 1
            self.most[site] = max(self.most.get(site, 0), self.inside[site])
            self.count[site] = self.count.get(site, 0) + 1
            if site in self.left_at and path != "/robots.txt":
                self.rest[site] = min(self.rest.get(site, 1e9), time.monotonic() - self.left_at[site])
            if len(self.paths) < 5000:
                self.paths[f"{site}{path}"] = self.paths.get(f"{site}{path}", 0) + 1
            self.agents.add(agent)

    def leave(self, site: str) -> None:
        with self.lock:
            self.inside[site] -= 1
            self.left_at[site] = time.monotonic()

    def told(self) -> dict[str, object]:
        with self.lock:
            return {
                "most_at_once": self.most,
                "shortest_rest": self.rest,
                "count": self.count,
                "paths": self.paths,
                "agents": sorted(self.agents),
                "not_modified": self.not_modified,
                "hooks": self.hooks,
            }


LOG = Log()


class Handler(BaseHTTPRequestHandler):
    """One request to one of the sites."""

    protocol_version = "HTTP/1.1"
    clock: Callable[[], datetime]
    slow = 0.2

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the overridden parameter)
        """Say nothing."""

    @property
    def site(self) -> str:
        return str(self.connection.getsockname()[0])

    @property
    def here(self) -> str:
        return f"http://{self.site}:{self.connection.getsockname()[1]}"

    def do_GET(self) -> None:
        self.close_connection = True
        if self.path.startswith("/_log"):
            self.send(json.dumps(LOG.told()), "application/json")
            return
        LOG.enter(self.site, self.path, self.headers.get("User-Agent", ""))
        try:
            self.answer(Handler.clock())
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            LOG.leave(self.site)

    def do_POST(self) -> None:
        self.close_connection = True
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if len(LOG.hooks) % 7 == 3 and self.headers.get("webhook-id", "") not in {hook.get("refused") for hook in LOG.hooks}:
            LOG.hooks.append({"refused": self.headers.get("webhook-id", "")})
            self.send("busy", "text/plain", status=500)
            return
        names = ("webhook-id", "webhook-timestamp", "webhook-signature")
        LOG.hooks.append({**{name: self.headers.get(name, "") for name in names}, "body": content.decode()})
        self.send("taken", "text/plain")

    def send(self, text: str | bytes, kind: str, status: int = 200, **headers: str) -> None:
        content = text.encode() if isinstance(text, str) else text
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def send_with_tag(self, text: str, kind: str) -> None:
        tag = f'"{sha256(text.encode()).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            LOG.not_modified += 1
            self.send_response(304)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        self.send(text, kind, ETag=tag)

    def answer(self, now: datetime) -> None:
        if self.path == "/robots.txt":
            self.robots()
        elif self.path.startswith("/story/"):
            self.story(Story(int(self.path.rsplit("/", 1)[1].split("-")[0])), now)
        elif self.path == "/":
            self.send("<html><body><p>The front page.</p></body></html>", "text/html")
        else:
            {HERALD: self.herald, RADIO: self.radio, OBSERVER: self.observer, POST: self.lantern, LIAR: self.liar}[self.site](now)

    def robots(self) -> None:
        if self.site == OBSERVER:
            self.send("User-agent: *\nDisallow: /private/\nCrawl-delay: 5\n", "text/plain")
        elif self.site == RADIO:
            self.send("nothing here", "text/plain", status=404)
        else:
            self.send("User-agent: *\nAllow: /\n", "text/plain")

    def place(self, story: Story) -> str:
        return f"{self.here}/story/{story.number}-case-{story.case}"

    def story(self, story: Story, now: datetime) -> None:
        fate = story.changes(now)
        if story.out > now:
            self.send("<html><body>not yet</body></html>", "text/html", status=404)
        elif fate == "gone" and self.site != RADIO:
            self.send("<html><body>not here</body></html>", "text/html", status=410 if self.site == OBSERVER else 404)
        elif fate == "withdrawn" and self.site == HERALD:
            self.send("", "text/html", status=302, Location=f"{self.here}/")
        elif self.site == LIAR and story.number % 3:
            self.lie(story, now)
        else:
            self.send_with_tag(page(story, SITES[self.site], now, self.place(story)), "text/html; charset=utf-8")

    def herald(self, now: datetime) -> None:
        def item(story: Story) -> str:
            credit = f'<source url="{self.here}">Steppe News Agency</source>' if story.number % 2 else ""
            told = f"<title>{story.title}</title><link>{self.place(story)}</link><pubDate>{format_datetime(story.out)}</pubDate>"
            return f"<item>{told}<description>In short.</description>{credit}</item>"

        rows = "".join(map(item, stories(now)))
        self.send_with_tag(f'<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>{rows}</channel></rss>', "application/rss+xml")

    def radio(self, now: datetime) -> None:
        def entry(story: Story) -> str:
            inside = (body(story, SITES[RADIO], BASE) + f"<p>{'More words about the valley. ' * 40}</p>").replace("<", "&lt;").replace(">", "&gt;")
            return (
                f'<entry><title>{story.title}</title><link href="{self.place(story)}"/><id>{self.place(story)}</id>'
                f'<updated>{story.out.isoformat()}</updated><content type="html">{inside}</content></entry>'
            )

        rows = "".join(map(entry, stories(now)))
        self.send_with_tag(
            f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Radio</title>{rows}</feed>', "application/atom+xml"
        )

    def observer(self, now: datetime) -> None:
        if self.path.startswith("/private/"):
            self.send("secret", "text/html")
        elif self.path == "/sitemap.xml":
            place = f"<sitemap><loc>{self.here}/news.xml.gz</loc><lastmod>{now.date()}</lastmod></sitemap>"
            self.send(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{place}</sitemapindex>', "text/xml")
        else:
            news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
            rows = "".join(
                f"<url><loc>{self.place(story)}</loc><news:news><news:publication_date>{story.out.isoformat()}</news:publication_date>"
                f"<news:title>{story.title}</news:title></news:news></url>"
                for story in stories(now)
            )
            rows += f"<url><loc>{self.here}/private/1-secret-report</loc></url>"
            text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {news}>{rows}</urlset>'
            self.send(gzip.compress(text.encode()), "application/gzip")

    def lantern(self, now: datetime) -> None:
        if self.path.startswith("/moved/"):
            self.send("", "text/html", status=301, Location=f"/story/{self.path.rsplit('/', 1)[1]}")
        elif self.path.startswith("/out/"):
            onwards = (
                "http://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd",
                f"{self.here}/out/9000-round-and-round",
                "http://127.0.0.1:1/",
            )
            self.send("", "text/html", status=302, Location=onwards[int(self.path.rsplit("/", 1)[1].split("-")[0]) % len(onwards)])
        else:
            links = "".join(f'<li><a href="/moved/{story.number}-case-{story.case}">{story.title}</a></li>' for story in stories(now))
            links += "".join(
                f'<li><a href="/out/{number}-to-another-place">A way out with many words</a></li>' for number in (9001, 9002, 9003, 9004)
            )
            self.send(f'<html><head><title>Courts</title></head><body><ul>{links}</ul><a href="/about">About</a></body></html>', "text/html")

    def liar(self, now: datetime) -> None:
        if now.day % 5 == 2:
            self.send("busy", "text/plain", status=503, Retry_After="7200")
        elif now.day % 5 == 3:
            self.send_response(304)
            self.end_headers()
        else:
            rows = "".join(f"<item><title>{story.title}</title><link>{self.place(story)}</link></item>" for story in stories(now))
            self.send(f'<?xml version="1.0"?><rss version="2.0"><channel><title>Mirage</title>{rows}</channel></rss>', "application/rss+xml")

    def lie(self, story: Story, now: datetime) -> None:
        way = story.number % WAYS_TO_LIE
        if way == 0:
            self.send(gzip.compress(b"0" * 30_000_000), "text/html", Content_Encoding="gzip")
        elif way == 1:
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"<html>cut")
        elif way == 2:
            self.send_response(200)
            self.end_headers()
            for _ in range(1000):
                self.wfile.write(b"<p>")
                time.sleep(Handler.slow)
        elif way == 3:
            self.send(page(story, SITES[HERALD], now, f"http://{HERALD}:1/story/{story.number}"), "text/html", Content_Encoding="br")
        else:
            self.wfile.write(b"SSH-2.0-not-a-web-server\r\n\r\n")


class Server(ThreadingHTTPServer):
    """A server that holds on to no connection that is waiting when it ends."""

    daemon_threads = True
    request_queue_size = 64


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("hands", nargs="?", type=Path)
    parser.add_argument("--speed", type=float)
    parser.add_argument("--began", type=float)
    parser.add_argument("--slow", type=float, default=0.2)
    given = parser.parse_args()
    clock = FastClock(BASE + timedelta(days=2), given.speed, given.began) if given.speed else None
    Handler.clock = staticmethod(clock.now if clock else lambda: read_hands(given.hands))
    Handler.slow = given.slow
    with socket.socket() as free:
        free.bind(("127.0.0.2", 0))
        port = int(free.getsockname()[1])
    servers = [Server((site, port), Handler) for site in (*SITES, HOOK)]
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    servers[0].serve_forever()


if __name__ == "__main__":
    main()

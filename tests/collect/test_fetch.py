"""Pages from a server on this machine."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from papers import PAGE

from reportedly.collect import Collected, Refused, collect
from reportedly.collect.fetch import fetch
from reportedly.errors import FetchError


class Pages(BaseHTTPRequestHandler):
    agents: list[str] = []  # noqa: RUF012 (shared by all requests on purpose)

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        if self.path.startswith("/loop"):
            self.send_response(302)
            self.send_header("Location", self.path + "x")
            self.end_headers()
            return
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/2021/05/03/bakers")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "text/html; charset=windows-1251" if self.path == "/old" else "text/html")
        self.end_headers()
        self.wfile.write(PAGE.replace("flour", "мука").encode("cp1251" if self.path == "/old" else "utf-8"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the overridden parameter)
        """Say nothing."""


@pytest.fixture(autouse=True)
def own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_ALLOW_HOSTS", "127.0.0.1")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/2021/05/03/bakers", "/moved", "/old"])
def test_a_page(site: str, path: str) -> None:
    (found,) = collect(site + path)
    assert isinstance(found, Collected)
    assert found.article.url == site + ("/old" if path == "/old" else "/2021/05/03/bakers")
    assert "мука" in found.article.text
    assert "reportedly" in Pages.agents[-1]


@pytest.mark.parametrize(("path", "reason"), [("/gone", "404"), ("/loop", "redirections")])
def test_a_page_that_does_not_come(site: str, path: str, reason: str) -> None:
    (found,) = collect(site + path)
    assert isinstance(found, Refused)
    assert isinstance(found.error, FetchError)
    assert reason in found.error.what
    assert found.error.where == site + path


def test_a_page_that_is_too_large(site: str) -> None:
    with pytest.raises(FetchError, match="larger than"):
        fetch(site + "/a", limit=100)


@pytest.mark.parametrize("url", ["ftp://news.example/a", "file:///etc/hosts", "http://", "http://127.0.0.1:1/nobody-listens"])
def test_addresses_that_are_none(url: str) -> None:
    (found,) = collect(url)
    assert isinstance(found, Refused)
    assert isinstance(found.error, FetchError)

"""Fixtures: a workplace that is served in this process, and a real Chromium that looks at it; one of each for the whole run."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TODAY = date(2024, 6, 1)
# Milliseconds; a machine with much else to do is slow, not broken.
_PATIENCE = 90_000
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Served:
    """A workplace that is served: where it answers, and the place of its store."""

    address: str
    place: str


def serve(place: str) -> Iterator[Served]:
    """Serve a store until the iterator is closed; the store is made if it is not there."""
    import uvicorn

    from reportedly.serve.app import create_app
    from reportedly.serve.settings import Settings

    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(create_app(Settings(place, port=port, as_of=TODAY)), "127.0.0.1", port, log_config=None, ws="none", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield Served(f"http://127.0.0.1:{port}", place)
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Looker:
    """Somebody who looks: a page of the browser, and all that a page should never do."""

    page: Any
    home: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> "Looker":
        """Note errors, and requests to anywhere else."""
        self.page.on("console", lambda said: self.faults.append(f"console: {said.text}") if said.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", lambda asked: None if asked.url.startswith((self.home, "blob:")) else self.faults.append(f"outside: {asked.url}"))
        return self

    def open(self, path: str) -> Any:
        """Open a page of the workplace."""
        self.page.goto(self.home + path)
        return self.page


def look(chromium: Any, served: Served, **context: Any) -> Iterator[Looker]:
    """A fresh look at a workplace; at the end nothing may have gone wrong in the browser."""
    seen = chromium.new_context(viewport=context.pop("viewport", WIDE), **context)
    seen.set_default_timeout(_PATIENCE)
    seen.set_default_navigation_timeout(_PATIENCE)
    looker = Looker(seen.new_page(), served.address).watch()
    yield looker
    seen.close()
    assert looker.faults == []


@pytest.fixture(scope="session")
def sampled(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workplace to whose empty store the sample reports were added, by the button of the first page."""
    running = serve(str(tmp_path_factory.mktemp("workplace") / "store.db"))
    served = next(running)
    looking = look(chromium, served)
    looker = next(looking)
    page = looker.open("/")
    assert "Nothing is here yet" in page.inner_text("h1")
    page.get_by_role("button", name="Add the sample case").click()
    page.get_by_text("Done:").wait_for(timeout=600_000)
    assert "Done: 9 of 9 kept." in page.inner_text("#job"), page.inner_text("#job")
    with pytest.raises(StopIteration):
        next(looking)
    yield served
    next(running, None)


@pytest.fixture
def looker(chromium: Any, sampled: Served) -> Iterator[Looker]:
    """Somebody who looks at the workplace with the sample case."""
    yield from look(chromium, sampled)

"""Draw the pictures of the workplace for the README and the documentation: its main pages, wide and on a phone, light and dark."""

import base64
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from reportedly.model.cases import Verdict
from reportedly.resolve.judging import judge
from reportedly.store import open_store
from reportedly.store.finding import Where, page_of
from reportedly.store.parts import keep_edges, parts_of_cases

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
PROGRAM = [sys.executable, "-m", "reportedly.cli"]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
# A day on which one thing is ahead, for the page of what is due; and one after the last report, for what is told of cases.
AHEAD, AFTER = "2024-07-10", "2024-10-25"
SIZES = {"wide": (1280, 860, 1), "phone": (390, 780, 2)}
# Pages by name: how to get there from the list of cases.
PAGES = ("start", "today", "cases", "case", "report", "search", "review", "statistics", "add")


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def served(place: str, port: int, day: str) -> subprocess.Popen[bytes]:
    """A workplace over a store, seen from a day, once it answers."""
    server = subprocess.Popen(
        [*PROGRAM, "serve", "--db", place, "--port", str(port), "--as-of", day], stdout=subprocess.DEVNULL, env=os.environ | {"LOGNAME": "ana"}
    )
    for _ in range(1800):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    server.kill()
    sys.exit("the workplace did not start")


def ask(place: str) -> None:
    """Let a question wait about the two cases with nearly equal names, so that there is one to be seen."""
    with open_store(place) as store, store.writing() as connection:
        cases = parts_of_cases(connection, [line.id for line in page_of(connection, Where())])
        left, right = sorted((parts[0] for parts in list(cases.values())[:2]), key=lambda part: part.order)
        keep_edges(connection, [replace(judge(left, right), verdict=Verdict.MAYBE)])


def go(page: Page, home: str, name: str) -> None:
    """Open one of the pages."""
    paths = {
        "today": "/",
        "start": "/",
        "search": "/search?q=Токмашова",
        "statistics": "/statistics",
        "cases": "/cases",
        "review": "/review",
        "add": "/add",
    }
    page.goto(home + paths.get(name, "/cases"))
    if name in {"case", "report"}:
        page.locator(".cases a.title").first.click()
        page.wait_for_load_state("networkidle")
    if name == "report":
        page.goto(home + str(page.locator("a[href^='/reports/'][href*='fact=']").first.get_attribute("href")))
    page.wait_for_load_state("networkidle")


def draw(browser: Browser, home: str, names: tuple[str, ...]) -> None:
    """Draw some pages in every size and scheme."""
    for size, (width, height, scale) in SIZES.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme="dark" if scheme == "dark" else "light"
            )
            page = context.new_page()
            page.set_default_timeout(120_000)
            for name in names:
                go(page, home, name)
                drawn = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 82})
                (FOLDER / f"{name}-{size}-{scheme}.webp").write_bytes(base64.b64decode(drawn["data"]))
            context.close()


def main() -> None:
    """Draw them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        full, empty = str(Path(folder) / "full.db"), str(Path(folder) / "empty.db")
        subprocess.run([*PROGRAM, "samples", str(Path(folder) / "samples"), "--quiet"], check=True)
        subprocess.run([*PROGRAM, "add", str(Path(folder) / "samples"), "--db", full], check=True, stdout=subprocess.DEVNULL)
        ask(full)
        for place, day, names in ((empty, AFTER, PAGES[:1]), (full, AHEAD, PAGES[1:2]), (full, AFTER, PAGES[2:])):
            port = free_port()
            server = served(place, port, day)
            draw(browser, f"http://127.0.0.1:{port}", names)
            server.terminate()
            server.wait(20)
        browser.close()
    for picture in sorted(FOLDER.glob("*.webp")):
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()

"""Every page in a real browser: no error, no request to elsewhere, nothing that keeps somebody out, in light and dark, wide and on a phone."""

from typing import Any

import pytest
from browsing import PHONE, WIDE, Looker

PAGES = [
    "/",
    "/cases",
    "/cases?country=KZ&status=acquittal",
    "/search",
    "/search?q=Tokmashova",
    "/people",
    "/places",
    "/organisations",
    "/places/Tasbulan",
    "/organisations/Tasbulan City Court",
    "/review",
    "/history",
    "/statistics",
    "/settings",
    "/add",
    "CASE",
    "PERSON",
    "REPORT",
]


def addresses(looker: Looker) -> dict[str, str]:
    """The addresses of a case, of a person of it and of a report."""
    page = looker.open("/cases")
    case = page.locator(".cases a.title").first.get_attribute("href")
    person = page.locator(".who-list a").first.get_attribute("href")
    report = looker.open("/search?q=Orzhakov").locator(".hits a[data-line]").first.get_attribute("href")
    return {"CASE": case, "PERSON": person, "REPORT": report}


def violations(page: Any) -> list[str]:
    """What axe finds wrong with a page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_nobody_out(looker: Looker, path: str) -> None:
    page = looker.open(addresses(looker)[path] if path.isupper() else path)
    assert page.locator("h1").count() == 1
    assert "not a finding of fact" in page.inner_text(".foot")
    for size, scheme in ((WIDE, "light"), (PHONE, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], (path, size, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], f"{path} is wider than the screen"


def test_keys_are_told_and_walk_down_a_list(looker: Looker) -> None:
    page = looker.open("/cases")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    title = page.locator(".cases a.title").first
    assert title.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/c*")
    page.keyboard.press("/")
    page.keyboard.type("Kestebek")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Kestebek")


def test_pages_work_without_scripts(chromium: Any, sampled: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sampled.address}/cases?offence=embezzlement")
    assert page.locator(".cases a.title").count() == 1
    page.goto(f"{sampled.address}/add")
    page.get_by_label("The text of a report, or its address").fill("The weather in Tasbulan was fine.")
    page.get_by_role("button", name="Read it").click()
    assert "the pasted text" in page.inner_text(".items")
    context.close()

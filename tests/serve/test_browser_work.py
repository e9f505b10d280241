"""A day's work in a real browser, from the first report to a question that is answered and taken back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from browsing import Looker, look, serve
from told import Said, told

from reportedly.model.cases import Feature, Judgement, Verdict
from reportedly.model.claims import StepType
from reportedly.review.casework import add
from reportedly.store import open_store
from reportedly.store.parts import keep_edges

_WHY = (Feature("place", 1.0, "the same place"), Feature("accused", -1.0, "the accused have other names"))
_PAIRS = (("a", "b", 0.9), ("a", "c", 0.8))


def test_a_name_in_cyrillic_finds_the_latin_one(looker: Looker) -> None:
    page = looker.open("/")
    page.get_by_label("Search reports, people and places").fill("Токмашова")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert "Selvira Tokmashova" in page.locator(".people-found").inner_text()
    assert "Tokmashova" in page.locator("mark").all_inner_texts()


def test_facets_narrow_what_is_found(looker: Looker) -> None:
    page = looker.open("/search?q=Tokmashova")
    every = page.locator(".hits > li").count()
    page.get_by_label("Offence").select_option("embezzlement")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**offence=embezzlement**")
    assert 0 < page.locator(".hits > li").count() < every
    page.get_by_role("link", name="Without Offence: embezzlement").click()
    page.wait_for_function(f"document.querySelectorAll('.hits > li').length === {every}")


@pytest.fixture
def asked(chromium: Any, tmp_path: Path) -> Iterator[Looker]:
    """Somebody who looks at a workplace in which two questions wait."""
    place = str(tmp_path / "store.db")
    people = ("Danel Orzhakov", "Ilmar Bekturov", "Aiza Keldibek")
    with open_store(place) as store:
        for key, name in zip("abc", people, strict=True):
            reading, snapshot = told(key, Said(StepType.ARREST, [name], date(2024, 3, 11)), offence=(f"{key} theft", "theft"))
            add(store, reading, snapshot, datetime(2024, 5, 1, tzinfo=UTC))
        with store.writing() as connection:
            keep_edges(connection, [Judgement(f"{left}#1", f"{right}#1", score, Verdict.MAYBE, _WHY) for left, right, score in _PAIRS])
    running = serve(place)
    yield from look(chromium, next(running))
    next(running, None)


def test_questions_are_answered_one_after_the_other_and_taken_back(asked: Looker) -> None:
    page = asked.open("/cases")
    before = page.locator(".cases > li").count()
    page = asked.open("/review")
    first = page.locator(".compared thead th").all_inner_texts()
    names = page.locator(".compared tbody tr").first.inner_text()
    page.keyboard.press("l")
    page.wait_for_url("**/review?after=*")
    assert page.locator(".compared tbody tr").first.inner_text() != names
    page = asked.open("/review")
    assert page.locator(".compared thead th").all_inner_texts() == first
    page.get_by_label("Why, if you like").fill("the same museum")
    page.get_by_role("button", name="Same s", exact=True).click()
    page.get_by_text("Kept: they are the same case").wait_for()
    assert page.locator(".compared").count() == 1, "the next question is there already"
    assert asked.open("/cases").locator(".cases > li").count() == before - 1
    page = asked.open("/history")
    assert "the same museum" in page.locator(".decisions > li").first.inner_text()
    page.get_by_role("button", name="Take back").first.click()
    page.get_by_text("Taken back; the case files were made anew").wait_for()
    assert asked.open("/cases").locator(".cases > li").count() == before
    page = asked.open("/history")
    assert page.get_by_role("button", name="Bring back").is_visible()
    assert "taken back" in page.locator(".decisions > li").nth(1).inner_text()


def test_a_broken_file_is_told_with_its_reason_and_the_rest_is_kept(looker: Looker, tmp_path: Path) -> None:
    page = looker.open("/add")
    broken, whole = tmp_path / "broken.pdf", tmp_path / "whole.txt"
    broken.write_bytes(b"%PDF-1.7\nthis is no document")
    whole.write_text("Ilmar Bekturov was arrested by police in Tasbulan on Monday on suspicion of bribery.\n", encoding="utf-8")
    page.get_by_label("Or files: text, HTML or PDF").set_input_files([broken, whole])
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("Done: 1 of 2 kept, 1 refused").wait_for(timeout=120_000)
    assert "not read" in page.locator(".items > li", has_text="broken.pdf").inner_text()
    page.locator(".items > li", has_text="whole.txt").get_by_role("link").first.click()
    page.wait_for_url("**/cases/**")


def test_nothing_handed_in_is_told_and_what_was_written_stays(looker: Looker) -> None:
    page = looker.open("/add")
    page.get_by_text("What the text does not say of itself").click()
    page.get_by_label("Language, two letters").fill("no language")
    page.get_by_label("The text of a report, or its address").fill("A text of a few words.")
    with page.expect_response("**/add") as answered:
        page.get_by_role("button", name="Read it").click()
    assert answered.value.status == 422
    assert "no language code" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("The text of a report, or its address").input_value() == "A text of a few words."
    # The browser tells of the refused form in its console.
    looker.faults.clear()


def test_a_fact_leads_to_its_sentence_and_is_accepted_there(looker: Looker) -> None:
    page = looker.open("/cases")
    page.locator(".cases a.title").first.click()
    page.wait_for_url("**/cases/c*")
    page.locator("details.support > summary:visible").first.click()
    page.locator("details.support[open] a[href^='/reports/']").first.click()
    page.wait_for_url("**/reports/**fact=**")
    assert page.locator(".chosen").first.is_visible()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("a")
    assert "accepted" in looker.open("/history").locator(".decisions > li").first.inner_text()


def test_a_fact_is_corrected_on_the_spot_and_the_correction_taken_back(asked: Looker) -> None:
    page = asked.open("/reports/a")
    page.locator(".fact:has(b:text-is('arrest')) [data-do=correct]").click()
    form = page.get_by_role("form", name="Correct this fact")
    form.get_by_label("Step").select_option("charge")
    form.get_by_label("Why").fill("the report says charged")
    form.get_by_role("button", name="Keep the correction").click()
    corrected = page.locator(".fact", has_text="the report says charged")
    corrected.wait_for()
    page = asked.open("/reports/a")
    assert "2024" in corrected.inner_text()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        corrected.get_by_role("button", name="Undo").click()
    assert asked.open("/reports/a").locator(".fact", has_text="the report says charged").count() == 0
    assert "taken back" in asked.open("/history").locator(".decisions > li").nth(1).inner_text()


def test_a_broken_pdf_that_is_dropped_on_the_page_is_told(looker: Looker) -> None:
    page = looker.open("/add")
    dropped = page.evaluate_handle(
        "() => { const held = new DataTransfer();"
        " held.items.add(new File(['%PDF-1.7 no document'], 'dropped.pdf', {type: 'application/pdf'})); return held; }"
    )
    page.dispatch_event("body", "drop", {"dataTransfer": dropped})
    page.get_by_text("1 refused").wait_for(timeout=120_000)
    assert "not read" in page.locator(".items > li", has_text="dropped.pdf").inner_text()

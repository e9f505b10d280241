"""The page of a report: its words as they are, its facts beside them, and what people decide about a fact on the spot."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from shutil import copy

import made
import pytest
import team
from fastapi.testclient import TestClient
from kept import fill
from lxml import html
from told import Said, told

from reportedly.model.claims import Accusation, Claim, Headcount, Penalty, Quote, Role, Says, Step, StepType
from reportedly.model.parties import RoleName
from reportedly.model.text import Span
from reportedly.review.casework import add
from reportedly.serve.correcting import begun_with, values_of
from reportedly.serve.marking import paragraphs
from reportedly.serve.pages.versions import changes
from reportedly.serve.reportfacts import Fact, facts_of, span_of
from reportedly.serve.settings import Settings
from reportedly.store import open_store

CURATOR = "Selvira Tokmashova"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(fill(str(tmp_path_factory.mktemp("report") / "store.db")))


@pytest.fixture
def client(filled: Path, tmp_path: Path) -> Iterator[TestClient]:
    with team.workplace(Settings(str(copy(filled, tmp_path / "store.db")), as_of=date(2024, 12, 1))) as found:
        yield found


def page(client: TestClient, path: str = "/reports/made") -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def fact_called(client: TestClient, name: str) -> str:
    """The id of the first fact in the margin that is called so."""
    return str(next(fact.get("data-fact") for fact in page(client).xpath("//li[@data-fact]") if name in words(fact)))


def do(client: TestClient, fact: str, verb: str, *, script: bool = True, form: dict[str, str] | None = None) -> html.HtmlElement:
    """Decide about a fact, as a browser that runs scripts does it or as one that does not."""
    csrf = team.csrf_in(client.get("/reports/made").text)
    headers = {"hx-request": "true"} if script else {}
    answer = client.post(f"/reports/made/facts/{fact}/{verb}", data={"csrf": csrf} | (form or {}), headers=headers)
    if not script:
        assert answer.status_code == 303
        return page(client, answer.headers["location"])
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


# ---- words -------------------------------------------------------------------------------------------------------------------------


def test_the_words_of_the_report_are_all_there_in_their_order(client: TestClient) -> None:
    found = page(client)
    assert words(found.xpath("//h1")[0]) == made.HEADLINE
    assert [words(one) for one in found.xpath("//p[@class='words']")] == list(made.SENTENCES)


def spans(name: str) -> tuple[Span, ...]:
    start = made.TEXT.index(name)
    return (Span(start, start + len(name)),)


def test_words_that_name_something_are_marked_by_kind_and_in_words() -> None:
    bare = made.reading()
    reading = replace(
        bare,
        people=(replace(bare.people[0], mentions=spans("Danel Orzhakov") + spans("her")), *bare.people[1:]),
        organisations=(replace(bare.organisations[0], mentions=spans("Tasbulan City Court")), *bare.organisations[1:]),
        places=(replace(bare.places[0], mentions=spans("Tasbulan")), *bare.places[1:]),
        offences=(replace(bare.offences[0], mentions=spans("acquitted Danel Orzhakov of smuggling")), *bare.offences[1:]),
    )
    runs = [run for block in paragraphs(reading) for piece in block.pieces for run in piece.runs if run.kind]
    assert {(run.kind, run.text) for run in runs} >= {("person", "Danel Orzhakov"), ("organisation", "Tasbulan City Court")}
    # Where two overlap, each word is marked once.
    assert [run.text for run in runs if run.kind == "offence"] == ["acquitted ", " of smuggling"]
    assert all(":" in run.hint for run in runs)
    assert "her" not in {run.text for run in runs}


def test_pieces_cover_a_text_once_whatever_overlaps() -> None:
    reading = made.reading()
    text = reading.article.text
    wide = replace(reading.claims[0].evidence[0], span=Span(0, len(text)), sentence=text)
    crossing = replace(reading.claims[0].evidence[0], span=Span(60, 200), sentence=text[60:200])
    crossed = replace(reading, claims=(*reading.claims, replace(reading.claims[0], evidence=(wide, crossing), id="wide")))
    blocks = paragraphs(crossed, Span(50, 150))
    for block in blocks:
        assert "".join(run.text for piece in block.pieces for run in piece.runs) == text[block.start : block.end]
        assert all(left.end == right.start for left, right in pairwise(block.pieces))
    assert {piece.chosen for block in blocks for piece in block.pieces} == {True, False}
    assert blocks[0].headline
    assert not any(block.headline for block in blocks[1:])


def test_a_chosen_sentence_is_marked_and_the_rest_is_not(client: TestClient) -> None:
    start = made.TEXT.index(made.SENTENCES[1])
    found = page(client, f"/reports/made?fact={start}-{start + len(made.SENTENCES[1])}")
    chosen = found.xpath("//*[contains(concat(' ', @class, ' '), ' piece ') and contains(@class, 'chosen')]")
    assert " ".join(map(words, chosen)) == made.SENTENCES[1]
    (fact,) = found.xpath("//li[@data-fact and contains(@class, 'chosen')]")
    assert "pre-trial detention" in words(fact)


@pytest.mark.parametrize("fact", ["", "x", "9-3", "-", "0-99999999", "²-³", "1" * 400, "<script>", "0-0"])
def test_an_address_that_chooses_nothing_shows_the_report_all_the_same(client: TestClient, fact: str) -> None:
    assert client.get("/reports/made", params={"fact": fact}).status_code == 200


# ---- facts -------------------------------------------------------------------------------------------------------------------------


def test_each_fact_stands_beside_the_paragraph_of_its_sentence(client: TestClient) -> None:
    seen = 0
    for block in page(client).xpath("//div[contains(@class, 'block')]"):
        beside = {fact.get("data-fact") for fact in block.xpath(".//li[@data-fact]")}
        said = {claim for piece in block.xpath(".//*[@data-facts]") for claim in piece.get("data-facts").split()}
        assert beside <= said
        seen += len(beside)
    assert seen == len(made.reading().claims)


def test_a_fact_says_who_when_and_by_whose_word(client: TestClient) -> None:
    found = next(words(fact) for fact in page(client).xpath("//li[@data-fact]") if "pre-trial detention" in words(fact))
    assert CURATOR in found
    assert "until 17 December 2024" in found
    assert "told by Radio Jelqanat ← Mirlan Kestebek" in found
    assert "made.rule" in found


def test_every_kind_of_claim_has_words_and_a_colour() -> None:
    reading = made.reading()
    says = {type(claim.says) for claim in reading.claims}
    extra: list[Says] = [Penalty("f1", "P15Y"), Role("p1", RoleName.LAWYER), Headcount("g1", 2, RoleName.ACCUSED)]
    claims = (*reading.claims, *(made.claim(1, one) for one in extra if type(one) not in says))
    facts = facts_of(replace(reading, claims=claims), (), ())
    assert {type(fact.claim.says) for fact in facts} == {Step, Accusation, Quote, Penalty, Role, Headcount}
    assert {fact.kind for fact in facts} == {"step", "offence", "statement", "person"}
    assert all(fact.name and (fact.who or fact.lines) for fact in facts)
    assert [fact.span.start for fact in facts] == sorted(fact.span.start for fact in facts)


# ---- deciding ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
def test_accept_and_undo(client: TestClient, script: bool) -> None:
    fact = fact_called(client, "pre-trial detention")
    accepted = do(client, fact, "accept", script=script)
    assert "Accepted by" in words(accepted)
    decision = accepted.xpath("//input[@name='decision']/@value")[0]
    undone = do(client, fact, "undo", script=script, form={"decision": decision})
    assert "Accepted by" not in words(undone)
    history = words(page(client, case_of(client)).xpath("//section[@aria-labelledby='history']")[0])
    assert "accepted" in history
    assert "taken back" in history


def case_of(client: TestClient) -> str:
    return str(page(client).xpath("//a[starts-with(@href, '/cases/')]/@href")[0])


def test_what_is_rejected_counts_nowhere_until_it_is_undone(client: TestClient) -> None:
    fact = fact_called(client, "acquittal")
    assert "acquittal" in words(page(client, case_of(client)).xpath("//table")[0])
    rejected = do(client, fact, "reject")
    assert "Rejected by" in words(rejected)
    assert "rejected" in rejected.xpath("//li/@class")[0]
    assert "acquittal" not in words(page(client, case_of(client)).xpath("//table")[0])
    do(client, fact, "undo", form={"decision": rejected.xpath("//input[@name='decision']/@value")[0]})
    assert "acquittal" in words(page(client, case_of(client)).xpath("//table")[0])


def test_a_correction_changes_the_case_and_not_the_words(client: TestClient) -> None:
    fact = fact_called(client, "pre-trial detention")
    form = page(client, f"/reports/made?fact={fact}&edit=true").xpath("//form[@class='correct']")[0]
    begun = {str(one.get("name")): str(one.get("value") or "") for one in form.xpath(".//input[@name]")}
    assert begun["until_first"] == "2024-12-17"
    corrected = do(client, fact, "correct", form=begun | {"until_first": "2024-12-19", "until_last": "2024-12-19", "reason": "the paper edition"})
    assert "Corrected: until is 2024-12-19 by" in words(corrected)
    assert "the paper edition" in words(corrected)
    assert "until 19 December 2024" in words(page(client, case_of(client)))
    assert made.SENTENCES[1] in words(page(client))


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"until_first": "2024-13-45"},
        {"type": "guilty"},
        {"standing": "true"},
        {"years": "two"},
        {"date_first": "2025-01-01", "date_last": "2024-01-01"},
    ],
)
def test_a_correction_that_cannot_be_is_refused_in_words(client: TestClient, form: dict[str, str]) -> None:
    fact = fact_called(client, "pre-trial detention")
    csrf = team.csrf_in(client.get("/reports/made").text)
    answer = client.post(f"/reports/made/facts/{fact}/correct", data={"csrf": csrf, **form})
    assert answer.status_code == 400
    assert "Corrected" not in words(page(client))


def test_only_what_was_changed_is_a_correction() -> None:
    facts = {fact.name: fact for fact in facts_of(made.reading(), (), ())}
    held: Fact = facts["pre-trial detention"]
    begun = begun_with(held)
    assert values_of(held, begun) == ()
    assert values_of(held, begun | {"years": "1", "months": "2"}) == (("term", "P1Y2M"),)
    assert values_of(held, begun | {"date_first": "2024-10-01"}) == (("date", "2024-10-01"),)
    assert values_of(held, begun | {"until_last": ""}) == (("until", "2024-12-17"),)
    assert values_of(held, begun | {"until_first": "", "until_last": ""}) == (("until", ""),)
    assert values_of(held, begun | {"role": "judge", "csrf": "x"}) == ()


def test_a_reader_of_a_team_sees_no_way_to_decide(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = fill(str(tmp_path_factory.mktemp("team") / "store.db"))
    team.people(place)
    with team.workplace(place) as client:
        csrf = team.log_in(client, "reader")
        found = page(client)
        assert not found.xpath("//form[@class='doing']")
        fact = found.xpath("//li/@data-fact")[0]
        assert client.post(f"/reports/made/facts/{fact}/accept", data={"csrf": csrf}).status_code == 403


# ---- where it comes from -----------------------------------------------------------------------------------------------------------


def test_the_bytes_are_given_out_as_a_file_that_runs_nothing(client: TestClient) -> None:
    answer = client.get("/reports/made/snapshot")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert hashlib.sha256(answer.content).hexdigest()[:16] in answer.headers["content-disposition"]


def test_versions_are_compared_sentence_by_sentence(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = str(tmp_path_factory.mktemp("versions") / "store.db")
    arrest = Said(StepType.ARREST, [CURATOR], date(2024, 3, 11))
    url = "https://herald.example/gold"
    with open_store(place) as store:
        for number, note in enumerate(("The judge smiled.", "The judge did not smile.")):
            add(store, *told("v", arrest, url=url, note=note), datetime(2024, 3, 12 + number, tzinfo=UTC))
    with team.workplace(Settings(place)) as client:
        assert page(client, "/reports/v").xpath("//a[starts-with(@href, '/versions/')]")
        found = page(client, "/versions/v")
    assert [words(one) for one in found.xpath("//del")] == ["The judge smiled."]
    assert [words(one) for one in found.xpath("//ins")] == ["The judge did not smile."]


def test_what_stays_the_same_is_left_out() -> None:
    same = " ".join(f"Sentence number {number} stays." for number in range(9)).replace(". S", ".\nS")
    found = changes(f"{same}\nOld end.", f"{same}\nNew end.")
    assert [(one.kind, one.left_out) for one in found] == [("same", 8), ("gone", 0), ("new", 0)]
    assert changes("", "") == ()


def test_an_id_may_hold_any_sign(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = str(tmp_path_factory.mktemp("ids") / "store.db")
    arrest = Said(StepType.ARREST, [CURATOR], date(2024, 3, 11))
    ids = ["a/b?c#d", "what & why=1", "100%", "ключ/нет", "x;y,z'\"<i>"]
    with open_store(place) as store:
        for number, report in enumerate(ids):
            add(store, *told(report, arrest, note=f"Note {number}."), datetime(2024, 3, 12, tzinfo=UTC))
    with team.workplace(Settings(place)) as client:
        home = page(client, "/cases/c")
        links = set(home.xpath("//section[@aria-labelledby='reports']//a/@href"))
        assert len(links) == len(ids)
        for link in links:
            found = page(client, link)
            (choose, *_) = found.xpath("//a[@data-choose]/@href")
            assert "chosen" in page(client, choose).xpath("//li[@data-fact]/@class")[0]
            (accept, *_) = found.xpath("//form[@class='doing']/@action")
            csrf = found.xpath("//input[@name='csrf']/@value")[0]
            assert client.post(accept, data={"csrf": csrf}).status_code == 303
            assert client.get(link.partition("?")[0] + "/snapshot").status_code == 200


def test_a_claim_and_a_sentence_both_choose() -> None:
    facts = facts_of(made.reading(), (), ())
    one: Claim = facts[0].claim
    assert span_of(one.id, facts) == (facts[0].span, one.id)
    assert span_of(f"{facts[0].span.start}-{facts[0].span.end}", facts) == (facts[0].span, one.id)
    assert span_of("1-2", facts) == (Span(1, 2), None)

"""What the API gives: lists in pages, objects in their formats, answers that are asked for on condition, and problems in plain words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import team
from fastapi.testclient import TestClient
from kept import fill, keep, readings

from reportedly.serve.api.case_model import CaseJson
from reportedly.serve.settings import Settings
from reportedly.store import open_store
from reportedly.store.account_tables import metadata as account_tables
from reportedly.store.schema import metadata

API = "/api/v1"
WITHHELD = ("Bekturov", "Ilmar")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    place = fill(str(tmp_path_factory.mktemp("api") / "store.db"))
    with team.workplace(Settings(place, as_of=team.NOW.date())) as found:
        yield found


def items(client: TestClient, path: str, **params: Any) -> list[dict[str, Any]]:
    answer = client.get(API + path, params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


# ---- lists -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/cases", "/people", "/reports", "/deadlines"])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_list_is_walked_page_by_page(client: TestClient, path: str, limit: int) -> None:
    whole = items(client, path, limit=200)
    assert len(whole) > 1
    walked, onwards = [], f"{API}{path}?limit={limit}"
    while onwards:
        answer = client.get(onwards)
        walked += answer.json()["items"]
        assert len(answer.json()["items"]) <= limit
        onwards = answer.headers.get("link", "").partition("<")[2].partition(">")[0]
        assert bool(onwards) is (answer.json()["next"] is not None)
    assert walked == whole


def test_cases_come_last_reported_first_and_are_narrowed(client: TestClient) -> None:
    whole = items(client, "/cases")
    days = [case["updated"] for case in whole]
    assert days == sorted(days, reverse=True)
    assert items(client, "/cases", country="kz") == whole
    assert items(client, "/cases", country="ru") == []
    assert client.get(f"{API}/cases", params={"country": "_z"}).status_code == 422
    assert all(case["updated"] >= "2024-05-01" for case in items(client, "/cases", since="2024-05-01"))
    assert 0 < len(items(client, "/cases", status="acquittal")) < len(whole)
    assert [case["id"] for case in items(client, "/cases", q="Токмашова")] == [case["id"] for case in items(client, "/cases", q="Tokmashova")] != []
    assert items(client, "/cases", q="nothing of the kind") == []
    assert items(client, "/cases", lang="ru") == items(client, "/cases", outlet="Radio Jelqanat") == items(client, "/cases", q="Tokmashova") != []
    assert len(items(client, "/cases", offence="bribery", step="arrest", until="2024-05-31")) == 1
    assert items(client, "/cases", offence="bribery", step="charge") == []


def test_cases_are_counted(client: TestClient) -> None:
    whole = client.get(f"{API}/statistics").json()
    assert whole["cases"] == len(items(client, "/cases"))
    assert whole["country"] == [{"value": "KZ", "cases": whole["cases"]}]
    russian = client.get(f"{API}/statistics", params={"lang": "ru"}).json()
    assert (russian["cases"], {one["value"] for one in russian["lang"]}) == (1, {"ru", "en"})
    assert "not a finding of fact" in whole["notice"]


def test_cases_without_a_day_come_last(tmp_path: Path) -> None:
    place = str(tmp_path / "store.db")
    with open_store(place) as store:
        keep(store, *readings())
        with store.writing() as connection:
            connection.execute(metadata.tables["cases"].update().where(metadata.tables["cases"].c.title.like("%obbery%")).values(updated=None))
    with team.workplace(Settings(place)) as client:
        whole = items(client, "/cases")
        assert whole[-1]["updated"] is None
        first = client.get(f"{API}/cases", params={"limit": len(whole) - 1})
        assert [case["id"] for case in client.get(first.headers["link"].partition("<")[2].partition(">")[0]).json()["items"]] == [whole[-1]["id"]]


def test_people_are_found_by_name_in_any_script(client: TestClient) -> None:
    assert items(client, "/people", name="Токмашова") == items(client, "/people", name="Tokmashova") != []
    assert {person["role"] for person in items(client, "/people", role="lawyer")} == {"lawyer"}
    assert {person["status"] for person in items(client, "/people", status="arrest")} == {"arrest"}
    assert items(client, "/people", name="Tokmashova", role="victim") == []


def test_reports_are_narrowed(client: TestClient) -> None:
    (case,) = {person["case"] for person in items(client, "/people", name="Tokmashova")}
    assert {report["id"] for report in items(client, "/reports", case=case)} == {"a", "b", "made"}
    assert [report["id"] for report in items(client, "/reports", lang="ru")] == ["b"]
    assert [report["id"] for report in items(client, "/reports", since="2024-09-01", until="2024-09-30")] == ["d"]
    assert [report["id"] for report in items(client, "/reports", outlet="The Lantern Post")] == ["made"]
    assert client.get(f"{API}/reports", params={"case": "nothing"}).status_code == 404


def test_search_finds_reports_and_facts(client: TestClient) -> None:
    assert {hit["kind"] for hit in items(client, "/search", q="Tokmashova")} == {"report", "fact"}
    assert {hit["kind"] for hit in items(client, "/search", q="Tokmashova", kind="fact")} == {"fact"}
    assert len(items(client, "/search", q="Tokmashova", limit=1)) == 1
    assert items(client, "/search", q='" OR NEAR( * -') == []


def test_deadlines_are_ahead_or_silent(client: TestClient) -> None:
    assert {item["state"] for item in items(client, "/deadlines", state="silent")} == {"passed in silence"}
    assert {item["state"] for item in items(client, "/deadlines", state="ahead")} == {"ahead"}
    assert len(items(client, "/deadlines")) == len(items(client, "/deadlines", state="ahead")) + len(items(client, "/deadlines", state="silent"))
    assert all(item["date"] <= "2024-06-01" for item in items(client, "/deadlines", until="2024-06-01"))


# ---- objects ---------------------------------------------------------------------------------------------------------------------


def test_a_case_file_is_as_described(client: TestClient) -> None:
    for case in items(client, "/cases"):
        found = client.get(f"{API}/cases/{case['id'][:8]}").json()
        CaseJson.model_validate(found, strict=True)
        assert found["id"] == case["id"]
        assert "not a finding of fact" in found["notice"]
        assert client.get(f"{API}/cases/{case['id']}/timeline").json()["items"] == found["timeline"]
        assert "timeline" not in client.get(f"{API}/cases/{case['id']}", params={"brief": True}).json()


def test_a_person_is_shown_with_their_own_steps(client: TestClient) -> None:
    (person,) = items(client, "/people", name="Tokmashova")
    found = client.get(f"{API}/cases/{person['case']}/people/{quote(person['id'], safe='')}").json()
    assert [entry["type"] for entry in found["timeline"]][:3] == ["arrest", "charge", "pretrial_detention"]
    assert found["person"]["id"] == person["id"]
    assert client.get(f"{API}/cases/{person['case']}/people/nobody").status_code == 404


def test_a_report_has_its_reading_its_text_its_versions_and_its_bytes(client: TestClient) -> None:
    found = client.get(f"{API}/reports/made").json()
    assert found["format"] == "reportedly/1"
    assert client.get(f"{API}/reports/made/text").json()["text"] == found["article"]["text"]
    (version,) = items(client, "/reports/made/versions")
    answer = client.get(f"{API}/reports/made/snapshot")
    assert answer.content.decode() == found["article"]["text"]
    assert version["sha256"][:16] in answer.headers["content-disposition"]


def test_bytes_are_a_file_to_save_whatever_they_were(client: TestClient) -> None:
    headers = client.get(f"{API}/reports/a/snapshot").headers
    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-disposition"].startswith("attachment;")
    assert headers["x-media-type"] == "text/html"
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]


def test_cases_are_exported(client: TestClient) -> None:
    names = [one["name"] for one in items(client, "/exports")]
    assert "jsonl" in names
    case = items(client, "/cases")[0]["id"]
    one = client.get(f"{API}/exports/jsonl", params={"case": case})
    assert [json.loads(line)["id"] for line in one.text.splitlines()] == [case]
    assert one.headers["content-disposition"] == f'attachment; filename="{case}.jsonl"'
    every = client.get(f"{API}/exports/jsonl")
    assert len(every.text.splitlines()) == len(items(client, "/cases"))
    assert len(client.get(f"{API}/exports/jsonl", params={"status": "acquittal"}).text.splitlines()) == 1
    assert client.get(f"{API}/exports/jsonl", params={"case": "nothing"}).status_code == 404
    assert client.get(f"{API}/exports/nothing").status_code == 404


def test_fairness_7_no_answer_names_those_whose_names_are_withheld(client: TestClient) -> None:
    cases, people, reports = items(client, "/cases"), items(client, "/people"), items(client, "/reports")
    paths = [
        "/cases",
        "/people",
        "/reports",
        "/deadlines",
        "/decisions",
        "/proposals",
        "/exports/jsonl",
        "/search?q=Bekturov",
        "/people?name=Bekturov",
    ]
    paths += ["/cases?q=Bekturov", "/search?q=told"]
    paths += [f"/cases/{case['id']}{rest}" for case in cases for rest in ("", "?brief=true", "/timeline")]
    paths += [f"/cases/{one['case']}/people/{quote(one['id'], safe='')}" for one in people]
    paths += [f"/reports/{report['id']}{rest}" for report in reports for rest in ("", "/text", "/versions", "/snapshot")]
    shown = {path: client.get(API + path).text for path in paths}
    assert not [path for path, text in shown.items() if any(name in text for name in WITHHELD)]
    assert sum("Orzhakov" in text for text in shown.values()) > 5
    assert client.get(f"{API}/reports/e/snapshot").status_code == 403


# ---- on condition ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/cases", "/people", "/reports", "/search?q=gold", "/deadlines", "/decisions", "/exports", "/me", "/openapi.json", "/reports/made"]
)
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(API + path)
    for known in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = client.get(API + path, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get(API + path, headers={"if-none-match": '"other"'}).status_code == 200


# ---- problems --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/cases/nothing", 404),
        ("GET", "/reports/nothing", 404),
        ("GET", "/decisions/nothing", 404),
        ("DELETE", "/cases", 405),
        ("PUT", "/reports/made", 405),
        ("GET", "/cases?limit=0", 422),
        ("GET", "/cases?limit=many", 422),
        ("GET", "/cases?status=guilty", 422),
        ("GET", "/cases?since=yesterday", 422),
        ("GET", "/search", 422),
        ("GET", "/cases?cursor=%FF", 400),
        ("GET", "/cases?cursor=WzFd", 400),
        ("GET", "/reports?cursor=WyIxIl0", 400),
        ("GET", "/reports?cursor=Wzk5OTk5OTk5OTk5OTk5OTk5OTld", 400),
        ("GET", "/search?q=a%00b", 400),
        ("GET", "/cases/a%00b", 400),
        ("POST", "/decisions", 403),
    ],
)
def test_every_problem_says_what_happened(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, API + path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert told["title"]
    assert told["detail"]
    assert "Traceback" not in answer.text


def test_a_fault_of_the_program_tells_nothing_of_its_inside(tmp_path: Path) -> None:
    place = fill(str(tmp_path / "store.db"))
    with open_store(place) as store, store.writing() as connection:
        connection.execute(metadata.tables["cases"].update().values(payload=b"no payload"))
    with team.workplace(Settings(place)) as client:
        answer = client.get(f"{API}/cases/{items(client, '/cases')[0]['id']}")
        assert answer.status_code == 500
        assert answer.headers["content-type"] == "application/problem+json"
        assert "zlib" not in answer.text
        assert "Error" not in answer.json()["detail"]


def test_a_store_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    place = fill(str(tmp_path / "store.db"))
    with team.workplace(Settings(place)) as client:
        with open_store(place) as store, store.writing() as connection:
            account_tables.tables["audit"].drop(connection)
        answer = client.get(f"{API}/audit")
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text


def test_the_page_for_people_lists_every_operation_and_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get(f"{API}/docs").text
    assert all(path in page for path in client.get(f"{API}/openapi.json").json()["paths"])
    assert "http://" not in page
    assert "https://" not in page

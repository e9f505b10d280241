"""Deciding through the API: kept with who and why, taken back, refused when the case has changed; and looking at withheld names, on record."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import team
from fastapi.testclient import TestClient
from kept import fill, keep
from reporting import simple

from reportedly.serve.settings import Settings
from reportedly.store import open_store

API = "/api/v1"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with team.workplace(Settings(fill(str(tmp_path / "store.db")), as_of=team.NOW.date())) as found:
        found.headers["x-csrf-token"] = found.get(f"{API}/me").json()["csrf"]
        yield found


def cases(client: TestClient) -> list[str]:
    return sorted(case["id"] for case in client.get(f"{API}/cases").json()["items"])


def decided(client: TestClient, status: int = 201, headers: dict[str, str] | None = None, **asked: Any) -> dict[str, Any]:
    answer = client.post(f"{API}/decisions", json=asked, headers=headers)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_merge_is_made_listed_shown_and_taken_back(client: TestClient) -> None:
    before = cases(client)
    made = decided(client, action="merge", target=before[:2], reason="the same ruling")
    assert (made["action"], made["reason"], len(made["cases"])) == ("merge", "the same ruling", 1)
    assert len(cases(client)) == len(before) - 1
    shown = client.get(f"{API}/decisions/{made['id']}").json()
    assert shown == {name: value for name, value in made.items() if name != "cases"}
    taken = client.post(f"{API}/decisions/{made['id']}/undo", json={"reason": "an error"})
    assert (taken.status_code, taken.headers["location"]) == (201, f"{API}/decisions/{taken.json()['id']}")
    assert cases(client) == before
    assert [one["action"] for one in client.get(f"{API}/decisions").json()["items"]] == ["undo", "merge"]
    assert [one["action"] for one in client.get(f"{API}/decisions", params={"action": "undo"}).json()["items"]] == ["undo"]
    assert client.get(f"{API}/decisions", params={"about": made["target"][0]}).json()["items"][-1]["id"] == made["id"]
    assert client.get(f"{API}/decisions", params={"about": "nothing"}).json()["items"] == []


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"action": "merge", "target": ["nothing", "more"]}, 404),
        ({"action": "accept", "target": []}, 422),
        ({"action": "expunge", "target": ["x"]}, 422),
        ({"action": "unmask", "target": ["x"]}, 422),
        ({"action": "accept", "target": ["x"], "by": "somebody else"}, 422),
        ({"action": "accept", "target": ["a\x00"]}, 422),
        ({"action": "accept", "target": ["\ud800"]}, 422),
        ({"action": "accept", "target": ["x"] * 101}, 422),
        ({"action": "accept", "target": ["x"], "reason": "y" * 2001}, 422),
    ],
)
def test_what_cannot_be_decided_is_refused(client: TestClient, asked: dict[str, Any], status: int) -> None:
    import json

    answer = client.post(f"{API}/decisions", content=json.dumps(asked), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text


def test_one_case_cannot_be_merged_with_itself(client: TestClient) -> None:
    decided(client, 400, action="merge", target=cases(client)[:1] * 2)


def test_nothing_is_decided_about_a_case_that_has_changed_since(client: TestClient) -> None:
    case = cases(client)[0]
    seen = client.get(f"{API}/cases/{case}").headers["etag"]
    decided(client, 412, {"if-match": '"another"'}, action="accept", target=[case], case=case)
    decided(client, 422, {"if-match": seen}, action="accept", target=[case])
    decided(client, 404, {"if-match": seen}, action="accept", target=[case], case="nothing")
    assert client.get(f"{API}/decisions").json()["items"] == []
    decided(client, 201, {"if-match": f'"another", {seen}'}, action="accept", target=[case], case=case)
    decided(client, 201, {"if-match": "*"}, action="accept", target=[case], case=case, reason="again")


def test_withheld_names_are_shown_on_record_and_with_a_reason_only(client: TestClient) -> None:
    case = next(one["case"] for one in client.get(f"{API}/people").json()["items"] if one["name"] is None)
    for path in (f"/cases/{case}/unmask", "/reports/e/unmask", "/reports/e/snapshot"):
        assert client.post(API + path, json={"reason": ""}).status_code == 422
        assert client.post(API + path, json={}).status_code == 422
    assert client.get(f"{API}/decisions").json()["items"] == []
    shown = client.post(f"{API}/cases/{case}/unmask", json={"reason": "check of a name"})
    assert "Ilmar Bekturov" in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert "Ilmar Bekturov" in client.post(f"{API}/reports/e/unmask", json={"reason": "check of a name"}).text
    assert b"Ilmar Bekturov" in client.post(f"{API}/reports/e/snapshot", json={"reason": "check of a name"}).content
    kept = client.get(f"{API}/decisions").json()["items"]
    assert [(one["action"], one["reason"]) for one in kept] == [("unmask", "check of a name")] * 3
    assert not any("Bekturov" in str(one) for one in kept)
    assert client.post(f"{API}/decisions/{kept[0]['id']}/undo", json={}).status_code == 400
    assert "Bekturov" not in client.get(f"{API}/cases/{case}").text


def test_pairs_that_may_be_one_wait_until_somebody_decides(tmp_path: Path) -> None:
    place = str(tmp_path / "store.db")
    with open_store(place) as store:
        keep(store, simple("a", "Toren Ulvash", "2024-05-02", day="2024-05-01", offence="bribery"))
        keep(store, simple("b", "Ulvash", "2024-05-20", kind="charge", offence="bribery"))
    with team.workplace(Settings(place)) as client:
        client.headers["x-csrf-token"] = client.get(f"{API}/me").json()["csrf"]
        (waiting,) = client.get(f"{API}/proposals").json()["items"]
        assert sorted(waiting["cases"]) == cases(client)
        assert "for" in {reason["speaks"] for reason in waiting["reasons"]}
        decided(client, action="never_merge", target=waiting["cases"])
        assert client.get(f"{API}/proposals").json()["items"] == []

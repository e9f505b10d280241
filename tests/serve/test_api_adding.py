"""Handing in reports: each is read and kept on its own, within limits of number, size, kind, memory and time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hostile
import pytest
import team
from bombs import bomb
from fastapi.testclient import TestClient

from reportedly.errors import InputError
from reportedly.serve.reader import Material, Reader, shared
from reportedly.serve.settings import Settings

API = "/api/v1"
TEXT = "A court in Tasbulan on Monday arrested Danel Orzhakov over smuggling, the police said."
PAGE = f"<html><head><title>A case</title></head><body><article><h1>A case in Tasbulan</h1><p>{TEXT}</p></article></body></html>"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with entered(str(tmp_path / "store.db")) as found:
        yield found


@contextmanager
def entered(place: str, **settings: Any) -> Iterator[TestClient]:
    """A client that has the token which changes need."""
    with team.workplace(Settings(place, **settings)) as found:
        found.headers["x-csrf-token"] = found.get(f"{API}/me").json()["csrf"]
        yield found


def test_a_report_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    reader = shared()
    with pytest.raises(InputError, match="too long"):
        reader.read(Material("bomb.pdf", bomb(40_000_000)), 0.2, 10_000_000)
    assert reader.read(Material("a.txt", TEXT.encode()), 60, 10_000_000).reading.people[0].name == "Danel Orzhakov"


def test_texts_and_files_are_added_and_what_cannot_be_read_is_told(client: TestClient) -> None:
    asked = {
        "texts": [{"text": TEXT, "published": "2024-03-12", "outlet": "The Lantern Post", "url": "https://lantern.example/1"}, {"text": "1 2 3"}]
    }
    first, second = client.post(f"{API}/reports", json=asked).json()["items"]
    assert (first["name"], first["outcome"], len(first["cases"])) == ("text 1", "added", 1)
    assert (second["name"], second["report"], second["refused"]) == ("text 2", None, "no words in it")
    assert client.get(f"{API}/reports/{first['report']}").json()["article"]["outlet"] == "The Lantern Post"
    assert client.get(f"{API}/cases/{first['cases'][0]}").json()["people"][0]["names"][0]["name"] == "Danel Orzhakov"
    assert client.post(f"{API}/reports", json=asked).json()["items"][0]["outcome"] == "unchanged"

    files = [("page.html", PAGE.encode()), ("cut.pdf", b"%PDF-1.4\ncut"), ("empty.txt", b""), ("picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99)]
    files += [("office", b"PK\x03\x04" + b"\x00" * 99), ("table.csv", b"a,b"), ("many.jsonl", b"{}"), ("x.docx", b"PK"), ("a.zip", b"PK")]
    found = client.post(f"{API}/reports", files=[("files", file) for file in files]).json()["items"]
    assert [item["name"] for item in found] == [name for name, _ in files]
    assert (found[0]["outcome"], len(found[0]["cases"])) == ("added", 1)
    assert all(item["refused"] and item["mend"] for item in found[1:])
    assert [item["refused"] for item in found[1:5]] == [
        "a broken PDF",
        "an empty file",
        "a picture, not a report",
        "a ZIP archive or an office document, not a report",
    ]


def test_hostile_texts_are_kept_as_texts(client: TestClient) -> None:
    texts = [{"text": "A court arrested him.", "headline": one, "outlet": one[:200]} for one in hostile.TEXTS[::2]]
    texts += [{"text": f"A court arrested her{'.' * number}", "url": address} for number, address in enumerate(hostile.ADDRESSES[::2])]
    texts += [{"text": "\n\n".join((TEXT, *hostile.TEXTS, *hostile.ADDRESSES)), "headline": "A\u202e<b>"}]
    texts += [{"text": f"A court in Tasbulan arrested {hostile.MARKUP[1]} Orzhakov.\x00 The police said so."}, {"text": "x" * 100_000}]
    answer = client.post(f"{API}/reports", json={"texts": texts})
    assert answer.status_code == 200, answer.text
    added = [item for item in answer.json()["items"] if item["report"]]
    assert len(added) > 10
    assert not [item for item in answer.json()["items"] if item["refused"] and "fault of the reader" in item["refused"]]
    paths = ["/cases", "/people", "/reports?limit=200", "/search?q=Orzhakov", "/deadlines", "/exports/jsonl"]
    paths += [f"/reports/{item['report']}{rest}" for item in added[::3] for rest in ("", "/text", "/snapshot")]
    for path in paths:
        found = client.get(API + path)
        assert found.status_code == 200, (path, found.text)
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.headers["content-type"] in {"application/json", "application/octet-stream"}
        if found.headers["content-type"] == "application/json":
            assert b"<" not in found.content
            json.loads(found.content)
        else:
            assert found.headers["content-disposition"].startswith("attachment;")
    assert "\\u0000" not in client.get(f"{API}/reports?limit=200").text + client.get(f"{API}/search?q=Orzhakov").text


def test_what_is_handed_in_has_bounds(tmp_path: Path) -> None:
    with entered(str(tmp_path / "store.db"), upload_limit=100_000, body_limit=10_000, upload_files=3) as client:
        many = client.post(f"{API}/reports", files=[("files", (f"{number}.txt", b"x")) for number in range(4)])
        assert many.status_code == 413
        assert client.post(f"{API}/reports", json={"texts": [{"text": "x"}] * 4}).status_code == 413
        assert client.post(f"{API}/reports", json={"texts": [{"text": "x"}] * 101}).status_code == 422
        assert client.post(f"{API}/reports", json={"addresses": ["http://a.example"] * 21}).status_code == 422
        large = client.post(f"{API}/reports", files=[("files", ("large.txt", b"word " * 30_000))])
        assert (large.status_code, large.headers["content-type"]) == (413, "application/problem+json")
        assert client.post(f"{API}/reports", content=_pieces(), headers={"content-type": "application/json"}).status_code == 413
        assert client.post(f"{API}/decisions", json={"action": "accept", "target": ["x"], "reason": "y" * 20_000}).status_code == 413
        assert client.get(f"{API}/reports").json()["items"] == []


def _pieces() -> Iterator[bytes]:
    for _ in range(50):
        yield b" " * 10_000


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{}", "", 415),
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b"{}", "application/json", 422),
        (b'{"texts": [{"text": ""}]}', "application/json", 422),
        (b'{"texts": [{"text": "a", "published": "yesterday"}]}', "application/json", 422),
        (b'{"texts": [{"text": "a", "lang": "xx"}]}', "application/json", 422),
        (b'{"other": 1}', "application/json", 422),
        (b"\xff\xfe", "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b"no form", "multipart/form-data", 422),
        (b"no form", "multipart/form-data; boundary=x", 422),
        (b'--x\r\ncontent-disposition: form-data; name="files"\r\n\r\nno file\r\n--x--\r\n', "multipart/form-data; boundary=x", 422),
    ],
)
def test_what_is_not_understood_is_refused(client: TestClient, body: bytes, kind: str, status: int) -> None:
    answer = client.post(f"{API}/reports", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text


def test_addresses_that_lead_inside_are_not_fetched(client: TestClient) -> None:
    inside = ["http://127.0.0.1/", "http://localhost:8042/", "http://169.254.169.254/latest", "http://[::1]/", "http://10.0.0.1/", *hostile.ADDRESSES]
    found = client.post(f"{API}/reports", json={"addresses": inside[:20]}).json()["items"]
    assert [item["report"] for item in found] == [None] * len(found)


def test_all_reports_together_have_a_time(tmp_path: Path) -> None:
    with entered(str(tmp_path / "store.db"), upload_seconds=0.0) as client:
        (item,) = client.post(f"{API}/reports", json={"texts": [{"text": TEXT}]}).json()["items"]
        assert item["refused"] == "the time for all reports together was over"


def test_a_report_that_takes_too_much_memory_is_given_up() -> None:
    reader = Reader(memory=300 * 1024**2)
    with pytest.raises(InputError, match="too much memory"):
        reader.read(Material("bomb.pdf", bomb(20_000_000)), 120, 10_000_000)
    reader.close()


def test_a_reader_that_is_at_work_is_waited_for_so_long_only() -> None:
    reader = Reader()
    with reader._lock, pytest.raises(InputError, match="other reports are being read"):
        reader.read(Material("a.txt", TEXT.encode()), 0.01, 10_000_000)

"""The gate: who may ask by which name, from which page, with how much, and what every answer tells the browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import team
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from kept import fill

from reportedly.serve.app import create_app
from reportedly.serve.guard import UPLOADS
from reportedly.serve.settings import Settings, hosts_of

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    return fill(str(tmp_path_factory.mktemp("guard") / "store.db"))


@pytest.fixture(scope="module")
def client(place: str) -> Iterator[TestClient]:
    with team.workplace(Settings(place, body_limit=2000, upload_limit=4000)) as found:
        yield found


def pages(place: str) -> list[str]:
    """Every page that needs no more than its address, with those of a case and a report."""
    app = create_app(Settings(place))
    plain = [one.path for one in routes(app) if "GET" in (one.methods or ()) and "{" not in one.path and is_page(one)]
    return [*plain, "/cases/c", "/reports/a", "/versions/a", "/no/such/page"]


def routes(app: object) -> list[APIRoute]:
    found: list[APIRoute] = []
    for one in getattr(app, "routes", []):
        if isinstance(one, APIRoute):
            found.append(one)
        else:
            found += routes(getattr(one, "original_router", None) or getattr(one, "router", None))
    return found


def is_page(route: APIRoute) -> bool:
    return ".pages." in str(getattr(route.endpoint, "__module__", ""))


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8042", "", "127.0.0.1@evil.example", "[::1", "0"])
def test_a_name_that_is_not_ours_gets_nothing(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "Tokmashova" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8042", "[::1]:8042", "LOCALHOST"])
def test_our_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/static/icon.svg", headers={"host": host}).status_code == 200


def test_a_host_that_listens_everywhere_is_no_name() -> None:
    assert "0.0.0.0" not in hosts_of("0.0.0.0")  # noqa: S104 (compared, not bound)
    assert "cases.example.org" in hosts_of("0.0.0.0", ("Cases.example.org",))  # noqa: S104


FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:9999"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_site_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/history/x/undo", data={"csrf": "0"}, headers=headers)
    assert answer.status_code == 403
    assert "Another site" in answer.text


def test_another_site_loads_nothing_of_ours_but_may_link_here(client: TestClient) -> None:
    loads = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
    assert client.get("/cases/c", headers=loads).status_code == 403
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/reports/a", headers=link).status_code == 200


def test_whatever_changes_something_needs_the_token(place: str, client: TestClient) -> None:
    changing = [one for one in routes(create_app(Settings(place))) if (one.methods or set()) - {"GET", "HEAD"} and is_page(one)]
    assert len(changing) > 5
    for one in changing:
        path = one.path.replace(":path}", "}")
        for name in ("report", "claim", "key", "left", "right", "name", "job", "session", "token", "token_id", "session_id", "case", "verb"):
            path = path.replace(f"{{{name}}}", "a")
        for given in ({}, {"csrf": "0" * 64}, {"csrf": "é"}):
            answer = client.request(sorted(one.methods or ())[0], path, data=given)
            assert answer.status_code in {403, 404}, (path, answer.status_code)
            assert answer.status_code == 404 or "older than the server" in answer.text, path


@pytest.mark.parametrize("size", [2001, 10_000_000])
def test_what_is_too_large_is_not_read(client: TestClient, size: int) -> None:
    answer = client.post("/history/x/undo", content=b"x" * size, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


def test_what_does_not_tell_its_size_is_counted(client: TestClient) -> None:
    pieces = (b"x" * 1000 for _ in range(10))
    answer = client.post("/history/x/undo", content=pieces, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413
    assert UPLOADS


def test_every_page_tells_the_browser_to_load_nothing_from_elsewhere(place: str, client: TestClient) -> None:
    for path in pages(place):
        answer = client.get(path)
        assert answer.status_code in {200, 303, 404, 401}, (path, answer.status_code, answer.text[-400:])
        told = answer.headers
        assert told["content-security-policy"].startswith(POLICY) or path.endswith((".ics", ".atom")), path
        assert "frame-ancestors 'none'" in told["content-security-policy"]
        assert "unsafe" not in told["content-security-policy"]
        assert told["x-content-type-options"] == "nosniff"
        assert told["x-frame-options"] == "DENY"
        assert told["cross-origin-resource-policy"] == "same-origin"
        assert "no-cache" in told["cache-control"] or "no-store" in told["cache-control"]


def test_no_page_has_a_script_or_a_style_in_it(place: str, client: TestClient) -> None:
    for path in pages(place):
        text = client.get(path).text
        if "<!doctype html>" in text:
            assert "<style" not in text, path
            assert " style=" not in text, path
            assert " onclick=" not in text, path
            assert "<script>" not in text, path
            assert "http://" not in text.replace("http://127.0.0.1", "").replace("http://www.w3.org/2000/svg", ""), path


def test_problems_are_told_in_plain_words(client: TestClient) -> None:
    for path, status, words in (
        ("/nowhere", 404, "There is no such page"),
        ("/cases/zzz", 404, "No such case"),
        ("/reports/zzz", 404, "No such report"),
        ("/cases/c/export/docx", 404, "There is no export of that name"),
        ("/reports/a/facts/zzz", 404, "There is no such fact"),
    ):
        answer = client.get(path)
        assert answer.status_code == status, path
        assert words in answer.text
        assert "Traceback" not in answer.text


def test_a_fault_of_the_program_says_so_and_no_more(place: str, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings(place))

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("a secret of the machine")

    with TestClient(app, team.HOST, raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert "Something went wrong in this program" in answer.text
    assert "secret" not in answer.text
    assert "a secret of the machine" in caplog.text
    assert answer.headers["content-security-policy"].startswith(POLICY)


def test_a_page_that_is_there_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/reports/a")
    again = client.get("/reports/a", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_files_of_the_package_are_kept_for_a_year(client: TestClient) -> None:
    answer = client.get("/static/style.css")
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/../settings.py").status_code == 404
    assert client.get("/static/%2e%2e/settings.py").status_code == 404


def test_a_store_that_is_no_store_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    from reportedly.errors import StoreError

    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(b"no data base" * 100)
    with pytest.raises(StoreError):
        create_app(Settings(str(wrong)))

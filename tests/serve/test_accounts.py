"""A team's workplace: nobody reads anything without logging in, and everybody may do what their role lets them, on record."""

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import team
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from kept import fill
from starlette.routing import Mount
from team import PASSWORD, csrf_in, log_in, token, workplace

from reportedly.model.accounts import AccountRole, Scope
from reportedly.serve import passwords
from reportedly.serve.app import create_app
from reportedly.serve.doors import is_open
from reportedly.serve.limits import Bucket
from reportedly.serve.settings import Settings
from reportedly.serve.signing import ABSOLUTE, IDLE, TooManyAttemptsError, open_session, sign_in
from reportedly.store import open_store
from reportedly.store.accounts import account_named, credentials_of, set_disabled, set_role
from reportedly.store.auditing import audit_entries


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of the same kind that take a thousandth of the time; what they cost otherwise is tested by itself."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    monkeypatch.setattr(passwords, "_hash_of_nobody", [])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("team") / "store.db"
    fill(str(found))
    return found


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> str:
    copied = shutil.copy(filled, tmp_path / "store.db")
    team.people(str(copied))
    return str(copied)


@pytest.fixture
def client(place: str) -> Iterator[TestClient]:
    with workplace(place) as found:
        yield found


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def logged(place: str) -> list[tuple[str, str, str]]:
    with open_store(place) as store, store.reading() as connection:
        return [(entry.who, entry.action, entry.about) for entry in reversed(audit_entries(connection))]


# ---- nothing without logging in --------------------------------------------------------------------------------------------------


def addresses(routes: list[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Every method and address of an application, with something in the place of what stands for something."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from addresses(inner.routes, before + route.include_context.prefix)
        elif isinstance(route, Mount):
            yield from addresses(list(route.routes or []), before + route.path) if route.routes else [("GET", before + route.path + "/style.css")]
        else:
            path = before + getattr(route, "path", "")
            for method in sorted(getattr(route, "methods", None) or {"GET"}):
                yield method, path.replace("{", "").replace("}", "").replace(":path", "")


def test_nothing_is_read_without_logging_in(place: str) -> None:
    app = create_app(Settings(place, team=True))
    every = sorted({*addresses(list(app.routes)), ("GET", "/nothing"), ("POST", "/"), ("OPTIONS", "/api/v1/cases"), ("HEAD", "/")})
    assert {("GET", "/"), ("GET", "/cases/name"), ("GET", "/api/v1/cases/case"), ("POST", "/api/v1/decisions"), ("GET", "/audit")} <= set(every)
    with TestClient(app, team.HOST, follow_redirects=False) as client:
        for method, path in every:
            if is_open(path):
                continue
            answer = client.request(method, path)
            expected = {401} if path.startswith("/api/") or method not in {"GET", "HEAD", "OPTIONS"} else {303}
            assert answer.status_code in expected, (method, path, answer.text)
            assert "Tokmashova" not in answer.text
            assert answer.headers.get("location", "/login").startswith("/login")


def test_what_is_open_tells_nothing(client: TestClient) -> None:
    assert [path for path in ("/login", "/login/", "/loginx", "/static/style.css", "/staticx", "/") if is_open(path)] == [
        "/login",
        "/static/style.css",
    ]
    page = client.get("/login").text
    assert "Log in" in page
    assert not any(word in page for word in ("editor", "cases", "Tokmashova"))


def test_a_piece_of_a_page_asks_for_the_page_to_log_in_at(client: TestClient) -> None:
    answer = client.get("/", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login")


# ---- logging in ------------------------------------------------------------------------------------------------------------------


def test_logging_in_opens_the_workplace_and_logging_out_closes_it(client: TestClient) -> None:
    csrf = log_in(client, "Reader")
    assert client.get("/api/v1/cases").status_code == 200
    assert client.post("/logout", data={"csrf": csrf}).headers["location"] == "/login"
    assert client.get("/api/v1/cases").status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(place: str) -> None:
    for secure in (False, True):
        with workplace(Settings(place, team=True, secure=secure)) as client:
            csrf = csrf_in(client.get("/login").text)
            cookie = client.post("/login", data={"csrf": csrf, "name": "reader", "password": PASSWORD}).headers["set-cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=lax" in cookie
            assert ("Secure" in cookie) is secure


def test_a_new_session_has_a_new_secret_and_ends_the_old_one(client: TestClient) -> None:
    log_in(client, "reader")
    first = client.cookies["reportedly_session"]
    log_in(client, "editor")
    assert client.cookies["reportedly_session"] != first
    client.cookies.clear()
    assert client.get("/api/v1/me", headers={"cookie": f"reportedly_session={first}"}).status_code == 401


def test_a_secret_that_was_brought_along_opens_nothing(client: TestClient) -> None:
    client.cookies.set("reportedly_session", "chosen-by-somebody-else")
    csrf = csrf_in(client.get("/login").text)
    client.post("/login", data={"csrf": csrf, "name": "reader", "password": PASSWORD})
    assert client.get("/api/v1/me", headers={"cookie": "reportedly_session=chosen-by-somebody-else"}).status_code == 401


@pytest.mark.parametrize(
    ("to", "leads"), [("/cases/x?a=1", "/cases/x?a=1"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil", "/")]
)
def test_logging_in_leads_back_into_the_workplace_only(client: TestClient, to: str, leads: str) -> None:
    csrf = csrf_in(client.get("/login", params={"to": to}).text)
    answer = client.post("/login", data={"csrf": csrf, "name": "reader", "password": PASSWORD, "to": to})
    assert answer.headers["location"] == leads


def test_a_wrong_name_a_wrong_password_and_a_disabled_account_look_the_same(client: TestClient, place: str) -> None:
    with open_store(place) as store, store.writing() as connection:
        set_disabled(connection, account_named(connection, "editor"), disabled=True)
    csrf = csrf_in(client.get("/login").text)
    pages = [
        client.post("/login", data={"csrf": csrf, "name": name, "password": password})
        for name, password in (
            ("nobody", PASSWORD),
            ("reader", "a wrong password"),
            ("editor", PASSWORD),
            ("a b<script>", ""),
            ("reader", "x" * 100_000),
        )
    ]
    assert {page.status_code for page in pages} == {403}
    told = {
        page.text.replace(name, "").replace("a b&lt;script&gt;", "")
        for page, name in zip(pages, ["nobody", "reader", "editor", "", "reader"], strict=True)
    }
    assert len(told) == 1
    assert "<script>" not in "".join(told)


def test_a_page_to_log_in_at_needs_its_token(client: TestClient) -> None:
    assert client.post("/login", data={"csrf": "0" * 64, "name": "reader", "password": PASSWORD}).status_code == 403
    assert client.get("/api/v1/me").status_code == 401


def test_after_some_failed_attempts_one_has_to_wait(client: TestClient) -> None:
    csrf = csrf_in(client.get("/login").text)
    statuses = [client.post("/login", data={"csrf": csrf, "name": "reader", "password": "wrong"}).status_code for _ in range(5)]
    assert statuses == [403] * 5
    answer = client.post("/login", data={"csrf": csrf, "name": "READER ", "password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert "Wait 15 minutes" in answer.text
    # Somebody else at the same address is let in.
    assert client.post("/login", data={"csrf": csrf, "name": "editor", "password": PASSWORD}).status_code == 303


def test_attempts_are_counted_by_address_and_by_account_too(place: str) -> None:
    at = datetime(2025, 1, 1, tzinfo=UTC)
    with open_store(place) as store:

        def attempt(name: str, address: str, at: datetime, password: str = "wrong") -> bool:  # noqa: S107 (a wrong one)
            return sign_in(store, name, password, at=at, address=address, agent="") is not None

        for number in range(30):
            assert not attempt(f"nobody{number}", "192.0.2.1", at)
        with pytest.raises(TooManyAttemptsError):
            attempt("reader", "192.0.2.1", at, PASSWORD)
        assert attempt("reader", "192.0.2.2", at, PASSWORD)
        assert attempt("reader", "192.0.2.1", at + timedelta(minutes=15, seconds=1), PASSWORD)


def test_a_session_ends_when_it_is_idle_and_after_a_time_in_any_case(place: str) -> None:
    begun = datetime(2025, 1, 1, tzinfo=UTC)
    with open_store(place) as store:
        found = sign_in(store, "reader", PASSWORD, at=begun, address="", agent="")
        assert found is not None
        at = begun
        while at < begun + ABSOLUTE - IDLE:
            at += IDLE - timedelta(minutes=1)
            assert open_session(store, found.secret, at) is not None
        assert open_session(store, found.secret, begun + ABSOLUTE + timedelta(seconds=1)) is None
        again = sign_in(store, "reader", PASSWORD, at=begun, address="", agent="")
        assert again is not None
        assert open_session(store, again.secret, begun + IDLE) is not None
        assert open_session(store, again.secret, begun + IDLE + IDLE + timedelta(seconds=1)) is None


# ---- roles -----------------------------------------------------------------------------------------------------------------------


def test_what_each_role_may_do(place: str) -> None:
    tries = {"read": ("GET", "/api/v1/cases", None), "decide": ("POST", "/api/v1/decisions", {"action": "accept", "target": ["c"]})}
    tries |= {"add": ("POST", "/api/v1/reports", {}), "unmask": ("POST", "/api/v1/cases/c/unmask", {"reason": "a check"})}
    tries |= {"admin": ("GET", "/api/v1/audit", None)}
    allowed = {}
    for name in ("reader", "editor", "admin"):
        with workplace(place) as client:
            headers = {"x-csrf-token": log_in(client, name)}
            found = {what: client.request(method, path, json=body, headers=headers).status_code for what, (method, path, body) in tries.items()}
        allowed[name] = {what for what, status in found.items() if status != 403}
    assert allowed == {"reader": {"read"}, "editor": {"read", "decide", "add", "unmask"}, "admin": {"read", "decide", "add", "unmask", "admin"}}


def test_another_role_and_disabling_hold_at_once(client: TestClient, place: str) -> None:
    headers = {"x-csrf-token": log_in(client, "editor")}
    decide = {"action": "accept", "target": ["nothing"]}
    assert client.post("/api/v1/decisions", json=decide, headers=headers).status_code == 404
    with open_store(place) as store, store.writing() as connection:
        set_role(connection, account_named(connection, "editor"), AccountRole.READER)
    assert client.post("/api/v1/decisions", json=decide, headers=headers).status_code == 403
    with open_store(place) as store, store.writing() as connection:
        set_disabled(connection, account_named(connection, "editor"), disabled=True)
    assert client.get("/api/v1/cases").status_code == 401


def test_changes_from_a_browser_need_the_token_of_the_session(client: TestClient, place: str) -> None:
    own = log_in(client, "editor")
    body = {"action": "accept", "target": ["nothing"]}
    for headers in ({}, {"x-csrf-token": ""}, {"x-csrf-token": own[::-1]}):
        assert client.post("/api/v1/decisions", json=body, headers=headers).status_code == 403
    assert client.post("/api/v1/decisions", json=body, headers={"x-csrf-token": own, "origin": "http://evil.example"}).status_code == 403
    assert client.post("/api/v1/decisions", json=body, headers={"x-csrf-token": own, "sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post("/api/v1/decisions", json=body, headers={"x-csrf-token": own}).status_code == 404
    with workplace(place) as other:
        assert log_in(other, "editor") != own


# ---- tokens ----------------------------------------------------------------------------------------------------------------------


def test_a_token_needs_no_session_and_no_csrf_token(client: TestClient, place: str) -> None:
    reading, deciding = token(place, "editor", Scope.READ), token(place, "editor", Scope.DECIDE)
    assert client.get("/api/v1/me", headers=bearer(reading)).json() == {
        "name": "editor",
        "role": "editor",
        "rights": ["read"],
        "local": False,
        "csrf": None,
    }
    body = {"action": "accept", "target": ["nothing"]}
    assert client.post("/api/v1/decisions", json=body, headers=bearer(reading)).status_code == 403
    assert client.post("/api/v1/decisions", json=body, headers=bearer(deciding)).status_code == 404
    for wrong in ("rptd_wrong", "", "\u00e9", reading + "x"):
        answer = client.get("/api/v1/me", headers=[(b"authorization", f"Bearer {wrong}".encode())])
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_a_feed_reader_gives_the_token_as_its_password(client: TestClient, place: str) -> None:
    secret = token(place, "reader", Scope.READ)
    assert client.get("/api/v1/cases", auth=("reader", secret)).status_code == 200
    assert client.get("/api/v1/cases", auth=("reader", PASSWORD)).status_code == 401
    assert client.get("/api/v1/cases", headers={"authorization": "Basic !!!"}).status_code == 401


def test_a_token_unmasks_only_when_an_admin_made_it_for_administering(client: TestClient, place: str) -> None:
    statuses = [
        client.post("/api/v1/cases/nothing/unmask", json={"reason": "a check"}, headers=bearer(token(place, name, *scopes))).status_code
        for name, scopes in (("editor", tuple(Scope)), ("admin", (Scope.READ, Scope.DECIDE, Scope.ADD)), ("admin", (Scope.ADMIN,)))
    ]
    assert statuses == [403, 403, 404]


def test_a_token_cannot_change_the_account(client: TestClient, place: str) -> None:
    assert client.get("/account", headers=bearer(token(place, "admin", *Scope))).status_code == 403


def test_tokens_are_made_shown_once_and_ended_on_the_page(client: TestClient) -> None:
    csrf = log_in(client, "editor")
    page = client.post("/account/tokens", data={"csrf": csrf, "scopes": ["read", "admin"], "label": "<b>script</b>"}).text
    secret = page.partition('class="secret">')[2].partition("<")[0]
    assert secret.startswith("rptd_")
    assert "<b>script" not in page
    assert secret not in client.get("/account").text
    assert client.get("/api/v1/me", headers=bearer(secret)).json()["rights"] == ["read"]
    shown = client.get("/account").text.partition("/account/tokens/")[2].partition("/end")[0]
    assert client.post(f"/account/tokens/{shown}/end", data={"csrf": csrf}).status_code == 303
    client.cookies.clear()
    assert client.get("/api/v1/me", headers=bearer(secret)).status_code == 401


def test_nobody_ends_what_is_not_theirs(client: TestClient, place: str) -> None:
    token(place, "admin", Scope.READ)
    with open_store(place) as store, store.reading() as connection:
        from reportedly.store.sessions import tokens_of

        (theirs,) = tokens_of(connection, account_named(connection, "admin"))
    csrf = log_in(client, "editor")
    assert client.post(f"/account/tokens/{theirs.id}/end", data={"csrf": csrf}).status_code == 404


def test_a_token_that_asks_too_often_has_to_wait() -> None:
    at = [0.0]
    bucket = Bucket(3, lambda: at[0])
    assert [bucket.wait("a") for _ in range(4)] == [0, 0, 0, 20]
    assert bucket.wait("b") == 0
    at[0] = 20.0
    assert [bucket.wait("a"), bucket.wait("a")] == [0, 20]
    at[0] = 10_000.0
    assert [bucket.wait("a") for _ in range(4)] == [0, 0, 0, 20]


def test_too_many_requests_by_a_token_are_refused(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = token(place, "reader", Scope.READ)
    monkeypatch.setattr("reportedly.serve.limits.PER_MINUTE", 2)
    with workplace(place) as client:
        answers = [client.get("/api/v1/me", headers=bearer(secret)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["content-type"] == "application/problem+json"
    assert int(answers[2].headers["retry-after"]) > 0


# ---- one's own account -----------------------------------------------------------------------------------------------------------


def test_the_own_password_can_be_changed_and_other_sessions_end(client: TestClient, place: str) -> None:
    with workplace(place) as elsewhere:
        log_in(elsewhere, "editor")
        csrf = log_in(client, "editor")
        wrong = {"csrf": csrf, "old": "not the old one", "new": "another dry sentence", "again": "another dry sentence"}
        assert client.post("/account/password", data=wrong).status_code == 403
        assert client.post("/account/password", data={**wrong, "old": PASSWORD, "again": "different words"}).status_code == 422
        assert client.post("/account/password", data={**wrong, "old": PASSWORD, "new": "short", "again": "short"}).status_code == 422
        assert (
            client.post(
                "/account/password", data={**wrong, "old": PASSWORD, "new": "editor editor editor", "again": "editor editor editor"}
            ).status_code
            == 422
        )
        assert client.post("/account/password", data={**wrong, "old": PASSWORD}).status_code == 200
        assert client.get("/account").status_code == 200
        assert elsewhere.get("/account").status_code == 303
    with workplace(place) as later:
        log_in(later, "editor", "another dry sentence")


def test_sessions_elsewhere_can_be_ended(client: TestClient, place: str) -> None:
    with workplace(place) as elsewhere:
        log_in(elsewhere, "editor")
        csrf = log_in(client, "editor")
        assert client.get("/account").text.count(">End</button>") == 1
        shown = client.get("/account").text.partition("/account/sessions/")[2].partition("/end")[0]
        assert client.post(f"/account/sessions/{shown}/end", data={"csrf": csrf}).status_code == 303
        assert elsewhere.get("/account").status_code == 303
    assert client.post("/account/sessions/end", data={"csrf": csrf}).status_code == 303
    assert client.get("/account").status_code == 200


def test_alone_on_one_machine_there_are_no_accounts(place: str) -> None:
    with workplace(Settings(place)) as client:
        assert client.get("/login").headers["location"] == "/"
        assert client.get("/account").status_code == 404
        assert client.get("/api/v1/me").json()["local"]


# ---- the audit log ---------------------------------------------------------------------------------------------------------------


def test_what_was_done_is_on_record(client: TestClient, place: str) -> None:
    csrf = csrf_in(client.get("/login").text)
    client.post("/login", data={"csrf": csrf, "name": "editor", "password": "wrong"})
    client.post("/login", data={"csrf": csrf, "name": "my secret password", "password": "wrong"})
    csrf = log_in(client, "editor")
    headers = {"x-csrf-token": csrf}
    withheld = next(one["case"] for one in client.get("/api/v1/people").json()["items"] if one["name"] is None)
    client.post("/api/v1/decisions", json={"action": "accept", "target": [withheld]}, headers=headers)
    client.post(f"/api/v1/cases/{withheld}/unmask", json={"reason": "a check"}, headers=headers)
    client.get("/api/v1/exports/jsonl")
    client.get("/api/v1/cases")
    client.post("/api/v1/decisions", json={"action": "accept", "target": ["nothing"]}, headers=headers)
    client.post("/logout", data={"csrf": csrf})
    actions = [(who, action) for who, action, _ in logged(place)]
    assert actions == [
        ("editor", "failed to log in"),
        ("", "failed to log in"),
        ("editor", "logged in"),
        ("editor", "decided"),
        ("editor", "looked at names that are withheld"),
        ("editor", "exported"),
        ("editor", "logged out"),
    ]
    assert not any("secret" in about or "Bekturov" in about for _, _, about in logged(place))


def test_the_log_is_shown_to_those_who_administer(client: TestClient) -> None:
    log_in(client, "editor")
    assert client.get("/audit").status_code == 403
    log_in(client, "admin")
    page = client.get("/audit", params={"who": "editor"}).text
    assert "logged in" in page
    assert [item["who"] for item in client.get("/api/v1/audit").json()["items"]] == ["admin", "editor"]
    assert [item["name"] for item in client.get("/api/v1/accounts").json()["items"]] == ["admin", "editor", "reader"]
    first = client.get("/api/v1/audit", params={"limit": 1})
    assert first.json()["items"][0]["who"] == "admin"
    onwards = first.headers["link"].partition("<")[2].partition(">")[0]
    assert client.get(onwards).json()["items"][0]["who"] == "editor"


def test_passwords_are_kept_as_hashes_that_take_time_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kept = passwords.hashed(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.fits(PASSWORD, kept)
    assert not passwords.fits(PASSWORD + "x", kept)
    assert not passwords.fits(PASSWORD, None)
    assert not passwords.outdated(kept)


def test_logging_in_renews_a_hash_of_weaker_settings(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(2, 8, 1))
    with workplace(place) as client:
        log_in(client, "editor")
    with open_store(place) as store, store.reading() as connection:
        found = credentials_of(connection, "editor")
    assert found is not None
    assert "t=2" in found.password


def test_reading_does_not_wait_for_somebody_who_writes(client: TestClient, place: str) -> None:
    secret = token(place, "reader", Scope.READ)
    with open_store(place) as store, store.writing():
        began = time.monotonic()
        assert client.get("/api/v1/me", headers=bearer(secret)).status_code == 200
        assert time.monotonic() - began < 30

"""A team's workplace in the same process: its store with three accounts, and clients that browse it and ask its API."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from fastapi.testclient import TestClient

from reportedly.model.accounts import AccountRole, Scope
from reportedly.serve.app import create_app
from reportedly.serve.passwords import hashed
from reportedly.serve.settings import Settings
from reportedly.serve.signing import make_token
from reportedly.store import open_store
from reportedly.store.accounts import account_named, add_account

NOW = datetime(2025, 1, 1, tzinfo=UTC)
PASSWORD = "four dry words here"  # noqa: S105 (of nobody)
HOST = "http://127.0.0.1"


def people(place: str) -> None:
    """Make the accounts of a reader, an editor and an admin, all with one password."""
    kept = hashed(PASSWORD)
    with open_store(place) as store, store.writing() as connection:
        for role in AccountRole:
            add_account(connection, role.value, role, kept, NOW)


def token(place: str, name: str, *scopes: Scope) -> str:
    """The secret of a new token."""
    with open_store(place) as store:
        with store.reading() as connection:
            account = account_named(connection, name)
        return make_token(store, account, "tests", scopes or (Scope.READ,), at=datetime.now(UTC))[1]


@contextmanager
def workplace(settings: Settings | str) -> Iterator[TestClient]:
    """A client of a workplace, or of a team's workplace over a store; nobody is logged in."""
    app = create_app(Settings(settings, team=True) if isinstance(settings, str) else settings)
    with TestClient(app, HOST, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


def csrf_in(page: str) -> str:
    """The token that the forms of a page carry."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found, page
    return found[1]


def log_in(client: TestClient, name: str, password: str = PASSWORD) -> str:
    """Log in, and give back the token that changes need."""
    csrf = csrf_in(client.get("/login").text)
    answer = client.post("/login", data={"csrf": csrf, "name": name, "password": password})
    assert (answer.status_code, answer.headers["location"]) == (303, "/"), answer.text
    return csrf_in(client.get("/account").text)

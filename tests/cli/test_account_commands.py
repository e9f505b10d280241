"""`reportedly account`: who may use a store together."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from reportedly.cli.account import app as account
from reportedly.cli.app import app
from reportedly.errors import ReportedlyError, StoreError, UsageError
from reportedly.serve.passwords import fits
from reportedly.serve.signing import open_token
from reportedly.store import open_store
from reportedly.store.accounts import credentials_of
from reportedly.store.auditing import audit_entries

PASSWORD = "four dry words here"  # noqa: S105 (of nobody)
Run = Callable[..., Result]


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "store.db")


@pytest.fixture
def run(place: str) -> Run:
    runner = CliRunner(env={"REPORTEDLY_DB": place, "COLUMNS": "100"})

    def invoke(*words: str, typed: str = "") -> Result:
        result = runner.invoke(app, ["account", *words], input=typed)
        if isinstance(result.exception, ReportedlyError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result

    return invoke


def test_accounts_are_added_listed_changed_and_disabled(run: Run, place: str) -> None:
    assert "gaukhar may sign in as admin" in run("add", "Gaukhar", "--role", "admin", "--password-stdin", typed=PASSWORD + "\n").stdout
    run("add", "toren", "--password-stdin", "--by", "gaukhar", typed=PASSWORD)
    run("role", "toren", "editor")
    run("password", "toren", "--password-stdin", typed="another dry sentence\n")
    run("disable", "toren")
    assert [(one["name"], one["role"], one["disabled"]) for one in json.loads(run("list", "--json").stdout)] == [
        ("gaukhar", "admin", False),
        ("toren", "editor", True),
    ]
    assert "toren" in run("list").stdout
    run("disable", "toren", "--undo")
    with open_store(place) as store, store.reading() as connection:
        found = credentials_of(connection, "toren")
        assert found is not None
        assert fits("another dry sentence", found.password)
        log = [(entry.action, entry.about) for entry in reversed(audit_entries(connection))]
        assert [entry.who for entry in audit_entries(connection)][-2] == "gaukhar"
    assert log == [
        ("added an account", "gaukhar admin"),
        ("added an account", "toren reader"),
        ("changed a role", "toren reader to editor"),
        ("set a password", "toren"),
        ("disabled an account", "toren"),
        ("enabled an account", "toren"),
    ]


def test_a_token_is_printed_once_and_ended(run: Run, place: str) -> None:
    run("add", "gaukhar", "--role", "admin", "--password-stdin", typed=PASSWORD)
    secret = run("token", "gaukhar", "--scope", "read", "--scope", "add", "--label", "nightly").stdout.strip()
    with open_store(place) as store:
        found = open_token(store, secret, datetime.now(UTC))
        assert found is not None
        assert [scope.value for scope in found[0].scopes] == ["read", "add"]
    listed = run("token", "gaukhar", "--list").stdout
    assert "nightly" in listed
    assert secret not in listed
    run("token", "gaukhar", "--end", listed.split()[0])
    with open_store(place) as store:
        assert open_token(store, secret, datetime.now(UTC)) is None
    with pytest.raises(UsageError, match="no such token"):
        run("token", "gaukhar", "--end", "nothing")


@pytest.mark.parametrize(
    ("words", "typed", "kind", "says"),
    [
        (("add", "gaukhar", "--password-stdin"), "short", UsageError, "12 to 256 signs"),
        (("add", "gaukhar", "--password-stdin"), "gaukhar gaukhar", UsageError, "easy to guess"),
        (("add", "gaukhar", "--password-stdin"), "aaaaaaaaaaaaaaaa", UsageError, "easy to guess"),
        (("add", "gaukhar", "--role", "owner", "--password-stdin"), PASSWORD, UsageError, "not a role"),
        (("add", "g/h", "--password-stdin"), PASSWORD, UsageError, "not a name"),
        (("add", "gaukhar"), PASSWORD, UsageError, "nobody to ask"),
        (("add", "known", "--password-stdin"), PASSWORD, StoreError, "is an account"),
        (("role", "nobody", "admin"), "", StoreError, "no account"),
        (("role", "known", "reader"), "", UsageError, "last admin"),
        (("disable", "known"), "", UsageError, "last admin"),
        (("token", "known", "--scope", "all"), "", UsageError, "not a scope"),
    ],
)
def test_what_makes_no_sense_is_told(run: Run, words: tuple[str, ...], typed: str, kind: type[ReportedlyError], says: str) -> None:
    run("add", "known", "--role", "admin", "--password-stdin", typed=PASSWORD)
    with pytest.raises(kind, match=says):
        run(*words, typed=typed)


def test_no_password_is_taken_from_the_command_line() -> None:
    from typer.main import get_command

    commands: Any = get_command(account)
    options = {name for command in commands.commands.values() for parameter in command.params for name in parameter.opts}
    assert "--password-stdin" in options
    assert not [name for name in options if "password" in name and name != "--password-stdin"]

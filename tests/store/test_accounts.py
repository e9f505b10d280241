"""Accounts, sessions, tokens and the audit log, whatever database they are kept in."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reportedly.errors import StoreError, UsageError
from reportedly.model.accounts import Account, AccountRole, Right, Scope, rights_of
from reportedly.store import Store, open_store
from reportedly.store.accounts import account_named, add_account, all_accounts, credentials_of, has_accounts, set_disabled, set_password, set_role
from reportedly.store.auditing import audit_entries, keep_audit
from reportedly.store.backup import back_up, restore
from reportedly.store.sessions import (
    attempts_since,
    drop_old_attempts,
    drop_old_sessions,
    end_session,
    end_sessions,
    end_token,
    forget_attempts,
    keep_attempt,
    keep_session,
    keep_token,
    session_of,
    sessions_of,
    token_of,
    tokens_of,
    touch_session,
    touch_token,
)

NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def added(store: Store, name: str = "gaukhar", role: AccountRole = AccountRole.ADMIN) -> Account:
    with store.writing() as connection:
        return add_account(connection, name, role, "hash of a password", NOW)


def test_an_account_is_found_however_its_name_is_written(store: Store) -> None:
    account = added(store, " Gaukhar.S ")
    assert account.name == "gaukhar.s"
    with store.reading() as connection:
        assert account_named(connection, "GAUKHAR.S") == account
        assert all_accounts(connection) == [account]
        assert credentials_of(connection, "somebody") is None
        assert credentials_of(connection, "no/name\x00") is None
        assert has_accounts(connection)


@pytest.mark.parametrize("name", ["", "  ", "a b", "x" * 65, "a/b", "<b>", "a\u202eb", "a\x00"])
def test_a_name_has_letters_and_few_signs(store: Store, name: str) -> None:
    with pytest.raises(UsageError):
        added(store, name)


def test_a_name_is_taken_once(store: Store) -> None:
    added(store, "Ａida")
    with pytest.raises(StoreError, match="is an account"):
        added(store, "aida")


def test_somebody_stays_who_administers(store: Store) -> None:
    admin = added(store)
    added(store, "reader", AccountRole.READER)
    with store.writing() as connection:
        with pytest.raises(UsageError, match="last admin"):
            set_disabled(connection, admin, disabled=True)
        with pytest.raises(UsageError, match="last admin"):
            set_role(connection, admin, AccountRole.EDITOR)
        other = add_account(connection, "other", AccountRole.ADMIN, "hash", NOW)
        set_disabled(connection, admin, disabled=True)
        assert [account.disabled for account in all_accounts(connection)] == [True, False, False]
        with pytest.raises(UsageError, match="last admin"):
            set_disabled(connection, other, disabled=True)


def test_a_session_is_opened_by_its_secret_alone(store: Store) -> None:
    account = added(store)
    with store.writing() as connection:
        keep_session(connection, "secret", account, NOW, "192.0.2.1", "A browser " * 99)
        keep_session(connection, "second", account, LATER, "192.0.2.2", "")
        found = session_of(connection, "secret")
        assert found is not None
        session, owner = found
        assert owner == account
        assert (session.seen, session.address, len(session.agent)) == (NOW, "192.0.2.1", 200)
        assert session_of(connection, session.id) is None
        touch_session(connection, "secret", LATER + timedelta(minutes=1))
        assert [one.address for one in sessions_of(connection, account)] == ["192.0.2.1", "192.0.2.2"]
        end_sessions(connection, account, but="secret")
        assert session_of(connection, "second") is None
        assert end_session(connection, account, session.id)
        assert not end_session(connection, account, session.id)
        assert session_of(connection, "secret") is None


def test_old_sessions_are_forgotten(store: Store) -> None:
    account = added(store)
    with store.writing() as connection:
        keep_session(connection, "idle", account, NOW, "", "")
        keep_session(connection, "busy", account, LATER, "", "")
        drop_old_sessions(connection, seen_before=LATER, created_before=NOW)
        assert session_of(connection, "idle") is None
        drop_old_sessions(connection, seen_before=NOW, created_before=LATER + timedelta(seconds=1))
        assert session_of(connection, "busy") is None


def test_another_password_and_disabling_end_what_was_open(store: Store) -> None:
    added(store)
    account = added(store, "editor", AccountRole.EDITOR)
    with store.writing() as connection:
        keep_session(connection, "one", account, NOW, "", "")
        keep_token(connection, "token", account, "script", [Scope.READ], NOW)
        set_password(connection, account, "another hash")
        assert session_of(connection, "one") is None
        assert token_of(connection, "token") is not None
        keep_session(connection, "two", account, NOW, "", "")
        set_disabled(connection, account, disabled=True)
        assert session_of(connection, "two") is None
        assert token_of(connection, "token") is None


def test_a_token_has_scopes_and_an_end(store: Store) -> None:
    account = added(store)
    with store.writing() as connection:
        token = keep_token(connection, "secret", account, "script", [Scope.ADD, Scope.READ, Scope.ADD], NOW)
        assert token.scopes == (Scope.READ, Scope.ADD)
        touch_token(connection, token, LATER)
        found = token_of(connection, "secret")
        assert found is not None
        assert (found[0].used, found[1]) == (LATER, account)
        assert [one.label for one in tokens_of(connection, account)] == ["script"]
        assert end_token(connection, account, token.id)
        assert not end_token(connection, account, token.id)


def test_secrets_are_nowhere_in_the_store(store: Store, tmp_path: Path) -> None:
    account = added(store)
    with store.writing() as connection:
        keep_session(connection, "the-secret-of-a-session", account, NOW, "", "")
        keep_token(connection, "the-secret-of-a-token", account, "script", [Scope.READ], NOW)
    if store.dialect == "sqlite":
        held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert b"gaukhar" in held
        assert b"the-secret" not in held


def test_failed_attempts_are_counted_and_forgotten(store: Store) -> None:
    with store.writing() as connection:
        keep_attempt(connection, ["account a", "address b"], NOW)
        keep_attempt(connection, ["account a"], LATER)
        assert attempts_since(connection, "account a", NOW) == [NOW, LATER]
        assert attempts_since(connection, "account a", LATER) == [LATER]
        forget_attempts(connection, "account a")
        assert attempts_since(connection, "account a", NOW) == []
        drop_old_attempts(connection, LATER)
        assert attempts_since(connection, "address b", NOW) == []


def test_the_log_is_read_backwards(store: Store) -> None:
    with store.writing() as connection:
        for number in range(5):
            keep_audit(connection, NOW, "a" if number % 2 else "b", "logged in", f"no {number}", "192.0.2.1")
        entries = audit_entries(connection, limit=2)
        assert [entry.about for entry in entries] == ["no 4", "no 3"]
        assert [entry.about for entry in audit_entries(connection, before=entries[-1].number, who="b")] == ["no 2", "no 0"]
        assert audit_entries(connection, action="logged out") == []


def test_a_backup_carries_accounts_and_the_log_but_nothing_that_opens_a_door(store: Store, tmp_path: Path) -> None:
    account = added(store)
    with store.writing() as connection:
        keep_session(connection, "secret", account, NOW, "", "")
        keep_token(connection, "token", account, "script", [Scope.READ], NOW)
        keep_attempt(connection, ["gaukhar"], NOW)
        keep_audit(connection, NOW, "gaukhar", "logged in")
    back_up(store, tmp_path / "backup.gz")
    with open_store(str(tmp_path / "other.db")) as other:
        restore(other, tmp_path / "backup.gz")
        with other.writing() as connection:
            found = credentials_of(connection, "gaukhar")
            assert found is not None
            assert (found.account, found.password) == (account, "hash of a password")
            assert len(audit_entries(connection)) == 1
            assert session_of(connection, "secret") is None
            assert token_of(connection, "token") is None
            assert attempts_since(connection, "gaukhar", NOW) == []
            add_account(connection, "next", AccountRole.READER, "hash", NOW)
        with pytest.raises(StoreError, match="not empty"):
            restore(other, tmp_path / "backup.gz")


def test_what_an_account_may_do_and_what_passes_through_a_token() -> None:
    assert rights_of(AccountRole.READER) == {Right.READ}
    assert rights_of(AccountRole.EDITOR) == {Right.READ, Right.DECIDE, Right.ADD, Right.UNMASK}
    assert rights_of(AccountRole.ADMIN) == set(Right)
    assert rights_of(AccountRole.READER, Scope) == {Right.READ}
    assert rights_of(AccountRole.EDITOR, Scope) == {Right.READ, Right.DECIDE, Right.ADD}
    assert rights_of(AccountRole.ADMIN, [Scope.ADD]) == {Right.READ, Right.ADD}
    assert rights_of(AccountRole.ADMIN, Scope) == set(Right)
    assert rights_of(AccountRole.ADMIN, []) == frozenset()

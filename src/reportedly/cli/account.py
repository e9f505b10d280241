"""`reportedly account …`: who may use a store together. Passwords are asked for or read from standard input, never taken from the command line."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.stored import AsJson, By, Db, now, opened, who_acts
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.model.accounts import Account, AccountRole, Scope
    from reportedly.store import Connection

__all__ = ["app"]

app = typer.Typer(
    help="Look after the accounts of a team: who may sign in to the workplace, and as what.", no_args_is_help=True, rich_markup_mode=None
)

_ROLE = "What the account may do: reader (read), editor (decide, add reports and show withheld names too), admin (look after accounts too)."
_SCOPE = "What the token may do: read, decide, add or admin; give the option several times for several."

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the account, in any case.")]
Role = Annotated[str, typer.Option("--role", metavar="ROLE", help=_ROLE)]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from the first line of standard input instead of asking for it.")]


@app.command()
def add(name: Name, role: Role = "reader", password_stdin: Stdin = False, by: By = None, db: Db = None) -> None:
    """Add an account; the password is asked for twice, or read from standard input.

    The store is made if it is not there yet.
    """
    from reportedly.serve.passwords import hashed
    from reportedly.store.accounts import add_account, checked_name

    chosen, kept = _role(role), checked_name(name)
    password = hashed(_new_password(kept, password_stdin))
    with opened(db, create=True) as store, store.writing() as connection:
        account = add_account(connection, kept, chosen, password, now())
        _log(connection, by, "added an account", f"{account.name} {account.role.value}")
    typer.echo(f"{account.name} may sign in as {account.role.value}")


@app.command("list")
def list_accounts(as_json: AsJson = False, db: Db = None) -> None:
    """List the accounts by name."""
    from reportedly.cli.stored import print_list
    from reportedly.store.accounts import all_accounts

    with opened(db) as store, store.reading() as connection:
        found = all_accounts(connection)
    if as_json:
        print_list(_json(account) for account in found)
        return
    for account in found:
        typer.echo(f"{account.name:<24}  {account.role.value:<6}  {account.created:%Y-%m-%d}{'  disabled' if account.disabled else ''}")
    if not found:
        sys.stderr.write("no accounts; reportedly account add NAME --role admin makes the first\n")


@app.command()
def role(name: Name, role: Annotated[str, typer.Argument(metavar="ROLE", help=_ROLE)], by: By = None, db: Db = None) -> None:
    """Give an account another role, at once, also in sessions that are open."""
    from reportedly.store.accounts import account_named, set_role

    chosen = _role(role)
    with opened(db) as store, store.writing() as connection:
        account = account_named(connection, name)
        set_role(connection, account, chosen)
        _log(connection, by, "changed a role", f"{account.name} {account.role.value} to {chosen.value}")
    typer.echo(f"{account.name} is {chosen.value} now")


@app.command()
def password(name: Name, password_stdin: Stdin = False, by: By = None, db: Db = None) -> None:
    """Give an account another password and end its sessions; tokens stay, see account token."""
    from reportedly.serve.passwords import hashed
    from reportedly.store.accounts import account_named, set_password

    with opened(db) as store:
        with store.reading() as connection:
            account = account_named(connection, name)
        fresh = hashed(_new_password(account.name, password_stdin))
        with store.writing() as connection:
            set_password(connection, account, fresh)
            _log(connection, by, "set a password", account.name)
    typer.echo(f"{account.name} has another password; its sessions have ended")


@app.command()
def disable(
    name: Name, back: Annotated[bool, typer.Option("--undo", help="Let the account sign in again.")] = False, by: By = None, db: Db = None
) -> None:
    """Let an account sign in no more; its sessions and tokens end, and what it decided stays."""
    from reportedly.store.accounts import account_named, set_disabled

    with opened(db) as store, store.writing() as connection:
        account = account_named(connection, name)
        set_disabled(connection, account, disabled=not back)
        _log(connection, by, "enabled an account" if back else "disabled an account", account.name)
    typer.echo(f"{account.name} may sign in again" if back else f"{account.name} may sign in no more")


@app.command()
def token(
    name: Name,
    scope: Annotated[list[str] | None, typer.Option("--scope", metavar="SCOPE", help=_SCOPE)] = None,
    label: Annotated[str, typer.Option("--label", metavar="WORDS", help="What it is for.")] = "",
    end: Annotated[str | None, typer.Option("--end", metavar="ID", help="End the token with this id instead of making one.")] = None,
    show: Annotated[bool, typer.Option("--list", help="List the tokens of the account instead of making one.")] = False,
    db: Db = None,
) -> None:
    """Make a token with which a program may use the REST API in the name of an account; it is printed once and cannot be shown again."""
    from reportedly.serve.signing import make_token
    from reportedly.store.accounts import account_named
    from reportedly.store.auditing import keep_audit
    from reportedly.store.sessions import end_token, tokens_of

    with opened(db) as store:
        with store.reading() as connection:
            account = account_named(connection, name)
            held = tokens_of(connection, account)
        if show:
            for one in held:
                last = f"used {one.used:%Y-%m-%d}" if one.used else "not used"
                typer.echo(f"{one.id}  {one.created:%Y-%m-%d}  {last:<16}  {' '.join(one.scopes):<22}  {one.label}")
            return
        if end is not None:
            with store.writing() as connection:
                if not end_token(connection, account, end):
                    raise UsageError("no such token", where=end, mend=f"see reportedly account token {account.name} --list")
                keep_audit(connection, now(), account.name, "ended a token", end)
            typer.echo(f"{end} has ended")
            return
        _, secret = make_token(store, account, label, _scopes(scope or ["read"]), at=now())
    typer.echo(secret)


def _role(given: str) -> "AccountRole":
    from reportedly.model.accounts import AccountRole

    try:
        return AccountRole(given.lower())
    except ValueError as error:
        raise UsageError("not a role", where=given, mend=f"give one of: {', '.join(AccountRole)}") from error


def _scopes(given: list[str]) -> "list[Scope]":
    from reportedly.model.accounts import Scope

    unknown = [one for one in given if one not in set(Scope)]
    if unknown:
        raise UsageError("not a scope", where=unknown[0], mend=f"give one of: {', '.join(Scope)}")
    return [Scope(one) for one in given]


def _new_password(name: str, from_stdin: bool) -> str:
    from reportedly.serve.passwords import checked

    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        given = str(typer.prompt(f"Password for {name}", hide_input=True, confirmation_prompt="The same again", err=True))
    else:
        raise UsageError("nobody to ask for a password", mend="run it in a terminal, or give --password-stdin")
    return checked(given, name)


def _log(connection: "Connection", by: str | None, action: str, about: str) -> None:
    from reportedly.store.auditing import keep_audit

    keep_audit(connection, now(), who_acts(by, "").name, action, about)


def _json(account: "Account") -> dict[str, object]:
    return {
        "name": account.name,
        "role": account.role.value,
        "disabled": account.disabled,
        "created": account.created.isoformat(),
    }

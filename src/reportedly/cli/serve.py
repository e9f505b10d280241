"""`reportedly serve`: the workplace in the browser, and the API under it."""

import logging
import sys
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.stored import Db
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from reportedly.store import Store

__all__ = ["serve"]

_HOST = "The address to listen on. Others than this machine's own need --team."
_TEAM = "Ask everybody to log in; make the first account with reportedly account add NAME --role admin."
_NAME = "A further name that browsers may ask for, such as the one that a proxy answers to; may be given several times."


def serve(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help=_HOST)] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, metavar="PORT", help="The port to listen on.")] = 8042,
    team: Annotated[bool, typer.Option("--team", help=_TEAM)] = False,
    names: Annotated[list[str] | None, typer.Option("--name", metavar="HOST", help=_NAME)] = None,
    secure: Annotated[bool, typer.Option("--https", help="Browsers reach it by HTTPS, through a proxy: cookies are never sent without it.")] = False,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day to look from, such as 2025-04-23; without it today.")] = None,
    db: Db = None,
) -> None:
    """Serve the workplace: read, check, correct and follow cases in the browser.

    Alone on one machine it listens on this machine only and nobody logs in. For a team (--team) everybody logs in. A store that is not there is made.
    End it with Ctrl-C.
    """
    from reportedly.serve.settings import LOOPBACK, hosts_of

    if host not in LOOPBACK and not team:
        raise UsageError("other machines could read everything without logging in", where=host, mend="add --team, or leave out --host")
    _run(host, port, team=team, hosts=hosts_of(host, tuple(names or ())), secure=secure, opens=open_browser, as_of=_day(as_of), db=db)


def _day(given: str | None) -> "date | None":
    from reportedly.cli.stored import day_of

    return day_of(given) if given else None


def _run(host: str, port: int, *, team: bool, hosts: tuple[str, ...], secure: bool, opens: bool, as_of: "date | None", db: str | None) -> None:
    import uvicorn

    from reportedly.serve.app import create_app
    from reportedly.serve.settings import Settings
    from reportedly.store.opening import where

    app = create_app(Settings(where(db), host, port, team=team, hosts=hosts, secure=secure, as_of=as_of))
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    server = uvicorn.Server(uvicorn.Config(app, host, port, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=5))
    if team:
        _tell_of_accounts(app.state.store)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    typer.echo(f"reportedly is at {address}  (end it with Ctrl-C)")
    sys.stdout.flush()
    if opens:
        webbrowser.open(address)
    server.run()
    if not server.started:
        raise UsageError("the port cannot be listened on", where=f"{host}:{port}", mend="name another with --port, or end what uses it")


def _tell_of_accounts(store: "Store") -> None:
    from reportedly.store.accounts import has_accounts

    with store.reading() as connection:
        if not has_accounts(connection):
            sys.stderr.write("nobody can log in yet; make the first account with reportedly account add NAME --role admin\n")

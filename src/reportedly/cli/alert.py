"""`reportedly follow`, `unfollow`, `changes` and `alert …`: what is new in cases, and where it is told."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.stored import AsJson, Db, Limit, day_of, now, opened, print_list
from reportedly.cli.watch import watcher_of
from reportedly.errors import StoreError, UsageError

if TYPE_CHECKING:
    from reportedly.model.alerts import Channel, SavedSearch
    from reportedly.review.changes import Change
    from reportedly.store import Connection

__all__ = ["app", "changes", "follow", "unfollow"]

app = typer.Typer(help="Where and of what alerts are told; reportedly watch tells them by itself.", no_args_is_help=True, rich_markup_mode=None)

Case = Annotated[str, typer.Argument(metavar="CASE", help="The id of the case, or the beginning of it.")]
_WEBHOOK = "Post them to this address as JSON, signed by the rules of Standard Webhooks."


def follow(case: Case, db: Db = None) -> None:
    """Follow a case: new steps, deadlines near or passed in silence, corrections and pages that are gone are told from now on."""
    from reportedly.watch.noticing import follow_case

    with opened(db) as store:
        found, fresh = follow_case(watcher_of(store), case)
    typer.echo(f"{'followed' if fresh else 'followed already'}  {found}")


def unfollow(case: Case, db: Db = None) -> None:
    """Follow a case no longer."""
    from reportedly.store.alerting import follows_kept
    from reportedly.store.alerting import unfollow as stop
    from reportedly.store.casefiles import case_named

    with opened(db) as store, store.writing() as connection:
        names = [name for name in follows_kept(connection) if name.startswith(case) or case_named(connection, name) == case_named(connection, case)]
        if not names:
            raise StoreError("this case is not followed", where=case, mend="see reportedly alert list")
        for name in names:
            stop(connection, name)
            typer.echo(f"no longer followed  {name}")


def changes(
    case: Annotated[str | None, typer.Argument(metavar="CASE", help="Only the reports of this case.")] = None,
    difference: Annotated[bool, typer.Option("--diff", help="Print the lines that went and came.")] = False,
    limit: Limit = None,
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """List what changed on pages after they were kept: new versions with the sentences they lost, notes of editors, pages gone and back."""
    from reportedly.review.changes import changes as found_changes
    from reportedly.review.viewing import view_case

    with opened(db) as store:
        reports = [report.id for report in view_case(store, case, now().date()).file.reports] if case else None
        found = found_changes(store, reports, limit or 50)
    if as_json:
        print_list(map(_change_json, found))
        return
    for change in found:
        typer.echo(f"{change.at:%Y-%m-%d %H:%M}  {change.kind:<11}  {change.outlet or 'outlet not told'}: {change.headline or 'no headline'}")
        typer.echo(f"{'':18}{change.report}  {' '.join(change.cases) or 'no case tells of it now'}")
        for line in [*(f"{note.kind}: “{note.text}”" for note in change.notes), *(f"no longer there: “{words}”" for words in change.lost)]:
            typer.echo(f"{'':18}{line}")
        for line in change.difference if difference else ():
            typer.echo(f"{'':18}{line}")
    if not found:
        sys.stderr.write("no changes\n")


def _change_json(change: "Change") -> dict[str, Any]:
    return {
        "report": change.report,
        "outlet": change.outlet,
        "headline": change.headline,
        "at": change.at.isoformat(),
        "kind": change.kind,
        "cases": list(change.cases),
        "lost": list(change.lost),
        "notes": [{"kind": note.kind, "text": note.text} for note in change.notes],
        "difference": list(change.difference),
    }


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call this place.")],
    atom: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them to this file as an Atom feed.")] = None,
    email: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Send them to this address; the server is set in REPORTEDLY_SMTP.")] = None,
    webhook: Annotated[str | None, typer.Option(metavar="URL", help=_WEBHOOK)] = None,
    secret: Annotated[
        str | None, typer.Option(metavar="SECRET", help="The secret of the webhook, whsec_ and base64; without it one is made.")
    ] = None,
    db: Db = None,
) -> None:
    """Tell alerts in one more place: a file, an e-mail address or a webhook."""
    from reportedly.store.alerting import add_channel

    channel = _channel(name, atom, email, webhook, secret)
    with opened(db, create=True) as store, store.writing() as connection:
        _check_free(connection, name)
        add_channel(connection, channel, now())
    typer.echo(f"added  {name}  {channel.kind.value}  {channel.target}")
    if channel.secret and secret is None:
        typer.echo(f"its secret, shown this once: {channel.secret}")


def _channel(name: str, atom: Path | None, email: str | None, webhook: str | None, secret: str | None) -> "Channel":
    from reportedly.model.alerts import Channel, ChannelKind

    if sum(given is not None for given in (atom, email, webhook)) != 1:
        raise UsageError("one place is wanted", mend="give one of --atom, --email and --webhook")
    if atom is not None:
        return Channel(name, ChannelKind.ATOM, str(atom.resolve()))
    if email is not None:
        if email.count("@") != 1 or not email.isprintable() or any(sign in email for sign in " ,;<>"):
            raise UsageError("not an e-mail address", where=email, mend="write it as name@host.example")
        return Channel(name, ChannelKind.EMAIL, email)
    import secrets
    from base64 import b64encode

    from reportedly.collect.addresses import target_of

    made = secret or f"whsec_{b64encode(secrets.token_bytes(24)).decode()}"
    _check_secret(made)
    return Channel(name, ChannelKind.WEBHOOK, target_of(webhook or "").url, made)


def _check_secret(secret: str) -> None:
    from base64 import b64decode

    try:
        long_enough = len(b64decode(secret.removeprefix("whsec_"), validate=True)) >= 16
    except ValueError:
        long_enough = False
    if not long_enough:
        raise UsageError("not a secret for a webhook", mend="give whsec_ and at least 16 bytes in base64, or leave it out")


def _check_free(connection: "Connection", name: str) -> None:
    from reportedly.store.alerting import channels_kept, searches_kept

    if name in {channel.name for channel in channels_kept(connection)} | {search.name for search, _ in searches_kept(connection)}:
        raise UsageError("the name is taken", where=name, mend="choose another one; see reportedly alert list")


@app.command()
def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call this search.")],
    words: Annotated[list[str] | None, typer.Argument(metavar="WORD...", help="Words that have to stand in a sentence of the case.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Only cases of this country, as a code of two letters.")] = None,
    offence: Annotated[str | None, typer.Option(metavar="KIND", help="Only cases of this offence, such as smuggling.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STEP", help="Only cases in which somebody's last reported step is this.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only cases that were reported on since this day.")] = None,
    db: Db = None,
) -> None:
    """Save a search: every new case that meets all its conditions is told. Cases that meet them now are not new."""
    from reportedly.watch.noticing import keep_search

    saved = _search(name, words or [], country, offence, status, since)
    with opened(db) as store:
        with store.reading() as connection:
            _check_free(connection, name)
        keep_search(store, saved, now())
    typer.echo(f"saved  {name}")


def _search(name: str, words: list[str], country: str | None, offence: str | None, status: str | None, since: str | None) -> "SavedSearch":
    from reportedly.model.alerts import SavedSearch
    from reportedly.model.claims import StepType

    if status is not None and status not in set(StepType):
        raise UsageError("not a step", where=status, mend=f"use one of: {', '.join(StepType)}")
    step = StepType(status) if status else None
    return SavedSearch(name, country.upper() if country else None, offence, step, day_of(since) if since else None, tuple(words))


@app.command("list")
def list_places(as_json: AsJson = False, db: Db = None) -> None:
    """List the places where alerts are told, with what waits there, the saved searches and the followed cases."""
    from reportedly.store.alerting import channels_kept, follows_kept, searches_kept, waiting_alerts

    with opened(db) as store, store.reading() as connection:
        channels, waiting = channels_kept(connection), waiting_alerts(connection)
        saved, followed = [search for search, _ in searches_kept(connection)], follows_kept(connection)
    if as_json:
        places = [
            {"name": item.name, "kind": item.kind.value, "target": item.target, "waiting": waiting.get(item.name, (0, ""))[0]} for item in channels
        ]
        typer.echo(json.dumps({"channels": places, "searches": [_search_json(item) for item in saved], "follows": followed}, ensure_ascii=False))
        return
    for item in channels:
        count, note = waiting.get(item.name, (0, ""))
        typer.echo(f"{item.kind.value:<8} {item.name}  {item.target}{f'  {count} waiting' if count else ''}{f': {note}' if note else ''}")
    for search_ in saved:
        told = ", ".join(f"{key}: {value}" for key, value in _search_json(search_).items() if value and key != "name")
        typer.echo(f"{'search':<8} {search_.name}  {told or 'every new case'}")
    for case in followed:
        typer.echo(f"{'follow':<8} {case}")
    if not (channels or saved or followed):
        sys.stderr.write("no alerts are set up\n")


def _search_json(search_: "SavedSearch") -> dict[str, Any]:
    return {
        "name": search_.name,
        "country": search_.country,
        "offence": search_.offence,
        "status": search_.status and search_.status.value,
        "since": search_.since and search_.since.isoformat(),
        "words": list(search_.words),
    }


@app.command()
def remove(name: Annotated[str, typer.Argument(metavar="NAME", help="A place or a saved search.")], db: Db = None) -> None:
    """Tell alerts in a place no longer, or forget a saved search."""
    from reportedly.store.alerting import remove_channel, remove_search

    with opened(db) as store, store.writing() as connection:
        if not (remove_channel(connection, name) or remove_search(connection, name)):
            raise StoreError("nothing is called so", where=name, mend="see reportedly alert list")
    typer.echo(f"removed  {name}")


@app.command()
def send(db: Db = None) -> None:
    """Look for what is new and tell it now, as reportedly watch does after each round."""
    from reportedly.watch.delivering import deliver
    from reportedly.watch.noticing import notice_new

    with opened(db) as store:
        watcher = watcher_of(store)
        noticed = notice_new(watcher)
        done = deliver(watcher)
    typer.echo(f"{noticed} new, {done.told} told")
    for channel, fault in done.faults:
        sys.stderr.write(f"reportedly: {channel}: {fault}\n")
    if done.faults:
        raise typer.Exit(1)


@app.command()
def show(limit: Limit = None, as_json: AsJson = False, db: Db = None) -> None:
    """Print the last alerts in words."""
    from reportedly.store.alerting import alerts_kept
    from reportedly.watch.wording import tell_alerts

    with opened(db) as store:
        with store.reading() as connection:
            kept = alerts_kept(connection, limit or 20)
        told = tell_alerts(store, kept, now())
    if as_json:
        print_list(
            {
                "id": item.alert.id,
                "kind": item.alert.kind.value,
                "case": item.alert.case,
                "at": item.alert.at.isoformat(),
                "favourable": item.favourable,
                "title": item.title,
                "text": item.text,
                "url": item.url,
            }
            for item in told
        )
        return
    for item in told:
        typer.echo(f"{item.alert.at:%Y-%m-%d %H:%M}  {item.title}")
        for line in item.lines:
            typer.echo(f"{'':18}{line}")
    if not told:
        sys.stderr.write("no alerts\n")

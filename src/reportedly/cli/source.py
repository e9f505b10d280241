"""`reportedly source …`: the sources that are followed."""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.stored import AsJson, Db, Limit, opened, print_list
from reportedly.errors import InputError, UsageError

if TYPE_CHECKING:
    from reportedly.collect.fetch import Answer
    from reportedly.model.following import Source, SourceKind
    from reportedly.store import Connection

__all__ = ["app", "length_of"]

app = typer.Typer(help="The sources that reportedly watch follows.", no_args_is_help=True, rich_markup_mode=None)

_KIND = "What it is: feed, sitemap, section, warc or folder; without it, it is looked at."
_EVERY = "How often to look at it, such as 30m, 6h or 1d; without it as often as watch does."
_KEEP = "Keep reports that tell no case too."
Name = Annotated[str, typer.Argument(metavar="ID|PLACE", help="The id of the source, the beginning of it, or its address or path.")]


@app.command()
def add(
    places: Annotated[list[str], typer.Argument(metavar="URL|PATH...", help="Feeds, news sitemaps, section pages, WARC files, folders.")],
    kind: Annotated[str | None, typer.Option(metavar="KIND", help=_KIND)] = None,
    name: Annotated[str | None, typer.Option(metavar="WORDS", help="What to call it.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the outlet whose reports it lists.")] = None,
    every: Annotated[str | None, typer.Option(metavar="TIME", help=_EVERY)] = None,
    keep_all: Annotated[bool, typer.Option("--keep-all", help=_KEEP)] = False,
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Follow sources: RSS and Atom feeds, news sitemaps, section pages, WARC files, and folders that archives or reports are put into.

    An address is asked once to see what it is. Nothing is read before reportedly watch runs. Addresses on this machine or its own network are refused
    unless their host is named in REPORTEDLY_ALLOW_HOSTS.
    """
    from reportedly.store.sources import add_source

    period = int(length_of(every).total_seconds()) if every else None
    refused = 0
    with opened(db, create=True) as store:
        for place in places:
            try:
                source, told = _found(place, kind, name)
            except InputError as error:
                refused += 1
                sys.stderr.write(f"reportedly: {error}\n")
                continue
            source = _with(source, outlet, period, keep_all=keep_all)
            with store.writing() as connection:
                fresh = add_source(connection, source)
            outcome = "added" if fresh else "followed already"
            if as_json:
                typer.echo(json.dumps({**_as_json(source), "outcome": outcome}, ensure_ascii=False))
            else:
                typer.echo(f"{outcome:<17} {source.id}  {source.kind.value:<8} {source.place}{f'  {told}' if told else ''}")
    if refused:
        raise typer.Exit(1)


def _with(source: "Source", outlet: str | None, every: int | None, *, keep_all: bool) -> "Source":
    from dataclasses import replace

    return replace(source, outlet=outlet, every=every, keep_all=keep_all)


def _found(place: str, kind: str | None, name: str | None) -> "tuple[Source, str]":
    """A place as a source, and what was seen there."""
    from reportedly.collect.fetch import is_address
    from reportedly.model.following import Source, SourceKind
    from reportedly.store.sources import source_id

    if kind is not None and kind not in set(SourceKind):
        raise UsageError("not a kind of source", where=kind, mend=f"use one of: {', '.join(SourceKind)}")
    if not is_address(place):
        path = Path(place)
        if not path.exists():
            raise InputError("there is no such file or folder", where=place, mend="check the path")
        found = SourceKind(kind) if kind else SourceKind.FOLDER if path.is_dir() else SourceKind.WARC
        whole = str(path.resolve())
        return Source(source_id(whole), found, whole, name or path.name), ""
    seen, told, address = _seen(place) if kind is None else (SourceKind(kind), "", _checked(place))
    return Source(source_id(address), seen, address, name or address), told


def _checked(place: str) -> str:
    from reportedly.collect.addresses import target_of

    return target_of(place).url


def _seen(place: str) -> "tuple[SourceKind, str, str]":
    from reportedly.watch.looking import kind_of_place

    answer = _asked(place)
    kind, count, feeds = kind_of_place(answer)
    told = f"{count} listed now"
    if feeds:
        told += f"; it announces the feed {feeds[0]}"
    return kind, told, _checked(place)


def _asked(place: str) -> "Answer":
    from reportedly.collect.fetch import ask
    from reportedly.collect.rules import rules_from

    answer = ask(place, rules_from().up_to(10_000_000))
    if answer.exchange.status != 200:
        raise InputError(f"the server answered {answer.exchange.status} {answer.exchange.reason}".rstrip(), where=place, mend="check the address")
    return answer


@app.command("list")
def list_sources(as_json: AsJson = False, db: Db = None) -> None:
    """List the sources, with the result of the last look at each and how many reports wait to be fetched."""
    from reportedly.store.sources import sources_kept, waiting_items

    with opened(db) as store, store.reading() as connection:
        found, waiting = sources_kept(connection), waiting_items(connection)
    if as_json:
        print_list({**_as_json(source), "waiting": waiting.get(source.id, 0)} for source in found)
        return
    for source in found:
        looked = f"{source.last_at:%Y-%m-%d %H:%M}" if source.last_at else "not looked at yet"
        state = "paused" if source.paused else source.last_result or "new"
        more = f", {waiting[source.id]} waiting" if source.id in waiting else ""
        typer.echo(f"{source.id}  {source.kind.value:<8} {looked:<17} {state}{more}\n{'':11}{source.place}")
    if not found:
        sys.stderr.write("no sources\n")


@app.command()
def pause(name: Name, db: Db = None) -> None:
    """Stop looking at a source until reportedly source resume."""
    _set(name, db, paused=True)


@app.command()
def resume(name: Name, db: Db = None) -> None:
    """Look at a source again."""
    _set(name, db, paused=False)


def _set(name: str, db: str | None, *, paused: bool) -> None:
    from reportedly.store.sources import pause_source

    with opened(db) as store, store.writing() as connection:
        source = _named(connection, name)
        pause_source(connection, source, paused=paused)
    typer.echo(f"{'paused' if paused else 'resumed'}  {source.id}  {source.place}")


@app.command()
def remove(name: Name, db: Db = None) -> None:
    """Follow a source no longer. Reports that came from it stay."""
    from reportedly.store.sources import remove_source

    with opened(db) as store, store.writing() as connection:
        source = _named(connection, name)
        remove_source(connection, source)
    typer.echo(f"removed  {source.id}  {source.place}")


def _named(connection: "Connection", name: str) -> "Source":
    from reportedly.store.sources import source_named

    path = Path(name)
    return source_named(connection, str(path.resolve()) if path.exists() else name)


@app.command()
def test(
    place: Annotated[str, typer.Argument(metavar="URL", help="The address of a feed, a news sitemap or a section page.")],
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """Look at an address once and print what it lists, without keeping anything."""
    from reportedly.watch.looking import kind_of_place, list_of

    answer = _asked(place)
    kind, _, feeds = kind_of_place(answer)
    source, _ = _found(place, kind.value, None)
    listed = list(list_of(source, answer, lambda url, _: _asked(url)))[: limit or 20]
    if as_json:
        print_list({"url": item.url, "title": item.title, "published": item.published and item.published.isoformat()} for item in listed)
        return
    typer.echo(f"a {kind.value}; {len(listed)} of what it lists:")
    for item in listed:
        day = f"{item.published:%Y-%m-%d}" if item.published else "day not told"
        typer.echo(f"{day:<13} {item.title or 'no title'}{'  (in full)' if item.content else ''}\n{'':14}{item.url}")
    for feed in feeds:
        typer.echo(f"it announces the feed {feed}")


@app.command("import")
def import_opml(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of OPML, as readers of feeds write it.")],
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Follow all sources on the web that a file of OPML names.

    Paths in it are left out: a list from a stranger must not lead to files of this machine.
    """
    from reportedly.collect.fetch import is_address
    from reportedly.collect.opml import sources_in
    from reportedly.store.sources import add_source

    try:
        named = sources_in(file.read_bytes())
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(file), mend="check the path") from error
    outcomes = {True: 0, False: 0}
    with opened(db, create=True) as store:
        for kind, place, name in named:
            if not is_address(place) or not kind.is_web:
                sys.stderr.write(f"reportedly: {place}: not on the web (add it with reportedly source add)\n")
                continue
            try:
                source, _ = _found(place, kind.value, name)
            except InputError as error:
                sys.stderr.write(f"reportedly: {error}\n")
                continue
            with store.writing() as connection:
                outcomes[add_source(connection, source)] += 1
    if as_json:
        typer.echo(json.dumps({"added": outcomes[True], "followed already": outcomes[False]}))
    else:
        typer.echo(f"{outcomes[True]} added, {outcomes[False]} followed already")


@app.command("export")
def export_opml(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write; without it standard output.")] = None,
    db: Db = None,
) -> None:
    """Write the sources as OPML."""
    from reportedly.collect.opml import opml_of
    from reportedly.store.sources import sources_kept

    with opened(db) as store, store.reading() as connection:
        text = opml_of(sources_kept(connection))
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(output), mend="name a file in a folder that you may write to") from error


@app.command()
def fetches(limit: Limit = None, as_json: AsJson = False, db: Db = None) -> None:
    """List the last requests and what came of each."""
    from reportedly.store.fetching import last_fetches

    with opened(db) as store, store.reading() as connection:
        found = last_fetches(connection, limit or 50)
    if as_json:
        print_list(
            {
                "at": item.at.isoformat(),
                "url": item.url or None,
                "purpose": item.purpose,
                "status": item.status,
                "result": item.result,
                "bytes": item.bytes,
                "seconds": item.seconds,
            }
            for item in found
        )
        return
    for item in found:
        typer.echo(f"{item.at:%Y-%m-%d %H:%M:%S}  {item.purpose:<7} {item.status or '':>3}  {item.result}  {item.url}")


def _as_json(source: "Source") -> dict[str, Any]:
    return {
        "id": source.id,
        "kind": source.kind.value,
        "place": source.place,
        "name": source.name,
        "outlet": source.outlet,
        "every": source.every,
        "keep_all": source.keep_all,
        "paused": source.paused,
        "last_at": source.last_at and source.last_at.isoformat(),
        "last_result": source.last_result or None,
        "failures": source.failures,
    }


def length_of(given: str) -> timedelta:
    """A length of time such as 90s, 15m, 6h, 3d or 2w.

    Raises:
        UsageError: If it is none.
    """
    seconds = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}.get(given[-1:])
    if seconds is None or not given[:-1].isdecimal() or not 0 < int(given[:-1]) < 1_000_000:
        raise UsageError("not a length of time", where=given, mend="write it as 15m, 6h or 3d")
    return timedelta(seconds=int(given[:-1]) * seconds)

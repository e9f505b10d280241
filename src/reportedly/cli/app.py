"""The commands, put together."""

from typing import Annotated

import typer

from reportedly.cli import (
    account,
    add,
    alert,
    cases,
    decide,
    evidence,
    export,
    importing,
    lexicon,
    people,
    read,
    samples,
    serve,
    source,
    upkeep,
    watch,
)

__all__ = ["app"]

app = typer.Typer(
    name="reportedly",
    help="Read news reports of criminal cases: every fact with its sentence, its sources and its date.",
    epilog="Exit codes: 0 all read, 1 some input refused (the rest is read), 2 wrong usage.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(read.read)
app.command()(add.add)
app.command()(cases.cases)
app.command()(cases.case)
app.command()(cases.deadlines)
app.command()(people.people)
app.command()(people.person)
app.command()(people.search)
app.add_typer(decide.app, name="decide")
app.add_typer(importing.app, name="import")
app.add_typer(account.app, name="account")
app.command()(serve.serve)
app.command()(export.export)
app.add_typer(source.app, name="source")
app.command()(watch.watch)
app.command()(alert.follow)
app.command()(alert.unfollow)
app.command()(alert.changes)
app.add_typer(alert.app, name="alert")
app.command()(evidence.evidence)
app.command()(upkeep.rebuild)
app.command()(upkeep.backup)
app.command()(upkeep.restore)
app.command()(samples.samples)
app.add_typer(lexicon.app, name="lexicon")


def _version(wanted: bool) -> None:
    if wanted:
        from reportedly import __version__

        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    pass

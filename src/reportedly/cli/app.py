"""The commands, put together; each is imported when it is called, so that help on all of them answers at once."""

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["COMMANDS", "app"]

COMMANDS = {
    "read": ("read:read", "Read reports and print what they say."),
    "bulk": ("bulk:bulk", "Read archives of any size into Parquet tables of articles and claims."),
    "add": ("add:add", "Read reports into a store and keep its case files."),
    "cases": ("cases:cases", "List the cases, those last reported on first."),
    "case": ("cases:case", "Show one case file."),
    "deadlines": ("cases:deadlines", "List what is to happen by a day, and what has passed in silence."),
    "people": ("people:people", "List the people of all cases by name."),
    "person": ("people:person", "Show what is told of the people with a name."),
    "search": ("people:search", "Search reports and facts, those added last first."),
    "decide": ("decide:app", "Decide about claims, people and cases; every decision is kept with who, when and why."),
    "serve": ("serve:serve", "Serve the workplace: read, check, correct and follow cases in the browser."),
    "account": ("account:app", "Look after the accounts of a team: who may sign in to the workplace, and as what."),
    "export": ("export:export", "Write cases in a format that other programs open."),
    "import": (
        "importing:app",
        "Bring in earlier exports, a table of cases, and lists of known people and organisations; nothing is written without --write.",
    ),
    "source": ("source:app", "The sources that reportedly watch follows."),
    "watch": ("watch:watch", "Follow the sources: fetch what is new, read it, keep the case files up to date, and tell what is new."),
    "follow": (
        "alert:follow",
        "Follow a case: new steps, deadlines near or passed in silence, corrections and pages that are gone are told from now on.",
    ),
    "unfollow": ("alert:unfollow", "Follow a case no longer."),
    "changes": (
        "alert:changes",
        "List what changed on pages after they were kept: new versions with the sentences they lost, notes of editors, pages gone and back.",
    ),
    "alert": ("alert:app", "Where and of what alerts are told; reportedly watch tells them by itself."),
    "evidence": ("evidence:evidence", "Hand out the pages behind a case as a web archive, or check one."),
    "rebuild": ("upkeep:rebuild", "Make all case files and indexes anew from reports, claims and decisions."),
    "backup": ("upkeep:backup", "Write the whole store to one file, while others may go on using it."),
    "restore": ("upkeep:restore", "Fill an empty store from a backup, from SQLite or PostgreSQL into either."),
    "samples": ("samples:samples", "List the invented sample reports, or write them into a folder."),
    "lexicon": ("lexicon:app", "Look after the rules, names and words that the readers know."),
}
"""Each command: where it is, as module and name, and what it does, as its own help begins."""


class _Commands(TyperGroup):
    """All commands by name. One is imported when it is called; help on all of them needs only the table."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands, in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command with this name, or None."""
        del ctx
        return _loaded(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the names of all commands with what each does."""
        told = {name: TyperCommand(name, help=words) for name, (_, words) in COMMANDS.items()}
        TyperGroup(name=self.name, commands=dict(told), rich_markup_mode=None).format_commands(ctx, formatter)


def _loaded(name: str) -> Any:
    module, _, attribute = COMMANDS[name][0].partition(":")
    found: typer.Typer | Callable[..., None] = getattr(import_module(f"reportedly.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
        alone.command(name)(found)
        found = alone
    command = typer.main.get_command(found)
    command.name = name
    return command


app = typer.Typer(
    name="reportedly",
    cls=_Commands,
    help="Read news reports of criminal cases: every fact with its sentence, its sources and its date.",
    epilog="Exit codes: 0 all read, 1 some input refused (the rest is read), 2 wrong usage.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


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

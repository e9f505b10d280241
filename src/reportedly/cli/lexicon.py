"""`reportedly lexicon …`: what the readers know, as data."""

import sys

import typer

__all__ = ["app"]

app = typer.Typer(help="Look after the rules, names and words that the readers know.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    pass


@app.command()
def check() -> None:
    """Check every lexicon file and run every rule's examples.

    Each fault is told with file, line and what to do. Leaves with 1 when there is a fault.
    """
    from reportedly.lexicon.check import check as faults_of
    from reportedly.lexicon.load import files

    faults = faults_of()
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    number = len(files("**/*.yaml"))
    typer.echo(f"{number} lexicon files, {len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'}")
    if faults:
        raise typer.Exit(1)

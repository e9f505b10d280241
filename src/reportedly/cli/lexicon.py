"""`reportedly lexicon …`: what the readers know, as data."""

from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(help="Look after the rules, names and words that the readers know.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    pass


@app.command()
def check(
    quick: Annotated[bool, typer.Option("--quick", help="Check the form of the files only, without running examples.")] = False,
) -> None:
    """Check every lexicon file and run the examples of rules.

    Each fault is told with file, line and what to do. Leaves with 1 when there is a fault. Examples are run when all files are well formed.
    """
    from reportedly.lexicon.check import check as faults_of
    from reportedly.lexicon.load import files

    faults = list(faults_of())
    examples = 0
    if not faults and not quick:
        from reportedly.cli.examples import run_examples

        for fault in run_examples():
            examples += 1
            if fault:
                faults.append(fault)
    for fault in faults:
        typer.echo(str(fault), err=True)
    ran = f", {examples} examples" if examples else ""
    typer.echo(f"{len(files('**/*.yaml'))} lexicon files{ran}, {len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'}")
    if faults:
        raise typer.Exit(1)

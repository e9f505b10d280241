"""`reportedly rebuild`, `backup` and `restore`: looking after a store."""

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.read import progress
from reportedly.cli.stored import Db, opened

__all__ = ["backup", "rebuild", "restore"]


def rebuild(
    reread: Annotated[bool, typer.Option("--read-again", help="Read the kept reports again first, with the present lexicon.")] = False,
    db: Db = None,
) -> None:
    """Make all case files and indexes anew from reports, claims and decisions.

    The same reports and decisions give the same case files, byte for byte. With --read-again the kept reports are read anew by this version;
    decisions stay in force.
    """
    from reportedly.review import casework

    with opened(db) as store, progress(many=True) as tick:
        if reread:
            from reportedly.pipeline import read

            casework.read_again(store, read, tick)
        casework.rebuild(store, tick)
        from reportedly.store.casefiles import case_count

        with store.reading() as connection:
            cases = case_count(connection)
    typer.echo(f"{cases} case file{'' if cases == 1 else 's'} made anew")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; a file of that name is replaced once the backup is whole.")],
    db: Db = None,
) -> None:
    """Write the whole store to one file, while others may go on using it."""
    from reportedly.store.backup import back_up

    with opened(db) as store:
        reports = back_up(store, file)
    typer.echo(f"{reports} report{'' if reports == 1 else 's'} in {file}")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that reportedly backup wrote.")],
    db: Db = None,
) -> None:
    """Fill an empty store from a backup, from SQLite or PostgreSQL into either.

    All of it is restored or nothing. A store that holds reports is not touched.
    """
    from reportedly.store import backup as backups

    with opened(db, create=True) as store:
        reports = backups.restore(store, file)
    typer.echo(f"{reports} report{'' if reports == 1 else 's'} restored")

"""`reportedly watch`: sources followed by themselves."""

import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.source import length_of
from reportedly.cli.stored import Db, opened

if TYPE_CHECKING:
    from reportedly.store import Store
    from reportedly.watch.settings import Watcher

__all__ = ["watch", "watcher_of"]

_ONCE = "Do all whose time has come, then leave."
_EVERY = "How often to look at each source that has no time of its own, such as 15m or 2h."
_GAP = "The least time between two requests to one host, such as 1s; a longer crawl delay in its robots.txt is kept."
_WORKERS = "How many hosts to ask at once; one host is never asked twice at once."
_NEAR = "How long before its day a deadline is told."


def watch(
    once: Annotated[bool, typer.Option("--once", help=_ONCE)] = False,
    every: Annotated[str, typer.Option(metavar="TIME", help=_EVERY)] = "15m",
    gap: Annotated[str, typer.Option(metavar="TIME", help=_GAP)] = "1s",
    workers: Annotated[int, typer.Option(min=1, max=64, metavar="N", help=_WORKERS)] = 6,
    near: Annotated[str, typer.Option(metavar="TIME", help=_NEAR)] = "3d",
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
    db: Db = None,
) -> None:
    """Follow the sources: fetch what is new, read it, keep the case files up to date, and tell what is new.

    Sites are asked politely: robots.txt and crawl delays are obeyed, one request at a time goes to each host, errors and Retry-After make for longer
    waits, and what has not changed is not sent again. Set REPORTEDLY_CONTACT to an address that is told to the sites. Pages behind open cases are
    looked at again, soon at first, then less and less often. It can be ended at any moment, and goes on where it was; one process watches for a store
    at a time.
    """
    from reportedly.store.watch_lock import watching_alone
    from reportedly.watch import rounds
    from reportedly.watch.visiting import Visitor

    ended = _Ended()
    with opened(db) as store, watching_alone(store):
        watcher = replace(watcher_of(store), every=length_of(every), gap=length_of(gap).total_seconds(), workers=workers, near=length_of(near))
        watcher = replace(watcher, stopped=ended)
        tell = _silent if quiet else _tell
        if not once:
            rounds.watch(watcher, tell)
            return
        done = rounds.one_round(watcher, Visitor(watcher), tell)
        if not quiet:
            words = f"{done.sources} sources looked at, {done.listed} reports newly listed, {done.kept} kept, {done.changed} pages changed"
            typer.echo(f"{words}, {done.noticed} alerts")


class _Ended:
    """Becomes true when somebody wants the program to end; the present page is finished first."""

    def __init__(self) -> None:
        self._wanted = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._want)

    def _want(self, number: int, _frame: Any) -> None:
        self._wanted = True
        # A second time ends it at once.
        signal.signal(number, signal.SIG_DFL)

    def __call__(self) -> bool:
        return self._wanted


def _tell(place: str, result: str) -> None:
    sys.stdout.write(f"{result:<17} {place}\n")
    sys.stdout.flush()


def _silent(_place: str, _result: str) -> None:
    return


def watcher_of(store: "Store") -> "Watcher":
    """What watching goes by, with the limits that the environment sets."""
    from reportedly.collect.rules import rules_from
    from reportedly.collect.stamping import authority_from
    from reportedly.model.claims import ReportReading
    from reportedly.model.text import Article
    from reportedly.watch.settings import Watcher

    def read(article: Article) -> ReportReading:
        from reportedly.pipeline import read as read_article

        return read_article(article)

    return Watcher(store, read, rules_from(), authority=authority_from())

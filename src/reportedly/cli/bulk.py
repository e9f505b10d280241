"""`reportedly bulk`: archives in, tables out."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.bulk.running import Engine, Progress
    from reportedly.export.bulk_output import Manifest

__all__ = ["bulk"]

_INPUTS = "Archives (.warc, .warc.gz), JSON lines (.jsonl, also .gz), Parquet, single reports, or folders of them: paths or addresses such as s3://…"
_OUT = "The folder to write to: a path or an address. Given again, a run goes on where it stopped."
_ENGINE = "Who reads: local, processes on this machine; ray, a Ray cluster."
_WORKERS = "How many processes read at once; without it one for each processor of the machine or the cluster."
_ADDRESS = "The Ray cluster, such as ray://head:10001 or auto; without it Ray is started on this machine. Only with --engine ray."
_SKIPPED = "What becomes of pages that tell no case: drop, or store as text."
_COLUMN = "What a field is called in lines and tables, such as text=body; fields are text, html, id, headline, outlet, url, published, lang."
_PIECE = "Cut inputs into pieces of about so many megabytes; without it by the size of the inputs. A stop costs at most the pieces being read."
_MINUTE = 60.0


class _EngineName(StrEnum):
    LOCAL = "local"
    RAY = "ray"


class _Skipped(StrEnum):
    DROP = "drop"
    STORE = "store"


def bulk(
    inputs: Annotated[list[str], typer.Argument(metavar="IN…", help=_INPUTS)],
    out: Annotated[str, typer.Option("--out", "-o", metavar="OUT", help=_OUT)],
    engine: Annotated[_EngineName, typer.Option("--engine", help=_ENGINE)] = _EngineName.LOCAL,
    workers: Annotated[int | None, typer.Option("--workers", min=1, metavar="N", help=_WORKERS)] = None,
    address: Annotated[str | None, typer.Option("--address", metavar="ADDRESS", help=_ADDRESS)] = None,
    skipped: Annotated[_Skipped, typer.Option("--skipped", help=_SKIPPED)] = _Skipped.DROP,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Name of the outlet of all reports.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="LANG", help="Language of all reports, as a code of ISO 639-1.")] = None,
    column: Annotated[list[str] | None, typer.Option("--column", metavar="FIELD=NAME", help=_COLUMN)] = None,
    piece: Annotated[float | None, typer.Option("--piece", min=0.001, metavar="MB", help=_PIECE)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what came of it as one JSON object.")] = False,
) -> None:
    """Read archives of any size into Parquet tables of articles and claims.

    A quick look at each page tells whether it can tell of a case; only such pages are read. Each record is read once, also when a run was stopped at
    any moment and the same command is given again. Records that cannot be read are set aside with the reason, and the command then leaves with exit
    code 1. The tables are the same whichever engine and however many workers read. reportedly add --from OUT loads them into a store.
    """
    from reportedly.bulk.running import run
    from reportedly.bulk.settings import BulkSettings, Skipped

    if address is not None and engine is not _EngineName.RAY:
        raise UsageError("--address names a Ray cluster", mend="give --engine ray with it")
    size = int(piece * 1_000_000) if piece else None
    settings = BulkSettings(Skipped(skipped.value), outlet, lang, _columns(column or []), size)
    begun = time.monotonic()
    with _progress() as tell:
        manifest = run(inputs, out, settings, _engine(engine, workers, address), tell)
    seconds = time.monotonic() - begun
    sys.stdout.write(_as_json(manifest, out, seconds) if as_json else _for_people(manifest, out, seconds))
    if manifest.counts.failed:
        raise typer.Exit(1)


def _engine(name: _EngineName, workers: int | None, address: str | None) -> "Engine":
    if name is _EngineName.RAY:
        from reportedly.bulk.cluster import ray_engine

        return ray_engine(workers, address)
    from reportedly.bulk.running import local_engine

    return local_engine(workers or len(os.sched_getaffinity(0)))


def _columns(given: list[str]) -> tuple[tuple[str, str], ...]:
    from reportedly.collect.inputs import CONTENT_FIELDS, STATED_FIELDS

    found: dict[str, str] = {}
    for pair in given:
        field, _, name = pair.partition("=")
        if field not in CONTENT_FIELDS + STATED_FIELDS or not name:
            raise UsageError(f"'{pair}' names no column", mend=f"write FIELD=NAME; the fields are {', '.join(CONTENT_FIELDS + STATED_FIELDS)}")
        found[field] = name
    return tuple(sorted(found.items()))


def _as_json(manifest: "Manifest", out: str, seconds: float) -> str:
    counts = manifest.counts
    told = {"out": out, "records": counts.records, "kept": counts.kept, "cases": counts.cases, "skipped": counts.skipped, "failed": counts.failed}
    files = sum(len(shard.files) for shard in manifest.shards)
    return json.dumps({**told, "passed": counts.passed, "pieces": len(manifest.shards), "files": files, "seconds": round(seconds, 1)}) + "\n"


def _for_people(manifest: "Manifest", out: str, seconds: float) -> str:
    counts = manifest.counts
    told = f"{counts.records:,} records in {seconds:,.0f} s: {counts.kept:,} kept ({counts.cases:,} tell a case), {counts.skipped:,} skipped, "
    why = f"\nWhy records failed: {out}/failures" if counts.failed else ""
    return f"{told}{counts.failed:,} failed\nWritten to {out}{why}\n"


@contextmanager
def _progress() -> "Iterator[Callable[[Progress], None]]":
    """Tell on standard error how far it is: a bar for somebody who watches, else a line a minute."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns: tuple[Any, ...] = (BarColumn(), TextColumn("{task.percentage:.0f}%  {task.description}"), TextColumn("left"), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("loading the models", total=None)
        begun = time.monotonic()

        def tell(so_far: "Progress") -> None:
            # Until the first piece is done it is not known how fast it goes.
            if so_far.before is None or so_far.pieces > so_far.before.pieces:
                bar.update(task, total=so_far.of_weight or 1, completed=so_far.weight, description=_told(so_far, time.monotonic() - begun))

        yield tell


def _lines() -> "Callable[[Progress], None]":
    begun = last = time.monotonic()

    def tell(so_far: "Progress") -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _MINUTE:
            last = now
            done = so_far.weight - (so_far.before.weight if so_far.before else 0)
            left = (so_far.of_weight - so_far.weight) / done * (now - begun) if done else 0
            sys.stderr.write(f"{so_far.weight / (so_far.of_weight or 1):.0%}  {_told(so_far, now - begun)}, {left / 60:,.0f} min left\n")

    return tell


def _told(so_far: "Progress", seconds: float) -> str:
    counts = so_far.counts
    records = counts.records - (so_far.before.counts.records if so_far.before else 0)
    rate = f"{records / seconds:,.0f} records/s, " if records and seconds else ""
    return f"{rate}{counts.kept:,} kept, {counts.skipped:,} skipped, {counts.failed:,} failed"

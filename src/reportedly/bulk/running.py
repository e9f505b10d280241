"""A whole run: inputs cut into pieces, pieces read by an engine, what comes of them written so that a run goes on after a stop at any moment."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add

from reportedly import __version__
from reportedly.bulk.settings import BulkSettings
from reportedly.bulk.work import Done
from reportedly.bulk.workers import Workers
from reportedly.collect.archive_files import InputFile, files_of
from reportedly.collect.pieces import Piece, cut, misread, piece_size
from reportedly.collect.raw import Trail
from reportedly.errors import UsageError
from reportedly.export.bulk_output import MANIFEST, PLAN, Counts, InputNote, Manifest, Shard, ShardFile, as_json, open_output
from reportedly.export.folder import Folder
from reportedly.export.shards import TABLES
from reportedly.lexicon.digest import lexicon_digest
from reportedly.model.coding import noun_of

__all__ = ["Engine", "Progress", "local_engine", "run"]

Engine = Callable[[Sequence[Piece], BulkSettings], Iterator[Done]]
"""Reads pieces, in any order."""

_PIECES = "pieces"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: pieces, the bytes of the inputs behind them, and what came of their records; ``before`` is how far it was when begun."""

    pieces: int = 0
    weight: int = 0
    counts: Counts = field(default_factory=Counts)
    of_pieces: int = 0
    of_weight: int = 0
    before: "Progress | None" = None

    def with_piece(self, weight: int, counts: Counts) -> "Progress":
        """The same with one piece more."""
        return replace(self, pieces=self.pieces + 1, weight=self.weight + weight, counts=self.counts + counts)


def local_engine(workers: int) -> Engine:
    """The engine that reads with processes on this machine."""

    def read(pieces: Sequence[Piece], settings: BulkSettings) -> Iterator[Done]:
        with Workers(min(workers, max(len(pieces), 1)), settings) as crew:
            yield from crew.read(pieces)

    return read


def run(inputs: Iterable[str], out: str, settings: BulkSettings, engine: Engine, tell: Callable[[Progress], None]) -> Manifest:
    """Read all inputs; what an earlier run has read already is not read again.

    Args:
        inputs: Paths and addresses of archives and folders.
        out: The folder to write to, a path or an address.
        settings: How to read.
        engine: What reads.
        tell: Told how far it is, at the beginning and after each piece.

    Returns:
        The manifest, which is in the folder too.

    Raises:
        UsageError: If an input is not there, or the folder holds something else.
        InputError: If the folder cannot be written to.
    """
    # Makes no sense? Then nothing is begun.
    _ = settings.overrides
    folder = Folder(out)
    files = _files(inputs)
    size = settings.piece or piece_size(files)
    plan = Manifest(__version__, lexicon_digest(), {**settings.told(), "piece": size}, tuple(_note(file) for file in files))
    with folder.locked():
        if not _begin(folder, plan):
            folder.remove(_PIECES)
            return open_output(out)[1]
        pieces = cut(files, size, dict(settings.columns))
        shards = _shards(folder)
        _read_all(folder, pieces, shards, settings, engine, tell)
        ordered = tuple(shards[piece.number] for piece in pieces)
        manifest = replace(plan, counts=_total(ordered), shards=ordered)
        folder.write(MANIFEST, as_json(manifest))
        folder.remove(_PIECES)
    return manifest


def _files(inputs: Iterable[str]) -> list[InputFile]:
    found: dict[str, InputFile] = {}
    for place in inputs:
        for file in files_of(place):
            if file.address in found:
                raise UsageError("named twice", where=file.place, mend="name each input once, so that each report is read once")
            found[file.address] = file
    return list(found.values())


def _note(file: InputFile) -> InputNote:
    return InputNote(file.place, file.kind.value, file.size, file.stamp)


def _begin(folder: Folder, plan: Manifest) -> bool:
    """Write down what is to be done, or see that it is what an earlier run began; False when that has finished."""
    told = as_json(plan)
    if not folder.is_there(PLAN):
        if folder.names():
            raise UsageError("there are other files in it", where=folder.place, mend="name a new folder, or an empty one")
        folder.write(PLAN, told)
        return True
    before = folder.read(PLAN)
    if before != told:
        what = f"an earlier run began it with {_difference(before, told)}"
        raise UsageError(what, where=folder.place, mend="give the same again, or name a new folder")
    return not folder.is_there(MANIFEST)


def _difference(before: bytes, now: bytes) -> str:
    names = {"reportedly": "another version of this program", "lexicon": "another lexicon", "settings": "other options", "inputs": "other inputs"}
    try:
        old, new = json.loads(before), json.loads(now)
        return next(words for key, words in names.items() if old[key] != new[key])
    except (LookupError, TypeError, ValueError, StopIteration):
        return "another version of this program"


def _shards(folder: Folder) -> dict[int, Shard]:
    """What earlier runs have finished."""
    found: dict[int, Shard] = {}
    for name in folder.names(_PIECES):
        shard: Shard = noun_of(Shard, json.loads(folder.read(name)))
        found[shard.number] = shard
    return found


def _read_all(
    folder: Folder, pieces: list[Piece], shards: dict[int, Shard], settings: BulkSettings, engine: Engine, tell: Callable[[Progress], None]
) -> None:
    so_far = Progress(of_pieces=len(pieces), of_weight=sum(piece.weight for piece in pieces))
    for number, shard in shards.items():
        so_far = so_far.with_piece(pieces[number].weight, shard.counts)
    so_far = replace(so_far, before=so_far)
    tell(so_far)
    waiting = [piece for piece in pieces if piece.number not in shards]
    while waiting:
        for done in engine(waiting, settings):
            if done.number not in shards:
                so_far = so_far.with_piece(pieces[done.number].weight, done.counts)
            shards[done.number] = _write(folder, pieces[done.number], done)
            tell(so_far)
        waiting = misread(pieces, {number: Trail(0, shard.begins, shard.follows) for number, shard in shards.items()})


def _write(folder: Folder, piece: Piece, done: Done) -> Shard:
    """Write what came of a piece: its tables first, then that they are there."""
    files: list[ShardFile] = []
    for gone in {table.name for table in TABLES} - {table.table for table in done.tables}:
        # A piece that was misread may have had rows there.
        folder.remove(f"{gone}/{done.number:06}.parquet")
    for table in done.tables:
        name = f"{table.table}/{done.number:06}.parquet"
        folder.write(name, table.content)
        files.append(ShardFile(table.table, name, table.rows, len(table.content), hashlib.sha256(table.content).hexdigest()))
    inputs = (piece.at, piece.at + len(piece.files))
    trail = done.trail
    shard = Shard(done.number, inputs, piece.first, piece.last, done.counts, tuple(files), trail.begins, trail.follows)
    folder.write(f"{_PIECES}/{done.number:06}.json", as_json(shard))
    return shard


def _total(shards: Iterable[Shard]) -> Counts:
    return reduce(add, (shard.counts for shard in shards), Counts())

"""What `reportedly bulk` wrote: its manifest, and the reports in it as they were read, shard by shard."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from pyarrow import ArrowException
from pyarrow.parquet import ParquetFile

from reportedly.errors import InputError, UsageError
from reportedly.export.folder import Folder
from reportedly.export.shard_rows import report_of, text_of
from reportedly.model.archives import ArchivedReport, Failure, StoredText
from reportedly.model.coding import noun_of

__all__ = [
    "FORMAT",
    "MANIFEST",
    "PLAN",
    "Counts",
    "InputNote",
    "Manifest",
    "Shard",
    "ShardFile",
    "as_json",
    "each_in",
    "open_output",
    "reports_in",
    "texts_in",
]

FORMAT = "reportedly-bulk/1"
MANIFEST = "manifest.json"
PLAN = "plan.json"
# Rows that are held at once.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records there were, and what became of each: ``kept`` were read, ``skipped`` left out or only stored by triage, ``failed`` set aside.

    ``passed`` counts what an archive holds beside pages: requests, answers other than 200, pictures. ``cases`` is how many of those kept tell a case.
    """

    kept: int = 0
    skipped: int = 0
    failed: int = 0
    passed: int = 0
    cases: int = 0

    @property
    def records(self) -> int:
        """How many records could have been reports."""
        return self.kept + self.skipped + self.failed

    def __add__(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class InputNote:
    """A file that was read: where it is, what kind it is of, its size in bytes, and what tells this version of it from others."""

    place: str
    kind: str
    size: int
    stamp: str


@dataclass(frozen=True, slots=True)
class ShardFile:
    """A file of a shard: the table that it is a part of, its name in the folder, its rows and bytes, and its digest."""

    table: str
    name: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Shard:
    """What came of one piece of the inputs.

    ``number`` counts the pieces in the order of the inputs. ``inputs`` are the numbers of the files (half-open) and ``first``/``last`` the bytes or
    rows (half-open) in them that the piece was cut by. ``begins`` and ``follows`` are where its first record began and where the record after its
    last one begins, in archives that are cut by bytes.
    """

    number: int
    inputs: tuple[int, int]
    first: int
    last: int
    counts: Counts
    files: tuple[ShardFile, ...]
    begins: int | None = None
    follows: int | None = None

    def file(self, table: str) -> ShardFile | None:
        """The file with its rows of a table; None when it has no such rows."""
        return next((file for file in self.files if file.table == table), None)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that was read and written. ``lexicon`` is the digest of the lexicon; ``settings`` are those that the results depend on."""

    reportedly: str
    lexicon: str
    settings: dict[str, Any]
    inputs: tuple[InputNote, ...]
    counts: Counts = Counts()
    shards: tuple[Shard, ...] = ()
    format: str = field(default=FORMAT)


def as_json(noun: Any) -> bytes:
    """A noun of this module as indented JSON."""
    return json.dumps(asdict(noun), ensure_ascii=False, indent=1).encode() + b"\n"


def open_output(place: str) -> tuple[Folder, Manifest]:
    """The folder that a finished run wrote, and its manifest.

    Args:
        place: A path or an fsspec address.

    Raises:
        UsageError: If there is no such folder, or the run is not finished.
        InputError: If the manifest cannot be read.
    """
    folder = Folder(place)
    if not folder.is_there(MANIFEST):
        begun = folder.is_there(PLAN)
        what = "reading is not finished" if begun else "not a folder that reportedly bulk wrote"
        mend = "give the same reportedly bulk command again, which goes on where it stopped" if begun else "give the folder named by -o"
        raise UsageError(what, where=place, mend=mend)
    try:
        values = json.loads(folder.read(MANIFEST))
        if values["format"] != FORMAT:
            raise InputError(f"written in the format {values['format']!r}, this program reads {FORMAT!r}", where=f"{place}/{MANIFEST}")
        manifest: Manifest = noun_of(Manifest, values)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"not a manifest: {error}", where=f"{place}/{MANIFEST}", mend="give the folder as it was written") from error
    return folder, manifest


def reports_in(folder: Folder, shard: Shard) -> Iterator[ArchivedReport]:
    """The reports of a shard that were read, in the order of the inputs, exactly as they were read.

    Raises:
        InputError: If a file is not there, or not as it was written.
    """
    for found in each_in(folder, shard):
        if isinstance(found, Failure):
            raise InputError(found.what, where=found.record, mend=found.mend)
        yield found


def each_in(folder: Folder, shard: Shard) -> Iterator[ArchivedReport | Failure]:
    """The reports of a shard that were read, in the order of the inputs, and for each row that does not hold one why.

    Raises:
        InputError: If a file is not there, or not as it was written.
    """
    pages = _rows(folder, shard, "pages")
    for row in _rows(folder, shard, "articles"):
        if row["outcome"] == "read":
            page = next(pages, None)
            where = f"{folder.place}: {row['record']}"
            if page is None or page["record"] != row["record"]:
                raise InputError("a page is missing", where=where, mend="give the folder as it was written")
            try:
                yield report_of(row, page, where)
            except InputError as error:
                yield Failure(where, row["url"], error.what, error.mend)


def texts_in(folder: Folder, shard: Shard) -> Iterator[StoredText]:
    """The pages of a shard that were only stored as text.

    Raises:
        InputError: If a file is not there, or not as it was written.
    """
    for row in _rows(folder, shard, "articles"):
        if row["outcome"] == "stored":
            yield text_of(row, f"{folder.place}: {row['record']}")


def _rows(folder: Folder, shard: Shard, table: str) -> Iterator[dict[str, Any]]:
    file = shard.file(table)
    if file is None:
        return
    where = f"{folder.place}/{file.name}"
    with folder.opened(file.name) as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
            raise InputError("not as it was written: its digest is another", where=where, mend="fetch or write it again")
        stream.seek(0)
        try:
            for batch in ParquetFile(stream).iter_batches(_BATCH):
                yield from batch.to_pylist()
        except ArrowException as error:
            raise InputError(f"not a Parquet file: {error}", where=where, mend="fetch or write it again") from error

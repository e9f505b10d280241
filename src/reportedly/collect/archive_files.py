"""The files behind the inputs of a large reading: on this machine, or at any address that fsspec knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.collect.inputs import may_be_report
from reportedly.errors import InputError, UsageError

__all__ = ["FileKind", "InputFile", "files_of", "opened"]

_SUFFIXES = (
    ((".warc", ".warc.gz"), "warc"),
    ((".jsonl", ".ndjson"), "lines"),
    ((".jsonl.gz", ".ndjson.gz"), "packed lines"),
    ((".parquet",), "rows"),
)
_STAMPS = ("ETag", "etag", "md5", "md5Hash", "checksum", "mtime", "LastModified", "last_modified", "updated", "created")


class FileKind(StrEnum):
    """What a file holds: web pages, reports line by line (packed with gzip or not), reports row by row, or one report."""

    WARC = "warc"
    LINES = "lines"
    PACKED_LINES = "packed lines"
    ROWS = "rows"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file.

    ``place`` is what it is called, from what the user gave; ``address`` where any process finds it. ``stamp`` tells this version of it from others.
    """

    place: str
    address: str
    kind: FileKind
    size: int
    stamp: str


def files_of(place: str) -> list[InputFile]:
    """The file at a path or address, or all files in the folder there that can hold reports, in the order of their names.

    Raises:
        UsageError: If nothing is there, or nothing is installed that opens such an address.
    """
    import fsspec

    try:
        system, root = fsspec.core.url_to_fs(place)
        if not system.exists(root):
            raise UsageError("there is no such file or folder", where=place, mend="check the path")
        about = system.info(root)
        if about["type"] != "directory":
            return [_file(system, place, root, about)]
        found = system.find(root, detail=True)
    except (ImportError, ValueError, OSError) as error:
        raise UsageError(f"cannot be opened: {error}", where=place, mend="install what fsspec names, or check the address and the rights") from error
    start = len(root.rstrip("/")) + 1
    inside = {path[start:]: details for path, details in found.items() if details["type"] == "file" and may_be_report(path[start:])}
    if not inside:
        raise UsageError("no files in this folder", where=place, mend="give a folder with reports")
    return [_file(system, _within(place, name), f"{root.rstrip('/')}/{name}", details) for name, details in sorted(inside.items())]


def _within(place: str, name: str) -> str:
    """What a file in a folder is called; of chained addresses the first one tells the folder."""
    head, link, rest = place.partition("::")
    return f"{head.rstrip('/')}/{name}{link}{rest}"


def _file(system: Any, place: str, path: str, about: dict[str, Any]) -> InputFile:
    name = path.lower()
    kind = next((FileKind(kind) for suffixes, kind in _SUFFIXES if name.endswith(suffixes)), FileKind.REPORT)
    stamp = next((str(about[key]) for key in _STAMPS if about.get(key)), "")
    local = "file" in ((system.protocol,) if isinstance(system.protocol, str) else system.protocol)
    # A process on the same machine can have another working folder.
    address = str(Path(path).absolute()) if local else place if "::" in place else str(system.unstrip_protocol(path))
    return InputFile(place, address, kind, int(about.get("size") or 0), stamp)


@contextmanager
def opened(file: InputFile) -> Iterator[BinaryIO]:
    """The bytes of a file, for seeking and reading.

    Raises:
        InputError: If it cannot be opened.
    """
    import fsspec

    try:
        # Its own file system each time: a process that was forked must not use the connections of another.
        with fsspec.open(file.address, "rb", skip_instance_cache=True) as stream:
            yield stream
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=file.place, mend="check the path and the rights") from error

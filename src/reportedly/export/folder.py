"""Folders that files are written to and read from, on this machine or at any address that fsspec knows; a file is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import InputError, UsageError

if TYPE_CHECKING:
    from pyarrow import NativeFile

__all__ = ["Folder"]

_PART = ".part"
_LOCK = ".lock"


class Folder:
    """A folder at a path or an address such as ``s3://bucket/archive``.

    Raises:
        UsageError: If nothing is installed that opens such an address.
    """

    def __init__(self, place: str) -> None:
        import fsspec

        self.place = place.rstrip("/") or place
        try:
            found: tuple[Any, str] = fsspec.core.url_to_fs(self.place)
        except (ImportError, ValueError) as error:
            raise UsageError(f"cannot open such an address: {error}", where=place, mend="install what fsspec names, or give a path") from error
        self._files, root = found
        self._root = root.rstrip("/")
        protocol = self._files.protocol
        self.is_local = "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def path(self, name: str) -> str:
        """The path of a file in the folder, as its file system calls it."""
        return f"{self._root}/{name}"

    def is_there(self, name: str = "") -> bool:
        """Whether there is such a file; without a name, whether the folder is there."""
        return bool(self._files.exists(self.path(name) if name else self._root))

    def names(self, under: str = "") -> list[str]:
        """The names of all files in the folder, or in a folder in it, in order; those half written are left out."""
        folder = self.path(under) if under else self._root
        if not self._files.exists(folder):
            return []
        # A listing that is remembered would miss what was written since.
        self._files.invalidate_cache()
        found = [path for path, about in self._files.find(folder, detail=True).items() if about["type"] == "file"]
        inside = (path[len(self._root) + 1 :] for path in found if not path.endswith(_PART))
        return sorted(name for name in inside if name != _LOCK)

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            InputError: If it is not there, or cannot be read.
        """
        try:
            content: bytes = self._files.cat_file(self.path(name))
        except FileNotFoundError as error:
            raise InputError("there is no such file", where=f"{self.place}/{name}", mend="give a folder that reportedly bulk wrote") from error
        except OSError as error:
            raise InputError(f"cannot be read: {error}", where=f"{self.place}/{name}", mend="check the path and the rights") from error
        return content

    @contextmanager
    def opened(self, name: str) -> "Iterator[NativeFile]":
        """A file as Arrow reads it, opened for seeking."""
        from pyarrow import PythonFile

        try:
            with self._files.open(self.path(name), "rb") as stream:
                yield PythonFile(stream, mode="r")
        except OSError as error:
            raise InputError(f"cannot be read: {error}", where=f"{self.place}/{name}", mend="check the path and the rights") from error

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole: whoever looks sees the old one or the new one, never a piece, even if the machine stops meanwhile.

        Raises:
            InputError: If it cannot be written.
        """
        try:
            if self.is_local:
                _write_local(Path(self.path(name)), content)
            else:
                # Stores of objects put an object whole or not at all.
                self._files.makedirs(self.path(name).rpartition("/")[0], exist_ok=True)
                self._files.pipe_file(self.path(name), content)
        except OSError as error:
            raise InputError(f"cannot be written: {error}", where=f"{self.place}/{name}", mend="check the space and the rights") from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others on this machine from writing to the folder; at other addresses nobody can be kept from it.

        Raises:
            UsageError: If another process writes to it.
        """
        if not self.is_local:
            yield
            return
        import fcntl

        path = Path(self.path(_LOCK))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UsageError("another process writes to it", where=self.place, mend="wait until it is done, or stop it") from error
            yield

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with all that is in it, if it is there."""
        if self._files.exists(self.path(name)):
            self._files.rm(self.path(name), recursive=True)


def _write_local(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + _PART)
    with part.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)

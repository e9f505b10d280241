"""The reports of one piece of a file of JSON lines: the lines that begin between two bytes of it."""

import io
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast

from reportedly.collect.inputs import parsed_line, stated_in
from reportedly.collect.raw import RawReport
from reportedly.errors import InputError, UsageError
from reportedly.model.archives import Failure

__all__ = ["lines_between", "packed_lines_between", "report_in", "unpacked_size"]

_BLOCK = 1 << 20
_SMALL = 65_536


class _Unpacked(io.RawIOBase):
    """What is inside a gzip file, read forwards; it ends where it cannot be unpacked any further, and ``fault`` tells why."""

    def __init__(self, stream: BinaryIO) -> None:
        self.fault = ""
        self._stream, self._at = stream, 0
        self._unpacker = zlib.decompressobj(31)
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or offset < self._at:
            raise io.UnsupportedOperation("a packed file is read forwards only")
        while self._at < offset and self.read(min(_SMALL, offset - self._at)):
            pass
        return self._at

    def readinto(self, buffer: Any) -> int:
        while not self.fault:
            if self._unpacker.eof:
                # A gzip file may have several members one after the other.
                self._waiting, self._unpacker = self._unpacker.unused_data, zlib.decompressobj(31)
                fresh = True
            else:
                fresh = False
            packed = self._waiting or self._stream.read(_SMALL)
            if not packed:
                self.fault = "" if fresh else "it is cut short"
                return 0
            data = self._unpack(packed, len(buffer))
            buffer[: len(data)] = data
            self._at += len(data)
            if data:
                return len(data)
        return 0

    def _unpack(self, packed: bytes, most: int) -> bytes:
        try:
            data = self._unpacker.decompress(packed, most)
        except zlib.error as error:
            self.fault = str(error)
            return b""
        self._waiting = self._unpacker.unconsumed_tail
        return data


def unpacked_size(stream: BinaryIO) -> int:
    """How many bytes are inside a gzip file, as far as it can be unpacked; one more if it is broken, so that reading it comes to the break."""
    inside = _Unpacked(stream)
    while inside.read(_SMALL):
        pass
    return inside.tell() + bool(inside.fault)


def packed_lines_between(
    stream: BinaryIO, name: str, first: int, last: int, columns: Mapping[str, str], *, max_bytes: int
) -> Iterator[RawReport | Failure]:
    """The reports in lines of a gzip file; the arguments are those of ``lines_between``, counted in what is inside."""
    inside = _Unpacked(stream)
    # The reader that cuts lines only ever asks for what comes next.
    yield from lines_between(cast("BinaryIO", io.BufferedReader(inside, _SMALL)), name, first, last, columns, max_bytes=max_bytes)
    if inside.fault and inside.tell() < last:
        yield Failure(f"{name}@{inside.tell()}", None, f"a broken gzip file: {inside.fault}", "fetch it again")


def lines_between(stream: BinaryIO, name: str, first: int, last: int, columns: Mapping[str, str], *, max_bytes: int) -> Iterator[RawReport | Failure]:
    """The reports in lines that begin at or after one byte and before another.

    Args:
        stream: The file.
        name: What to call it.
        first: The first byte.
        last: The byte after the last one.
        columns: What the fields of a report are called in the file, where they are called otherwise.
        max_bytes: The longest line that is read; a longer one is a failure.

    Yields:
        The reports, and the lines that hold none. Blank lines are passed over.
    """
    at = _first_line(stream, first, last)
    while at < last and (line := stream.readline(max_bytes + 1)):
        record = f"{name}@{at}"
        at += len(line)
        if len(line) > max_bytes:
            yield Failure(record, None, f"a line larger than {max_bytes // 1_000_000} MB", "leave the line out")
            if not line.endswith(b"\n"):
                at = _line_after(stream, at, last)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _report(line, record, columns)


def _first_line(stream: BinaryIO, first: int, last: int) -> int:
    """Where the first line begins at or after a byte, the stream standing there; the end of the piece when none begins in it."""
    if first == 0:
        stream.seek(0)
        return 0
    stream.seek(first - 1)
    return _line_after(stream, first - 1, last)


def _line_after(stream: BinaryIO, at: int, last: int) -> int:
    """Where the next line begins after a byte of one, as far as that is in the piece; the stream stands there."""
    while at < last:
        piece = stream.readline(min(_BLOCK, last - at))
        at += len(piece)
        if not piece:
            return last
        if piece.endswith(b"\n"):
            return at
    return last


def _report(line: bytes, record: str, columns: Mapping[str, str]) -> RawReport | Failure:
    try:
        return report_in(parsed_line(line, record), record, columns)
    except InputError as error:
        return Failure(record, None, error.what, error.mend)


def report_in(fields: dict[str, Any], record: str, columns: Mapping[str, str]) -> RawReport | Failure:
    """The report that is given in fields, or why there is none.

    Args:
        fields: The fields by the names that they have in the file.
        record: Its place in the inputs.
        columns: What the fields of a report are called in the file, where they are called otherwise.
    """
    named = {**fields, **{field: fields.get(name) for field, name in columns.items()}}
    try:
        content, media_type, stated = stated_in(named, record)
    except (InputError, UsageError) as error:
        url = named.get("url")
        return Failure(record, url if isinstance(url, str) else None, error.what, error.mend)
    return RawReport(record, content, media_type, "utf-8", given=stated)

"""The pages of one piece of a web archive: those whose records begin between two bytes of it.

Whoever reads a piece looks for the first record in it. What looks like a record inside a page would be taken for one only by a piece that begins in
that page; the pieces beside it know better, which is seen from where they say that records begin (``Trail``), and such a piece is read again.
"""

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO

from reportedly.collect.raw import RawReport, Trail
from reportedly.collect.warc import page_of
from reportedly.errors import InputError
from reportedly.model.archives import Failure
from reportedly.model.fetching import Exchange

__all__ = ["pages_between"]

_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"WARC/"
_BLOCK = 65_536
_FAULTS = (zlib.error, EOFError, ValueError, LookupError, AttributeError, AssertionError)


def pages_between(
    stream: BinaryIO, name: str, first: int, last: int, trail: Trail, *, start: int | None = None, max_bytes: int
) -> Iterator[RawReport | Failure]:
    """The pages whose records begin at or after one byte and before another.

    Args:
        stream: The archive.
        name: What to call it.
        first: The first byte.
        last: The byte after the last one.
        trail: What is noted on the way.
        start: Where the first record begins, if that is known.
        max_bytes: The largest page that is read; a larger one is a failure.

    Yields:
        The pages, and the records that are broken.
    """
    stream.seek(0)
    packed = stream.read(2) == _GZIP[:2]
    at = first if first == 0 else start if start is not None else _next_start(stream, packed, first, last)
    trail.begins = at if at is not None and at < last else None
    while at is not None and at < last:
        record = f"{name}@{at}"
        try:
            found, after = _record(stream, at, record, packed, max_bytes)
        except _Broken as broken:
            yield Failure(record, None, f"a broken record: {broken}", "fetch the archive again")
            at, trail.follows = _next_start(stream, packed, at + 1, last), None
            continue
        if found is None:
            trail.passed += 1
        else:
            yield found
        at = trail.follows = _following(stream, packed, after)


class _Broken(Exception):  # noqa: N818 (no error that leaves this file)
    """A record that cannot be read to its end."""


def _following(stream: BinaryIO, packed: bool, after: int) -> int:
    """Where the next record begins, past blanks and rubbish between them; the end of the archive when there is none."""
    if _begins(stream, after, packed):
        return after
    size = stream.seek(0, io.SEEK_END)
    found = _next_start(stream, packed, after, size)
    return size if found is None else found


def _begins(stream: BinaryIO, at: int, packed: bool) -> bool:
    stream.seek(at)
    if not packed:
        return stream.read(len(_PLAIN)) == _PLAIN
    head = stream.read(4096)
    try:
        return head.startswith(_GZIP) and zlib.decompressobj(31).decompress(head, len(_PLAIN)) == _PLAIN
    except zlib.error:
        return False


def _next_start(stream: BinaryIO, packed: bool, first: int, last: int) -> int | None:
    """The first byte at which a record seems to begin."""
    mark = _GZIP if packed else b"\n" + _PLAIN
    shift = 0 if packed else 1
    at = first - shift
    while at < last - shift:
        stream.seek(at)
        block = stream.read(_BLOCK + len(mark) - 1)
        if len(block) < len(mark):
            return None
        found = block.find(mark)
        while found >= 0:
            place = at + found + shift
            if place >= last:
                return None
            if _begins(stream, place, packed):
                return place
            found = block.find(mark, found + 1)
        at += _BLOCK
    return None


def _record(stream: BinaryIO, at: int, record: str, packed: bool, max_bytes: int) -> tuple[RawReport | Failure | None, int]:
    """What the record at a byte holds, and the byte after it.

    Raises:
        _Broken: If it cannot be read to its end.
    """
    member = _Member(stream, at) if packed else _Rest(stream, at)
    inside: Any = io.BufferedReader(member, _BLOCK)
    try:
        # The reader of archives tells the terminal what it thinks of them.
        with redirect_stderr(io.StringIO()):
            parsed = _parsed(inside)
            begun = inside.tell() - parsed.raw_stream.tell() if not packed else 0
            found = _page(parsed, record, max_bytes)
        if packed:
            return found, _end_of_member(member, inside, parsed)
        return found, _end_of_plain(stream, begun + int(parsed.length), at)
    except _FAULTS as error:
        raise _Broken(str(error) or type(error).__name__) from error


def _parsed(inside: Any) -> Any:
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        parsed = ArcWarcRecordLoader(verify_http=False).parse_record_stream(inside, known_format="warc")
    except (ArchiveLoadFailed, StatusAndHeadersParserException) as error:
        raise _Broken(str(error)) from error
    if parsed.length is None or not hasattr(parsed.raw_stream, "limit") or (parsed.rec_headers.get_header("Content-Length") or "").startswith("-"):
        raise _Broken("it does not tell its length")
    return parsed


def _page(parsed: Any, record: str, max_bytes: int) -> RawReport | Failure | None:
    """The page in a record, or why it is not read; None when it holds none."""
    try:
        page = page_of(parsed, max_bytes)
    except InputError as error:
        return Failure(record, parsed.rec_headers.get_header("WARC-Target-URI"), error.what, error.mend)
    if page is None:
        return None
    exchange = Exchange(page.url, page.url, page.at, 200, "OK", (("X-Archive", record),), page.headers, "")
    return RawReport(record, page.content, page.media_type, page.charset, page.url, exchange=exchange)


def _end_of_member(member: Any, inside: Any, parsed: Any) -> int:
    # What is left of the record, then what is left of the gzip member, which must be blank.
    while parsed.raw_stream.read(_BLOCK):
        pass
    if parsed.raw_stream.limit > 0:
        raise _Broken("it is cut short")
    if inside.read(_BLOCK).lstrip(b"\r\n").startswith(_PLAIN):
        raise _Broken("several records are packed as one; `warcio recompress` mends such an archive")
    while inside.read(_BLOCK):
        pass
    after: int = member.after()
    return after


def _end_of_plain(stream: BinaryIO, end: int, at: int) -> int:
    size = stream.seek(0, io.SEEK_END)
    if end > size or end <= at:
        raise _Broken("it is cut short")
    stream.seek(end)
    head = stream.read(4)
    return end + len(head) - len(head.lstrip(b"\r\n"))


class _Rest(io.RawIOBase):
    """A file from a byte on."""

    def __init__(self, stream: BinaryIO, at: int) -> None:
        self._stream, self._at = stream, at

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_SET:
            self._at = offset
        elif whence == io.SEEK_CUR:
            self._at += offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._stream.seek(self._at)
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


class _Member(io.RawIOBase):
    """One gzip member of a file, unpacked piece by piece."""

    def __init__(self, stream: BinaryIO, at: int) -> None:
        self._stream, self._read = stream, at
        self._unpacker = zlib.decompressobj(31)
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._unpacker.eof:
            packed = self._waiting or self._more()
            if not packed:
                raise EOFError("it is cut short")
            data = self._unpacker.decompress(packed, len(buffer))
            self._waiting = self._unpacker.unconsumed_tail
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0

    def _more(self) -> bytes:
        self._stream.seek(self._read)
        packed = self._stream.read(_BLOCK)
        self._read += len(packed)
        return packed

    def after(self) -> int:
        """The byte after the member, once it was read to its end."""
        return self._read - len(self._unpacker.unused_data)

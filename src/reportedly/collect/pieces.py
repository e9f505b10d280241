"""Large inputs cut into pieces that are read one by one, on any machine and in any order; every record belongs to exactly one piece."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.collect.archive_files import FileKind, InputFile, opened
from reportedly.collect.inputs import MAX_BYTES
from reportedly.collect.line_cut import lines_between, packed_lines_between, unpacked_size
from reportedly.collect.raw import RawReport, Trail
from reportedly.collect.row_cut import row_count, rows_between
from reportedly.collect.warc_cut import pages_between
from reportedly.errors import InputError
from reportedly.model.archives import Failure

__all__ = ["Piece", "cut", "misread", "piece_size", "records_of"]

_SMALLEST, _LARGEST, _PIECES = 1_000_000, 32_000_000, 64
# Bytes of text read as long as this many bytes of packed pages.
_LINES, _PACKED_LINES = 4, 1
_MOST_ROWS, _FEWEST_ROWS = 2_000, 20
_MOST_FILES = 500
_PAGE_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the inputs.

    ``number`` counts them. ``files`` are read from ``first`` up to ``last``: bytes of an archive or of a file of lines, rows of a table; the numbers
    of the files themselves where each holds one report. ``at`` is the number of the first file among the inputs. ``start`` is where the first record
    begins, if that is known. ``weight`` is its share of all that there is to read, in bytes. ``fault`` tells why it cannot be read at all.
    """

    number: int
    kind: FileKind
    files: tuple[InputFile, ...]
    at: int
    first: int
    last: int
    weight: int
    start: int | None = None
    fault: Failure | None = None


def piece_size(files: Sequence[InputFile]) -> int:
    """How large pieces should be, in bytes: small enough that there is work for several, large enough that files are not too many."""
    return min(max(sum(file.size for file in files) // _PIECES, _SMALLEST), _LARGEST)


def cut(files: Sequence[InputFile], size: int, columns: Mapping[str, str]) -> list[Piece]:
    """The pieces of files, in their order.

    Args:
        files: The files.
        size: How large pieces should be, in bytes.
        columns: What the fields of a report are called in tables, where they are called otherwise.
    """
    found: list[Piece] = []
    waiting: list[InputFile] = []
    for at, file in enumerate(files):
        if file.kind is FileKind.REPORT:
            waiting.append(file)
            if len(waiting) >= _MOST_FILES or sum(one.size for one in waiting) >= size:
                found.append(_of_reports(waiting, at + 1))
                waiting = []
            continue
        if waiting:
            found.append(_of_reports(waiting, at))
            waiting = []
        found += _of_file(file, at, size, columns)
    if waiting:
        found.append(_of_reports(waiting, len(files)))
    return [replace(piece, number=number) for number, piece in enumerate(found)]


def _of_reports(files: Sequence[InputFile], after: int) -> Piece:
    first = after - len(files)
    return Piece(0, FileKind.REPORT, tuple(files), first, first, after, sum(file.size for file in files))


def _of_file(file: InputFile, at: int, size: int, columns: Mapping[str, str]) -> Iterator[Piece]:
    try:
        end, step = _measure(file, size, columns)
    except InputError as error:
        yield Piece(0, file.kind, (file,), at, 0, 0, file.size, fault=Failure(file.place, None, error.what, error.mend))
        return
    for first in range(0, end, step):
        last = min(first + step, end)
        yield Piece(0, file.kind, (file,), at, first, last, file.size * (last - first) // end)


def _measure(file: InputFile, size: int, columns: Mapping[str, str]) -> tuple[int, int]:
    """How many bytes or rows there are in a file, and how many of them make a piece."""
    if file.kind is FileKind.LINES:
        return file.size, max(size // _LINES, 1)
    if file.kind is FileKind.PACKED_LINES:
        with opened(file) as stream:
            # Whoever reads a piece unpacks all that is before it: there should be few.
            return unpacked_size(stream), max(size // _PACKED_LINES, 1)
    if file.kind is FileKind.ROWS:
        with opened(file) as stream:
            rows = row_count(stream, file.place, columns)
        return rows, min(max(rows * size // max(file.size, 1) // _LINES, _FEWEST_ROWS), _MOST_ROWS)
    if not file.size:
        raise InputError("an empty file", where=file.place, mend="fetch it again")
    return file.size, max(size, 1)


def records_of(piece: Piece, trail: Trail, columns: Mapping[str, str]) -> Iterator[RawReport | Failure]:
    """The records of a piece, and those that are broken.

    Args:
        piece: The piece.
        trail: What is noted on the way.
        columns: What the fields of a report are called in lines and tables, where they are called otherwise.
    """
    if piece.fault is not None:
        yield piece.fault
    elif piece.kind is FileKind.REPORT:
        for file in piece.files:
            yield _whole(file)
    else:
        yield from _inside(piece, trail, columns)


def _inside(piece: Piece, trail: Trail, columns: Mapping[str, str]) -> Iterator[RawReport | Failure]:
    name = piece.files[0].place
    try:
        with opened(piece.files[0]) as stream:
            if piece.kind is FileKind.WARC:
                yield from pages_between(stream, name, piece.first, piece.last, trail, start=piece.start, max_bytes=_PAGE_BYTES)
            elif piece.kind is FileKind.ROWS:
                yield from rows_between(stream, name, piece.first, piece.last, columns)
            else:
                between = packed_lines_between if piece.kind is FileKind.PACKED_LINES else lines_between
                yield from between(stream, name, piece.first, piece.last, columns, max_bytes=MAX_BYTES)
    except InputError as error:
        yield Failure(name, None, error.what, error.mend)


def _whole(file: InputFile) -> RawReport | Failure:
    if file.size > MAX_BYTES:
        return Failure(file.place, None, f"larger than {MAX_BYTES // 1_000_000} MB", "give a smaller file")
    try:
        with opened(file) as stream:
            return RawReport(file.place, stream.read(MAX_BYTES + 1))
    except InputError as error:
        return Failure(file.place, None, error.what, error.mend)


def misread(pieces: Iterable[Piece], trails: Mapping[int, Trail]) -> list[Piece]:
    """The pieces of web archives that took for a record what is none, each with where its first record really begins.

    The first piece of an archive begins with its first record; each tells where the record after its last one begins, so each can be checked by the
    one before it, unless that one came to a break.

    Args:
        pieces: All pieces, in order.
        trails: What was noted while each was read, by its number.
    """
    found: list[Piece] = []
    archive, expected = -1, None
    for piece in pieces:
        if piece.kind is not FileKind.WARC:
            continue
        trail = trails[piece.number]
        if piece.at != archive:
            archive, expected = piece.at, None
        if expected is not None:
            begins = expected if expected < piece.last else None
            if trail.begins != begins:
                found.append(replace(piece, start=expected))
                expected = None
                continue
            if begins is None:
                continue
        expected = trail.follows if trail.begins is not None else None
    return found

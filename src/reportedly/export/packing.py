"""Several files as one ZIP archive on a stream that need not be seekable; the same files and day give the same bytes."""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

__all__ = ["zipped", "zipped_one_by_one"]

# The first year that a ZIP archive can tell.
_FIRST_YEAR = 1980
_FILE_MODE = 0o644 << 16


@contextmanager
def zipped(out: BinaryIO, day: date) -> Iterator[Path]:
    """A folder to fill; what is in it goes to the stream as a ZIP archive afterwards, dated with the day."""
    with tempfile.TemporaryDirectory(prefix="reportedly-") as name:
        folder = Path(name)
        yield folder
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                with path.open("rb") as source, archive.open(_entry(path.relative_to(folder).as_posix(), day), "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, 1 << 20)


def zipped_one_by_one(out: BinaryIO, pieces: Iterable[tuple[str, Callable[[BinaryIO], None]]], day: date) -> None:
    """Write pieces to the stream as a ZIP archive while they are made.

    Args:
        out: Where the archive goes.
        pieces: The name of each file, and what writes it to a stream.
        day: The day that the files are dated with.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, write in pieces:
            # An entry of an archive cannot be sought in, which some writers need.
            whole = io.BytesIO()
            write(whole)
            archive.writestr(_entry(name, day), whole.getbuffer())


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _FILE_MODE
    return entry

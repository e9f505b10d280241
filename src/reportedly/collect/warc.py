"""Pages in WARC archives such as CC-NEWS: read one record after another, so that an archive of any size needs no memory."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportedly.errors import InputError

__all__ = ["ArchivedPage", "archived_pages", "is_warc", "page_of"]

_NAMES = (".warc", ".warc.gz")
_PIECE = 65_536
_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page in an archive. ``position`` is where its record begins, in bytes of the file."""

    url: str
    at: datetime
    content: bytes
    media_type: str
    charset: str | None
    headers: tuple[tuple[str, str], ...]
    position: int


def is_warc(path: Path) -> bool:
    """Whether a file is called like an archive."""
    return path.name.lower().endswith(_NAMES)


def archived_pages(path: Path, after: int | None = None, *, max_bytes: int = 10_000_000) -> Iterator[ArchivedPage]:
    """The pages of an archive that a server gave with status 200.

    Args:
        path: The archive.
        after: The position of the page after which to go on.
        max_bytes: The largest page that is read; larger ones are passed over.

    Raises:
        InputError: If it is no archive, or broken; the pages before were given out.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with path.open("rb") as file:
            file.seek(after or 0)
            records = ArchiveIterator(file)
            for record in records:
                page = _page(record, max_bytes)
                # Where a record began can be told only when it was read.
                position = records.get_record_offset()
                if page is not None and position != after:
                    yield replace(page, position=position)
    except (ArchiveLoadFailed, EOFError, ValueError, KeyError, AttributeError, UnicodeError) as error:
        raise InputError(f"a broken archive: {error}", where=str(path), mend="fetch it again") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=str(path), mend="check the path and the rights") from error


def page_of(record: Any, max_bytes: int) -> ArchivedPage | None:
    """The page that a record holds; None when it holds none, or none that a server gave with status 200.

    Raises:
        InputError: If the page is larger than is read.
    """
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type != "response" or not url.startswith(("http://", "https://")) or record.http_headers is None:
        return None
    stated = (record.http_headers.get_header("Content-Type") or "").lower()
    kind = stated.split(";")[0].strip()
    if record.http_headers.get_statuscode() != "200" or not kind.startswith(_KINDS):
        return None
    content = _content(record.content_stream(), max_bytes)
    charset = stated.partition("charset=")[2].split(";")[0].strip("\"' ") or None
    headers = tuple((str(name), str(value)) for name, value in record.http_headers.headers)
    return ArchivedPage(url.strip("<>"), _moment(record.rec_headers.get_header("WARC-Date")), content, kind, charset, headers, 0)


def _page(record: Any, max_bytes: int) -> ArchivedPage | None:
    try:
        return page_of(record, max_bytes)
    except InputError:
        return None


def _content(stream: Any, max_bytes: int) -> bytes:
    out = io.BytesIO()
    while piece := stream.read(_PIECE):
        out.write(piece)
        if out.tell() > max_bytes:
            raise InputError(f"a page larger than {max_bytes // 1_000_000} MB", mend="raise the limit, or leave the page out")
    return out.getvalue()


def _moment(text: str | None) -> datetime:
    try:
        found = datetime.fromisoformat((text or "").replace("Z", "+00:00"))
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

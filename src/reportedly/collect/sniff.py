"""What kind of input some bytes are, told from the bytes themselves."""

import re
import zlib
from enum import StrEnum

from reportedly.errors import InputError

__all__ = ["Format", "format_of", "unpacked"]

_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p|h1|script)\b", re.I)
_NOT_TEXT = (
    (b"PK\x03\x04", "a ZIP archive or an office document", "save it as plain text, HTML or PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text, HTML or PDF"),
    (b"\x89PNG", "a picture", "run text recognition on it first"),
    (b"\xff\xd8\xff", "a picture", "run text recognition on it first"),
    (b"GIF8", "a picture", "run text recognition on it first"),
    (b"{\\rtf", "a rich text document", "save it as plain text"),
    (b"\x7fELF", "a program", "give a report"),
)


class Format(StrEnum):
    """Kinds of input that can be read."""

    TEXT = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"


def unpacked(content: bytes, limit: int) -> bytes:
    """The bytes inside a gzip file; other bytes as they are.

    Raises:
        InputError: If the file is broken, or larger than ``limit`` inside.
    """
    if not content.startswith(b"\x1f\x8b"):
        return content
    packer = zlib.decompressobj(wbits=31)
    try:
        inside = packer.decompress(content, limit + 1)
    except zlib.error as error:
        raise InputError("a broken gzip file", mend="the file may be cut short: fetch it again") from error
    if len(inside) > limit:
        raise InputError(f"larger than {limit // 1_000_000} MB when unpacked", mend="raise the limit, or give a smaller file")
    if not packer.eof:
        raise InputError("a broken gzip file", mend="the file may be cut short: fetch it again")
    return inside


def format_of(content: bytes, media_type: str | None = None) -> Format:
    """The kind of some bytes.

    Args:
        content: The bytes, unpacked.
        media_type: The type that a server gave, which counts only where the bytes leave it open.

    Raises:
        InputError: If nothing can be read from such bytes.
    """
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise InputError("an empty file", mend="give a report")
    if b"%PDF-" in content[:1024]:
        return Format.PDF
    for mark, what, mend in _NOT_TEXT:
        if content.startswith(mark):
            raise InputError(f"{what}, not a report", mend=mend)
    head = content[:4096].replace(b"\x00", b"")
    if _TAG.search(head) and (head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") or len(_TAG.findall(head)) >= 3):
        return Format.HTML
    if media_type and "html" in media_type and b"<" in head:
        return Format.HTML
    return Format.TEXT

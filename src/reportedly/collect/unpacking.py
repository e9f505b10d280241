"""Bodies unpacked piece by piece, never further than the limits."""

import zlib
from collections.abc import Iterable, Iterator

from reportedly.collect.rules import FetchRules
from reportedly.errors import FetchError

__all__ = ["body_of"]

_PIECE = 65_536
_SMALL = 1_000_000
_PLAIN = frozenset({"", "identity"})
# The bits of the window tell zlib which wrapping to expect.
_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}


def body_of(pieces: Iterable[bytes], encoding: str, rules: FetchRules, where: str) -> bytes:
    """The whole body as it was meant.

    Args:
        pieces: The body as it is sent.
        encoding: The value of ``Content-Encoding``.
        rules: The limits.
        where: The address, for messages.

    Raises:
        FetchError: If it is larger than the limits, packed in a way that was not asked for, or broken.
    """
    way = encoding.strip().lower()
    limited = _limited(pieces, rules.max_bytes, where)
    if way in _PLAIN:
        return b"".join(limited)
    if way not in _WINDOW:
        raise FetchError(f"the server packs the page as {way[:40]!r}, which was not asked for", where=where, mend="tell the makers of the site")
    return _unpacked(limited, _WINDOW[way], rules, where)


def _limited(pieces: Iterable[bytes], limit: int, where: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise FetchError(f"larger than {limit // 1_000_000} MB", where=where, mend="raise the limit, or save and cut the file")
        yield piece


def _unpacked(pieces: Iterable[bytes], window: int, rules: FetchRules, where: str) -> bytes:
    out, sent = bytearray(), 0
    unpacker = zlib.decompressobj(window)
    try:
        for piece in pieces:
            sent += len(piece)
            left = piece
            while left:
                out += unpacker.decompress(left, _PIECE)
                _check(len(out), sent, rules, where)
                left = unpacker.unconsumed_tail
                if unpacker.eof:
                    # A gzip file may have several members one after the other.
                    left, unpacker = unpacker.unused_data, zlib.decompressobj(window) if unpacker.unused_data else unpacker
    except zlib.error as error:
        raise FetchError("the packed page is broken", where=where, mend="try again later") from error
    if sent and not unpacker.eof:
        raise FetchError("the packed page is cut short", where=where, mend="try again later")
    return bytes(out)


def _check(size: int, sent: int, rules: FetchRules, where: str) -> None:
    if size > rules.max_bytes:
        raise FetchError(f"larger than {rules.max_bytes // 1_000_000} MB when unpacked", where=where, mend="raise the limit")
    if size > _SMALL and size > sent * rules.ratio:
        raise FetchError(f"grows more than {rules.ratio} times by unpacking, as no page does", where=where, mend="leave this page out")

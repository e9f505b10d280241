"""How nouns of the model are kept: as JSON text, or compressed where they are large."""

import zlib
from typing import Any

from reportedly.model.coding import dumps, loads

__all__ = ["dumps", "loads", "pack", "unpack"]


def pack(value: Any) -> bytes:
    """A noun as compressed JSON."""
    return zlib.compress(dumps(value).encode(), 3)


def unpack(kind: Any, packed: bytes) -> Any:
    """The noun that was written by ``pack``."""
    return loads(kind, zlib.decompress(packed))

"""How nouns of the model are kept: as JSON text, or compressed where they are large."""

import zlib
from typing import Any

import orjson

from reportedly.model.coding import fields_of, noun_of

__all__ = ["dumps", "loads", "pack", "unpack"]


def dumps(value: Any) -> str:
    """A noun as JSON text, the same to the byte as ``model.coding.dumps``."""
    return _written(value).decode()


def loads(kind: Any, packed: str | bytes) -> Any:
    """The noun that was written by ``dumps``."""
    return noun_of(kind, orjson.loads(packed))


def pack(value: Any) -> bytes:
    """A noun as compressed JSON."""
    return zlib.compress(_written(value), 3)


def unpack(kind: Any, packed: bytes) -> Any:
    """The noun that was written by ``pack``."""
    return loads(kind, zlib.decompress(packed))


def _written(value: Any) -> bytes:
    # Days, sets of words and the like are written in one go; it asks for the fields of each noun.
    return orjson.dumps(value, default=fields_of, option=orjson.OPT_PASSTHROUGH_DATACLASS)

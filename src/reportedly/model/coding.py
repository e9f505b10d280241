"""Nouns of the model to plain values and JSON text and back, by their type hints; a value of a union of nouns carries the name of its type."""

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

__all__ = ["dumps", "loads", "noun_of", "plain"]

_TYPE = "_"
_Coder = Callable[[Any], Any]


def dumps(value: Any) -> str:
    """A noun as JSON text; equal nouns give equal text."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: Any, packed: str | bytes) -> Any:
    """The noun that was written by ``dumps``."""
    return noun_of(kind, json.loads(packed))


def noun_of(kind: Any, values: Any) -> Any:
    """The noun that ``plain`` gave these values for."""
    decode: _Coder = _decoder(kind)
    return decode(values)


def plain(value: Any) -> Any:
    """A noun as plain values, ready for ``json.dumps``; equal nouns give equal values."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    return _encode_noun(value)


def _encode_noun(value: Any) -> dict[str, Any]:
    # A field that has its default is left out: most fields of most nouns are empty, and new optional fields do not change old text.
    kind: Any = type(value)
    encoded = {name: plain(item) for name, default in _defaults(kind) if (item := getattr(value, name)) != default}
    if kind.__name__ in _TAGGED:
        encoded[_TYPE] = kind.__name__
    return encoded


_TAGGED = frozenset({"Accusation", "Headcount", "Penalty", "Quote", "Role", "Step"})


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def _is_noun(kind: Any) -> bool:
    return is_dataclass(kind)


def _name(kind: Any) -> str:
    return str(kind.__name__)


@cache
def _decoder(kind: Any) -> _Coder:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is frozenset:
        item = _decoder(get_args(kind)[0])
        return lambda value: frozenset(item(each) for each in value)
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind):
        return _noun(kind)
    return lambda value: value


def _noun(kind: Any) -> _Coder:
    hints = get_type_hints(kind)
    decoders: dict[str, _Coder] = {}

    def decode(value: dict[str, Any]) -> Any:
        if not decoders:
            decoders.update({field.name: _decoder(hints[field.name]) for field in fields(kind)})
        return kind(**{name: decoders[name](item) for name, item in value.items() if name in decoders})

    return decode


def _tuple(items: tuple[Any, ...]) -> _Coder:
    if len(items) == 2 and items[1] is Ellipsis:
        item = _decoder(items[0])
        return lambda value: tuple([item(each) for each in value])
    each = [_decoder(item) for item in items]
    return lambda value: tuple(decode(part) for decode, part in zip(each, value, strict=True))


def _union(options: tuple[Any, ...]) -> _Coder:
    nouns: dict[str, _Coder] = {}
    for option in options:
        if _is_noun(option):
            nouns[_name(option)] = _decoder(option)
    others = [option for option in options if option is not type(None) and not _is_noun(option)]
    if nouns and not others and len(nouns) > 1:
        return lambda value: None if value is None else nouns[value[_TYPE]](value)
    only = next(iter(nouns.values())) if nouns else _decoder(others[0])
    return lambda value: None if value is None else only(value)

"""Nouns of the model to plain values and JSON text and back, by their type hints; a value of a union of nouns carries the name of its type."""

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

__all__ = ["dumps", "fields_of", "loads", "noun_of", "plain"]

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
    return _encoder(type(value))(value)


def fields_of(value: Any) -> Any:
    """What a writer of JSON that knows no nouns writes for one: its fields, in which there can be nouns again. It all gives what ``plain`` gives.

    Args:
        value: A noun or a frozen set of values.

    Raises:
        TypeError: If it is neither.
    """
    kind = type(value)
    if kind is frozenset:
        return sorted(plain(item) for item in value)
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no noun")
    return _fields(kind)(value)


@cache
def _fields(kind: Any) -> _Coder:
    defaults = [field.default for field in fields(kind)]
    names = [field.name for field in fields(kind)]
    tag = {_TYPE: kind.__name__} if kind.__name__ in _TAGGED else {}
    every = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    return lambda value: {name: item for name, item, default in zip(names, every(value), defaults, strict=True) if item != default} | tag


def _new_encoder(kind: Any) -> _Coder:
    if kind in _AS_IS:
        return _same
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, tuple | list):
        return lambda value: [_encoder(type(item))(item) for item in value]
    if issubclass(kind, frozenset):
        return lambda value: sorted(plain(item) for item in value)
    return _noun_encoder(kind)


_encoder: Callable[[Any], _Coder] = cache(_new_encoder)


def _same(value: Any) -> Any:
    return value


def _noun_encoder(kind: Any) -> _Coder:
    # A field that has its default is left out: most fields of most nouns are empty, and new optional fields do not change old text.
    defaults = tuple((field.name, field.default) for field in fields(kind))
    tag = kind.__name__ if kind.__name__ in _TAGGED else None

    def encode(value: Any) -> dict[str, Any]:
        encoded: dict[str, Any] = {}
        for name, default in defaults:
            item = getattr(value, name)
            if item != default:
                sort = type(item)
                encoded[name] = item if sort is str or sort is int else _encoder(sort)(item)
        if tag:
            encoded[_TYPE] = tag
        return encoded

    return encode


_AS_IS = frozenset({type(None), str, int, float, bool})
_TAGGED = frozenset({"Accusation", "Headcount", "Penalty", "Quote", "Role", "Step"})


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
        # A look-up: calling the class takes four times as long.
        return {member.value: member for member in kind}.__getitem__
    if is_dataclass(kind):
        return _noun(kind)
    return _same


def _noun(kind: Any) -> _Coder:
    # Filled when it is first used: nouns can hold each other.
    slots: list[tuple[str, Callable[[Any, Any], None], _Coder, Any]] = []
    finish = getattr(kind, "__post_init__", None)
    make = kind.__new__

    def decode(value: dict[str, Any]) -> Any:
        if not slots:
            hints = get_type_hints(kind)
            slots.extend((field.name, getattr(kind, field.name).__set__, _decoder(hints[field.name]), field.default) for field in fields(kind))
        noun = make(kind)
        # Slots are set as the constructor of a frozen class would, without its detours.
        for name, put, decoder, default in slots:
            if name in value:
                item = value[name]
                put(noun, item if decoder is _same else decoder(item))
            elif default is MISSING:
                raise TypeError(f"{kind.__name__} without {name}")
            else:
                put(noun, default)
        if finish is not None:
            finish(noun)
        return noun

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
    if only is _same:
        return _same
    return lambda value: None if value is None else only(value)

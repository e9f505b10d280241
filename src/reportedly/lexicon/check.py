"""Check every lexicon file: is it YAML, and does each typed module accept what it loads? All faults are collected, not only the first.

A kind of lexicon is a module ``reportedly.lexicon.<kind>``. What loads it is found by form, so that nothing has to be registered: a function
of that module that is called ``load`` or ``load_…``, or that is cached, and that needs nothing or a language only. One that takes ``lang`` is
called for each language with data.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import reportedly.lexicon
from reportedly.errors import LexiconError
from reportedly.lexicon.load import DATA, files, records

__all__ = ["Kind", "check", "kinds", "languages"]

_NOT_KINDS = frozenset({"check", "load"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of lexicon: its name and what loads it, once for each language if it speaks one."""

    name: str
    loads: tuple[Callable[[], Any], ...]


def languages() -> tuple[str, ...]:
    """The languages that have a folder of data, as ISO 639-1 codes."""
    return tuple(sorted(path.name for path in DATA.iterdir() if path.is_dir() and len(path.name) == 2))


def kinds() -> tuple[Kind, ...]:
    """All kinds of lexicon that there are, found by their modules."""
    found = []
    for module in pkgutil.iter_modules(reportedly.lexicon.__path__):
        if module.name not in _NOT_KINDS:
            loads = tuple(_loads(importlib.import_module(f"reportedly.lexicon.{module.name}")))
            if loads:
                found.append(Kind(module.name, loads))
    return tuple(found)


def _loads(module: ModuleType) -> Iterator[Callable[[], Any]]:
    for name, function in vars(module).items():
        if not callable(function) or isinstance(function, type) or getattr(function, "__module__", "") != module.__name__:
            continue
        if hasattr(function, "cache_info") or name == "load" or name.startswith("load_"):
            yield from _calls(function)


def _calls(load: Callable[..., Any]) -> Iterator[Callable[[], Any]]:
    parameters = inspect.signature(load).parameters.values()
    needed = [parameter.name for parameter in parameters if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_POSITIONAL]
    if not needed:
        yield load
    elif needed == ["lang"]:
        yield from (partial(load, lang) for lang in languages())


def check() -> tuple[LexiconError, ...]:
    """All faults of all lexicon files, in the order of files; empty when all is well.

    A file that is not YAML is one fault; a module stops at the first fault in what it loads, so that a second run may find another.
    """
    faults: dict[str, LexiconError] = {}
    for path in files("**/*.yaml"):
        _collect(faults, partial(records, path))
    for kind in kinds():
        for load in kind.loads:
            _collect(faults, load)
    return tuple(faults[key] for key in sorted(faults, key=_by_place))


def _collect(faults: dict[str, LexiconError], load: Callable[[], Any]) -> None:
    try:
        load()
    except LexiconError as fault:
        faults.setdefault(str(fault), fault)


def _by_place(message: str) -> tuple[str, int, str]:
    place, _, rest = message.partition(": ")
    file, _, line = place.rpartition(":")
    return (file, int(line), rest) if line.isdigit() else (str(Path(place)), 0, rest)

"""Check every lexicon file: is it YAML, and does each typed module accept what it loads? All faults are collected, not only the first.

A kind of lexicon is a module ``reportedly.lexicon.<kind>`` with a public ``load`` that raises ``LexiconError``; nothing else has to be registered.
A ``load`` with a parameter ``lang`` is called once for each language that has a folder of data.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
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
        if module.name in _NOT_KINDS:
            continue
        load = getattr(importlib.import_module(f"reportedly.lexicon.{module.name}"), "load", None)
        if callable(load):
            found.append(Kind(module.name, tuple(_calls(load))))
    return tuple(found)


def _calls(load: Callable[..., Any]) -> Iterator[Callable[[], Any]]:
    parameters = inspect.signature(load).parameters
    if "lang" not in parameters:
        yield load
        return
    for lang in languages():
        yield lambda lang=lang: load(lang=lang)


def check() -> tuple[LexiconError, ...]:
    """All faults of all lexicon files, in the order of files; empty when all is well.

    A file that is not YAML is one fault; a module stops at the first fault in what it loads, so that a second run may find another.
    """
    faults: dict[str, LexiconError] = {}
    for path in files("**/*.yaml"):
        _collect(faults, lambda path=path: records(path))
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

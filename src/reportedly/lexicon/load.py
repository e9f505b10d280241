"""Read lexicon files: YAML lists of records, each knowing its file and line so that a fault can be named and mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from reportedly.errors import LexiconError

__all__ = ["DATA", "Record", "files", "records"]

DATA = Path(__file__).parent / "data"
_LINE = "__line__"


class _LineLoader(yaml.CSafeLoader):
    """A safe YAML loader whose mappings remember the line that they start on."""


def _mapping(loader: _LineLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [key.value for key, _ in node.value]
    for key, _ in node.value:
        if keys.count(key.value) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"the key '{key.value}' stands twice", key.start_mark)
    loader.flatten_mapping(node)
    # Keys stay as written: YAML would make booleans of `yes` and `no`.
    data: dict[Any, Any] = {key.value: loader.construct_object(value, deep=True) for key, value in node.value}
    data[_LINE] = node.start_mark.line + 1
    return data


def _truth(_: _LineLoader, node: yaml.ScalarNode) -> bool | str:
    # "on", "no" and "yes" are words of languages and codes of countries: only true and false are truth values
    word = str(node.value)
    return word.lower() == "true" if word.lower() in {"true", "false"} else word


_LineLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_LineLoader.add_constructor("tag:yaml.org,2002:bool", _truth)


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a lexicon file. Every accessor raises ``LexiconError`` with file and line if the value has the wrong form."""

    data: Mapping[str, Any]
    file: str
    line: int

    def fault(self, what: str, mend: str) -> LexiconError:
        """An error that names this record's place."""
        return LexiconError(what, where=f"{self.file}:{self.line}", mend=mend)

    def keys(self) -> list[str]:
        """The keys that the record has."""
        return [key for key in self.data if key != _LINE]

    def allow(self, *allowed: str) -> None:
        """Refuse keys that the format does not know, which are usually misspelt."""
        for key in self.keys():
            if key not in allowed:
                raise self.fault(f"unknown key '{key}'", f"use one of: {', '.join(allowed)}")

    def text(self, key: str, default: str | None = None) -> str:
        """A text value; required unless a default is given."""
        value = self.data.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fault(
                f"'{key}' must be a text, found {value!r}", f"write `{key}: words` (in quotation marks if it looks like a number or yes/no)"
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is absent. A single text counts as a list of one."""
        value = self.data.get(key, [])
        if isinstance(value, str):
            value = [value]
        if isinstance(value, list):
            # "false" is a word too
            value = [str(item).lower() if isinstance(item, bool) else item for item in value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(f"'{key}' must be a list of texts, found {value!r}", "put each entry in quotation marks")
        return tuple(value)

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """A text value out of a closed list."""
        value = self.text(key, default)
        if value not in allowed:
            raise self.fault(f"'{key}' is {value!r}", f"use one of: {', '.join(allowed)}")
        return value

    def records(self, key: str) -> tuple["Record", ...]:
        """A list of mappings inside this record; a plain text in it counts as ``{say: text}``."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.fault(f"'{key}' must be a list", f"write `{key}:` and below it lines that start with `- `")
        found = []
        for item in value:
            entry = {"say": item} if isinstance(item, str) else item
            if not isinstance(entry, dict):
                raise self.fault(f"'{key}' holds {item!r}", "each entry is a text or a mapping")
            found.append(Record(entry, self.file, int(entry.get(_LINE, self.line))))
        return tuple(found)


def files(pattern: str) -> list[Path]:
    """The lexicon files that match a glob below the data folder, in name order."""
    return sorted(DATA.glob(pattern))


@cache
def records(path: Path) -> tuple[Record, ...]:
    """All records of one file.

    Raises:
        LexiconError: If the file is not YAML, or not a list of mappings.
    """
    return tuple(_records(path))


def _records(path: Path) -> Iterator[Record]:
    name = str(path.relative_to(DATA)) if path.is_relative_to(DATA) else str(path)
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_LineLoader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LexiconError(
            f"not valid YAML: {error.problem}", where=f"{name}:{line}", mend="mend the indentation or quotation marks on that line"
        ) from error
    if not isinstance(loaded, list):
        raise LexiconError("a lexicon file is a list of records", where=f"{name}:1", mend="start each record with `- `")
    for item in loaded:
        if not isinstance(item, dict):
            raise LexiconError(f"{item!r} is not a record", where=f"{name}:1", mend="each record is a mapping of keys to values")
        yield Record(item, name, int(item[_LINE]))

"""Read lexicon files: YAML lists of records, each knowing its file and line so that a fault can be named and mended."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportedly.errors import LexiconError
from reportedly.lexicon.kept import kept_json

__all__ = ["DATA", "LINE", "Record", "files", "records", "words_by_kind"]

DATA = Path(__file__).parent / "data"
# the key under which a mapping keeps the number of its first line
LINE = "__line__"
# changed when the same file is read otherwise than before
_FORMAT = "1"


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
        return [key for key in self.data if key != LINE]

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
            found.append(Record(entry, self.file, int(entry.get(LINE, self.line))))
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


def words_by_kind(pattern: str, kinds: tuple[str, ...]) -> tuple[dict[str, frozenset[str]], tuple[tuple[Record, bool], ...]]:
    """The small-letter words of lists that say of which kind they are, and their examples, each with whether it has to match.

    Args:
        pattern: A glob of the files below the data folder.
        kinds: All kinds that there are.

    Raises:
        LexiconError: If a record has unknown keys or values.
    """
    words: dict[str, set[str]] = {kind: set() for kind in kinds}
    examples: list[tuple[Record, bool]] = []
    for record in (record for path in files(pattern) for record in records(path)):
        record.allow("id", "kind", "words", "note", "yes", "no")
        words[record.one_of("kind", kinds)].update(word.lower() for word in record.texts("words"))
        examples += [(one, True) for one in record.records("yes")] + [(one, False) for one in record.records("no")]
    return {kind: frozenset(found) for kind, found in words.items()}, tuple(examples)


def _records(path: Path) -> Iterator[Record]:
    name = path.relative_to(DATA).as_posix() if path.is_relative_to(DATA) else str(path)
    loaded = _loaded(path.read_bytes(), name, own=path.is_relative_to(DATA))
    if not isinstance(loaded, list):
        raise LexiconError("a lexicon file is a list of records", where=f"{name}:1", mend="start each record with `- `")
    for item in loaded:
        if not isinstance(item, dict):
            raise LexiconError(f"{item!r} is not a record", where=f"{name}:1", mend="each record is a mapping of keys to values")
        yield Record(item, name, int(item[LINE]))


def _loaded(content: bytes, name: str, own: bool) -> Any:
    if not own:
        return _parsed(content, name)
    kept = f"lexicon-{name.removesuffix('.yaml').replace('/', '-')}"
    return kept_json(kept, f"{_FORMAT}:{hashlib.sha256(content).hexdigest()}", lambda: _parsed(content, name))


def _parsed(content: bytes, name: str) -> Any:
    # reading YAML takes long to import, and most starts have no need of it
    from reportedly.lexicon.numbered_yaml import parsed

    return parsed(content.decode("utf-8"), name)

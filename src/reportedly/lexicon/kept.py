"""What is costly to make anew at every start is kept in the user's cache folder; without one, everything works the same, only slower."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

__all__ = ["VARIABLE", "folder", "keep", "kept_json"]

VARIABLE = "REPORTEDLY_CACHE"
_OFF = frozenset({"", "0", "no", "off"})


def folder() -> Path | None:
    """The cache folder: what ``REPORTEDLY_CACHE`` names (none when it says ``off``), else the usual one of the system. It need not exist yet."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return None if chosen.strip().lower() in _OFF else Path(chosen)
    # an empty variable counts as unset
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME") or None
    if base is not None:
        return Path(base) / "reportedly"
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "reportedly"
    return None


def keep(path: Path, write: Callable[[Path], None]) -> None:
    """Make a file of the cache: written under another name and then put in its place, so that nobody ever reads half of it.

    Nothing happens where the folder cannot be written.

    Args:
        path: Where it shall be.
        write: Writes it to the path that it is given, which does not exist yet.
    """
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix="new-") as aside:
            draft = Path(aside) / path.name
            write(draft)
            draft.replace(path)


def kept_json(name: str, mark: str, make: Callable[[], Any]) -> Any:
    """A value of lists, mappings with texts as keys, texts and numbers, kept under a name for as long as its mark stays the same.

    Args:
        name: The name of the file, without its ending.
        mark: What the value is made of, for example the hash of a file.
        make: Makes the value; what it raises goes through, and nothing is kept.
    """
    place = folder()
    if place is None:
        return make()
    path = place / f"{name}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(path.read_bytes())
        if found["mark"] == mark:
            return found["value"]
    value = make()
    with suppress(TypeError, ValueError):
        text = json.dumps({"mark": mark, "value": value}, ensure_ascii=False, allow_nan=False)
        # what JSON would change, such as a date, is not kept
        if json.loads(text)["value"] == value:
            keep(path, lambda draft: _write(draft, text))
    return value


def _write(draft: Path, text: str) -> None:
    draft.write_text(text, encoding="utf-8")

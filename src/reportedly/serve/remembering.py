"""Answers that cost something to find are remembered until the store changes: counts over all cases are the same for everybody who looks."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from reportedly.serve.settings import Settings
from reportedly.store import Connection
from reportedly.store.finding import Mark, mark_of

__all__ = ["remembered", "remembered_at"]

_MOST = 500
_T = TypeVar("_T")


class _Memory:
    """The answers of the present state of one store, those asked for last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: Mark | None = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, mark: Mark, key: Hashable, find: Callable[[], Any]) -> Any:
        with self._lock:
            if mark != self._mark:
                self._kept.clear()
                self._mark = mark
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = find()
        with self._lock:
            if mark == self._mark:
                self._kept[key] = found
                while len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
        return found


_MEMORIES: dict[str, _Memory] = {}


def remembered(settings: Settings, connection: Connection, key: Hashable, find: Callable[[Connection], _T]) -> _T:
    """What was found before for this key, or else what is found now.

    Args:
        settings: How the workplace is run, which names the store.
        connection: A connection that is reading.
        key: What is asked; it must hold all that the answer depends on, beside the store.
        find: Finds the answer.
    """
    return remembered_at(settings, mark_of(connection), key, lambda: find(connection))


def remembered_at(settings: Settings, mark: Mark, key: Hashable, find: Callable[[], _T]) -> _T:
    """What was found before for this key at this state of the store, or else what is found now.

    Args:
        settings: How the workplace is run, which names the store.
        mark: The mark of the state.
        key: What is asked; it must hold all that the answer depends on, beside the store.
        find: Finds the answer.
    """
    found: _T = _MEMORIES.setdefault(settings.db, _Memory()).get(mark, key, find)
    return found

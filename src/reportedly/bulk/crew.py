"""Processes that work things out while one process writes: each has the store open for reading, and all share the rules that are loaded once."""

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, TypeVar

from reportedly.errors import StoreError
from reportedly.store import Connection, Store, open_store
from reportedly.store.pouring import roomy

__all__ = ["Crew", "Order"]

_Found = TypeVar("_Found")
_CACHE_MB = 64
_BEFORE_COLLECTING = 200_000
_opened: list[Store] = []


@dataclass(frozen=True, slots=True)
class Order:
    """Something to work out: a function of a module, and what it is given after the connection."""

    act: Callable[..., Any]
    given: tuple[Any, ...]


class Crew:
    """Some processes beside this one, or none: then all is worked out here, on the connection of the asker.

    Args:
        store: The store.
        processes: How many processes beside this one.
    """

    def __init__(self, store: Store, processes: int) -> None:
        self._ahead = 4 * max(1, processes)
        self._pool: ProcessPoolExecutor | None = None
        if processes:
            place = store.url.render_as_string(hide_password=False)
            context = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(processes, context, initializer=_open, initargs=(place,))

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def in_order(self, connection: Connection, orders: Iterable[Order]) -> Iterator[Any]:
        """What comes of some orders, in their order; only a few are worked out ahead.

        Args:
            connection: The connection of the asker. A process that works beside it sees what was kept before the asker's transaction began.
            orders: What is to be worked out.
        """
        if self._pool is None:
            yield from (order.act(connection, *order.given) for order in orders)
        else:
            yield from self._told(self._pool, ((_with_store, (order,)) for order in orders))

    def apart(self, acts: Iterable[tuple[Callable[..., _Found], tuple[Any, ...]]]) -> Iterator[_Found]:
        """What comes of calls that need no store, in their order; only a few are worked out ahead."""
        if self._pool is None:
            yield from (act(*given) for act, given in acts)
        else:
            yield from self._told(self._pool, acts)

    def _told(self, pool: ProcessPoolExecutor, acts: Iterable[tuple[Callable[..., Any], tuple[Any, ...]]]) -> Iterator[Any]:
        waiting: deque[Future[Any]] = deque()
        try:
            for act, given in acts:
                waiting.append(pool.submit(act, *given))
                if len(waiting) >= self._ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            mend = "run it again: what is in stays in; with fewer --workers it needs less memory"
            raise StoreError("a process that works beside this one was ended from outside", mend=mend) from error


def _open(place: str) -> None:
    # What was loaded before stays for good, and what is worked out holds no cycles: going through it all again and again finds nothing.
    gc.freeze()
    gc.set_threshold(_BEFORE_COLLECTING)
    _opened.append(open_store(place, create=False))


def _with_store(order: Order) -> Any:
    with _opened[0].reading() as connection:
        roomy(connection, _CACHE_MB)
        return order.act(connection, *order.given)

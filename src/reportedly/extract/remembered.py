"""What several parts of extraction make of one report, made once: kept as long as the same report is looked at."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from reportedly.model.text import Reading

__all__ = ["once_a_report"]

P = ParamSpec("P")
T = TypeVar("T")


def once_a_report(make: Callable[Concatenate[Reading, P], T]) -> Callable[Concatenate[Reading, P], T]:
    """Have a function answer from memory when it is asked again about the report that it was asked about last.

    Its further arguments must be hashable and its answer must not be changed by those who get it.
    """
    kept: list[tuple[Reading, dict[Hashable, T]]] = []

    @wraps(make)
    def remembering(reading: Reading, /, *args: P.args, **kwargs: P.kwargs) -> T:
        last = kept[-1] if kept else None
        if last is None or last[0] is not reading:
            last = (reading, {})
            kept[:] = [last]
        key = (args, tuple(sorted(kwargs.items())))
        if key not in last[1]:
            last[1][key] = make(reading, *args, **kwargs)
        return last[1][key]

    return remembering

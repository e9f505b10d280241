"""Join things into groups: a union-find whose result does not depend on the order of joins."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

__all__ = ["Forest"]

Item = TypeVar("Item", bound=Hashable)


class Forest(Generic[Item]):
    """Items that are joined pair by pair; groups keep the order of the items given."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._parent = {item: item for item in items}

    def root(self, item: Item) -> Item:
        """The item that stands for the group of this one."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: Item, right: Item) -> None:
        """Put two items, and all that is joined with them, into one group."""
        self._parent[self.root(right)] = self.root(left)

    def groups(self) -> tuple[tuple[Item, ...], ...]:
        """All groups."""
        found: dict[Item, list[Item]] = {}
        for item in self._parent:
            found.setdefault(self.root(item), []).append(item)
        return tuple(tuple(group) for group in found.values())

"""Those whom a report speaks of, while it is being read."""

from dataclasses import dataclass, field

from reportedly.extract.people import NamedPerson

__all__ = ["Discourse", "Entity"]


@dataclass(slots=True)
class Entity:
    """Somebody that the report speaks of: a named person, one person only described, or several told together.

    ``members`` holds the keys of those whom a set such as "Dahl and Belko" joins; ``includes`` those whom a group is told to include, which is
    ``complete`` when they are all of it. ``nouns`` are the words it is described with. ``outside`` people have an office in the case (judge,
    prosecutor, lawyer, spokesperson), so that "he was arrested" hardly means them; ``arresting`` ones are of the police, who arrest.
    """

    key: int
    text: str
    person: NamedPerson | None = None
    plural: bool = False
    count: int | None = None
    gender: str = ""
    definite: bool = False
    members: tuple[int, ...] = ()
    includes: tuple[int, ...] = ()
    complete: bool = False
    nouns: set[str] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)
    age: int | None = None
    outside: bool = False
    arresting: bool = False


@dataclass(slots=True)
class Discourse:
    """All entities of a report, and which of them each phrase (by head token) stands for."""

    entities: list[Entity]
    refs: dict[int, tuple[int, ...]]

    def at(self, head: int) -> tuple[Entity, ...]:
        """The entities that the phrase with this head stands for: sets as their members, groups with those whom they include."""
        found: dict[int, Entity] = {}
        for key in self.refs.get(head, ()):
            self._add(key, found)
        return tuple(found.values())

    def _add(self, key: int, found: dict[int, Entity]) -> None:
        entity = self.entities[key]
        if not entity.members and not (entity.includes and entity.complete):
            found[key] = entity
        for inner in (*entity.members, *entity.includes):
            if inner not in found:
                self._add(inner, found)

    def unnamed(self, entity: Entity) -> int | None:
        """How many people of a group are told without a name; None if the report does not say."""
        return None if entity.count is None else max(entity.count - len(entity.includes), 0)

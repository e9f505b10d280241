"""The file that says what the columns of somebody's table mean."""

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from reportedly.errors import UsageError
from reportedly.lexicon.offences import offence_kinds
from reportedly.model.claims import StepType
from reportedly.model.parties import RoleName

__all__ = ["Mapping", "OffenceColumn", "PersonColumn", "StepColumns", "load_mapping"]


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """A column with names, what these people are in the case, and the columns that tell more of them."""

    column: str
    role: RoleName
    separator: str | None = None
    age: str | None = None
    citizenship: str | None = None
    position: str | None = None
    employer: str | None = None


@dataclass(frozen=True, slots=True)
class OffenceColumn:
    """A column with offences; ``kinds`` gives a kind of the lexicon for the words of a cell."""

    column: str
    separator: str | None = None
    kinds: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepColumns:
    """The columns that tell one step: ``type`` is its kind, or ``types`` gives the kind for the words in ``column``."""

    type: StepType | None = None
    column: str | None = None
    types: dict[str, StepType] = field(default_factory=dict)
    date: str | None = None
    until: str | None = None
    term: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a table mean.

    ``source`` is who keeps the table: all of it is told on their word. ``key`` are the columns that tell one case from another, ``told_by`` the
    column that names whom they have it from, ``published`` the column with the day of the row. ``country`` is a code of two letters.
    """

    source: str
    lang: str
    people: tuple[PersonColumn, ...]
    key: tuple[str, ...] = ()
    offences: tuple[OffenceColumn, ...] = ()
    steps: tuple[StepColumns, ...] = ()
    told_by: str | None = None
    published: str | None = None
    place: str | None = None
    country: str | None = None
    dates: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that it names."""
        named: list[str | None] = [*self.key, self.told_by, self.published, self.place]
        named += [name for one in self.people for name in (one.column, one.age, one.citizenship, one.position, one.employer)]
        named += [one.column for one in self.offences]
        named += [name for one in self.steps for name in (one.column, one.date, one.until, one.term, one.by)]
        return tuple(dict.fromkeys(name for name in named if name))


def load_mapping(path: Path) -> Mapping:
    """The mapping in a file.

    Raises:
        UsageError: If the file cannot be read, or says something that makes no sense.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"the mapping cannot be read: {' '.join(str(error).split())}", where=str(path), mend="see the guide on imports") from error
    try:
        return _mapping(found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"the mapping makes no sense: {_reason(error)}", where=str(path), mend="see the guide on imports") from error


def _reason(error: Exception) -> str:
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)


def _mapping(found: dict[str, Any]) -> Mapping:
    _known(found, Mapping)
    if not found.get("people"):
        raise ValueError("it has no people: name the column with the names of those whom the cases are about")
    made = dict(found)
    made["key"] = _words(found.get("key"))
    made["dates"] = _words(found.get("dates"))
    made["people"] = tuple(_person(one) for one in found["people"])
    made["offences"] = tuple(_offence(one) for one in found.get("offences") or ())
    made["steps"] = tuple(_step(one) for one in found.get("steps") or ())
    made["source"], made["lang"] = str(found["source"]).strip(), str(found["lang"])
    if not made["source"]:
        raise ValueError("source is empty: name who keeps the table")
    return Mapping(**made)


def _known(found: Any, kind: Any) -> None:
    if not isinstance(found, dict):
        raise TypeError(f"{found!r} should be names and values")
    beyond = sorted(set(found) - {one.name for one in fields(kind)})
    if beyond:
        raise ValueError(f"{', '.join(map(str, beyond))} is nothing that a mapping knows")


def _words(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value else ()


def _person(found: dict[str, Any]) -> PersonColumn:
    _known(found, PersonColumn)
    return PersonColumn(**{**found, "role": RoleName(found["role"])})


def _offence(found: dict[str, Any]) -> OffenceColumn:
    _known(found, OffenceColumn)
    kinds = {_folded(words): str(kind) for words, kind in (found.get("kinds") or {}).items()}
    beyond = sorted(set(kinds.values()) - set(offence_kinds()))
    if beyond:
        raise ValueError(f"{', '.join(beyond)} is no kind of offence; see reportedly lexicon")
    return OffenceColumn(**{**found, "kinds": kinds})


def _step(found: dict[str, Any]) -> StepColumns:
    _known(found, StepColumns)
    types = {_folded(words): StepType(kind) for words, kind in (found.get("types") or {}).items()}
    kind = StepType(found["type"]) if "type" in found else None
    if bool(kind) == bool(types) or (types and "column" not in found):
        raise ValueError("a step has either a type, or a column and the types that its words mean")
    if kind and not any(found.get(name) for name in ("column", "date", "until")):
        raise ValueError(f"nothing tells the step {kind.value}: name a column, date or until")
    return StepColumns(**{**found, "type": kind, "types": types})


def _folded(words: Any) -> str:
    return " ".join(str(words).casefold().split())

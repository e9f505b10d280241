"""People and organisations of a file of FollowTheMoney entities, such as a sanctions list, as known entities."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from followthemoney import model

from reportedly.errors import InputError
from reportedly.model.known import KnownEntity, KnownKind

__all__ = ["known_entities"]

_MEND = "give a file of FollowTheMoney entities, one JSON object a line"


def known_entities(lines: Iterable[bytes], name: str, where: str) -> Iterator[KnownEntity | InputError | None]:
    """The people and organisations of a file; other entities come as None, and what is no entity as an error in its place.

    Args:
        lines: The lines of the file.
        name: The name that the list is to have.
        where: What to call the file in messages.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _entity(json.loads(line), name)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield InputError(f"not an entity: {error!r}", where=f"{where}:{number}", mend=_MEND)


def _entity(data: dict[str, Any], name: str) -> KnownEntity | None:
    kind = _kind(data["schema"])
    properties: dict[str, list[str]] = data.get("properties", {})
    if kind is None:
        return None
    first = [data["caption"]] if data.get("caption") in properties.get("name", ()) else []
    names = dict.fromkeys([*first, *properties.get("name", ()), *properties.get("alias", ())])
    if not names:
        return None
    countries = {code.upper() for prop in ("citizenship", "nationality", "country", "jurisdiction") for code in properties.get(prop, ())}
    return KnownEntity(
        id=str(data["id"]),
        list=name,
        kind=kind,
        names=tuple(names),
        countries=tuple(sorted(code for code in countries if len(code) == len("KZ"))),
        births=tuple(sorted(properties.get("birthDate", ()))),
        positions=tuple(sorted(properties.get("position", ()))),
        url=next(iter(sorted(properties.get("sourceUrl", ()))), None),
    )


@cache
def _kind(schema: str) -> KnownKind | None:
    found = model.get(schema)
    if found is None:
        raise ValueError(f"FollowTheMoney has no schema {schema!r}")
    if found.is_a("Person"):
        return KnownKind.PERSON
    return KnownKind.ORGANISATION if found.is_a("Organization") else None

"""What each person is in the case. Nobody becomes accused by standing near a crime: only by a sentence that accuses that very person."""

from collections import defaultdict

from reportedly.extract.describing import role_words
from reportedly.extract.entities import Entity
from reportedly.extract.scene import Scene
from reportedly.lexicon.roles import load_roles
from reportedly.model.parties import RoleName

__all__ = ["roles_of"]


def roles_of(scene: Scene, accused: set[int]) -> dict[int, RoleName]:
    """The role of each entity: accused first, then what the report calls them, then what they do or undergo."""
    deeds = _by_deed(scene)
    return {entity.key: RoleName.ACCUSED if entity.key in accused else _role(scene, entity, deeds) for entity in scene.discourse.entities}


def _role(scene: Scene, entity: Entity, deeds: dict[int, list[RoleName]]) -> RoleName:
    called = [word.role for word in role_words(scene, entity) if word.role not in (None, RoleName.ACCUSED)]
    done = deeds.get(entity.key, [])
    for role in (RoleName.JUDGE, RoleName.PROSECUTOR, RoleName.LAWYER, RoleName.SPOKESPERSON):
        if role in called:
            return role
    if RoleName.VICTIM in called or RoleName.VICTIM in done:
        return RoleName.VICTIM
    known = [role for role in (*called, *done) if role is not None and role is not RoleName.OTHER]
    return known[0] if known else RoleName.OTHER


def _by_deed(scene: Scene) -> dict[int, list[RoleName]]:
    _, roles = load_roles(scene.reading.lang)
    found: dict[int, list[RoleName]] = defaultdict(list)
    for hit in scene.deeds:
        for head in hit.who:
            for entity in scene.discourse.at(head):
                found[entity.key].append(roles[hit.rule.id])
    return found

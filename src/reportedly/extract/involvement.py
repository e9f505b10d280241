"""What each person is in the case. Nobody becomes accused by standing near a crime: only by a sentence that accuses that very person."""

from collections import defaultdict

from reportedly.extract.describing import age_of, role_words
from reportedly.extract.entities import Entity
from reportedly.extract.names import PersonName
from reportedly.extract.scene import Scene
from reportedly.lexicon.given_gender import load_given
from reportedly.lexicon.places import is_place_name
from reportedly.lexicon.roles import load_roles
from reportedly.model.parties import OrgKind, RoleName

__all__ = ["is_somebody", "roles_of"]

_SHORT = 5


def roles_of(scene: Scene, accused: set[int]) -> dict[int, RoleName]:
    """The role of each entity: accused first, then what the report calls them, then what they do or undergo."""
    deeds = _by_deed(scene)
    return {entity.key: RoleName.ACCUSED if entity.key in accused else _role(scene, entity, deeds) for entity in scene.discourse.entities}


def _role(scene: Scene, entity: Entity, deeds: dict[int, list[RoleName]]) -> RoleName:
    called = [word.role for word in role_words(scene, entity) if word.role not in (None, RoleName.ACCUSED)]
    done = [*deeds.get(entity.key, []), *([RoleName.JOURNALIST] if _of_medium(scene, entity) else [])]
    if RoleName.VICTIM in done and not {RoleName.JUDGE, RoleName.PROSECUTOR, RoleName.LAWYER} & set(done):
        # "the murder of Judge Ana Belko"
        return RoleName.VICTIM
    for role in (RoleName.JUDGE, RoleName.PROSECUTOR, RoleName.LAWYER, RoleName.SPOKESPERSON):
        if role in called:
            return role
    if RoleName.VICTIM in called or RoleName.VICTIM in done:
        return RoleName.VICTIM
    known = [role for role in (*called, *done) if role is not None and role is not RoleName.OTHER]
    return known[0] if known else RoleName.OTHER


def _of_medium(scene: Scene, entity: Entity) -> bool:
    """Whether a medium stands as the owner of the name: "the Herald's Ana Belko"."""
    reading = scene.reading
    owners = [phrase.possessor for head in entity.heads if (phrase := reading.phrases.get(head)) is not None and phrase.possessor is not None]
    return entity.person is not None and any(
        org.kind is OrgKind.MEDIA and any(mention.overlaps(reading.tokens[owner].span) for mention in org.mentions)
        for owner in owners
        for org in scene.organisations
    )


def is_somebody(scene: Scene, entity: Entity, role: RoleName) -> bool:
    """Whether a name that the report gives no role in the case is a person's, as far as what it does and how it is told go.

    The language part takes towns, companies and things for people; those have neither title nor age, and do nothing.
    """
    person = entity.person
    if person is None or role is not RoleName.OTHER:
        return person is not None
    if len(person.full) == 1:
        return False
    if any(name.titles for name in person.names) or age_of(scene, entity) is not None:
        return True
    spans = [scene.reading.span_of(name.first, name.last) for name in person.names]
    others = [mention for place in scene.places for mention in place.mentions] + [mention for org in scene.organisations for mention in org.mentions]
    if all(any(span.overlaps(mention) for mention in others) for span in spans):
        return False
    if not load_given().knows(person.full.split()[0]) and all(_is_where(scene, name) for name in person.names):
        # "was treated at Larch Health Norvik"
        return False
    short = " " not in person.full
    if short and person.full.isupper() and len(person.full) <= _SHORT:
        return False
    return not (short or is_place_name(person.full)) or _does_something(scene, entity)


def _is_where(scene: Scene, name: PersonName) -> bool:
    """Whether a word for a place stands before a name: nobody is treated at Dahl."""
    tokens = scene.reading.tokens
    return name.first > 0 and tokens[name.first - 1].text in {"at", "in", "near", "inside"} and tokens[name.first].pos == "PROPN"


def _does_something(scene: Scene, entity: Entity) -> bool:
    """Whether the very name acts or is described, and not only a pronoun that was led back to it."""
    reading = scene.reading
    ends = {name.last - 1 for name in entity.person.names} if entity.person is not None else set()
    if any(reading.phrases[at].appositions for at in ends if at in reading.phrases):
        return True
    return any(ends & set(clause.agents) for clause in reading.clauses.values() if not clause.nominal and not clause.passive)


def _by_deed(scene: Scene) -> dict[int, list[RoleName]]:
    _, roles = load_roles(scene.reading.lang)
    found: dict[int, list[RoleName]] = defaultdict(list)
    for hit in scene.deeds:
        for head in hit.who:
            for entity in scene.discourse.at(head):
                found[entity.key].append(roles[hit.rule.id])
    return found

"""Lists of known people and organisations in the store, who in cases shares words of a name with them, and what people said of links."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, distinct, func, insert, select

from reportedly.model.known import KnownEntity, LinkDecision
from reportedly.store.codec import dumps, loads
from reportedly.store.facet_tables import case_organisations
from reportedly.store.known_tables import known, known_keys, link_decisions
from reportedly.store.rows import batches, insert_new
from reportedly.store.schema import person_keys

__all__ = [
    "ORGANISATION",
    "decisions_on_links",
    "drop_list",
    "forget_links",
    "keep_known",
    "keep_link_decision",
    "known_entity",
    "known_lists",
    "organisations_near",
    "people_near",
]

ORGANISATION = "o:"
"""What a key of an organisation begins with, before the folded name."""

# Two words of a name, or one could be anybody's.
_LEAST_WORDS = 2


def drop_list(connection: Connection, name: str) -> int:
    """Take a list away; what was decided about links to it stays.

    Returns:
        How many entities it had.
    """
    own = select(known.c.key).where(known.c.list == name)
    count = connection.execute(select(func.count()).select_from(known).where(known.c.list == name)).scalar_one()
    connection.execute(delete(known_keys).where(known_keys.c.known.in_(own)))
    connection.execute(delete(known).where(known.c.list == name))
    return count


def keep_known(connection: Connection, entities: Iterable[tuple[KnownEntity, Iterable[str]]]) -> None:
    """Keep entities, each with the keys that it is found by; one that is there already stays."""
    for entity, words in entities:
        insert_new(connection, known, [{"key": entity.key, "list": entity.list, "payload": dumps(entity)}])
        insert_new(connection, known_keys, [{"word": word, "known": entity.key} for word in sorted(set(words))])


def known_lists(connection: Connection) -> list[tuple[str, int]]:
    """The lists by name, with how many entities each has."""
    rows = connection.execute(select(known.c.list, func.count()).group_by(known.c.list).order_by(known.c.list))
    return [(row[0], row[1]) for row in rows]


def known_entity(connection: Connection, key: str) -> KnownEntity | None:
    """The entity with this key."""
    payload = connection.execute(select(known.c.payload).where(known.c.key == key)).scalar()
    return loads(KnownEntity, payload) if payload else None


def people_near(connection: Connection) -> Iterator[tuple[KnownEntity, str, str]]:
    """Known people who share two words of a name with a person of a case: the entity, the case, and the person."""
    near = (
        select(known_keys.c.known, person_keys.c.case_id, person_keys.c.person)
        .join(person_keys, person_keys.c.key == known_keys.c.word)
        .group_by(known_keys.c.known, person_keys.c.case_id, person_keys.c.person)
        .having(func.count(distinct(known_keys.c.word)) >= _LEAST_WORDS)
        .subquery()
    )
    query = select(known.c.payload, near.c.case_id, near.c.person).join(near, near.c.known == known.c.key)
    for row in connection.execute(query.order_by(near.c.case_id, near.c.person, known.c.key)):
        yield loads(KnownEntity, row.payload), row.case_id, row.person


def organisations_near(connection: Connection) -> Iterator[tuple[KnownEntity, str, str]]:
    """Known organisations with the name of one in a case: the entity, the case, and the name there."""
    query = (
        select(known.c.payload, case_organisations.c.case_id, case_organisations.c.name)
        .join(known_keys, known_keys.c.known == known.c.key)
        .join(case_organisations, ORGANISATION + case_organisations.c.key == known_keys.c.word)
    )
    for row in connection.execute(query.order_by(case_organisations.c.case_id, case_organisations.c.name, known.c.key)):
        yield loads(KnownEntity, row.payload), row.case_id, row.name


def keep_link_decision(connection: Connection, made: LinkDecision) -> None:
    """Keep what somebody said of a link."""
    connection.execute(insert(link_decisions).values(known=made.known, target=made.target, payload=dumps(made)))


def decisions_on_links(connection: Connection) -> list[LinkDecision]:
    """All that was said of links, the first first."""
    return [loads(LinkDecision, row.payload) for row in connection.execute(select(link_decisions.c.payload).order_by(link_decisions.c.number))]


def forget_links(connection: Connection, targets: Sequence[str]) -> None:
    """Forget all links of a person who is expunged, and the entities that people said are this person: their lists would bring the person back."""
    for batch in batches(targets):
        rows = connection.execute(select(link_decisions.c.payload).where(link_decisions.c.target.in_(batch))).all()
        same = sorted({made.known for row in rows if (made := loads(LinkDecision, row.payload)).accepted})
        connection.execute(delete(known_keys).where(known_keys.c.known.in_(same)))
        connection.execute(delete(known).where(known.c.key.in_(same)))
        connection.execute(delete(link_decisions).where(link_decisions.c.target.in_(batch)))

"""Lists of known people and organisations beside the cases: who may be whom, as questions that a human answers.

Nothing is merged and nothing is added to a case: a link says that two records may be of one, and what the list says of its entity is not taken over.
Nobody whose name is withheld is compared, and initials and surnames alone never link.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reportedly.errors import InputError, StoreError
from reportedly.export.records import is_nameable
from reportedly.model.casefile import CaseFile, CasePerson
from reportedly.model.known import KnownEntity, KnownKind, KnownLink, LinkDecision, LinkState
from reportedly.resolve.names import MATCH, NameKinship, NameLikeness, likeness
from reportedly.resolve.people import CERTAIN
from reportedly.resolve.spelling import fold, skeleton
from reportedly.review.deciding import Who
from reportedly.review.shielding import shielded
from reportedly.review.viewing import told_beside
from reportedly.store import Connection, Store
from reportedly.store import parts as shelf
from reportedly.store.casefiles import load_case
from reportedly.store.facets import folded
from reportedly.store.known import (
    ORGANISATION,
    decisions_on_links,
    drop_list,
    keep_known,
    keep_link_decision,
    known_lists,
    organisations_near,
    people_near,
)

__all__ = ["Listed", "answer_link", "bring_in_list", "links", "lists"]

_SHORTEST = 3
_YEARS_OF_DOUBT = 2
_YEAR = 4

_Said = dict[tuple[str, str, str], LinkDecision]


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of a list: how many people and organisations it has, what else was in the file, and how many the list had before."""

    people: int
    organisations: int
    others: int
    refused: tuple[InputError, ...]
    before: int


def bring_in_list(store: Store, name: str, entities: Iterable[KnownEntity | InputError | None], *, write: bool) -> Listed:
    """Put a list in the place of the one with the same name, so that who was taken off it is gone here too.

    Args:
        store: The store.
        name: The name of the list.
        entities: Its entities; None for what is neither a person nor an organisation, and an error for what is no entity.
        write: Whether to keep it; else it is only counted.
    """
    counts = {KnownKind.PERSON: 0, KnownKind.ORGANISATION: 0}
    others, refused = 0, list[InputError]()

    def taken() -> Iterator[tuple[KnownEntity, Iterable[str]]]:
        nonlocal others
        for entity in entities:
            if isinstance(entity, InputError):
                refused.append(entity)
            elif entity is None:
                others += 1
            else:
                counts[entity.kind] += 1
                yield entity, _keys(entity)

    if write:
        with store.writing() as connection:
            before = drop_list(connection, name)
            keep_known(connection, taken())
    else:
        with store.reading() as connection:
            before = dict(known_lists(connection)).get(name, 0)
        for _ in taken():
            pass
    return Listed(counts[KnownKind.PERSON], counts[KnownKind.ORGANISATION], others, tuple(refused), before)


def lists(store: Store) -> list[tuple[str, int]]:
    """The lists that the store has, with how many entities each has."""
    with store.reading() as connection:
        return known_lists(connection)


def links(store: Store, state: LinkState | None = LinkState.OPEN) -> Iterator[KnownLink]:
    """Whom and what in the cases may be on a list, in the order of the cases.

    Args:
        store: The store.
        state: Only links that people have said this of; None for all.
    """
    with store.reading() as connection:
        said = _last_words(decisions_on_links(connection))
        for link in (*_people(connection, said), *_organisations(connection, said)):
            if state is None or link.state is state:
                yield link


def answer_link(store: Store, key: str, who: Who, *, accepted: bool) -> LinkDecision:
    """Say that the two ends of a link are one, or that they are not; the last word counts, and all are kept.

    Args:
        store: The store.
        key: The id of the link, or how it begins.
        who: Who says it, when and why.
        accepted: Whether they are one.

    Raises:
        StoreError: If there is no such link, or more than one begins so.
    """
    found = [link for link in links(store, None) if link.id.startswith(key)]
    if len(found) != 1:
        mend = "write more of the id" if found else "see reportedly import links --all"
        raise StoreError("more than one link begins so" if found else "no such link", where=key, mend=mend)
    (link,) = found
    made = LinkDecision(link.known.key, link.target, link.name, accepted, who.name, who.at, who.reason)
    with store.writing() as connection:
        keep_link_decision(connection, made)
    return made


def _keys(entity: KnownEntity) -> Iterator[str]:
    if entity.kind is KnownKind.ORGANISATION:
        yield from (ORGANISATION + key for name in entity.names if (key := folded(name)))
        return
    for name in entity.names:
        for word in fold(name):
            bones = skeleton(word)
            # One key a word, so that two keys are two words.
            yield f"s:{bones}" if len(bones) >= _SHORTEST else f"f:{word}"


def _last_words(made: Iterable[LinkDecision]) -> _Said:
    return {(one.known, one.target, one.called): one for one in made}


def _people(connection: Connection, said: _Said) -> Iterator[KnownLink]:
    file: CaseFile | None = None
    for entity, case, key in people_near(connection):
        if file is None or file.id != case:
            file = _shown(connection, case)
        person = next((one for one in file.people if one.id == key), None) if file else None
        if file is None or person is None or person.shields or not person.mentions:
            continue
        best = _best(entity, person)
        if best is not None:
            yield _answered(_link(entity, file, person, best), said, person)


def _shown(connection: Connection, case: str) -> CaseFile | None:
    """A case file without names that are withheld in it, or in another case that its reports tell."""
    file = load_case(connection, case)
    return shielded(file, told_beside(connection, file)) if file else None


def _best(entity: KnownEntity, person: CasePerson) -> tuple[NameLikeness, str, str] | None:
    """The two names that are most alike, if they can be names of one person."""
    pairs = ((likeness(one, form.name), one, form.name) for one in entity.names for form in person.names)
    fitting = [found for found in pairs if found[0].score >= MATCH and found[0].kinship in (NameKinship.FULL, NameKinship.PART)]
    whole = [found for found in fitting if min(len(found[1].split()), len(found[2].split())) > 1 and is_nameable(found[2])]
    return max(whole, key=lambda found: found[0].score, default=None)


def _link(entity: KnownEntity, file: CaseFile, person: CasePerson, best: tuple[NameLikeness, str, str]) -> KnownLink:
    alike, theirs, ours = best
    words = "the names are the same" if alike.score >= CERTAIN and alike.kinship is NameKinship.FULL else "the names are alike"
    fors, againsts = [f"{words}: “{theirs}” and “{ours}”"], list[str]()
    if set(entity.countries) & set(file.countries):
        fors.append(f"a country of the case is one of the list's: {', '.join(sorted(set(entity.countries) & set(file.countries)))}")
    elif entity.countries and file.countries:
        againsts.append(f"the list gives other countries: {', '.join(entity.countries)}")
    born = _born(file, person)
    years = sorted({int(birth[:_YEAR]) for birth in entity.births if birth[:_YEAR].isdecimal()})
    if born is not None and years:
        near = [year for year in years if abs(year - born) <= _YEARS_OF_DOUBT]
        told = f"the age told makes the year of birth about {born}, the list has {', '.join(map(str, near or years))}"
        (fors if near else againsts).append(told)
    return KnownLink(_id(entity, person.id), entity, file.id, person.mentions[0], ours, tuple(fors), tuple(againsts))


def _born(file: CaseFile, person: CasePerson) -> int | None:
    day = max((report.published for report in file.reports if report.published), default=None)
    return day.year - person.age if day and person.age is not None else None


def _organisations(connection: Connection, said: _Said) -> Iterator[KnownLink]:
    for entity, case, name in organisations_near(connection):
        parts = shelf.parts_of_cases(connection, [case]).get(case, ())
        if parts:
            reason = (f"the names are the same: “{name}”",)
            link = KnownLink(_id(entity, f"{case}/{folded(name)}"), entity, case, parts[0].id, name, reason)
            yield _answered(link, said, None)


def _id(entity: KnownEntity, target: str) -> str:
    return hashlib.sha256(f"{entity.key}\x1f{target}".encode()).hexdigest()[:12]


def _answered(link: KnownLink, said: _Said, person: CasePerson | None) -> KnownLink:
    """The link with what was last said of it; a mention that was read anew under another name is asked again."""
    targets = person.mentions if person else (link.target,)
    names = {form.name for form in person.names} if person else {link.name}
    made = [one for target in targets for name in names if (one := said.get((link.known.key, target, name)))]
    if not made:
        return link
    last = max(made, key=lambda one: one.at)
    return replace(link, state=LinkState.ACCEPTED if last.accepted else LinkState.REJECTED)

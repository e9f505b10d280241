"""Who of the people that the reports of one case speak of is the same person.

Mentions are joined from the surest pair down. Two people of one report are never joined: the report tells them apart. A surname alone joins when
only one person of the case can be meant. People without a name stay as they are told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from reportedly.model.cases import CasePart, Identity, Judgement, PersonDigest, Proposal, Verdict
from reportedly.model.decisions import Decision
from reportedly.model.parties import RoleName
from reportedly.resolve.names import NameKinship
from reportedly.resolve.people import IN_ONE_CASE, ONLY_ONE, best_likeness, judge_people, may_be_one
from reportedly.resolve.placing import Bans
from reportedly.resolve.spelling import fold, skeleton

__all__ = ["identities", "open_identities"]

_STILL_MEANT = 0.6
_ONE_NAME = 0.85


def identities(parts: Iterable[CasePart], decisions: Iterable[Decision] = ()) -> tuple[Identity, ...]:
    """The people of one case, each with the mentions that are this person.

    Args:
        parts: All parts of the case.
        decisions: All decisions; merges, splits and never-merges of mentions count here.

    Returns:
        One identity for each person, the accused first, then in the order of the reports.
    """
    people = _people(parts)
    bans = Bans(decisions)
    links = tuple(_judgements(people))
    return _identities(people, links, bans)


def open_identities(parts: Iterable[CasePart], decisions: Iterable[Decision] = ()) -> tuple[Proposal, ...]:
    """Pairs of mentions of one case that may be the same person, left for a human to decide.

    Args:
        parts: All parts of the case.
        decisions: All decisions.
    """
    people = _people(parts)
    bans = Bans(decisions)
    links = tuple(_judgements(people))
    home = {member: identity.id for identity in _identities(people, links, bans) for member in identity.members}
    asked: dict[tuple[str, str], Proposal] = {}
    for link in links:
        pair = (min(home[link.left], home[link.right]), max(home[link.left], home[link.right]))
        if link.verdict is Verdict.MAYBE and pair[0] != pair[1] and not bans.forbid(link.left, link.right):
            asked.setdefault(pair, Proposal(link.left, link.right, link))
    return tuple(asked.values())


def _people(parts: Iterable[CasePart]) -> tuple[PersonDigest, ...]:
    ordered = sorted(parts, key=lambda part: part.order)
    return tuple(person for part in ordered for person in (*part.accused, *part.others))


def _article(person: PersonDigest) -> str:
    return person.id.rpartition("/")[0].rpartition("#")[0]


def _judgements(people: Sequence[PersonDigest]) -> Iterator[Judgement]:
    """Judgements of all pairs of mentions that share a word of their names."""
    full = _full_names(people)
    meant: dict[tuple[str, str], int] = {}
    for left, right in _pairs(people):
        if _article(left) == _article(right):
            continue
        context = [IN_ONE_CASE]
        if best_likeness(left, right).kinship is NameKinship.PART:
            short, other = sorted((left, right), key=lambda person: len(person.names[0].split()))
            pair = (short.names[0], other.names[0])
            if pair not in meant:
                meant[pair] = _bearers(short, other, full)
            if meant[pair] <= 1:
                context.append(ONLY_ONE)
        yield judge_people(left, right, context)


def _full_names(people: Sequence[PersonDigest]) -> tuple[PersonDigest, ...]:
    """One mention for each full name and role in the case."""
    named = {(person.names[0], person.role): person for person in people if person.named and len(person.names[0].split()) > 1}
    return tuple(named.values())


def _pairs(people: Sequence[PersonDigest]) -> Iterator[tuple[PersonDigest, PersonDigest]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        for word in sorted({skeleton(word) for name in person.names for word in fold(name)}):
            if person.named and len(word) > 1:
                holders[word].append(number)
    pairs = {pair for numbers in holders.values() for pair in combinations(numbers, 2)}
    yield from ((people[left], people[right]) for left, right in sorted(pairs) if may_be_one(people[left], people[right]))


def _bearers(short: PersonDigest, full: PersonDigest, people: Sequence[PersonDigest]) -> int:
    """How many people of the case with different full names a part of a name can mean."""
    meant = [full]
    for other in people:
        found = best_likeness(short, other)
        fits = found.kinship is NameKinship.PART and found.score > _STILL_MEANT and may_be_one(short, other)
        if fits and all(best_likeness(other, known).score < _ONE_NAME for known in meant):
            meant.append(other)
    return len(meant)


def _identities(people: Sequence[PersonDigest], links: Sequence[Judgement], bans: Bans) -> tuple[Identity, ...]:
    by_id = {person.id: person for person in people}
    order = {person.id: number for number, person in enumerate(people)}
    found = []
    groups, joined = _group(by_id, links, bans)
    for members in groups:
        ordered = tuple(sorted(members, key=order.__getitem__))
        found.append(Identity(ordered[0], ordered, tuple(joined[member] for member in ordered if member in joined)))
    return tuple(sorted(found, key=lambda identity: (not _is_accused(identity, by_id), order[identity.id])))


def _is_accused(identity: Identity, by_id: dict[str, PersonDigest]) -> bool:
    return any(by_id[member].role is RoleName.ACCUSED for member in identity.members)


def _group(by_id: dict[str, PersonDigest], links: Sequence[Judgement], bans: Bans) -> tuple[tuple[frozenset[str], ...], dict[str, Judgement]]:
    """The groups, and for each mention that was joined the judgement that joined it."""
    known = {(min(link.left, link.right), max(link.left, link.right)): link for link in links}
    joined: dict[str, Judgement] = {}
    members = {person: frozenset({person}) for person in by_id}
    edges = [(-2.0, left, right) for left, right, _ in bans.joined if left in by_id and right in by_id]
    edges += [(-link.score, min(link.left, link.right), max(link.left, link.right)) for link in links if link.verdict is Verdict.SAME]
    for weight, left, right in sorted(edges):
        ours, theirs = members[left], members[right]
        by_hand = weight < -1
        if ours is theirs or bans.forbid_any(ours, theirs) or not (by_hand or _fit(ours, theirs, by_id)):
            continue
        united = ours | theirs
        members.update(dict.fromkeys(united, united))
        if (left, right) in known:
            joined.setdefault(right if left in joined or len(ours) > 1 else left, known[left, right])
    return tuple(dict.fromkeys(members.values())), joined


def _fit(ours: frozenset[str], theirs: frozenset[str], by_id: dict[str, PersonDigest]) -> bool:
    """Whether two groups of mentions can be one person: not two people of one report, and no role stands against it."""
    if {_article(by_id[one]) for one in ours} & {_article(by_id[other]) for other in theirs}:
        return False
    roles = [{by_id[one].role: by_id[one] for one in group} for group in (ours, theirs)]
    return all(may_be_one(one, other) for one in roles[0].values() for other in roles[1].values())

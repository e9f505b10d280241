"""Do two parts of reports tell one case? A sum of features, each of which says in words why it counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.lexicon.offences import offence_kinds
from reportedly.lexicon.spots import is_spot
from reportedly.model.cases import CasePart, Feature, Judgement, PersonDigest, Verdict
from reportedly.model.parties import RoleName
from reportedly.resolve.names import MATCH, NameKinship
from reportedly.resolve.people import NEARLY, SURE, best_likeness, judge_people, logistic, may_be_one
from reportedly.resolve.spelling import fold, surname

__all__ = ["judge", "links"]

# The policy for cases on one screen. `judge` adds up what applies; 0.90 (2.2) joins, 0.70 (0.85) is proposed to a human.
_BASE = -4.0
_ACCUSED_BY_VERDICT_OF_NAME = ((0.97, 4.0), (0.85, 3.2), (0.75, 2.0), (MATCH, 1.2))
_ACCUSED_BY_SURNAME = 1.6
_FURTHER_ACCUSED = 2.0
_AGE_AGREES, _AGE_DIFFERS = 1.0, -2.5
_VICTIM_OR_WITNESS, _SOMEBODY, _FURTHER_OTHER = 3.3, 2.4, 0.8
_ACCUSED_ALL_DIFFER, _ACCUSED_DIFFER_BUT_OTHERS_AGREE = -3.0, -1.0
_SAME_OFFENCE, _SAME_FAMILY, _MENTIONED_OFFENCE, _OTHER_OFFENCE = 1.3, 0.8, 0.5, -1.2
_SAME_PLACE, _FURTHER_PLACE, _OTHER_PLACE, _OTHER_COUNTRY = 1.4, 0.3, -1.0, -1.5
_SAME_DAY, _CLOSE, _YEAR, _YEARS = 0.8, 0.9, -0.4, -2.5
_SAME_BODY, _SAME_SPOT = 0.7, 1.2
_SAME_COUNT, _UNNAMED_SAME_DAY = 0.4, 1.5
_SPOT_DAYS, _CLOSE_DAYS, _YEAR_DAYS, _YEARS_DAYS = 7, 45, 400, 1200


_GAZETTEER = "geonames:"
_LEAST_PLACE = 5


@dataclass(frozen=True, slots=True)
class _Cast:
    """The named people of a part by what they are to it. Witnesses are all who are close to what happened; those without a role are among them."""

    accused: tuple[PersonDigest, ...]
    witnesses: tuple[PersonDigest, ...]
    roleless: tuple[PersonDigest, ...]


@dataclass(frozen=True, slots=True)
class _Shared:
    """People that two parts share."""

    accused: tuple[Judgement, ...]
    pairs: tuple[tuple[PersonDigest, PersonDigest], ...]
    others: tuple[tuple[PersonDigest, PersonDigest], ...]


def judge(left: CasePart, right: CasePart) -> Judgement:
    """Whether two parts tell one case.

    Args:
        left: What one report tells of a case.
        right: What another tells.

    Returns:
        ``SAME`` from 0.90 on, ``MAYBE`` from 0.70 on. Without any shared name, a case with names and one without are never ``SAME`` without a human.
    """
    if right.order < left.order:
        left, right = right, left
    return _judged(left, right, _shared(_cast(left), _cast(right)))


def links(parts: Mapping[str, CasePart], pairs: Iterable[tuple[str, str]]) -> Iterator[Judgement]:
    """The judgements of pairs of parts that are more than ``DIFFERENT``: most pairs are nothing to each other, and that is soon seen.

    Args:
        parts: The parts by id.
        pairs: Pairs of ids.
    """
    casts = {part: (found.order, _cast(found)) for part, found in parts.items()}
    for left, right in pairs:
        if casts[right][0] < casts[left][0]:
            left, right = right, left
        ours, theirs = casts[left][1], casts[right][1]
        shared = _shared(ours, theirs)
        # Other names of the accused, and nobody else in common: nothing else that could agree outweighs that.
        if not shared.pairs and not shared.others and ours.accused and theirs.accused:
            continue
        judgement = _judged(parts[left], parts[right], shared)
        if judgement.verdict is not Verdict.DIFFERENT:
            yield judgement


def _judged(left: CasePart, right: CasePart, shared: _Shared) -> Judgement:
    reasons = tuple(_features(left, right, shared))
    score = logistic(_BASE + sum(reason.weight for reason in reasons))
    return Judgement(left.id, right.id, score, _verdict(left, right, shared, score), reasons)


def _verdict(left: CasePart, right: CasePart, shared: _Shared, score: float) -> Verdict:
    if score < NEARLY:
        return Verdict.DIFFERENT
    unnamed = _named(left) == () or _named(right) == ()
    if _same_spot(left, right) and (_apart(left, right) or 0) <= _SPOT_DAYS:
        return Verdict.SAME if score >= SURE else Verdict.MAYBE
    if not shared.pairs and not shared.others and ((unnamed and (_named(left) or _named(right))) or not _tells_apart(left, right)):
        return Verdict.MAYBE
    return Verdict.SAME if score >= SURE else Verdict.MAYBE


def _tells_apart(left: CasePart, right: CasePart) -> bool:
    """Whether the number of people is told and large enough to mean something where there is no name at all."""
    return left.count == right.count and left.count > 1


def _named(part: CasePart) -> tuple[PersonDigest, ...]:
    return tuple(person for person in part.accused if person.named)


def _cast(part: CasePart) -> _Cast:
    # Witnesses are not those who meet many cases by their office.
    near = {RoleName.VICTIM, RoleName.RELATIVE, RoleName.WITNESS, RoleName.OTHER}
    witnesses = tuple(person for person in part.others if person.named and person.role in near)
    return _Cast(_named(part), witnesses, tuple(person for person in witnesses if person.role is RoleName.OTHER))


def _shared(left: _Cast, right: _Cast) -> _Shared:
    accused = _pair_up(left.accused, right.accused)
    others = _pair_up(left.witnesses, right.witnesses)
    # Somebody accused here and without a role there is the same person told more briefly; a victim or a lawyer is not.
    known = {person.id for pair in accused for person in pair}
    ours = tuple(person for person in left.accused if person.id not in known)
    theirs = tuple(person for person in right.accused if person.id not in known)
    pairs = accused + _pair_up(ours, right.roleless) + _pair_up(left.roleless, theirs)
    return _Shared(tuple(judge_people(a, b) for a, b in pairs), pairs, others)


def _pair_up(left: Sequence[PersonDigest], right: Sequence[PersonDigest]) -> tuple[tuple[PersonDigest, PersonDigest], ...]:
    """Pairs of people whose names match, best first, each person once."""
    if not left or not right:
        return ()
    scored = []
    for one in left:
        for other in right:
            found = best_likeness(one, other)
            if found.score >= MATCH and found.kinship is not NameKinship.CONFLICT and may_be_one(one, other):
                scored.append((-found.score, one.id, other.id, one, other))
    taken: set[str] = set()
    pairs = []
    for _, _, _, one, other in sorted(scored, key=lambda row: row[:3]):
        if not {one.id, other.id} & taken:
            taken |= {one.id, other.id}
            pairs.append((one, other))
    return tuple(pairs)


def _features(left: CasePart, right: CasePart, shared: _Shared) -> Iterator[Feature]:
    yield from _accused(left, right, shared)
    yield from _others(shared)
    yield from _offences(left, right)
    yield from _places(left, right)
    yield from _organisations(left, right)
    yield from _times(left, right)
    if left.count == right.count and left.count > 1:
        yield Feature("count", _SAME_COUNT, f"both tell of {left.count} people")
        if not _named(left) and not _named(right) and _days(left) & _days(right):
            yield Feature("unnamed", _UNNAMED_SAME_DAY, "neither gives a name, and number and day agree")


def _accused(left: CasePart, right: CasePart, shared: _Shared) -> Iterator[Feature]:
    if not shared.pairs:
        if _named(left) and _named(right):
            weight = _ACCUSED_DIFFER_BUT_OTHERS_AGREE if _well_known(shared) else _ACCUSED_ALL_DIFFER
            yield Feature("accused", weight, "the accused have other names")
        return
    for number, (one, other) in enumerate(shared.pairs):
        shown = f"“{one.names[0]}” and “{other.names[0]}”"
        found = best_likeness(one, other)
        by_surname = 1 in (len(one.names[0].split()), len(other.names[0].split())) or (
            found.kinship is NameKinship.PART and surname(one.names[0]) != surname(other.names[0])
        )
        weight = _ACCUSED_BY_SURNAME if by_surname else next(w for least, w in _ACCUSED_BY_VERDICT_OF_NAME if found.score >= least)
        if number:
            weight = min(weight, _FURTHER_ACCUSED)
        yield Feature("accused", weight, f"accused in both: {shown}")
    ages = [reason for judgement in shared.accused for reason in judgement.reasons if reason.name == "age"]
    for reason in ages:
        yield Feature("age", _AGE_AGREES if reason.weight > 0 else _AGE_DIFFERS * (reason.weight / -2.0), reason.words)
    for judgement in shared.accused:
        yield from (reason for reason in judgement.reasons if reason.name in ("employer", "position", "citizenship"))


def _others(shared: _Shared) -> Iterator[Feature]:
    for number, (one, other) in enumerate(_well_known(shared)[:3]):
        first = _SOMEBODY if one.role is other.role is RoleName.OTHER else _VICTIM_OR_WITNESS
        yield Feature("others", _FURTHER_OTHER if number else first, f"both speak of “{one.names[0]}” (“{other.names[0]}”)")


def _well_known(shared: _Shared) -> list[tuple[PersonDigest, PersonDigest]]:
    """People beside the accused whose full names agree, those with a part in the case first."""
    full = [(a, b) for a, b in shared.others if min(len(fold(a.names[0])), len(fold(b.names[0]))) > 1 and _surely_alike(a, b)]
    return sorted(full, key=lambda pair: (pair[0].role is pair[1].role is RoleName.OTHER, pair[0].id))


def _surely_alike(left: PersonDigest, right: PersonDigest) -> bool:
    found = best_likeness(left, right)
    return found.score >= 0.85 and (found.kinship is not NameKinship.PART or surname(left.names[0]) == surname(right.names[0]))


def _offences(left: CasePart, right: CasePart) -> Iterator[Feature]:
    if not left.kinds or not right.kinds:
        return
    same = sorted(set(left.kinds) & set(right.kinds))
    if same:
        yield Feature("offence", _SAME_OFFENCE, f"the same offence: {', '.join(same)}")
    elif _families(left) & _families(right):
        yield Feature("offence", _SAME_FAMILY, f"offences that are often not told apart: {', '.join(left.kinds)} and {', '.join(right.kinds)}")
    elif mentioned := sorted(_mentions(left, right) | _mentions(right, left)):
        yield Feature("offence", _MENTIONED_OFFENCE, f"one names the offence of the other: {', '.join(mentioned)}")
    else:
        yield Feature("offence", _OTHER_OFFENCE, f"other offences: {', '.join(left.kinds)} and {', '.join(right.kinds)}")


def _mentions(part: CasePart, other: CasePart) -> set[str]:
    """The offences of the other that a part names at all, though in no step; then the two do not speak of different offences."""
    return set(part.mentioned) & set(other.kinds)


def _families(part: CasePart) -> set[str]:
    kinds = offence_kinds()
    return {kinds[kind].family if kind in kinds else kind for kind in part.kinds}


def _places(left: CasePart, right: CasePart) -> Iterator[Feature]:
    ours, theirs = _place_names(left), _place_names(right)
    if left.countries and right.countries and not set(left.countries) & set(right.countries):
        yield Feature("country", _OTHER_COUNTRY, f"other countries: {', '.join(left.countries)} and {', '.join(right.countries)}")
    same = sorted((ours.keys() & theirs.keys()) | _named_by(ours, right) | _named_by(theirs, left))
    if same:
        weight = _SAME_PLACE + _FURTHER_PLACE * min(len(same) - 1, 3)
        yield Feature("place", weight, f"the same place: {_shown((ours | theirs)[name] for name in same)}")
        spot = _same_spot(left, right)
        if spot:
            yield Feature("spot", _SAME_SPOT, f"the very place is the same: {spot}")
    elif ours and theirs:
        yield Feature("place", _OTHER_PLACE, f"other places: {_shown(ours.values())} and {_shown(theirs.values())}")


def _shown(places: Iterable[str]) -> str:
    """A few names of places; the number of a gazetteer only where there is no name."""
    found = sorted(dict.fromkeys(places), key=lambda place: (place.startswith(_GAZETTEER), place))
    return ", ".join([place for place in found if not place.startswith(_GAZETTEER)][:4] or found[:1])


def _organisations(left: CasePart, right: CasePart) -> Iterator[Feature]:
    ours = {" ".join(fold(name)): name for name in left.organisations}
    same = sorted(ours[name] for name in ours.keys() & {" ".join(fold(name)) for name in right.organisations} if len(name.split()) > 1)
    if same:
        yield Feature("organisation", _SAME_BODY, f"both speak of {', '.join(same[:3])}")


def _place_names(part: CasePart) -> dict[str, str]:
    """Comparable names of places, each with the name as printed."""
    return {place if place.startswith(_GAZETTEER) else "".join(fold(place)): place for place in part.places}


def _same_spot(left: CasePart, right: CasePart) -> str | None:
    """A street, school or the like that both parts name."""
    theirs = {fold(place) for place in right.places}
    return next((place for place in left.places if is_spot(place) and fold(place) in theirs), None)


def _named_by(places: Iterable[str], part: CasePart) -> set[str]:
    """Places that the names of courts, offices and employers of a part contain, also as an adjective."""
    words = [word for name in part.organisations for word in fold(name)]
    return {place for place in places if len(place) >= _LEAST_PLACE and any(word.startswith(place) for word in words)}


def _times(left: CasePart, right: CasePart) -> Iterator[Feature]:
    days = sorted(_days(left) & _days(right))
    if days:
        yield Feature("day", _SAME_DAY, f"a step of the same kind on the same day: {days[0][1]}")
    apart = _apart(left, right)
    if apart is None:
        return
    if apart <= _CLOSE_DAYS:
        yield Feature("time", _CLOSE, "told within a few weeks")
    elif apart > _YEARS_DAYS:
        yield Feature("time", _YEARS, f"told {apart // 365} years apart")
    elif apart > _YEAR_DAYS:
        yield Feature("time", _YEAR, "told more than a year apart")


def _days(part: CasePart) -> set[tuple[str, date]]:
    return {(step.type.value, step.earliest) for step in part.steps if step.earliest and step.earliest == step.latest}


def _apart(left: CasePart, right: CasePart) -> int | None:
    """Days between the times that two parts speak of; 0 when these overlap."""
    starts = [part.earliest or part.published for part in (left, right)]
    ends = [part.published or part.latest for part in (left, right)]
    if None in starts or None in ends:
        return None
    gaps = [(start - end).days for start, end in ((starts[1], ends[0]), (starts[0], ends[1])) if start and end]
    return max(0, *gaps)

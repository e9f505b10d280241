"""Place a part of a report: with a case that is known, in a new case, or both with a question to a human.

Cases are groups of parts that hang together by judgements of single pairs. A judgement looks at its two parts only, joins are made from the surest
down, and ties are broken by ids; so the groups are a function of the set of parts and decisions, in whatever order the reports came in.
"""

from collections.abc import Iterable, Sequence

from reportedly.model.cases import CaseDigest, CasePart, Feature, Judgement, Placement, Proposal, Verdict, case_id_of
from reportedly.model.decisions import Action, Decision, standing_decisions
from reportedly.resolve.candidates import keys
from reportedly.resolve.judging import judge

__all__ = ["Bans", "group", "place", "regroup"]


class Bans:
    """Pairs that a human said are never the same, and pairs that a human joined.

    A split names the parts (or mentions) that leave; with ``("parts", "a b c")`` in its ``before`` they are kept apart from the others named
    there, and without it from everything that is not in the split.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._never: set[frozenset[str]] = set()
        self._leaving: list[frozenset[str]] = []
        self.joined: list[tuple[str, str, str]] = []
        for decision in standing_decisions(decisions):
            self._take(decision)

    def _take(self, decision: Decision) -> None:
        targets = decision.target
        if decision.action is Action.NEVER_MERGE:
            self._never |= {frozenset((a, b)) for a in targets for b in targets if a != b}
        elif decision.action is Action.MERGE:
            self.joined += [(targets[0], other, decision.by) for other in targets[1:]]
        elif decision.action is Action.SPLIT:
            rest = [part for field, value in decision.before if field == "parts" for part in value.split() if part not in targets]
            if rest:
                self._never |= {frozenset((a, b)) for a in targets for b in rest}
            else:
                self._leaving.append(frozenset(targets))

    def forbid(self, left: str, right: str) -> bool:
        """Whether a human said that these two are never the same."""
        if frozenset((left, right)) in self._never:
            return True
        return any((left in leaving) != (right in leaving) for leaving in self._leaving)

    def forbid_any(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether any pair across two groups is forbidden."""
        if not self._never and not self._leaving:
            return False
        others = tuple(right)
        return any(self.forbid(a, b) for a in left for b in others)


def group(ids: Iterable[str], links: Iterable[Judgement], bans: Bans) -> tuple[tuple[str, ...], ...]:
    """Groups that hang together by ``SAME`` judgements and by what humans joined, without what humans keep apart.

    Args:
        ids: What is to be grouped.
        links: Judgements of pairs; only ``SAME`` joins.
        bans: What humans decided.
    """
    members: dict[str, tuple[str, ...]] = {item: (item,) for item in sorted(ids)}
    edges = [(-2.0, left, right) for left, right, _ in bans.joined]
    edges += [(-link.score, min(link.left, link.right), max(link.left, link.right)) for link in links if link.verdict is Verdict.SAME]
    for _, left, right in sorted(edges):
        ours, theirs = members.get(left), members.get(right)
        if ours is None or theirs is None or ours is theirs or bans.forbid_any(ours, theirs):
            continue
        united = tuple(sorted(ours + theirs))
        for item in united:
            members[item] = united
    return tuple(sorted(set(members.values())))


def place(part: CasePart, candidates: Sequence[CaseDigest], decisions: Iterable[Decision] = ()) -> Placement:
    """Where a part belongs, among the cases that share a key with it.

    Args:
        part: The part of a report that has come in. A part of the same id in a candidate is replaced by it.
        candidates: The cases that have a part which shares a key with it.
        decisions: All decisions; a human's "never" is for ever, unless it was taken back.

    Returns:
        The cases that take the place of those in ``replaced``, what is left for a human to decide, and what was judged.
    """
    bans = Bans(decisions)
    known = [other for case in candidates for other in case.parts if other.id != part.id]
    own = keys(part)
    near = [other for other in known if other.article_id != part.article_id and own & keys(other)]
    judged = tuple(judge(part, other) for other in sorted(near, key=lambda other: other.order))
    kept = [link for case in candidates for link in case.links if part.id not in (link.left, link.right)]
    cases = regroup([part, *known], [*kept, *judged], bans)
    home = next(case for case in cases if any(member.id == part.id for member in case.parts))
    open_questions = [found for found in judged if found.verdict is Verdict.MAYBE and not bans.forbid(found.left, found.right)]
    inside = {member.id for member in home.parts}
    proposals = tuple(Proposal(found.left, found.right, found) for found in open_questions if not {found.left, found.right} <= inside)
    return Placement(
        part=part.id,
        case=home.id,
        cases=cases,
        replaced=tuple(sorted(case.id for case in candidates)),
        proposals=proposals,
        related=_related(home, cases, judged),
        judgements=judged,
    )


def regroup(parts: Iterable[CasePart], links: Iterable[Judgement], bans: Bans) -> tuple[CaseDigest, ...]:
    """The cases that parts fall into, each with its parts in canonical order and the judgements within it."""
    by_id = {part.id: part for part in parts}
    found = []
    known = tuple(links)
    for members in group(by_id, known, bans):
        inside = set(members)
        chosen = tuple(sorted((by_id[member] for member in members), key=lambda part: part.order))
        within = {(link.left, link.right): link for link in known if link.left in inside and link.right in inside}
        told = [link for pair, link in sorted(within.items())]
        by_hand = [_by_hand(left, right, who) for left, right, who in bans.joined if left in inside and right in inside]
        found.append(CaseDigest(case_id_of(chosen[0]), chosen, tuple(link for link in told if link.by == "rules") + tuple(by_hand)))
    return tuple(sorted(found, key=lambda case: case.parts[0].order))


def _by_hand(left: str, right: str, who: str) -> Judgement:
    return Judgement(left, right, 1.0, Verdict.SAME, (Feature("decision", 0.0, f"{who} decided that they are the same"),), who)


def _related(home: CaseDigest, cases: Sequence[CaseDigest], judged: Iterable[Judgement]) -> tuple[str, ...]:
    """Other cases that share an accused person with a part, or that the same report tells."""
    case_of = {part.id: case.id for case in cases for part in case.parts}
    shared = {
        case_of[side]
        for found in judged
        if any(reason.name == "accused" and reason.weight > 0 for reason in found.reasons)
        for side in (found.left, found.right)
    }
    return tuple(sorted(shared - {home.id}))

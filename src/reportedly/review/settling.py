"""What hangs together is divided into cases, and the cases that have changed are folded: worked out first, then kept.

Working it out only reads, so that it can be done for many at once and in several processes, while one of them keeps what came of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.casefile.fold import fold
from reportedly.model.casefile import CaseFile
from reportedly.model.cases import CaseDigest, CasePart, Judgement, Sketch
from reportedly.model.claims import ReportReading
from reportedly.model.decisions import Action, Decision, standing_decisions
from reportedly.resolve.identities import identities
from reportedly.resolve.placing import Bans, regroup
from reportedly.resolve.reuse import reprints
from reportedly.resolve.spelling import comparable
from reportedly.review.anchors import translated
from reportedly.review.findable import person_keys_of
from reportedly.store import Connection
from reportedly.store import parts as shelf
from reportedly.store.casefiles import CaseRows, case_rows, drop_case, save_rows
from reportedly.store.deciding import decisions_about, report_of
from reportedly.store.nearness import same_pairs
from reportedly.store.reports import claim_twins, current_readings

__all__ = ["Affected", "Folded", "Settled", "hanging_together", "settle", "settled"]


@dataclass(slots=True)
class Affected:
    """What a change touches: parts whose place must be found again, and reports whose cases must be folded again."""

    parts: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Folded:
    """A case that has changed: its id, its parts, and the rows of its case file."""

    case: str
    parts: tuple[str, ...]
    rows: CaseRows


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of parts that hang together: the ids of their cases, those that are gone, and those that have changed."""

    cases: tuple[str, ...]
    gone: tuple[str, ...]
    folded: tuple[Folded, ...]


def settle(connection: Connection, affected: Affected) -> tuple[str, ...]:
    """Divide all that hangs together with some parts into cases, and fold those that have changed.

    Returns:
        The ids of all cases that hang together with them.
    """
    whole = _closure(connection, affected.parts)
    (found,) = settled(connection, [whole], affected.reports)
    for gone in found.gone:
        drop_case(connection, gone)
    for one in found.folded:
        shelf.assign(connection, one.case, one.parts)
        save_rows(connection, one.case, one.rows)
    return found.cases


def hanging_together(connection: Connection, seeds: Iterable[str]) -> list[frozenset[str]]:
    """All that hangs together with any of some parts, divided into pieces that have nothing to do with each other.

    Args:
        connection: A connection.
        seeds: Ids of parts.
    """
    whole = _closure(connection, seeds)
    home = {part: part for part in whole}

    def root(part: str) -> str:
        while home[part] != part:
            home[part] = home[home[part]]
            part = home[part]
        return part

    joined: list[Sequence[str]] = [pair for pair in same_pairs(connection, whole) if home.keys() >= set(pair)]
    joined += [tuple(inside) for inside in shelf.members(connection, whole).values()]
    # What people merged is left together: it is divided again when it is settled.
    merges = [made for made in standing_decisions(decisions_about(connection, set(map(report_of, whole)))) if made.action is Action.MERGE]
    joined += [tuple(shelf.parts_of_reports(connection, set(map(report_of, made.target))) & whole) for made in merges]
    for first, *others in filter(None, joined):
        for other in others:
            home[root(other)] = root(first)
    pieces: dict[str, set[str]] = {}
    for part in sorted(whole):
        pieces.setdefault(root(part), set()).add(part)
    return [frozenset(piece) for piece in pieces.values()]


def _closure(connection: Connection, seeds: Iterable[str]) -> set[str]:
    """All parts that hang together with some: by the same case now, by a judgement that they tell one case, or by a decision that says so."""
    whole, fresh = set[str](), shelf.existing(connection, seeds)
    while fresh:
        whole |= fresh
        found = shelf.parts_in_same_case(connection, fresh)
        found |= {end for pair in same_pairs(connection, fresh) for end in pair}
        found |= _merged_by_decision(connection, fresh)
        fresh = shelf.existing(connection, found - whole)
    return whole


def _merged_by_decision(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Parts of all reports that a decision names together with one of these parts' reports."""
    about = standing_decisions(decisions_about(connection, set(map(report_of, ids))))
    merged = [decision for decision in about if decision.action is Action.MERGE]
    return shelf.parts_of_reports(connection, {report_of(target) for decision in merged for target in decision.target})


def settled(connection: Connection, pieces: Sequence[Iterable[str]], reports: Iterable[str]) -> list[Settled]:
    """What becomes of pieces each of which hangs together; nothing is kept yet.

    Args:
        connection: A connection.
        pieces: The parts of each piece.
        reports: Reports whose cases are folded again even if they have the same parts as before.
    """
    wanted = [frozenset(piece) for piece in pieces]
    every = frozenset[str]().union(*wanted)
    parts = {part.id: part for part in shelf.load_parts(connection, every)}
    home = {part: number for number, piece in enumerate(wanted) for part in piece}
    links: list[list[Judgement]] = [[] for _ in wanted]
    for edge in shelf.edges_among(connection, every):
        if edge.left in home and home[edge.left] == home.get(edge.right):
            links[home[edge.left]].append(edge)
    before = shelf.members(connection, every)
    decided = bool(decisions_about(connection, {part.article_id for part in parts.values()}))
    anew = frozenset(reports)
    plans = [
        _plan(connection, [parts[part] for part in piece if part in parts], own, before, anew, decided=decided)
        for piece, own in zip(wanted, links, strict=True)
    ]
    articles = sorted({part.article_id for plan in plans for case in plan.changed for part in case.parts})
    readings = {reading.article.id: reading for reading in current_readings(connection, articles)}
    sketches = {sketch.article_id: sketch for sketch in shelf.sketches_of(connection, articles)}
    return [_carried_out(plan, readings, sketches) for plan in plans]


@dataclass(frozen=True, slots=True)
class _Plan:
    cases: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[CaseDigest, ...]
    decisions: tuple[Decision, ...]


def _plan(
    connection: Connection,
    parts: Sequence[CasePart],
    links: Sequence[Judgement],
    before: dict[str, set[str]],
    anew: frozenset[str],
    *,
    decided: bool,
) -> _Plan:
    decisions = _decisions(connection, parts) if decided else ()
    cases = regroup(parts, links, Bans(decisions))
    after = {case.id: {part.id for part in case.parts} for case in cases}
    here = {part.id for part in parts}
    gone = sorted(case for case, inside in before.items() if case not in after and not inside.isdisjoint(here))
    same = {case.id for case in cases if before.get(case.id, set()) == after[case.id] and anew.isdisjoint(part.article_id for part in case.parts)}
    changed = [case for case in cases if case.id not in same]
    return _Plan(tuple(after), tuple(gone), tuple(changed), decisions)


def _decisions(connection: Connection, parts: Sequence[CasePart]) -> tuple[Decision, ...]:
    about = decisions_about(connection, {part.article_id for part in parts})
    if not about:
        return ()
    here = {claim for part in parts for claim in part.claims}

    def twin(claim: str) -> str | None:
        return next((other for other in claim_twins(connection, claim) if other in here), None) if claim not in here else claim

    return translated(standing_decisions(about), parts, twin)


def _carried_out(plan: _Plan, readings: dict[str, ReportReading], sketches: dict[str, Sketch]) -> Settled:
    folded_cases = []
    for case in plan.changed:
        file = _fold(case, readings, sketches, plan.decisions)
        rows = case_rows(file, person_keys_of(file), [(part, readings[part.article_id]) for part in case.parts])
        folded_cases.append(Folded(case.id, tuple(sorted(part.id for part in case.parts)), rows))
    return Settled(plan.cases, plan.gone, tuple(folded_cases))


def _fold(case: CaseDigest, readings: dict[str, ReportReading], sketches: dict[str, Sketch], decisions: tuple[Decision, ...]) -> CaseFile:
    articles = sorted({part.article_id for part in case.parts})
    return fold(
        case,
        readings,
        identities=identities(case.parts, decisions),
        reprints=reprints(sketches[article] for article in articles if article in sketches),
        decisions=decisions,
        # Related cases and silence depend on more than this case's own reports, so they are filled in when the file is looked at.
        today=None,
        spelled=comparable,
    )

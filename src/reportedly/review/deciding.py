"""Making decisions: each is kept for ever with who, when and why, and the case files that it concerns are folded again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportedly.casefile.corrections import correction_fault
from reportedly.casefile.titles import TITLE, named_in
from reportedly.errors import MissingError, UsageError
from reportedly.model.decisions import Action, Decision
from reportedly.resolve.spelling import comparable
from reportedly.review.anchors import called, is_person, naming, part_of
from reportedly.review.casework import refold
from reportedly.store import Connection, Store
from reportedly.store import parts as shelf
from reportedly.store.casefiles import case_named, load_case
from reportedly.store.deciding import all_decisions, keep_decision, report_of
from reportedly.store.reports import claim_named, current_readings, report_of_claim

__all__ = ["Made", "Who", "decide", "undo"]

_JOINING = {Action.MERGE, Action.NEVER_MERGE}


@dataclass(frozen=True, slots=True)
class Who:
    """Who decides, when, and why."""

    name: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A decision and the cases that were folded again because of it."""

    decision: Decision
    cases: tuple[str, ...]


def decide(store: Store, action: Action, targets: Sequence[str], who: Who, after: Iterable[tuple[str, str]] = ()) -> Made:
    """Decide something about cases, parts, people or claims.

    Args:
        store: The store.
        action: What is decided; ``expunge`` and ``undo`` have functions of their own.
        targets: What it is about: ids as they are printed. A case stands for its first part.
        who: Who decides, when and why.
        after: The values of a correction, by field.

    Raises:
        MissingError: If there is no such thing in the store.
        UsageError: If the action needs other targets, or a correction has a value that cannot be.
    """
    changes = tuple(after)
    if action is Action.CORRECT and (fault := correction_fault(changes)):
        raise UsageError(fault, mend="write a day as 2025-04-19, a length of time as P2M, a step and a role as in the vocabulary")
    with store.writing() as connection:
        found = tuple(dict.fromkeys(target for given in targets for target in _targets(connection, action, given)))
        _check(action, found)
        if action is Action.CORRECT:
            _check_title(connection, found, dict(changes))
        before = _before(connection, action, found)
        if TITLE in dict(changes):
            before += tuple((TITLE, file.title) for case in shelf.members(connection, found) if (file := load_case(connection, case)))
        made = Decision(action, found, who.name, who.at, who.reason, before, changes)
        return _kept(connection, made)


def undo(store: Store, key: str, who: Who) -> Made:
    """Take a decision back; an undo can be taken back too.

    Args:
        store: The store.
        key: The id of the decision, or how it begins.
        who: Who takes it back, when and why.

    Raises:
        MissingError: If there is no such decision.
        UsageError: If it cannot be taken back.
    """
    with store.writing() as connection:
        matching = [made for made in all_decisions(connection) if made.id.startswith(key)]
        if len(matching) != 1:
            mend = "see reportedly decide list" if not matching else "write more of the id"
            raise MissingError("no such decision" if not matching else "more than one decision begins so", where=key, mend=mend)
        (old,) = matching
        if old.action is Action.EXPUNGE:
            raise UsageError("what was expunged is gone for good", where=key, mend="restore a backup if it must come back")
        if old.action is Action.UNMASK:
            raise UsageError("what was looked at cannot be unseen", where=key, mend="the record stays")
        return _kept(connection, Decision(Action.UNDO, old.target, who.name, who.at, who.reason, undoes=old.id))


def _kept(connection: Connection, made: Decision) -> Made:
    reports = {report_of_claim(connection, target) or report_of(target) for target in made.target}
    keep_decision(connection, made, reports)
    return Made(made, refold(connection, reports))


def _targets(connection: Connection, action: Action, given: str) -> tuple[str, ...]:
    if "#" in given and shelf.existing(connection, {part_of(given)}):
        return (given,)
    case, _, person = given.partition("/")
    found = case_named(connection, case)
    if found is not None:
        return _of_case(connection, action, found, person)
    claim = claim_named(connection, given)
    if claim is None:
        raise MissingError("no such case, person or claim", where=given, mend="see reportedly cases, and reportedly case ID --ids")
    return (claim,)


def _of_case(connection: Connection, action: Action, case: str, person: str) -> tuple[str, ...]:
    if not person:
        parts = shelf.parts_of_cases(connection, [case])[case]
        # A "never" must hold between all that is in two cases now, whichever part would join them.
        return tuple(part.id for part in parts) if action is Action.SPLIT else (parts[0].id,)
    file = load_case(connection, case)
    mentions = [one.mentions for one in file.people if one.id == person or person in {form.name for form in one.names}] if file else []
    if len(mentions) != 1:
        raise MissingError("no such person in the case" if not mentions else "more than one person is called so", where=f"{case}/{person}")
    return mentions[0][:1]


def _check(action: Action, targets: Sequence[str]) -> None:
    if action in _JOINING and len(targets) < 2:
        raise UsageError(f"{action.value.replace('_', ' ')} needs two different things", mend="name two cases, or two people")
    if len({("#" in target, is_person(target)) for target in targets}) > 1:
        raise UsageError("a case, a person and a claim cannot be decided on together", mend="decide on each alone")


def _check_title(connection: Connection, targets: Sequence[str], after: Mapping[str, str]) -> None:
    """A case has nothing but its title that can be corrected, and nothing else has one."""
    is_case = any("#" in target and not is_person(target) for target in targets)
    if is_case != (TITLE in after) or (is_case and len(after) > 1):
        raise UsageError("a case has a title to correct, and nothing else has", mend="give a claim or a person for the other fields")
    if is_case:
        beside = shelf.parts_in_same_case(connection, targets)
        readings = current_readings(connection, sorted({report_of(part) for part in beside}))
        if word := named_in(after[TITLE], readings, comparable):
            raise UsageError("a title names nobody", where=word, mend="say where it happened and what it is about, as in Tasbulan: museum theft case")


def _before(connection: Connection, action: Action, targets: Sequence[str]) -> tuple[tuple[str, str], ...]:
    parts = shelf.load_parts(connection, {part_of(target) for target in targets})
    entries = [naming(target, name) for target in targets if (name := called(target, parts))]
    if action is Action.SPLIT and not any(map(is_person, targets)):
        together = shelf.parts_in_same_case(connection, targets)
        if together <= set(targets):
            raise UsageError("nothing would stay behind", mend="name some of the reports of the case, as reportedly case ID --ids prints them")
        entries.append(("parts", " ".join(sorted(together))))
    return tuple(entries)

"""Days for calendars: each keeps its id while it moves, and is called off when no report tells it any longer.

An event is known again by the places of the sentences that tell it, so neither a correction nor another reading nor a merge of cases makes another
event of it. What was given out is remembered in the store.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportedly.model.casefile import CaseFile, Deadline, DeadlineState
from reportedly.model.material import CalendarEntry
from reportedly.store import Store
from reportedly.store.calendar import GivenDay, given_days, keep_given_days

__all__ = ["Calendar", "settled"]

_PAGE = 500


class Calendar:
    """Gives the days of cases out and remembers them, some hundred at a time.

    Args:
        store: The store.
        today: The day to look from.
    """

    def __init__(self, store: Store, today: date) -> None:
        self._store, self._today = store, today
        self._waiting: list[GivenDay] = []
        self._closed = False

    def entries(self, file: CaseFile) -> tuple[CalendarEntry, ...]:
        """The days of a case, with those that were given out before and fell away.

        Args:
            file: The case file as of the day.
        """
        with self._store.reading() as connection:
            known = given_days(connection, file.id, [report.id for report in file.reports])
        found = settled(file, known, self._today)
        before = {day.uid: day for day in known}
        self._waiting += [day for day, _ in found if before.get(day.uid) != day]
        if self._closed or len(self._waiting) >= _PAGE:
            self._keep()
        return tuple(_entry(day, deadline) for day, deadline in found)

    def close(self) -> None:
        """Remember all that was given out; what is given out later is remembered at once."""
        self._closed = True
        self._keep()

    def _keep(self) -> None:
        if self._waiting:
            with self._store.writing() as connection:
                keep_given_days(connection, self._waiting)
            self._waiting.clear()


def settled(file: CaseFile, known: Sequence[GivenDay], today: date) -> list[tuple[GivenDay, Deadline | None]]:
    """The days of a case as they are to be given out now, each with its deadline; None when no report tells it any longer.

    Args:
        file: The case file as of the day.
        known: What was given out before for the case or by its reports.
        today: The day to look from.
    """
    pairs = _matched(file.deadlines, known)
    taken = {day.uid for day in known}
    found: list[tuple[GivenDay, Deadline | None]] = []
    for number, deadline in enumerate(file.deadlines):
        old = pairs.get(number)
        fresh = _given(file, deadline, old.uid if old else _new_uid(deadline, taken), old, today)
        taken.add(fresh.uid)
        # What nobody was given need not be called off.
        if old or not fresh.cancelled:
            found.append((fresh, deadline))
    matched = {day.uid for day in pairs.values()}
    gone = (day for day in known if day.uid not in matched and (day.case == file.id or day.orphan))
    found += [(_called_off(file, day), None) for day in gone]
    return found


def _matched(deadlines: Sequence[Deadline], known: Sequence[GivenDay]) -> dict[int, GivenDay]:
    """Which of the days that were given out each deadline is, by its number: the one that shares most sentences, else the one of the same people."""
    likeness = []
    for number, deadline in enumerate(deadlines):
        places = _anchors(deadline)
        reports = {report for report, _ in places}
        for day in known:
            shared = len(places & day.anchors)
            same_people = bool(day.who) and day.who == deadline.who and any(report in reports for report, _ in day.anchors)
            if day.what == deadline.what and (shared or same_people):
                likeness.append((-shared, abs((day.day - deadline.day).days), day.cancelled, number, day.uid))
    by_uid = {day.uid: day for day in known}
    pairs: dict[int, GivenDay] = {}
    used: set[str] = set()
    for *_, number, uid in sorted(likeness):
        if number not in pairs and uid not in used:
            pairs[number] = by_uid[uid]
            used.add(uid)
    return pairs


def _anchors(deadline: Deadline) -> frozenset[tuple[str, int]]:
    return frozenset((cited.report, cited.span.start) for cited in deadline.evidence)


def _new_uid(deadline: Deadline, taken: set[str]) -> str:
    first = min(_anchors(deadline), default=("", 0))
    for attempt in range(len(taken) + 1):
        words = f"{deadline.what}\n{first[0]}\n{first[1]}\n{deadline.day if attempt else ''}\n{attempt}"
        uid = f"{hashlib.sha256(words.encode()).hexdigest()[:24]}@reportedly"
        if uid not in taken:
            break
    return uid


def _given(file: CaseFile, deadline: Deadline, uid: str, old: GivenDay | None, today: date) -> GivenDay:
    # What a report has overtaken is called off only while it is still to come; later it is a day that has been.
    overtaken = deadline.state is DeadlineState.FOLLOWED and (deadline.day >= today or bool(old and old.cancelled))
    places = _anchors(deadline)
    if old is None:
        return GivenDay(uid, file.id, deadline.what, deadline.who, deadline.day, 0, overtaken, places)
    changed = (old.day, old.cancelled) != (deadline.day, overtaken)
    return replace(
        old,
        case=file.id,
        who=deadline.who,
        day=deadline.day,
        sequence=old.sequence + changed,
        cancelled=overtaken,
        anchors=old.anchors | places,
        orphan=False,
    )


def _called_off(file: CaseFile, day: GivenDay) -> GivenDay:
    return replace(day, case=file.id, sequence=day.sequence + (not day.cancelled), cancelled=True, orphan=False)


def _entry(day: GivenDay, deadline: Deadline | None) -> CalendarEntry:
    return CalendarEntry(day.uid, day.what, day.day, day.sequence, day.cancelled, deadline)

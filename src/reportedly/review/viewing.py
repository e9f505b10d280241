"""What is shown of a case: its file without names that are withheld, as of the day of looking, with what was withdrawn and what is related.

Also the questions that wait for a human.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from reportedly.errors import MissingError
from reportedly.model.casefile import CaseFile
from reportedly.model.cases import CasePart, Judgement
from reportedly.review.shielding import covering, shielded
from reportedly.store import Connection, Store
from reportedly.store import parts as shelf
from reportedly.store.casefiles import case_named, case_payloads, cases_of_reports, load_case, seen_from
from reportedly.store.listing import cases_withholding
from reportedly.store.reports import Withdrawn, withdrawn

__all__ = ["CaseView", "Question", "completed", "open_questions", "told_beside", "view_case"]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case file as of a day, its parts, and the sentences that its reports no longer have; ``hide`` covers the names that are withheld in it."""

    file: CaseFile
    parts: tuple[CasePart, ...]
    withdrawn: tuple[Withdrawn, ...]
    hide: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Question:
    """Two cases that may be one: a human decides. ``judgement`` says what speaks for it and against it."""

    left: str
    right: str
    judgement: Judgement


def view_case(store: Store, name: str, today: date, *, unmasked: bool = False) -> CaseView:
    """A case with all that is shown of it.

    Args:
        store: The store.
        name: Its id, the beginning of it, or any id that it ever had.
        today: The day to look from.
        unmasked: Whether to show names that are withheld; whoever asks for it has put that on record.

    Raises:
        MissingError: If there is no such case.
    """
    with store.reading() as connection:
        case = case_named(connection, name)
        file = load_case(connection, case) if case else None
        if case is None or file is None:
            raise MissingError("no such case", where=name, mend="see reportedly cases")
        parts = shelf.parts_of_cases(connection, [case])[case]
        beside = None if unmasked else told_beside(connection, file)
        hide = str if beside is None else covering([file, *beside])
        gone = tuple(replace(item, sentence=hide(item.sentence)) for item in withdrawn(connection, [report.id for report in file.reports]))
        return CaseView(_seen(connection, file, parts, today, beside), parts, gone, hide)


def completed(connection: Connection, file: CaseFile, today: date, beside: Sequence[CaseFile] | None) -> CaseFile:
    """A kept case file with what hangs on the day of looking and on other cases, without names that are withheld.

    Args:
        connection: A connection that is reading.
        file: The case file as it is kept.
        today: The day to look from.
        beside: What ``told_beside`` gives for it; None shows the names that are withheld, which whoever asks for it has put on record.
    """
    return _seen(connection, file, shelf.parts_of_cases(connection, [file.id])[file.id], today, beside)


def _seen(connection: Connection, file: CaseFile, parts: tuple[CasePart, ...], today: date, beside: Sequence[CaseFile] | None) -> CaseFile:
    shown = file if beside is None else shielded(file, beside)
    return replace(seen_from(shown, today), related=_related(connection, file.id, parts))


def told_beside(connection: Connection, file: CaseFile) -> tuple[CaseFile, ...]:
    """The other cases that the reports of a case tell and in which a name is withheld, as they are kept: it is withheld in this one too."""
    told = cases_of_reports(connection, [report.id for report in file.reports]).values()
    others = sorted({case for cases in told for case in cases} - {file.id})
    return tuple(case_payloads(connection, cases_withholding(connection, others)))


def _related(connection: Connection, case: str, parts: tuple[CasePart, ...]) -> tuple[str, ...]:
    """Cases that are another case and have to do with this one: told by the same report, alike enough to ask, or split off."""
    ids = {part.id for part in parts}
    ends = {end for edge in shelf.edges_among(connection, ids) for end in (edge.left, edge.right)}
    told = shelf.parts_of_reports(connection, {part.article_id for part in parts})
    return tuple(sorted(set(shelf.members(connection, ends | told)) - {case}))


def open_questions(store: Store, limit: int = 50) -> list[Question]:
    """Pairs of cases that may be one, the surest first."""
    # Only here, because the parts that compare names take a second to load.
    from reportedly.review.questions import open_pairs

    with store.reading() as connection:
        found = [Question(min(left, right), max(left, right), judgement) for _, left, right, judgement in islice(open_pairs(connection), limit)]
        return [_covered(connection, question) for question in found]


def _covered(connection: Connection, question: Question) -> Question:
    """The question without names that are withheld in one of its cases."""
    hide = covering(case_payloads(connection, [question.left, question.right]))
    reasons = tuple(replace(reason, words=hide(reason.words)) for reason in question.judgement.reasons)
    return replace(question, judgement=replace(question.judgement, reasons=reasons))

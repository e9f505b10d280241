"""A case as its page shows it: what is in the case file, put in the order in which people need it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.export.case_wording import counted, people_names
from reportedly.model.casefile import CaseFile, CasePerson, CaseReport, CaseStatement, Deadline, DeadlineState
from reportedly.model.parties import RoleName

__all__ = ["CaseFacts", "case_facts"]

_NEXT = {DeadlineState.SILENCE: 0, DeadlineState.AHEAD: 1}


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a page of a case shows. ``told`` gives reports by id, ``names`` people by id.

    ``coming`` are deadlines that nothing was reported of, silent ones first; ``over`` those that a report followed. ``concerned`` are people with a
    role of an accused or a last reported step, outcomes in their favour first; ``others`` everybody else who is named. ``apart`` are statements that
    concern no step of the timeline.
    """

    file: CaseFile
    told: Mapping[str, CaseReport]
    names: Mapping[str, str]
    coming: tuple[Deadline, ...]
    over: tuple[Deadline, ...]
    concerned: tuple[CasePerson, ...]
    others: tuple[CasePerson, ...]
    beside: Mapping[str, tuple[CaseStatement, ...]]
    apart: tuple[CaseStatement, ...]
    withheld: bool
    home: Mapping[str, str] = field(default_factory=dict)

    def newsrooms(self, reports: Iterable[str]) -> int:
        """How many newsrooms some reports go back to."""
        return len({self.home.get(report, report) for report in reports})

    def support_of(self, reports: Sequence[str]) -> str:
        """How many reports and newsrooms, in words."""
        return f"{counted(len(reports), 'report')}, {counted(self.newsrooms(reports), 'newsroom')}"


def case_facts(file: CaseFile) -> CaseFacts:
    """What a page shows of a case file, which is one that may be shown."""
    steps = {entry.id for entry in file.timeline}
    concerned = [person for person in file.people if person.role is RoleName.ACCUSED or person.status]
    return CaseFacts(
        file=file,
        told={report.id: report for report in file.reports},
        names=people_names(file),
        coming=tuple(sorted((one for one in file.deadlines if one.state in _NEXT), key=lambda one: (_NEXT[one.state], one.day))),
        over=tuple(one for one in file.deadlines if one.state is DeadlineState.FOLLOWED),
        concerned=tuple(sorted(concerned, key=lambda person: (not person.favourable, person.role is not RoleName.ACCUSED))),
        others=tuple(sorted((one for one in file.people if one not in concerned and one.named), key=lambda one: list(RoleName).index(one.role))),
        beside={entry.id: tuple(said for said in file.statements if entry.id in said.steps) for entry in file.timeline},
        apart=tuple(said for said in file.statements if not steps & set(said.steps)),
        withheld=any(person.shields for person in file.people),
        home={report: origin.id for origin in file.origins for report in origin.reports},
    )

"""What is told of one person in one case, for people to read."""

from datetime import date

from reportedly.cli.paper import Paper, styled
from reportedly.export.case_wording import outlet_of, support_words, when_words
from reportedly.export.wording import STEP_NAMES, day, joined, role_name
from reportedly.model.casefile import CaseFile, CasePerson

__all__ = ["write_person"]


def write_person(paper: Paper, file: CaseFile, person: CasePerson, today: date) -> None:
    """Write what one case tells of one person: the last step first, then all steps, each with a sentence."""
    name, *others = [form.name for form in person.names] or ["somebody not named"]
    also = f" (also {joined([f'“{other}”' for other in others])})" if others else ""
    paper.line(styled((name, "bold"), also, f"  {role_name(person.role)}", (f"  {file.id}/{person.id}", "dim")), hang=4)
    paper.line(styled((f"As reported by the sources named, as of {day(today)}; not a finding of fact.", "dim")), indent=2)
    paper.line(styled((f"{file.title}", "dim")), indent=2)
    status = STEP_NAMES[person.status] if person.status else "no step reported"
    since = when_words(person.status_since)
    paper.line(styled("last step told: ", (status, "bold green" if person.favourable else "bold"), f", {since}" if since else ""), indent=2)
    outlets = {report.id: outlet_of(report) for report in file.reports}
    for entry in file.timeline:
        if person.id in entry.who:
            label = when_words(entry.when) or "day not told"
            words = f"{STEP_NAMES[entry.type]}" + ("" if entry.standing.value == "reported" else f" ({entry.standing.value})")
            paper.row(label, styled((words, "bold"), (f"  {support_words(entry.support)}", "dim")), indent=4, column=24)
            for cited in entry.evidence[:1]:
                outlet = outlets.get(cited.report)
                paper.line(styled((f"“{' '.join(cited.sentence.split())}”{f'  {outlet}' if outlet else ''}", "dim")), indent=24, hang=1)
    paper.line()

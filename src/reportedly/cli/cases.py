"""`reportedly cases`, `case` and `deadlines`: the case files."""

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.stored import AsJson, AsOf, By, Db, Limit, Unmask, Why, day_of, opened, print_list, who_acts
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model.casefile import Deadline
    from reportedly.store import Connection
    from reportedly.store.casefiles import CaseLine

__all__ = ["case", "cases", "deadlines"]

_COUNTRY = "Only cases of this country, as a code of two letters."
_STATUS = "Only cases in which somebody's last reported step is this, such as acquittal."
_WITHIN = "Only what ends within so long, such as 30d or 8w, and what has passed in silence."


def cases(
    country: Annotated[str | None, typer.Option(metavar="CODE", help=_COUNTRY)] = None,
    status: Annotated[str | None, typer.Option(metavar="STEP", help=_STATUS)] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only cases that were reported on since this day.")] = None,
    limit: Limit = None,
    brief: Annotated[bool, typer.Option("--brief", help="With --json: without timeline and evidence.")] = False,
    as_json: AsJson = False,
    as_of: AsOf = None,
    db: Db = None,
) -> None:
    """List the cases, those last reported on first.

    With --json a list of whole case files is printed.
    """
    from reportedly.store.casefiles import CaseFilter, case_lines

    wanted = CaseFilter(country.upper() if country else None, status, day_of(since) if since else None)
    with opened(db) as store, store.reading() as connection:
        found = case_lines(connection, wanted, limit)
        if as_json:
            print_list(_files(connection, found, day_of(as_of), brief=brief))
            return
        for line in found:
            typer.echo(_line(line))
        if not found:
            sys.stderr.write("no such cases\n")


def _files(connection: "Connection", lines: "list[CaseLine]", today: date, *, brief: bool) -> "Iterator[dict[str, Any]]":
    from reportedly.export.case_json import case_json
    from reportedly.review.viewing import completed, told_beside
    from reportedly.store.casefiles import case_payloads

    for file in case_payloads(connection, [line.id for line in lines]):
        yield case_json(completed(connection, file, today, told_beside(connection, file)), brief=brief)


def _line(line: "CaseLine") -> str:
    reports = f"{line.reports} report{'' if line.reports == 1 else 's'}"
    return f"{line.id}  {line.updated or 'day not told':<12}  {reports:>11}  {line.title}"


def case(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of the case, or the beginning of it.")],
    as_json: AsJson = False,
    ids: Annotated[bool, typer.Option("--ids", help="Print the ids of people, claims and parts of reports, for reportedly decide.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Print every sentence that tells a fact, not only one.")] = False,
    unmask: Unmask = False,
    by: By = None,
    reason: Why = "",
    as_of: AsOf = None,
    db: Db = None,
) -> None:
    """Show one case file.

    Outcomes in somebody's favour and deadlines come first. Every fact has a sentence that tells it, and the number of reports, of independent
    newsrooms and of original voices behind it. Where reports contradict each other, their values stand side by side. Corrections and notes of editors
    are shown, and sentences and pages that are gone. The names of people reported to be under 18 and of victims of sexual violence are withheld.
    """
    from reportedly.review.changes import beside_facts
    from reportedly.review.shielding import record_unmasking
    from reportedly.review.viewing import view_case

    today = day_of(as_of)
    with opened(db) as store:
        view = view_case(store, name, today, unmasked=unmask)
        aside = beside_facts(store, view.file, unmasked=unmask)
        if unmask:
            record_unmasking(store, view.file.id, who_acts(by, reason))
    if as_json:
        from reportedly.export.case_json import case_json

        gone = [{"report": item.report, "sentence": item.sentence, "claim": item.claim, "sha256": item.sha256} for item in view.withdrawn]
        notes = [{"report": note.report, "kind": note.kind, "text": note.text} for note in aside.notes]
        pages = [{"report": page.report, "since": page.since.isoformat()} for page in aside.gone]
        whole = {**case_json(view.file), "withdrawn": gone, "notes": notes, "pages_gone": pages}
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    from reportedly.cli.casepage import CasePage
    from reportedly.cli.paper import Paper

    CasePage(view, Paper.on(sys.stdout), today, ids=ids, full=full, aside=aside).write()


def deadlines(
    within: Annotated[str | None, typer.Option(metavar="TIME", help=_WITHIN)] = None,
    silent: Annotated[bool, typer.Option("--silent", help="Only what has passed without any report since.")] = False,
    as_json: AsJson = False,
    as_of: AsOf = None,
    db: Db = None,
) -> None:
    """List what is to happen by a day, and what has passed in silence.

    A deadline is silent when its day has passed and no report since says what happened.
    """
    from reportedly.store.casefiles import deadlines_until, load_case

    today = day_of(as_of)
    last = today + _length(within) if within else None
    with opened(db) as store, store.reading() as connection:
        found = deadlines_until(connection, last=last, today=today, silent_only=silent)
        if as_json:
            from reportedly.export.case_json import deadline_json

            print_list({"case": case_id, "title": title, **deadline_json(_shielded(connection, case_id, item))} for case_id, title, item in found)
            return
        from reportedly.export.case_wording import deadline_words, people_names
        from reportedly.review.shielding import shielded

        for case_id, title, item in found:
            file = load_case(connection, case_id)
            words = deadline_words(item, people_names(shielded(file)) if file else {})
            typer.echo(f"{item.day.isoformat()}  {item.state.value:<17}  {words}\n{'':31}{case_id}  {title}")
    if not found:
        sys.stderr.write("no deadlines\n")


def _shielded(connection: "Connection", case_id: str, item: "Deadline") -> "Deadline":
    from reportedly.review.shielding import covering
    from reportedly.store.casefiles import case_payloads

    hide = covering(case_payloads(connection, [case_id]))
    return replace(item, evidence=tuple(replace(cited, sentence=hide(cited.sentence)) for cited in item.evidence))


def _length(given: str) -> timedelta:
    unit = {"d": 1, "w": 7}.get(given[-1:])
    if unit is None or not given[:-1].isdigit():
        raise UsageError("not a length of time", where=given, mend="write it as 30d for days or 8w for weeks")
    return timedelta(days=unit * int(given[:-1]))

"""`reportedly people`, `person` and `search`: who and what the store holds, found across scripts and spellings."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.stored import WITHHELD, AsJson, AsOf, By, Db, Limit, Unmask, Why, day_of, opened, print_list, who_acts

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.model.casefile import CasePerson
    from reportedly.store.casefiles import PersonLine
    from reportedly.store.search import Hit

__all__ = ["people", "person", "search"]

_ROLE = "Only people with this role, such as accused or lawyer."
_STATUS = "Only people whose last reported step is this, such as release."


def people(
    role: Annotated[str | None, typer.Option(metavar="ROLE", help=_ROLE)] = None,
    status: Annotated[str | None, typer.Option(metavar="STEP", help=_STATUS)] = None,
    limit: Limit = None,
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """List the people of all cases by name.

    A person in two cases stands in the list twice: a role is told per case. Names of people reported to be under 18 and of victims of sexual violence
    are withheld.
    """
    from reportedly.store.casefiles import people_lines

    with opened(db) as store, store.reading() as connection:
        found = people_lines(connection, role=role, status=status, limit=limit)
    _print(found, as_json=as_json)


def person(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any script and spelling.")],
    limit: Limit = 20,
    as_json: AsJson = False,
    unmask: Unmask = False,
    by: By = None,
    reason: Why = "",
    as_of: AsOf = None,
    db: Db = None,
) -> None:
    """Show what is told of the people with a name.

    Each case is shown alone, with the step last told; those whose name fits best come first. Two people of one name are two people.
    """
    from reportedly.export.case_wording import people_names
    from reportedly.review.findable import word_keys
    from reportedly.review.shielding import record_unmasking, shielded
    from reportedly.store.casefiles import load_case, people_named

    today = day_of(as_of)
    with opened(db) as store:
        with store.reading() as connection:
            found = people_named(connection, word_keys(name), limit or 20)
            files = {case: file for case in dict.fromkeys(line.case for line in found) if (file := load_case(connection, case))}
        if unmask:
            for case in files:
                record_unmasking(store, case, who_acts(by, reason))
        else:
            files = {case: shielded(file) for case, file in files.items()}
    if as_json:
        print_list(_as_json(replace(line, name=people_names(files[line.case])[line.person])) for line in found if line.case in files)
        return
    from reportedly.cli.paper import Paper
    from reportedly.cli.personpage import write_person

    paper = Paper.on(sys.stdout)
    for line in found:
        if line.case in files:
            write_person(paper, files[line.case], _in(files[line.case].people, line.person), today)
    if not found:
        sys.stderr.write("nobody of that name\n")


def _in(people_of_case: "tuple[CasePerson, ...]", key: str) -> "CasePerson":
    return next(one for one in people_of_case if one.id == key)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="All of these must be found; a name in any script and spelling.")],
    facts: Annotated[bool, typer.Option("--facts", help="Only sentences that tell a fact of a case.")] = False,
    limit: Limit = 20,
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Search reports and facts, those added last first.

    A word also finds longer words that begin with it. Names are found across scripts and usual spellings.
    """
    from reportedly.review.findable import terms_of
    from reportedly.review.shielding import covering
    from reportedly.store import search as index
    from reportedly.store.casefiles import case_payloads, cases_of_reports

    wanted = terms_of(" ".join(words))
    with opened(db) as store, store.reading() as connection:
        found = index.search(connection, wanted, kind="fact" if facts else None, limit=limit or 20)
        cases = cases_of_reports(connection, sorted({hit.report for hit in found}))
        found = [_covered(hit, covering(case_payloads(connection, cases.get(hit.report, [])))) for hit in found]
    if as_json:
        print_list(_hit_json(hit, cases.get(hit.report, [])) for hit in found)
        return
    for hit in found:
        where = ", ".join(cases.get(hit.report, [])) or "no case"
        typer.echo(f"{hit.published or 'day not told'}  {hit.outlet or 'outlet not told'}  {where}\n    {_extract(hit, words)}")
    if not found:
        sys.stderr.write("nothing found\n")


def _covered(hit: "Hit", hide: "Callable[[str], str]") -> "Hit":
    return replace(hit, body=hide(hit.body), headline=hide(hit.headline) if hit.headline else hit.headline)


def _hit_json(hit: "Hit", cases: list[str]) -> dict[str, object]:
    words = {"kind": hit.kind, "id": hit.ref, "sentence": hit.body if hit.kind == "fact" else None}
    return {"report": hit.report, "outlet": hit.outlet, "headline": hit.headline, "published": hit.published, "cases": cases, **words}


def _extract(hit: "Hit", words: list[str]) -> str:
    body = " ".join(hit.body.split())
    at = min((found for word in words if (found := body.casefold().find(word.casefold())) >= 0), default=0)
    start = body.rfind(" ", 0, max(0, at - 60)) + 1 if at > 60 else 0
    cut = body[start : start + 200]
    return f"{'… ' if start else ''}{cut}{' …' if start + 200 < len(body) else ''}"


def _print(found: "list[PersonLine]", *, as_json: bool) -> None:
    if as_json:
        print_list(_as_json(line) for line in found)
        return
    for line in found:
        status = (line.status or "no step reported").replace("_", " ")
        typer.echo(f"{line.name or WITHHELD:<32}  {line.role:<12}  {status:<22}  {line.case}  {line.title}")
    if not found:
        sys.stderr.write("no such people\n")


def _as_json(line: "PersonLine") -> dict[str, object]:
    return {"case": line.case, "title": line.title, "id": line.person, "name": line.name or WITHHELD, "role": line.role, "status": line.status}

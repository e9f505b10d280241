"""`reportedly decide …`: what people decide about claims, people and cases."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.stored import AsJson, By, Db, Why, opened, who_acts
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.model.decisions import Decision

__all__ = ["app"]

app = typer.Typer(
    help="Decide about claims, people and cases; every decision is kept with who, when and why.", no_args_is_help=True, rich_markup_mode=None
)

Target = Annotated[str, typer.Argument(metavar="ID", help="A claim, a part of a report, or CASE/PERSON, as reportedly case ID --ids prints them.")]
Pair = Annotated[list[str], typer.Argument(metavar="ID...", help="Two or more cases, parts of reports, or people as CASE/PERSON.")]
Parts = Annotated[list[str], typer.Argument(metavar="PART...", help="Parts of reports, as reportedly case ID --ids prints them.")]


@app.command()
def accept(target: Target, by: By = None, reason: Why = "", as_json: AsJson = False, db: Db = None) -> None:
    """Accept a claim or a person as read."""
    _decide("accept", [target], by, reason, as_json=as_json, db=db)


@app.command()
def correct(
    target: Target,
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="What it should be, such as date=2025-04-19.")],
    by: By = None,
    reason: Why = "",
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Correct what was misread; the words of the report stay as they are."""
    pairs = [tuple(value.split("=", 1)) for value in values]
    if any(len(pair) != 2 or not pair[0] for pair in pairs):
        raise UsageError("a correction has a field and a value", where=" ".join(values), mend="write it as date=2025-04-19")
    _decide("correct", [target], by, reason, as_json=as_json, db=db, after=[(pair[0], pair[1]) for pair in pairs])


@app.command()
def merge(targets: Pair, by: By = None, reason: Why = "", as_json: AsJson = False, db: Db = None) -> None:
    """Say that two cases are one, or two people the same."""
    _decide("merge", targets, by, reason, as_json=as_json, db=db)


@app.command()
def split(targets: Parts, by: By = None, reason: Why = "", as_json: AsJson = False, db: Db = None) -> None:
    """Send parts of reports out of their case, with all that they tell."""
    _decide("split", targets, by, reason, as_json=as_json, db=db)


@app.command("never-merge")
def never_merge(targets: Pair, by: By = None, reason: Why = "", as_json: AsJson = False, db: Db = None) -> None:
    """Say that cases or people are never the same, whatever reports come."""
    _decide("never_merge", targets, by, reason, as_json=as_json, db=db)


@app.command()
def expunge(
    target: Annotated[str, typer.Argument(metavar="CASE/PERSON", help="The person, as reportedly person NAME prints it.")],
    reason: Annotated[
        str, typer.Option("--reason", help="Why: request, court, law or error. No other words, since they could name somebody.")
    ] = "request",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    by: By = None,
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Take a person's data out of the store for good.

    Their names are covered in every reading and in the kept bytes, and gone from case files and the index. What stays is that something was expunged,
    when and by whom. It cannot be taken back, and backups made before still hold the data.
    """
    from reportedly.review.expunging import REASONS
    from reportedly.review.expunging import expunge as expunge_for_good

    if reason not in REASONS:
        raise UsageError("not a reason for expunging", where=reason, mend=f"give one of: {', '.join(REASONS)}")
    if not yes and not typer.confirm(f"Expunge {target} for good?", err=True):
        raise typer.Exit(1)
    with opened(db) as store:
        done = expunge_for_good(store, target, who_acts(by, reason))
    if as_json:
        from reportedly.export.case_json import decision_json

        typer.echo(json.dumps(decision_json(done.decision), ensure_ascii=False))
        return
    typer.echo(f"{done.decision.id}  expunged from {done.reports} report{'' if done.reports == 1 else 's'}; backups made before still hold the data")


@app.command()
def undo(
    key: Annotated[str, typer.Argument(metavar="DECISION", help="The id of the decision, as reportedly decide list prints it.")],
    by: By = None,
    reason: Why = "",
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Take a decision back; an undo can be taken back too."""
    from reportedly.review import deciding

    with opened(db) as store:
        made = deciding.undo(store, key, who_acts(by, reason))
    _print(made.decision, made.cases, as_json=as_json)


@app.command("list")
def list_decisions(as_json: AsJson = False, db: Db = None) -> None:
    """List all decisions, the first first."""
    from reportedly.cli.stored import print_list
    from reportedly.store.deciding import all_decisions

    with opened(db) as store, store.reading() as connection:
        found = all_decisions(connection)
    if as_json:
        from reportedly.export.case_json import decision_json

        print_list(decision_json(made) for made in found)
        return
    for made in found:
        about = f"undoes {made.undoes}" if made.undoes else " ".join(made.target)
        reason = f"  {made.reason}" if made.reason else ""
        typer.echo(f"{made.id}  {made.at:%Y-%m-%d %H:%M}  {made.by}  {made.action.value.replace('_', ' ')}  {about}{reason}")
    if not found:
        sys.stderr.write("no decisions\n")


@app.command()
def questions(as_json: AsJson = False, db: Db = None) -> None:
    """List pairs of cases that may be one, for a human to decide, with what speaks for and against it."""
    from reportedly.cli.stored import print_list
    from reportedly.review.viewing import open_questions

    with opened(db) as store:
        found = open_questions(store)
    if as_json:
        reasons = ([{"name": one.name, "words": one.words} for one in item.judgement.reasons] for item in found)
        print_list({"cases": [item.left, item.right], "reasons": why} for item, why in zip(found, reasons, strict=True))
        return
    for item in found:
        typer.echo(f"{item.left}  {item.right}")
        for one in item.judgement.reasons:
            typer.echo(f"    {'for' if one.weight > 0 else 'against' if one.weight < 0 else 'noted'}: {one.words}")
    if not found:
        sys.stderr.write("no open questions\n")


def _decide(
    action: str, targets: list[str], by: str | None, reason: str, *, as_json: bool, db: str | None, after: list[tuple[str, str]] | None = None
) -> None:
    from reportedly.model.decisions import Action
    from reportedly.review import deciding

    with opened(db) as store:
        made = deciding.decide(store, Action(action), targets, who_acts(by, reason), after or ())
    _print(made.decision, made.cases, as_json=as_json)


def _print(made: "Decision", cases: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        from reportedly.export.case_json import decision_json

        typer.echo(json.dumps({**decision_json(made), "cases": list(cases)}, ensure_ascii=False))
    else:
        typer.echo(f"{made.id}  kept; now: {', '.join(cases) or 'no case'}")

"""The rules of steps: every example of every rule holds when it is read as a report of its own."""

from datetime import date
from functools import cache
from typing import Literal

import pytest

from reportedly.lexicon.load import Record
from reportedly.lexicon.steps import MAKES_ACCUSED, StepRule, load_steps
from reportedly.model.claims import Accusation, Claim, ReportReading, Standing, Step
from reportedly.model.text import Article, Span
from reportedly.pipeline import read

RULES = [*load_steps("en").rules, *load_steps("ru").rules]
# what makes somebody accused whose step others undergo too
ACCUSED = {"en": "{} was charged with fraud in 2019.", "ru": "{} обвиняется в краже."}
TOLD = {Standing.REPORTED, Standing.SCHEDULED}


@cache
def reading(text: str, headline: bool, lang: str) -> ReportReading:
    span = Span(0, len(text)) if headline else None
    return read(Article("example", text, "0" * 64, lang, headline_span=span, published=date(2025, 4, 23)))


def lang_of(rule: StepRule) -> str:
    return rule.id.partition(".")[0]


def is_headline(example: Record) -> bool:
    return example.text("headline", "false") == "true"


def examples(kind: Literal["yes", "no"]) -> list[object]:
    return [pytest.param(rule, example, id=f"{rule.id}-{number}") for rule in RULES for number, example in enumerate(getattr(rule, kind), start=1)]


def as_report(rule: StepRule, example: Record) -> str:
    """An example as a report. Steps that others undergo too are told only of those whom something else in the report accuses."""
    told, who = example.text("say"), example.texts("who")
    if rule.step is None or rule.step in MAKES_ACCUSED or rule.accuses or not who:
        return told
    return f"{told}\n\n{ACCUSED[lang_of(rule)].format(who[0])}"


def is_told(rule: StepRule, claim: Claim) -> bool:
    """Whether a claim tells the step of a rule, or the accusation if it tells none, in the standing that the rule gives."""
    if claim.standing not in TOLD and claim.standing is not rule.standing:
        return False
    return isinstance(claim.says, Accusation) if rule.step is None else isinstance(claim.says, Step) and claim.says.type is rule.step


def names(read_as: ReportReading, claim: Claim) -> list[str]:
    """The people and groups whom a claim concerns, as the report calls them."""
    parties = {person.id: person.name for person in read_as.people} | {group.id: group.text for group in read_as.groups}
    return [parties[who] for who in claim.says.who] if isinstance(claim.says, Step | Accusation) else []


@pytest.mark.parametrize(("rule", "example"), examples("yes"))
def test_a_yes_example_tells_its_step(rule: StepRule, example: Record) -> None:
    read_as = reading(as_report(rule, example), is_headline(example), lang_of(rule))
    told = [names(read_as, claim) for claim in read_as.claims if is_told(rule, claim)]
    assert any(set(example.texts("who")) <= set(who) for who in told), [(claim.why, names(read_as, claim)) for claim in read_as.claims]


@pytest.mark.parametrize(("rule", "example"), examples("no"))
def test_a_no_example_tells_nothing_by_that_rule(rule: StepRule, example: Record) -> None:
    read_as = reading(example.text("say"), is_headline(example), lang_of(rule))
    assert [(claim.why, names(read_as, claim)) for claim in read_as.claims if claim.why == rule.id and claim.standing in TOLD] == []


def test_every_rule_has_examples_of_both_sorts() -> None:
    assert [rule.id for rule in RULES if not rule.yes or not rule.no] == []

"""How a step is put: as reported, coming, asked for, denied, or only thought of."""

import pytest
from reports import accused, reported, steps

from reportedly.lexicon.load import Record
from reportedly.lexicon.standings import StandingRule, load_standings
from reportedly.model.claims import Standing, StepType

RULES = load_standings("en")


def examples(key: str) -> list[object]:
    return [pytest.param(rule, one, id=f"{rule.id}:{one.line}") for rule in RULES for one in (rule.yes if key == "yes" else rule.no)]


def standings(text: str, step: str) -> list[Standing]:
    return [claim.standing for claim, told in steps(reported(text)) if told.type.value == step]


@pytest.mark.parametrize(("rule", "example"), examples("yes"))
def test_an_example_has_the_standing_of_its_rule(rule: StandingRule, example: Record) -> None:
    assert standings(f"{example.text('say')}\n\nJon Dahl was accused of fraud in 2019.", example.text("step")) == [rule.standing]


@pytest.mark.parametrize(("rule", "example"), examples("no"))
def test_an_example_to_leave_has_another(rule: StandingRule, example: Record) -> None:
    assert rule.standing not in standings(example.text("say"), example.text("step"))


@pytest.mark.parametrize(
    ("text", "step", "standing"),
    [
        ("Jon Dahl was arrested on Monday.", StepType.ARREST, Standing.REPORTED),
        ("Police said Jon Dahl was arrested.", StepType.ARREST, Standing.REPORTED),
        # denied
        ("Jon Dahl has not been charged.", StepType.CHARGE, Standing.DENIED),
        ("Jon Dahl was never arrested.", StepType.ARREST, Standing.DENIED),
        ("Jon Dahl denied that he was arrested.", StepType.ARREST, Standing.DENIED),
        # but a "not" of what is pleaded is the plea's own
        ("Jon Dahl pleaded not guilty to fraud.", StepType.PLEA, Standing.REPORTED),
        # asked for
        ("Prosecutors asked the court to sentence Jon Dahl to ten years in prison.", StepType.SENTENCE, Standing.REQUESTED),
        ("The prosecutor demanded that Jon Dahl be sentenced to ten years in prison.", StepType.SENTENCE, Standing.REQUESTED),
        ("Spain requested the extradition of Jon Dahl.", StepType.EXTRADITION, Standing.REQUESTED),
        # coming
        ("Jon Dahl will be sentenced on June 4.", StepType.SENTENCE, Standing.SCHEDULED),
        ("Jon Dahl is due to stand trial on June 4.", StepType.HEARING, Standing.SCHEDULED),
        ("Jon Dahl is expected to be charged with theft on Friday.", StepType.CHARGE, Standing.SCHEDULED),
        # only thought of
        ("If Jon Dahl is convicted, he loses his seat.", StepType.CONVICTION, Standing.HYPOTHETICAL),
        ("The minister threatened to arrest Jon Dahl.", StepType.ARREST, Standing.HYPOTHETICAL),
        ("Jon Dahl could be charged with theft.", StepType.CHARGE, Standing.HYPOTHETICAL),
        # told of nobody in particular
        ("The law sets penalties for people convicted of fraud.", StepType.CONVICTION, Standing.HYPOTHETICAL),
        ("People convicted of fraud lose their seats.", StepType.CONVICTION, Standing.HYPOTHETICAL),
    ],
)
def test_standing(text: str, step: StepType, standing: Standing) -> None:
    assert standings(text, step.value) == [standing]


@pytest.mark.parametrize(
    "text",
    ["If Jon Dahl is convicted, he loses his seat.", "Jon Dahl could be charged with theft.", "Jon Dahl has not been charged."],
)
def test_what_did_not_happen_makes_nobody_accused(text: str) -> None:
    assert accused(reported(text)) == set()

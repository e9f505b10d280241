"""What must never happen to a person while a report is read. Each test bears the number of its line in the list of what is fair."""

import pytest
from reports import accused, concerned, person, reported, steps, told

from reportedly.model.claims import Role, Standing, StepType
from reportedly.model.parties import RoleName

# line 1: nobody is accused without a sentence that accuses that very person; nearness in the text is nothing


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Jon Dahl was arrested on Monday. "The city is calm," Ana Belko said.', "a person merely quoted"),
        ("Police arrested Jon Dahl, Ana Belko said.", "a person who tells of the arrest"),
        ("Jon Dahl was charged with the murder of Ana Belko.", "a victim"),
        ("Jon Dahl was charged with stabbing Ana Belko.", "a victim of what is charged"),
        ("Ana Belko was killed in Lomza. Jon Dahl was arrested.", "a victim told before"),
        ("Defence lawyer Ana Belko said Jon Dahl was arrested on Monday.", "a defence lawyer"),
        ("Ana Belko, the lawyer of Jon Dahl, said he was arrested.", "a lawyer of the accused"),
        ("By Ana Belko\n\nJon Dahl was arrested on Monday.", "a byline"),
        ("Judge Ana Belko sentenced Jon Dahl to five years in prison.", "a judge"),
        ("Prosecutor Ana Belko charged Jon Dahl with fraud.", "a prosecutor"),
        ("President Ana Belko arrived in Lomza on Monday. Police arrested Jon Dahl on Tuesday.", "a president nearby"),
        ("Jon Dahl's arrest angered President Ana Belko.", "a president in the sentence"),
        ("Jon Dahl was arrested on Monday, witness Ana Belko said.", "a witness"),
        ("Ana Belko testified on Monday. Jon Dahl was convicted of fraud.", "one who testified"),
        ("Police spokeswoman Ana Belko said Jon Dahl was arrested.", "a spokeswoman"),
        ("Jon Dahl's wife Ana Belko said he was arrested.", "a relative"),
        ("Police arrested Jon Dahl near the house of Ana Belko.", "one whose house is near"),
        ("Jon Dahl was arrested with a letter to Ana Belko in his pocket.", "one to whom a letter was written"),
        ("Jon Dahl was arrested on Monday. Ana Belko was at the harbour.", "one in the next sentence"),
        ("Jon Dahl was arrested, as Ana Belko looked on.", "a bystander"),
        ("Police questioned Ana Belko on Monday. Jon Dahl was charged with theft.", "one who was only questioned"),
    ],
    ids=lambda value: value if len(value) < 40 and "." not in value else "",
)
def test_line_1_nearness_accuses_nobody(text: str, name: str) -> None:
    report = reported(text)
    assert accused(report) == {"Jon Dahl"}, name
    assert concerned(report) == {"Jon Dahl"}, name


@pytest.mark.parametrize(
    "text",
    [
        "Jon Dahl was questioned as a witness.",
        "Jon Dahl is not a suspect.",
        "Jon Dahl sat beside the accused.",
        "The suspect met Jon Dahl in a bar.",
        "Jon Dahl has not been charged.",
        "The minister threatened to arrest Jon Dahl.",
        "If Jon Dahl is convicted, he loses his seat.",
        "Opponents accused Jon Dahl of leading them astray.",
    ],
)
def test_line_1_what_does_not_accuse(text: str) -> None:
    assert accused(reported(text)) == set()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The accused's brother, Jon Dahl, thanked the court.", RoleName.RELATIVE),
        ("The accused man's brother, Jon Dahl, left.", RoleName.RELATIVE),
        ("The convicted man's lawyer, Jon Dahl, said so.", RoleName.LAWYER),
        ("The suspect's lawyer, Jon Dahl, appealed.", RoleName.LAWYER),
    ],
)
def test_line_1_what_is_told_of_an_owner_is_not_told_of_the_other(text: str, role: RoleName) -> None:
    report = reported(text)
    assert person(report, "Jon Dahl").role is role
    assert "Jon Dahl" not in concerned(report)


@pytest.mark.parametrize(
    "text",
    [
        "A man was found dead on Monday. Police identified the man as Jon Dahl.",
        "A driver died on Monday. Police identified the driver as Jon Dahl.",
        "A man was found dead in Lomza. The dead man was identified as Jon Dahl.",
        "Two men drowned on Monday. Police identified the men as Jon Dahl and Karl Orlo.",
    ],
)
def test_line_1_a_name_for_a_man_is_no_accusation(text: str) -> None:
    assert accused(reported(text)) == set()


def test_line_1_a_man_arrested_and_then_named_is_accused_by_the_arrest() -> None:
    report = reported("A man was arrested on Monday. Police identified the man as Jon Dahl.")
    assert told(report) == [("arrest", ["Jon Dahl"])]
    assert accused(report) == {"Jon Dahl"}


def test_line_1_a_pronoun_that_could_mean_two_people_accuses_nobody() -> None:
    assert "Jon Dahl" not in accused(reported("Jon Dahl met Ana Belko in a bar. She was arrested on Monday."))


def test_line_1_the_dead_man_named_is_not_the_suspect() -> None:
    report = reported("A suspect was arrested on Monday over the stabbing. Police identified the dead man as Jon Dahl.")
    assert "Jon Dahl" not in accused(report)
    assert told(report) == [("arrest", ["A suspect"])]


# line 2: a role is told by a claim of its own


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Defence lawyer Ana Belko said Jon Dahl was arrested on Monday.", RoleName.LAWYER),
        ("Judge Ana Belko sentenced Jon Dahl to five years in prison.", RoleName.JUDGE),
        ("Jon Dahl was arrested on Monday, witness Ana Belko said.", RoleName.WITNESS),
        ("Police spokeswoman Ana Belko said Jon Dahl was arrested.", RoleName.SPOKESPERSON),
        ("Jon Dahl was charged with the murder of Ana Belko.", RoleName.VICTIM),
        ("Jon Dahl's wife Ana Belko said he was arrested.", RoleName.RELATIVE),
    ],
)
def test_line_2_each_role_has_its_claim(text: str, role: RoleName) -> None:
    report = reported(text)
    one = person(report, "Ana Belko")
    claims = [claim.says for claim in report.claims if isinstance(claim.says, Role) and claim.says.who == one.id]
    assert [claim.role for claim in claims] == [role]
    assert one.role is role


# line 3: nothing escalates by itself


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Jon Dahl was charged with fraud on Monday.", {StepType.CHARGE}),
        ("Jon Dahl was arrested on Monday.", {StepType.ARREST}),
        ("Jon Dahl pleaded guilty to fraud.", {StepType.PLEA}),
        ("Jon Dahl pleaded not guilty to fraud.", {StepType.PLEA}),
        ("Jon Dahl is on trial for fraud in Lomza.", {StepType.HEARING}),
        ("Jon Dahl was convicted of fraud. He has appealed the verdict.", {StepType.CONVICTION, StepType.APPEAL}),
    ],
)
def test_line_3_a_charge_is_no_conviction(text: str, types: set[StepType]) -> None:
    assert {step.type for _, step in steps(reported(text))} == types


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors asked the court to sentence Jon Dahl to ten years in prison.",
        "The prosecutor demanded that Jon Dahl be sentenced to ten years in prison.",
    ],
)
def test_line_3_a_requested_term_is_no_sentence(text: str) -> None:
    assert [(step.type, step.term, claim.standing) for claim, step in steps(reported(text))] == [(StepType.SENTENCE, "P10Y", Standing.REQUESTED)]


@pytest.mark.parametrize(
    "text", ["Jon Dahl faces up to ten years in prison.", "Fraud carries a term of up to ten years. Jon Dahl was charged with fraud."]
)
def test_line_3_a_possible_term_is_no_sentence(text: str) -> None:
    assert not [step for claim, step in steps(reported(text)) if step.type is StepType.SENTENCE and claim.standing is Standing.REPORTED]


# line 5: unnamed stay unnamed, initials stay initials


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A man identified as A.B. was arrested on Monday.", "A.B."),
        ("Police arrested J. D. on Monday.", "J. D."),
        ("Jon Dahl opened the bridge. Police arrested J. D. on Monday.", "J. D."),
    ],
)
def test_line_5_initials_stay_initials(text: str, name: str) -> None:
    report = reported(text)
    assert told(report) == [("arrest", [name])]
    assert "Jon Dahl" not in accused(report)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A 23-year-old man was arrested in Lomza.", "A 23-year-old man"),
        ("Police arrested a 23-year-old man identified only as K. on Monday.", "a 23-year-old man"),
        ("Ana Belko, 45, opened the bridge. A 23-year-old woman was arrested in Lomza.", "A 23-year-old woman"),
    ],
)
def test_line_5_a_description_stays_one(text: str, words: str) -> None:
    report = reported(text)
    assert told(report) == [("arrest", [words])]
    assert not person(report, words).named


def test_line_5_people_told_as_a_number_are_not_named() -> None:
    report = reported("Five people were arrested in Lomza. Jon Dahl opened the bridge.")
    assert told(report) == [("arrest", ["Five people"])]
    assert [group.count for group in report.groups] == [5]
    assert person(report, "Jon Dahl").role is RoleName.OTHER


def test_line_1_the_victim_of_what_is_charged_is_not_charged() -> None:
    report = reported("Charges of violence against Ana Belko were filed against Jon Dahl.")
    assert accused(report) == {"Jon Dahl"}


@pytest.mark.parametrize(
    "text",
    [
        "Officer Dan Orlo chased Jon Dahl on Friday. He was arrested near a bar.",
        "A police officer stopped a driver on Friday. He was arrested after a chase.",
        "Officers were typing reports in Lomza. Two were arrested on Monday for theft.",
        "“He was arrested by border guards,” Max Orlo said.",
        "Jon Dahl lives with the mother of the suspect, Ana Belko, 51, who wept.",
    ],
)
def test_nobody_who_only_does_police_work_or_speaks_is_the_one_arrested(text: str) -> None:
    assert not accused(reported(text))


def test_an_officer_who_is_told_alone_can_be_the_one_arrested() -> None:
    assert list(accused(reported("Officer Dan Orlo drove into a shop on Friday. He was arrested near a bar."))) == ["Dan Orlo"]


def test_the_only_one_charged_is_whom_the_sentence_says_it_is() -> None:
    assert list(accused(reported("Jon Dahl, 27, was the only adult charged; the others were boys."))) == ["Jon Dahl"]

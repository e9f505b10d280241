"""Statements of torture, threats and unfair trial stand beside the steps that they concern."""

from reporting import Desk, Report

from reportedly.export.case_json import case_json
from reportedly.model.casefile import CaseFile, Concern
from reportedly.model.claims import Attribution, Claim, Quote, StepType


def say(report: Report, speaker: str | None, name: str, words: str) -> None:
    """Add a statement."""
    evidence = report.sentence(f"“{words}” {name} said.")
    report.claims.append(Claim(report.id, evidence, Attribution(), Quote(speaker, name, True, words)))


def told(*said: tuple[str, str], offence: str = "smuggling") -> CaseFile:
    """A case of one report in which these people, by role, say something between an arrest and a verdict."""
    report = Report("a", "2024-03-12")
    who = report.person("Danel Orzhakov")
    offences = [report.offence(offence)]
    report.step("arrest", [who], "2024-03-01", offences=offences)
    for role, words in said:
        say(report, report.person(f"{role.capitalize()} Kestebek", role), role, words)
    report.step("sentence", [who], "2024-03-11", term="P4Y", offences=offences)
    return Desk().add(report.reading()).file("a#1")


def test_fairness_11_torture_and_unfair_trial_stand_beside_their_steps() -> None:
    file = told(("lawyer", "My client was beaten in the cellar."), ("relative", "It was a sham trial."))
    beside = {entry.type: [said.about for said in file.statements if entry.id in said.steps] for entry in file.timeline}
    assert beside == {StepType.ARREST: [(Concern.TORTURE,)], StepType.SENTENCE: [(Concern.UNFAIR_TRIAL,)]}
    assert [said["about"] for said in case_json(file)["statements"]] == [["torture"], ["unfair_trial"]]


def test_fairness_11_a_statement_of_which_no_step_is_told_is_shown_all_the_same() -> None:
    report = Report("a", "2024-03-12")
    who = report.person("Danel Orzhakov")
    say(report, who, "Danel Orzhakov", "Two men threatened my sister.")
    report.step("arrest", [who], "2024-03-01", standing="denied")
    (said,) = Desk().add(report.reading()).file("a#1").statements
    assert (said.about, said.steps, said.speaker) == ((Concern.THREATS,), (), "a#1/p1")


def test_other_statements_and_complaints_of_officials_are_no_such_statements() -> None:
    assert told(("lawyer", "She denies the charges."), ("spokesperson", "He threatened a neighbour."), offence="threat").statements == ()


def test_an_official_reply_is_shown_beside_what_it_answers() -> None:
    file = told(("lawyer", "They tortured him."), ("spokesperson", "Nobody was beaten in our prison."))
    assert [said.speaker_text for said in file.statements] == ["lawyer", "spokesperson"]

"""What merging must never do to a person, line by line."""

from datetime import UTC, datetime

import pytest
from reporting import Desk, Report, simple

from reportedly.casefile import parts
from reportedly.model.decisions import Action, Decision
from reportedly.model.parties import RoleName
from reportedly.resolve import identities, judge, judge_people, place


def decide(action: Action, *target: str, undoes: str | None = None, minute: int = 0) -> Decision:
    return Decision(action, target, "ada", datetime(2024, 6, 1, 12, minute, tzinfo=UTC), undoes=undoes)


@pytest.mark.parametrize("role", ["victim", "lawyer", "witness", "spokesperson", "relative", "journalist", "official", "judge", "prosecutor"])
def test_fairness_2_no_other_role_turns_into_accused_by_a_merge(role: str) -> None:
    accused = simple("a", "Selvira Tokmashova", "2024-03-12", day="2024-03-11")
    report = Report("b", "2024-03-13")
    report.person("Selvira Tokmashova", role)
    driver = report.person("Danel Orzhakov")
    report.step("arrest", [driver], "2024-03-11", offences=[report.offence("smuggling")])
    other = report.reading()
    left, right = parts(accused)[0], parts(other)[0]
    mention = next(person for person in right.others if person.names[0] == "Selvira Tokmashova")
    assert judge_people(left.accused[0], mention).verdict.value == "different"
    homes = identities([left, right])
    assert not any({left.accused[0].id, mention.id} <= set(identity.members) for identity in homes)
    desk = Desk(decisions=[decide(Action.MERGE, "a#1", "b#1")]).add(accused, other)
    roles = {person.id: person.role for person in desk.file("a#1").people}
    assert roles[mention.id] is RoleName(role)


def test_fairness_2_a_role_is_told_in_each_case_on_its_own() -> None:
    first = simple("a", "Danel Orzhakov", "2024-03-12", day="2024-03-11")
    report = Report("b", "2024-09-01", place="Qyzjar")
    thief = report.person("Bolat Ansarin")
    report.person("Danel Orzhakov", "witness")
    report.step("charge", [thief], "2024-08-30", offences=[report.offence("theft")])
    desk = Desk().add(first, report.reading())
    assert len(desk.cases) == 2
    assert {person.role for person in desk.file("b#1").people if person.names[0].name == "Danel Orzhakov"} == {RoleName.WITNESS}


def test_fairness_5_unnamed_people_are_never_identified_with_named_ones() -> None:
    first = Report("a", "2024-03-12")
    woman = first.person("Selvira Tokmashova", age=34)
    first.step("arrest", [woman], "2024-03-11", offences=[first.offence("smuggling")])
    second = Report("b", "2024-03-12")
    curator = second.person("a 34-year-old curator", named=False, age=34)
    two = second.group("two men", 2)
    second.step("arrest", [curator, two], "2024-03-11", offences=[second.offence("smuggling")])
    left, right = parts(first.reading())[0], parts(second.reading())[0]
    assert judge(left, right).verdict.value != "same"
    assert judge_people(left.accused[0], right.accused[0]).verdict.value == "different"
    assert all(len(identity.members) == 1 for identity in identities([left, right]))


def test_fairness_5_initials_stay_initials() -> None:
    full = parts(simple("a", "Selvira Tokmashova", "2024-03-12", age=34))[0]
    initials = parts(simple("b", "S. Tokmashova", "2024-03-13", age=34))[0]
    assert judge_people(full.accused[0], initials.accused[0]).verdict.value == "maybe"
    assert all(len(identity.members) == 1 for identity in identities([full, initials]))


def test_fairness_5_a_human_may_identify_somebody_told_without_a_name() -> None:
    full, initials = simple("a", "Selvira Tokmashova", "2024-03-12"), simple("b", "S. T.", "2024-03-13")
    people = [parts(full)[0], parts(initials)[0]]
    made = [decide(Action.MERGE, "a#1/p1", "b#1/p1")]
    assert any(len(identity.members) == 2 for identity in identities(people, made))


def test_fairness_6_two_people_with_one_name_stay_two_until_context_says_otherwise() -> None:
    here = simple("a", "Danel Orzhakov", "2024-03-12", day="2024-03-11", age=41)
    there = simple("b", "Danel Orzhakov", "2024-03-14", day="2024-03-13", age=22, where="Qyzjar", offence="theft")
    assert len(Desk().add(here, there).cases) == 2
    same = simple("c", "Danel Orzhakov", "2024-03-14", day="2024-03-11", age=41)
    assert Desk().add(here, there, same).groups() == {frozenset({"a#1", "c#1"}), frozenset({"b#1"})}


def test_fairness_6_never_the_same_is_for_ever() -> None:
    first, second = simple("a", "Danel Orzhakov", "2024-03-12"), simple("b", "Danel Orzhakov", "2024-03-13")
    assert len(Desk().add(first, second).cases) == 1
    never = decide(Action.NEVER_MERGE, "a#1", "b#1")
    later = [simple(f"c{n}", "Danel Orzhakov", f"2024-03-{14 + n}") for n in range(4)]
    desk = Desk(decisions=[never]).add(first, second, *later)
    assert desk.case_of("a#1") != desk.case_of("b#1")
    assert Desk(decisions=[never]).add(*later, second, first).groups() == desk.groups()
    undone = [never, Decision(Action.UNDO, (), "ada", datetime(2024, 6, 2, tzinfo=UTC), undoes=never.id)]
    assert len(Desk(decisions=undone).add(first, second, *later).cases) == 1


def test_fairness_6_people_whom_a_human_keeps_apart_stay_apart_within_a_case() -> None:
    first, second = simple("a", "Danel Orzhakov", "2024-03-12"), simple("b", "Danel Orzhakov", "2024-03-13")
    both = [parts(first)[0], parts(second)[0]]
    assert any(len(identity.members) == 2 for identity in identities(both))
    assert all(len(identity.members) == 1 for identity in identities(both, [decide(Action.NEVER_MERGE, "a#1/p1", "b#1/p1")]))


def test_fairness_6_a_wrong_merge_is_split_and_every_claim_goes_back() -> None:
    first = simple("a", "Danel Orzhakov", "2024-03-12", day="2024-03-11")
    second = simple("b", "Danel Orzhakov", "2024-03-13", kind="charge", day="2024-03-12")
    alone = {key: Desk().add(reading).json() for key, reading in (("a", first), ("b", second))}
    merged = Desk().add(first, second)
    assert len(merged.cases) == 1
    split = Decision(Action.SPLIT, ("b#1",), "ada", datetime(2024, 6, 1, tzinfo=UTC), before=(("parts", "a#1 b#1"),))
    again = Desk(decisions=[split]).add(first, second)
    assert again.json() == sorted(alone["a"] + alone["b"], key=lambda case: str(case["id"]))


def test_fairness_8_a_judgement_explains_itself_in_words_about_the_comparison() -> None:
    left, right = parts(simple("a", "Danel Orzhakov", "2024-03-12"))[0], parts(simple("b", "Danel Orzhakov", "2024-03-13"))[0]
    found = judge(left, right)
    assert found.reasons
    assert all(reason.words for reason in found.reasons)
    assert not any(word in reason.words.casefold() for reason in found.reasons for word in ("guilty", "criminal", "likely", "risk"))


def test_a_surname_alone_joins_in_a_later_report_of_the_same_case_if_only_one_can_be_meant() -> None:
    report = Report("b", "2024-03-14")
    curator, driver = report.person("Tokmashova"), report.person("Danel Orzhakov")
    report.step("pretrial_detention", [curator, driver], "2024-03-14", offences=[report.offence("smuggling")])
    first = Report("a", "2024-03-12")
    both = [first.person("Selvira Tokmashova"), first.person("Danel Orzhakov")]
    first.step("arrest", both, "2024-03-11", offences=[first.offence("smuggling")])
    together = [parts(first.reading())[0], parts(report.reading())[0]]
    assert {len(identity.members) for identity in identities(together)} == {2}
    brother = Report("c", "2024-03-13")
    pair = [brother.person("Selvira Tokmashova"), brother.person("Asel Tokmashova")]
    brother.step("arrest", pair, "2024-03-11", offences=[brother.offence("smuggling")])
    ambiguous = [parts(brother.reading())[0], parts(report.reading())[0]]
    assert not any("b#1/p1" in identity.members and len(identity.members) > 1 for identity in identities(ambiguous))


def test_a_report_that_shares_no_key_is_not_compared() -> None:
    here = parts(simple("a", "Danel Orzhakov", "2024-03-12"))[0]
    placed = place(here, [])
    assert placed.judgements == ()
    assert placed.case == placed.cases[0].id

"""Placing does not depend on the order of reports, is idempotent, and a split gives everything back."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reporting import Desk, Report, simple

from reportedly.casefile import parts
from reportedly.model.claims import ReportReading
from reportedly.model.decisions import Action, Decision
from reportedly.resolve import judge, keys

NAMES = ["Selvira Tokmashova", "Selvira Tokmasheva", "Elvira Tokmashova", "Danel Orzhakov", "Сельвира Токмашова", "Orzhakov", "D. Orzhakov"]
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def reports(draw: st.DrawFn) -> list[ReportReading]:
    made = []
    for number in range(draw(st.integers(2, 7))):
        report = Report(f"r{number}", f"2024-{draw(st.sampled_from(['03', '04', '11']))}-{draw(st.integers(1, 28)):02}")
        report.place, report.country = draw(st.sampled_from([("Tasbulan", "KZ"), ("Qyzjar", "KZ"), ("Almaly", "KG")]))
        who = [report.person(name) for name in draw(st.lists(st.sampled_from(NAMES), min_size=0, max_size=3, unique=True))]
        if draw(st.booleans()) or not who:
            who.append(report.group("two others", 2))
        kind = draw(st.sampled_from(["arrest", "charge", "sentence"]))
        report.step(kind, who, draw(st.sampled_from(["2024-03-11", "2024-04-02", None])), offences=[report.offence("smuggling")])
        made.append(report.reading())
    return made


@QUICK
@given(reports(), st.randoms(use_true_random=False))
def test_cases_do_not_depend_on_the_order_of_reports(made: list[ReportReading], random: Random) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)
    one, other = Desk().add(*made), Desk().add(*shuffled)
    assert one.json() == other.json()


@QUICK
@given(reports())
def test_adding_the_same_reports_again_changes_nothing(made: list[ReportReading]) -> None:
    desk = Desk().add(*made)
    before = desk.json()
    desk.add(*made)
    assert desk.json() == before


@QUICK
@given(reports(), st.integers(0, 5))
def test_a_split_gives_the_parts_back_and_an_undo_joins_them_again(made: list[ReportReading], pick: int) -> None:
    desk = Desk().add(*made)
    before = desk.groups()
    largest = max(desk.cases.values(), key=lambda case: len(case.parts))
    leaving = [largest.parts[pick % len(largest.parts)].id]
    at = datetime(2024, 12, 1, tzinfo=UTC)
    everything = " ".join(part.id for part in largest.parts)
    split = Decision(Action.SPLIT, tuple(leaving), "ada", at, before=(("parts", everything),))
    apart = Desk(decisions=[split]).add(*made)
    if len(largest.parts) > 1:
        assert all(not (leaving[0] in group and group & ({part.id for part in largest.parts} - set(leaving))) for group in apart.groups())
    assert {part for group in apart.groups() for part in group} == {part for group in before for part in group}
    undo = Decision(Action.UNDO, (), "ada", at.replace(day=2), undoes=split.id)
    assert Desk(decisions=[split, undo]).add(*made).groups() == before


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (simple("a", "Selvira Tokmashova", "2024-03-12"), simple("b", "Selvira Tokmasheva", "2024-03-13"), True),
        (simple("a", "Selvira Tokmashova", "2024-03-12"), simple("b", "Сельвира Токмашова", "2024-05-15", lang="ru"), True),
        (
            simple("a", "Selvira Tokmashova", "2024-03-12", age=34),
            simple("b", "Elvira Tokmashova", "2024-05-20", offence="embezzlement", age=52),
            False,
        ),
        (simple("a", "Natalia Mekerina", "2024-03-12"), simple("b", "Natalia Mekulina", "2024-03-13", where="Qyzjar", country="KG"), False),
        (simple("a", "Danel Orzhakov", "2024-03-12"), simple("b", "Danel Orzhakov", "2031-03-13", offence="murder", where="Qyzjar"), False),
        (simple("a", "Danel Orzhakov", "2024-03-12"), simple("b", "Danel Orzhakov", "2025-10-13", kind="sentence"), True),
        (simple("a", "Danel Orzhakov", "2024-03-12", day="2024-03-11"), simple("b", "Bolat Ansarin", "2024-03-12", day="2024-03-11"), False),
    ],
)
def test_context_decides_whether_two_reports_tell_one_case(left: ReportReading, right: ReportReading, same: bool) -> None:
    one, other = parts(left)[0], parts(right)[0]
    found = judge(one, other)
    assert (found.verdict.value == "same") is same, found
    assert judge(other, one) == found
    assert not same or keys(one) & keys(other)


def test_names_that_are_only_alike_need_co_defendants() -> None:
    alone = parts(simple("a", "Natalia Mekerina", "2024-03-12"))[0], parts(simple("b", "Natalia Mekulina", "2024-03-13", where="Qyzjar"))[0]
    assert judge(*alone).verdict.value == "different"
    made = []
    for key, name in (("a", "Natalia Mekerina"), ("b", "Natalia Mekulina")):
        report = Report(key, "2024-03-12")
        who = [report.person(name), report.person("Sergei Latushkov")]
        report.step("arrest", who, "2024-03-11", offences=[report.offence("smuggling")])
        made.append(parts(report.reading())[0])
    assert judge(*made).verdict.value == "same"


def test_a_case_without_names_joins_by_place_offence_number_and_day() -> None:
    made = []
    for key, day in (("a", "2024-03-11"), ("b", "2024-03-11"), ("c", "2024-04-02")):
        report = Report(key, "2024-03-12" if key != "c" else "2024-04-03")
        report.step("arrest", [report.group("ten men", 10)], day, offences=[report.offence("smuggling")])
        made.append(report.reading())
    assert Desk().add(*made).groups() == {frozenset({"a#1", "b#1"}), frozenset({"c#1"})}


def test_a_background_case_in_a_report_gets_a_case_of_its_own() -> None:
    report = Report("a", "2024-03-12")
    who = report.person("Danel Orzhakov")
    offence = report.offence("smuggling")
    report.step("arrest", [who], "2024-03-11", offences=[offence])
    report.step("sentence", [report.group("several citizens", None)], "2022-01-01/2024-03-12", offences=[offence])
    main, background = parts(report.reading())
    assert (main.people, main.background) == (("p1",), False)
    assert (background.groups, background.background) == (("g1",), True)


def test_co_defendants_with_other_outcomes_are_one_case() -> None:
    report = Report("a", "2024-10-21")
    driver, curator = report.person("Danel Orzhakov"), report.person("Selvira Tokmashova")
    offence = report.offence("smuggling")
    report.step("acquittal", [driver], "2024-10-18", offences=[offence])
    report.step("conviction", [curator], "2024-10-18", offences=[offence])
    assert len(parts(report.reading())) == 1

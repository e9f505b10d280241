"""The case file of a made case: right people, statuses, origins, deadlines, silence, and only real contradictions."""

from datetime import UTC, date, datetime

import pytest
from reporting import Desk, Report

from reportedly.export.case_json import case_json
from reportedly.model.casefile import CaseFile, DeadlineState, OriginHow
from reportedly.model.claims import StepType
from reportedly.model.decisions import Action, Decision
from reportedly.model.parties import RoleName

AGENCY = "Saryjaz News Agency"


def first(key: str, published: str, outlet: str, spelling: str = "Selvira Tokmashova", origin: str | None = AGENCY) -> Report:
    """The agency's report of four arrests, as printed by an outlet."""
    report = Report(key, published, outlet, origin=None if outlet == AGENCY else origin)
    report.sentence("Officers had watched the house by the river since the spring and came before daybreak with four cars and a dog.")
    report.sentence("Eleven ornaments lay wrapped in newspaper under the spare wheel, and two more were found later in a shed.")
    who = [report.person(spelling, age=34), report.person("Danel Orzhakov"), report.group("two other suspects", 2)]
    report.step("arrest", who, "2024-03-11", offences=[report.offence("smuggling")], voices=[("the city police", "official")])
    return report


def custody() -> Report:
    report = Report("d", "2024-03-15", "Radio Jelqanat")
    report.sentence("Our own reporter sat through the whole morning in a court that was far too small for the families who had come by bus.")
    report.sentence("Nobody was let in after ten, and the judge read for an hour from a file of which hardly a word could be understood.")
    who = [report.person("Selvira Tokmashova"), report.person("Danel Orzhakov"), report.group("two unidentified men", 2)]
    report.step("pretrial_detention", who, "2024-03-14", until="2024-05-14", offences=[report.offence("smuggling", "P10Y")])
    return report


def extended() -> Report:
    report = Report("e", "2024-05-15", "Тасбуланский листок", "ru")
    who = [report.person("Сельвира Токмашова"), report.person("Данел Оржаков")]
    offence = report.offence("smuggling", "P15Y")
    report.step("detention_extended", who, "2024-05-14", until="2024-07-14", offences=[offence], voices=[("прокуратура города", "official")])
    return report


def extended_cited() -> Report:
    report = Report("f", "2024-05-15", "Eastern Docket")
    who = [report.person("Selvira Tokmashova", age=36), report.person("Danel Orzhakov")]
    offence = report.offence("smuggling", "P15Y")
    chain = [("Tasbulansky Listok", "outlet"), ("the city prosecutor's office", "official")]
    report.step("detention_extended", who, "2024-05-14", until="2024-07-14", offences=[offence], voices=chain)
    return report


def verdict() -> Report:
    report = Report("g", "2024-10-21", "The Lantern Post")
    driver, curator = report.person("Danel Orzhakov"), report.person("Selvira Tokmashova")
    report.person("Mirlan Kestebek", "lawyer")
    offence = report.offence("smuggling")
    report.step("acquittal", [driver], "2024-10-18", offences=[offence])
    report.step("release", [driver], "2024-10-18")
    report.step("conviction", [curator], "2024-10-18", offences=[offence])
    report.step("sentence", [curator], "2024-10-18", term="P4Y", offences=[offence])
    report.step("sentence", [curator], None, term="P7Y", standing="requested")
    return report


def case(*more: Report) -> Desk:
    made = [
        first("a", "2024-03-12", AGENCY),
        first("b", "2024-03-12", "Tasbulan Herald"),
        first("c", "2024-03-13", "Steppe Observer", "Selvira Tokmasheva"),
    ]
    return Desk().add(*(report.reading() for report in [*made, custody(), extended(), extended_cited(), *more]))


def statuses(found: CaseFile) -> dict[str, StepType | None]:
    return {person.names[0].name: person.status for person in found.people if person.role is RoleName.ACCUSED}


def test_reports_of_two_languages_and_three_spellings_are_one_case() -> None:
    desk = case(verdict())
    assert desk.groups() == {frozenset(f"{key}#1" for key in "abcdefg")}
    found = desk.file("a#1")
    accused = [person for person in found.people if person.role is RoleName.ACCUSED]
    assert [len(person.mentions) for person in accused] == [7, 7]
    assert (found.headcount.accused, found.headcount.named, found.headcount.unnamed) == (4, 2, 2)
    assert {form.name for form in accused[0].names} == {"Selvira Tokmashova", "Selvira Tokmasheva", "Сельвира Токмашова"}


def test_fairness_4_each_co_defendant_has_a_status_of_their_own_and_the_favourable_one_leads() -> None:
    before = statuses(case().file("a#1"))
    assert set(before.values()) == {StepType.DETENTION_EXTENDED}
    found = case(verdict()).file("a#1")
    assert statuses(found) == {"Selvira Tokmashova": StepType.SENTENCE, "Danel Orzhakov": StepType.ACQUITTAL}
    assert found.title.startswith("Acquittal reported")
    assert [person.favourable for person in found.people if person.names[0].name == "Danel Orzhakov"] == [True]


def test_fairness_3_a_requested_term_is_no_sentence() -> None:
    found = case(verdict()).file("a#1")
    sentences = [entry for entry in found.timeline if entry.type is StepType.SENTENCE and entry.standing.value == "reported"]
    assert [entry.term for entry in sentences] == ["P4Y"]
    assert not any(item.about.endswith("term") for item in found.contradictions)


def test_a_late_report_of_an_early_step_does_not_move_the_status_back() -> None:
    late = Report("z", "2025-01-10", "Steppe Observer")
    who = [late.person("Selvira Tokmashova"), late.person("Danel Orzhakov")]
    late.step("arrest", who, "2024-03-11", offences=[late.offence("smuggling")])
    late.step("charge", who, None)
    found = case(verdict(), late).file("a#1")
    assert statuses(found) == {"Selvira Tokmashova": StepType.SENTENCE, "Danel Orzhakov": StepType.ACQUITTAL}


def test_a_person_of_whom_no_step_is_reported_has_no_status() -> None:
    report = Report("a", "2024-03-12")
    report.person("Danel Orzhakov")
    found = Desk().add(report.reading()).file("a#1")
    assert [person.status for person in found.people] == [None]
    assert case_json(found)["people"][0]["status"] is None


def test_fairness_3_a_sentence_under_appeal_is_not_final() -> None:
    appeal = Report("h", "2024-11-02", "The Lantern Post")
    appeal.step("appeal", [appeal.person("Selvira Tokmashova")], "2024-11-01", offences=[appeal.offence("smuggling")])
    curator = next(person for person in case(verdict(), appeal).file("a#1").people if person.names[0].name == "Selvira Tokmashova")
    assert (curator.status, curator.under_appeal) == (StepType.SENTENCE, True)
    refused = Report("i", "2025-02-02", "The Lantern Post")
    refused.step("appeal_upheld", [refused.person("Selvira Tokmashova")], "2025-02-01", offences=[refused.offence("smuggling")])
    curator = next(person for person in case(verdict(), appeal, refused).file("a#1").people if person.names[0].name == "Selvira Tokmashova")
    assert (curator.status, curator.under_appeal) == (StepType.SENTENCE, False)


def test_three_prints_of_one_agency_are_one_origin_and_a_citing_report_goes_with_the_one_it_cites() -> None:
    found = case(verdict()).file("a#1")
    assert [(set(origin.reports), origin.how) for origin in found.origins] == [
        ({"a", "b", "c"}, OriginHow.CREDIT),
        ({"d"}, OriginHow.OWN),
        ({"e", "f"}, OriginHow.CREDIT),
        ({"g"}, OriginHow.OWN),
    ]
    arrest = next(entry for entry in found.timeline if entry.type is StepType.ARREST)
    assert (arrest.support.reports, arrest.support.newsrooms, arrest.support.voices) == (3, 1, 1)


def test_uncredited_reuse_of_text_is_found() -> None:
    report = first("b", "2024-03-12", "Tasbulan Herald", origin=None)
    made = [first("a", "2024-03-12", AGENCY).reading(), report.reading()]
    found = Desk().add(*made).file("a#1")
    assert [(origin.reports, origin.how) for origin in found.origins] == [(("a", "b"), OriginHow.REUSE)]


def test_five_outlets_that_quote_one_press_service_are_five_newsrooms_and_one_voice() -> None:
    made = []
    for number in range(5):
        report = Report(f"r{number}", "2024-03-12", f"Outlet {number}")
        for extra in range(6):
            report.sentence(f"Only outlet {number} tells this in words of its own {number * 31 + extra} times {number}{extra}.")
        who = report.person("Danel Orzhakov")
        report.step("arrest", [who], "2024-03-11", offences=[report.offence("smuggling")], voices=[("the press service of the ministry", "official")])
        made.append(report.reading())
    entry = Desk().add(*made).file("r0#1").timeline[0]
    assert entry.support.reports == 5
    assert entry.support.voices == 1


def test_the_planted_contradictions_are_found_and_no_others() -> None:
    found = case(verdict()).file("a#1")
    abouts = {item.about: [value.value for value in item.values] for item in found.contradictions}
    assert abouts == {
        "person a#1/p1 name": ["Selvira Tokmashova", "Selvira Tokmasheva"],
        "person a#1/p1 age": ["36", "34"],
        "offence smuggling maximum penalty": ["P15Y", "P10Y"],
    }


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ({"day": "2024-03-11"}, {"day": "2024-03-12"}, "step arrest date"),
        ({"day": "2024-03-11"}, {"day": "2024-03-01/2024-03-31"}, None),
        ({"day": "2024-03-11", "until": "2024-05-11"}, {"day": "2024-03-11", "until": "2024-06-11"}, "step arrest until"),
        ({"day": "2024-03-11", "until": "2024-05-11"}, {"day": "2024-03-11"}, None),
        ({"day": "2024-03-11", "term": "P10D"}, {"day": "2024-03-11", "term": "P15D"}, "step arrest term"),
    ],
)
def test_only_values_that_cannot_both_be_right_contradict(one: dict[str, str], other: dict[str, str], about: str | None) -> None:
    made = []
    for key, told in (("a", one), ("b", other)):
        report = Report(key, "2024-03-13")
        report.step("arrest", [report.person("Danel Orzhakov")], told["day"], until=told.get("until"), term=told.get("term"))
        made.append(report.reading())
    found = Desk().add(*made).file("a#1")
    assert [item.about for item in found.contradictions] == ([about] if about else [])
    assert len(found.timeline) == 1


@pytest.mark.parametrize(("numbers", "contradict"), [((4, 4), False), ((4, 5), True)])
def test_four_and_two_named_with_two_unnamed_agree(numbers: tuple[int, int], contradict: bool) -> None:
    first_report, second = Report("a", "2024-03-13"), Report("b", "2024-03-13")
    first_report.step("arrest", [first_report.person("Danel Orzhakov"), first_report.group("others", numbers[0] - 1)], "2024-03-11")
    second.step("arrest", [second.person("Danel Orzhakov"), second.person("Bolat Ansarin"), second.group("others", numbers[1] - 2)], "2024-03-11")
    found = Desk().add(first_report.reading(), second.reading()).file("a#1")
    assert ("step arrest number of people" in {item.about for item in found.contradictions}) is contradict
    assert found.headcount.accused == max(numbers)


def test_a_deadline_is_ahead_then_passed_in_silence_or_followed() -> None:
    desk = case()
    ahead = {(item.what, item.day): item.state for item in desk.file("a#1", "2024-06-01").deadlines}
    assert ahead == {("detention ends", date(2024, 5, 14)): DeadlineState.FOLLOWED, ("detention ends", date(2024, 7, 14)): DeadlineState.AHEAD}
    silent = desk.file("a#1", "2024-08-01").deadlines
    assert [item.state for item in silent] == [DeadlineState.FOLLOWED, DeadlineState.SILENCE]
    assert all(item.evidence for item in silent)
    answered = case(verdict()).file("a#1", "2024-11-01").deadlines
    assert [item.state for item in answered] == [DeadlineState.FOLLOWED, DeadlineState.FOLLOWED]


def test_a_time_limit_of_the_law_is_given_with_its_reference_only() -> None:
    report = Report("a", "2024-10-19", place="Rostov", country="RU")
    report.step("sentence", [report.person("Danel Orzhakov")], "2024-10-18", term="P4Y", offences=[report.offence("theft")])
    found = Desk().add(report.reading()).file("a#1", "2024-10-20").deadlines
    assert [(item.what, item.day, bool(item.reference)) for item in found] == [("time to appeal ends", date(2024, 11, 2), True)]
    elsewhere = Report("b", "2024-10-19", place="Nowhere", country="ZZ")
    elsewhere.step("sentence", [elsewhere.person("Danel Orzhakov")], "2024-10-18", term="P4Y")
    assert Desk().add(elsewhere.reading()).file("b#1").deadlines == ()


def test_a_correction_counts_and_leaves_what_was_read() -> None:
    report = Report("a", "2024-03-13")
    claim = report.step("arrest", [report.person("Danel Orzhakov")], "2024-03-11")
    at = datetime(2024, 4, 1, tzinfo=UTC)
    desk = Desk(decisions=[Decision(Action.CORRECT, (claim,), "ada", at, after=(("date", "2024-03-10"),))]).add(report.reading())
    when = desk.file("a#1").timeline[0].when
    assert when is not None
    assert when.earliest == date(2024, 3, 10)
    desk.decisions = [Decision(Action.CORRECT, (claim,), "ada", at, after=(("standing", "rejected"),))]
    assert desk.file("a#1").timeline == ()
    desk.decisions = []
    assert desk.file("a#1").timeline[0].when != when


def test_the_json_has_every_key_and_brief_leaves_out_timeline_and_evidence() -> None:
    full = case_json(case(verdict()).file("a#1"))
    assert full["format"] == "reportedly-case/1"
    assert {"id", "title", "countries", "opened", "updated", "reports", "people", "headcount", "offences", "timeline"} <= set(full)
    assert {"origins", "deadlines", "contradictions", "related"} <= set(full)
    assert full["opened"] == "2024-03-11"
    brief = case_json(case(verdict()).file("a#1"), brief=True)
    assert "timeline" not in brief
    assert "evidence" not in str(brief)


def test_fairness_1_everybody_accused_in_a_case_file_has_a_sentence() -> None:
    found = case(verdict()).file("a#1")
    accused = [person for person in found.people if person.role is RoleName.ACCUSED]
    assert accused
    assert all(person.evidence for person in accused)
    assert all(entry.evidence for entry in found.timeline)


def test_fairness_8_nothing_in_the_json_scores_a_person() -> None:
    shown = str(case_json(case(verdict()).file("a#1"))).casefold()
    assert not any(word in shown for word in ("score", "risk", "likely", "probab", "confidence"))


def test_fairness_10_every_case_says_as_reported_and_not_a_finding_of_fact() -> None:
    assert "not a finding of fact" in case_json(case().file("a#1"))["notice"]


def test_numbers_of_one_report_that_may_be_of_the_same_people_are_not_added_up() -> None:
    report = Report("a", "2024-03-12")
    three = report.group("three other people", 3)
    report.step("arrest", [three], "2024-03-11")
    who = [report.person("Selvira Tokmashova"), report.person("Danel Orzhakov")]
    report.step("arrest", who)
    two = report.group("two other suspects", 2)
    report.step("arrest", [two])
    found = Desk().add(report.reading()).file("a#1")
    assert (found.headcount.accused, found.headcount.named, found.headcount.unnamed) == (4, 2, 2)
    assert not [item for item in found.contradictions if "number" in item.about]


def test_numbers_that_one_sentence_tells_together_are_added_up() -> None:
    report = Report("a", "2024-03-12")
    report.step("arrest", [report.person("Danel Orzhakov"), report.group("two men", 2), report.group("three women", 3)], "2024-03-11")
    assert Desk().add(report.reading()).file("a#1").headcount.accused == 6


def test_a_fact_that_is_credited_to_another_newsroom_counts_as_that_newsrooms() -> None:
    own = custody()
    cited = Report("h", "2024-03-16", "Eastern Docket")
    who = [cited.person("Selvira Tokmashova"), cited.person("Danel Orzhakov")]
    told = [("Radio Jelqanat", "broadcaster"), ("the court", "official")]
    cited.step("pretrial_detention", who, "2024-03-14", until="2024-05-14", offences=[cited.offence("smuggling")], voices=told)
    cited.step("search", who, "2024-03-15")
    cited.step("charge", who, "2024-03-15")
    found = Desk().add(own.reading(), cited.reading()).file("d#1")
    assert len(found.origins) == 2
    support = {entry.type: entry.support for entry in found.timeline}
    assert (support[StepType.PRETRIAL_DETENTION].reports, support[StepType.PRETRIAL_DETENTION].newsrooms) == (2, 1)
    assert support[StepType.CHARGE].newsrooms == 1


def test_spellings_of_two_languages_are_no_contradiction_but_those_of_one_are() -> None:
    assert not Desk().add(custody().reading(), extended().reading()).file("d#1").contradictions[0].about.endswith("name")
    about = [item.about for item in case().file("a#1").contradictions]
    assert len([item for item in about if item.endswith("name")]) == 1


@pytest.mark.parametrize(("arrest", "acquittal"), [("2024-01-01/2024-12-31", "2024-06-01"), ("2024-03-11", "2024-03-01/2024-05-31")])
def test_fairness_4_a_vague_day_of_an_earlier_step_does_not_hide_an_acquittal(arrest: str, acquittal: str) -> None:
    report = Report("vague", "2025-01-10")
    who = report.person("Selvira Tokmashova")
    report.step("arrest", [who], arrest)
    report.step("acquittal", [who], acquittal)
    found = Desk().add(report.reading()).file("vague#1")
    assert statuses(found) == {"Selvira Tokmashova": StepType.ACQUITTAL}
    assert found.title.startswith("Acquittal reported")

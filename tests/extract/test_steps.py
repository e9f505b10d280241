"""What a sentence tells of a step: whom it concerns, who took it, where, when, until when, for how long and for what."""

from datetime import date

import pytest
from reports import names_of, reported, steps, told

from reportedly.model.claims import Claim, ReportReading, Step


def only(text: str) -> tuple[ReportReading, Claim, Step]:
    report = reported(text)
    ((claim, step),) = steps(report)
    return report, claim, step


def offences(report: ReportReading, step: Step) -> list[str]:
    return [one.text for one in report.offences if one.id in step.offences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested Jon Dahl.", [("arrest", ["Jon Dahl"])]),
        ("Jon Dahl was arrested.", [("arrest", ["Jon Dahl"])]),
        ("Also arrested were Jon Dahl and Ana Belko.", [("arrest", ["Jon Dahl", "Ana Belko"])]),
        ("Jon Dahl, whose brother Karl Orlo was arrested in May, is mayor.", [("arrest", ["Karl Orlo"])]),
        ("Police arrested and charged Jon Dahl with fraud.", [("arrest", ["Jon Dahl"]), ("charge", ["Jon Dahl"])]),
        ("Jon Dahl, who was arrested on Monday, was charged with fraud on Tuesday.", [("arrest", ["Jon Dahl"]), ("charge", ["Jon Dahl"])]),
        (
            "The court found Jon Dahl guilty of fraud and sentenced him to five years in prison.",
            [("conviction", ["Jon Dahl"]), ("sentence", ["Jon Dahl"])],
        ),
        ("Jon Dahl was acquitted of theft on Monday.", [("acquittal", ["Jon Dahl"])]),
        ("Jon Dahl pleaded guilty to theft.", [("plea", ["Jon Dahl"])]),
        ("Jon Dahl, whose sentence was commuted, left Lomza.", [("pardon", ["Jon Dahl"])]),
        ("The king granted Jon Dahl clemency.", [("pardon", ["Jon Dahl"])]),
        ("Jon Dahl was among ten people arrested in Lomza.", [("arrest", ["ten people", "Jon Dahl"])]),
        (
            "Jon Dahl was sentenced to 12 years, Ana Belko to five and Karl Orlo to three.",
            [("sentence", ["Jon Dahl"]), ("sentence", ["Ana Belko"]), ("sentence", ["Karl Orlo"])],
        ),
        ("A court in Lomza has jailed two men, Jon Dahl and Karl Orlo, for fraud.", [("sentence", ["Jon Dahl", "Karl Orlo"])]),
        (
            "The court sentenced Jon Dahl to 13 years, Vugar Zhamol to 11 years, and Ana Belko to nine years in prison.",
            [("sentence", ["Jon Dahl"]), ("sentence", ["Vugar Zhamol"]), ("sentence", ["Ana Belko"])],
        ),
        ("A court ordered Jon Dahl jailed until June 17.", [("pretrial_detention", ["Jon Dahl"])]),
        ("The court ruled that Jon Dahl must remain in custody.", [("pretrial_detention", ["Jon Dahl"])]),
        ("Lomza's mayor, Jon Dahl, and chief editor Ana Belko were arrested in May.", [("arrest", ["Jon Dahl", "Ana Belko"])]),
        ("Lawyer Ana Belko got ten years in prison for fraud.", [("sentence", ["Ana Belko"])]),
        (
            "Jon Dahl was convicted in May. A court extended the house arrest of journalist Ana Belko.",
            [("conviction", ["Jon Dahl"]), ("detention_extended", ["Ana Belko"])],
        ),
        ("The first accused, Jon Dahl, and the second accused, Karl Orlo, were arrested.", [("arrest", ["Jon Dahl", "Karl Orlo"])]),
        (
            "A judge sentenced Jon Dahl Sr., 52, to 25 years and Jon Dahl Jr., 28, to 22 years on Wednesday.",
            [("sentence", ["Jon Dahl Sr"]), ("sentence", ["Jon Dahl Jr."])],
        ),
        (
            "Jon Dahl was detained in May for backing protests and sentenced in July to six years in prison.",
            [("arrest", ["Jon Dahl"]), ("sentence", ["Jon Dahl"])],
        ),
        ("The mayor met Jon Dahl, jailed for 12 years in 2018 for fraud.", [("sentence", ["Jon Dahl"])]),
        ("The guard Jon Dahl, who testified, was himself sentenced to a year in jail, said judge Ana Belko.", [("sentence", ["Jon Dahl"])]),
        (
            "Jon Dahl and Ana Belko were convicted. The court handed down the following sentences:\n\nJon Dahl – 22 years\n\nAna Belko – two years",
            [
                ("conviction", ["Jon Dahl", "Ana Belko"]),
                ("sentence", ["Jon Dahl", "Ana Belko"]),
                ("sentence", ["Jon Dahl"]),
                ("sentence", ["Ana Belko"]),
            ],
        ),
        ("Following his arrest in March, Jon Dahl was charged with fraud.", [("arrest", ["Jon Dahl"]), ("charge", ["Jon Dahl"])]),
        ("Jon Dahl was charged with murder, and Ana Belko with arson.", [("charge", ["Jon Dahl"]), ("charge", ["Ana Belko"])]),
        ("The court found Jon Dahl guilty of murder, and Ana Belko guilty of arson.", [("conviction", ["Jon Dahl"]), ("conviction", ["Ana Belko"])]),
        (
            "Jon Dahl and Ana Belko were arrested. Dahl was charged with theft and Belko with fraud.",
            [("arrest", ["Jon Dahl", "Ana Belko"]), ("charge", ["Jon Dahl"]), ("charge", ["Ana Belko"])],
        ),
        ("Jon Dahl, 34, was charged with murder and Ana Belko, 29, with helping him.", [("charge", ["Jon Dahl"]), ("charge", ["Ana Belko"])]),
        (
            "Jon Dahl, 34, of Elm Road, was found guilty of murder and Ana Belko, 29, of the same address, of manslaughter.",
            [("conviction", ["Jon Dahl"]), ("conviction", ["Ana Belko"])],
        ),
        ("Jon Dahl was charged with killing Ana Belko and Karl Orlo with a knife.", [("charge", ["Jon Dahl"])]),
        ("Jon Dahl was charged with the murder of Karl Orlo and Ana Belko with a knife.", [("charge", ["Jon Dahl"])]),
        ("Jon Dahl was among ten people who saw the arrest of two men.", [("arrest", ["two men"])]),
    ],
)
def test_what_happens_to_whom(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert told(reported(text)) == expected


@pytest.mark.parametrize(
    ("text", "words", "by"),
    [
        ("Police arrested Jon Dahl.", "Police", None),
        ("Jon Dahl was arrested by police.", "police", None),
        ("The Lomza District Court sentenced Jon Dahl to five years in prison.", "The Lomza District Court", "Lomza District Court"),
        ("Jon Dahl was arrested.", None, None),
    ],
)
def test_who_took_a_step(text: str, words: str | None, by: str | None) -> None:
    report, _, step = only(text)
    assert step.by_text == words
    assert step.by is None if by is None else step.by in {one.id for one in report.organisations if one.name == by}


def test_a_judge_who_takes_a_step_is_one_of_the_people() -> None:
    report, _, step = only("Judge Ana Belko sentenced Jon Dahl to five years in prison.")
    assert step.by is not None
    assert names_of(report, [step.by]) == ["Ana Belko"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Jon Dahl was arrested in Lomza on Monday.", "Lomza"),
        ("The Lomza District Court sentenced Jon Dahl to five years in prison.", "Lomza"),
        ("Jon Dahl was arrested on Monday.", None),
    ],
)
def test_where(text: str, place: str | None) -> None:
    report, _, step = only(text)
    assert [one.name for one in report.places if one.id == step.place] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Jon Dahl was arrested on Monday.", date(2025, 4, 21), date(2025, 4, 21)),
        ("Police detained Jon Dahl in Lomza on April 14.", date(2025, 4, 14), date(2025, 4, 14)),
        ("Jon Dahl was arrested in 2019.", date(2019, 1, 1), date(2019, 12, 31)),
        ("Jon Dahl will be sentenced on June 4.", date(2025, 6, 4), date(2025, 6, 4)),
        ("Jon Dahl is due to stand trial on June 4.", date(2025, 6, 4), date(2025, 6, 4)),
    ],
)
def test_when(text: str, first: date, last: date) -> None:
    _, claim, _ = only(text)
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == (first, last)


def test_what_has_no_day_gets_none() -> None:
    _, claim, _ = only("Jon Dahl was arrested.")
    assert claim.when is None


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        # what is decided in one sitting has its day
        ("Jon Dahl was arraigned on Monday before Judge Ana Belko. He was ordered held without bail.", "pretrial_detention", date(2025, 4, 21)),
        ("Jon Dahl appeared in court on Monday charged with theft. He was remanded in custody.", "pretrial_detention", date(2025, 4, 21)),
        ("Jon Dahl was arraigned on Monday. He was in custody for another theft.", "pretrial_detention", None),
        ("Jon Dahl was arraigned on Monday. On April 8 he had been remanded in custody.", "pretrial_detention", date(2025, 4, 8)),
        # a deed of this very week is not tried yet
        ("Jon Dahl was convicted of stabbing a neighbour and hiding the knife on Monday.", "conviction", date(2025, 4, 21)),
        ("Jon Dahl was arrested for stabbing a neighbour on Monday.", "arrest", None),
        ("Jon Dahl was convicted of stabbing a neighbour in 2016.", "conviction", None),
        # a part of the day belongs to the day
        ("On the night of April 14, officers found and arrested Jon Dahl in Lomza.", "arrest", date(2025, 4, 14)),
        ("Jon Dahl pleaded guilty at the start of his trial on April 14.", "plea", date(2025, 4, 14)),
        ("Jon Dahl, who was on April 14 pardoned by the president, left Lomza.", "pardon", date(2025, 4, 14)),
    ],
)
def test_when_it_is_told_beside_something_else(text: str, kind: str, day: date | None) -> None:
    report = reported(text)
    assert [claim.when.earliest if claim.when else None for claim, step in steps(report) if step.type == kind][:1] == [day]


def test_each_of_several_is_sentenced_on_the_day_of_all() -> None:
    report = reported(
        "Two men were sentenced on Monday.\n\nJon Dahl was sentenced to ten years. Karl Orlo, jailed for two years in 2010, got five years."
    )
    days = {step.term: claim.when.earliest if claim.when else None for claim, step in steps(report) if step.term}
    assert days["P10Y"] == date(2025, 4, 21)
    assert days["P2Y"] == date(2010, 1, 1)


def test_the_court_of_a_sitting_takes_what_is_decided_there() -> None:
    report = reported("Jon Dahl was arraigned on Monday before Judge Ana Belko. He was ordered held without bail.")
    assert {tuple(names_of(report, [step.by or ""])) for _, step in steps(report)} == {("Ana Belko",)}


def test_until_when() -> None:
    _, claim, step = only("Jon Dahl was remanded in custody until May 5.")
    assert step.until is not None
    assert step.until.latest == date(2025, 5, 5)
    assert claim.when is None


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Jon Dahl was sentenced to five years in prison.", "P5Y"),
        ("Jon Dahl was sentenced to 18 months in prison.", "P18M"),
        ("Jon Dahl was sentenced to life in prison.", "life"),
        ("Jon Dahl was arrested.", None),
    ],
)
def test_for_how_long(text: str, term: str | None) -> None:
    assert only(text)[2].term == term


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jon Dahl was charged with theft and fraud.", ["theft", "fraud"]),
        ("Police detained Jon Dahl on suspicion of fraud.", ["fraud"]),
        ("Jon Dahl was acquitted of theft.", ["theft"]),
        ("Jon Dahl was arrested.", []),
    ],
)
def test_for_what(text: str, words: list[str]) -> None:
    report, _, step = only(text)
    assert offences(report, step) == words


def test_a_list_without_its_verb_tells_each_their_own_term() -> None:
    report = reported("Jon Dahl was jailed for 12 years, Ana Belko for five years and Karl Orlo for three years.")
    assert [(names_of(report, step.who), step.term) for _, step in steps(report)] == [
        (["Jon Dahl"], "P12Y"),
        (["Ana Belko"], "P5Y"),
        (["Karl Orlo"], "P3Y"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Jon Dahl was arrested on Monday. Jon Dahl was arrested in Lomza.",
        "Jon Dahl was arrested on Monday.\n\nJon Dahl, 34, was arrested in Lomza.",
        "Jon Dahl was arrested on Monday.\n\nThe arrest of Jon Dahl in Lomza shocked the town.",
    ],
)
def test_tellings_of_one_step_are_one_with_all_their_sentences(text: str) -> None:
    report, claim, step = only(text)
    assert claim.when is not None
    assert [one.name for one in report.places if one.id == step.place] == ["Lomza"]
    assert len(claim.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Jon Dahl was arrested on Monday. He was arrested again on Tuesday.",
        "Jon Dahl was arrested on Monday. He was also arrested in connection with a fire.",
        "Jon Dahl was arrested in 2019. He was arrested in Lomza on Monday.",
    ],
)
def test_another_step_of_the_same_sort_stays_apart(text: str) -> None:
    assert told(reported(text)) == [("arrest", ["Jon Dahl"])] * 2


def test_a_lead_below_menus_and_titles_is_still_a_lead() -> None:
    menu = "HOME\nABOUT US\nNEWS\nCONTACT\nLomza man charged\nSHARE\n"
    lead = "Prosecutors announced on Monday that a Lomza man has been arraigned on charges of theft.\n"
    body = "The defendant was held overnight.\nThe prosecutor identified the defendant as Jon Dahl, 30. He was arraigned on Monday."
    report = reported(menu + lead + body)
    assert {tuple(who) for kind, who in told(report) if kind == "hearing"} == {("Jon Dahl",)}


def test_steps_of_two_people_stay_apart() -> None:
    report = reported("Jon Dahl was arrested on Monday. Ana Belko was arrested on Tuesday.")
    assert told(report) == [("arrest", ["Jon Dahl"]), ("arrest", ["Ana Belko"])]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Jon Dahl was sentenced to 13 years in prison and Ana Belko to five.", {"Jon Dahl": "P13Y", "Ana Belko": "P5Y"}),
        ("Jon Dahl, 34, was jailed for six years and Ana Belko, 29, of Elm Road, for four.", {"Jon Dahl": "P6Y", "Ana Belko": "P4Y"}),
        ("Jon Dahl, 50, and Ana Belko got eight and six years, respectively.", {"Jon Dahl": "P8Y", "Ana Belko": "P6Y"}),
        ("Jon Dahl and Ana Belko were jailed on Monday for six and ten months respectively.", {"Jon Dahl": "P6M", "Ana Belko": "P10M"}),
        ("Jon Dahl was given three years and Ana Belko two years.", {"Jon Dahl": "P3Y", "Ana Belko": "P2Y"}),
    ],
)
def test_each_gets_a_term_of_their_own(text: str, terms: dict[str, str]) -> None:
    report = reported(text)
    names = {person.id: person.name for person in report.people}
    found = {names[step.who[0]]: step.term for _, step in steps(report) if len(step.who) == 1}
    assert found == terms


def test_a_verdict_does_not_take_the_day_of_what_becomes_of_it() -> None:
    report = reported("The Court of Cassation overturned the conviction of Jon Dahl on 3 April.")
    assert {step.type.value: claim.when for claim, step in steps(report)}["conviction"] is None


def test_who_shares_a_verb_shares_its_day() -> None:
    report = reported("The court on May 15 sentenced Jon Dahl to 13 years, and Ana Belko to nine years in prison.")
    assert {(claim.when.earliest if claim.when else None) for claim, _ in steps(report)} == {date(2024, 5, 15)}

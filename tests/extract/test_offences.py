"""Offences, their penalties and laws, as reports tell them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.extract.offence_merge import distinct_offences
from reportedly.extract.offences import find_offences, offences_for
from reportedly.extract.penalties import find_penalties
from reportedly.language import read
from reportedly.lexicon.charges import charge_cues
from reportedly.model.text import Article, Reading
from reportedly.model.when import Term, TermKind

Read = Callable[[str], Reading]
SEED = Path(__file__).parents[3] / "shared" / "seed" / "moscow-times-2025-04-23.txt"
YES = [(cue.where, example) for cue in charge_cues("en") for example in cue.yes]
NO = [(cue.where, example) for cue in charge_cues("en") for example in cue.no]


def told(reading: Reading) -> list[str]:
    return [mention.text for mention in find_offences(reading)]


def distinct(reading: Reading) -> list[str]:
    return [offence.text for offence in distinct_offences(reading, find_offences(reading))]


@pytest.mark.parametrize(("where", "example"), YES)
def test_a_cue_names_the_offences_in_brackets(read_english: Read, where: str, example: str) -> None:
    assert told(read_english(re.sub(r"[\[\]]", "", example))) == re.findall(r"\[(.+?)\]", example), where


@pytest.mark.parametrize(("where", "example"), NO)
def test_a_no_example_names_none(read_english: Read, where: str, example: str) -> None:
    assert told(read_english(example)) == [], where


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was convicted of murder, kidnapping and theft.", ["murder", "kidnapping", "theft"]),
        ("He is charged with possession and use of a firearm.", ["possession and use of a firearm"]),
        ("He was found guilty of cocaine and heroin possession.", ["cocaine and heroin possession"]),
        ("He was charged with first-degree murder on Monday, police said.", ["first-degree murder"]),
        ("He was charged with robbery in the death of a clerk.", ["robbery"]),
        ("He was charged with “extremism” and “inciting hatred”, the court said.", ["extremism", "inciting hatred"]),
        ("He is charged with hit and run and drunk driving.", ["hit and run", "drunk driving"]),
        ("He was booked under sections 302 (murder) and 201 (hiding evidence) of the Penal Code.", ["murder", "hiding evidence"]),
        ("He is charged with two counts of theft during a flood, one count of arson and robbery.", ["theft", "arson", "robbery"]),
        ("He is charged with one count of arson and sentencing enhancements for the use of a gun.", ["arson"]),
        ("He was convicted of carrying a knife in a school.", ["carrying a knife in a school"]),
        ("The two face murder and weapons charges.", ["murder", "weapons charges"]),
        (
            "She is charged with the following felony counts:\n\nOne count of arson\n\nTwo counts of theft\n\nThe trial starts in May.",
            ["arson", "theft"],
        ),
        (
            "She was charged with improper storage of a firearm, unlawful possession of a firearm and theft.",
            ["improper storage of a firearm", "unlawful possession of a firearm", "theft"],
        ),
        (
            "He was charged with possession of a firearm, second-degree cruelty to a juvenile and failure to appear.",
            ["possession of a firearm", "second-degree cruelty to a juvenile", "failure to appear"],
        ),
        ("He was convicted of burglary of a shop, a third-degree felony, and theft.", ["burglary of a shop", "theft"]),
        ("She was charged with neglect of a dependent resulting in death.", ["neglect of a dependent resulting in death"]),
        (
            "He was charged with assault, read with the Family Act, malicious damage to property, and theft.",
            ["assault", "malicious damage to property", "theft"],
        ),
        ("He was held on a charge of burglary without bond.", ["burglary"]),
        ("A man was arrested in the 300 block of Elm Road.", []),
        (
            "He is charged with theft of a cart, second-, third-, and fourth-degree assault, and arson.",
            ["theft of a cart", "second-, third-, and fourth-degree assault", "arson"],
        ),
        ("She was convicted of theft of a cart and other charges.", ["theft of a cart"]),
        ("Kyrgyzstan has faced accusations of serving as a back door.", []),
        ("The case was taken over by the Robbery Unit of Tasbulan Police.", []),
    ],
)
def test_where_offences_begin_and_end(read_english: Read, text: str, expected: list[str]) -> None:
    assert told(read_english(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man was charged with the murder of his neighbour. The murder charge was filed on Monday.", ["murder of his neighbour"]),
        ("He was convicted of first-degree murder. She was convicted of second-degree murder.", ["first-degree murder", "second-degree murder"]),
        ("He was sentenced for shooting a clerk to death. He was convicted of manslaughter.", ["manslaughter"]),
        (
            "They were held on charges of recruiting villagers for a war. A court held them on charges of mercenary activities.",
            ["mercenary activities"],
        ),
    ],
)
def test_tellings_of_one_offence_are_one(read_english: Read, text: str, expected: list[str]) -> None:
    assert distinct(read_english(text)) == expected


def test_the_evidence_is_the_sentence_that_says_it(read_english: Read) -> None:
    reading = read_english("Police spoke. A baker was charged with arson. The arson charge stands.")
    (offence,) = distinct_offences(reading, find_offences(reading))
    assert [item.sentence for item in offence.evidence] == ["A baker was charged with arson.", "The arson charge stands."]
    assert all(item.span.of(reading.text) == item.sentence for item in offence.evidence)
    assert [span.of(reading.text) for span in offence.mentions] == ["arson", "arson"]


def test_offences_belong_to_the_step_that_they_hang_on(read_english: Read) -> None:
    reading = read_english("A baker was arrested on charges of arson, and a clerk was convicted of theft.")
    mentions = find_offences(reading)
    head = {token.text: token.index for token in reading.tokens}
    assert [mention.text for mention in offences_for(reading, mentions, head["arrested"])] == ["arson"]
    assert [mention.text for mention in offences_for(reading, mentions, head["convicted"])] == ["theft"]


def test_the_same_charges_are_those_told_before(read_english: Read) -> None:
    reading = read_english("A court held a baker on charges of theft and arson. The court held a clerk on the same charges.")
    mentions = find_offences(reading)
    second = [token.index for token in reading.tokens if token.text == "held"][1]
    assert [mention.text for mention in offences_for(reading, mentions, second)] == ["theft", "arson"]


@pytest.mark.parametrize(
    ("text", "words", "iso", "expected"),
    [
        ("They face up to 15 years in prison on mercenary charges.", "15 years", "P15Y", {"mercenary": "P15Y"}),
        ("She was charged with arson. It carries a maximum of ten years.", "ten years", "P10Y", {"arson": "P10Y"}),
        ("Theft and arson suspects were held. He is charged with treason, punishable by death.", "death", "death", {"treason": "death"}),
        ("She was charged with arson. If a person had died, she could get 15 years.", "15 years", "P15Y", {}),
        ("She was charged with arson. If convicted, she could get 15 years.", "15 years", "P15Y", {"arson": "P15Y"}),
        ("She was sentenced to ten years for arson.", "ten years", "P10Y", {}),
        ("She is charged with arson and theft. She faces up to ten years if convicted of the top count.", "ten years", "P10Y", {"arson": "P10Y"}),
    ],
)
def test_the_greatest_penalty_belongs_to_the_offence_it_is_said_of(
    read_english: Read, text: str, words: str, iso: str, expected: dict[str, str]
) -> None:
    reading = read_english(text)
    start = text.index(words)
    inside = [token.index for token in reading.tokens if start <= token.span.start < start + len(words)]
    term = Term(iso, TermKind.PRISON, words, reading.span_of(inside[0], inside[-1] + 1), inside[0], inside[-1] + 1)
    found = find_penalties(reading, find_offences(reading), [term])
    assert {mention.text: value for mention, value in found} == expected


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("He was charged with treason under Article 205 of the Criminal Code.", "Article 205 of the Criminal Code"),
        ("He was charged with theft under section 5(1)(b) of the Theft Act 1968.", "section 5(1)(b) of the Theft Act 1968"),
        ("She was convicted of fraud under the Prevention of Fraud Act.", "Prevention of Fraud Act"),
        ("She was convicted of fraud.", None),
        ("She admitted fraud. She was charged under Section 12 of the Fraud Act.", "Section 12 of the Fraud Act"),
    ],
)
def test_the_law_is_cited_as_printed(read_english: Read, text: str, law: str | None) -> None:
    (mention,) = find_offences(read_english(text))
    assert mention.law == law


def test_a_report_that_was_not_read_deeply_tells_none() -> None:
    assert find_offences(read(Article("x", "Er wurde wegen Mordes verurteilt.", "0" * 64, "de"))) == ()


@pytest.mark.skipif(not SEED.exists(), reason="the shared seed is not here")
def test_the_seed_tells_one_offence(read_english: Read) -> None:
    reading = read_english(SEED.read_text(encoding="utf-8"))
    (offence,) = distinct_offences(reading, find_offences(reading))
    assert (offence.text, offence.kind, offence.iccs) == ("mercenary activities", "mercenarism", "11019")

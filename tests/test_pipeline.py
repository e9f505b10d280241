"""An article goes in, what it says comes out: whatever the text, nothing is said without its sentence and its attribution."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import language
from reportedly.model.claims import Attribution, Claim, Headcount, Offence, Penalty, Quote, ReportReading, Role, Standing, Step, StepType
from reportedly.model.parties import Evidence, Group, Organisation, Person, Place, Source
from reportedly.model.text import Article, Span
from reportedly.pipeline import read, read_all

NAMES = ["Jon Dahl", "Ana Belko", "Karl Orlo, 34,", "Tse Man-lang", "J. D.", "Police", "The Lomza District Court", "two men", "He", "They", "Reuters"]
DEEDS = [
    "was arrested",
    "were charged with fraud",
    "sentenced Jon Dahl to five years in prison",
    "said",
    "told reporters",
    "denied",
    "is due to stand trial",
    "including",
    "was found guilty of theft and",
    "pleaded not guilty",
    "faces up to ten years in prison",
]
REST = ["on Monday", "until June 4", "in Lomza", "for ten years", "who", "and", "if", "not", "the suspect", "34", "$5", "é", "😀", "кто", "the"]
MARKS = [" ", " ", " ", ", ", ". ", ".\n\n", "\n", '"', "” ", " (", ") ", "'s ", "-", ": ", "; ", "…", "\u00a0", "\t", "?! "]


def texts() -> st.SearchStrategy[str]:
    """Words, names, marks and line breaks in any order."""
    piece = st.tuples(st.sampled_from(NAMES + DEEDS + REST), st.sampled_from(MARKS))
    return st.lists(piece, min_size=1, max_size=24).map(lambda parts: "".join(word + mark for word, mark in parts))


def article(text: str, headline: int = 0) -> Article:
    return Article("made", text, "0" * 64, "en", headline_span=Span(0, headline) if headline else None, published=date(2025, 4, 23))


Party = Person | Group | Organisation | Place | Offence | Source


def parties(reading: ReportReading) -> list[Party]:
    return [*reading.people, *reading.groups, *reading.organisations, *reading.places, *reading.offences, *reading.sources]


def meant(claim: Claim) -> list[str | None]:
    """All ids of parties that a claim refers to. Voices that are only described ("a neighbour") have an id of their own."""
    says = claim.says
    voices: list[str | None] = [voice.source for voice in claim.attribution.voices if not voice.source.startswith("v")]
    match says:
        case Step():
            return [*voices, *says.who, says.by, says.place, *says.offences]
        case Role():
            return [*voices, says.who]
        case Quote():
            return [*voices, says.speaker, says.via]
        case Headcount():
            return [*voices, says.group]
        case Penalty():
            return [*voices, says.offence]
        case _:
            return [*voices, *says.who, *says.offences]


def check(reading: ReportReading) -> None:
    text, told = reading.article.text, parties(reading)
    known = {party.id for party in told}
    assert len(known) == len(told)
    evidence = [one for party in told for one in party.evidence] + [one for claim in reading.claims for one in claim.evidence]
    assert all(one.sentence == text[one.span.start : one.span.end] for one in evidence)
    assert all(span.end <= len(text) for party in told for span in party.mentions)
    assert all(claim.evidence for claim in reading.claims)
    assert {one for claim in reading.claims for one in meant(claim) if one is not None} <= known
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


@settings(max_examples=30, deadline=None)
@given(text=texts())
def test_whatever_the_text_all_that_is_said_has_its_sentence(text: str) -> None:
    first = read(article(text))
    check(first)
    assert read(article(text)) == first


@settings(max_examples=10, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_characters_can_be_read(text: str) -> None:
    check(read(article(text)))


REPORT = (
    "Court Jails Dahl\n\n"
    "The Lomza District Court sentenced Jon Dahl, 34, to five years in prison for fraud on April 14, Reuters reported. He denied it."
)


def test_a_report_is_read_with_all_that_refers_to_what_it_names() -> None:
    reading = read(article(REPORT, headline=16))
    check(reading)
    assert any(isinstance(claim.says, Step) and claim.says.type is StepType.SENTENCE for claim in reading.claims)
    assert any(claim.attribution.voices for claim in reading.claims)


def test_the_ids_of_claims_stay_from_one_reading_to_the_next() -> None:
    once, again = (read(article(REPORT, headline=16)) for _ in range(2))
    assert [claim.id for claim in once.claims] == [claim.id for claim in again.claims]
    assert len({claim.id for claim in once.claims}) == len(once.claims)


def test_many_reports_are_read_in_their_order_and_as_alone() -> None:
    others = [Article("a", "Jon Dahl was arrested on Monday.", "0" * 64, "en"), Article("b", "", "0" * 64, "en"), article(REPORT)]
    assert list(read_all(others)) == [read(one) for one in others]
    assert [reading.article.id for reading in read_all(others)] == ["a", "b", "made"]


SENTENCE = Evidence(Span(0, 24), "Jon Dahl was arrested on")


def test_no_claim_without_its_sentence() -> None:
    with pytest.raises(ValueError, match="sentence"):
        Claim("made", (), Attribution(), Step(StepType.ARREST, ("p1",)))


def test_no_claim_without_an_attribution() -> None:
    nobody: Any = None
    with pytest.raises(TypeError, match="attribution"):
        Claim("made", (SENTENCE,), nobody, Step(StepType.ARREST, ("p1",)))


def test_no_evidence_without_words() -> None:
    with pytest.raises(ValueError, match="words"):
        Evidence(Span(0, 2), "  ")


def test_nothing_is_ever_told_as_true() -> None:
    assert {standing.value for standing in Standing} == {"reported", "scheduled", "requested", "denied", "hypothetical"}
    assert not {field.name for field in fields(Claim)} & {"true", "confidence", "score", "probability"}


def test_only_a_source_or_a_party_passes_words_on() -> None:
    check(read(article("said told reporters Jon Dahl was arrested")))


def test_a_report_may_end_in_a_word_that_would_go_on() -> None:
    check(read(article("was found guilty of theft and who ")))


@pytest.mark.parametrize(
    "text", ['Brandt was moved to the cells,"Orlo said on X.', 'denied."He on X. "was arrested."who', '34."Police."and."not."Lomza']
)
def test_no_word_of_a_glued_text_hangs_on_itself_by_others(text: str) -> None:
    heads = language.read(article(text)).heads
    for at in range(len(heads)):
        above = at
        for _ in heads:
            above = heads[above]
        assert heads[above] == above

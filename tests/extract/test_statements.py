"""Who is found to say what: the lexicon's own examples, and the forms in which reports put it."""

from collections.abc import Callable

import pytest

from reportedly.extract.statements import find_utterances
from reportedly.lexicon import attribution
from reportedly.model.text import Reading
from reportedly.model.utterances import Utterance

Read = Callable[[str], Reading]

_YES = [(rule.name, example) for rule in attribution.rules_of("en") for example in rule.yes]
_NO = [(rule.name, example) for rule in attribution.rules_of("en") for example in rule.no]


def _speakers(told: tuple[Utterance, ...]) -> list[str]:
    return [item.speaker_text for item in told]


@pytest.mark.parametrize(("rule", "example"), _YES, ids=[f"{name}-{n}" for n, (name, _) in enumerate(_YES)])
def test_examples_that_a_rule_must_find(rule: str, example: attribution.Example, read_english: Read) -> None:
    told = find_utterances(read_english(example.text))
    found = [item for item in told if example.speaker.lower() in item.speaker_text.lower()]
    assert found, f"{rule}: {_speakers(told)}"
    if example.via:
        assert example.via in [teller.text for teller in found[0].via]


@pytest.mark.parametrize(("rule", "example"), _NO, ids=[f"{name}-{n}" for n, (name, _) in enumerate(_NO)])
def test_examples_that_a_rule_must_leave(rule: str, example: attribution.Example, read_english: Read) -> None:
    assert _speakers(find_utterances(read_english(example.text))) == [], rule


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The harbour was closed at noon, Mayor Ada Quillfeather said on Monday.", ["Ada Quillfeather"]),
        ("The harbour, police said, was closed at noon.", ["police"]),
        ("Police say the clerk was at home, but his sister said he was at sea.", ["Police", "his sister"]),
        ("The clerk was beaten, said a lawyer representing one of the guards.", ["lawyer"]),
        ("The mayor said the harbour was closed, adding that it would open on Friday.", ["mayor"]),
        ("Asked about the fire, Brandt told reporters she knew nothing.", ["Brandt"]),
        ("The ministry expressed alarm over the search but said it lacked details.", ["ministry"]),
        ("According to the indictment, Dahl wired the money abroad.", []),
        ("Dahl fired three shots, court documents say.", []),
        ("Gates, who prosecutors say led the gang, was not in court.", ["prosecutors"]),
        ('"They were quiet," a neighbour, who declined to give her name, said.', ["neighbour"]),
        ("Several witnesses told the inquiry that guards slept.", ["Several witnesses"]),
        ("The road was closed, according to Quillhaven police Sgt. Tom Reed.", ["Quillhaven police Sgt. Tom Reed"]),
        ("The mayor of Quillhaven, Tom Reed, said the bridge was safe.", ["Tom Reed"]),
        ("Her lawyer, Tom Reed, has maintained that she is innocent.", ["Tom Reed"]),
        ("A Quillhaven Court of Appeal justice said the law was void.", ["Quillhaven Court of Appeal justice"]),
        ("The gun was reported stolen.", []),
        ("Abortions were allowed if a doctor determined that the mother was in danger.", []),
    ],
)
def test_forms_of_reported_speech(text: str, speakers: list[str], read_english: Read) -> None:
    told = find_utterances(read_english(text))
    assert [found.endswith(wanted) for found, wanted in zip(_speakers(told), speakers, strict=True)] == [True] * len(speakers), _speakers(told)


def test_a_quotation_split_by_its_cue_is_one_statement_with_all_its_words(read_english: Read) -> None:
    told = find_utterances(read_english('"The harbour is closed," Brandt said. "It opens on Friday at noon."'))
    assert len(told) == 1
    assert told[0].quote


def test_a_quotation_without_a_cue_belongs_to_the_speaker_before(read_english: Read) -> None:
    told = find_utterances(read_english('Brandt said the harbour was closed.\n\n"It opens again on Friday at noon for everyone."'))
    assert _speakers(told) == ["Brandt", "Brandt"]
    assert told[1].text == "It opens again on Friday at noon for everyone."


def test_a_surname_and_a_pronoun_lead_to_the_full_name(read_english: Read) -> None:
    text = "Mayor Orla Brandt said the harbour was closed.\n\nBrandt said it would open on Friday.\n\nShe said nobody was hurt."
    assert [item.speaker_full for item in find_utterances(read_english(text))] == ["Mayor Orla Brandt"] * 3


def test_the_headline_tells_nothing_of_its_own_and_content_lies_in_the_text(read_english: Read) -> None:
    reading = read_english("The clerk was at home, according to his mother. Police said that he was not.")
    for item in find_utterances(reading):
        assert " ".join(item.content.of(reading.text).split()) == item.text


def test_an_agency_passes_on_and_is_no_speaker(read_english: Read) -> None:
    told = find_utterances(read_english("Interfax reported that the harbour was closed. The mayor denied the report, Reuters said."))
    assert _speakers(told) == ["mayor"]
    assert [teller.text for teller in told[0].via] == ["Reuters"]


def test_a_quotation_after_a_credited_one_keeps_the_credit(read_english: Read) -> None:
    text = (
        "The Harbour Board said it knew nothing, Interfax reported Wednesday.\n\n"
        '"The clerk has worked here for years," the Harbour Board was quoted as saying.'
    )
    assert [[teller.text for teller in item.via] for item in find_utterances(read_english(text))] == [["Interfax"], ["Interfax"]]


def test_a_group_is_the_body_named_before(read_english: Read) -> None:
    text = "The Harbour Society published its report.\n\nThe group said that guards had slept."
    assert [item.speaker_full for item in find_utterances(read_english(text))] == ["Harbour Society"]


def test_what_is_said_ends_where_another_is_credited(read_english: Read) -> None:
    told = find_utterances(read_english("The ministry said it lacked details, the Russian news agency Interfax reported Wednesday."))
    assert [item.text for item in told] == ["it lacked details"]


def test_who_told_an_outlet_something_goes_on_telling_it(read_english: Read) -> None:
    told = find_utterances(read_english("Tom Reed told Reuters that the search was unlawful. Reed said he would appeal."))
    assert [[teller.text for teller in item.via] for item in told] == [["Reuters"], ["Reuters"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mayor told Interfax that he slept; his clerk said that he was at work.", [("mayor", ["Interfax"]), ("his clerk", [])]),
        ("The suspect claimed that he slept, police said.", [("suspect", ["police"])]),
        ("Witnesses quoted by Interfax said that two men fled.", [("Witnesses", ["Interfax"])]),
        ("The mayor said that two men fled, according to Interfax.", [("mayor", ["Interfax"])]),
    ],
)
def test_what_is_told_comes_through_whoever_passes_it_on(text: str, told: list[tuple[str, list[str]]], read_english: Read) -> None:
    assert [(item.speaker_text, [one.text for one in item.via]) for item in find_utterances(read_english(text))] == told


def test_it_is_a_body_and_no_person(read_english: Read) -> None:
    told = find_utterances(read_english('The ministry confirmed the arrest. Orla Brandt wept. "The clerk is in good health," it said.'))
    assert told[-1].speaker_full == "ministry"


def test_one_person_is_not_another_of_the_same_family(read_english: Read) -> None:
    told = find_utterances(read_english('Lawyer Orla Brandt was held on Monday. "She is home," Jonas Brandt wrote.'))
    assert told[-1].speaker_full == "Jonas Brandt"

"""What a report has its words from, and who stands between a clause and its reader."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.extract.attribution import attribution_of
from reportedly.extract.sources import find_sources
from reportedly.extract.statements import find_utterances
from reportedly.language import read
from reportedly.model.text import Article, Reading, Span
from reportedly.model.utterances import Utterance

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Two men were held, according to Radio Free Europe, a broadcaster.", [("Radio Free Europe", "broadcaster")]),
        ("Two men were held, the Russian news agency Interfax reported.", [("Interfax", "agency")]),
        ("Two men were held, media reported Tuesday.", [("media", "outlet")]),
        ("Two men were held, police said.", [("police", "official")]),
        ("Two men were held, according to an arrest warrant.", [("arrest warrant", "document")]),
        ("Two men will stay in jail, officials said in a news release.", [("news release", "document"), ("officials", "official")]),
        ("Brandt told Reuters that she was innocent.", [("Reuters", "agency")]),
        ("Orla Brandt said that she was innocent.", []),
        ("Two men were held, the broadcaster Tom Reed commented.", []),
        ("Tasbulansky Listok reported that two men were held.", [("Tasbulansky Listok", "outlet")]),
        ("Two men were held on Tuesday, the newspaper Tasbulansky Listok reported.", [("Tasbulansky Listok", "outlet")]),
        ("Two men were held, the Kuzdym Aimak reported.", [("Kuzdym Aimak", "outlet")]),
        ("Witnesses, according to The Telegraph, said two men were held.", [("The Telegraph", "outlet")]),
        ("State media reported that two men were held.", [("State media", "outlet")]),
        ("Police said at a news conference Sunday that two men were held.", [("Police", "official")]),
        ("Prosecutors accused the clerk of theft.", []),
        ("The clerk posted her thoughts on social media.", []),
        ("The clerk claimed that he slept, a senior judicial source said.", [("senior judicial source", "official")]),
        ("A ministry spokeswoman said two men were held.", [("ministry spokeswoman", "official")]),
        ("The prime minister said that CCTV footage was missing.", []),
        ("Two men were held, the anti-graft agency said.", [("anti-graft agency", "official")]),
        ("Brandt told the broadcaster NVK that she was innocent. Two men were held, NVK reported.", [("NVK", "outlet")]),
        ("Brandt told the Quillhaven Ledger that she was innocent.", [("Quillhaven Ledger", "outlet")]),
        ("The party said on its website that two men were held.", []),
        ("According to the monitoring group Watch Point, two men were held.", []),
        ("According to the Herald's deputy editor, two men were held.", []),
    ],
)
def test_sources(text: str, sources: list[tuple[str, str]], read_english: Read) -> None:
    reading = read_english(text)
    found = find_sources(reading, find_utterances(reading))
    assert sorted((item.name, item.kind.value) for item in found) == sorted(sources)
    assert all(item.evidence[0].sentence in reading.text for item in found)


def test_the_outlet_itself_is_no_source_but_the_agency_it_reprints_is(read_english: Read) -> None:
    reading = read_english("Brandt told The Guardian that she was innocent.")
    article = Article("a", reading.text, "0" * 64, "en", outlet="The Guardian", origin="Reuters")
    assert [item.name for item in find_sources(reading, find_utterances(reading), article=article)] == ["Reuters"]


def test_the_release_of_a_public_body_is_credited_to_it(read_english: Read) -> None:
    reading = read_english("A clerk was charged on Monday with theft.")
    article = Article("a", reading.text, "0" * 64, "en", outlet="Quillhaven District Attorney")
    assert [(item.name, item.kind.value) for item in find_sources(reading, (), article=article)] == [("Quillhaven District Attorney", "official")]


def _chain(reading: Reading, word: str) -> list[str]:
    told = find_utterances(reading)
    token = next(token.index for token in reading.tokens if token.text == word)
    return _names(reading, told, token)


def _names(reading: Reading, told: tuple[Utterance, ...], token: int) -> list[str]:
    return [voice.name for voice in attribution_of(reading, find_sources(reading, told), told, token, lambda head, name: (f"v{head}", name)).voices]


@pytest.mark.parametrize(
    ("text", "word", "chain"),
    [
        ("Two men were held on Monday.", "held", []),
        ("Two men were held on Monday, Interfax reported.", "held", ["Interfax"]),
        ("According to Interfax, a lawyer said two men were held.", "held", ["Interfax", "lawyer"]),
        ("Police said two men were held.", "held", ["Police"]),
    ],
)
def test_the_chain_is_nearest_to_the_writer_first(text: str, word: str, chain: list[str], read_english: Read) -> None:
    assert _chain(read_english(text), word) == chain


def test_the_seed_report_credits_its_sources() -> None:
    seed = Path(__file__).parents[3] / "shared" / "seed" / "moscow-times-2025-04-23.txt"
    if not seed.exists():
        pytest.skip("the seed report is not here")
    lines = seed.read_text(encoding="utf-8").replace("[reported](#)", "reported").split("\n")
    body = "\n".join(line for line in lines if "Related article" not in line)
    reading = read(Article("seed", body, "0" * 64, "en"))
    told = find_utterances(reading)
    assert [(item.name, item.kind.value) for item in find_sources(reading, told)] == [
        ("media", "outlet"),
        ("Radio Azattyk", "broadcaster"),
        ("Interfax", "agency"),
    ]
    assert [(item.speaker_text.split()[0], [teller.text for teller in item.via]) for item in told] == [
        ("Rosstrudnichestvo's", ["Interfax"]),
        ("Rosstrudnichestvo", ["Interfax"]),
        ("lawyer", ["Interfax"]),
    ]


@pytest.mark.parametrize(("headline", "chain"), [("Police: Two men held after harbour fire", ["Police"]), ("Two men held after harbour fire", [])])
def test_a_headline_may_credit_its_words(headline: str, chain: list[str]) -> None:
    text = headline + "\n\nTwo men were taken to jail on Monday."
    reading = read(Article("h", text, "0" * 64, "en", headline_span=Span(0, len(headline))))
    told = find_utterances(reading)
    token = next(token.index for token in reading.tokens if token.text == "held")
    assert _names(reading, told, token) == chain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Об этом сообщает украинский телеканал «Север».", "Север"),
        ("Двоих задержали, сообщает телеграм-канал «Опер сказал».", "Опер сказал"),
        ("Об этом пишет издание «Север».", "Север"),
    ],
)
def test_what_stands_in_quotation_marks_behind_a_word_for_a_medium_is_its_name(text: str, name: str) -> None:
    reading = read(Article("a", text, "0" * 64, "ru"))
    assert [(item.name, item.kind.value) for item in find_sources(reading, find_utterances(reading))] == [(name, "outlet")]

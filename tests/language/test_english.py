"""English through its parser: clauses that tell who did what to whom, whole sentences and names, and offsets that point into the text."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.model.text import Clause, Depth, Reading, Tense

Read = Callable[[str], Reading]


def clause(reading: Reading, word: str) -> Clause:
    """The clause that a word heads, as printed."""
    return next(one for one in reading.clauses.values() if reading.tokens[one.head].text == word)


def words(reading: Reading, heads: tuple[int, ...]) -> list[str]:
    return [reading.tokens[head].text for head in heads]


@pytest.mark.parametrize(
    ("text", "verb", "agents", "patients"),
    [
        # active and passive, with those by whom
        ("The court sentenced Jon Dahl to five years in prison.", "sentenced", ["court"], ["Dahl"]),
        ("Jon Dahl was arrested by police on Monday.", "arrested", ["police"], ["Dahl"]),
        ("Jon Dahl and Ana Belko were arrested.", "arrested", [], ["Dahl", "Belko"]),
        # relative clauses and participles
        ("The man, who was arrested on Monday, was released.", "arrested", [], ["man"]),
        ("A man convicted of fraud was jailed.", "convicted", [], ["man"]),
        ("Jon Dahl was accused of killing a neighbour.", "killing", ["Dahl"], ["neighbour"]),
        # verbs that share a subject or an object
        ("Jon Dahl was arrested on Monday and charged with theft.", "charged", [], ["Dahl"]),
        ("Police arrested and charged two men.", "arrested", ["Police"], ["men"]),
        ("Police arrested and charged two men.", "charged", ["Police"], ["men"]),
        # the subject behind the verb
        ("Also arrested were Jon Dahl and Ana Belko.", "arrested", [], ["Dahl", "Belko"]),
        # what was found and ordered
        ("The court found Jon Dahl guilty of fraud.", "found", ["court"], ["Dahl"]),
        ("A court ordered Jon Dahl jailed until June 17.", "jailed", [], ["Dahl"]),
        # the subject of the verb above
        ("Jon Dahl is due to stand trial on June 4.", "stand", ["Dahl"], ["trial"]),
        # subjects that the parser hangs elsewhere
        ("She wept on hearing her son had been convicted.", "convicted", [], ["son"]),
        ("Along with Dahl, Belko was charged.", "charged", [], ["Belko"]),
    ],
)
def test_who_did_what_to_whom(text: str, verb: str, agents: list[str], patients: list[str], read_english: Read) -> None:
    reading = read_english(text)
    found = clause(reading, verb)
    assert (words(reading, found.agents), words(reading, found.patients)) == (agents, patients)


@pytest.mark.parametrize(
    ("text", "verb", "tense", "auxiliaries", "passive", "negated"),
    [
        ("Jon Dahl was arrested on Monday.", "arrested", Tense.PAST, ("was",), True, False),
        ("Jon Dahl has not been charged.", "charged", Tense.PRESENT, ("has", "been"), True, True),
        ("Jon Dahl will be sentenced on June 4.", "sentenced", Tense.FUTURE, ("will", "be"), True, False),
        ("Jon Dahl is due to stand trial on June 4.", "stand", Tense.NONE, ("to",), False, False),
        ("Jon Dahl never fled.", "fled", Tense.PAST, (), False, True),
    ],
)
def test_how_it_is_put(text: str, verb: str, tense: Tense, auxiliaries: tuple[str, ...], *, passive: bool, negated: bool, read_english: Read) -> None:
    found = clause(read_english(text), verb)
    assert (found.tense, found.auxiliaries, found.passive, found.negated) == (tense, auxiliaries, passive, negated)


@pytest.mark.parametrize(
    ("text", "verb", "relation", "governor", "marks"),
    [
        ("Police said that Jon Dahl fled.", "fled", "complement", "said", ("that",)),
        ("If Jon Dahl is convicted, he loses his seat.", "convicted", "adverbial", "loses", ("if",)),
        ("Jon Dahl was accused of killing a neighbour.", "killing", "participle", "accused", ("of",)),
        ("Jon Dahl is due to stand trial on June 4.", "stand", "open", "is", ()),
        ("Jon Dahl was arrested on Monday and charged with theft.", "charged", "conjunct", "arrested", ()),
        ("The man, who was arrested on Monday, was released.", "arrested", "relative", "man", ()),
    ],
)
def test_what_a_clause_hangs_on(text: str, verb: str, relation: str, governor: str, marks: tuple[str, ...], read_english: Read) -> None:
    reading = read_english(text)
    found = clause(reading, verb)
    assert found.governor is not None
    assert (found.relation, reading.tokens[found.governor].text, found.marks) == (relation, governor, marks)


def test_what_is_said_of_somebody_and_what_somebody_is_given(read_english: Read) -> None:
    found = clause(guilty := read_english("The court found Jon Dahl guilty of fraud."), "found")
    assert words(guilty, found.predicate) == ["guilty"]
    given_to = clause(gave := read_english("The court gave Jon Dahl ten years."), "gave")
    assert words(gave, given_to.recipients) == ["Dahl"]


def test_a_noun_tells_who_did_it_and_to_whom(read_english: Read) -> None:
    reading = read_english("The arrest of Jon Dahl by police shocked the town.")
    found = clause(reading, "arrest")
    assert found.nominal
    assert (words(reading, found.agents), words(reading, found.patients)) == (["police"], ["Dahl"])
    owned = read_english("Jon Dahl's arrest shocked the town.")
    assert words(owned, clause(owned, "arrest").patients) == ["Dahl"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Dahl met Dr. Belko. She left.", 2),
        ("Police arrested J. Dahl on Monday. He fled.", 2),
        ("Police said Sgt. Ana Belko arrested Jon Dahl.", 1),
        ("The verdict, No. 14, was read on Feb. 3 in court.", 1),
        ("Police arrested Karl Orlo Jr. The man was jailed.", 2),
        ("He moved to the U.S. The police arrested him there.", 2),
    ],
)
def test_sentences_stay_whole(text: str, count: int, read_english: Read) -> None:
    assert len(read_english(text).sentences) == count


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("OSLO, Norway (AP) — The court freed Jon Dahl.", "The"),
        ("LOMZA – Police arrested Jon Dahl.", "Police"),
        ("Pretoria – Two men were arrested.", "Two"),
        ("Jon Dahl – A baker – was arrested.", "Jon"),
        ("FBI – backed groups were raided.", "FBI"),
    ],
)
def test_a_sentence_begins_behind_the_place_it_is_sent_from(text: str, opening: str, read_english: Read) -> None:
    reading = read_english(text)
    assert reading.tokens[reading.sentences[-1].first].text == opening


@pytest.mark.parametrize("text", ["Tse Man-lang was arrested on Monday.", "Police said Tse Man-lang was arrested."])
def test_a_given_name_with_a_hyphen_is_one_word(text: str, read_english: Read) -> None:
    reading = read_english(text)
    assert [token.pos for token in reading.tokens if token.text == "Man-lang"] == ["PROPN"]


def test_a_hyphen_does_not_make_every_word_a_name(read_english: Read) -> None:
    tokens = [token.text for token in read_english("The Lomza-based firm closed on Monday.").tokens]
    assert "Lomza-based" not in tokens
    assert "Lomza" in tokens


def test_names_come_without_article_and_possessive(read_english: Read) -> None:
    reading = read_english("The Harbour Court heard Jon Dahl's brother.")
    assert [name.text for name in reading.names] == ["Harbour Court", "Jon Dahl"]
    assert all(reading.text_of(name.first, name.last) == name.text for name in reading.names)


def test_the_reading_is_full_and_names_its_parts(read_english: Read) -> None:
    reading = read_english("Jon Dahl was arrested.")
    assert reading.depth is Depth.FULL
    assert reading.model.startswith("en_")


PIECES = st.sampled_from(
    ["Jon Dahl", "Ana Belko", "Tse Man-lang", "J. D.", "was arrested", "said", "on Monday", "the court", "U.S.", "é‑è", "😀", "34"]
)
GLUE = st.sampled_from([" ", "  ", ", ", ". ", "! ", "\n", "\n\n", " — ", ' "', "'s ", "-", "…"])
TEXTS = st.lists(st.tuples(PIECES, GLUE), min_size=1, max_size=14).map(lambda parts: "".join(piece + glue for piece, glue in parts))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_spans_point_into_the_text(text: str, read_english: Read) -> None:
    reading = read_english(text)
    assert all(token.span.of(text) == token.text and token.index == at for at, token in enumerate(reading.tokens))
    assert all(left.span.end <= right.span.start for left, right in zip(reading.tokens, reading.tokens[1:], strict=False))
    assert all(reading.span_of(sentence.first, sentence.last) == sentence.span for sentence in reading.sentences)
    assert [at for one in reading.sentences for at in range(one.first, one.last)] == list(range(len(reading.tokens)))
    assert all(name.span.of(text) == name.text for name in reading.names)
    assert "".join("".join(one.span.of(text) for one in reading.tokens).split()) == "".join(text.split())
    places = [at for one in reading.clauses.values() for at in (one.head, *one.agents, *one.patients, *one.recipients, *one.predicate)]
    assert all(0 <= at < len(reading.tokens) for at in (*places, *reading.heads))
    assert all(one.first <= one.head < one.last for one in reading.clauses.values())
    assert all(one.first <= one.head < one.last for one in reading.phrases.values())

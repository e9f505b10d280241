"""English read faster: whatever is remembered or done at once, the words come out as spaCy itself tells them."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.language import english_networks
from reportedly.language.english import load_pipeline
from reportedly.language.english_networks import Networks

TEXTS = [
    "Police arrested Jon Dahl, 34, of Lomza, on Monday, the New York Times reported. He'll be charged with fraud next week, but not in the U.S.",
    "The Saryjaz District Court sentenced Ana Belko and Karl Orlo to five years in prison",
    "",
    "JON DAHL CONVICTED",
    "“I did not do it,” Belko told the British Broadcasting Corporation of Norway, a day after the June 5 hearing; prosecutors asked for $2 million.",
    "It is not yet known whether that is what she has, had or will have: the better of the two, none the less.",
]


def fresh() -> Language:
    """A pipeline of its own, as it is installed."""
    return load_pipeline.__wrapped__()


@pytest.fixture(scope="module")
def plain() -> Language:
    return fresh()


def told(doc: Doc) -> tuple[list[tuple[object, ...]], list[tuple[int, int, str]]]:
    words: list[tuple[object, ...]] = [
        (token.text, token.head.i, token.dep_, token.tag_, token.pos_, token.lemma_, str(token.morph), token.is_sent_start) for token in doc
    ]
    return words, [(name.start, name.end, name.label_) for name in doc.ents]


def test_words_and_names_are_as_the_pipeline_tells_them(plain: Language) -> None:
    networks = Networks(fresh())
    wanted = [told(plain(text)) for text in TEXTS]
    assert any(names for _, names in wanted)
    assert [told(doc) for doc in networks.read(TEXTS)] == wanted
    # the second time from what is kept, and in other company
    assert [told(doc) for doc in networks.read(reversed(TEXTS))] == wanted[::-1]


def test_what_is_kept_has_a_limit(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english_networks, "_MOST_KEPT", 20)
    small = Networks(fresh())
    wanted = [told(plain(text)) for text in TEXTS]
    for _ in range(3):
        assert [told(doc) for text in TEXTS for doc in small.read([text])] == wanted

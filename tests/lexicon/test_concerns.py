import pytest

from reportedly.lexicon.childhood import ChildhoodWords, childhood, says_child
from reportedly.lexicon.concerns import ConcernWords, concern_words


@pytest.mark.parametrize("known", concern_words(), ids=lambda known: f"{known.lang} {known.concern}")
def test_every_example_of_concerns_holds(known: ConcernWords) -> None:
    assert [text for text in known.yes if not known.stand_in(text)] == []
    assert [text for text in known.no if known.stand_in(text)] == []


@pytest.mark.parametrize("known", childhood(), ids=lambda known: known.lang)
def test_every_example_of_childhood_holds(known: ChildhoodWords) -> None:
    assert [text for text in known.yes if not says_child(text, known.lang)] == []
    assert [text for text in known.no if says_child(text, known.lang)] == []

import pytest

from reportedly.lexicon.spots import SpotWords, is_spot, spots


@pytest.mark.parametrize("known", spots(), ids=lambda known: known.lang)
def test_every_example_of_spots_holds(known: SpotWords) -> None:
    assert all(is_spot(name) for name in known.yes)
    assert not any(is_spot(name) for name in known.no)

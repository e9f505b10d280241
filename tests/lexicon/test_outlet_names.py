"""Names that are built like those of newspapers, sites and stations."""

from pathlib import Path

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import outlet_names
from reportedly.lexicon.outlet_names import outlet_words, sounds_like_outlet


@pytest.mark.parametrize("name", [name for words in outlet_words() for name in words.yes])
def test_names_of_outlets(name: str) -> None:
    assert sounds_like_outlet(name)


@pytest.mark.parametrize("name", [name for words in outlet_words() for name in words.no])
def test_names_of_others(name: str) -> None:
    assert not sounds_like_outlet(name)


def test_words_without_examples_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outlet_names.yaml").write_text("- {lang: en, last: [herald]}", encoding="utf-8")
    monkeypatch.setattr(outlet_names, "DATA", tmp_path)
    outlet_words.cache_clear()
    try:
        with pytest.raises(LexiconError, match="examples"):
            outlet_words()
    finally:
        outlet_words.cache_clear()

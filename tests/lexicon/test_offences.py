"""Kinds of offences and their names: every example of the lexicon holds."""

from pathlib import Path

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import load
from reportedly.lexicon.offences import OffenceName, best_name, kind_of, offence_kinds, offence_names, word_forms

NAMES = offence_names("en")


def sense(text: str) -> str | None:
    words = [word_forms(word, word, "en") for word in text.lower().replace(",", " ").replace("-", " ").split()]
    opening = next((n for n, word in enumerate(text.lower().split()) if n and word in {"of", "by", "in", "for", "on", "with", "to"}), None)
    found = best_name(words, "en", opening)
    return found.name.key if found else None


@pytest.mark.parametrize(("name", "example"), [(name, example) for name in NAMES for example in name.yes])
def test_a_yes_example_is_of_its_kind(name: OffenceName, example: str) -> None:
    assert sense(example) == name.key


@pytest.mark.parametrize(("name", "example"), [(name, example) for name in NAMES for example in name.no])
def test_a_no_example_is_not(name: OffenceName, example: str) -> None:
    assert sense(example) != name.key


def test_every_name_has_examples_of_both_sorts() -> None:
    assert [name.key for name in NAMES if not name.yes or not name.no] == []


def test_every_kind_is_described_and_named() -> None:
    assert all(kind.says for kind in offence_kinds().values())
    assert set(offence_kinds()) == {name.kind for name in NAMES}


def test_the_placing_of_mercenaries_is_marked_as_our_own() -> None:
    kind = offence_kinds()["mercenarism"]
    assert (kind.iccs, kind.own) == ("11019", True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hit-and-run", "dangerous_driving"),
        ("Mercenary activities", "mercenarism"),
        ("attempting to murder a guard", "attempted_murder"),
        ("a nice day", None),
    ],
)
def test_kind_of(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind


def test_a_language_without_names_knows_none() -> None:
    assert offence_names("xx") == ()
    assert kind_of("murder", "xx") is None


def test_a_name_of_an_unknown_kind_is_a_fault_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zz").mkdir()
    (tmp_path / "offences.yaml").write_text("- kind: theft\n  says: Taking\n", encoding="utf-8")
    (tmp_path / "zz" / "offences.yaml").write_text("- kind: thft\n  names: [theft]\n", encoding="utf-8")
    monkeypatch.setattr("reportedly.lexicon.offences.DATA", tmp_path)
    monkeypatch.setattr(load, "DATA", tmp_path)
    offence_kinds.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"zz/offences\.yaml:1"):
            offence_names("zz")
    finally:
        offence_kinds.cache_clear()
        offence_names.cache_clear()

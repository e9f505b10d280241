"""The rules of saying: what their format refuses, and that each kind of verb carries examples."""

from pathlib import Path

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import attribution, load

_FINDING = [rule for rule in attribution.rules_of("en") if rule.kind in {"verb", "quoted", "phrase"}]


@pytest.mark.parametrize("rule", _FINDING, ids=lambda rule: rule.name)
def test_rules_that_find_speakers_carry_examples_of_both_kinds(rule: attribution.CueRule) -> None:
    assert rule.yes
    assert rule.no


def test_a_verb_with_its_preposition_has_a_rule_of_its_own() -> None:
    lexicon = attribution.load("en")
    assert "en.takes-a-stand" in [rule.name for rule in lexicon.rules_for("call", ("for",))]
    assert "en.takes-a-stand" not in [rule.name for rule in lexicon.rules_for("call", ("in",))]


def test_a_language_without_rules_has_empty_ones() -> None:
    assert attribution.load("xx").verbs == {}


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ("- {rule: x, kind: verbs, words: [say]}", "'kind' is 'verbs'"),
        ("- {rule: x, kind: verb, words: []}", "without 'words'"),
        ("- {rule: x, kind: verb, words: [say], takes: [claus]}", "'takes' holds 'claus'"),
        ("- {rule: x, kind: verb, words: [say], yes: [The mayor said so.]}", "gives nothing"),
        ("- {rule: x, kind: verb, wrds: [say]}", "unknown key 'wrds'"),
    ],
)
def test_a_faulty_record_is_named_with_its_place(record: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zz").mkdir()
    path = tmp_path / "zz" / "attribution.yaml"
    path.write_text(record, encoding="utf-8")
    monkeypatch.setattr(load, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=fault) as caught:
        attribution.rules_of("zz")
    assert ":1" in caught.value.where

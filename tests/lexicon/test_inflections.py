"""Forms of words: what the lists say, and that none is missing that the reader knows."""

import pytest
from spacy.pipeline import Lemmatizer

from reportedly.language.english import load_pipeline
from reportedly.language.word_forms import forms_of
from reportedly.lexicon.load import files, records
from reportedly.lexicon.steps import load_steps


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_examples(lang: str) -> None:
    for key, wanted in (("yes", True), ("no", False)):
        found = [record for path in files(f"{lang}/inflections.yaml") for entry in records(path) for record in entry.records(key)]
        assert found
        assert [
            record.data for record in found if (record.text("say") in forms_of(lang, [record.text("word")])[record.text("word")]) is not wanted
        ] == []


def test_no_form_of_a_verb_of_the_rules_is_missing() -> None:
    verbs = {pattern[0] for rule in load_steps("en").rules for pattern in rule.verbs}
    forms = forms_of("en", verbs)
    lemmatizer = load_pipeline().get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    known = lemmatizer.lookups.get_table("lemma_exc")["verb"]
    assert [(form, lemma) for form, lemmas in known.items() for lemma in lemmas if lemma in verbs and form not in forms[lemma]] == []


@pytest.mark.parametrize(("verb", "forms"), [("задержать", {"задержали", "задержан", "задержанного"}), ("вести", {"вел", "ведут"})])
def test_a_russian_verb_has_its_participles(verb: str, forms: set[str]) -> None:
    assert forms <= forms_of("ru", [verb])[verb]

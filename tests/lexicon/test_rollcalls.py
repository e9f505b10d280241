"""The labels that open lists of people: every example holds when it is read as a report of its own."""

import pytest

from reportedly.lexicon.load import Record
from reportedly.lexicon.rollcalls import load_rollcalls
from reportedly.model.parties import RoleName
from reportedly.model.text import Article
from reportedly.pipeline import read

EXAMPLES = [pytest.param(record, matches, id=f"{record.file}-{record.line}") for record, matches in load_rollcalls("en").examples]


@pytest.mark.parametrize(("record", "matches"), EXAMPLES)
def test_a_list_accuses_those_it_names_and_nobody_else(record: Record, matches: bool) -> None:
    people = read(Article("x", record.text("say"), "0" * 64, "en")).people
    accused = {person.name for person in people if person.role is RoleName.ACCUSED}
    listed = set(record.texts("who"))
    assert listed <= accused if matches else not listed & accused


def test_a_language_without_labels_has_none() -> None:
    assert not load_rollcalls("xx").firsts

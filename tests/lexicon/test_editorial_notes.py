import pytest

from reportedly.lexicon.editorial_notes import NoteWords, note_kind, note_words, notes_in


@pytest.mark.parametrize("known", note_words(), ids=lambda known: f"{known.lang} {known.kind}")
def test_every_example_of_a_note_holds(known: NoteWords) -> None:
    assert [text for text in known.yes if note_kind(text) != known.kind] == []
    assert [text for text in known.no if note_kind(text) is not None] == []


def test_notes_are_found_among_paragraphs() -> None:
    text = "The court sat on Friday.\n\nCorrection (4 May): The court sat on Thursday.\n\nIt adjourned."
    assert list(notes_in(text)) == [("correction", "Correction (4 May): The court sat on Thursday.")]


def test_a_whole_report_about_corrections_is_no_note() -> None:
    assert note_kind("Correction: " + "word " * 400) is None

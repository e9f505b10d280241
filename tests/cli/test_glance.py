"""The report at a glance, from a reading made by hand."""

import io
from dataclasses import replace

import made
import pytest
from rich.console import Console

from reportedly.cli.glance import glance
from reportedly.cli.paper import Paper
from reportedly.model.claims import ReportReading, Step, StepType
from reportedly.model.text import Depth


def written(reading: ReportReading, *, width: int = 80, terminal: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=terminal, color_system="standard" if terminal else None, soft_wrap=True)
    glance(reading, Paper(console))
    return stream.getvalue()


def unwrapped(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def test_the_first_line_says_who_reports_and_that_it_is_no_finding() -> None:
    first = written(made.reading()).splitlines()[0]
    assert first == "As reported by The Lantern Post, 21 October 2024; not a finding of fact."


def test_a_favourable_outcome_comes_before_people_and_steps() -> None:
    text = written(made.reading())
    assert text.index("OUTCOME IN THEIR FAVOUR") < text.index("PEOPLE") < text.index("STEPS")
    assert "Danel Orzhakov is reported to have been acquitted" in unwrapped(text)


def test_whoever_took_a_step_is_told_by_words_where_the_report_lists_nobody() -> None:
    jury = replace(made.reading().claims[1], says=Step(StepType.ACQUITTAL, ("p1",), by_text="a jury"))
    assert "by: a jury" in unwrapped(written(replace(made.reading(), claims=(jury,))))


@pytest.mark.parametrize(
    "line",
    [
        "9 January 2025 Selvira Tokmashova is reported to be due to have a court hearing",
        "A request is reported that Selvira Tokmashova be sentenced to 7 years",
        "Selvira Tokmashova and two unidentified men are reported to have been placed in pre-trial detention until 17 December 2024",
        "told by The Lantern Post <- Radio Jelqanat <- Mirlan Kestebek",
        "two unidentified men (2 people, not named) accused",
        "aged 34; citizen of Kazakhstan; Tasbulan Museum",
        "smuggling maximum penalty told: 10 years",
        "her lawyer Mirlan Kestebek, via Radio Jelqanat, in their words",
    ],
)
def test_it_tells(line: str) -> None:
    assert line in unwrapped(written(made.reading()))


@pytest.mark.parametrize("number", range(len(made.SENTENCES)))
def test_every_sentence_is_quoted(number: int) -> None:
    assert made.SENTENCES[number] in unwrapped(written(made.reading()))


@pytest.mark.parametrize("width", [40, 60, 80, 96, 200])
def test_no_line_is_wider_than_the_terminal_or_than_is_good_to_read(width: int) -> None:
    assert max(len(line) for line in written(made.reading(), width=width).splitlines()) <= min(width, 96)


def test_it_is_plain_in_a_pipe_and_coloured_on_a_terminal() -> None:
    assert "\x1b" not in written(made.reading())
    assert "\x1b[" in written(made.reading(), terminal=True)


def test_no_line_ends_in_blanks() -> None:
    assert not [line for line in written(made.reading()).splitlines() if line != line.rstrip()]


def test_a_report_without_a_case_says_so() -> None:
    bare = replace(made.reading(), people=(), groups=(), offences=(), sources=(), claims=())
    text = written(bare)
    assert "No step of a criminal case was read in this report." in text
    assert "The Lantern Post itself" in text


def test_a_language_that_could_not_be_read_is_told() -> None:
    assert "only names could be read" in written(replace(made.reading(), depth=Depth.NAMES)).lower()


def test_words_with_brackets_are_no_markup() -> None:
    reading = made.reading()
    odd = replace(reading, article=replace(reading.article, headline="[bold]Court[/bold] :smile:"))
    assert "[bold]Court[/bold] :smile:" in written(odd)

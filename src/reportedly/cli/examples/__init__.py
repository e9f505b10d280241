"""The examples of the lexicon, run through the reader: what a `yes` must give, and what a `no` must not."""

from collections.abc import Iterator

from reportedly.cli.examples import steps, words
from reportedly.errors import LexiconError

__all__ = ["run_examples"]


def run_examples() -> Iterator[LexiconError | None]:
    """Run the examples in every language that has rules: steps and their standing, words that charge, dates, lengths of time, furniture.

    Yields:
        For each example None if it holds, or the fault that says what it gave instead.
    """
    yield from words.run()
    yield from steps.run()

"""A sheet of text for the terminal: paragraphs that wrap with an indent, in quiet colours on a terminal and plain in a pipe."""

from typing import TextIO

from rich.console import Console
from rich.text import Text

__all__ = ["Paper", "styled"]

_WIDEST = 96
_NARROWEST = 40


def styled(*pieces: str | tuple[str, str]) -> Text:
    """Text put together of plain pieces and of pieces with a style."""
    return Text.assemble(*pieces)


class Paper:
    """Writes paragraphs to a console, never wider than is good to read.

    Args:
        console: Where to write; it decides about width and colour.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self.width = max(_NARROWEST, min(console.width, _WIDEST))

    @classmethod
    def on(cls, stream: TextIO) -> "Paper":
        """Paper that is written to a stream: in colour if it is a terminal, plain otherwise."""
        return cls(Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=True))

    def line(self, text: Text | str = "", *, indent: int = 0, hang: int = 0) -> None:
        """Write one paragraph, wrapped; lines after the first are indented by ``hang`` more."""
        whole = Text(text) if isinstance(text, str) else text
        if not whole.plain.strip():
            self._console.print()
            return
        first, *_ = whole.wrap(self._console, self.width - indent)
        self._write(first, indent)
        rest = whole[len(first.plain) :] if len(first.plain) < len(whole.plain) else None
        if rest is not None:
            rest = _without_leading_blank(rest)
            for piece in rest.wrap(self._console, self.width - indent - hang):
                self._write(piece, indent + hang)

    def row(self, label: Text | str, text: Text, *, indent: int, column: int) -> None:
        """Write a label and, from a column on, a paragraph beside it; a label that is too long gets a line of its own."""
        head = Text(label) if isinstance(label, str) else label
        room = column - indent - 2
        if len(head.plain) > room:
            self.line(head, indent=indent, hang=2)
            self.line(text, indent=column)
            return
        pieces = text.wrap(self._console, self.width - column)
        padding = " " * (column - indent - len(head.plain))
        self._write(Text.assemble(head, padding, pieces[0]), indent)
        for piece in pieces[1:]:
            self._write(piece, column)

    def quote(self, text: Text, *, indent: int) -> None:
        """Write a quotation: its lines beside a bar."""
        for piece in text.wrap(self._console, self.width - indent - 2):
            self._write(Text.assemble(("│ ", "dim"), piece), indent)

    def unbroken(self, text: Text) -> None:
        """Write one line that is never wrapped, such as an address, so that it can be followed and copied."""
        self._console.print(text, no_wrap=True, overflow="ignore", crop=False)

    def rule(self) -> None:
        """Write a line across the sheet, between two reports."""
        self._console.print(Text("─" * self.width, "dim"))
        self._console.print()

    def _write(self, piece: Text, indent: int) -> None:
        piece.rstrip()
        self._console.print(Text(" " * indent) + piece)


def _without_leading_blank(text: Text) -> Text:
    blank = len(text.plain) - len(text.plain.lstrip())
    return text[blank:]

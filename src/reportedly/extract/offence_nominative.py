"""How the wording of an offence is listed: its head in the nominative, what the head governs as printed.

A whole phrase put into the nominative by a parser's tree goes wrong wherever the tree does; the cases in a row of words do not: the words of the
head's case before the first preposition are the head and its adjectives, and what follows is governed by it.
"""

from collections.abc import Iterator

from reportedly.model.text import Reading, Token

__all__ = ["case_of", "head_of", "listed_text"]

_ALIKE = {"Acc": "Nom", "Par": "Gen"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "X"}


def case_of(token: Token) -> str:
    """The case that a token stands in, the accusative told as the nominative; "" in languages without cases."""
    told = next((feature[5:] for feature in token.features if feature.startswith("Case=")), "")
    return _ALIKE.get(told, told)


def head_of(reading: Reading, first: int, last: int) -> int | None:
    """The first noun of a range, if nothing but words that agree with it stands before it."""
    for at in range(first, last):
        token = reading.tokens[at]
        if token.pos in _NOMINAL:
            return at
        if token.pos in {"ADP", "SCONJ", "AUX"} or "VerbForm=Fin" in token.features:
            return None
    return None


def listed_text(reading: Reading, first: int, last: int) -> str:
    """The text of a wording as a list would give it, in languages with cases with its head in the nominative."""
    turned = set(_turned(reading, first, last))
    start = reading.tokens[first].span.start
    pieces = []
    for token in reading.tokens[first:last]:
        pieces += [reading.text[start : token.span.start], token.normal if token.normal and token.index in turned else token.text]
        start = token.span.end
    return " ".join("".join(pieces).split())


def _turned(reading: Reading, first: int, last: int) -> Iterator[int]:
    """The words that go into the nominative: the head, what agrees with it, and other heads beside it."""
    head = head_of(reading, first, last)
    if head is None:
        return
    case = case_of(reading.tokens[head])
    governed, apart = False, False
    for at in range(first, last):
        token = reading.tokens[at]
        if at <= head:
            if case_of(token) == case:
                yield at
            continue
        if token.pos == "ADP":
            governed, apart = True, False
        elif token.text == "," or token.pos == "CCONJ":
            apart = True
        elif case_of(token):
            if apart and case_of(token) == case and (not governed or _beside(reading, at, head)):
                yield at
            apart = apart and token.pos not in _NOMINAL


def _beside(reading: Reading, at: int, head: int) -> bool:
    """Whether a word stands beside the head and not below a word behind it, by the tree."""
    while reading.heads[at] != at and reading.tokens[at].pos not in _NOMINAL:
        at = reading.heads[at]
    return at == head or reading.heads[at] == head

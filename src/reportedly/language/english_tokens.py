"""Tokens that the tokenizer leaves glued together: a word behind a closing quotation mark, and the full stop of a name of one letter."""

import re
from functools import cache

from spacy.tokens import Doc, Token

from reportedly.lexicon.writing import load_writing

__all__ = ["is_letter_name", "part_glued"]

_QUOTED = re.compile(r"(.*\w)([,.!?])([\"”])(\w.*)")


def part_glued(doc: Doc) -> None:
    """Part the tokens of a document in place: "cells,"Brandt" is four, "X." at the end of a sentence two."""
    if not _glued().search(doc.text):
        return
    parts = [(token, pieces) for token in doc if (pieces := _pieces(doc, token))]
    if not parts:
        return
    with doc.retokenize() as retokenizer:
        for token, pieces in parts:
            # each is its own head: a head given here stays on words that the parser leaves without one, and then words hang on each other
            retokenizer.split(token, pieces, heads=[(token, number) for number in range(len(pieces))])


def is_letter_name(doc: Doc, at: int) -> bool:
    """Whether a token is a name of one letter, by the word before it: "X" in "wrote on X."."""
    return at > 0 and f"{doc[at - 1].lower_} {doc[at].lower_[0]}" in load_writing("en").letter_names


@cache
def _glued() -> re.Pattern[str]:
    """What a text with glued tokens has somewhere in it, so that all others are passed by."""
    names = "|".join(re.escape(name) for name in sorted(load_writing("en").letter_names))
    return re.compile(rf"\w[,.!?][\"”]\w|\b(?i:{names})\.")


def _pieces(doc: Doc, token: Token) -> list[str]:
    text = token.text
    if len(text) == 2 and text[1] == "." and is_letter_name(doc, token.i):
        return [text[0], "."]
    found = _QUOTED.fullmatch(text) if len(text) > 3 else None
    return list(found.groups()) if found else []

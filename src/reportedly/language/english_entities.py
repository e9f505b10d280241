"""Names of an English report, found with the weights of spaCy's entity recogniser, for all words at once.

Outside a name its next move depends on the word alone, so the moves of all words are scored in one product of matrices; only within names of several
words is it asked word by word. The names are those that spaCy finds itself, in a third of the time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

__all__ = ["EntityFinder"]

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Scored:
    """What the network says of the words of several texts: the best move outside a name, and the features of words as next, first and last in it."""

    moves: list[int]
    here: Floats
    first: Floats
    before: Floats


class EntityFinder:
    """Does the work of a recogniser that has learned to find names by beginning, inside, last, single and outside words."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        model: Any = recogniser.model
        self._vectors, self._lower, upper = model.layers
        self._weights: Floats = np.ascontiguousarray(upper.get_param("W").T)
        self._bias: Floats = upper.get_param("b")
        self._added: Floats = self._lower.get_param("b")
        self._labels: list[tuple[str, str]] = []
        for number in range(recogniser.moves.n_moves):
            move, _, label = recogniser.moves.get_class_name(number).partition("-")
            self._labels.append((move, label))
        self._numbers = {pair: number for number, pair in enumerate(self._labels)}
        self._single = np.array([move == "U" and label != "" for move, label in self._labels])
        self._opening = np.array([move == "B" and label != "" for move, label in self._labels])
        self._outside = np.array([move == "O" for move, _ in self._labels])

    @staticmethod
    def fits(recogniser: object) -> bool:
        """Whether a recogniser is one whose work can be done so."""
        model: Any = getattr(recogniser, "model", None)
        cfg: Any = getattr(recogniser, "cfg", {})
        fits = isinstance(recogniser, EntityRecognizer) and cfg.get("beam_width") == 1 and len(model.layers) == 3
        return fits and model.layers[1].get_dim("nF") == 3 and not model.attrs.get("unseen_classes")

    def find(self, docs: Sequence[Doc]) -> None:
        """Set the names of parsed texts."""
        some = [doc for doc in docs if len(doc)]
        if not some:
            return
        seen = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in some]).astype(np.int64)
        ends = np.cumsum([len(doc) for doc in some])
        last = np.zeros(len(seen), dtype=np.bool_)
        last[ends - 1] = True
        # no name goes on across a sentence
        closes = last.copy()
        closes[:-1] |= seen[1:, 1] == 1
        scored = self._scored(some, seen[:, 0] == 1, closes)
        start = 0
        for doc, end in zip(some, ends.tolist(), strict=True):
            found = self._names(scored, closes, start, end)
            doc.set_ents([Span(doc, first - start, after - start, label=label) for first, after, label in found])
            start = end

    def _scored(self, docs: Sequence[Doc], space: Mask, closes: Mask) -> _Scored:
        told: Floats = self._lower.predict(self._vectors.predict(docs))
        pad, words = told[0], told[1:]
        alone = self._scores(words[:, 0] + pad[1] + pad[2] + self._added)
        allowed = self._outside | (self._single & ~space[:, None]) | (self._opening & ~(space | closes)[:, None])
        moves = np.where(allowed, alone, -np.inf).argmax(axis=1).tolist()
        return _Scored(moves, words[:, 0], words[:, 1], words[:, 2])

    def _scores(self, features: Floats) -> Floats:
        scores: Floats = features.max(axis=-1) @ self._weights + self._bias
        return scores

    def _names(self, scored: _Scored, closes: Mask, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        at = start
        while at < end:
            move, label = self._labels[scored.moves[at]]
            first, at = at, at + 1
            if move == "B":
                while self._goes_on(scored, closes, first, at, label):
                    at += 1
                at += 1
            if move in {"B", "U"}:
                yield first, at, label

    def _goes_on(self, scored: _Scored, closes: Mask, first: int, at: int, label: str) -> bool:
        if closes[at]:
            return False
        scores = self._scores((scored.here[at] + scored.first[first] + scored.before[at - 1] + self._added)[None])[0]
        inside, last = self._numbers["I", label], self._numbers["L", label]
        return bool(scores[inside] >= scores[last] if inside < last else scores[inside] > scores[last])

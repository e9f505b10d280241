"""slovnet's networks for Russian, run over all the sentences of a report at once.

The weights are slovnet's own; only the way through the layers is another. Sentences lie in one row with an empty place between them, so that none
is filled up to the length of another, and a convolution is three products of matrices instead of one over copied windows.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import LanguageError

__all__ = ["Models", "Parsed", "Tag", "load_models"]

Floats = NDArray[np.float32]
# as many words as are worked on together: more need more memory and are no faster
_TOGETHER = 2_000


@dataclass(frozen=True, slots=True)
class Tag:
    """A word with its Universal POS tag and its Universal Features."""

    text: str
    pos: str
    feats: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the networks see in one sentence.

    ``heads`` holds for each word the number of the one that it hangs on, its own for a root; ``names`` half-open ranges of words with ``PER``,
    ``ORG`` or ``LOC``.
    """

    tags: tuple[Tag, ...]
    heads: tuple[int, ...]
    rels: tuple[str, ...]
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A convolution over three neighbours with what follows it: ``max(x, 0) * scale + shift``."""

    weights: tuple[Floats, Floats, Floats]
    bias: Floats
    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class _Encoder:
    shapes: Floats
    layers: tuple[_Layer, ...]

    def __call__(self, row: "_Row", words: Floats) -> Floats:
        state = np.concatenate((words, self.shapes[row.shapes]), axis=1)
        state[row.gaps] = 0
        for layer in self.layers:
            left, here, right = layer.weights
            told = state @ here
            told[1:] += state[:-1] @ left
            told[:-1] += state[1:] @ right
            told += layer.bias
            np.maximum(told, 0, out=told)
            told *= layer.scale
            told += layer.shift
            told[row.gaps] = 0
            state = told
        return state


@dataclass(frozen=True, slots=True)
class _Row:
    """Sentences laid in one row: the numbers of words and of their shapes, where the gaps are, and where each sentence lies."""

    words: NDArray[np.int64]
    shapes: NDArray[np.int64]
    gaps: NDArray[np.bool_]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Models:
    """The parts that Russian is read with."""

    label: str
    morphology: Any
    syntax: Any
    names: Any
    encoders: tuple[_Encoder, _Encoder, _Encoder]
    single_threaded: Any

    def parse(self, printed: Sequence[Sequence[str]], shown: Sequence[Sequence[str]]) -> Iterator[Parsed]:
        """Read the words of sentences, none of them empty.

        Args:
            printed: The words as printed, for names.
            shown: The words as the parser is shown them.
        """
        start, size = 0, 0
        for at, sentence in enumerate(printed):
            if size and size + len(sentence) > _TOGETHER:
                yield from self._parse(printed[start:at], shown[start:at])
                start, size = at, 0
            size += len(sentence)
        if size:
            yield from self._parse(printed[start:], shown[start:])

    def _parse(self, printed: Sequence[Sequence[str]], shown: Sequence[Sequence[str]]) -> list[Parsed]:
        with self.single_threaded.limit(limits=1):
            row = self._row(shown)
            words = self._embedded(row.words)
            plain, as_printed = row, words
            if any(list(one) != list(two) for one, two in zip(shown, printed, strict=True)):
                plain = self._row(printed)
                as_printed = self._embedded(plain.words)
            morphology, syntax, names = self.encoders
            tags = self._tags(morphology(row, words))
            heads, rels = self._trees(syntax(row, words), row)
            found = self._names(names(plain, as_printed), plain)
        labels = self.morphology.decoder.tags_vocab.items
        told = [
            tuple(Tag(word, *_tag(labels[tag])) for word, tag in zip(sentence, tags[first:last], strict=True))
            for (first, last), sentence in zip(row.places, shown, strict=True)
        ]
        return [Parsed(*parts) for parts in zip(told, heads, rels, found, strict=True)]

    def _row(self, sentences: Sequence[Sequence[str]]) -> _Row:
        encoder = self.morphology.encoder
        ids, kinds = [encoder.words_vocab.pad_id], [encoder.shapes_vocab.pad_id]
        places = []
        for sentence in sentences:
            places.append((len(ids), len(ids) + len(sentence)))
            for word in sentence:
                kinds.append(encoder.shapes_vocab.encode(_shape(word)))
                ids.append(encoder.words_vocab.encode(word.lower()))
            ids.append(encoder.words_vocab.pad_id)
            kinds.append(encoder.shapes_vocab.pad_id)
        words = np.array(ids)
        gaps = np.ones(len(ids), dtype=np.bool_)
        for first, last in places:
            gaps[first:last] = False
        return _Row(words, np.array(kinds), gaps, tuple(places))

    def _embedded(self, words: NDArray[np.int64]) -> Floats:
        # unpacking a word takes long, and every second word of a report stands in it twice
        once, where = np.unique(words, return_inverse=True)
        found: Floats = self.morphology.model.emb.word(once)
        return found[where]

    def _tags(self, state: Floats) -> list[int]:
        tags: list[int] = self.morphology.model.head.proj(state).argmax(-1).tolist()
        return tags

    def _trees(self, state: Floats, row: _Row) -> tuple[list[tuple[int, ...]], list[tuple[str, ...]]]:
        model, labels = self.syntax.model, self.syntax.decoder.rels_vocab.items
        root = model.head.root.array.reshape(1, -1).astype(np.float32)
        above, below = model.head.head(np.concatenate((root, state))), model.head.tail(np.concatenate((root, state)))
        crossed = above @ model.head.kernel.array
        heads: list[tuple[int, ...]] = []
        # where each word's head lies in the row, 0 for the root
        over = np.zeros(len(state), dtype=np.int64)
        for first, last in row.places:
            scores = crossed[first + 1 : last + 1] @ np.concatenate((below[:1], below[first + 1 : last + 1])).T
            best = scores.argmax(-1)
            over[first:last] = np.where(best, best + first, 0)
            heads.append(tuple(int(head) - 1 if head else at for at, head in enumerate(best)))
        rels = self._relations(np.concatenate((model.rel.root.array.reshape(1, -1).astype(np.float32), state)), state, over)
        return heads, [tuple(labels[rel] for rel in rels[first:last]) for first, last in row.places]

    def _relations(self, rooted: Floats, state: Floats, over: NDArray[np.int64]) -> list[int]:
        model = self.syntax.model
        above, below = model.rel.head(rooted[over]), model.rel.tail(state)
        crossed = (above @ model.rel.kernel.array).reshape(len(state), -1, below.shape[-1])
        rels: list[int] = np.einsum("wrh,wh->wr", crossed, below).argmax(-1).tolist()
        return rels

    def _names(self, state: Floats, row: _Row) -> list[tuple[tuple[int, int, str], ...]]:
        model = self.names.model
        told = model.head.proj(state)
        longest = max(last - first for first, last in row.places)
        filled = np.zeros((len(row.places), longest, told.shape[-1]), dtype=np.float32)
        mask = np.zeros((len(row.places), longest), dtype=np.bool_)
        for at, (first, last) in enumerate(row.places):
            filled[at, : last - first] = told[first:last]
            mask[at, : last - first] = True
        labels = self.names.decoder.tags_vocab.items
        return [tuple(_named([labels[tag] for tag in tags])) for tags in model.head.crf.decode(filled, mask)]


def _named(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The ranges that labels such as ``B-PER``, ``I-PER``, ``O`` mark."""
    first, last, kind = 0, 0, ""
    for at, label in enumerate([*labels, "O"]):
        part, _, told = label.partition("-")
        if part == "I":
            last = at + 1
            continue
        if kind:
            yield first, last, kind
        first, last, kind = at, at + 1, told


@lru_cache(maxsize=100_000)
def _shape(word: str) -> str:
    from slovnet.shape import word_shape

    shape: str = word_shape(word)
    return shape


@cache
def _tag(label: str) -> tuple[str, Mapping[str, str]]:
    from slovnet.conll import parse_conll_tag

    pos, feats = parse_conll_tag(label)
    return pos, feats or {}


def _encoder(model: Any) -> _Encoder:
    layers = []
    for layer in model.encoder.layers:
        left, here, right = (np.ascontiguousarray(layer.conv.weight.array[:, :, at].T, dtype=np.float32) for at in range(3))
        scale = layer.norm.weight.array / layer.norm.std.array
        shift = layer.norm.bias.array - layer.norm.mean.array * scale
        layers.append(_Layer((left, here, right), layer.conv.bias.array, scale, shift))
    return _Encoder(model.emb.shape.weight.array, tuple(layers))


@lru_cache(maxsize=1)
def load_models() -> Models:
    """Load slovnet with the weights that the natasha package carries; natasha itself is never imported.

    Raises:
        LanguageError: If a part is not installed.
    """
    found = find_spec("natasha")
    if found is None or found.origin is None:
        raise LanguageError("the weights for Russian are not installed", mend="pip install natasha==1.6.0 slovnet razdel navec pymorphy3")
    from navec import Navec
    from slovnet import NER, Morph, Syntax
    from threadpoolctl import ThreadpoolController

    data = Path(found.origin).parent / "data"
    words = Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    morphology, syntax, names = (
        part.load(data / "model" / f"slovnet_{name}_news_v1.tar").navec(words).infer
        for part, name in ((Morph, "morph"), (Syntax, "syntax"), (NER, "ner"))
    )
    encoders = (_encoder(morphology.model), _encoder(syntax.model), _encoder(names.model))
    # all this stays as long as the process: looking through it for garbage again and again would cost a tenth of the reading
    gc.freeze()
    return Models(f"slovnet {version('slovnet')}", morphology, syntax, names, encoders, ThreadpoolController())

"""spaCy's English pipeline run over all paragraphs of a report at once, with what it asks again and again remembered.

The weights and what comes of them are spaCy's own. Three things are done another way: products of matrices by the library of numpy, on one processor;
the vector of a word before its neighbours are looked at, which is the same wherever the word stands, is kept; and so is the part of speech and lemma
that a rule gives a word with a certain tag.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from reportedly.language.english_entities import EntityFinder
from reportedly.language.english_words import said_of

__all__ = ["Networks"]

_MOST_KEPT = 40_000
_RULED = ("attribute_ruler", "lemmatizer")
_GIVEN: list[int | str] = ["POS", "MORPH", "LEMMA"]
# stands where a word has no neighbour
_EDGE = "\n"


class _WordVectors:
    """The vectors of words before their neighbours are looked at, kept by what the network sees of a word."""

    def __init__(self, embed: Any) -> None:
        extract, _, hashed, mixed, _ = embed.layers
        self._columns: list[Any] = extract.attrs["columns"]
        self._parts = (hashed.layers[0], mixed.layers[0])
        self._table = np.zeros((_MOST_KEPT, embed.get_dim("nO")), dtype=np.float32)
        self._numbers: dict[tuple[int, ...], int] = {}

    def of(self, docs: Sequence[Doc]) -> list[NDArray[np.float32]]:
        seen = np.concatenate([doc.to_array(self._columns) for doc in docs])
        rows = list(map(tuple, seen.tolist()))
        if len(self._numbers) + len(set(rows)) > _MOST_KEPT:
            self._numbers.clear()
        if len(set(rows)) > _MOST_KEPT:
            return self._parted(self._told(seen), docs)
        new = {row: at for at, row in enumerate(rows) if row not in self._numbers}
        if new:
            numbers = range(len(self._numbers), len(self._numbers) + len(new))
            self._table[numbers.start : numbers.stop] = self._told(seen[list(new.values())])
            self._numbers.update(zip(new, numbers, strict=True))
        return self._parted(self._table[[self._numbers[row] for row in rows]], docs)

    def _told(self, seen: NDArray[np.uint64]) -> NDArray[np.float32]:
        told: Any = seen
        for part in self._parts:
            told = part.predict(told)
        found: NDArray[np.float32] = told
        return found

    @staticmethod
    def _parted(vectors: NDArray[np.float32], docs: Sequence[Doc]) -> list[NDArray[np.float32]]:
        return np.split(vectors, np.cumsum([len(doc) for doc in docs])[:-1])


class _Ruled:
    """What the rules of the pipeline give a word: part of speech, features, lemma; kept by all that they look at."""

    def __init__(self, pipeline: Language, names: Iterable[str]) -> None:
        self._parts: list[Any] = [pipeline.get_pipe(name) for name in names]
        # words that a rule looks at together with their neighbours
        ruler = next((part for part in self._parts if isinstance(part, AttributeRuler)), None)
        entries: list[Any] = ruler.patterns if ruler is not None else []
        patterns = [pattern for entry in entries for pattern in entry["patterns"]]
        self._joined = {str(word.get("LOWER")) for pattern in patterns if len(pattern) > 1 for word in pattern}
        self._said = said_of(pipeline.vocab.strings)
        self._kept: dict[tuple[Any, ...], list[int]] = {}

    def set(self, docs: Sequence[Doc]) -> None:
        """Give the words of some documents what the rules give them."""
        keys = [self._keys(doc) for doc in docs]
        kept = self._kept
        if len(kept) > _MOST_KEPT:
            kept.clear()
        missing = {key: (doc, at) for doc, row in zip(docs, keys, strict=True) for at, key in enumerate(row) if key not in kept}
        if missing:
            self._ask(missing)
        for doc, row in zip(docs, keys, strict=True):
            if row:
                given: Any = np.array([kept[key] for key in row], dtype=np.uint64)
                doc.from_array(_GIVEN, given)

    def _ask(self, missing: dict[tuple[Any, ...], tuple[Doc, int]]) -> None:
        """Have the rules look at words that they were not asked about yet, each between the neighbours that it stands between."""
        places = [(doc, (at - 1, at, at + 1)) for doc, at in missing.values()]
        words = [doc[one].text if 0 <= one < len(doc) else _EDGE for doc, around in places for one in (*around, -1)]
        asked = Doc(places[0][0].vocab, words=words)
        for number, (doc, around) in enumerate(places):
            for step, one in enumerate(around):
                if 0 <= one < len(doc):
                    token, like = asked[4 * number + step], doc[one]
                    token.tag, token.dep = like.tag, like.dep
        for part in self._parts:
            part(asked)
        found: list[list[int]] = asked.to_array(_GIVEN).tolist()
        self._kept.update((key, found[4 * number + 1]) for number, key in enumerate(missing))

    def _keys(self, doc: Doc) -> list[tuple[Any, ...]]:
        rows = [tuple(row) for row in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        words = [self._said.lower(row[0]) for row in rows]
        if self._joined.isdisjoint(words):
            return rows
        around = ["", *words, ""]
        return [(*row, around[at], around[at + 2]) if words[at] in self._joined else row for at, row in enumerate(rows)]


class Networks:
    """A pipeline whose parts are run over several texts at once."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline
        self._threads = ThreadpoolController()
        ops = NumpyOps(use_blis=False)
        for _, part in pipeline.pipeline:
            model: Any = getattr(part, "model", None)
            for node in model.walk() if model is not None else ():
                node.ops = ops
        self._finder = EntityFinder(pipeline.get_pipe("ner")) if self._has("ner") and EntityFinder.fits(pipeline.get_pipe("ner")) else None
        self._ruled = _Ruled(pipeline, _RULED) if self._rules_fit() else None
        self._remember_words()

    def _has(self, name: str) -> bool:
        return name in self._pipeline.pipe_names

    def _rules_fit(self) -> bool:
        """Whether the rules give each word its features by itself and its neighbour, and the lemma by those."""
        if not all(self._has(name) for name in _RULED):
            return False
        lemmatizer = self._pipeline.get_pipe("lemmatizer")
        return (
            isinstance(lemmatizer, Lemmatizer)
            and lemmatizer.mode == "rule"
            and isinstance(self._pipeline.get_pipe("attribute_ruler"), AttributeRuler)
        )

    def _remember_words(self) -> None:
        for name in ("tok2vec", "ner"):
            part: Any = self._pipeline.get_pipe(name) if self._has(name) else None
            if getattr(part, "model", None) is None:
                continue
            if _looks_up(part.model):
                part.model = _remembering(part.model)
            for node in list(part.model.walk()):
                node.layers[:] = [_remembering(layer) if _looks_up(layer) else layer for layer in node.layers]

    def read(self, texts: Iterable[str]) -> list[Doc]:
        """Read texts in full depth."""
        pipeline = self._pipeline
        docs = [pipeline.make_doc(text) for text in texts]
        with self._threads.limit(limits=1):
            for name, part in pipeline.pipeline:
                if name == "ner" and self._finder is not None:
                    self._finder.find(docs)
                elif self._ruled is not None and name in _RULED:
                    if name == _RULED[-1]:
                        self._ruled.set(docs)
                else:
                    docs = _run(part, docs)
        return docs


def _run(part: Any, docs: list[Doc]) -> list[Doc]:
    return list(part.pipe(docs)) if hasattr(part, "pipe") else [part(doc) for doc in docs]


def _looks_up(model: Any) -> bool:
    """Whether a network begins by looking each word up for itself, before it looks at neighbours."""
    embed = model.layers[0] if len(model.layers) == 2 and model.name.startswith("extract_features") else None
    return embed is not None and len(embed.layers) == 5 and embed.layers[0].name == "extract_features" and embed.layers[-1].name == "ragged2list"


def _remembering(chain: Any) -> Any:
    """The same network, which looks words up in what is kept."""
    embed, encode = chain.layers
    words = _WordVectors(embed)

    def forward(_: Any, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        if is_train or not any(len(doc) for doc in docs):
            told: tuple[Any, Any] = chain(docs, is_train)
            return told
        return encode.predict(words.of(docs)), lambda found: found

    return Model("remembering", forward, dims={"nO": chain.get_dim("nO")}, ops=chain.ops)

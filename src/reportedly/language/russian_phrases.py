"""From Universal Dependencies of Russian to ``Phrase``: a sentence's tree, its noun phrases, their prepositions.

Cases without a preposition are told as the prepositions that do their work elsewhere: the genitive is ``of``, the dative ``to``, the
instrumental ``with``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.model.text import Oblique, Phrase

__all__ = ["CASE_WORDS", "Tree", "Word", "conjuncts", "expand", "is_nominal", "is_participle", "phrase_at", "phrases_of", "preposition_of"]

_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "appos", "conj", "root", "parataxis"})
_LEFT = frozenset({"amod", "det", "nummod", "nummod:gov", "nummod:entity", "compound", "advmod", "flat", "case"})
_RIGHT = frozenset({"flat", "flat:name", "flat:foreign"})
CASE_WORDS = {"Gen": "of", "Ins": "with", "Dat": "to", "Par": "of"}
# adverbs that make one preposition with "с"
_TOGETHER = frozenset({"вместе", "наряду", "совместно", "одновременно"})
_OWNERS = frozenset({"его", "ее", "её", "их", "свой", "наш", "мой", "ваш"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one sentence as the parser saw it; ``head`` is its own number for a root."""

    index: int
    text: str
    lemma: str
    pos: str
    feats: dict[str, str]
    head: int
    rel: str


@dataclass(slots=True)
class Tree:
    """A sentence with the children of each word, and how far what hangs on it reaches."""

    words: list[Word]
    children: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    subjects: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        size = len(self.words)
        self.children = [[] for _ in range(size)]
        for word in self.words:
            if word.head != word.index:
                self.children[word.head].append(word.index)
        self.left, self.right = list(range(size)), list(range(size))
        for word in self.words:
            at = word.index
            while self.words[at].head != at:
                at = self.words[at].head
                self.left[at] = min(self.left[at], word.index)
                self.right[at] = max(self.right[at], word.index)

    def kids(self, at: int, *rels: str) -> list[int]:
        """The children of a word by certain relations."""
        return [child for child in self.children[at] if self.words[child].rel in rels]


def is_participle(word: Word) -> bool:
    """Whether a word is a participle, full or short."""
    return word.pos == "VERB" and word.feats.get("VerbForm") == "Part"


def is_nominal(word: Word) -> bool:
    """Whether a word heads a noun phrase."""
    if word.pos in {"NOUN", "PROPN", "PRON", "NUM"}:
        return True
    return word.rel in _ARGUMENTS and (word.pos in {"DET", "X"} or (word.pos == "ADJ" and word.feats.get("Variant") != "Short"))


def phrases_of(tree: Tree, first: int) -> dict[int, Phrase]:
    """All noun phrases of a sentence by head token; ``first`` is the number of its first token."""
    return {first + word.index: phrase_at(tree, word.index, first) for word in tree.words if is_nominal(word)}


def phrase_at(tree: Tree, at: int, first: int) -> Phrase:
    """The noun phrase with a head."""
    start, end = at, at + 1
    for child in sorted((c for c in tree.children[at] if c < at), reverse=True):
        word = tree.words[child]
        if word.rel not in _LEFT or word.rel == "case" or tree.right[child] + 1 != start:
            break
        start = tree.left[child]
    for child in sorted(c for c in tree.children[at] if c > at):
        if tree.words[child].rel not in _RIGHT or tree.left[child] != end:
            break
        end = tree.right[child] + 1
    owners = [child for child in tree.children[at] if tree.words[child].lemma in _OWNERS or tree.words[child].text.lower() in _OWNERS]
    return Phrase(
        head=first + at,
        first=first + start,
        last=first + end,
        whole_first=first + tree.left[at],
        whole_last=first + tree.right[at] + 1,
        appositions=tuple(first + child for child in _appositions(tree, at)),
        conjuncts=tuple(first + child for child in conjuncts(tree, at)),
        possessor=first + owners[0] if owners else None,
        obliques=tuple(_obliques(tree, at, first)),
        clauses=tuple(first + child for child in tree.kids(at, "acl", "acl:relcl")),
    )


def _appositions(tree: Tree, at: int) -> Iterator[int]:
    for child in tree.kids(at, "appos"):
        yield child
        yield from _appositions(tree, child)


def conjuncts(tree: Tree, at: int) -> Iterator[int]:
    """All later members of a coordination."""
    for child in tree.kids(at, "conj"):
        if child > at and not _quoted_apart(tree, at, child):
            yield child
            yield from conjuncts(tree, child)


def _quoted_apart(tree: Tree, at: int, other: int) -> bool:
    """Whether a word stands in a quotation that begins behind the other: whoever sings of somebody is not told side by side with them."""
    between = [word.text for word in tree.words[at + 1 : other]]
    return between.count("«") > between.count("»")


def expand(tree: Tree, heads: Iterable[int]) -> list[int]:
    """Heads with the nouns that they are coordinated with."""
    found: list[int] = []
    for head in heads:
        found.append(head)
        found.extend(child for child in conjuncts(tree, head) if is_nominal(tree.words[child]))
    return list(dict.fromkeys(found))


def preposition_of(tree: Tree, at: int) -> tuple[str, int] | None:
    """The preposition of a phrase with its fixed parts ("в отношении") and the adverb before it ("вместе с"), and where it stands."""
    for child in tree.children[at]:
        if tree.words[child].rel == "case":
            parts = [child, *(part for part in tree.children[child] if tree.words[part].rel == "fixed")]
            told = " ".join(tree.words[part].text.lower() for part in sorted(parts))
            before = tree.words[child - 1].text.lower() if child else ""
            return f"{before} с" if told in {"с", "со"} and before in _TOGETHER else told, child
    return None


def _obliques(tree: Tree, at: int, first: int) -> Iterator[Oblique]:
    for child in tree.children[at]:
        word = tree.words[child]
        if word.rel not in {"nmod", "obl", "iobj", "obl:agent", "advcl", "acl"} and not (word.rel == "appos" and preposition_of(tree, child)):
            continue
        if word.rel in {"advcl", "acl"} and not preposition_of(tree, child):
            continue
        found = preposition_of(tree, child)
        prep, where = found if found is not None else (CASE_WORDS.get(word.feats.get("Case", ""), ""), child)
        if prep:
            yield from (Oblique(prep, first + member, first + where) for member in expand(tree, [child]))

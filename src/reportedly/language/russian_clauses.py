"""From Universal Dependencies of Russian to ``Phrase`` and ``Clause``. The only code that knows those labels for Russian.

Cases without a preposition are told as the prepositions that do their work elsewhere: the genitive is ``of``, the dative ``to``, the instrumental ``with``
or, for who does what a passive tells, the agent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.model.text import Clause, Oblique, Phrase, Tense

__all__ = ["Word", "clauses_of", "phrases_of"]

_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "appos", "conj", "root", "parataxis"})
_LEFT = frozenset({"amod", "det", "nummod", "nummod:gov", "nummod:entity", "compound", "advmod", "flat", "case"})
_RIGHT = frozenset({"flat", "flat:name", "flat:foreign"})
_CASE_WORDS = {"Gen": "of", "Ins": "with", "Dat": "to", "Par": "of"}
_OWNERS = frozenset({"его", "ее", "её", "их", "свой", "наш", "мой", "ваш"})
_WHICH = frozenset({"который", "кто"})
# verbs whose infinitive has no other subject and takes over their object: "его могут арестовать"
_MODAL = frozenset("мочь хотеть решить планировать намереваться собираться пытаться попытаться начать продолжать удаться успеть стать".split())
_NOT = frozenset({"не", "ни", "нет"})
_RELATIONS = {
    "ccomp": "complement",
    "xcomp": "open",
    "csubj": "open",
    "csubj:pass": "open",
    "acl:relcl": "relative",
    "acl": "participle",
    "amod": "participle",
    "advcl": "adverbial",
    "conj": "conjunct",
    "parataxis": "parataxis",
    "obl": "open",
    "nmod": "participle",
}


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
class _Tree:
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
        return [child for child in self.children[at] if self.words[child].rel in rels]


def _is_participle(word: Word) -> bool:
    return word.pos == "VERB" and word.feats.get("VerbForm") == "Part"


def _is_nominal(word: Word) -> bool:
    if word.pos in {"NOUN", "PROPN", "PRON", "NUM"}:
        return True
    return word.rel in _ARGUMENTS and (word.pos in {"DET", "X"} or (word.pos == "ADJ" and word.feats.get("Variant") != "Short"))


# phrases


def phrases_of(words: list[Word], first: int) -> dict[int, Phrase]:
    """All noun phrases of a sentence by head token; ``first`` is the number of its first token."""
    tree = _Tree(words)
    return {first + word.index: _phrase(tree, word.index, first) for word in words if _is_nominal(word)}


def _phrase(tree: _Tree, at: int, first: int) -> Phrase:
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
        conjuncts=tuple(first + child for child in _conjuncts(tree, at)),
        possessor=first + owners[0] if owners else None,
        obliques=tuple(_obliques(tree, at, first)),
        clauses=tuple(first + child for child in tree.kids(at, "acl", "acl:relcl")),
    )


def _appositions(tree: _Tree, at: int) -> Iterator[int]:
    for child in tree.kids(at, "appos"):
        yield child
        yield from _appositions(tree, child)


def _conjuncts(tree: _Tree, at: int) -> Iterator[int]:
    for child in tree.kids(at, "conj"):
        if child > at:
            yield child
            yield from _conjuncts(tree, child)


def _expand(tree: _Tree, heads: Iterable[int]) -> list[int]:
    found: list[int] = []
    for head in heads:
        found.append(head)
        found.extend(child for child in _conjuncts(tree, head) if _is_nominal(tree.words[child]))
    return list(dict.fromkeys(found))


def _preposition(tree: _Tree, at: int) -> tuple[str, int] | None:
    """The preposition of a phrase with its fixed parts ("в отношении"), and where it stands."""
    for child in tree.children[at]:
        if tree.words[child].rel == "case":
            parts = [child, *(part for part in tree.children[child] if tree.words[part].rel == "fixed")]
            return " ".join(tree.words[part].text.lower() for part in sorted(parts)), child
    return None


def _obliques(tree: _Tree, at: int, first: int) -> Iterator[Oblique]:
    for child in tree.children[at]:
        word = tree.words[child]
        if word.rel not in {"nmod", "obl", "iobj", "obl:agent", "advcl", "acl"} and not (word.rel == "appos" and _preposition(tree, child)):
            continue
        if word.rel in {"advcl", "acl"} and not _preposition(tree, child):
            continue
        found = _preposition(tree, child)
        prep, where = found if found is not None else (_CASE_WORDS.get(word.feats.get("Case", ""), ""), child)
        if prep:
            yield from (Oblique(prep, first + member, first + where) for member in _expand(tree, [child]))


# clauses


def clauses_of(words: list[Word], first: int, sentence: int) -> dict[int, Clause]:
    """All clauses of a sentence, verbal and nominal, by head token."""
    tree = _Tree(words)
    found: dict[int, Clause] = {}
    for word in words:
        if _heads_clause(tree, word):
            found[first + word.index] = _verbal(tree, word, first, sentence)
        elif word.pos == "NOUN":
            found[first + word.index] = _nominal(tree, word, first, sentence)
    return found


def _heads_clause(tree: _Tree, word: Word) -> bool:
    if word.rel in {"aux", "aux:pass", "cop", "case", "fixed", "mark"}:
        return False
    if word.pos in {"VERB", "AUX"}:
        return True
    subject = tree.kids(word.index, "nsubj", "nsubj:pass", "csubj", "cop")
    if word.pos in {"ADJ", "ADV"}:
        return bool(subject) and (word.feats.get("Variant") == "Short" or word.rel in {"root", "conj", "ccomp", "acl:relcl", "parataxis", "advcl"})
    return word.pos in {"NOUN", "PROPN", "NUM", "PRON"} and bool(tree.kids(word.index, "nsubj", "cop"))


def _is_passive(tree: _Tree, word: Word) -> bool:
    return word.feats.get("Voice") == "Pass" or (_is_participle(word) and bool(tree.kids(word.index, "nsubj:pass", "aux:pass")))


def _own_subjects(tree: _Tree, at: int) -> list[int]:
    return tree.kids(at, "nsubj", "nsubj:pass")


def _subjects(tree: _Tree, at: int, depth: int = 0) -> list[int]:
    """Who a clause is about: its own subject, the noun that it describes, or the subject that it shares."""
    if at in tree.subjects:
        return tree.subjects[at]
    word = tree.words[at]
    found = _expand(tree, (_antecedent(tree, child) for child in _own_subjects(tree, at)))
    if not found and depth < 6 and word.head != at:
        found = _borrowed_subjects(tree, word, depth)
    tree.subjects[at] = found
    return found


def _borrowed_subjects(tree: _Tree, word: Word, depth: int) -> list[int]:
    head = tree.words[word.head]
    if word.rel in {"acl", "amod"} and _is_participle(word):
        return [head.index]
    if word.rel == "conj":
        if _is_participle(word) and head.rel in {"acl", "amod"} and _is_participle(head):
            return [tree.words[head.index].head]
        if head.pos in {"VERB", "AUX", "ADJ"} and _agrees(word, head):
            return _subjects(tree, head.index, depth + 1)
        return []
    if word.rel == "xcomp" and _is_participle(word):
        return _subjects(tree, head.index, depth + 1)
    if word.rel in {"xcomp", "csubj", "obl", "acl", "advcl"} and word.feats.get("VerbForm") == "Inf":
        return _controllers(tree, head, depth)
    if word.rel == "advcl" and word.feats.get("VerbForm") in {"Conv", "Inf"}:
        return _subjects(tree, head.index, depth + 1)
    return []


def _agrees(word: Word, head: Word) -> bool:
    """Whether two joined verbs can have one subject: their numbers, and genders where they show, are the same."""
    return all(word.feats.get(key, head.feats.get(key)) == head.feats.get(key, word.feats.get(key)) for key in ("Number", "Gender", "Person"))


def _controllers(tree: _Tree, head: Word, depth: int) -> list[int]:
    """Who does what an infinitive tells: the one who is asked or made to, else the subject."""
    asked = tree.kids(head.index, "iobj", "obj") if head.lemma not in _MODAL else []
    animate = [at for at in asked if tree.words[at].feats.get("Animacy") == "Anim" or tree.words[at].pos in {"PROPN", "PRON"}]
    return animate or _subjects(tree, head.index, depth + 1)


def _antecedent(tree: _Tree, at: int) -> int:
    """The noun that "который" stands for in a relative clause."""
    word = tree.words[at]
    if word.lemma not in _WHICH:
        return at
    up = word.head
    for _ in range(5):
        above = tree.words[up]
        if above.rel == "acl:relcl":
            return above.head
        if above.head == up:
            return at
        up = above.head
    return at


def _resolved(tree: _Tree, heads: Iterable[int]) -> list[int]:
    return _expand(tree, (_antecedent(tree, head) for head in heads))


def _verbal(tree: _Tree, word: Word, first: int, sentence: int) -> Clause:
    at = word.index
    copular = word.pos not in {"VERB", "AUX"}
    passive = not copular and _is_passive(tree, word)
    subjects = _subjects(tree, at)
    objects = _resolved(tree, [*tree.kids(at, "obj"), *_denied(tree, at)] or _handed_down(tree, word))
    if passive:
        agents, patients = _resolved(tree, _doers(tree, at)), [*subjects, *objects]
    else:
        agents, patients = subjects, objects
    obliques = tuple(_oblique_of(tree, at, first))
    return Clause(
        head=first + at,
        lemma="быть" if copular and word.pos != "ADJ" else word.lemma,
        sentence=sentence,
        first=first + tree.left[at],
        last=first + tree.right[at] + 1,
        passive=passive,
        negated=any(tree.words[child].text.lower() in _NOT for child in tree.children[at]),
        tense=_tense(tree, word),
        agents=_places(agents, first),
        patients=_places(patients, first),
        recipients=_places(_resolved(tree, _recipients(tree, at)), first),
        obliques=obliques,
        predicate=_places([at] if copular else _predicate(tree, at), first),
        auxiliaries=_auxiliaries(tree, word),
        marks=tuple(tree.words[child].text.lower() for child in tree.children[at] if tree.words[child].rel == "mark"),
        governor=_governor(tree, word, first),
        relation=_relation(tree, word),
    )


def _handed_down(tree: _Tree, word: Word) -> list[int]:
    """The object of an infinitive that a parser hung on the verb above: "Егора могут арестовать"."""
    above = tree.words[word.head]
    if word.rel != "xcomp" or word.feats.get("VerbForm") != "Inf" or above.lemma not in _MODAL:
        return []
    return tree.kids(above.index, "obj")


def _places(found: Iterable[int], first: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(first + at for at in found))


def _denied(tree: _Tree, at: int) -> list[int]:
    """Objects in the genitive, as after "не": "не задерживали Дальнина"."""
    return [
        child
        for child in tree.kids(at, "obl", "nmod")
        if tree.words[child].feats.get("Case") in {"Acc", "Gen"} and tree.words[child].pos == "PROPN" and _preposition(tree, child) is None
    ]


def _doers(tree: _Tree, at: int) -> list[int]:
    """Who does what a passive tells: the instrumental without a preposition."""
    found = tree.kids(at, "obl:agent")
    return found or [
        child
        for child in tree.kids(at, "obl")
        if tree.words[child].feats.get("Case") == "Ins" and _preposition(tree, child) is None and tree.words[child].pos in {"NOUN", "PROPN"}
    ]


def _recipients(tree: _Tree, at: int) -> list[int]:
    return [
        child
        for child in tree.children[at]
        if tree.words[child].rel in {"iobj", "obl", "nmod"} and tree.words[child].feats.get("Case") == "Dat" and _preposition(tree, child) is None
    ]


def _oblique_of(tree: _Tree, at: int, first: int) -> Iterator[Oblique]:
    for child in tree.children[at]:
        word = tree.words[child]
        found = _preposition(tree, child)
        if word.rel not in {"obl", "obl:agent", "nmod", "iobj", "advcl", "xcomp"} or (found is None and word.rel in {"iobj", "advcl", "xcomp"}):
            continue
        prep, where = found if found is not None else (_CASE_WORDS.get(word.feats.get("Case", ""), ""), child)
        if prep and prep != "to":
            yield from (Oblique(prep, first + _antecedent(tree, member), first + where) for member in _expand(tree, [child]))


def _predicate(tree: _Tree, at: int) -> list[int]:
    """What is said of the subject in the instrumental: "признан виновным", "является гражданином"."""
    return _expand(
        tree,
        (
            child
            for child in tree.children[at]
            if tree.words[child].rel in {"xcomp", "obl"}
            and tree.words[child].pos in {"ADJ", "NOUN", "PROPN"}
            and tree.words[child].feats.get("Case") == "Ins"
            and _preposition(tree, child) is None
        ),
    )


def _helpers(tree: _Tree, at: int) -> list[Word]:
    return [tree.words[child] for child in tree.children[at] if tree.words[child].rel in {"aux", "aux:pass", "cop"}]


def _tense(tree: _Tree, word: Word) -> Tense:
    forms = [*_helpers(tree, word.index), word]
    told = [form.feats.get("Tense", "") for form in forms if form.feats.get("VerbForm", "Fin") == "Fin" or form.feats.get("Variant") == "Short"]
    if "Fut" in told:
        return Tense.FUTURE
    if "Past" in told:
        return Tense.PAST
    if "Pres" in told or (word.pos not in {"VERB", "AUX"} and not told):
        return Tense.PRESENT
    return Tense.NONE


def _auxiliaries(tree: _Tree, word: Word) -> tuple[str, ...]:
    found = [helper.text.lower() for helper in _helpers(tree, word.index)]
    found += [tree.words[child].text.lower() for child in tree.children[word.index] if tree.words[child].text.lower() in {"бы", "б"}]
    # every language's infinitives carry the same sign
    return (*found, "to") if word.feats.get("VerbForm") == "Inf" else tuple(found)


def _governor(tree: _Tree, word: Word, first: int) -> int | None:
    at = word.index
    while tree.words[at].head != at:
        at = tree.words[at].head
        above = tree.words[at]
        if above.pos == "NOUN" or _heads_clause(tree, above):
            return first + at
    return None


def _relation(tree: _Tree, word: Word) -> str:
    if word.rel == "conj" and _is_participle(word) and word.feats.get("Variant") != "Short":
        return "participle"
    if word.rel == "advcl" and word.feats.get("VerbForm") == "Inf" and not tree.kids(word.index, "mark"):
        return "open"
    return _RELATIONS.get(word.rel, "root" if word.rel == "root" else "parataxis")


def _nominal(tree: _Tree, word: Word, first: int, sentence: int) -> Clause:
    phrase = _phrase(tree, word.index, first)
    owner = (phrase.possessor,) if phrase.possessor is not None else ()
    return Clause(
        head=first + word.index,
        lemma=word.lemma,
        sentence=sentence,
        first=phrase.whole_first,
        last=phrase.whole_last,
        nominal=True,
        negated=any(tree.words[child].text.lower() in _NOT for child in tree.children[word.index]),
        agents=tuple(oblique.head for oblique in phrase.obliques if oblique.prep == "with"),
        patients=owner + tuple(oblique.head for oblique in phrase.obliques if oblique.prep == "of"),
        obliques=phrase.obliques,
        governor=_governor(tree, word, first),
        relation="root",
    )

"""From Universal Dependencies of Russian to ``Phrase`` and ``Clause``. Only this and ``russian_phrases`` know those labels."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportedly.language.russian_cases import agree
from reportedly.language.russian_phrases import CASE_WORDS, Tree, Word, expand, is_participle, preposition_of
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.text import Clause, Oblique, Phrase, Tense

__all__ = ["clauses_of"]

_WHICH = frozenset({"который", "кто"})
# verbs whose infinitive has no other subject and takes over their object: "его могут арестовать"
_MODAL = frozenset(
    {
        "мочь",
        "хотеть",
        "решить",
        "планировать",
        "намереваться",
        "собираться",
        "пытаться",
        "попытаться",
        "начать",
        "продолжать",
        "удаться",
        "успеть",
        "стать",
    }
)
# verbs by which a pronoun gets a name: "Им оказался Егор Дальнин"
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
_DASHES = frozenset({"—", "–", "-"})
_WHERE = frozenset({"в", "под"})
_MEASURES = frozenset({"год", "лето", "месяц", "неделя", "день", "сутки", "час"})


# clauses


def clauses_of(tree: Tree, phrases: Mapping[int, Phrase], first: int, sentence: int) -> dict[int, Clause]:
    """All clauses of a sentence, verbal and nominal, by head token; ``phrases`` are its noun phrases by head token."""
    found: dict[int, Clause] = {}
    for word in tree.words:
        if _heads_clause(tree, word):
            found[first + word.index] = _verbal(tree, word, first, sentence)
        elif word.pos == "NOUN":
            found[first + word.index] = _nominal(tree, word, phrases[first + word.index], first, sentence)
    for word in tree.words:
        left_out = _gapped(tree, word, found, first) or _verbless(tree, word, first, sentence)
        if left_out is not None:
            found[left_out.head] = left_out
    return found


def _gapped(tree: Tree, word: Word, found: Mapping[int, Clause], first: int) -> Clause | None:
    """The verb that a second part leaves out: "Егора отправили домой, а Марину — в СИЗО"."""
    rest = [child for child in tree.children[word.index] if tree.words[child].rel in {"orphan", "obl", "nmod"} and child > word.index]
    verb = found.get(first + word.head)
    dashed = any(tree.words[at].text in _DASHES for at in range(word.index + 1, rest[0])) if rest else False
    if not dashed or word.rel != "conj" or word.pos not in {"PROPN", "NOUN", "PRON"} or verb is None or verb.nominal:
        return None
    who = _places(expand(tree, [word.index]), first)
    subject = word.feats.get("Case") == "Nom" and not verb.passive
    hung = [(preposition_of(tree, child), child) for child in rest]
    return replace(
        verb,
        head=first + word.index,
        first=first + tree.left[word.index],
        last=first + tree.right[word.index] + 1,
        agents=who if subject else (),
        patients=() if subject else who,
        recipients=(),
        predicate=(),
        obliques=tuple(Oblique(told[0], first + child, first + told[1]) for told, child in hung if told is not None),
        governor=verb.head,
        relation="root",
    )


def _verbless(tree: Tree, word: Word, first: int, sentence: int) -> Clause | None:
    """Where somebody is, told without a verb: "Марина Белкина — под домашним арестом"."""
    where = preposition_of(tree, word.index) if word.pos == "NOUN" and word.rel in {"root", "parataxis", "nmod", "orphan"} else None
    if where is None or where[0] not in _WHERE or any(other.pos in {"VERB", "AUX"} for other in tree.words):
        return None
    before = [other for other in tree.words[: where[1]] if other.pos in {"PROPN", "NOUN"} and other.rel not in {"flat:name", "appos", "nmod"}]
    if len(before) != 1 or before[0].feats.get("Case") != "Nom" or preposition_of(tree, before[0].index) is not None:
        return None
    return Clause(
        head=first + word.index,
        lemma="находиться",
        sentence=sentence,
        first=first + before[0].index,
        last=first + tree.right[word.index] + 1,
        tense=Tense.PRESENT,
        agents=_places(expand(tree, [before[0].index]), first),
        relation="root",
    )


def _heads_clause(tree: Tree, word: Word) -> bool:
    if word.rel in {"aux", "aux:pass", "cop", "case", "fixed", "mark"}:
        return False
    if word.pos in {"VERB", "AUX"}:
        return True
    subject = tree.kids(word.index, "nsubj", "nsubj:pass", "csubj", "cop")
    if word.pos in {"ADJ", "ADV"}:
        if word.rel == "ccomp" and word.feats.get("Variant") == "Short":
            # "заявил, что не намерен обжаловать"
            return True
        return bool(subject) and (word.feats.get("Variant") == "Short" or word.rel in {"root", "conj", "ccomp", "acl:relcl", "parataxis", "advcl"})
    return word.pos in {"NOUN", "PROPN", "NUM", "PRON"} and bool(tree.kids(word.index, "nsubj", "cop"))


def _is_passive(tree: Tree, word: Word) -> bool:
    return word.feats.get("Voice") == "Pass" or (is_participle(word) and bool(tree.kids(word.index, "nsubj:pass", "aux:pass")))


def _own_subjects(tree: Tree, at: int) -> list[int]:
    return tree.kids(at, "nsubj", "nsubj:pass")


def _subjects(tree: Tree, at: int, depth: int = 0) -> list[int]:
    """Who a clause is about: its own subject, the noun that it describes, or the subject that it shares."""
    if at in tree.subjects:
        return tree.subjects[at]
    word = tree.words[at]
    found = expand(tree, (_antecedent(tree, child) for child in _own_subjects(tree, at)))
    if not found and depth < 6 and word.head != at:
        found = _borrowed_subjects(tree, word, depth)
    tree.subjects[at] = found
    return found


def _borrowed_subjects(tree: Tree, word: Word, depth: int) -> list[int]:
    head = tree.words[word.head]
    if word.rel in {"acl", "amod"} and is_participle(word):
        return [head.index]
    if word.rel == "conj":
        if is_participle(word) and head.rel in {"acl", "amod"} and is_participle(head):
            return [tree.words[head.index].head]
        if head.pos in {"VERB", "AUX", "ADJ"} and _agrees(word, head):
            return _subjects(tree, head.index, depth + 1)
        return []
    if word.rel == "xcomp" and is_participle(word):
        return _subjects(tree, head.index, depth + 1)
    if word.rel in {"xcomp", "csubj", "obl", "acl", "advcl"} and word.feats.get("VerbForm") == "Inf":
        return _controllers(tree, head, depth)
    if word.rel == "advcl" and word.feats.get("VerbForm") in {"Conv", "Inf"}:
        return _subjects(tree, head.index, depth + 1)
    return []


def _agrees(word: Word, head: Word) -> bool:
    """Whether two joined verbs can have one subject: their numbers, and genders where they show, are the same."""
    return agree(word.feats, head.feats, ("Number", "Gender", "Person"))


def _controllers(tree: Tree, head: Word, depth: int) -> list[int]:
    """Who does what an infinitive tells: the one who is asked or made to, else the subject."""
    asked = tree.kids(head.index, "iobj", "obj") if head.lemma not in _MODAL else []
    animate = [at for at in asked if tree.words[at].feats.get("Animacy") == "Anim" or tree.words[at].pos in {"PROPN", "PRON"}]
    return animate or _subjects(tree, head.index, depth + 1)


def _antecedent(tree: Tree, at: int) -> int:
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


def _resolved(tree: Tree, heads: Iterable[int]) -> list[int]:
    return expand(tree, (_antecedent(tree, head) for head in heads))


def _verbal(tree: Tree, word: Word, first: int, sentence: int) -> Clause:
    at = word.index
    copular = word.pos not in {"VERB", "AUX"}
    passive = not copular and _is_passive(tree, word)
    subjects = _subjects(tree, at)
    own = [*tree.kids(at, "obj"), *_denied(tree, at)]
    # "приговорил к 13 годам 6 месяцам": how long is no object
    handed = [] if any(not _is_measure(tree, child) for child in own) else _handed_down(tree, word) or _shared(tree, word, passive=passive)
    objects = _resolved(tree, handed or own)
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
        particle=_as(tree, word),
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


def _handed_down(tree: Tree, word: Word) -> list[int]:
    """The object of an infinitive that a parser hung on the verb above: "Егора могут арестовать"."""
    above = tree.words[word.head]
    if word.rel != "xcomp" or word.feats.get("VerbForm") != "Inf" or above.lemma not in _MODAL:
        return []
    return tree.kids(above.index, "obj")


def _shared(tree: Tree, word: Word, *, passive: bool) -> list[int]:
    """The person whom a verb joined by "и" does something to as the first verb does: "признал Марину виновной и приговорил к сроку"."""
    above = tree.words[word.head]
    alone = word.rel == "conj" and not passive and word.feats.get("VerbForm") == "Fin" and above.pos == "VERB" and _agrees(word, above)
    given = [child for child in _recipients(tree, word.index) if not _is_measure(tree, child)]
    if not alone or _own_subjects(tree, word.index) or given or word.text.lower().endswith(("ся", "сь")):
        return []
    return [child for child in tree.kids(above.index, "obj") if tree.words[child].pos in {"PROPN", "PRON"} and child < word.index]


def _is_measure(tree: Tree, at: int) -> bool:
    return tree.words[at].lemma in _MEASURES


def _as(tree: Tree, word: Word) -> str | None:
    """What opens words about who says the rest: "как сообщил мэр"."""
    finite = word.feats.get("VerbForm") == "Fin"
    opening = [child for child in tree.children[word.index] if tree.words[child].text.lower() == "как" and child < word.index]
    return "как" if finite and opening and all(tree.words[at].text.lower() != "того" for at in range(opening[0])) else None


def _places(found: Iterable[int], first: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(first + at for at in found))


def _denied(tree: Tree, at: int) -> list[int]:
    """Objects in the genitive, as after "не": "не задерживали Дальнина"."""
    return [
        child
        for child in tree.kids(at, "obl", "nmod")
        if tree.words[child].feats.get("Case") in {"Acc", "Gen"} and tree.words[child].pos == "PROPN" and preposition_of(tree, child) is None
    ]


def _doers(tree: Tree, at: int) -> list[int]:
    """Who does what a passive tells: the instrumental without a preposition."""
    found = tree.kids(at, "obl:agent")
    return found or [
        child
        for child in tree.kids(at, "obl")
        if tree.words[child].feats.get("Case") == "Ins" and preposition_of(tree, child) is None and tree.words[child].pos in {"NOUN", "PROPN"}
    ]


def _recipients(tree: Tree, at: int) -> list[int]:
    return [
        child
        for child in tree.children[at]
        if tree.words[child].rel in {"iobj", "obl", "nmod"} and tree.words[child].feats.get("Case") == "Dat" and preposition_of(tree, child) is None
    ]


def _oblique_of(tree: Tree, at: int, first: int) -> Iterator[Oblique]:
    for child in tree.children[at]:
        word = tree.words[child]
        found = preposition_of(tree, child)
        if word.rel not in {"obl", "obl:agent", "nmod", "iobj", "advcl", "xcomp"} or (found is None and word.rel in {"iobj", "advcl", "xcomp"}):
            continue
        prep, where = found if found is not None else (CASE_WORDS.get(word.feats.get("Case", ""), ""), child)
        if prep and prep != "to":
            yield from (Oblique(prep, first + _antecedent(tree, member), first + where) for member in expand(tree, [child]))


def _predicate(tree: Tree, at: int) -> list[int]:
    """What is said of the subject in the instrumental: "признан виновным", "является гражданином"."""
    return expand(
        tree,
        (
            child
            for child in tree.children[at]
            if tree.words[child].rel in {"xcomp", "obl"}
            and (
                tree.words[child].pos in {"ADJ", "NOUN", "PROPN"}
                or (tree.words[child].pos == "PRON" and tree.words[at].lemma in load_pronouns("ru").equating)
            )
            and tree.words[child].feats.get("Case") == "Ins"
            and preposition_of(tree, child) is None
        ),
    )


def _helpers(tree: Tree, at: int) -> list[Word]:
    return [tree.words[child] for child in tree.children[at] if tree.words[child].rel in {"aux", "aux:pass", "cop"}]


def _tense(tree: Tree, word: Word) -> Tense:
    forms = [*_helpers(tree, word.index), word]
    told = [form.feats.get("Tense", "") for form in forms if form.feats.get("VerbForm", "Fin") == "Fin" or form.feats.get("Variant") == "Short"]
    if "Fut" in told or any(form.lemma == "быть" and form.text.lower().startswith("буд") for form in forms):
        return Tense.FUTURE
    if "Past" in told:
        return Tense.PAST
    if "Pres" in told or (word.pos not in {"VERB", "AUX"} and not told):
        return Tense.PRESENT
    return Tense.NONE


def _auxiliaries(tree: Tree, word: Word) -> tuple[str, ...]:
    found = [helper.text.lower() for helper in _helpers(tree, word.index)]
    found += [tree.words[child].text.lower() for child in tree.children[word.index] if tree.words[child].text.lower() in {"бы", "б"}]
    # every language's infinitives carry the same sign
    return (*found, "to") if word.feats.get("VerbForm") == "Inf" else tuple(found)


def _governor(tree: Tree, word: Word, first: int) -> int | None:
    at = word.index
    while tree.words[at].head != at:
        at = tree.words[at].head
        above = tree.words[at]
        if above.pos == "NOUN" or _heads_clause(tree, above):
            return first + at
    return None


def _relation(tree: Tree, word: Word) -> str:
    if word.rel == "conj" and is_participle(word) and word.feats.get("Variant") != "Short":
        return "participle"
    if word.rel == "advcl" and word.feats.get("VerbForm") == "Inf" and not tree.kids(word.index, "mark"):
        return "open"
    return _RELATIONS.get(word.rel, "root" if word.rel == "root" else "parataxis")


def _nominal(tree: Tree, word: Word, phrase: Phrase, first: int, sentence: int) -> Clause:
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

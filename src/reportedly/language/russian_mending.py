"""Mend trees of Russian sentences: arcs that cross, roots that are no clauses, names that hang apart. Works on heads and relations in place."""

from collections.abc import Sequence

from reportedly.language.russian_attributes import attach_attributes, attach_deeds, attach_relatives, hangs_on
from reportedly.language.russian_cases import same_case, tells_whose
from reportedly.language.russian_forms import lemma_of
from reportedly.language.russian_models import Tag
from reportedly.language.russian_subjects import mend_lists, mend_subjects
from reportedly.lexicon.names import load_names

__all__ = ["bind_name", "mend_tree", "name_object", "name_subject", "reattach_name", "top_of"]

_MOVABLE = frozenset({"obl", "obj", "iobj", "nmod", "advmod", "advcl", "xcomp", "ccomp", "obl:agent", "parataxis"})
_DEPTH = 4
_UNOWNED = frozenset({"тюрьма", "колония", "заключение", "режим", "свобода"})


def mend_tree(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """Mend one sentence."""
    _without_loops(heads)
    _prepositions(heads, rels, tags)
    _counts(heads, rels, tags)
    _uncross(heads, rels, tags)
    _predicates(heads, rels, tags)
    _rootless(heads, rels, tags)
    _joined(heads, rels, tags)
    mend_subjects(heads, rels, tags)
    mend_lists(heads, rels, tags)
    attach_attributes(heads, rels, tags)
    attach_deeds(heads, rels, tags)
    attach_relatives(heads, rels, tags)
    _without_loops(heads)


def _prepositions(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """A preposition before its noun is one, whatever it was taken for ("среди задержанных"), and what it governs hangs on no adverb: "вместе с X"."""
    for at, head in enumerate(heads):
        if tags[at].pos == "ADP" and head > at and rels[at] == "mark" and "Case" in tags[head].feats:
            rels[at] = "case"
        verb = heads[heads[head]]
        if tags[at].pos == "ADP" and head > at > 0 and heads[head] == at - 1 and tags[at - 1].pos == "ADV" and _is_verb(tags[verb]):
            heads[head] = verb


def _counts(heads: Sequence[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """A number that hangs on a verb is somebody: "одного из задержанных отпустили"."""
    for at, head in enumerate(heads):
        if tags[at].pos == "NUM" and rels[at].startswith("nummod") and _is_verb(tags[head]):
            rels[at] = {"Acc": "obj", "Gen": "obj", "Dat": "iobj"}.get(_case_of(tags[at]), "nsubj")


def _without_loops(heads: list[int]) -> None:
    """Let every chain end: a parser that scores arcs one by one may hang words on each other in a ring."""
    for start in range(len(heads)):
        seen: set[int] = set()
        at = start
        while at not in seen and heads[at] != at:
            seen.add(at)
            at = heads[at]
        if heads[at] != at:
            heads[at] = at


def _is_verb(tag: Tag) -> bool:
    return bool(tag.pos == "VERB")


def _uncross(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """What stands behind the main verb does not hang on a participle before it: "X, осуждённый за Y, вышел в рамках обмена"."""
    for at, head in enumerate(heads):
        if at - head < 2 or rels[at] not in _MOVABLE or not _is_verb(tags[head]):
            continue
        between = [mid for mid in range(head + 1, at) if _is_verb(tags[mid]) and not hangs_on(heads, mid, head) and not hangs_on(heads, mid, at)]
        if between and rels[between[-1]] not in {"amod"}:
            heads[at] = between[-1]


def _predicates(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """An adjective in the instrumental belongs to the verb before it, not to one behind a comma: "признал X виновным в Y, приговорил"."""
    for at, head in enumerate(heads):
        if tags[at].pos != "ADJ" or _case_of(tags[at]) != "Ins" or head <= at or rels[at] == "amod":
            continue
        if any(tags[mid].pos == "PUNCT" for mid in range(at + 1, head)):
            before = [mid for mid in range(at) if _is_verb(tags[mid])]
            if before:
                heads[at], rels[at] = before[-1], "xcomp"


def _rootless(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """A noun that hangs on nothing beside a verb that does belongs to the verb before it, or else after it."""
    roots = [at for at, head in enumerate(heads) if at == head]
    verbs = [at for at in roots if _is_verb(tags[at])]
    for at in roots:
        tag = tags[at]
        obliquely = tag.pos in {"NOUN", "PROPN", "NUM"} or (tag.pos == "ADJ" and not tag.feats)
        has_subject = any(head == at and rels[child] in {"nsubj", "cop"} and child != at for child, head in enumerate(heads))
        governed = any(head == at and rels[child] == "case" for child, head in enumerate(heads))
        if not verbs or not obliquely or has_subject or not (governed or tag.feats.get("Case", "Nom") != "Nom"):
            continue
        before = [verb for verb in verbs if verb < at]
        heads[at], rels[at] = (before[-1] if before else verbs[0]), "obl"


def _joined(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """A verb is joined to the nearest verb that stands alone, not to one farther off."""
    for at, head in enumerate(heads):
        if rels[at] != "conj" or not _is_verb(tags[at]) or head >= at:
            continue
        near = [mid for mid in range(head + 1, at) if heads[mid] == mid and _is_verb(tags[mid]) and _same_form(tags[mid], tags[at])]
        if near:
            heads[at] = near[-1]


def _same_form(left: Tag, right: Tag) -> bool:
    one, two = left.feats, right.feats
    return all(one.get(key) == two.get(key) for key in ("Tense", "Number", "VerbForm"))


def top_of(heads: Sequence[int], first: int, last: int) -> int:
    """The word of a name that hangs on something outside it."""
    return next((at for at in range(first, last) if not first <= heads[at] < last or heads[at] == at), first)


def bind_name(heads: list[int], rels: list[str], first: int, last: int) -> None:
    """Let all words of a person's name hang on the first one that hangs on something outside."""
    top = top_of(heads, first, last)
    for at in range(first, last):
        if at != top and rels[at] != "punct":
            heads[at], rels[at] = top, "flat:name"


def reattach_name(heads: list[int], rels: list[str], tags: Sequence[Tag], first: int, last: int) -> None:
    """Let a name that follows a description hang on the person described: "лауреата премии мира Марину Белкину" is not whose the peace is."""
    top = next((at for at in range(first, last) if not first <= heads[at] < last), first)
    if any(heads[at] == top and rels[at] == "case" for at in range(first)) or _give_owner(heads, rels, tags, first, top):
        return
    above = heads[top]
    thing = tags[above].pos == "NOUN" and tags[above].feats.get("Animacy") == "Inan" and _case_of(tags[top]) in {"Gen", "Acc"}
    beside = above < top and not any(tag.pos == "PUNCT" for tag in tags[above:top])
    if beside and thing and first and lemma_of(tags[above].text, "NOUN", tags[above].feats) in _UNOWNED and rels[top] in {"nmod", "appos", "flat"}:
        # "приговорил к году тюрьмы Егора Дальнина": nobody's prison it is
        verb = next((at for at in range(above, -1, -1) if _is_verb(tags[at]) and tags[at].feats.get("VerbForm") != "Part"), None)
        if verb is not None and not any(head == verb and rels[at] == "obj" and at not in (top, above) for at, head in enumerate(heads)):
            if rels[above] == "obj" and above and tags[above - 1].pos == "NOUN":
                heads[above], rels[above] = above - 1, "nmod"
            _hang(heads, rels, top, verb, "obj")
            return
    if rels[top] == "appos" and beside and (thing or not _in_one_case(tags[above], tags[top])):
        # "защитник Марины Белкиной", "выдачи Марины Белкиной" is not what she is
        rels[top] = "nmod"
    if above > top and rels[top] == "appos":
        _turn_back(heads, rels, tags, first, top)
        return
    if top == above or above > top or rels[top] not in {"appos", "nmod", "flat", "flat:name", "flat:foreign"}:
        return
    for _ in range(_DEPTH):
        tag = tags[above]
        if tag.pos == "NOUN" and tag.feats.get("Animacy") == "Anim" and _case_of(tag) and _in_one_case(tag, tags[top]):
            if rels[top] != "nmod" or above != heads[top] or _is_called(tag, above, first):
                heads[top], rels[top] = above, "appos"
            return
        if heads[above] == above or heads[above] > above:
            return
        above = heads[above]


def _turn_back(heads: list[int], rels: list[str], tags: Sequence[Tag], first: int, top: int) -> None:
    """Hang a name on the noun before it: nobody stands in apposition to what comes later."""
    before = next((at for at in range(first - 1, -1, -1) if tags[at].pos not in {"ADJ", "NUM"}), top)
    if before != top and tags[before].pos == "NOUN" and tags[before].feats.get("Animacy") == "Anim" and _in_one_case(tags[before], tags[top]):
        _hang(heads, rels, top, before, "appos")


def _give_owner(heads: list[int], rels: list[str], tags: Sequence[Tag], first: int, top: int) -> bool:
    """Whether a name right behind "сына" or "убийцу" is whose they are, as its form allows; it then hangs on that word."""
    if not first:
        return False
    before, name = tags[first - 1], tags[top]
    owner = tells_whose(before)
    post = before.pos == "NOUN" and not owner and before.feats.get("Animacy") == "Anim" and _in_one_case(before, name)
    if post and first > 1 and _case_of(before) == "Gen" and tags[first - 2].pos != "ADJ" and tells_whose(tags[first - 2]):
        # "помощника депутата Дальнина": whose he is has a post
        _hang(heads, rels, first - 1, first - 2, "nmod")
        _hang(heads, rels, top, first - 1, "appos")
        return True
    if not owner or _case_of(name) != "Gen":
        return False
    _hang(heads, rels, top, first - 1, "nmod")
    return True


def _hang(heads: list[int], rels: list[str], at: int, on: int, rel: str) -> None:
    """Hang a word on another; one that hung below it takes its place, so that no two words hang on each other."""
    if hangs_on(heads, on, at):
        heads[on], rels[on] = (heads[at], rels[at]) if heads[at] != at else (on, "root")
    heads[at], rels[at] = on, rel


def _in_one_case(noun: Tag, name: Tag) -> bool:
    """Whether a noun and a name can stand in one case; a woman's name shows the genitive and the accusative apart."""
    one, two = _case_of(noun), _case_of(name)
    if not one or not two:
        return True
    return one == two if name.feats.get("Gender") == "Fem" else same_case(one, two)


def _is_called(tag: Tag, noun: int, name: int) -> bool:
    """Whether a name right behind a noun in the same case is rather what that person is called: "диктатора Норьеги"."""
    feats = tag.feats
    return noun + 1 == name and feats.get("Number") == "Sing" and lemma_of(tag.text, "NOUN", feats) not in load_names("ru").relational


def name_subject(heads: list[int], rels: list[str], tags: Sequence[Tag], top: int) -> None:
    """Let a name right behind a short participle that agrees with it be whom that happened to: "Арестована Марина Белкина"."""
    above, feats = heads[top], tags[heads[top]].feats
    short = feats.get("Variant") == "Short" and feats.get("VerbForm") == "Part"
    listed = rels[top] == "parataxis" and tags[top - 1].text in {":", "—", "–"}
    fits = listed or rels[top] in {"appos", "nmod", "flat", "flat:name", "obj"}
    if above < top and short and fits and _case_of(tags[top]) == "Nom":
        rels[top] = "nsubj:pass"


def name_object(heads: list[int], rels: list[str], tags: Sequence[Tag], first: int, last: int) -> None:
    """Let one person's name right before a verb told of nobody in particular be whom it happens to: "Дальнина обвиняли в краже"."""
    verb = next((at for at in range(last, len(tags)) if tags[at].pos != "ADV"), None)
    if verb is None or tags[verb].pos != "VERB" or tags[verb].feats.get("VerbForm") != "Fin" or tags[verb].feats.get("Number") != "Plur":
        return
    top = top_of(heads, first, last)
    loose = heads[top] != verb or rels[top] not in {"obj", "iobj", "obl"}
    taken = any(head == verb and at != top and rels[at] in {"nsubj", "obj"} for at, head in enumerate(heads))
    alone = top == first and not any(rels[at] in {"conj", "appos"} and heads[at] == top for at in range(last, verb))
    free = not first or tags[first - 1].pos == "PUNCT" or tags[first - 1].pos in {"SCONJ", "CCONJ", "ADV"}
    if loose and alone and free and not taken and rels[top] != "conj" and _case_of(tags[top]) in {"", "Acc", "Gen", "Nom"}:
        _hang(heads, rels, top, verb, "obj")


def _case_of(tag: Tag) -> str:
    return str(tag.feats.get("Case", ""))

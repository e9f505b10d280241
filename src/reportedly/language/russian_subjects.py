"""Subjects and lists that a parser hangs across another verb: in long sentences it takes each word for itself, so that arcs cross."""

from collections.abc import Sequence

from reportedly.language.russian_attributes import hangs_on
from reportedly.language.russian_cases import agree, same_case
from reportedly.language.russian_models import Tag

__all__ = ["mend_lists", "mend_subjects"]

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_OPEN = frozenset({"«", "»", '"', "(", ")", "“", "”", "„"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def mend_subjects(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """Give a subject to the next verb behind it that agrees with it, if no comma parts them: "Выборы понадобились после того, как X осуждён"."""
    for at, head in enumerate(heads):
        if rels[at] not in _SUBJECTS or tags[at].pos not in _NOUNS or tags[at].feats.get("Case") != "Nom":
            continue
        verb = _next_verb(tags, at)
        if verb is None or verb == head or not agree(tags[at].feats, tags[verb].feats) or _has_subject_between(heads, rels, at, verb):
            continue
        if at < head < verb or (head < at and not any(tags[mid].text == "," for mid in range(head, at)) and agree(tags[at].feats, tags[head].feats)):
            continue
        if hangs_on(heads, verb, at):
            continue
        _free(heads, rels, tags, head, verb)
        heads[at] = verb
        rels[at] = "nsubj:pass" if tags[verb].feats.get("VerbForm") == "Part" else "nsubj"


def mend_lists(heads: list[int], rels: list[str], tags: Sequence[Tag]) -> None:
    """Join a noun to the nearest one before it in its case, not to one in another: "предъявлено Егору, а его брат и сосед обвиняются"."""
    for at, head in enumerate(heads):
        if rels[at] != "conj" or tags[at].pos not in _NOUNS or head >= at or tags[head].pos not in _NOUNS | {"PRON"}:
            continue
        mine, theirs = (tags[index].feats.get("Case", "") for index in (at, head))
        if not mine or not theirs or same_case(mine, theirs):
            continue
        near = [
            index
            for index in range(head + 1, at)
            if tags[index].pos in _NOUNS and tags[index].feats.get("Case") == mine and not rels[index].startswith("flat")
        ]
        if near and not hangs_on(heads, near[-1], at):
            heads[at] = near[-1]


def _next_verb(tags: Sequence[Tag], at: int) -> int | None:
    """The next verb that tells a time, if no comma, no conjunction and no other nominative stands before it."""
    for index in range(at + 1, len(tags)):
        tag = tags[index]
        if (tag.pos == "PUNCT" and tag.text not in _OPEN) or tag.pos in {"SCONJ", "CCONJ"}:
            return None
        if tag.pos == "VERB" and (tag.feats.get("VerbForm") == "Fin" or tag.feats.get("Variant") == "Short"):
            return index
    return None


def _has_subject_between(heads: Sequence[int], rels: Sequence[str], at: int, verb: int) -> bool:
    return any(heads[mid] == verb and rels[mid] in _SUBJECTS for mid in range(at + 1, verb))


def _free(heads: list[int], rels: list[str], tags: Sequence[Tag], left: int, verb: int) -> None:
    """Give the verb that loses its subject the one that the other had behind it: the two were crossed."""
    for at in range(verb + 1, left):
        if heads[at] == verb and rels[at] in _SUBJECTS and tags[at].feats.get("Case") == "Nom" and not hangs_on(heads, left, at):
            heads[at] = left

"""Cues that stand inside each other's words: which of them tells, and which only passes on."""

from reportedly.extract.cues import Cue
from reportedly.extract.tellers import name_at
from reportedly.lexicon.attribution import Attributions
from reportedly.model.text import NameKind, Reading

__all__ = ["Nesting", "nest"]

_STRONG = frozenset({"en.says", "en.claims", "en.finds", "en.argues"})


class Nesting:
    """What becomes of the cues of a report: those dropped, and for each kept one the speakers (cues) that pass it on."""

    def __init__(self) -> None:
        self.dropped: set[int] = set()
        self.passed_by: dict[int, list[int]] = {}

    def passes(self, inner: Cue, outer: Cue) -> None:
        """Let the outer cue only pass on what the inner one credits."""
        self.dropped.add(outer.at)
        self.passed_by.setdefault(inner.at, []).append(outer.at)


def nest(reading: Reading, cues: tuple[Cue, ...], lexicon: Attributions, documents: frozenset[int], passing: frozenset[int]) -> Nesting:
    """Sort out cues inside each other. ``documents`` are the cues that credit a document, ``passing`` all that credit one who only passes on."""
    result = Nesting()
    for inner in cues:
        outer = _outer(reading, inner, cues) or _after_paper(reading, inner, cues, documents)
        if outer is None or outer.at in passing or (inner.clause is None and inner.at in passing - documents):
            # an outlet passes on the whole: "her lawyer said she was at home, according to Interfax"
            continue
        if inner.clause is None:
            _phrase_inside(reading, inner, outer, documents, result)
        elif inner.clause.relation == "relative" or _before(reading, inner, outer):
            continue
        elif _is_pronoun(reading, inner.speaker, lexicon) or inner.speaker == outer.speaker:
            result.dropped.add(inner.at)
        elif (
            inner.clause.governor == outer.at
            and inner.clause.relation == "complement"
            and _strong(inner)
            and _strong(outer)
            and not _named(reading, outer)
        ):
            result.passes(inner, outer)
        elif inner.clause.relation not in {"conjunct", "root"}:
            result.dropped.add(inner.at)
    return result


def _phrase_inside(reading: Reading, inner: Cue, outer: Cue, documents: frozenset[int], result: Nesting) -> None:
    clause = reading.clause_of(inner.at)
    if inner.at in documents:
        result.dropped.add(inner.at)
        result.passed_by.setdefault(outer.at, []).append(inner.at)
    elif clause is not None and clause.head == outer.at:
        if reading.tokens[outer.speaker].text.lower() != reading.tokens[inner.speaker].text.lower():
            result.passes(outer, inner)
    else:
        result.passes(inner, outer)


def _outer(reading: Reading, inner: Cue, cues: tuple[Cue, ...]) -> Cue | None:
    by_token = {cue.at: cue for cue in cues if cue.clause is not None}
    at = reading.heads[inner.at]
    seen = inner.at
    while at != seen:
        if at in by_token:
            return by_token[at]
        seen, at = at, reading.heads[at]
    return None


def _after_paper(reading: Reading, inner: Cue, cues: tuple[Cue, ...], documents: frozenset[int]) -> Cue | None:
    """The cue that follows a paper at the head of its sentence: "According to the warrant, it was a neighbour who told police"."""
    if inner.at not in documents or inner.clause is not None or inner.at != reading.sentence_of(inner.at).first:
        return None
    sentence = reading.tokens[inner.at].sentence
    return next((cue for cue in cues if cue.clause is not None and cue.at > inner.at and reading.tokens[cue.at].sentence == sentence), None)


def _named(reading: Reading, outer: Cue) -> bool:
    """Whether the outer one is somebody named, who tells what another told as part of the own story."""
    name = name_at(reading, outer.speaker)
    return name is not None and name.kind is NameKind.PERSON


def _before(reading: Reading, inner: Cue, outer: Cue) -> bool:
    """Whether a cue and its speaker stand before the clause that the parse hangs it on even begins: ""…", said the mayor; she called it wrong"."""
    phrase = reading.phrases.get(outer.speaker)
    start = phrase.first if phrase is not None else outer.speaker
    parted = any(reading.tokens[at].text in {";", ".", ":"} for at in range(inner.at, start))
    return inner.at < outer.at and inner.speaker < start < outer.at and parted


def _strong(cue: Cue) -> bool:
    return cue.rule.name in _STRONG


def _is_pronoun(reading: Reading, token: int, lexicon: Attributions) -> bool:
    return reading.tokens[token].text.lower() in lexicon.pronouns

"""The time that a step has from what happened at the same moment: "Dahl was shot on Monday as he was arrested"."""

from collections.abc import Iterator

from reportedly.extract.dates import date_for
from reportedly.extract.scene import Scene
from reportedly.extract.steps import StepDraft
from reportedly.lexicon import dates as date_words
from reportedly.model.claims import Standing
from reportedly.model.text import Clause, Reading, Tense
from reportedly.model.when import Bearing, WhenMention

__all__ = ["moment_of"]

_NONE: frozenset[str] = frozenset()
_UP = 3


def moment_of(scene: Scene, draft: StepDraft) -> WhenMention | None:
    """The time of a clause that tells what happened at the same moment as a step without a time of its own, or None.

    That is a clause which the step's own hangs on, or which hangs on it, by "as", "when" or "where"; the verb before an "…ing" ("raided a flat on
    Monday, arresting Dahl"); or the verb that it is joined to ("tried to board a flight on Monday and was arrested").
    """
    clause = draft.hit.clause
    if (
        clause.tense not in {Tense.PAST, Tense.NONE}
        or draft.type is None
        or draft.standing is not Standing.REPORTED
        or clause.nominal
        or draft.hit.is_modifier
    ):
        return None
    reading, published = scene.reading, scene.article.published
    reporting = date_words.load(reading.lang).cues.get("reporting", _NONE)
    for other in _at_once(reading, clause):
        if other.nominal or other.lemma in reporting or other.negated:
            continue
        found = date_for(reading, scene.dates, other.head) or _inside(scene, other)
        day = found.when.earliest if found is not None else None
        if day is not None and (published is None or day <= published):
            return found
    return None


def _at_once(reading: Reading, clause: Clause) -> Iterator[Clause]:
    words = date_words.load(reading.lang).cues
    moment = words.get("moment", _NONE)
    above = reading.clauses.get(clause.governor) if clause.governor is not None else None
    if above is not None and above.nominal and clause.relation == "relative":
        # "searched homes on Monday, where they arrested Dahl"
        above = reading.clause_of(above.head)
    if above is not None and (clause.relation == "conjunct" or _hangs(reading, clause, moment, words.get("infinitive", _NONE))):
        yield above
    below = (other for other in reading.clauses.values() if other.governor == clause.head and not other.nominal)
    yield from (other for other in below if moment.intersection(other.marks))


def _hangs(reading: Reading, clause: Clause, moment: frozenset[str], infinitive: frozenset[str]) -> bool:
    """Whether a clause tells of the moment of the one that it hangs on."""
    if clause.relation in {"adverbial", "relative"} and moment.intersection(clause.marks):
        return True
    if clause.relation == "adverbial" and infinitive.intersection(clause.auxiliaries):
        return True
    bare = not clause.auxiliaries and reading.tokens[clause.head].lower.endswith("ing")
    return bare and (clause.relation == "adverbial" or clause.marks == ("before",))


def _inside(scene: Scene, clause: Clause) -> WhenMention | None:
    """The only time in what somebody tried, wanted or began to do: "tried to board a flight on Monday"."""
    sentence = scene.reading.sentence_of(clause.head)
    here = [one for one in scene.dates if one.bearing is Bearing.ON and sentence.first <= one.first < sentence.last]
    found = [one for one in here if _is_open_in(scene.reading, one, clause)]
    return found[0] if len(found) == len(here) == 1 else None


def _is_open_in(reading: Reading, mention: WhenMention, clause: Clause) -> bool:
    inner = reading.clause_of(mention.first)
    for _ in range(_UP):
        if inner is None or inner.head == clause.head:
            return inner is not None
        if inner.nominal or inner.relation != "open" or inner.governor is None:
            return False
        inner = reading.clauses.get(inner.governor)
    return False

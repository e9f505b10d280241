"""What a report tells once holds for what is told beside it: the day of a hearing and the court that sat also belong to what happened there."""

from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.extract.moments import moment_of
from reportedly.extract.regions import has_any
from reportedly.extract.scene import Scene
from reportedly.extract.step_details import COURT_STEPS
from reportedly.extract.steps import StepDraft
from reportedly.lexicon import dates as date_words
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.retelling import load_apart
from reportedly.model.claims import Standing, StepType
from reportedly.model.text import Clause, Tense
from reportedly.model.when import Bearing, WhenMention

__all__ = ["share_sessions"]

# what is decided at once in a sitting that the first tells of
_AT_ONCE = {
    StepType.HEARING: frozenset(
        {
            StepType.PRETRIAL_DETENTION,
            StepType.HOUSE_ARREST,
            StepType.BAIL,
            StepType.PLEA,
            StepType.CHARGE,
            StepType.CONVICTION,
            StepType.SENTENCE,
            StepType.ACQUITTAL,
        }
    ),
    StepType.PLEA: frozenset({StepType.PRETRIAL_DETENTION, StepType.BAIL}),
    StepType.CONVICTION: frozenset({StepType.PRETRIAL_DETENTION, StepType.BAIL}),
    StepType.SEARCH: frozenset({StepType.ARREST}),
}
# what a court tells several people on one day, each in a sentence of their own
_FOR_EACH = frozenset({StepType.SENTENCE, StepType.CONVICTION, StepType.ACQUITTAL, StepType.PLEA, StepType.PARDON})
_REACH = 2
# a day that a report brings news of, in days before it
_RECENT = 7
_BESIDE = frozenset({"root", "conjunct", "complement", "open"})


def share_sessions(scene: Scene, drafts: Sequence[StepDraft]) -> None:
    """Give steps without a day of their own the day, and steps in court without a court of their own the court, of the sitting that they belong to.

    A step belongs to a sitting told in its sentence or the two before it, of the same people, if it is told as a plain past event without any time;
    and to the only day on which the report tells that the same sort of thing happened to others of the case.
    """
    for at, draft in enumerate(drafts):
        if draft.date is None and draft.until is None:
            draft.date = moment_of(scene, draft)
        if draft.standing is not Standing.REPORTED or not _is_plain(scene, draft):
            continue
        before = [other for other in drafts[:at] if _is_near(other, draft) and set(other.who) & set(draft.who)]
        sitting = next((other for other in reversed(before) if _sits(other, draft)), None)
        if draft.date is None and sitting is not None and _has_no_time(scene, draft, sitting.date):
            draft.date = sitting.date
        if draft.date is None and draft.type is StepType.ARREST:
            draft.date = _at_the_scene(scene, draft)
        if draft.date is None and draft.type in _FOR_EACH:
            draft.date = _only_day(scene, draft, drafts)
        if draft.by is None and draft.by_text is None and draft.type in COURT_STEPS:
            _share_court(draft, before)
    _share_pardoner(drafts)


def _share_pardoner(drafts: Sequence[StepDraft]) -> None:
    """Who pardons, if the report tells one only, pardons all: "The president pardoned twelve people. … Dahl was pardoned for theft"."""
    pardons = [draft for draft in drafts if draft.type is StepType.PARDON]
    told = [draft for draft in pardons if draft.by_text]
    fullest = max(told, key=lambda draft: (draft.by is not None, len(draft.by_text or "")), default=None)
    if fullest is not None and all(draft.by == fullest.by or (not draft.by and _is_part(draft.by_text, fullest.by_text)) for draft in told):
        for draft in pardons:
            draft.by, draft.by_text = fullest.by, fullest.by_text


def _is_part(words: str | None, whole: str | None) -> bool:
    return {word.lower() for word in (words or "").split()} <= {word.lower() for word in (whole or "").split()} | {"the", "a"}


def _is_plain(scene: Scene, draft: StepDraft) -> bool:
    """Whether it is told as something that happened, and not in passing as what somebody is known for: "Dahl, who was jailed for theft, …"."""
    clause = draft.hit.clause
    if draft.type is None or draft.apart or draft.hit.is_modifier or clause.nominal or clause.relation not in _BESIDE:
        return False
    if has_any(scene.reading, scene.regions.of(clause), load_apart(scene.reading.lang)):
        return False
    told = _told_in(scene, clause)
    if told.lemma in load_pronouns(scene.reading.lang).equating and not told.passive:
        # "was in custody at the time" is no event
        return False
    return told.tense is Tense.PAST and "had" not in told.auxiliaries


def _told_in(scene: Scene, clause: Clause) -> Clause:
    """The clause whose tense tells when it happened: in "was ordered held" that of the order."""
    for _ in range(3):
        above = scene.reading.clauses.get(clause.governor) if clause.governor is not None else None
        if clause.tense is not Tense.NONE or above is None or above.nominal:
            break
        clause = above
    return clause


def _is_near(before: StepDraft, draft: StepDraft) -> bool:
    return 0 <= draft.sentences[0] - before.sentences[0] <= _REACH and before.type is not None and before.standing is Standing.REPORTED


def _sits(before: StepDraft, draft: StepDraft) -> bool:
    """Whether the one before tells of the sitting, with its day, in which the other one can have happened."""
    return before.type is not None and draft.type in _AT_ONCE.get(before.type, ()) and _day(before) is not None


def _day(draft: StepDraft) -> date | None:
    """The day of a step, if it is known to be that very day."""
    when = draft.date.when if draft.date is not None else None
    return when.earliest if when is not None and when.earliest == when.latest else None


def _has_no_time(scene: Scene, draft: StepDraft, sitting: WhenMention | None) -> bool:
    """Whether its sentence tells no other time of something past: "…, and was told to return on May 5" is still to come."""
    sentence = scene.reading.sentence_of(draft.hit.head)
    limit = sitting.when.latest if sitting is not None else None
    here = [one for one in scene.dates if sentence.first <= one.first < sentence.last and one is not sitting]
    return all(one.bearing is Bearing.UNTIL or (limit and one.when.earliest and one.when.earliest >= limit) for one in here)


def _at_the_scene(scene: Scene, draft: StepDraft) -> WhenMention | None:
    """The day told in the sentence before, for whom police took "at the scene" of what it tells."""
    reading, here = scene.reading, draft.sentences[0]
    scenes = date_words.load(reading.lang).cues.get("scene", frozenset())
    if here == 0 or not any(reading.tokens[at].lemma in scenes for at in scene.regions.of(draft.hit.clause)):
        return None
    before, own = reading.sentences[here - 1], reading.sentences[here]
    told = [one for one in scene.dates if one.bearing is Bearing.ON and before.first <= one.first < own.last and one.when.earliest == one.when.latest]
    days = {one.when.earliest for one in told}
    return told[0] if len(days) == 1 and None not in days and told[0].first < own.first else None


def _only_day(scene: Scene, draft: StepDraft, drafts: Iterable[StepDraft]) -> WhenMention | None:
    """The one day on which the report tells steps of that type: "Dahl was jailed on Monday. … Belko got five years"."""
    whole = [other for other in drafts if other.type is draft.type and _day(other) and set(draft.who) < set(other.who)]
    if len(whole) == 1 and whole[0].standing is Standing.REPORTED and _has_no_time(scene, draft, whole[0].date):
        return whole[0].date
    days = {day: other.date for other in drafts if other.type is draft.type and other.standing is Standing.REPORTED and (day := _day(other))}
    dated = [other for other in drafts if other.type is draft.type and other.date is not None and other.standing is Standing.REPORTED]
    if len(days) != 1 or any(_day(other) is None for other in dated) or min(other.hit.head for other in dated) > draft.hit.head:
        return None
    (only,) = days.values()
    published = scene.article.published
    recent = published is None or only is None or only.when.latest is None or (published - only.when.latest).days <= _RECENT
    return only if recent and _has_no_time(scene, draft, only) else None


def _share_court(draft: StepDraft, before: Sequence[StepDraft]) -> None:
    for other in reversed(before):
        same_day = draft.date is None or draft.date == other.date or (_day(draft) is not None and _day(draft) == _day(other))
        if other.type in COURT_STEPS and (other.by or other.by_text) and same_day:
            draft.by, draft.by_text, draft.place = other.by, other.by_text, draft.place or other.place
            return

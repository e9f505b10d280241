"""One step told several times is one step: who a lead's "two men" turn out to be, and which tellings belong together."""

from collections.abc import Iterable

from reportedly.extract.entities import Entity
from reportedly.extract.scene import Scene
from reportedly.extract.steps import StepDraft, is_against
from reportedly.extract.undergoing import undergoes
from reportedly.lexicon.steps import MAKES_ACCUSED
from reportedly.model.claims import Standing, StepType
from reportedly.model.text import Reading
from reportedly.model.when import WhenMention

__all__ = ["accused_keys", "identify", "merge_tellings"]

# how many paragraphs of running text tell a report's news before its details
_LEAD = 4
# how many words of title may stand before the name that a sentence opens with
_OPENING = 4
_RUNNING = 8
_ENDS = frozenset({".", "!", "?", "”", '"', "''"})
_TOLD = frozenset({Standing.REPORTED, Standing.SCHEDULED, Standing.REQUESTED})


def accused_keys(scene: Scene, drafts: Iterable[StepDraft]) -> set[int]:
    """The entities that some sentence suspects, detains, charges, tries or convicts.

    Nearness is nothing: a step that was only carried over from the sentence before makes nobody accused.
    """
    entities = scene.discourse.entities
    found: set[int] = set()
    for draft in drafts:
        strong = draft.type is None or (draft.type in MAKES_ACCUSED and not draft.hit.rule.spares) or draft.hit.rule.accuses
        strong = strong or (draft.type is StepType.HEARING and bool(draft.offences))
        if strong and draft.standing in _TOLD and not draft.carried:
            placed = {key for one in draft.who for key in entities[one].includes}
            found.update(key for key in draft.who if not entities[key].outside or key in placed or _undergoes(scene, draft, entities[key]))
    return found


def _undergoes(scene: Scene, draft: StepDraft, entity: Entity) -> bool:
    """Whether the very name is what a step happens to: only that makes a judge, lawyer or prosecutor accused, never a pronoun or an act of theirs."""
    return not draft.guessed and any(undergoes(draft.hit, head, entity) or is_against(scene, draft.hit, head) for head in draft.hit.who)


def identify(scene: Scene, drafts: list[StepDraft]) -> dict[int, tuple[int, ...]]:
    """Whom descriptions in the headline and lead turn out to be, by entity key.

    "A Lomza man was jailed" followed by "Jon Dahl, 30, was jailed" tells one person. A description is identified only with people named after it whom
    the same type of step concerns (or the only accused), if number, gender and age do not speak against it.
    """
    entities = scene.discourse.entities
    accused = accused_keys(scene, drafts)
    named = [key for key in sorted(accused, key=lambda key: _first(entities[key])) if entities[key].person is not None]
    found: dict[int, tuple[int, ...]] = {}
    last = _lead_end(scene.reading)
    for draft in drafts:
        if scene.reading.sentences[draft.sentences[0]].paragraph > last:
            continue
        unknown = [key for key in draft.who if entities[key].person is None and key not in found]
        if unknown and not any(entities[key].person for key in draft.who):
            found.update(_identified(scene, draft, unknown, named, drafts))
        elif unknown:
            found.update(_rest(scene, draft, unknown, drafts))
    return found


def _lead_end(reading: Reading) -> int:
    """The last paragraph of the lead. Lines that are no sentences, as the menus and titles that pages begin with, do not count."""
    running = dict.fromkeys(
        sentence.paragraph
        for sentence in reading.sentences
        if not sentence.is_headline and sentence.last - sentence.first >= _RUNNING and reading.tokens[sentence.last - 1].text in _ENDS
    )
    return max(list(running)[:_LEAD], default=_LEAD - 1)


def _named_at(entity: Entity) -> int:
    """Where a person is named first, however often told of without a name before."""
    return min((name.first for name in entity.person.names), default=_first(entity)) if entity.person is not None else _first(entity)


def _first(entity: Entity) -> int:
    return min(entity.heads) if entity.heads else 1 << 30


def _identified(scene: Scene, draft: StepDraft, unknown: list[int], named: list[int], drafts: list[StepDraft]) -> dict[int, tuple[int, ...]]:
    entities = scene.discourse.entities
    start = max(_first(entities[key]) for key in unknown)
    later = [key for key in named if _named_at(entities[key]) > start]
    same = [key for key in later if any(key in other.who and other.type is draft.type for other in drafts)]
    if len(unknown) == 1 and not entities[unknown[0]].plural:
        one = entities[unknown[0]]
        pool = [key for key in (same or (later if len(named) == 1 else _introduced(scene, later))) if _agree(one, entities[key])]
        by_age = [key for key in pool if one.age is not None and _age(scene, entities[key]) == one.age]
        choice = by_age or pool
        return (
            {one.key: (choice[0],)}
            if choice and (by_age or len(set(choice)) == 1 or _age(scene, entities[choice[0]]) is None or one.age is None)
            else {}
        )
    total = sum(entities[key].count or (0 if entities[key].plural else 1) for key in unknown)
    for pool in (same, later):
        if total and len(pool) == total and all(not entities[key].plural for key in pool):
            return {unknown[0]: tuple(pool)} | dict.fromkeys(unknown[1:], ())
    whole = _later_set(scene, draft, total, drafts) or _called_alike(scene, entities[unknown[0]], total, named)
    return {unknown[0]: whole} | dict.fromkeys(unknown[1:], ()) if whole else {}


def _introduced(scene: Scene, later: list[int]) -> list[int]:
    """Whom a lead's "former treasurer" must be: the one whom the sentence that first names an accused after it names alone, at its beginning."""
    reading, entities = scene.reading, scene.discourse.entities
    first = min(later, key=lambda key: _named_at(entities[key]), default=None)
    if first is None:
        return []
    at = _named_at(entities[first])
    sentence = reading.sentence_of(at)
    beside = [key for key in later if key != first and sentence.first <= _named_at(entities[key]) < sentence.last]
    opens = at - sentence.first <= _OPENING and sentence.paragraph <= _lead_end(reading)
    return [first] if opens and not beside else []


def _called_alike(scene: Scene, group: Entity, total: int, named: list[int]) -> tuple[int, ...]:
    """The list of names with the noun of a group, just as long, if the case is told to concern one of them: "two guards", "guards Dahl and Orlo"."""
    for heads in dict.fromkeys(scene.lists.members.values()):
        keys = tuple(dict.fromkeys(key for head in heads for key in scene.discourse.refs.get(head, ())))
        people = [scene.discourse.entities[key].person for key in keys]
        titles = {title.word for person in people if person is not None for title in person.titles}
        if len(keys) == total > 1 and titles & group.nouns and any(key in named for key in keys):
            return keys
    return ()


def _later_set(scene: Scene, draft: StepDraft, total: int, drafts: list[StepDraft]) -> tuple[int, ...]:
    """All whom later steps concern, if they are just as many: "an employee and three others" are the two named and the two unnamed."""
    entities = scene.discourse.entities
    start = max(_first(entities[key]) for key in draft.who)
    later: list[int] = []
    for other in drafts:
        if other.hit.head <= draft.hit.head:
            continue
        fresh = [key for key in other.who if key not in draft.who and key not in later and _first(entities[key]) > start]
        later.extend(key for key in fresh if entities[key].count or not entities[key].plural)
        count = sum(entities[key].count or 1 for key in later)
        if total and count == total and any(entities[key].person is not None for key in later):
            return tuple(later)
    return ()


def _rest(scene: Scene, draft: StepDraft, unknown: list[int], drafts: list[StepDraft]) -> dict[int, tuple[int, ...]]:
    """As in "Dahl and three others" before the others are told one by one."""
    entities = scene.discourse.entities
    total = sum(entities[key].count or (0 if entities[key].plural else 1) for key in draft.who)
    whole = _later_set(scene, draft, total - sum(1 for key in draft.who if entities[key].person is not None), drafts)
    rest = tuple(key for key in whole if key not in draft.who)
    return {unknown[0]: rest} if rest and len(unknown) == 1 else {}


def _agree(left: Entity, right: Entity) -> bool:
    return not (left.gender and right.gender and left.gender != right.gender)


def _age(scene: Scene, entity: Entity) -> int | None:
    from reportedly.extract.describing import age_of

    return age_of(scene, entity)


def merge_tellings(scene: Scene, drafts: list[StepDraft]) -> list[StepDraft]:
    """Bring tellings of one step together: same type and people, and nothing in date, term or standing that tells them apart.

    Dated tellings come together first. One without a date then joins the only one like it; if there are several, only one for the same offence.
    """
    merged: list[StepDraft] = []
    for draft in sorted(drafts, key=lambda draft: (_is_heading(scene, draft), draft.date is None)):
        alike = [other for other in merged if _is_same(other, draft)]
        if len(alike) > 1 and draft.date is None:
            sure = [other for other in alike if other.date is None or _share_offence(other, draft)]
            alike = sure or [other for other in alike if _is_beside(other, draft)]
        home = alike[0] if alike else None
        if home is None and _is_heading(scene, draft):
            home = next((other for other in merged if other.type is draft.type and other.standing is draft.standing), None)
            if home is not None:
                draft.who = ()
        if home is None:
            merged.append(draft)
        else:
            _join(home, draft)
    return sorted(merged, key=lambda draft: draft.hit.head)


def _share_offence(left: StepDraft, right: StepDraft) -> bool:
    mine, theirs = ({mention.kind or mention.text.lower() for mention in draft.offences} for draft in (left, right))
    return bool(mine & theirs)


def _is_beside(left: StepDraft, right: StepDraft) -> bool:
    return abs(left.sentences[0] - right.sentences[0]) <= 1


def _is_heading(scene: Scene, draft: StepDraft) -> bool:
    """Whether a telling stands in the headline and names nobody: the report below says who is meant."""
    entities = scene.discourse.entities
    return scene.reading.sentences[draft.sentences[0]].is_headline and not any(entities[key].person is not None for key in draft.who)


def _is_same(left: StepDraft, right: StepDraft) -> bool:
    if left.type is not right.type or left.standing is not right.standing:
        return False
    if not set(left.who) & set(right.who):
        return False
    if not _dates_agree(left.date, right.date):
        return False
    apart = right.apart or (left.apart and left.date is not None and right.date is None)
    if left.sentences[0] == right.sentences[0] and set(left.who) == set(right.who):
        # two rules that read one telling
        apart = False
    if apart and not (left.date and right.date and left.date.when == right.date.when):
        return False
    if left.term and right.term and left.term.iso != right.term.iso:
        return False
    if (left.term or right.term) and _is_single(left, right):
        return False
    return not (left.until and right.until and left.until.when.earliest != right.until.when.earliest)


def _is_single(left: StepDraft, right: StepDraft) -> bool:
    """Whether one telling is the term of one person and the other that of several: two sentences, however long."""
    return left.type is StepType.SENTENCE and set(left.who) != set(right.who) and left.sentences[0] != right.sentences[0]


def _dates_agree(left: WhenMention | None, right: WhenMention | None) -> bool:
    if left is None or right is None:
        return True
    one, two = left.when, right.when
    if one.earliest is None or two.earliest is None or one.latest is None or two.latest is None:
        return True
    return one.earliest <= two.latest and two.earliest <= one.latest


def _join(home: StepDraft, draft: StepDraft) -> None:
    home.who = tuple(dict.fromkeys((*home.who, *draft.who)))
    home.sentences.extend(at for at in draft.sentences if at not in home.sentences)
    if home.date is None or (draft.date is not None and _narrower(draft.date, home.date)):
        home.date = draft.date or home.date
    home.until = home.until or draft.until
    home.term = home.term or draft.term
    home.by, home.by_text = (home.by, home.by_text) if home.by else (draft.by or home.by, draft.by_text or home.by_text)
    home.place = home.place or draft.place
    home.offences.extend(mention for mention in draft.offences if mention not in home.offences)


def _narrower(left: WhenMention, right: WhenMention) -> bool:
    if left.when.earliest is None or left.when.latest is None:
        return False
    if right.when.earliest is None or right.when.latest is None:
        return True
    return left.when.latest - left.when.earliest < right.when.latest - right.when.earliest

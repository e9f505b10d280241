"""Steps of a case: what a report says happened to whom, by whom, when, where, until when and for what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.extract.dates import date_for, until_for
from reportedly.extract.deed_days import is_of_deed
from reportedly.extract.entities import Entity
from reportedly.extract.matcher import Hit
from reportedly.extract.membership import companions_of
from reportedly.extract.offences import offences_for
from reportedly.extract.regions import has_any
from reportedly.extract.scene import Scene
from reportedly.extract.standing import standing_of
from reportedly.extract.step_details import done_by
from reportedly.extract.step_places import place_of
from reportedly.extract.terms import term_for
from reportedly.extract.undergoing import undergoes
from reportedly.lexicon.deciders import load_deciders
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.retelling import load_apart
from reportedly.lexicon.steps import MAKES_ACCUSED
from reportedly.model.claims import Standing, StepType
from reportedly.model.offences import OffenceMention
from reportedly.model.parties import OrgKind
from reportedly.model.text import Clause, Reading, Tense
from reportedly.model.when import Bearing, Term, WhenMention

__all__ = ["StepDraft", "draft_steps", "is_against"]

# how many days at least lie between a deed and what a court does about it
_AFTER_DEEDS = {StepType.CONVICTION: 6, StepType.SENTENCE: 6, StepType.ACQUITTAL: 6, StepType.PLEA: 1, StepType.APPEAL_UPHELD: 6}
_DEEP = 6
_VERDICTS = frozenset({StepType.CONVICTION, StepType.SENTENCE, StepType.ACQUITTAL})
_CHANGES = frozenset({StepType.APPEAL, StepType.APPEAL_UPHELD, StepType.APPEAL_OVERTURNED, StepType.PARDON})
# words that only underline who is meant: "each face charges", "was himself jailed"
_ADDS_NOBODY = frozenset({"each", "both", "all", "himself", "herself", "themselves", "itself"})
# what opens a case against somebody: until it has been done it is no step
_OPENING = frozenset({StepType.ARREST, StepType.CHARGE, StepType.INDICTMENT, StepType.CASE_OPENED})


@dataclass(slots=True)
class StepDraft:
    """One telling of a step, or several that were found to tell the same one. ``type`` is None for an accusation without a step."""

    type: StepType | None
    who: tuple[int, ...]
    who_text: str | None
    hit: Hit
    standing: Standing
    date: WhenMention | None = None
    until: WhenMention | None = None
    term: Term | None = None
    offences: list[OffenceMention] = field(default_factory=list)
    by: str | None = None
    by_text: str | None = None
    place: str | None = None
    sentences: list[int] = field(default_factory=list)
    carried: bool = False
    guessed: bool = False
    apart: bool = False


def draft_steps(scene: Scene) -> list[StepDraft]:
    """All steps and accusations that the report tells, one draft a telling, in the order of the text."""
    drafts: list[StepDraft] = []
    for hit in scene.hits:
        draft = _draft(scene, hit, drafts)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _draft(scene: Scene, hit: Hit, before: list[StepDraft]) -> StepDraft | None:
    reading = scene.reading
    known = {key for draft in before for key in draft.who}
    # a judge or lawyer who does something in court is not the one it happens to
    together = companions_of(load_pronouns(reading.lang), hit.clause) if hit.rule.step in MAKES_ACCUSED else ()
    listed = [(head, member) for head in (*hit.who, *together) for member in scene.all_at(head)]
    heads = list(dict.fromkeys(member for head, member in listed if member == head or _shares(scene, hit, member)))
    if len(heads) > 1:
        # "Dahl and Belko each face charges": the quantifier adds nobody
        heads = [head for head in heads if reading.tokens[head].text.lower() not in _ADDS_NOBODY] or heads
    entities = [
        entity
        for head in heads
        for entity in scene.discourse.at(head)
        if not entity.outside
        or undergoes(hit, head, entity)
        or _is_listed_patient(scene, hit, head)
        or entity.key in known
        or _is_placed(scene, head, entity)
    ]
    entities.extend(_placed_here(scene, hit, entities))
    carried = not entities
    if carried:
        entities = _carried(scene, hit, before) if hit.rule.carry else []
        if not entities:
            return None
    draft = StepDraft(
        type=hit.rule.step,
        who=tuple(dict.fromkeys(entity.key for entity in entities)),
        who_text=_text(scene, hit),
        hit=hit,
        standing=Standing.HYPOTHETICAL if _is_generic(scene, hit, entities) else standing_of(reading, hit, scene.regions),
        sentences=list(dict.fromkeys(reading.tokens[at].sentence for at in (hit.head, *hit.who))),
        carried=carried,
        guessed=any(
            reading.tokens[head].pos == "PRON" or scene.discourse.entities[scene.discourse.refs[head][0]].definite
            for head in hit.who
            if scene.discourse.refs.get(head)
        ),
    )
    draft.apart = has_any(reading, _unbracketed(reading, scene.regions.of(hit.clause)), load_apart(reading.lang))
    _fill(scene, draft)
    if draft.standing is Standing.SCHEDULED and draft.type in _OPENING and draft.date is None:
        # "will be charged": nothing has happened yet, and no day is told; they are suspects
        draft.type = None
    return draft if "crime" not in hit.rule.needs or _is_criminal(scene, draft) else None


def _unbracketed(reading: Reading, tokens: Sequence[int]) -> Iterator[int]:
    """Those of some tokens that stand in no brackets: in "Dahl (formerly Belko)" nothing happened formerly."""
    depth = 0
    for at in tokens:
        text = reading.tokens[at].text
        depth += (text == "(") - (text == ")")
        if depth <= 0 and text != ")":
            yield at


def _placed_here(scene: Scene, hit: Hit, entities: list[Entity]) -> list[Entity]:
    """Those whom the sentence of a step places in a group that it concerns: "Dahl was among ten people arrested"."""
    here = scene.reading.tokens[hit.head].sentence
    keys = dict.fromkeys(key for entity in entities if entity.count for key in entity.includes)
    placed = [scene.discourse.entities[key] for key in keys]
    return [one for one in placed if one not in entities and any(scene.reading.tokens[head].sentence == here for head in one.heads)]


def _is_placed(scene: Scene, head: int, entity: Entity) -> bool:
    """Whether a name counts for a group that it is told to belong to: "those detained include the lawyer Ana Belko"."""
    return any(entity.key in scene.discourse.entities[key].includes for key in scene.discourse.refs.get(head, ()))


def _is_listed_patient(scene: Scene, hit: Hit, head: int) -> bool:
    """Whether a name stands in the list before a verb to which the step happens: "reporters Dahl and Belko were detained"."""
    patients = (*hit.clause.patients, *hit.clause.recipients)
    beside = hit.clause.passive and head < hit.head and any(head in scene.all_at(patient) or patient in scene.listed(head) for patient in patients)
    return beside or is_against(scene, hit, head)


def is_against(scene: Scene, hit: Hit, head: int) -> bool:
    """Whether a case is brought against a name by a preposition: "дело возбуждено в отношении судьи Марка Лугина"."""
    words = load_deciders(scene.reading.lang).against
    return any(one.head == head and one.prep in words and one.prep in hit.rule.who for one in hit.clause.obliques)


def _shares(scene: Scene, hit: Hit, member: int) -> bool:
    """Whether a name in a list belongs to the clause too: not the one who does something else, as in "arrested Dahl, a driver, and Belko said"."""
    clause = scene.reading.clause_of(member)
    if clause is None or clause.head == hit.clause.head:
        return True
    return member not in (*clause.agents, *clause.patients) or clause.head < hit.clause.head < member


def _is_criminal(scene: Scene, draft: StepDraft) -> bool:
    """Whether an accusation is of an offence that the lexicon knows, or made by those who prosecute; politicians accuse each other of anything."""
    words = load_people(scene.reading.lang)
    agents = [scene.reading.tokens[head] for head in draft.hit.by]
    prosecuting = any(token.lemma in words.prosecuting or token.text.lower() in words.prosecuting for token in agents)
    accusers = [one for head in draft.hit.by for one in scene.discourse.at(head)] if load_pronouns(scene.reading.lang).bare else []
    if not prosecuting and any(one.person is not None and not one.outside for one in accusers):
        # whatever somebody with a name, and no office in a case, says that another did
        return False
    kinds = {org.id: org.kind for org in scene.organisations}
    if prosecuting or (draft.by is not None and kinds.get(draft.by) in {OrgKind.COURT, OrgKind.POLICE, OrgKind.PROSECUTOR, OrgKind.SECURITY}):
        return True
    return any(mention.kind is not None for mention in draft.offences) and not _is_of_a_mob(scene, draft.hit.clause)


def _is_of_a_mob(scene: Scene, clause: Clause) -> bool:
    """Whether those accuse who take the law into their own hands: "killed by a mob after he was accused of theft"."""
    tokens, mob = scene.reading.tokens, load_deciders(scene.reading.lang).mob
    told = [clause, *(other for head, other in scene.reading.clauses.items() if head == clause.governor or other.governor == clause.head)]
    return any(other.lemma in mob or any(tokens[head].lemma in mob for head in other.agents) for other in told if not other.nominal)


def _is_generic(scene: Scene, hit: Hit, entities: list[Entity]) -> bool:
    """Whether a step only tells which people are meant, and no particular ones: "penalties for people convicted of fraud"."""
    if hit.clause.nominal or hit.clause.relation not in {"relative", "participle"} or not hit.who:
        return False
    if any(entity.person is not None or entity.definite or entity.count or entity.includes for entity in entities):
        return False
    if hit.clause.marks and not any(entity.plural for entity in entities):
        # "a teacher was put on leave after being arrested"
        return False
    if any(hit.who[0] in (*other.agents, *other.patients) and _is_past(other) for other in scene.reading.clauses.values() if other.head != hit.head):
        # "a man convicted of fraud was freed": somebody to whom something happened
        return False
    return date_for(scene.reading, scene.dates, hit.head) is None and not hit.headline


def _is_past(clause: Clause) -> bool:
    return not clause.nominal and clause.relation in {"root", "conjunct", "complement"} and clause.tense is Tense.PAST and not clause.negated


def _text(scene: Scene, hit: Hit) -> str | None:
    if not hit.who:
        return None
    phrase = scene.reading.phrases.get(hit.who[0])
    return scene.reading.text_of(phrase.first, phrase.last) if phrase is not None else scene.reading.tokens[hit.who[0]].text


def _carried(scene: Scene, hit: Hit, before: list[StepDraft]) -> list[Entity]:
    """Whom a step without a person of its own concerns: those of the step told last, in this sentence or the few before it."""
    here = scene.reading.tokens[hit.head].sentence
    for draft in reversed(before):
        if here - draft.sentences[0] > 4:
            break
        if draft.type is None or draft.type in MAKES_ACCUSED or draft.carried:
            return [scene.discourse.entities[key] for key in draft.who]
    return []


def _date(scene: Scene, draft: StepDraft) -> WhenMention | None:
    """When a step happened: the time that hangs on it, else the only one in its clause. What is reported to have happened is not still to come."""
    head = draft.hit.head
    found = date_for(scene.reading, scene.dates, head)
    if found is None and draft.hit.shares is not None:
        found = date_for(scene.reading, scene.dates, draft.hit.shares)
    apart = found is not None and draft.hit.clause.tense is Tense.PRESENT and found.first not in range(draft.hit.clause.first, draft.hit.clause.last)
    if found is not None and (apart or _is_nearer_another(scene, draft, found) or is_of_deed(scene, draft.hit, found)):
        # "was arrested on Monday and is being held": what still lasts has no day
        found = None
    if draft.hit.is_modifier or _is_changed_now(scene, draft, found):
        # "deported Dahl, a convicted robber, on Friday", "upheld his sentence on Friday": only what the verb tells was on Friday
        return None
    if draft.type is StepType.INDICTMENT and any(other.head == head and other.rule.step is StepType.HEARING for other in scene.hits):
        # "was arraigned today on an indictment": only the hearing was today
        return None
    if found is None:
        found = _of_verdict(scene, draft)
    if found is None and not draft.hit.clause.nominal:
        found = next((one for clause in _sharing(scene, draft) if (one := _only_date(scene, draft, clause)) is not None), None)
    if found is None or scene.article.published is None or draft.standing is not Standing.REPORTED:
        return found
    return found if found.when.earliest is None or found.when.earliest <= scene.article.published else None


def _is_changed_now(scene: Scene, draft: StepDraft, found: WhenMention | None) -> bool:
    """Whether a verdict is only what a verb acts on that tells what becomes of it, so that the verb's day is not the verdict's."""
    if found is None or not draft.hit.clause.nominal or draft.type not in _VERDICTS:
        return False
    above = scene.reading.clause_of(draft.hit.head)
    changed = above is not None and any(other.head == above.head and other.rule.step in _CHANGES for other in scene.hits)
    return changed and not draft.hit.clause.first <= found.first < draft.hit.clause.last


def _of_verdict(scene: Scene, draft: StepDraft) -> WhenMention | None:
    """As in "was convicted of stabbing his wife on Monday": a court never tries a deed of this very week, so the day is the verdict's."""
    days, published = _AFTER_DEEDS.get(draft.type) if draft.type is not None else None, scene.article.published
    if days is None or published is None or draft.hit.clause.nominal:
        return None
    sentence = scene.reading.sentence_of(draft.hit.head)
    here = [one for one in scene.dates if one.bearing is Bearing.ON and sentence.first <= one.first < sentence.last]
    exact = [(one, one.when.latest) for one in here if one.when.earliest == one.when.latest and one.when.latest is not None]
    recent = [one for one, day in exact if 0 <= (published - day).days <= days]
    only = recent[0] if len(recent) == 1 and recent[0].first > draft.hit.head else None
    return only if only is not None and _is_in_deed(scene, draft.hit.clause, only) else None


def _is_in_deed(scene: Scene, clause: Clause, mention: WhenMention) -> bool:
    """Whether a time stands in what somebody is tried for: a clause that hangs on the verdict without tense and subject of its own."""
    inner = scene.reading.clause_of(mention.first)
    for _ in range(_DEEP):
        if inner is None or inner.head == clause.head or inner.governor is None:
            return inner is not None and inner.head == clause.head
        if not inner.nominal and (inner.relation not in {"participle", "open", "conjunct"} or inner.tense is not Tense.NONE):
            return False
        inner = scene.reading.clauses.get(inner.governor)
    return False


def _sharing(scene: Scene, draft: StepDraft) -> list[Clause]:
    """The clauses whose time a step shares: its own, the copula it hangs on ("was last year pardoned"), and the verbs joined to it."""
    clause = draft.hit.clause
    above = scene.reading.clauses.get(clause.governor) if clause.governor is not None else None
    copula = [above] if above is not None and above.lemma in load_pronouns(scene.reading.lang).equating and not above.predicate else []
    verbs = [other for other in scene.reading.clauses.values() if not other.nominal]
    joined = [other for other in verbs if other.governor == clause.head and other.relation == "conjunct"]
    # "признал виновным, приговорив к году колонии"
    doing = "VerbForm=Conv" in scene.reading.tokens[clause.head].features and above is not None and not above.nominal
    return [clause, *copula, *joined, *([above] if doing and above is not None else [])]


def _only_date(scene: Scene, draft: StepDraft, clause: Clause) -> WhenMention | None:
    inside = frozenset(scene.regions.of(clause))
    own = [one for one in scene.dates if one.bearing is Bearing.ON and one.first in inside and one.when.earliest]
    own = [one for one in own if not (_is_nearer_another(scene, draft, one) or _is_before_noun(scene, one) or is_of_deed(scene, draft.hit, one))]
    own = [one for one in own if not _is_of_earlier(scene, one)]
    return own[0] if len(own) == 1 and not _is_of_saying(scene, own[0]) else None


def _is_before_noun(scene: Scene, mention: WhenMention) -> bool:
    """Whether a time only describes the noun behind it: "his 2014 conviction was overturned"."""
    reading, last = scene.reading, mention.last - 1
    if load_pronouns(reading.lang).bare:
        # where a noun shows its case, what describes it does too: "12.05.2026 судом вынесен приговор"
        return False
    noun = reading.phrases.get(reading.heads[last])
    return noun is not None and reading.tokens[noun.head].pos == "NOUN" and noun.first <= mention.first < mention.last <= noun.head


def _is_of_earlier(scene: Scene, mention: WhenMention) -> bool:
    """Whether a time is told of what came before: "Following his arrest in March, Dahl was charged"."""
    nouns = [hit for hit in scene.hits if hit.clause.nominal and hit.head + 1 == mention.first]
    return any(scene.reading.tokens[scene.reading.heads[hit.head]].lower in {"following", "after", "since", "before"} for hit in nouns)


def _is_nearer_another(scene: Scene, draft: StepDraft, mention: WhenMention) -> bool:
    """Whether a noun for another step stands between a cue and a time: "sentenced after his plea last month"."""
    between = [hit for hit in scene.hits if draft.hit.head < hit.head < mention.first and hit.clause.nominal and hit.rule.step is not draft.type]
    return any(not _is_occasion(scene, hit) for hit in between)


def _is_occasion(scene: Scene, hit: Hit) -> bool:
    """Whether a noun only tells at which hearing something happened: "pleaded guilty at the start of his trial in May"."""
    reading, up = scene.reading, scene.reading.heads[hit.head]
    while reading.tokens[up].lemma == "of" and reading.heads[up] != up:
        up = reading.heads[reading.heads[up]]
    return hit.rule.step is StepType.HEARING and reading.tokens[up].lemma in load_deciders(reading.lang).before


def _is_of_saying(scene: Scene, mention: WhenMention) -> bool:
    """Whether a time stands right at a verb of saying: "police said Tuesday"."""
    before = scene.reading.clauses.get(mention.first - 1)
    told = {hit.clause.lemma for hit in scene.hits}
    return before is not None and not before.nominal and not before.passive and bool(before.agents) and before.lemma not in told


def _fill(scene: Scene, draft: StepDraft) -> None:
    reading, head = scene.reading, draft.hit.head
    draft.date = _date(scene, draft)
    draft.until = until_for(reading, scene.dates, head)
    moved = _moved_to(scene, draft)
    if moved is not None:
        draft.date, draft.until, draft.standing = moved, None, Standing.SCHEDULED
    draft.term = _term(scene, draft)
    draft.offences = list(offences_for(reading, scene.offences, head))
    doer = done_by(scene, draft.hit)
    draft.by, draft.by_text = doer.party, doer.text
    draft.place = place_of(scene, draft.hit, doer.court)


def _moved_to(scene: Scene, draft: StepDraft) -> WhenMention | None:
    """The day that a hearing is put off to: "the trial was adjourned to May 5"."""
    words, clause = draft.hit.rule.moves, draft.hit.clause
    if not words or draft.standing is not Standing.REPORTED:
        return None
    tokens = scene.reading.tokens
    for mention in scene.dates:
        before = tokens[mention.first - 1].text.lower() if mention.first else ""
        inside = clause.head < mention.first < clause.last
        if inside and mention.when.earliest is not None and (before in words or tokens[mention.first].text.lower() in words):
            return mention
    return None


_TERMED = frozenset({StepType.SENTENCE, StepType.PRETRIAL_DETENTION, StepType.DETENTION_EXTENDED, StepType.HOUSE_ARREST, StepType.APPEAL_OVERTURNED})


def _term(scene: Scene, draft: StepDraft) -> Term | None:
    if draft.type not in _TERMED:
        return None
    term = draft.hit.term or term_for(scene.reading, scene.terms, draft.hit.head)
    if term is None and draft.hit.clause.nominal:
        # a line or a gapped clause: "Orlo, 30, for 15 years"
        inside = range(draft.hit.clause.first, draft.hit.clause.last)
        term = next((one for one in scene.terms if one.first in inside and draft.hit.clause.head < one.first), None)
    return None if term is not None and term.maximum else term

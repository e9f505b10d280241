"""Who took a step, as the words around its cue tell it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.matcher import Hit
from reportedly.extract.person_nouns import noun_at
from reportedly.extract.regions import obliques_of
from reportedly.extract.scene import Scene
from reportedly.extract.tellers import name_at
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.deciders import load_deciders
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.claims import StepType
from reportedly.model.parties import Organisation, OrgKind, RoleName
from reportedly.model.text import Clause, NameKind, Phrase, Reading

__all__ = ["COURT_STEPS", "Doer", "done_by"]

COURT_STEPS = frozenset(
    {
        StepType.PRETRIAL_DETENTION,
        StepType.DETENTION_EXTENDED,
        StepType.HOUSE_ARREST,
        StepType.BAIL,
        StepType.PLEA,
        StepType.HEARING,
        StepType.CONVICTION,
        StepType.SENTENCE,
        StepType.ACQUITTAL,
        StepType.APPEAL_UPHELD,
        StepType.APPEAL_OVERTURNED,
    }
)
"""Steps that happen in court."""

_ON_PAPER = frozenset({StepType.CHARGE, StepType.INDICTMENT})
_FORCES = frozenset({OrgKind.POLICE, OrgKind.PROSECUTOR, OrgKind.SECURITY, OrgKind.COURT})
_BACK = 2
_UP = 3


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it: the id of an organisation or ``person:`` with the key of an entity, the words that tell it, and the court it was done in."""

    party: str | None = None
    text: str | None = None
    court: Organisation | None = None


def done_by(scene: Scene, hit: Hit) -> Doer:
    """Who took a step. Of several that the words tell, the first that is a party of the report, or else the first."""
    told = [doer for head in dict.fromkeys(_heads(scene, hit)) if (doer := _doer(scene, head)) is not None]
    return next((doer for doer in told if doer.party is not None), told[0] if told else Doer())


def _heads(scene: Scene, hit: Hit) -> Iterator[int]:
    """Head tokens of those who can have done it, those that the cue's own words name first."""
    placed = {oblique.head for oblique in obliques_of(scene.reading, hit.clause, scene.regions) if oblique.prep != "by"}
    for head in hit.by:
        if head in placed and hit.rule.step in COURT_STEPS:
            # "appeared in September", "in Department 2": only courts and judges count there
            continue
        if scene.reading.tokens[head].pos == "PRON" or scene.reading.tokens[head].text.lower() in load_pronouns(scene.reading.lang).words:
            yield from _meant(scene, head)
        else:
            yield head
    if hit.clause.passive:
        # a parser may hang "by a jury" on a noun of the clause
        yield from (
            oblique.head for oblique in obliques_of(scene.reading, hit.clause, scene.regions) if oblique.prep == "by" and _acts(scene, oblique.head)
        )
    elif not any(_acts(scene, head) for head in hit.by):
        yield from _opening(scene, hit.clause)
    if hit.rule.step in _ON_PAPER:
        yield from _of_paper(scene, hit.clause)
    if hit.rule.step in COURT_STEPS:
        yield from _in_court(scene, hit.clause)
        if not hit.clause.nominal and hit.head == hit.clause.head:
            yield from _above(scene, hit.clause)


def _opening(scene: Scene, clause: Clause) -> Iterator[int]:
    """The force that opens the sentence, where the parse lost that it acts: "Agents, acting on a tip, located and detained Dahl"."""
    reading = scene.reading
    first = reading.sentences[clause.sentence].first
    head = next((head for head, phrase in reading.phrases.items() if phrase.first == first and head < clause.head), None)
    ahead = head is not None and not clause.nominal and reading.heads[head] == head
    if head is not None and ahead and {reading.tokens[head].lemma, reading.tokens[head].text.lower()} & load_deciders(reading.lang).force:
        yield head


def _of_paper(scene: Scene, clause: Clause) -> Iterator[int]:
    """Who made the paper that accuses: the jury in "the jury returned an indictment charging him with theft"."""
    papers = {head for head in clause.agents if scene.reading.tokens[head].lemma in load_deciders(scene.reading.lang).paper}
    for other in scene.reading.clauses.values() if papers else ():
        if not other.nominal and papers & set(other.patients):
            yield from (head for head in other.agents if _acts(scene, head))


def _doer(scene: Scene, head: int) -> Doer | None:
    reading = scene.reading
    phrase = reading.phrases.get(head)
    if phrase is None:
        return None
    text = reading.normal_of(phrase.first, _with_service(scene, phrase))
    whole = max(phrase.last, phrase.whole_last)
    around = _bodies(scene, phrase.first, whole)
    court = next((org for org in around if org.kind is OrgKind.COURT), None)
    own = _bodies(scene, head, head + 1)
    if own:
        return Doer(own[0].id, text, court)
    people = scene.discourse.at(head)
    person = people[0].key if people and people[0].person is not None else None
    if person is None and reading.tokens[head].lemma in load_deciders(reading.lang).court:
        person = _only_judge(scene, head)
    if person is not None:
        return Doer(f"person:{person}", text, court)
    near = _bodies(scene, phrase.first, phrase.last) or _only_court(scene, head) or (around if noun_at(reading, head) is not None else [])
    return Doer(near[0].id if near else None, text, court) if near or _acts(scene, head) else None


def _with_service(scene: Scene, phrase: Phrase) -> int:
    """Where the words for somebody end, with those for whom they serve: "officers of the financial police"."""
    words = load_deciders(scene.reading.lang)
    for oblique in phrase.obliques:
        inner = scene.reading.phrases.get(oblique.head)
        if inner is not None and oblique.at == phrase.last and oblique.prep in words.serving and _acts(scene, oblique.head):
            return max(phrase.last, inner.last)
    return phrase.last


def _only_court(scene: Scene, head: int) -> list[Organisation]:
    """The one court of the report, for a bare "court" or "the court"."""
    reading = scene.reading
    phrase = reading.phrases[head]
    if "Number=Plur" in reading.tokens[head].features:
        return []
    bare = all(at == head or reading.tokens[at].lemma == "the" for at in range(phrase.first, phrase.last))
    courts = [org for org in scene.organisations if org.kind is OrgKind.COURT]
    return courts if bare and reading.tokens[head].lemma in {"court", "суд"} and len(courts) == 1 else []


def _acts(scene: Scene, head: int) -> bool:
    """Whether a phrase can be the one who takes a step: a court, a force, people; not "the long arm of the law"."""
    reading = scene.reading
    words = load_deciders(reading.lang)
    token = reading.tokens[head]
    if {token.lemma, token.text.lower()} & (words.court | words.force) or _bodies(scene, head, head + 1) or _is_state(reading, head):
        return True
    word = noun_at(reading, head)
    return word is not None and token.lemma not in words.paper


def _is_state(reading: Reading, head: int) -> bool:
    name = name_at(reading, head)
    return name is not None and name.kind is NameKind.PLACE and country_named(name.text, people=False) is not None


def _bodies(scene: Scene, first: int, last: int) -> list[Organisation]:
    span = scene.reading.span_of(first, last)
    return [org for org in scene.organisations if any(mention.overlaps(span) for mention in org.mentions)]


def _only_judge(scene: Scene, head: int) -> int | None:
    """The one judge whom the report names, for "a judge" and "the judge"."""
    token = scene.reading.tokens[head]
    if token.lemma in {"court", "jury", "panel", "tribunal"} or "Number=Plur" in token.features:
        return None
    judges = [
        entity.key
        for entity in scene.discourse.entities
        if entity.person is not None and any(title.role is RoleName.JUDGE for name in entity.person.names for title in name.titles)
    ]
    return judges[0] if len(judges) == 1 else None


def _meant(scene: Scene, head: int) -> Iterator[int]:
    """The force or court that a pronoun can mean: the subject told last before it, in its sentence or one of the two before."""
    reading = scene.reading
    words = load_deciders(reading.lang)
    here = reading.tokens[head].sentence
    subjects = [
        at
        for clause in reading.clauses.values()
        if not clause.nominal and here - _BACK <= clause.sentence <= here
        for at in (*clause.agents, *(clause.patients if clause.passive else ()))
        if at < head and here - _BACK <= reading.tokens[at].sentence
    ]
    for at in sorted(set(subjects), reverse=True):
        token = reading.tokens[at]
        if {token.lemma, token.text.lower()} & (words.force | words.court) or any(org.kind in _FORCES for org in _bodies(scene, at, at + 1)):
            yield at
            return


def _in_court(scene: Scene, clause: Clause) -> Iterator[int]:
    """The court or judge that the clause names behind "before", "at" or "in"."""
    reading = scene.reading
    words = load_deciders(reading.lang)
    for oblique in obliques_of(reading, clause, scene.regions):
        phrase = reading.phrases.get(oblique.head)
        if oblique.prep not in words.before or phrase is None:
            continue
        if (
            _only_court(scene, oblique.head)
            or any(org.kind is OrgKind.COURT for org in _bodies(scene, phrase.first, phrase.last))
            or _is_judge(scene, oblique.head)
        ):
            yield oblique.head


def _is_judge(scene: Scene, head: int) -> bool:
    return any(
        title.role is RoleName.JUDGE
        for entity in scene.discourse.at(head)
        if entity.person is not None
        for name in entity.person.names
        for title in name.titles
    )


def _above(scene: Scene, clause: Clause) -> Iterator[int]:
    """The court or judge whose decision the clause is the content of: "the judge ordered that he be held", "…, the court said"."""
    reading = scene.reading
    words = load_deciders(reading.lang)
    at = clause
    for _ in range(_UP):
        if at.governor is None:
            return
        up = reading.clause_of(at.governor)
        if up is None or up.head == at.head:
            return
        if up.lemma in words.order and not up.nominal and not up.negated:
            yield from (
                head
                for head in up.agents
                if {reading.tokens[head].lemma} & words.court
                or any(org.kind is OrgKind.COURT for org in _bodies(scene, head, head + 1))
                or _is_judge(scene, head)
            )
        at = up

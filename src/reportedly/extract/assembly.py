"""From a reading to claims: all parts of extraction put together for one report."""

from collections.abc import Iterable

from reportedly.extract.accusing import accused_by_word
from reportedly.extract.describing import age_of, citizenship
from reportedly.extract.employment import employment
from reportedly.extract.entities import Entity
from reportedly.extract.involvement import is_somebody, roles_of
from reportedly.extract.offence_merge import distinct_offences
from reportedly.extract.penalties import find_penalties
from reportedly.extract.retelling import accused_keys, identify, merge_tellings
from reportedly.extract.scene import Scene, set_scene
from reportedly.extract.sessions import share_sessions
from reportedly.extract.sources import find_sources
from reportedly.extract.statements import find_utterances
from reportedly.extract.steps import StepDraft, draft_steps
from reportedly.extract.voices import Voices
from reportedly.lexicon.steps import CASE_STEPS
from reportedly.model.claims import (
    Accusation,
    Claim,
    Headcount,
    Offence,
    Penalty,
    ReportReading,
    Role,
    Standing,
    Step,
)
from reportedly.model.parties import Evidence, Group, Person, RoleName
from reportedly.model.text import Article, Reading, Span

__all__ = ["extract"]


def extract(article: Article, reading: Reading) -> ReportReading:
    """All that one report says, as claims with their sentences, sources and dates."""
    scene = set_scene(article, reading)
    told = draft_steps(scene)
    known = identify(scene, told)
    for draft in told:
        draft.who = tuple(dict.fromkeys(new for key in draft.who for new in known.get(key, (key,))))
    share_sessions(scene, told)
    accused = accused_keys(scene, told) | accused_by_word(scene)
    drafts = merge_tellings(scene, [draft for draft in told if draft.who and _stands(draft, accused)])
    return _Assembly(scene, drafts, accused, known).reading()


def _stands(draft: StepDraft, accused: set[int]) -> bool:
    """Whether a step concerns the case: what also happens to bystanders counts only for people whom the report tells as accused."""
    if draft.type is None or (draft.type in CASE_STEPS and not draft.hit.rule.spares):
        return True
    return any(key in accused for key in draft.who)


class _Assembly:
    """The last pass: entities become parties with ids, drafts become claims."""

    def __init__(self, scene: Scene, drafts: list[StepDraft], accused: set[int], known: dict[int, tuple[int, ...]]) -> None:
        self.scene = scene
        self.text = scene.reading.text
        self.drafts = drafts
        self.accused = accused
        self.known = known
        self.roles = roles_of(scene, accused)
        utterances = find_utterances(scene.reading)
        self.sources = find_sources(scene.reading, utterances, scene.organisations, article=scene.article)
        self.offences = self._offences()
        self.ids = self._ids()
        self.voices = Voices(scene, self.sources, utterances, self.ids)

    def reading(self) -> ReportReading:
        scene = self.scene
        entities = scene.discourse.entities
        people = tuple(self._person(entities[key], name) for key, name in self.ids.items() if name.startswith("p"))
        groups = tuple(self._group(entities[key], name) for key, name in self.ids.items() if name.startswith("g"))
        claims = [claim for draft in self.drafts if (claim := self._claim(draft)) is not None]
        claims += [self._role_claim(person) for person in people if person.role is not RoleName.OTHER]
        claims += [self._headcount(group) for group in groups]
        claims += self._penalty_claims()
        claims += self.voices.quotes()
        return ReportReading(
            article=scene.article,
            depth=scene.reading.depth,
            people=people,
            groups=groups,
            organisations=scene.organisations,
            places=scene.places,
            offences=self.offences,
            sources=self.sources,
            claims=tuple(claims),
            model=scene.reading.model,
        )

    # parties

    def _ids(self) -> dict[int, str]:
        entities = self.scene.discourse.entities
        in_steps = {key for draft in self.drafts for key in draft.who}
        found: dict[int, str] = {}
        people = groups = 0
        for entity in sorted(entities, key=lambda one: (min(one.heads, default=1 << 30), one.key)):
            if entity.members or entity.key in self.known:
                continue
            if (entity.key in in_steps and not entity.plural) or is_somebody(self.scene, entity, self.roles[entity.key]):
                people += 1
                found[entity.key] = f"p{people}"
            elif entity.plural and entity.key in in_steps:
                groups += 1
                found[entity.key] = f"g{groups}"
        return found

    def _person(self, entity: Entity, name: str) -> Person:
        same = [self.scene.discourse.entities[key] for key, meant in self.known.items() if meant == (entity.key,)]
        employer, position = employment(self.scene, entity, same)
        return Person(
            id=name,
            name=entity.person.full if entity.person is not None else entity.text,
            other_names=entity.person.others() if entity.person is not None else (),
            named=entity.person is not None,
            role=self.roles[entity.key],
            age=age_of(self.scene, entity),
            citizenship=citizenship(self.scene, entity),
            employer=employer,
            position=position,
            mentions=self._mentions(entity),
            evidence=self._evidence(self._sentences(entity)),
        )

    def _group(self, entity: Entity, name: str) -> Group:
        role = self.roles[entity.key]
        return Group(name, entity.text, self.scene.discourse.unnamed(entity), role, self._mentions(entity), self._evidence(self._sentences(entity)))

    def _mentions(self, entity: Entity) -> tuple[Span, ...]:
        reading = self.scene.reading
        spans = {reading.span_of(name.first, name.last) for name in (entity.person.names if entity.person else ())}
        for head in entity.heads:
            span = reading.tokens[head].span
            if not any(other.contains(span) for other in spans):
                spans.add(span)
        return tuple(sorted(spans))

    def _sentences(self, entity: Entity) -> list[int]:
        """The sentence that names somebody first, and those that tell the steps that concern them."""
        reading = self.scene.reading
        heads = entity.heads or [name.first for name in (entity.person.names if entity.person else ())]
        first = [reading.tokens[min(heads)].sentence] if heads else []
        steps = [at for draft in self.drafts if entity.key in draft.who for at in draft.sentences]
        return list(dict.fromkeys([*first, *steps]))

    def _evidence(self, sentences: Iterable[int]) -> tuple[Evidence, ...]:
        spans = [self.scene.reading.sentences[at].span for at in sentences]
        return tuple(Evidence(span, span.of(self.text)) for span in spans)

    # offences

    def _offences(self) -> tuple[Offence, ...]:
        scene = self.scene
        self.penalties = find_penalties(scene.reading, scene.offences, scene.terms)
        return distinct_offences(scene.reading, scene.offences, self.penalties)

    def _offence_ids(self, draft: StepDraft) -> tuple[str, ...]:
        spans = {mention.span for mention in draft.offences}
        return tuple(offence.id for offence in self.offences if spans.intersection(offence.mentions))

    def _penalty_claims(self) -> list[Claim]:
        return [
            Claim(
                article_id=self.scene.article.id,
                evidence=offence.evidence,
                attribution=self.voices.attribution(self._token_at(offence.evidence[0].span)),
                says=Penalty(offence.id, offence.max_penalty),
                standing=Standing.HYPOTHETICAL,
                why="penalty",
            )
            for offence in self.offences
            if offence.max_penalty is not None and offence.evidence
        ]

    # claims

    def _claim(self, draft: StepDraft) -> Claim | None:
        who = tuple(self.ids[key] for key in draft.who if key in self.ids)
        if not who:
            return None
        says: Step | Accusation
        if draft.type is None:
            says = Accusation(who, self._offence_ids(draft))
        else:
            says = Step(
                type=draft.type,
                who=who,
                who_text=draft.who_text,
                by=self._by(draft),
                by_text=draft.by_text,
                place=draft.place,
                until=draft.until.when if draft.until else None,
                term=draft.term.iso if draft.term else None,
                offences=self._offence_ids(draft),
            )
        return Claim(
            article_id=self.scene.article.id,
            evidence=self._evidence(draft.sentences),
            attribution=self.voices.attribution(draft.hit.head),
            says=says,
            standing=draft.standing,
            when=draft.date.when if draft.date else None,
            why=draft.hit.rule.id,
        )

    def _by(self, draft: StepDraft) -> str | None:
        if draft.by is not None and draft.by.startswith("person:"):
            return self.ids.get(int(draft.by.removeprefix("person:")))
        return draft.by

    def _token_at(self, span: Span) -> int:
        return self.scene.reading.tokens_in(span).start

    def _role_claim(self, person: Person) -> Claim:
        return Claim(
            article_id=self.scene.article.id,
            evidence=person.evidence,
            attribution=self.voices.attribution(self._token_at(person.evidence[0].span)),
            says=Role(person.id, person.role),
            why="role",
        )

    def _headcount(self, group: Group) -> Claim:
        return Claim(
            article_id=self.scene.article.id,
            evidence=group.evidence[:1],
            attribution=self.voices.attribution(self._token_at(group.evidence[0].span)),
            says=Headcount(group.id, group.count, group.role),
            why="headcount",
        )

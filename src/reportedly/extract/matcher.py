"""Find where the step rules of a lexicon match: the cue, whom it concerns and who did it, as head tokens."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.extract.culprits import culprits_in
from reportedly.extract.regions import Regions, find_sequence, has_any, obliques_of, regions_of
from reportedly.extract.rule_needs import as_told, governs_rightly, has_needs
from reportedly.lexicon.numbers import load as load_numbers
from reportedly.lexicon.people import load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.lexicon.steps import COUNTED, CULPRIT, Pattern, StepRule, StepRules
from reportedly.model.claims import StepType
from reportedly.model.text import Clause, NameKind, Oblique, Phrase, Reading
from reportedly.model.when import Term

__all__ = ["Hit", "find_hits"]

IsPerson = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule matches.

    ``head`` is the cue's token; ``who`` and ``by`` are head tokens of phrases; ``clause`` is the clause that is told. A hit that shares the verb of
    another ("Dahl got ten years, Orlo eight") has its own ``term``, and in ``shares`` the cue that its time may hang on.
    """

    rule: StepRule
    head: int
    who: tuple[int, ...]
    by: tuple[int, ...]
    clause: Clause
    headline: bool = False
    term: Term | None = None
    shares: int | None = None

    @property
    def is_modifier(self) -> bool:
        """Whether the cue stands inside the phrase for a person: "the jailed journalist"."""
        return bool(self.rule.modifiers) and self.head != self.clause.head


@dataclass(frozen=True, slots=True)
class _Scene:
    reading: Reading
    rules: StepRules
    regions: Regions
    terms: frozenset[int]
    is_person: IsPerson


def find_hits(reading: Reading, rules: StepRules, terms: Sequence[Term], is_person: IsPerson, regions: Regions | None = None) -> list[Hit]:
    """All matches of the rules, in the order of the text. At one cue the first rule of each step type counts.

    ``is_person`` tells whether the phrase with a head token can stand for people: only such phrases fill the role of the one concerned.
    """
    regions = regions or regions_of(reading)
    starts = frozenset(index for term in terms if not term.maximum for index in range(term.first, term.last))
    scene = _Scene(reading, rules, regions, starts, is_person)
    found: dict[tuple[int, str], Hit] = {}
    for head in sorted(reading.clauses.keys() | _modifier_heads(reading, rules)):
        for hit in _hits_at(scene, head):
            key = (hit.head, hit.rule.step.value if hit.rule.step else "")
            # a rule that says whom it concerns counts before one that leaves it open
            if key not in found or (hit.who and not found[key].who):
                found[key] = hit
    return _without_objects(list(found.values()))


_CUSTODY = frozenset({StepType.ARREST, StepType.PRETRIAL_DETENTION, StepType.DETENTION_EXTENDED, StepType.HOUSE_ARREST})
_HELD = frozenset({StepType.ARREST, StepType.PRETRIAL_DETENTION})
_ABOUT_BY = frozenset({"as", "for"})
# steps whose verb can be about the noun of another, which is then no step of its own: "extended his detention", "dismissed the indictment"
_ABOUT = dict.fromkeys(_CUSTODY, _CUSTODY) | {
    StepType.WANTED: frozenset({StepType.ARREST}),
    StepType.CASE_CLOSED: frozenset({StepType.CHARGE, StepType.INDICTMENT, StepType.CASE_OPENED, StepType.HEARING}),
    StepType.APPEAL: _HELD,
    StepType.APPEAL_UPHELD: _HELD,
    StepType.APPEAL_OVERTURNED: _HELD,
}


def _without_objects(hits: list[Hit]) -> list[Hit]:
    """Leave out nouns that only say what a verb is about."""
    objects = {
        (head, step)
        for hit in hits
        if hit.rule.step in _ABOUT and not hit.clause.nominal and not hit.is_modifier
        for step in _ABOUT[hit.rule.step]
        for head in (*hit.clause.patients, *hit.clause.agents, *(oblique.head for oblique in hit.clause.obliques if oblique.prep in _ABOUT_BY))
    }
    return [hit for hit in hits if not hit.clause.nominal or (hit.head, hit.rule.step) not in objects]


def _modifier_heads(reading: Reading, rules: StepRules) -> set[int]:
    return {token.index for token in reading.tokens if token.text.lower() in rules.modifiers}


def _hits_at(scene: _Scene, head: int) -> Iterator[Hit]:
    clause = scene.reading.clauses.get(head)
    if clause is not None:
        table = scene.rules.nouns if clause.nominal else scene.rules.verbs
        text = scene.reading.tokens[head].text.lower()
        # rare verbs are wrongly lemmatised, so the very word is tried too
        for pattern, rule in table.get(clause.lemma, ()) + (table.get(text, ()) if text != clause.lemma else ()):
            hit = _match_clause(scene, clause, pattern, rule)
            if hit is not None:
                yield hit
    if clause is not None and clause.passive and clause.auxiliaries:
        return
    for pattern, rule in scene.rules.modifiers.get(scene.reading.tokens[head].text.lower(), ()):
        hit = _match_modifier(scene, head, pattern, rule)
        if hit is not None:
            yield hit


def _match_clause(scene: _Scene, clause: Clause, pattern: Pattern, rule: StepRule) -> Hit | None:
    reading = scene.reading
    own = scene.regions.of(clause)
    if len(pattern) > 1 and not _stands(reading, clause, own, pattern):
        return None
    around = range(max(clause.first - 2, reading.sentence_of(clause.head).first), clause.last) if clause.nominal else own
    if rule.along and not has_any(reading, around, rule.along):
        return None
    # "Radio Free Europe" sets nobody free
    if rule.without and has_any(reading, (index for index in _looked_over(scene, clause, own) if reading.tokens[index].pos != "PROPN"), rule.without):
        return None
    if (rule.inside or rule.not_inside or rule.doer) and not governs_rightly(reading, clause, rule, own):
        return None
    headline = reading.sentence_of(clause.head).is_headline
    clause = as_told(reading, clause, rule)
    if not has_needs(reading, rule, own, scene.terms, headline, clause):
        return None
    who = _people(scene, clause, rule)
    if not who and not rule.carry:
        return None
    by = next((found for role in rule.by if (found := _filler(reading, clause, role, scene.regions))), ())
    return Hit(rule, clause.head, who, tuple(head for head in by if head not in who), clause, headline)


def _looked_over(scene: _Scene, clause: Clause, own: Sequence[int]) -> Sequence[int]:
    """Where the words may not stand that rule a cue out: its clause; for a noun among declined ones also that of its verb, "отказал в аресте"."""
    if not clause.nominal or not load_pronouns(scene.reading.lang).bare:
        return own
    verb = scene.reading.clause_of(clause.head)
    return own if verb is None else sorted({*own, *scene.regions.of(verb)})


def _stands(reading: Reading, clause: Clause, own: Sequence[int], pattern: Pattern) -> bool:
    """Whether the further words of a cue stand in the clause: after a verb, and around a noun in the cue's own order."""
    if clause.nominal:
        window = range(clause.head, min(clause.head + len(pattern) + 6, len(reading.tokens)))
        return find_sequence(reading, window, pattern) is not None and pattern[0] in (clause.lemma, reading.tokens[clause.head].text.lower())
    rest = pattern[1:]
    if clause.particle == rest[0]:
        rest = rest[1:]
    return not rest or find_sequence(reading, [index for index in own if index != clause.head], rest) is not None


def _people(scene: _Scene, clause: Clause, rule: StepRule) -> tuple[int, ...]:
    """The first role that is filled by people."""
    for role in rule.who:
        said = role == CULPRIT
        told = culprits_in(scene.reading, clause, rule.inside, rule.without) if said else _filler(scene.reading, clause, role, scene.regions)
        filled = (_named_behind(scene, head) for head in told)
        found = tuple(head for head in filled if role == COUNTED or scene.is_person(head))
        if role == "patient" and (named := _right_behind(scene, clause)) is not None:
            return (named,)
        # "charges of violence against Belko were filed against Dahl": what hangs on the verb itself comes first
        direct = tuple(oblique.head for oblique in clause.obliques if oblique.prep == role and oblique.head in found)
        found = direct or found
        if len(found) > 1 and " " in role and load_pronouns(scene.reading.lang).bare:
            # "дело в отношении мужчины, обвиняемого в действиях в отношении мальчика": the first is whose case it is
            found = found[:1]
        if not found and role == "patient" and clause.relation == "participle" and clause.passive:
            # "Dahl appeared in court charged with theft": parsers hang the participle on the court
            up = scene.reading.heads[clause.head]
            noun = scene.reading.phrases.get(up) if "to" in clause.auxiliaries else None
            if noun is not None:
                # "his request to be released": whose request it is, and not who rejects it
                found = tuple(head for head in (noun.possessor,) if head is not None and scene.is_person(head))
                if found:
                    return found
                continue
            outer = scene.reading.clause_of(up)
            above = () if outer is None else outer.patients if outer.passive else outer.agents
            found = tuple(head for head in above if scene.is_person(head))
        if found:
            return found
    return ()


def _right_behind(scene: _Scene, clause: Clause) -> int | None:
    """The name that a participle behind a comma tells of, whatever a parser hangs it on: "refused to free Jon Dahl, jailed in 2018"."""
    if not clause.passive or clause.auxiliaries or clause.nominal or clause.relation not in {"adverbial", "participle"} or clause.head < 2:
        return None
    tokens, at = scene.reading.tokens, clause.head - 2
    if tokens[at + 1].text != "," or tokens[at].pos != "PROPN" or tokens[at].sentence != tokens[clause.head].sentence:
        return None
    named = any(name.kind is NameKind.PERSON and name.last == at + 1 for name in scene.reading.names)
    return at if named and scene.is_person(at) and at in scene.reading.phrases else None


def _named_behind(scene: _Scene, head: int) -> int:
    """The name that only tells who a bare number of an order is: "a third, Jon Dahl, was acquitted", "the second accused, Jon Dahl," cut wrongly."""
    tokens = scene.reading.tokens
    if head + 2 >= len(tokens) or tokens[head + 1].text != "," or not tokens[head + 2].text[0].isupper() or scene.is_person(head):
        return head
    called = load_people(scene.reading.lang).noun(tokens[head].lemma, tokens[head].lower)
    if (tokens[head].lower,) not in load_numbers(scene.reading.lang).ordinals and (called is None or not called.accusing):
        return head
    at = head + 2
    while at + 1 < len(tokens) and tokens[at + 1].text[0].isupper():
        at += 1
    return at if scene.is_person(at) else head


def _filler(reading: Reading, clause: Clause, role: str, regions: Regions) -> tuple[int, ...]:
    phrase = reading.phrases.get(clause.head)
    match role:
        case "patient":
            return clause.patients
        case "agent":
            return clause.agents
        case "subject":
            return clause.patients if clause.passive else clause.agents
        case "recipient":
            return clause.recipients or (clause.patients if clause.passive else _swallowed(reading, clause))
        case "possessor":
            return _possessor(reading, clause, phrase)
        case "self":
            return (clause.head,)
        case "counted":
            return tuple(head for head in ((clause.head,) if clause.nominal else clause.patients) if _is_counted(reading, head))
        case "complement":
            inside = [other for other in reading.clauses.values() if other.governor == clause.head and other.relation == "complement"]
            return tuple(head for other in inside if not other.passive for head in other.agents)
        case "owner":
            return _owners(reading, clause, regions)
        case "host":
            return _host(reading, clause)
    prep, colon, nouns = role.partition(":")
    if colon:
        return _of_noun(reading, clause, prep, frozenset(nouns.split("/")), regions)
    return tuple(oblique.head for oblique in obliques_of(reading, clause, regions) if oblique.prep == role)


def _is_counted(reading: Reading, head: int) -> bool:
    phrase = reading.phrases.get(head)
    if phrase is None or "Number=Plur" not in reading.tokens[head].features:
        return False
    return any(reading.tokens[at].pos == "NUM" and reading.heads[at] == head for at in range(phrase.first, head))


def _swallowed(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Names that a parser takes for the first part of what they were given: "granted Jon Dahl bail", "granted former mayor Jon Dahl interim bail"."""
    found: list[int] = []
    tokens = reading.tokens
    for head in clause.patients:
        phrase = reading.phrases.get(head)
        before = range(phrase.first, head) if phrase is not None and tokens[head].pos == "NOUN" else range(0)
        for name in reading.names:
            if name.kind is NameKind.PERSON and name.first in before and name.last <= head:
                around = (*tokens[before.start : name.first], *tokens[name.last : head])
                found.extend([name.last - 1] if all(token.pos in {"ADJ", "NOUN"} for token in around) else [])
    return tuple(found)


def _of_noun(reading: Reading, clause: Clause, prep: str, nouns: frozenset[str], regions: Regions) -> tuple[int, ...]:
    """What hangs with a preposition on certain nouns of a clause: "of:case" is whose case it is, whatever else has an owner."""
    return tuple(
        oblique.head
        for index in sorted({clause.head, *regions.of(clause)})
        if index in reading.phrases and reading.tokens[index].lemma in nouns
        for oblique in _hanging(reading, reading.phrases[index])
        if oblique.prep == prep
    )


def _hanging(reading: Reading, phrase: Phrase) -> Iterator[Oblique]:
    """What hangs on a noun by a preposition, a participle between them included: "the appeal filed by Dahl"."""
    yield from phrase.obliques
    for head in phrase.clauses:
        inner = reading.clauses.get(head)
        if inner is not None and inner.passive and not inner.auxiliaries:
            yield from inner.obliques


def _owners(reading: Reading, clause: Clause, regions: Regions) -> tuple[int, ...]:
    """Whose the things are that a clause is about: "a warrant for Dahl's arrest", "a search of the home of Dahl"."""
    nouns = [reading.phrases[index] for index in regions.of(clause) if index in reading.phrases]
    owners = tuple(phrase.possessor for phrase in nouns if phrase.possessor is not None)
    return owners or tuple(oblique.head for phrase in nouns for oblique in phrase.obliques if oblique.prep == "of")


def _host(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """The phrase that a noun hangs on by its preposition: "Dahl, under house arrest since May"."""
    up = reading.heads[clause.head]
    if up == clause.head or reading.tokens[up].pos not in {"ADP", "SCONJ"}:
        return ()
    host = reading.heads[up]
    return (host,) if host in reading.phrases and host != up else ()


def _possessor(reading: Reading, clause: Clause, phrase: Phrase | None) -> tuple[int, ...]:
    if clause.nominal:
        if phrase is None or phrase.possessor is None:
            return ()
        owner = reading.phrases.get(phrase.possessor)
        around = reading.clauses.get(reading.heads[clause.head])
        if around is not None and (meant := _owner_meant(reading, around, phrase.possessor)) != phrase.possessor:
            return (meant,)
        return (phrase.possessor, *(owner.conjuncts if owner else ()))
    # the owner of what the verb is about: "police searched his home", "his trial began"
    for head in (*clause.patients, *clause.agents):
        part = reading.phrases.get(head)
        if part is not None and part.possessor is not None:
            return (_owner_meant(reading, clause, part.possessor),)
    return ()


def _owner_meant(reading: Reading, clause: Clause, owner: int) -> int:
    """The noun that a relative word stands for: "Dahl, whose sentence was commuted"."""
    noun = reading.heads[clause.head] if clause.relation == "relative" else None
    return noun if noun is not None and noun in reading.phrases and reading.tokens[owner].lower in load_pronouns(reading.lang).relative else owner


def _match_modifier(scene: _Scene, at: int, pattern: Pattern, rule: StepRule) -> Hit | None:
    """A cue that stands inside a phrase for a person: "jailed journalist Ana Belko", "murder suspect Jon Dahl"."""
    reading = scene.reading
    window = range(at, min(at + len(pattern), len(reading.tokens)))
    if len(pattern) > 1 and not find_sequence(reading, window, pattern):
        return None
    head = _phrase_around(reading, at)
    if head is None or head in window or not scene.is_person(head):
        return None
    around = reading.phrases[head]
    if has_any(reading, range(around.first, min(around.last + 3, len(reading.tokens))), rule.without):
        return None
    clause = reading.clause_of(head)
    if clause is None:
        clause = Clause(head, reading.tokens[head].lemma, reading.tokens[head].sentence, around.first, around.last, nominal=True)
    return Hit(rule, at, (head,), (), clause, reading.sentence_of(at).is_headline)


def _phrase_around(reading: Reading, at: int) -> int | None:
    head = at
    for _ in range(4):
        up = reading.heads[head]
        if up == head:
            return None
        head = up
        phrase = reading.phrases.get(head)
        if phrase is not None and phrase.first <= at < phrase.last:
            outer = reading.heads[head]
            around = reading.phrases.get(outer)
            if outer != head and around is not None and around.first <= at < around.last and around.possessor != head:
                continue
            # "the convicted man's lawyer": what stands before an owner is told of the owner
            return phrase.possessor if phrase.possessor is not None and at <= phrase.possessor < head else head
        if phrase is not None:
            return None
    return None

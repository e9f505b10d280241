"""Where somebody works and as what, as a report tells it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.extract.descriptions import Description, descriptions
from reportedly.extract.entities import Entity
from reportedly.extract.names import PersonName
from reportedly.extract.person_nouns import noun_at
from reportedly.extract.scene import Scene
from reportedly.lexicon.countries import country_named
from reportedly.lexicon.positions import Positions, load_positions
from reportedly.model.parties import Organisation, OrgKind
from reportedly.model.text import Clause, Phrase, Reading

__all__ = ["employment"]

# how many words may stand between "at" and the name: "with the online outlet Norvik Herald"
_BETWEEN = 5
_LEFT_OUT = frozenset({"DET", "PRON", "PUNCT", "PART", "NUM", "ADV", "SYM"})
_JOINED = frozenset({"NOUN", "PROPN", "ADJ"})
_MARKS = frozenset({"'s", "’s", "'", "’", "(", ")", "-", "–", "&"})
# rules of people's words that tell no work: forms of address, kinship, what somebody is in the case
_NO_WORK = (".victim", ".witness", ".relative", ".relative-man", ".relative-woman", ".learned", ".courtesy-man", ".courtesy-woman")


@dataclass(frozen=True, slots=True)
class _Job:
    """What one place of the report tells: the id of an employer, a position, or both."""

    employer: str | None
    position: str | None


def employment(scene: Scene, entity: Entity, same: Iterable[Entity] = ()) -> tuple[str | None, str | None]:
    """The employer (id of an organisation) and position that a report tells of somebody.

    ``same`` are entities that were found to be the same one, such as "a 40-year-old clerk" of the lead. What tells both wins.
    """
    jobs = [job for one in (entity, *same) for job in _jobs(scene, one) if job.employer is not None or job.position is not None]
    both = [job for job in jobs if job.employer is not None and job.position is not None]
    if both:
        # who presides over one body and is a member of another works for the first
        members = load_positions(scene.reading.lang).member
        best = next((job for job in both if job.position not in members), both[0])
        return best.employer, best.position
    employer = next((job.employer for job in jobs if job.employer is not None), None)
    return employer, next((job.position for job in jobs if job.position is not None), None)


def _jobs(scene: Scene, entity: Entity) -> Iterator[_Job]:
    words = load_positions(scene.reading.lang)
    for name in entity.person.names if entity.person is not None else ():
        yield _before_name(scene, words, name)
    for told in descriptions(scene, entity):
        yield _described(scene, words, entity, told)
    yield from _spells(scene, words, entity)
    for head in entity.heads:
        phrase = scene.reading.phrases.get(head)
        around = scene.reading.clause_of(head)
        inner = list(_relatives(scene, phrase)) if phrase is not None else []
        for clause in dict.fromkeys((*inner, *((around,) if around is not None else ()))):
            yield from _worked(scene, words, clause, head, of_phrase=clause in inner)


# words right before a name: "Norvik Mayor's Office press secretary Jon Dahl"


def _before_name(scene: Scene, words: Positions, name: PersonName) -> _Job:
    reading, first = scene.reading, name.first
    if first and "Number=Plur" in reading.tokens[first - 1].features and len(scene.listed(name.last - 1)) < 2:
        # "prosecutors Dahl met" calls nobody so, "officers Dahl and Belko" does
        return _Job(None, None)
    head = name.last - 1
    if first and _is_position(reading, words, first - 1) and (body := _employer_of(scene, words, head)) is not None:
        # "Officer Jon Dahl of the Norvik Police Department"
        return _Job(body, _position(scene, words, first - 1, first))
    start = first
    floor = reading.sentence_of(first).first
    while start > floor and (reading.tokens[start - 1].pos in _JOINED or reading.tokens[start - 1].text in _MARKS):
        start -= 1
    return _within(scene, words, start, first) if start < first and _is_position(reading, words, first - 1) else _Job(None, None)


def _within(scene: Scene, words: Positions, first: int, last: int) -> _Job:
    """The job that adjacent nouns tell, the employer before the position."""
    ends = [at for at in range(first, last) if _is_position(scene.reading, words, at)]
    if not ends or _body_over(scene, ends[-1]) is not None:
        return _Job(None, None)
    body = next((org for at in range(first, ends[-1]) if (org := _body_over(scene, at)) is not None), None)
    return _Job(body.id if body is not None else None, _position(scene, words, first, ends[-1] + 1))


def _is_position(reading: Reading, words: Positions, at: int) -> bool:
    token = reading.tokens[at]
    word = noun_at(reading, at)
    if word is None or word.means_accused or word.young or word.rule.endswith(_NO_WORK):
        # "Professor Dahl" is addressed so, "a professor at the university" works there
        return word is not None and word.rule.endswith(".learned") and token.pos == "NOUN" and token.text.islower()
    if word.gender and word.role is None and word.rule.endswith((".man", ".woman")) and len(token.lemma) < 6:
        # "man", "boy", "lady" are no work, "businessman" and "actress" are
        return False
    return not {token.lemma, token.text.lower()} & words.none


def _position(scene: Scene, words: Positions, first: int, last: int) -> str | None:
    """The words of a description that say what somebody does, without the employer's name and without what the case calls them."""
    reading = scene.reading
    aged = _age_tokens(reading, first, last)
    kept = [
        index
        for index in range(first, last)
        if index not in aged
        and (reading.tokens[index].pos not in _LEFT_OUT or _owns(reading, index, first))
        and (reading.tokens[index].text not in _MARKS or _owns(reading, index, first))
        and not reading.tokens[index].text.isupper()
        and reading.tokens[index].lemma not in words.aside
        and country_named(reading.tokens[index].text) is None
        and _named_over(scene, index) is None
    ]
    if not kept:
        return None
    text = "".join(_spaced(reading, left, right) for left, right in zip(kept, [*kept[1:], None], strict=True))
    sentence = reading.sentence_of(first)
    if kept and (sentence.is_headline or (kept[0] == sentence.first and reading.tokens[kept[0]].pos != "PROPN")):
        text = text.lower() if sentence.is_headline else text[0].lower() + text[1:]
    elif len(kept) == 1 and noun_at(reading, kept[0]) is not None and not text.isupper():
        text = text.lower()
    return text or None


def _age_tokens(reading: Reading, first: int, last: int) -> range:
    """The tokens of an age, however it is cut: "35 - year - old"."""
    old = next(
        (
            at
            for at in range(first, last)
            if reading.tokens[at].text.lower() in {"old", "year-old"} and reading.text[reading.tokens[at].span.start - 1] == "-"
        ),
        None,
    )
    return range(first, old + 1) if old is not None else range(0)


def _owns(reading: Reading, index: int, first: int) -> bool:
    """Whether a mark of possession belongs to a word of the position: "sheriff's deputy"."""
    return index > first and reading.tokens[index].text in {"'s", "’s"} and reading.tokens[index - 1].pos == "NOUN"


def _spaced(reading: Reading, index: int, following: int | None) -> str:
    """A word, and the hyphen or space before the one that follows it: "part-time guard"."""
    word = reading.tokens[index].text
    if following is None:
        return word
    between = reading.text[reading.tokens[index].span.end : reading.tokens[following].span.start]
    return word + (between if between in {"-", "‐", "‑", ""} else " ")


# appositions, predicates, and phrases that mean somebody


def _described(scene: Scene, words: Positions, entity: Entity, told: Description) -> _Job:
    reading = scene.reading
    named = {index for name in (entity.person.names if entity.person else ()) for index in range(name.first, name.last)}
    if told.head in named:
        return _Job(None, None)
    if not _is_position(reading, words, told.head) or _is_plural(scene, told.head) != entity.plural:
        return _Job(None, None)
    phrase = reading.phrases[told.head]
    job = _within(scene, words, phrase.first, max(phrase.last, told.head + 1))
    employer = job.employer or _employer_of(scene, words, told.head)
    if reading.tokens[told.head].lemma in words.aside:
        # "a 12-year veteran of the police" tells no post
        return _Job(employer, None)
    return _Job(employer, job.position if employer is not None or reading.tokens[told.head].lemma not in words.belongs else None)


def _employer_of(scene: Scene, words: Positions, head: int, depth: int = 3) -> str | None:
    """The organisation behind a position: "a teacher at Lomza High School", "head of the legal department of Norvik Bank"."""
    phrase = scene.reading.phrases.get(head)
    for oblique in phrase.obliques if phrase is not None and depth else ():
        if oblique.prep not in words.at:
            continue
        found = _body_of(scene, oblique.head) or _employer_of(scene, words, oblique.head, depth - 1)
        if found is not None:
            return found
        inner = scene.reading.phrases.get(oblique.head)
        for at in inner.clauses if inner is not None else ():
            # "an employee of the branch who has been working at the Norvik House": who is the employee
            clause = scene.reading.clauses.get(at)
            if (
                clause is not None
                and clause.lemma in words.work
                and any(scene.reading.tokens[i].text.lower() == "who" for i in range(clause.first, at))
            ):
                return next((org for other in clause.obliques if other.prep in words.at and (org := _body_of(scene, other.head)) is not None), None)
    return _body_behind(scene, words, head)


def _body_behind(scene: Scene, words: Positions, head: int) -> str | None:
    """The body right behind a post, whatever a parser hung it on: "sentenced a guard at the Norvik Embassy to a year"."""
    reading = scene.reading
    limit = min(reading.sentence_of(head).last, head + 2 + _BETWEEN)
    if head + 2 >= limit or reading.tokens[head + 1].text.lower() not in words.at or not _is_position(reading, words, head):
        return None
    for at in range(head + 2, limit):
        org = _named_over(scene, at)
        if org is not None:
            last = next(reading.tokens_in(span).stop for span in org.mentions if span.overlaps(reading.tokens[at].span))
            if last < limit and reading.tokens[last].text in _MARKS:
                return None
            return org.id if org.kind is not OrgKind.COURT or reading.tokens[head].lemma in words.post else None
        if reading.tokens[at].pos not in {"DET", "ADJ", "NOUN"}:
            return None
    return None


def _relatives(scene: Scene, phrase: Phrase) -> Iterator[Clause]:
    """The clauses that tell of a phrase, those included that a parser hung on a place in it: "Dahl, 35, of Lomza, who worked as"."""
    reading = scene.reading
    yield from (reading.clauses[at] for at in phrase.clauses if at in reading.clauses)
    for oblique in phrase.obliques:
        around = reading.phrases.get(oblique.head)
        for at in around.clauses if around is not None and noun_at(reading, oblique.head) is None else ():
            clause = reading.clauses.get(at)
            if clause is not None and any(reading.tokens[index].text.lower() == "who" for index in range(clause.first, at)):
                yield clause


def _spells(scene: Scene, words: Positions, entity: Entity) -> Iterator[_Job]:
    """Time spent in a position: "in his role as manager of Norvik Bank", "she spent ten years as head of"."""
    reading = scene.reading
    for at, token in enumerate(reading.tokens):
        if token.lemma not in words.spell:
            continue
        phrase = reading.phrases.get(at)
        clause = reading.clause_of(at)
        hers = clause is not None and bool(set(clause.agents) & set(entity.heads))
        if not hers and (phrase is None or phrase.possessor not in entity.heads):
            continue
        around = [oblique for oblique in clause.obliques if oblique.at > at] if clause is not None and hers else []
        for oblique in (*(phrase.obliques if phrase is not None else ()), *around):
            if oblique.prep in words.role and _is_position(reading, words, oblique.head):
                inner = reading.phrases[oblique.head]
                yield _Job(_employer_of(scene, words, oblique.head), _position(scene, words, inner.first, inner.last))


# clauses of working: "who works for Norvik Energy", "was hired as a driver by"


def _worked(scene: Scene, words: Positions, clause: Clause, head: int, *, of_phrase: bool) -> Iterator[_Job]:
    if clause.negated or not (
        _works(words, clause, head) or (of_phrase and _hires(words, clause)) or (_hires(words, clause) and head in clause.patients)
    ):
        return
    if clause.lemma in words.run:
        yield _Job(next((org for at in clause.patients if (org := _body_meant(scene, at)) is not None), None), None)
        return
    employer = next((org for oblique in clause.obliques if oblique.prep in words.at and (org := _body_of(scene, oblique.head)) is not None), None)
    position = None
    for oblique in clause.obliques:
        if oblique.prep in words.role and _is_position(scene.reading, words, oblique.head) and not _is_plural(scene, oblique.head):
            phrase = scene.reading.phrases[oblique.head]
            position = _position(scene, words, phrase.first, phrase.last)
            employer = employer or _within(scene, words, phrase.first, phrase.last).employer or _employer_of(scene, words, oblique.head)
    yield _Job(employer, position)


def _is_plural(scene: Scene, head: int) -> bool:
    return "Number=Plur" in scene.reading.tokens[head].features


def _works(words: Positions, clause: Clause, head: int) -> bool:
    if clause.passive or clause.relation == "participle":
        # "a firm run by Jon Dahl"
        return clause.lemma in words.run and head in clause.agents and any(one.prep == "by" and one.head == head for one in clause.obliques)
    return clause.lemma in words.work | words.run and not clause.passive and head in clause.agents


def _hires(words: Positions, clause: Clause) -> bool:
    return clause.lemma in words.hired and (clause.passive or clause.relation == "participle")


# organisations at a place of the text


def _named_over(scene: Scene, index: int) -> Organisation | None:
    span = scene.reading.tokens[index].span
    return next((org for org in scene.organisations if any(mention.overlaps(span) for mention in org.mentions)), None)


def _body_over(scene: Scene, index: int) -> Organisation | None:
    org = _named_over(scene, index)
    return org if org is not None and org.kind is not OrgKind.COURT else None


def _body_meant(scene: Scene, head: int) -> str | None:
    """The organisation that a phrase names, or that it describes behind a comma: "Larchwood, a firm run by Jon Dahl"."""
    named = _body_of(scene, head)
    if named is not None:
        return named
    beside = (other for other, phrase in scene.reading.phrases.items() if head in phrase.appositions)
    return next((org for other in beside if (org := _body_of(scene, other)) is not None), None)


def _body_of(scene: Scene, head: int) -> str | None:
    """The organisation that a phrase names."""
    phrase = scene.reading.phrases.get(head)
    org = _body_over(scene, head)
    if org is None and phrase is not None and noun_at(scene.reading, head) is None:
        places = (*range(phrase.first, phrase.last), *phrase.appositions)
        org = next((org for at in places if (org := _body_over(scene, at)) is not None), None)
    return org.id if org is not None else None

"""What a report says of a person: age, citizenship, employer, position, and what they are in the case."""

from collections.abc import Iterator

from reportedly.extract.ages import age_word, counts_years
from reportedly.extract.entities import Entity
from reportedly.extract.names import PersonName
from reportedly.extract.scene import Scene
from reportedly.lexicon.countries import citizenship_of
from reportedly.lexicon.people import PersonWord, load_people
from reportedly.lexicon.pronouns import load_pronouns
from reportedly.model.parties import OrgKind
from reportedly.model.text import Reading

__all__ = ["age_of", "citizenship", "employment", "role_words"]


def age_of(scene: Scene, entity: Entity) -> int | None:
    """The age that stands with a name or a description: ", 28,", "(28)", "28-year-old"."""
    if entity.age is not None:
        return entity.age
    if entity.person is None:
        return None
    for name in entity.person.names:
        found = _age_behind(scene.reading, name.last) or _age_before(scene.reading, name)
        if found is not None:
            return found
    for head in entity.heads:
        found = _age_in_words(scene.reading, head)
        if found is not None:
            return found
    return None


def _plausible(text: str) -> int | None:
    return int(text) if text.isdigit() and 7 <= int(text) <= 110 else None


def _age_behind(reading: Reading, last: int) -> int | None:
    tokens = reading.tokens
    if last + 1 >= len(tokens) or tokens[last].text not in {",", "(", "–", "-"}:
        return None
    at = last + 1
    if tokens[at].text.lower() in {"aged", "age", "now"} and at + 1 < len(tokens):
        at += 1
    number = _plausible(tokens[at].text)
    after = tokens[at + 1].text.lower() if at + 1 < len(tokens) else "."
    if number is not None and counts_years(reading, at + 1):
        return number
    if number is not None and after in {",", ")", ".", ";", "of", "and", "from", "was", "is", "who"}:
        return number
    return _hyphened(reading, at)


def _hyphened(reading: Reading, at: int) -> int | None:
    """ "28-year-old", however it is cut into tokens."""
    tokens = reading.tokens
    text = tokens[at].text.lower()
    told = age_word(reading, at)
    if told is not None:
        return _plausible(str(told))
    rest = [token.text.lower() for token in tokens[at + 1 : at + 5]]
    if text.isdigit() and [word for word in rest if word not in {"-", "–"}][:2] in (["year", "old"], ["years", "old"]):
        return _plausible(text)
    return None


def _age_before(reading: Reading, name: PersonName) -> int | None:
    start = max(reading.sentence_of(name.first).first, name.first - 9)
    for at in range(name.first - 1, start - 1, -1):
        if reading.tokens[at].text in {",", ";"} and at < name.first - 1:
            return None
        found = _hyphened(reading, at)
        if found is not None:
            return found
    return None


def _age_in_words(reading: Reading, head: int) -> int | None:
    phrase = reading.phrases.get(head)
    if phrase is None:
        return None
    for at in range(phrase.first, phrase.last):
        found = _hyphened(reading, at)
        if found is not None:
            return found
    clause = reading.clause_of(head)
    if clause is not None and clause.lemma == "be" and head in clause.agents:
        # "Dahl, who is 30" and "the now-30-year-old"
        for at in clause.predicate:
            if reading.tokens[at].pos == "NUM" and at + 1 < len(reading.tokens) and reading.tokens[at + 1].text in {".", ",", "years"}:
                return _plausible(reading.tokens[at].text)
    return None


def _descriptions(scene: Scene, entity: Entity) -> Iterator[tuple[int, int, int]]:
    """Token ranges (first, last) and head of what describes an entity: words before the name, appositions, predicates, and phrases that mean it."""
    reading = scene.reading
    for head in entity.heads:
        phrase = reading.phrases.get(head)
        if phrase is None:
            continue
        yield phrase.first, phrase.last, head
        for other in phrase.appositions:
            inner = reading.phrases.get(other)
            if inner is not None:
                yield inner.first, inner.whole_last, other
        clause = reading.clause_of(head)
        if (
            clause is not None
            and clause.lemma in load_pronouns(reading.lang).equating
            and head in (*clause.agents, *clause.patients)
            and not clause.negated
        ):
            heads = [*clause.predicate, *(oblique.head for oblique in clause.obliques if oblique.prep == "as")]
            for other in heads:
                inner = reading.phrases.get(other)
                if inner is not None:
                    yield inner.first, inner.whole_last, other


def citizenship(scene: Scene, entity: Entity) -> tuple[str, ...]:
    """ISO codes of the countries that a description makes somebody a citizen of."""
    for first, last, head in _descriptions(scene, entity):
        noun = scene.reading.tokens[head].lemma
        words = scene.reading.text_of(first, last)
        if noun in {"citizen", "national", "man", "woman", "native", "people", "tourist"} or entity.person is not None:
            found = citizenship_of(words)
            if found:
                return found
    return ()


def employment(scene: Scene, entity: Entity) -> tuple[str | None, str | None]:
    """The employer (id of an organisation) and position that a description gives."""
    for first, last, head in _descriptions(scene, entity):
        position = _position(scene, entity, first, last, head)
        if position is None:
            continue
        inside = [
            org
            for org in scene.organisations
            if org.kind is not OrgKind.COURT and any(_within(scene, span.start, first, last) for span in org.mentions)
        ]
        if inside:
            return inside[0].id, position
        if _word(scene.reading, head) is not None and not _is_generic(scene.reading, head):
            return None, position
    return None, None


def _within(scene: Scene, offset: int, first: int, last: int) -> bool:
    span = scene.reading.span_of(first, last)
    return span.start <= offset < span.end


def _word(reading: Reading, head: int) -> PersonWord | None:
    token = reading.tokens[head]
    return load_people(reading.lang).noun(token.lemma, token.text.lower()) if token.pos in {"NOUN", "PROPN"} else None


def _is_generic(reading: Reading, head: int) -> bool:
    word = _word(reading, head)
    return (
        word is None
        or word.means_accused
        or word.gender != ""
        or word.young
        or word.rule.endswith((".victim", ".witness", ".relative"))
        or reading.tokens[head].lemma in {"citizen", "national", "resident", "person", "people", "individual"}
    )


def _position(scene: Scene, entity: Entity, first: int, last: int, head: int) -> str | None:
    """The words of a description that say what somebody does: the noun with its modifiers, without the employer's name."""
    reading = scene.reading
    named = {index for name in (entity.person.names if entity.person else ()) for index in range(name.first, name.last)}
    phrase = reading.phrases.get(head)
    stop = min(last, phrase.last if phrase is not None else last)
    taken = {index for org in scene.organisations for span in org.mentions for index in reading.tokens_in(span)}
    words = []
    for index in range(first, stop):
        token = reading.tokens[index]
        if index in named or index in taken or token.pos in {"DET", "PRON", "PUNCT", "PART", "NUM"} or token.text in {"'s", "’s"}:
            continue
        words.append(index)
    nouns = [index for index in words if _word(reading, index) is not None and not _is_generic(reading, index)]
    if not nouns:
        return None
    return " ".join(reading.tokens[index].text for index in words if index <= nouns[-1]) or None


def role_words(scene: Scene, entity: Entity) -> Iterator[PersonWord]:
    """The words that tell what somebody is in the case: titles, nouns before the name, appositions, predicates."""
    if entity.person is not None:
        # "criminal prosecutor Ana Belko" is a prosecutor: the word next to the name counts
        yield from (name.titles[-1] for name in entity.person.names if name.titles and name.titles[-1].role is not None)
    for _, _, head in _descriptions(scene, entity):
        word = _word(scene.reading, head)
        if word is not None and word.role is not None:
            yield word

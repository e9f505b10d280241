"""What a report says of a person: age, citizenship, and what they are in the case."""

from collections.abc import Iterator

from reportedly.extract.ages import age_word, counts_years
from reportedly.extract.descriptions import Description, descriptions
from reportedly.extract.entities import Entity
from reportedly.extract.names import PersonName
from reportedly.extract.person_nouns import noun_at
from reportedly.extract.scene import Scene
from reportedly.lexicon.countries import citizenship_of
from reportedly.lexicon.people import PersonWord
from reportedly.lexicon.positions import load_positions
from reportedly.model.parties import RoleName
from reportedly.model.text import Reading

__all__ = ["age_of", "citizenship", "role_words"]


def age_of(scene: Scene, entity: Entity) -> int | None:
    """The age that stands with a name or a description: ", 28,", "(28)", "28-year-old"."""
    if entity.age is not None:
        return entity.age
    if entity.person is None:
        return None
    listed = _age_in_list(scene, entity)
    if listed is not None:
        return listed
    for name in entity.person.names:
        found = _age_behind(scene.reading, name.last) or _age_before(scene.reading, name)
        if found is not None:
            return found
    for head in entity.heads:
        found = _age_in_words(scene.reading, head)
        if found is not None:
            return found
    return None


def _age_in_list(scene: Scene, entity: Entity) -> int | None:
    """Names and then as many ages, in one order: "Jon Dahl and Max Brandt, 40 and 49,"."""
    reading = scene.reading
    ends = {name.last - 1: name for person in scene.people for name in person.names}
    for name in entity.person.names if entity.person is not None else ():
        listed = sorted(at for at in scene.listed(name.last - 1) if at in ends)
        if len(listed) < 2 or name.last - 1 not in listed:
            continue
        ages = _numbers_after(reading, listed[-1] + 1)
        # ", 49," behind the last name is that one's own age
        if len(ages) == len(listed):
            return ages[listed.index(name.last - 1)]
    return None


def _numbers_after(reading: Reading, at: int) -> list[int]:
    """The ages that follow as a list: ", 40 and 49"."""
    found: list[int] = []
    limit = reading.sentence_of(at - 1).last
    while at < limit and (reading.tokens[at].text in {",", "(", "aged"} or (found and reading.tokens[at].text == "and")):
        age = _plausible(reading.tokens[at + 1].text) if at + 1 < limit else None
        at += 1
        if age is not None:
            found.append(age)
            at += 1
    return found


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
    """As in "28-year-old", however it is cut into tokens."""
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


def citizenship(scene: Scene, entity: Entity) -> tuple[str, ...]:
    """ISO codes of the countries that a description makes somebody a citizen of."""
    for told in descriptions(scene, entity):
        found = citizenship_of(_own_words(scene, entity, told))
        if found:
            return found
    return ()


def _own_words(scene: Scene, entity: Entity, told: Description) -> str:
    """The words of a description that can tell a citizenship: neither names, nor those of bodies ("Malay Airways director"), nor what follows."""
    reading = scene.reading
    phrase = reading.phrases[told.head]
    named = {index for name in (entity.person.names if entity.person else ()) for index in range(name.first, name.last)}
    bodies = {index for org in scene.organisations for span in org.mentions for index in reading.tokens_in(span)}
    inside = list(range(phrase.first, phrase.last))
    word = noun_at(reading, told.head)
    holds_office = word is not None and word.role is RoleName.OFFICIAL
    if holds_office or told.head in named or reading.tokens[told.head].lemma in load_positions(reading.lang).citizen:
        # "a citizen of Chad", "the president of Chad", "Jon Dahl of Chad"; "a professor of Chad's history" tells nothing
        inside += [
            index
            for oblique in phrase.obliques
            if oblique.prep == "of" and reading.tokens[oblique.head].pos == "PROPN"
            for index in range(oblique.at + 1, oblique.head + 1)
        ]
    return " ".join(reading.tokens[index].text for index in inside if index not in named | bodies)


def role_words(scene: Scene, entity: Entity) -> Iterator[PersonWord]:
    """The words that tell what somebody is in the case: titles, nouns before the name, appositions, predicates."""
    if entity.person is not None:
        # "criminal prosecutor Ana Belko" is a prosecutor: the word next to the name counts
        yield from (name.titles[-1] for name in entity.person.names if name.titles and name.titles[-1].role is not None)
        # "police spokesperson Captain Ana Belko" speaks for the police, whatever the rank
        yield from (word for name in entity.person.names for word in name.titles[:-1] if word.role is RoleName.SPOKESPERSON)
    for told in descriptions(scene, entity):
        word = noun_at(scene.reading, told.head)
        if word is not None and word.role is not None:
            yield word
